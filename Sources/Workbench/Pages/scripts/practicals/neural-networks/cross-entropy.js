import { number } from '../../language.js';
import { plane, heat, path, dot, twoClasses } from '../drawing/plane.js';
import { plot, rows } from '../drawing/plot.js';
import { pair, endAll, key } from '../drawing/parts.js';

export function picture(place, tools) {
  let [last, given] = [null, {}];
  const sides = pair();
  place.append(sides);
  const boundary = plane(sides, { name: tools.name, title: tools.text('plane'), x: 'x₁', y: 'x₂', paint: (pad) => last && paint(pad, last) });
  boundary.element.append(key([[tools.text('zero'), '--series-1'], [tools.text('one'), '--series-2']]));
  const right = document.createElement('div');
  right.className = 'stack';
  sides.append(right);
  const names = [tools.text('entropy'), tools.text('squared')];
  const layers = [{ kind: 'line', data: 'lines' }, { kind: 'vertical', data: 'here' }];
  const offsets = plot(right, { title: tools.text('byOffset'), x: { title: tools.text('offset') }, y: { title: tools.text('loss'), zero: true }, series: names, layers, height: 170 });
  const slopes = plot(right, { title: tools.text('bySteepness'), x: { title: tools.text('steepness'), type: 'log' }, y: { title: tools.text('loss'), zero: true }, series: names.slice(0, 1), layers, height: 140 });

  return {
    start(parameters) { given = parameters; },
    frame(frame) { last = frame; },
    draw() {
      boundary.domain(last.grid.x, last.grid.y);
      boundary.redraw();
      offsets.show({ lines: [...rows(names[0], last.offsetCurve.y, last.offsetCurve.x), ...rows(names[1], last.squaredCurve.y, last.squaredCurve.x)], here: [{ x: given.offset }] });
      slopes.show({ lines: rows(names[0], last.steepnessCurve.y, last.steepnessCurve.x), here: [{ x: given.steepness }] });
      tools.readings([
        [tools.text('loss'), number(last.loss)], [tools.text('accuracy'), `${number(100 * last.accuracy, 3)} %`],
        [tools.text('gradient'), last.gradient.map((value) => number(value, 3)).join('; ')],
      ]);
    },
    end: endAll([boundary, offsets, slopes]),
  };
}

// A point is as large as its loss: what costs most is seen first.
function paint(pad, { grid, points, boundary }) {
  heat(pad, grid, twoClasses());
  path(pad, boundary, { width: 2.5 });
  const most = Math.max(...points.map(({ loss }) => loss), 1e-9);
  for (const { x, y, label, loss } of points) dot(pad, x, y, { fill: label ? '--series-2' : '--series-1', radius: 3 + 7 * Math.sqrt(loss / most), width: 1 });
}
