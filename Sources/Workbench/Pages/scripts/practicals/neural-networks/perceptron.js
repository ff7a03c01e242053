import { number } from '../../language.js';
import { plane, heat, contour, dot, twoClasses } from '../drawing/plane.js';
import { plot } from '../drawing/plot.js';
import { pair, endAll, key } from '../drawing/parts.js';

export function picture(place, tools) {
  let [last, curve] = [null, []];
  const sides = pair();
  place.append(sides);
  const boundary = plane(sides, { name: tools.name, title: tools.text('plane'), x: 'x₁', y: 'x₂', paint: (pad) => last && paint(pad, last) });
  const side = plot(sides, { title: tools.text('curve'), x: { title: tools.text('step') }, y: { title: tools.text('loss'), zero: true }, series: ['loss'], legend: false, height: 260 });
  boundary.element.append(key([[tools.text('zero'), '--series-1'], [tools.text('one'), '--series-2']]));

  return {
    start() { curve = []; },
    frame(frame) { last = frame; curve.push({ series: 'loss', x: frame.step, y: frame.loss }); },
    draw() {
      boundary.domain(last.grid.x, last.grid.y);
      boundary.redraw();
      side.show({ lines: curve });
      tools.readings([
        [tools.text('step'), number(last.step)], [tools.text('loss'), number(last.loss)], [tools.text('errors'), tools.t('of', { count: last.errors, all: last.points.length })],
        [tools.text('weights'), last.weights.map((value) => number(value, 3)).join('; ')], [tools.text('bias'), number(last.bias, 3)],
      ]);
    },
    end: endAll([boundary, side]),
  };
}

function paint(pad, { grid, points, probabilities }) {
  heat(pad, grid, twoClasses());
  contour(pad, grid, 0.5, { width: 2.5 });
  points.forEach(({ x, y, label }, index) => {
    const isRight = (probabilities[index] >= 0.5) === (label === 1);
    dot(pad, x, y, { fill: label ? '--series-2' : '--series-1', radius: 10, ring: isRight ? '--panel' : '--ink', width: isRight ? 2 : 4 });
  });
}
