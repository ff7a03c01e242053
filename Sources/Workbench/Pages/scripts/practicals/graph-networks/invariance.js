import { h, empty } from '../../document.js';
import { number } from '../../language.js';
import { crystalHead, crystalPlace, unitText } from '../drawing/crystal-parts.js';
import { endAll, pair, table } from '../drawing/parts.js';

export function picture(place, tools) {
  let last = null;
  const head = crystalHead();
  const sides = pair();
  place.append(head.element, sides);
  const before = crystalPlace(sides, tools.text('before'));
  const after = crystalPlace(sides, tools.text('after'));
  const differences = h('div', { class: 'part' });
  place.append(differences);

  return {
    frame(frame) { last = frame; },
    draw() {
      head.show(last);
      before.show(last.before);
      after.show(last.after);
      empty(differences).append(
        h('h2', {}, tools.text('differences')),
        h('div', { class: 'scroll' }, table([tools.text('what'), tools.text('must'), tools.text('difference'), tools.text('found')], last.rows.map(row), { numeric: [2] })),
        ...(last.sentences ?? []).map((sentence) => h('p', { class: 'soft small' }, sentence)));
      const wrong = last.rows.filter(({ isInvariant, changed }) => isInvariant && changed).length;
      tools.readings([[tools.text('kept'), number(last.rows.filter(({ changed, difference }) => !changed && difference !== null).length)], [tools.text('changedCount'), number(last.rows.filter(({ changed }) => changed).length)], [tools.text('broken'), number(wrong)]]);
    },
    end: endAll([before, after]),
  };

  function row(one) {
    const name = one.key === 'prediction' ? tools.t('prediction', { symbol: one.property, before: number(one.before), after: number(one.after) }) : tools.text(`row.${one.key}`);
    const found = one.difference === null
      ? h('span', { class: 'soft' }, tools.text('incomparable'))
      : h('span', { class: `badge ${one.isInvariant && one.changed ? 'bad' : one.changed ? 'warn' : 'good'}` }, tools.text(one.changed ? 'changes' : 'stays'));
    return [name, tools.text(one.isInvariant ? 'mustStay' : 'mayChange'), one.difference === null ? '–' : `${number(one.difference, 3)} ${one.unit === '1' ? '' : unitText(one.unit)}`, found];
  }
}
