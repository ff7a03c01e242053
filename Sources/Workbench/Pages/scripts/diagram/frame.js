// What stands around and over the points, as vectors: axes, the Pareto front, landmarks, names, the scale of colours.
// Colours are written into the attributes, so that the drawing is whole without the page's style sheets.

import { empty, h } from '../document.js';
import { language, number } from '../language.js';
import { colour } from '../theme.js';
import { ticks } from './axis.js';

const font = 'system-ui, "Noto Sans", "DejaVu Sans", sans-serif';

/** Room for the axes' numbers and names, in pixels. */
export const margins = (width) => (width < 560 ? { left: 48, right: 8, top: 10, bottom: 44 } : { left: 66, right: 16, top: 14, bottom: 50 });

function tickText({ value, digits }) {
  if (value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-4)) return number(Number(value.toPrecision(6)), 1);
  return value.toLocaleString(language(), { maximumFractionDigits: digits, minimumFractionDigits: value === 0 ? 0 : Math.min(digits, 6) });
}

/** Where numbers stand along both axes. */
function marks({ width, height, window, axes }) {
  const room = margins(width);
  return [
    ticks(window[0], axes[0].isLogarithmic, Math.max(2, (width - room.left - room.right) / 90)),
    ticks(window[1], axes[1].isLogarithmic, Math.max(2, (height - room.top - room.bottom) / 60)),
  ];
}

/** The lines of the grid along both axes, from 0 to 1 of what is shown: they are painted below the points. */
export const gridLines = (scene) => marks(scene).map((list, k) => list.map(({ at }) => (at - scene.window[k][0]) / (scene.window[k][1] - scene.window[k][0])));

/** The grid where no picture of the points has it: in a file of vectors. */
export function gridElements(scene) {
  const room = margins(scene.width);
  const [left, right, top, bottom] = [room.left, scene.width - room.right, room.top, scene.height - room.bottom];
  const [xs, ys] = gridLines(scene);
  return h('g', { stroke: colour('--line'), 'stroke-opacity': 0.7 },
    xs.map((at) => left + at * (right - left)).map((x) => h('line', { x1: x, x2: x, y1: top, y2: bottom })),
    ys.map((at) => bottom - at * (bottom - top)).map((y) => h('line', { x1: left, x2: right, y1: y, y2: y })));
}

/**
 * @param svg is drawn anew.
 * @param scene {width, height, window, axes: [{title, isLogarithmic} of x, of y], front: [[x, y], …] from the left,
 *   landmarks: [{name, x: [low, high], y: [low, high]}], names: [{text, x, y}], legend}, all on the scales.
 */
export function drawFrame(svg, scene) {
  const { width, height, window: [[lowX, highX], [lowY, highY]] } = scene;
  const room = margins(width);
  const [left, right, top, bottom] = [room.left, width - room.right, room.top, height - room.bottom];
  const placeX = (value) => left + ((value - lowX) / (highX - lowX)) * (right - left);
  const placeY = (value) => bottom - ((value - lowY) / (highY - lowY)) * (bottom - top);
  const [ink, soft, front, mark] = ['--ink', '--soft-ink', '--front', '--landmark'].map(colour);
  const text = (x, y, words, attributes) => h('text', { x, y, fill: soft, 'font-size': 12, ...attributes }, words);
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('font-family', font);
  const [marksX, marksY] = marks(scene);
  empty(svg).append(
    h('defs', {}, clipPath(left, top, right, bottom)),
    h('rect', { x: left, y: top, width: right - left, height: bottom - top, fill: 'none', stroke: soft, 'stroke-opacity': 0.6 }),
    h('g', { 'text-anchor': 'middle' }, marksX.map((tick) => text(placeX(tick.at), bottom + 17, tickText(tick)))),
    h('g', { 'text-anchor': 'end' }, marksY.map((tick) => text(left - 6, placeY(tick.at) + 4, tickText(tick)))),
    text((left + right) / 2, height - 8, scene.axes[0].title, { fill: ink, 'font-size': 13, 'text-anchor': 'middle' }),
    text(-(top + bottom) / 2, 14, scene.axes[1].title, { fill: ink, 'font-size': 13, 'text-anchor': 'middle', transform: 'rotate(-90)' }));
  const inside = h('g', { 'clip-path': 'url(#within)' });
  const taken = [];
  inside.append(...frontPath(scene.front, placeX, placeY, right, bottom, front));
  const isInside = (x, y) => x >= left && x <= right && y >= top && y <= bottom;
  for (const one of scene.landmarks) inside.append(...landmark(one, { placeX, placeY, mark, ink, taken, left, right, top, bottom, isInside }));
  const named = new Set();
  for (const one of scene.names) {
    const [x, y] = [placeX(one.x), placeY(one.y)];
    // The same crystal of two collections has one name.
    const key = `${one.text} ${Math.round(x / 16)} ${Math.round(y / 16)}`;
    const label = isInside(x, y) && !named.has(key) ? free(one.text, x, y, taken, { left, right, top, bottom }, 11) : null;
    named.add(key);
    if (label) inside.append(words(label, one.text, ink, { 'font-size': 11 }));
  }
  svg.append(inside);
}

