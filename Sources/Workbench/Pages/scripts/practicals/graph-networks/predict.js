import { h, empty } from '../../document.js';
import { language, number, t, hasText } from '../../language.js';
import { crystalHead, crystalPlace, interval, unitText } from '../drawing/crystal-parts.js';
import { plot } from '../drawing/plot.js';
import { endAll, pair, table } from '../drawing/parts.js';

/** Numbers in the text of the program, in the writing of the language. */
const written = (text) => (language() === 'ru' ? text.replace(/(\d)\.(\d)/g, '$1,$2') : text);

const symbols = { nu: 'ν', chi: 'χ', xi: 'ξ', K_IC: 'K_IC' };

export function picture(place, tools) {
  let last = null;
  const head = crystalHead();
  const top = pair();
  place.append(head.element, top);
  const view = crystalPlace(top, null, { controls: false });
  const cloud = plot(top, {
    title: tools.text('cloud'), name: tools.name, x: { title: tools.text('hardness') }, y: { title: tools.text('toughness') }, series: ['H'], legend: false, height: 300,
    layers: [{ kind: 'point', data: 'points', size: 10, opacity: 0.35 }, { kind: 'point', data: 'value', colour: '--series-2', size: 140, shape: 'diamond', ring: true }],
  });
  const chain = h('div', { class: 'part' });
  const others = h('div', { class: 'part' });
  const remarks = h('div');
  place.append(chain, others, remarks);
  const name = (symbol) => { const key = `practicals-graph-networks.predict.symbol.${symbol}`; return hasText(key) ? t(key) : symbol; };
  const unit = (text) => (text ? ` ${unitText(text)}` : '');

  return {
    frame(frame) { last = frame; },
    draw() {
      head.show(last);
      view.show(last.picture);
      const at = Object.fromEntries(last.steps.map(({ symbol, value }) => [symbol, value]));
      cloud.show({ points: last.scenarios.map(([x, y]) => ({ series: 'H', x, y })), value: [{ series: 'H', x: at.H, y: at.K_IC }] });
      showChain();
      empty(others).append(h('h2', {}, tools.text('others')), h('div', { class: 'scroll' }, table([tools.text('property'), tools.text('value'), tools.text('interval')], [
        ...last.properties.map((one) => [name(one.name), `${number(one.value)}${unit(one.unit)}`, interval(one.low, one.high)]),
        ...last.others.map((one) => [`${name(one.symbol)} (${one.model})`, `${number(one.value)}${unit(one.unit)}`, '–']),
      ], { numeric: [1, 2] })));
      showRemarks();
      tools.readings([
        [tools.text('sizedBy'), tools.text(`sizedBy.${last.sizedBy}`)], [tools.text('roles'), last.roles.join(' ')], [tools.text('volume'), `${number(last.volumePerAtom)} Å³`], [tools.text('density'), `${number(last.density)} ${unitText('g/cm³')}`],
        ...(last.measured?.hardness ? [[tools.text('measuredHardness'), `${interval(...last.measured.hardness)} ${unitText('GPa')}`]] : []), ...(last.measured?.toughness ? [[tools.text('measuredToughness'), `${interval(...last.measured.toughness)} ${unitText('MPa·m^½')}`]] : []),
      ]);
    },
    end: endAll([view, cloud]),
  };

  /** What several networks say in the same words is said once, of all of them. */
  function showRemarks() {
    const far = last.remarks.map((sentence) => [sentence, sentence.match(/^to the network of (.+?) its graph is unlike/)]);
    const networks = far.flatMap(([, match]) => (match ? [match[1].split(', ').map(name).join(', ')] : []));
    empty(remarks).append(
      ...(networks.length > 0 ? [h('p', { class: 'notice small' }, tools.t('unlike', { networks: networks.join('; ') }))] : []),
      ...far.filter(([, match]) => !match).map(([sentence]) => h('p', { class: 'notice small' }, sentence)),
      h('p', { class: 'soft small' }, tools.text('weak')));
  }

  /** From what the networks say to what follows from it, with every number that goes in. */
  function showChain() {
    empty(chain).append(h('h2', {}, tools.text('chain')), h('div', { class: 'scroll chain' }, table([tools.text('quantity'), tools.text('formula'), tools.text('value'), tools.text('interval')], [
      ...last.moduli.map((one) => [`${name(one.symbol)}, ${one.symbol}`, tools.t('networks', { values: one.members.map((value) => number(value, 3)).join('; ') }), `${number(one.value)}${unit(one.unit)}`, interval(one.low, one.high)]),
      ...last.steps.map((one) => [`${name(one.symbol)}, ${symbols[one.symbol] ?? one.symbol}`, h('span', {}, h('span', { class: 'formula-line' }, written(one.formula)), h('br'), h('span', { class: 'soft small' }, written(one.numbers))), `${number(one.value)}${unit(one.unit)}`, interval(one.low, one.high)]),
    ], { numeric: [2, 3] })));
  }
}
