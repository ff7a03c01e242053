// Small things that many pictures have.

import { h } from '../../document.js';
import { colour } from '../../theme.js';

/** Names of what is drawn in which colour: [[name, colour or css name]]. */
export function key(entries) {
  return h('ul', { class: 'key' }, entries.map(([name, ink]) => h('li', {}, h('span', { class: 'dot', style: { background: ink.startsWith('--') ? colour(ink) : ink } }), name)));
}

export const pair = (...children) => h('div', { class: 'two' }, children);

export function table(heads, rows, { numeric = [], caption } = {}) {
  const look = (index) => (numeric.includes(index) ? 'number' : null);
  return h('table', {}, caption ? h('caption', { class: 'unseen' }, caption) : null,
    h('thead', {}, h('tr', {}, heads.map((head, index) => h('th', { scope: 'col', class: look(index) }, head)))),
    h('tbody', {}, rows.map((row) => h('tr', { class: row.chosen ? 'chosen' : null }, (row.cells ?? row).map((cell, index) => h('td', { class: look(index) }, cell))))));
}

export const endAll = (things) => () => things.forEach((thing) => thing.end());