function clipPath(left, top, right, bottom) {
  const clip = document.createElementNS('http://www.w3.org/2000/svg', 'clipPath');
  clip.id = 'within';
  clip.append(h('rect', { x: left, y: top, width: right - left, height: bottom - top }));
  return clip;
}

/** The border of what is dominated: from each point of the front down, and on to the next. */
function frontPath(front, placeX, placeY, right, bottom, stroke) {
  if (!front.length) return [];
  let path = `M${placeX(front[0][0]) - 1e4} ${placeY(front[0][1])}`;
  front.forEach(([x, y], k) => {
    path += ` L${placeX(x)} ${placeY(y)}`;
    path += k + 1 < front.length ? ` L${placeX(x)} ${placeY(front[k + 1][1])}` : ` L${placeX(x)} ${bottom + 1e4}`;
  });
  return [
    h('path', { d: path, fill: 'none', stroke, 'stroke-width': 1.5, 'stroke-dasharray': '5 3', class: 'front' }),
    ...front.map(([x, y]) => h('circle', { cx: placeX(x), cy: placeY(y), r: 4.5, fill: 'none', stroke, 'stroke-width': 1.5 })),
  ];
}

/** A cross over what was measured, from the lowest to the highest, and its name. */
function landmark({ name, x: [x1, x2], y: [y1, y2] }, { placeX, placeY, mark, ink, taken, left, right, top, bottom, isInside }) {
  const [x, y] = [(placeX(x1) + placeX(x2)) / 2, (placeY(y1) + placeY(y2)) / 2];
  const stroke = { stroke: mark, 'stroke-width': 1.75, 'stroke-linecap': 'round' };
  const drawn = [
    h('line', { x1: Math.min(placeX(x1), x - 4), x2: Math.max(placeX(x2), x + 4), y1: y, y2: y, ...stroke }),
    h('line', { x1: x, x2: x, y1: Math.max(placeY(y1), y + 4), y2: Math.min(placeY(y2), y - 4), ...stroke }),
  ];
  const label = isInside(x, y) ? free(name, x, y, taken, { left, right, top, bottom }, 12) : null;
  if (label) drawn.push(words(label, name, ink, { 'font-size': 12, 'font-weight': 600 }));
  return drawn;
}

/** "Ti₃SiC₂" */
const lowered = (text) => text.replace(/(?<=[A-Za-z)\]])\d+/g, (digits) => [...digits].map((digit) => String.fromCodePoint(0x2080 + Number(digit))).join(''));

const words = (label, text, fill, attributes) => h('text', { x: label.x, y: label.y, fill, 'text-anchor': label.anchor, stroke: colour('--panel'), 'stroke-width': 3, 'paint-order': 'stroke', 'stroke-linejoin': 'round', ...attributes }, lowered(text));

/** A place for a name beside its point that no other name has; none where all are taken. */
function free(text, x, y, taken, { left, right, top, bottom }, height) {
  const width = 0.58 * height * text.length;
  const places = [[7, -5, 'start'], [-7, -5, 'end'], [7, 13, 'start'], [-7, 13, 'end'], [7, -19, 'start'], [-7, -19, 'end'], [7, 27, 'start'], [-7, 27, 'end']];
  for (const [dx, dy, anchor] of places) {
    const from = anchor === 'start' ? x + dx : x + dx - width;
    const box = [from, y + dy - height, from + width, y + dy + 2];
    const isOutside = box[2] > right - 2 || box[0] < left + 2 || box[1] < top || box[3] > bottom;
    if (isOutside || taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    return { x: x + dx, y: y + dy, anchor };
  }
  return null;
}
