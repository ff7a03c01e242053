import { h, empty, formula } from '../../document.js';
import { number } from '../../language.js';
import { unitText } from '../drawing/crystal-parts.js';
import { plot } from '../drawing/plot.js';
import { endAll, pair } from '../drawing/parts.js';

/** From where to where the diagonal goes: a little beyond the points. */
function ends(points, isLogarithmic) {
  const values = points.flat().filter((value) => !isLogarithmic || value > 0);
  if (values.length === 0) return [];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return isLogarithmic ? [low / 1.15, high * 1.15] : [low, high];
}

export function picture(place, tools) {
  let [data, last, stage, curve] = [null, null, null, []];
  const kinds = [tools.text('train'), tools.text('validation')];
  const top = pair();
  place.append(top);
  let [isLogarithmic, parity] = [true, null];
  /** Numbers that have no logarithm need other axes. */
  function makeParity() {
    parity?.end();
    parity?.element.remove();
    const axis = isLogarithmic ? { type: 'log', format: '~g', hasUnit: true } : { hasUnit: true };
    parity = plot(top, {
      title: tools.text('parity'), name: tools.name, x: { title: tools.text('truth'), ...axis }, y: { title: tools.text('predicted'), ...axis }, series: kinds, height: 330,
      layers: [{ kind: 'line', data: 'diagonal', colour: '--strong-line', width: 1, dash: [5, 4] }, { kind: 'point', data: 'points', size: 26, opacity: 0.75 }],
    });
    top.prepend(parity.element);
  }
  makeParity();
  const errors = plot(top, { title: tools.text('errors'), x: { title: tools.text('epoch') }, y: { title: tools.text('error'), type: 'log', format: '~g', hasUnit: true }, series: kinds, height: 330 });
  const about = h('div', { class: 'part' });
  place.append(about);

  return {
    start() { [data, last, stage, curve] = [null, null, null, []]; },
    frame(frame) {
      if (frame.kind === 'progress') stage = frame;
      if (frame.kind === 'data') show(frame);
      if (frame.kind === 'epoch') { last = frame; curve.push({ series: kinds[0], x: frame.epoch, y: frame.trainError }, { series: kinds[1], x: frame.epoch, y: frame.validationError }); }
    },
    draw() {
      errors.show({ lines: curve }, data ? unitText(data.learnedUnit) : '');
      if (last) {
        const diagonal = ends([...last.train, ...last.validation], isLogarithmic);
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
    end() { endAll([parity, errors])(); },
  };

  function show(frame) {
    data = frame;
    if (isLogarithmic === data.learnedUnit.startsWith('log₁₀')) return;
    isLogarithmic = !isLogarithmic;
    makeParity();
  }

  function showData() {
    empty(about).append(h('p', { class: 'small soft' }, tools.t(`origin.${data.origin}`, { train: data.train, validation: data.validation, elements: data.elements, collection: data.collection }), ' ', tools.text('examples'), ' ',
      data.examples.flatMap(({ formula: text, label }, index) => [index ? '; ' : '', formula(text), ` ${number(label, 3)}`]), ` ${unitText(data.unit)}.`));
  }
}
