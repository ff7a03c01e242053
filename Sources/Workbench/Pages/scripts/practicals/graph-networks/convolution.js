import { h, empty } from '../../document.js';
import { number } from '../../language.js';
import { crystalHead, crystalPlace, siteOf, shiftText } from '../drawing/crystal-parts.js';
import { endAll, table } from '../drawing/parts.js';

const n = (value) => number(value, 4).replace('-', '−');

export function picture(place, tools) {
  let last = null;
  const head = crystalHead();
  const top = h('div', { class: 'two uneven' });
  place.append(head.element, top);
  const view = crystalPlace(top, tools.text('view'), { controls: false });
  const arithmetic = h('div', { class: 'part' });
  top.append(arithmetic);
  const messages = h('div', { class: 'part' });
  place.append(messages);

  return {
    frame(frame) { last = frame; },
    draw() {
      head.show(last);
      view.show({ ...last.picture, neighborhood: { atom: last.atom, edges: last.edges } });
      showMessages();
      showArithmetic();
      tools.readings([
        [tools.text('atom'), siteOf(last.element, last.atom)], [tools.text('layer'), tools.t('of', { count: last.network.layer, all: last.network.convolutions })], [tools.text('width'), number(last.network.width)],
        [tools.text('agreement'), n(last.difference)],
      ]);
    },
    end: endAll([view]),
  };

  function showMessages() {
    const { edges, channels, arithmetic: { edge: chosen } } = last;
    const heads = [tools.text('edge'), tools.text('neighbor'), tools.text('shift'), 'd, Å', 'w', ...channels.map((channel) => tools.t('message', { channel: channel + 1 }))];
    const body = edges.map((edge, index) => ({
      chosen: index === chosen,
      cells: [h('button', { type: 'button', class: 'quiet', 'aria-pressed': String(index === chosen), onclick: () => tools.set('edge', index) }, String(index + 1)), siteOf(edge.element, edge.to), shiftText(edge.shift), number(edge.distance), number(edge.weight, 3), ...edge.message.map(n)],
    }));
    for (const name of ['sum', 'normalized', 'before', 'after', 'engine']) body.push({ cells: ['', tools.text(`row.${name}`), '', '', '', ...last[name].map((value) => h('strong', {}, n(value)))] });
    const focused = messages.contains(document.activeElement) ? document.activeElement.textContent : null;
    empty(messages).append(h('h2', {}, tools.text('messages')), h('div', { class: 'scroll' }, table(heads, body, { numeric: heads.map((_, index) => index).slice(2) })));
    if (focused) [...messages.querySelectorAll('button')].find((button) => button.textContent === focused)?.focus();
  }

  /** One edge and one channel in full: every number that goes into the message. */
  function showArithmetic() {
    const { arithmetic: a } = last;
    const line = (sign, { center, neighbor, bond, bias, z, mean, variance, gain, offset, epsilon, y }) => [
      `z${sign} = W₁·vᵢ + W₂·vⱼ + Σ uₖbₖ + β = ${n(center)} + ${n(neighbor)} + ${n(bond)} + ${n(bias)} = ${n(z)}`,
      `y${sign} = ${n(gain)}·(${n(z)} − ${n(mean)})/√(${n(variance)} + ${n(epsilon)}) + ${n(offset)} = ${n(y)}`,
    ];
    const { norm } = a;
    const lines = [
      h('b', {}, tools.text('gate')), ...line('ᵍ', a.gate), `σ(yᵍ) = ${n(a.sigma)}`,
      h('b', {}, tools.text('core')), ...line('ᶜ', a.core), `softplus(yᶜ) = ln(1 + exp(yᶜ)) = ${n(a.softplus)}`,
      h('b', {}, tools.text('messageOf')), `w·σ·softplus = ${n(a.weight)}·${n(a.sigma)}·${n(a.softplus)} = ${n(a.message)}`,
      h('b', {}, tools.text('update')), `BN(Σ) = ${n(norm.gain)}·(${n(norm.sum)} − ${n(norm.mean)})/√(${n(norm.variance)} + ${n(norm.epsilon)}) + ${n(norm.offset)} = ${n(norm.y)}`,
      `v′ = softplus(v + BN(Σ)) = softplus(${n(a.before)} + ${n(norm.y)}) = ${n(a.after)}`,
    ];
    empty(arithmetic).append(
      h('h2', {}, tools.t('arithmetic', { edge: a.edge + 1, channel: a.channel + 1 })),
      h('div', { class: 'arithmetic' }, lines.map((text) => h('div', {}, text))),
      h('details', {}, h('summary', { class: 'small' }, tools.text('gaussians')), h('div', { class: 'scroll' }, table(['k', 'μₖ, Å', 'uₖ', tools.text('gateWeight'), tools.text('coreWeight')], a.gaussians.map((one) => [one.k, n(one.center), n(one.u), n(one.gate), n(one.core)]), { numeric: [0, 1, 2, 3, 4] }))));
  }
}
