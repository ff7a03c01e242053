import { h, empty, formula } from '../../document.js';
import { number } from '../../language.js';
import { unitText } from '../drawing/crystal-parts.js';
import { plot } from '../drawing/plot.js';
import { endAll, pair } from '../drawing/parts.js';

const ends = (points) => {
  const values = points.flat().filter((value) => value > 0);
  return values.length === 0 ? [] : [Math.min(...values), Math.max(...values)];
};

export function picture(place, tools) {
  let [data, last, stage, curve] = [null, null, null, []];
  const kinds = [tools.text('train'), tools.text('validation')];
  const top = pair();
  place.append(top);
  const parity = plot(top, {
    title: tools.text('parity'), name: tools.name, x: { title: tools.text('truth'), type: 'log', format: '~g', hasUnit: true }, y: { title: tools.text('predicted'), type: 'log', format: '~g', hasUnit: true }, series: kinds, height: 330,
    layers: [{ kind: 'line', data: 'diagonal', colour: '--strong-line', width: 1, dash: [5, 4] }, { kind: 'point', data: 'points', size: 26, opacity: 0.75 }],
  });
  const errors = plot(top, { title: tools.text('errors'), x: { title: tools.text('epoch') }, y: { title: tools.text('error'), type: 'log', format: '~g', hasUnit: true }, series: kinds, height: 330 });
  const about = h('div', { class: 'part' });
  place.append(about);

  return {
    start() { [data, last, stage, curve] = [null, null, null, []]; },
    frame(frame) {
      if (frame.kind === 'progress') stage = frame;
      if (frame.kind === 'data') data = frame;
      if (frame.kind === 'epoch') { last = frame; curve.push({ series: kinds[0], x: frame.epoch, y: frame.trainError }, { series: kinds[1], x: frame.epoch, y: frame.validationError }); }
    },
    draw() {
      errors.show({ lines: curve }, data ? unitText(data.learnedUnit) : '');
      if (last) {
        const diagonal = ends([...last.train, ...last.validation]);
        parity.show({ points: [...last.train.map(([x, y]) => ({ series: kinds[0], x, y })), ...last.validation.map(([x, y]) => ({ series: kinds[1], x, y }))], diagonal: diagonal.map((value) => ({ series: 'd', x: value, y: value })) }, data ? unitText(data.unit) : '');
      }
      if (data) showData();
      tools.readings([
        !last && stage && [tools.text('stage'), tools.text(`stage.${stage.stage}`)],
        last && [tools.text('epoch'), tools.t('of', { count: last.epoch, all: last.epochs })], last && ['η', number(last.rate, 3)], last && [tools.text('loss'), number(last.loss, 3)],
        last && [`R², ${kinds[0]}`, number(last.trainR2, 3)], last && [`R², ${kinds[1]}`, number(last.validationR2, 3)],
        last && data && [tools.t('errorIn', { unit: unitText(data.learnedUnit) }), number(last.validationError, 3)], data?.parameters && [tools.text('parameters'), number(data.parameters)],
      ]);
    },
    end: endAll([parity, errors]),
  };

  function showData() {
    empty(about).append(h('p', { class: 'small soft' }, tools.t(`origin.${data.origin}`, { train: data.train, validation: data.validation, elements: data.elements }), ' ', tools.text('examples'), ' ',
      data.examples.flatMap(({ formula: text, label }, index) => [index ? '; ' : '', formula(text), ` ${number(label, 3)}`]), ` ${unitText(data.unit)}.`));
  }
}
