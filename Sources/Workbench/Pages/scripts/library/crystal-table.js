// Crystals as rows of a table, with columns that can be sorted by.

import { formula, h } from '../document.js';
import { number, t } from '../language.js';
import { shortName, unitText, valueCell } from '../quantities.js';

/** What is known of every crystal, beside its properties. */
export const fixedColumns = ['formula', 'spacegroup', 'collection', 'name', 'sites', 'density', 'rank'];

const numeric = new Set(['sites', 'density', 'rank']);

export const columnName = (name) => (fixedColumns.includes(name) ? t(`workbench.column.${name}`) : shortName(name));

export const address = (crystal) => `#/library/${encodeURIComponent(crystal.id)}`;

function cell(crystal, column) {
  switch (column) {
    case 'formula': return h('th', { scope: 'row' }, h('a', { href: address(crystal) }, formula(crystal.formula)));
    case 'spacegroup': return h('td', {}, spaceGroup(crystal.spaceGroup));
    case 'collection': return h('td', {}, crystal.collection);
    case 'name': return h('td', { class: 'name' }, crystal.name);
    case 'sites': return h('td', { class: 'number' }, number(crystal.sites));
    case 'density': return h('td', { class: 'number' }, number(crystal.density, 4));
    case 'rank': return h('td', { class: 'number' }, number(crystal.rank));
    default: return valueCell(crystal.values[column]);
  }
}

/** "Fd-3m, 227" with its bars above. */
export function spaceGroup(group) {
  if (!group) return h('span', { class: 'soft' }, '–');
  const symbol = typeof group === 'string' ? group : group.symbol;
  const parts = symbol.split(/(-\d|_\d)/).map((part) => {
    if (/^-\d$/.test(part)) return h('span', { class: 'over' }, part[1]);
    return /^_\d$/.test(part) ? h('sub', {}, part[1]) : part;
  });
  return h('span', { class: 'group', title: typeof group === 'string' ? null : t('workbench.groupNumber', { n: group.number }) }, parts);
}

function head(column, { units, sort, onSort }) {
  const unit = column === 'density' ? 'g/cm³' : units[column];
  const isNumeric = numeric.has(column) || !fixedColumns.includes(column);
  const name = [columnName(column), unitText(unit) ? h('span', { class: 'unit' }, unitText(unit)) : null];
  if (!onSort) return h('th', { scope: 'col', class: isNumeric ? 'number' : null }, name);
  const [isDescending, by] = sort.startsWith('-') ? [true, sort.slice(1)] : [false, sort];
  const isSorted = by === column;
  // The first click of a number shows the highest.
  const next = isSorted ? (isDescending ? column : `-${column}`) : (isNumeric && column !== 'rank' ? `-${column}` : column);
  return h('th', { scope: 'col', class: isNumeric ? 'number' : null, 'aria-sort': isSorted ? (isDescending ? 'descending' : 'ascending') : null },
    h('button', { type: 'button', class: 'sorter', 'data-sort': column, onclick: () => onSort(next) }, name, h('span', { class: 'arrow', 'aria-hidden': 'true' }, isSorted ? (isDescending ? '▼' : '▲') : '')));
}

/** @param settings {columns, units: {name: unit}, sort, onSort, caption} */
export function crystalTable(crystals, settings) {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': settings.caption },
    h('table', { class: 'crystals' },
      h('thead', {}, h('tr', {}, settings.columns.map((column) => head(column, settings)))),
      h('tbody', {}, crystals.map((crystal) => h('tr', { 'data-id': crystal.id }, settings.columns.map((column) => cell(crystal, column)))))));
}
