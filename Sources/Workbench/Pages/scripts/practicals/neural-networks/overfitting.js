import { number } from '../../language.js';
import { plot, rows } from '../drawing/plot.js';
import { endAll } from '../drawing/parts.js';

export function picture(place, tools) {
  let [last, given] = [null, {}];
  const names = [tools.text('truth'), tools.text('fitted')];
  const fit = plot(place, {
    title: tools.text('fit'), name: tools.name, x: { title: 'x' }, y: { title: 'y', domain: [-2.2, 2.2] }, series: names, height: 300,
    layers: [
      { kind: 'line', data: 'lines', width: 2.5 }, { kind: 'line', data: 'folds', colour: '--soft-ink', width: 1.25, free: true },
      { kind: 'point', data: 'points', colour: '--ink', size: 45, free: true },
    ],
  });
  const kinds = [tools.text('training'), tools.text('validation')];
  const sweep = plot(place, {
    title: tools.text('sweep'), x: { title: tools.text('complexity') }, y: { title: tools.text('error'), type: 'log' }, series: kinds, height: 200,
    layers: [{ kind: 'band', data: 'bands', free: true }, { kind: 'line', data: 'lines' }, { kind: 'point', data: 'lines' }, { kind: 'vertical', data: 'here' }],
  });

  return {
    start(parameters) { given = parameters; },
    frame(frame) { last = frame; },
    draw() {
      const { curve, foldCurves, points, sweep: all } = last;
      fit.show({
        lines: [...rows(names[0], curve.truth, curve.x), ...rows(names[1], curve.fitted, curve.x)],
        folds: foldCurves.flatMap((values, index) => rows(`fold ${index}`, values, curve.x)),
        points: points.map(({ x, y }) => ({ x, y })),
      });
      sweep.show({
        lines: [...rows(kinds[0], all.training, all.complexity), ...rows(kinds[1], all.validation, all.complexity)],
        bands: all.validation.map((value, index) => ({ series: kinds[1], x: all.complexity[index], y: Math.max(value - all.deviation[index], value / 4), y2: value + all.deviation[index] })),
        here: [{ x: given.complexity }],
      });
      tools.readings([
        [kinds[0], number(last.trainingError)], [kinds[1], `${number(last.validationError)} ± ${number(last.validationDeviation, 2)}`],
        [tools.text('folds'), last.foldErrors.map((value) => number(value, 3)).join('; ')], [tools.text('best'), number(last.best)],
      ]);
    },
    end: endAll([fit, sweep]),
  };
}
