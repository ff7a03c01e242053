import { number } from '../../language.js';
import { plot, rows } from '../drawing/plot.js';
import { endAll } from '../drawing/parts.js';

export function picture(place, tools) {
  let last = null;
  const names = [tools.text('steps'), tools.text('epochs')];
  const losses = plot(place, {
    title: tools.text('losses'), name: tools.name, x: { title: tools.text('epoch') }, y: { title: tools.text('loss'), zero: true }, series: names, height: 280,
    layers: [{ kind: 'line', data: 'steps', width: 1, opacity: 0.7 }, { kind: 'line', data: 'epochs', width: 3 }],
  });
  const kinds = [tools.text('measured'), tools.text('expected')];
  const noise = plot(place, {
    title: tools.text('noise'), x: { title: tools.text('batch'), type: 'log', nice: false, format: '~r' }, y: { title: tools.text('ratio'), type: 'log' }, series: kinds, height: 220,
    layers: [{ kind: 'line', data: 'expected', dash: [5, 4] }, { kind: 'point', data: 'measured', size: 60 }],
  });

  return {
    frame(frame) { last = frame; },
    draw() {
      const { lossCurve, epochCurve, noise: measured } = last;
      // Steps stand where they fall between the epochs.
      const reached = last.step / last.stepsPerEpoch;
      losses.show({
        steps: rows(names[0], lossCurve, lossCurve.map((_, index) => reached * (index + 1) / lossCurve.length)),
        epochs: rows(names[1], epochCurve),
      });
      noise.show({ measured: rows(kinds[0], measured.measured, measured.batch), expected: rows(kinds[1], measured.expected, measured.batch) });
      tools.readings([
        [tools.text('epoch'), number(last.epoch)], [tools.text('stepsPerEpoch'), number(last.stepsPerEpoch)], ['η', number(last.rate, 3)],
        [tools.text('accuracy'), last.accuracy >= 0 ? `${number(100 * last.accuracy, 3)} %` : '–'],
      ]);
    },
    end: endAll([losses, noise]),
  };
}
