// Points that were chosen, by a loop or by four numbers, and the table of their crystals.

import { announce, empty, h } from '../document.js';
import { number, t } from '../language.js';
import { crystalTable } from '../library/crystal-table.js';
import { nameWithUnit } from '../quantities.js';
import { crystals } from './data.js';

const mostRows = 500;

/** @param settings {drawing, choice, units, data()} */
export function selection(place, { drawing, choice, units, data }) {
  let chosen = null;
  let request = null;
  let sort = '';

  async function choose(list) {
    request?.abort();
    request = new AbortController();
    chosen = list;
    const mask = new Uint8Array(data().count);
    for (const i of list) mask[i] = 1;
    drawing.select(mask);
    announce(t('diagram.chosen', { count: list.length }));
    sort = `-${choice.y}`;
    empty(place).append(head(), h('p', { class: 'soft' }, list.length ? t('common.loading') : t('diagram.nothingChosen')));
    if (!list.length) return;
    // Of many, the highest are shown.
    const { y, row } = data();
    const shown = [...list].sort((a, b) => y[b] - y[a]).slice(0, mostRows);
    const columns = [...new Set([choice.x, choice.y, ...(choice.colour && choice.colour !== 'collection' ? [choice.colour] : [])])];
    try {
      draw(await crystals(shown.map((i) => row[i]), columns, { signal: request.signal }), columns);
    } catch (error) {
      if (error.name !== 'AbortError') empty(place).append(h('p', { class: 'notice bad', role: 'alert' }, error.message));
    }
  }

  function head() {
    return h('div', { class: 'row results-head' }, h('h2', { id: 'chosen' }, t('diagram.chosen', { count: chosen.length })), chosen.length > mostRows ? h('span', { class: 'soft small' }, t('diagram.firstOf', { n: number(mostRows) })) : null, h('span', { class: 'grow' }),
      h('button', { type: 'button', id: 'clear-chosen', onclick: clear }, t('diagram.clearChosen')));
  }

  function draw(list, columns) {
    const [isDescending, by] = sort.startsWith('-') ? [true, sort.slice(1)] : [false, sort];
    const key = (one) => one.values[by]?.value ?? one[by] ?? one.spaceGroup?.number ?? null;
    const order = (a, b) => (key(a) === null ? 1 : key(b) === null ? -1 : (key(a) > key(b) ? 1 : key(a) < key(b) ? -1 : 0) * (isDescending ? -1 : 1));
    const focused = document.activeElement?.dataset?.sort;
    empty(place).append(head(), crystalTable([...list].sort(order), { columns: ['formula', 'spacegroup', ...columns, 'collection', 'name'], units, sort, onSort: (next) => { sort = next; draw(list, columns); }, caption: t('diagram.chosen', { count: chosen.length }) }));
    if (focused) place.querySelector(`[data-sort="${focused}"]`)?.focus();
  }

  function clear() {
    request?.abort();
    chosen = null;
    empty(place);
    drawing.select(null);
  }

  /** The way to choose without a pointer: from and to of both properties. */
  function box() {
    const fields = [];
    const details = h('details', { class: 'box' }, h('summary', {}, t('diagram.box')));
    const form = h('form', { class: 'stack', onsubmit: (event) => {
      event.preventDefault();
      const [lowX, highX, lowY, highY] = fields.map((input, k) => (input.value === '' ? (k % 2 ? Infinity : -Infinity) : Number(input.value)));
      const { x, y } = data();
      const found = [];
      for (let i = 0; i < x.length; i += 1) if (x[i] >= lowX && x[i] <= highX && y[i] >= lowY && y[i] <= highY) found.push(i);
      choose(found);
    } });
    details.append(form);
    details.addEventListener('toggle', () => {
      if (!details.open) return;
      fields.length = 0;
      empty(form).append(h('div', { class: 'ranges' }, ['x', 'y'].map((axis) => h('div', { class: 'range' }, h('span', { class: 'name' }, nameWithUnit(choice[axis], units[choice[axis]])), ['min', 'max'].map((side, k) => {
        const input = h('input', { type: 'number', step: 'any', id: `box-${axis}-${side}`, 'aria-label': `${nameWithUnit(choice[axis], units[choice[axis]])}, ${t(`diagram.${side}`)}` });
        fields.push(input);
        return k ? [h('span', { 'aria-hidden': 'true' }, '–'), input] : input;
      })))), h('div', { class: 'row' }, h('button', { type: 'submit', id: 'choose-box' }, t('diagram.choose'))));
    });
    return details;
  }

  return { choose, clear, box, chosen: () => chosen, end: () => request?.abort() };
}
