import { number } from '../../language.js';
import { crystalHead, unitText } from '../drawing/crystal-parts.js';
import { plot } from '../drawing/plot.js';
import { endAll } from '../drawing/parts.js';

// Points that lie on one another are set side by side; where does not mean anything.
const beside = (index) => 1 + 0.16 * (((index * 0.618034) % 1) - 0.5);

export function picture(place, tools) {
  let [still, noise, strain] = [null, new Map(), null];
  const head = crystalHead();
  place.append(head.element);
  let plots = null;

  function make() {
    const names = still.properties.map(({ name }) => name);
    const unit = unitText(still.properties[0].learnedUnit);
    const scattered = plot(place, {
      title: tools.text('scatter'), name: tools.name, x: { title: tools.text('deviation'), type: 'log', domain: [0.008, 0.125], nice: false, format: '~r' }, y: { title: tools.t('change', { unit }) }, series: names, height: 280,
      layers: [{ kind: 'horizontal', data: 'zero' }, { kind: 'point', data: 'points', size: 22, opacity: 0.6 }, { kind: 'line', data: 'spread', width: 1.5, dash: [5, 4], groups: ['series', 'side'] }],
      note: tools.text('dashed'),
    });
    const strained = plot(place, {
      title: tools.text('strained'), x: { title: tools.text('strain') }, y: { title: tools.t('change', { unit }) }, series: names, height: 200, layers: [{ kind: 'line', data: 'lines' }, { kind: 'point', data: 'lines' }],
    });
    return { scattered, strained, names };
  }

  return {
    start() { [still, noise, strain] = [null, new Map(), null]; },
    frame(frame) {
      if (frame.kind === 'still') still = frame;
      if (frame.kind === 'noise') noise.set(frame.deviation, frame);
      if (frame.kind === 'strain') strain = frame;
    },
    draw() {
      if (!still) return;
      head.show(still);
      if (plots && plots.names.join() !== still.properties.map(({ name }) => name).join()) { endAll([plots.scattered, plots.strained])(); plots.scattered.element.remove(); plots.strained.element.remove(); plots = null; }
      plots ??= make();
      const all = [...noise.values()];
      plots.scattered.show({
        zero: [{ y: 0 }],
        points: all.flatMap(({ deviation, changes }) => changes.flatMap((values, property) => values.map((y, index) => ({ series: plots.names[property], x: deviation * beside(index + property * 0.5), y })))),
        spread: all.flatMap(({ deviation, statistics }) => statistics.flatMap(({ rootMeanSquare }, property) => [1, -1].map((side) => ({ series: plots.names[property], side, x: deviation, y: side * rootMeanSquare })))),
      });
      if (strain) plots.strained.show({ lines: strain.changes.flatMap((values, property) => values.map((y, index) => ({ series: plots.names[property], x: 100 * strain.strains[index], y }))) });
      const last = all.at(-1);
      tools.readings([
        ...still.properties.map(({ name, value, unit }) => [name, `${number(value)} ${unitText(unit)}`]),
        last && [tools.t('samples', { deviation: last.deviation }), tools.t('of', { count: last.samples, all: last.of })],
        ...(last ? last.statistics.map(({ rootMeanSquare }, index) => [tools.t('rms', { name: plots.names[index] }), `${number(rootMeanSquare, 3)} ${unitText(still.properties[0].learnedUnit)}`]) : []),
      ]);
    },
    end() { if (plots) endAll([plots.scattered, plots.strained])(); },
  };
}
