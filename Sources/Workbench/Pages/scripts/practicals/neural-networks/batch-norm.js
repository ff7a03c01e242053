import { h, empty } from '../../document.js';
import { number } from '../../language.js';
import { plot, rows } from '../drawing/plot.js';
import { endAll, table } from '../drawing/parts.js';

export function picture(place, tools) {
  let last = null;
  const order = ['none', 'before', 'after'];
  const names = order.map((name) => tools.text(name));
  const losses = plot(place, { title: tools.text('losses'), name: tools.name, x: { title: tools.text('share') }, y: { title: tools.text('loss'), type: 'log' }, series: names, height: 260, layers: [{ kind: 'line', data: 'lines', width: 1.5 }] });
  const accuracies = plot(place, {
    title: tools.text('accuracies'), x: { title: tools.text('epoch') }, y: { title: tools.text('accuracy'), domain: [0, 1], format: '.0%' }, series: names, height: 200, legend: false,
    layers: [{ kind: 'line', data: 'lines' }, { kind: 'point', data: 'lines' }],
  });
  const entering = h('div', { class: 'part' });
  place.append(entering);

  return {
    frame(frame) { last = frame; },
    draw() {
      const at = (run) => Math.max(last.epoch, run.accuracyCurve.length, 1);
      losses.show({ lines: last.runs.flatMap((run) => rows(tools.text(run.name), run.lossCurve, run.lossCurve.map((_, index) => at(run) * (index + 1) / run.lossCurve.length))) });
      accuracies.show({ lines: last.runs.flatMap((run) => rows(tools.text(run.name), run.accuracyCurve)) });
      const runs = last.runs.filter(({ layers }) => layers?.length);
      const heads = [tools.text('network'), ...(runs[0]?.layers ?? []).map((_, index) => tools.t('layer', { number: index + 1 }))];
      empty(entering).append(h('h2', {}, tools.text('entering')), h('div', { class: 'scroll' }, table(heads, runs.map((run) => [tools.text(run.name), ...run.layers.map(({ mean, deviation }) => Number.isFinite(mean) && Number.isFinite(deviation) ? `${number(mean, 3)} ± ${number(deviation, 3)}` : tools.text('diverged'))]), { numeric: heads.map((_, index) => index).slice(1) })));
      tools.readings([[tools.text('epoch'), number(last.epoch)], ...last.runs.filter((run) => run.accuracyCurve.length > 0).map((run) => [`${tools.text('accuracy')}, ${tools.text(run.name)}`, `${number(100 * run.accuracyCurve.at(-1), 3)} %`])]);
    },
    end: endAll([losses, accuracies]),
  };
}
