import { number } from '../../language.js';
import { plot, rows } from '../drawing/plot.js';
import { endAll } from '../drawing/parts.js';

export function picture(place, tools) {
  let last = null;
  const order = ['gradient-descent', 'momentum', 'adagrad', 'adadelta', 'adam'];
  const names = order.map((name) => tools.text(name));
  const losses = plot(place, { title: tools.text('losses'), name: tools.name, x: { title: tools.text('epoch') }, y: { title: tools.text('loss') }, series: names, height: 260 });
  const accuracies = plot(place, { title: tools.text('accuracies'), x: { title: tools.text('epoch') }, y: { title: tools.text('accuracy'), domain: [0, 1], format: '.0%' }, series: names, height: 220, legend: false });

  return {
    frame(frame) { last = frame; },
    draw() {
      const all = (member) => last.runs.flatMap((run) => rows(tools.text(run.name), run[member]));
      losses.show({ lines: all('lossCurve') });
      accuracies.show({ lines: all('accuracyCurve') });
      tools.readings([[tools.text('epoch'), number(last.epoch)], ...last.runs.filter((run) => run.accuracyCurve.length > 0).map((run) => [`${tools.text('accuracy')}, ${tools.text(run.name)}, η = ${number(run.rate, 2)}`, `${number(100 * run.accuracyCurve.at(-1), 3)} %`])]);
    },
    end: endAll([losses, accuracies]),
  };
}
