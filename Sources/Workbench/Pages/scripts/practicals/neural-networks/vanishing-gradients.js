import { number } from '../../language.js';
import { plot, rows } from '../drawing/plot.js';
import { endAll } from '../drawing/parts.js';

export function picture(place, tools) {
  let [last, losses] = [null, []];
  const order = ['sigmoid', 'tanh', 'relu', 'leakyReLU', 'softplus'];
  const names = order.map((name) => tools.labelOf('activation', name));
  const nameOf = ({ activation }) => tools.labelOf('activation', activation);
  const gradients = plot(place, {
    title: tools.text('gradients'), name: tools.name, x: { title: tools.text('layer') }, y: { title: tools.text('norm'), type: 'log' }, series: names, height: 280,
    layers: [{ kind: 'line', data: 'lines', width: 1.5 }, { kind: 'point', data: 'chosen', size: 70 }, { kind: 'line', data: 'chosen', width: 3.5 }],
  });
  const spreads = plot(place, {
    title: tools.text('spreads'), x: { title: tools.text('layer') }, y: { title: tools.text('spread'), type: 'log' }, series: names, height: 180, legend: false,
    layers: [{ kind: 'line', data: 'lines', width: 1.5 }, { kind: 'line', data: 'chosen', width: 3.5 }],
  });
  const training = plot(place, { title: tools.text('losses'), x: { title: tools.text('step') }, y: { title: tools.text('loss'), zero: true }, series: ['loss'], legend: false, height: 160 });

  return {
    start(parameters) { training.element.hidden = !parameters.trains; },
    frame(frame) { last = frame; losses = frame.lossCurve ?? []; },
    draw() {
      const chosen = last.norms[last.chosen];
      gradients.show({ lines: last.norms.flatMap((norm) => rows(nameOf(norm), norm.gradient)), chosen: rows(nameOf(chosen), chosen.gradient) });
      spreads.show({ lines: last.norms.flatMap((norm) => rows(nameOf(norm), norm.spread.slice(0, -1))), chosen: rows(nameOf(chosen), chosen.spread.slice(0, -1)) });
      const stride = losses.length > 0 && last.step ? last.step / losses.length : 1;
      training.show({ lines: rows('loss', losses, losses.map((_, index) => (index + 1) * stride)) });
      tools.readings([[tools.t('ratio', { name: nameOf(chosen) }), number(last.ratio, 3)], losses.length > 0 && [tools.text('loss'), number(losses.at(-1))]]);
    },
    end: endAll([gradients, spreads, training]),
  };
}
