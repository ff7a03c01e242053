import { number } from '../../language.js';
import { unitText } from '../drawing/crystal-parts.js';
import { plot } from '../drawing/plot.js';
import { endAll, pair } from '../drawing/parts.js';

export function picture(place, tools) {
  let [data, epochs, points] = [null, [], []];
  const ways = { scratch: tools.text('scratch'), transfer: tools.text('transfer') };
  const names = Object.values(ways);
  const unit = () => (data ? unitText(data.learnedUnit) : '');
  const top = pair();
  place.append(top);
  const curve = plot(top, {
    title: tools.text('curve'), name: tools.name, x: { title: tools.text('labels'), type: 'log', nice: false, format: '~r' }, y: { title: tools.text('error'), zero: true, hasUnit: true }, series: names, height: 300,
    layers: [{ kind: 'line', data: 'lines', width: 2.5 }, { kind: 'point', data: 'lines', size: 70 }],
  });
  const live = plot(top, { title: tools.text('live'), x: { title: tools.text('epoch') }, y: { title: tools.text('error'), zero: true, hasUnit: true }, series: names, height: 300 });

  return {
    start() { [data, epochs, points] = [null, [], []]; },
    frame(frame) {
      if (frame.kind === 'data') data = frame;
      if (frame.kind === 'epoch') epochs.push(frame);
      if (frame.kind === 'point') points.push(frame);
    },
    draw() {
      curve.show({ lines: points.map(({ way, labels, error }) => ({ series: ways[way], x: labels, y: error })) }, unit());
      const last = epochs.at(-1);
      live.show({ lines: epochs.filter(({ labels }) => labels === last?.labels).map(({ way, epoch, error }) => ({ series: ways[way], x: epoch, y: error })) }, unit());
      tools.readings([
        data && [tools.text('tests'), number(data.validation)], last && [tools.text('now'), tools.t('nowOf', { way: ways[last.way], labels: last.labels, epoch: last.epoch, epochs: last.epochs })],
        ...['scratch', 'transfer'].map((way) => points.findLast((point) => point.way === way)).filter(Boolean).map((point) => [tools.t('result', { way: ways[point.way], labels: point.labels }), `${number(point.error, 3)} ${unit()} (R² ${number(point.r2, 3)})`]),
      ]);
    },
    end: endAll([curve, live]),
  };
}
