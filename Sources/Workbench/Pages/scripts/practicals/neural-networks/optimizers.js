import { h } from '../../document.js';
import { number } from '../../language.js';
import { plane, heat, contour, dot, path, parts, mix } from '../drawing/plane.js';
import { plot, seriesNames } from '../drawing/plot.js';
import { endAll, key } from '../drawing/parts.js';

const seconds = 4;
const levels = 12;
const isStill = matchMedia('(prefers-reduced-motion: reduce)');

export function picture(place, tools) {
  let [last, begun, asked] = [null, 0, 0];
  const legend = h('div');
  const surface = plane(place, { name: tools.name, title: tools.text('plane'), x: 'x', y: 'y', ratio: 0.72, most: 760, paint: (pad) => last && paint(pad, last, share()) });
  surface.element.append(legend);
  let heights = null;
  const names = ['gradient-descent', 'momentum', 'adagrad', 'adadelta', 'adam'].map((name) => tools.text(name));
  heights = plot(place, { title: tools.text('heights'), x: { title: tools.text('step') }, y: { title: tools.text('height'), type: 'log' }, series: names, height: 240 });

  const share = () => (isStill.matches ? 1 : Math.min(1, (performance.now() - begun) / 1000 / seconds));
  function move() {
    surface.redraw();
    if (share() < 1) asked = requestAnimationFrame(move);
  }

  return {
    frame(frame) { last = frame; begun = performance.now(); },
    draw() {
      surface.domain(last.grid.x, last.grid.y);
      cancelAnimationFrame(asked);
      move();
      const floor = deepest(last);
      heights.show({ lines: last.paths.flatMap(({ heights: values }, index) => values.map((y, x) => ({ series: names[index], x, y: Math.max(y - floor, 1e-8) }))) });
      legend.replaceChildren(key(last.paths.map(({ name, rate }, index) => [`${tools.text(name)}, η = ${number(rate, 3)}`, seriesNames[index]])));
      tools.readings(last.paths.map(({ name, heights: values }) => [tools.text(name), number(Math.max(values.at(-1) - floor, 0), 3)]));
    },
    end() { cancelAnimationFrame(asked); endAll([surface, heights])(); },
  };
}

/** The lowest height that is known: of the map or of a path. */
const deepest = ({ grid, paths }) => Math.min(...grid.values, ...paths.flatMap(({ heights }) => heights));

function paint(pad, { grid, paths, least }, share) {
  const low = Math.min(...grid.values);
  const deep = (value) => Math.log1p(value - low);
  const top = deep(Math.max(...grid.values));
  const [bottom, high] = [parts('--panel'), parts('--accent-soft')];
  heat(pad, grid, (value) => mix(bottom, high, deep(value) / top));
  for (let level = 1; level < levels; level += 1) contour(pad, grid, low + Math.expm1(top * level / levels), { ink: '--strong-line', opacity: 0.55 });
  for (const [x, y] of least) dot(pad, x, y, { fill: '--panel', ring: '--ink', radius: 5, width: 2 });
  paths.forEach(({ points }, index) => {
    const count = Math.max(1, Math.round(share * points.length));
    path(pad, points.slice(0, count), { ink: seriesNames[index], width: 2 });
    dot(pad, ...points[count - 1], { fill: seriesNames[index], radius: 5 });
  });
}
