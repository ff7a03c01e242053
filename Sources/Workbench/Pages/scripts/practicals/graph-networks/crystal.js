import { h, empty } from '../../document.js';
import { number } from '../../language.js';
import { crystalHead, crystalPlace, shiftText, siteOf, unitText } from '../drawing/crystal-parts.js';
import { endAll, table } from '../drawing/parts.js';

export function picture(place, tools) {
  let [last, atom] = [null, 0];
  const head = crystalHead();
  place.append(head.element);
  const view = crystalPlace(place, null);
  const neighbors = h('div', { class: 'part' });
  place.append(neighbors);

  return {
    frame(frame) { last = frame; atom = Math.min(atom, frame.neighbors.length - 1); },
    draw() { head.show(last); facts(); chosen(); },
    end: endAll([view]),
  };

  /** The atom whose neighbours are marked in the picture and listed below it. */
  function chosen() {
    const of = last.neighbors[atom];
    view.show({ ...last.picture, neighborhood: { atom, edges: of.edges } });
    const select = h('select', { id: 'atom', onchange: () => { atom = Number(select.value); chosen(); document.getElementById('atom').focus(); } },
      last.neighbors.map((one) => h('option', { value: String(one.atom) }, siteOf(one.element, one.atom))));
    select.value = String(atom);
    empty(neighbors).append(
      h('h2', {}, tools.text('neighbors')),
      h('div', { class: 'row' }, h('label', { for: 'atom' }, tools.text('atom')), select, h('span', { class: 'soft small' }, tools.t('counted', { count: of.edges.length, sum: of.weightSum }))),
      h('div', { class: 'scroll tall' }, table(
        [tools.text('neighbor'), tools.text('shift'), tools.text('distance'), tools.text('weight'), tools.text('ratio'), tools.text('bond')],
        of.edges.map((edge) => [siteOf(edge.element, edge.to), shiftText(edge.shift), number(edge.distance), number(edge.weight, 3), number(edge.ratio, 3), edge.isBond ? tools.text('yes') : '']),
        { numeric: [1, 2, 3, 4] })));
  }

  function facts() {
    const { cell, spaceGroup, prototype } = last;
    tools.readings([
      spaceGroup && [tools.text('spaceGroup'), `${spaceGroup.symbol} (${spaceGroup.number})`],
      ['a, b, c', `${cell.lengths.map((value) => number(value)).join('; ')} Å`], ['α, β, γ', `${cell.angles.map((value) => number(value)).join('; ')}°`],
      [tools.text('atoms'), number(cell.atoms)], [tools.text('volume'), `${number(cell.volumePerAtom)} Å³`], [tools.text('density'), `${number(cell.density)} ${unitText('g/cm³')}`],
      prototype && [tools.text('prototype'), `${prototype.id}, ${prototype.name}`],
    ]);
  }
}
