import { number } from '../../language.js';
import { plane, heat, contour, dot, lineOf, twoClasses } from '../drawing/plane.js';
import { plot } from '../drawing/plot.js';
import { pair, endAll, key, table } from '../drawing/parts.js';
import { empty, h } from '../../document.js';

const mostColumns = 8;

export function picture(place, tools) {
  let [last, curve] = [null, []];
  const sides = pair();
  place.append(sides);
  const boundary = plane(sides, { name: tools.name, title: tools.text('plane'), x: 'x₁', y: 'x₂', paint: (pad) => last && paint(pad, last) });
  boundary.element.append(key([[tools.text('zero'), '--series-1'], [tools.text('one'), '--series-2']]));
  const right = h('div', { class: 'stack' });
  sides.append(right);
  const side = plot(right, { title: tools.text('curve'), x: { title: tools.text('step') }, y: { title: tools.text('loss'), zero: true }, series: ['loss'], legend: false, height: 200 });
  const hidden = h('div', { class: 'scroll' });
  right.append(hidden);

  return {
    start() { curve = []; },
    frame(frame) { last = frame; curve.push({ series: 'loss', x: frame.step, y: frame.loss }); },
    draw() {
      boundary.domain(last.grid.x, last.grid.y);
      boundary.redraw();
      side.show({ lines: curve });
      showHidden();
      tools.readings([[tools.text('step'), number(last.step)], [tools.text('loss'), number(last.loss)], [tools.text('errors'), tools.t('of', { count: last.errors, all: last.count })]]);
    },
    end: endAll([boundary, side]),
  };

  /** Where the hidden units put the first four points: what the last unit sees of them. */
  function showHidden() {
    const { points, hidden: values } = last;
    if (points.length > 4 || !values?.length) { empty(hidden); return; }
    const columns = Math.min(mostColumns, values[0].length);
    const heads = [tools.text('point'), ...Array.from({ length: columns }, (_, index) => `h${index + 1}`)];
    empty(hidden).append(h('h2', { class: 'small' }, tools.text('hidden')), table(heads, values.map((row, index) => [
      `(${number(points[index].x)}; ${number(points[index].y)}) → ${points[index].label}`, ...row.slice(0, columns).map((value) => number(value, 3)),
    ]), { numeric: heads.map((_, index) => index).slice(1), caption: tools.text('hidden') }));
  }
}

// A unit's line is as thick as its share of the answer.
function paint(pad, { grid, points, lines, outputWeights }) {
  heat(pad, grid, twoClasses());
  const most = Math.max(...outputWeights.map(Math.abs), 1e-9);
  lines.forEach((line, unit) => lineOf(pad, line, { ink: '--soft-ink', width: 0.75 + 2 * Math.abs(outputWeights[unit]) / most, dash: [6, 4], opacity: 0.8 }));
  contour(pad, grid, 0.5, { width: 2.5 });
  for (const { x, y, label } of points) dot(pad, x, y, { fill: label ? '--series-2' : '--series-1', radius: points.length > 8 ? 4 : 10, width: points.length > 8 ? 1 : 2 });
}
