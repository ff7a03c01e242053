import { number } from '../../language.js';
import { plot } from '../drawing/plot.js';
import { endAll } from '../drawing/parts.js';

export function picture(place, tools) {
  let [stage, shipped, depths] = [null, null, []];
  const names = Array.from({ length: 8 }, (_, index) => tools.t('layers', { count: index + 1 }));
  const similarity = plot(place, {
    title: tools.text('similarity'), name: tools.name, x: { title: tools.text('layer'), format: 'd' }, y: { title: tools.text('cosine') }, series: names, height: 300,
    layers: [{ kind: 'line', data: 'lines' }, { kind: 'point', data: 'lines', size: 30 }, { kind: 'line', data: 'shipped', colour: '--ink', width: 3, dash: [6, 4] }],
    note: tools.text('dashed'),
  });
  const kinds = [tools.text('train'), tools.text('validation')];
  const errors = plot(place, {
    title: tools.text('errors'), x: { title: tools.text('depth'), format: 'd' }, y: { title: 'R²', domain: [-0.2, 1] }, series: kinds, height: 200,
    layers: [{ kind: 'line', data: 'lines' }, { kind: 'point', data: 'lines', size: 50 }],
  });
  const lineOf = (series, values) => values.map((y, x) => ({ series, x, y }));

  return {
    start() { [stage, shipped, depths] = [null, null, []]; },
    frame(frame) {
      if (frame.kind === 'progress') stage = frame;
      if (frame.kind === 'shipped') shipped = frame;
      if (frame.kind === 'depth') depths.push(frame);
    },
    draw() {
      similarity.show({ lines: depths.flatMap(({ depth, all }) => lineOf(names[depth - 1], all)), shipped: shipped ? lineOf('shipped', shipped.all) : [] });
      errors.show({ lines: depths.flatMap(({ depth, trainR2, validationR2 }) => [{ series: kinds[0], x: depth, y: trainR2 }, { series: kinds[1], x: depth, y: validationR2 }]) });
      const last = depths.at(-1);
      tools.readings([
        stage?.depth && [tools.text('working'), number(stage.depth)], last && [tools.t('last', { depth: last.depth }), number(last.all.at(-1), 3)],
        last && [tools.text('validationError'), number(last.validationError, 3)], last && [`R², ${kinds[1]}`, number(last.validationR2, 3)],
      ]);
    },
    end: endAll([similarity, errors]),
  };
}
