// A plane with axes: what is drawn on it is told in the units of its axes.

import { colour } from '../../theme.js';
import { number } from '../../language.js';
import { stage } from './stage.js';

const margin = { left: 44, right: 10, top: 8, bottom: 36 };

/** Round numbers between the ends, about as many as wanted. */
function ticks([from, to], wanted = 5) {
  const rough = (to - from) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= rough);
  const found = [];
  for (let value = Math.ceil(from / step) * step; value <= to + step * 1e-6; value += step) found.push(Math.abs(value) < step * 1e-6 ? 0 : value);
  return found;
}

/**
 * @param paint (pad) where pad is {pen, X(x), Y(y), x, y, box: {left, top, width, height}}
 * @returns a stage with domain(x, y)
 */
export function plane(place, { name, title, x, y, ratio = 0.92, most = 560, paint }) {
  const ends = { x: [0, 1], y: [0, 1] };
  const made = stage(place, {
    name, title, ratio, most,
    paint(pen, width, height) {
      const box = { left: margin.left, top: margin.top, width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
      const X = (value) => box.left + box.width * (value - ends.x[0]) / (ends.x[1] - ends.x[0]);
      const Y = (value) => box.top + box.height * (1 - (value - ends.y[0]) / (ends.y[1] - ends.y[0]));
      pen.save();
      pen.beginPath();
      pen.rect(box.left, box.top, box.width, box.height);
      pen.clip();
      paint({ pen, X, Y, box, ...ends });
      pen.restore();
      axes({ pen, X, Y, box, ...ends }, x, y);
    },
  });
  return { ...made, domain(xEnds, yEnds) { Object.assign(ends, { x: xEnds, y: yEnds }); } };
}

function axes({ pen, X, Y, box, x, y }, xName, yName) {
  pen.font = '12px system-ui, sans-serif';
  pen.strokeStyle = colour('--strong-line');
  pen.fillStyle = colour('--soft-ink');
  pen.lineWidth = 1;
  pen.strokeRect(box.left + 0.5, box.top + 0.5, box.width - 1, box.height - 1);
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  const bottom = box.top + box.height;
  for (const value of ticks(x)) pen.fillText(number(Number(value.toPrecision(6)), 3), X(value), bottom + 4);
  pen.textAlign = 'right';
  pen.textBaseline = 'middle';
  for (const value of ticks(y)) pen.fillText(number(Number(value.toPrecision(6)), 3), box.left - 5, Y(value));
  pen.fillStyle = colour('--ink');
  pen.textAlign = 'center';
  pen.textBaseline = 'bottom';
  pen.fillText(xName, box.left + box.width / 2, bottom + margin.bottom - 1);
  pen.save();
  pen.translate(11, box.top + box.height / 2);
  pen.rotate(-Math.PI / 2);
  pen.fillText(yName, 0, 0);
  pen.restore();
}

/** Red, green, blue of a name in styles/colours.css. */
export function parts(name) {
  const text = colour(name);
  return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
}

export const mix = (one, other, share) => one.map((value, index) => value + (other[index] - value) * share);

/** From class 0 to class 1, pale where it cannot decide. */
export function twoClasses() {
  const [zero, ground, one] = ['--series-1', '--panel', '--series-2'].map(parts);
  return (probability) => (probability < 0.5 ? mix(ground, zero, (0.5 - probability) * 1.1) : mix(ground, one, (probability - 0.5) * 1.1));
}

/** Values at the corners of a grid, the first row lowest, as colours between them. */
export function heat({ pen, X, Y }, grid, colourOf) {
  const { columns, rows, values } = grid;
  const small = document.createElement('canvas');
  [small.width, small.height] = [columns, rows];
  const image = new ImageData(columns, rows);
  values.forEach((value, index) => {
    const at = ((rows - 1 - Math.floor(index / columns)) * columns + (index % columns)) * 4;
    image.data.set([...colourOf(value), 255], at);
  });
  small.getContext('2d').putImageData(image, 0, 0);
  const [width, height] = [(X(grid.x[1]) - X(grid.x[0])) / (columns - 1), (Y(grid.y[0]) - Y(grid.y[1])) / (rows - 1)];
  pen.imageSmoothingEnabled = true;
  pen.drawImage(small, X(grid.x[0]) - width / 2, Y(grid.y[1]) - height / 2, width * columns, height * rows);
}

/** Lines where the values of a grid pass a level. */
export function contour({ pen, X, Y }, grid, level, { ink = '--ink', width = 1, opacity = 1 } = {}) {
  const { columns, rows, values } = grid;
  const at = (i, j) => values[j * columns + i] - level;
  const place = (i, j) => [X(grid.x[0] + (grid.x[1] - grid.x[0]) * i / (columns - 1)), Y(grid.y[0] + (grid.y[1] - grid.y[0]) * j / (rows - 1))];
  pen.beginPath();
  for (let j = 0; j < rows - 1; j += 1) for (let i = 0; i < columns - 1; i += 1) {
    const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
    const crossings = [];
    corners.forEach((corner, index) => {
      const other = corners[(index + 1) % 4];
      const [one, two] = [at(...corner), at(...other)];
      if ((one < 0) === (two < 0)) return;
      const share = one / (one - two);
      crossings.push(place(corner[0] + share * (other[0] - corner[0]), corner[1] + share * (other[1] - corner[1])));
    });
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) { pen.moveTo(...crossings[pair]); pen.lineTo(...crossings[pair + 1]); }
  }
  pen.globalAlpha = opacity;
  pen.strokeStyle = colour(ink);
  pen.lineWidth = width;
  pen.stroke();
  pen.globalAlpha = 1;
}

export function dot({ pen, X, Y }, x, y, { fill = '--ink', radius = 6, ring = '--panel', width = 1.5 } = {}) {
  pen.beginPath();
  pen.arc(X(x), Y(y), radius, 0, 2 * Math.PI);
  pen.fillStyle = colour(fill);
  pen.fill();
  pen.lineWidth = width;
  pen.strokeStyle = colour(ring);
  pen.stroke();
}

export function path({ pen, X, Y }, points, { ink = '--ink', width = 2, dash = [], opacity = 1 } = {}) {
  pen.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? pen.moveTo(X(x), Y(y)) : pen.lineTo(X(x), Y(y))));
  pen.globalAlpha = opacity;
  pen.setLineDash(dash);
  pen.strokeStyle = colour(ink);
  pen.lineWidth = width;
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** The line w1 x + w2 y + b = 0, as far as the plane goes. */
export function lineOf(pad, [first, second, bias], style) {
  const ends = Math.abs(second) > Math.abs(first)
    ? pad.x.map((x) => [x, -(first * x + bias) / second])
    : pad.y.map((y) => [-(second * y + bias) / first, y]);
  if (ends.flat().every(Number.isFinite)) path(pad, ends, style);
}
