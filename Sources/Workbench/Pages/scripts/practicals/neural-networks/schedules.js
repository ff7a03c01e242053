import { number } from '../../language.js';
import { plot, rows } from '../drawing/plot.js';
import { endAll } from '../drawing/parts.js';

export function picture(place, tools) {
  let last = null;
  const names = [tools.text('scheduled'), tools.text('constant')];
  const rates = plot(place, {
    title: tools.text('rates'), name: tools.name, x: { title: tools.text('epoch') }, y: { title: 'η', zero: true }, series: ['rate'], legend: false, height: 180,
    layers: [{ kind: 'line', data: 'lines' }, { kind: 'vertical', data: 'here' }],
  });
  const losses = plot(place, { title: tools.text('losses'), x: { title: tools.text('epoch') }, y: { title: tools.text('loss') }, series: names, height: 280 });

  return {
    frame(frame) { last = frame; },
    draw() {
      rates.show({ lines: rows('rate', last.rateCurve.y, last.rateCurve.x), here: [{ x: last.epoch }] });
      losses.show({ lines: [...rows(names[0], last.lossCurve), ...rows(names[1], last.constantCurve)] });
      const percent = (value) => (value >= 0 ? `${number(100 * value, 3)} %` : '–');
      tools.readings([[tools.text('epoch'), number(last.epoch)], [`${tools.text('accuracy')}: ${names[0]}`, percent(last.accuracy)], [`${tools.text('accuracy')}: ${names[1]}`, percent(last.constantAccuracy)]]);
    },
    end: endAll([rates, losses]),
  };
}
