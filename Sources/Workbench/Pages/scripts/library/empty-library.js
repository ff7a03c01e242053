// What to do where there is nothing yet, and what is being read.

import { empty, h } from '../document.js';
import { t } from '../language.js';
import { get } from '../server.js';

/** @param hasCrystals there are some, but nothing is known of them. */
export function emptyLibrary({ hasCrystals = false } = {}) {
  const kind = hasCrystals ? 'properties' : 'crystals';
  return h('div', { class: 'panel empty' },
    h('h2', {}, t(`workbench.empty.${kind}`)),
    h('p', {}, t(`workbench.empty.${kind}.lead`)),
    h('div', { class: 'row middle' },
      h('a', { class: 'button main', href: '#/runs' }, t('workbench.empty.discover')),
      h('a', { class: 'button', href: '#/import' }, t('workbench.empty.import'))),
    h('p', { class: 'small' }, t('workbench.empty.command')),
    h('pre', { class: 'command' }, 'kimberlite discover --output results\nkimberlite serve results'));
}

/**
 * Collections that are being read, or could not be; looks again until all are read, and once in any case, for a
 * moment ago something may have been imported.
 * @param onChange is called when a collection has other crystals than before.
 * @returns {element, end()}
 */
export function collectionNotices(collections, onChange) {
  const element = h('div', { class: 'stack' });
  const counts = (list) => list.map((one) => `${one.name} ${one.crystals}`).join();
  let timer = null;

  const draw = (list) => empty(element).append(...list.filter((one) => one.state !== 'ready').map(notice));
  const later = (list, wait) => { timer = setTimeout(() => look(list), wait); };

  async function look(before) {
    try {
      const list = await get('api/collections');
      if (timer === null) return;
      draw(list);
      if (list.some((one) => one.state === 'indexing')) later(list, 700);
      if (counts(list) !== counts(before)) onChange();
    } catch { later(before, 2000); }
  }

  draw(collections);
  later(collections, 1000);
  return { element, end() { clearTimeout(timer); timer = null; } };
}

function notice({ name, state, failure, progress }) {
  return state === 'failed'
    ? h('p', { class: 'notice bad' }, t('workbench.collection.failed', { name }), ' ', h('span', { lang: 'en' }, failure ?? ''))
    : h('div', { class: 'notice' }, t('workbench.collection.indexing', { name }), h('progress', { max: 1, value: progress ?? 0, 'aria-label': name }));
}

/** Shows the page anew. */
export const showAgain = () => window.dispatchEvent(new HashChangeEvent('hashchange'));
