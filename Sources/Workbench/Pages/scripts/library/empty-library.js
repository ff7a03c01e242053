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
 * Collections that are being read, or could not be; looks again until all are read.
 * @param onReady is called when one more has been.
 * @returns {element, end()}
 */
export function collectionNotices(collections, onReady) {
  const element = h('div', { class: 'stack' });
  let timer = null;

  function draw(list) {
    empty(element).append(...list.filter((one) => one.state !== 'ready').map(notice));
    if (list.some((one) => one.state === 'indexing')) timer = setTimeout(() => look(list), 700);
  }

  async function look(before) {
    const wasReady = new Set(before.filter((one) => one.state === 'ready').map((one) => one.name));
    try {
      const list = await get('api/collections');
      draw(list);
      if (list.some((one) => one.state === 'ready' && !wasReady.has(one.name))) onReady();
    } catch { timer = setTimeout(() => look(before), 2000); }
  }

  draw(collections);
  return { element, end: () => clearTimeout(timer) };
}

function notice({ name, state, failure, progress }) {
  return state === 'failed'
    ? h('p', { class: 'notice bad' }, t('workbench.collection.failed', { name }), ' ', h('span', { lang: 'en' }, failure ?? ''))
    : h('div', { class: 'notice' }, t('workbench.collection.indexing', { name }), h('progress', { max: 1, value: progress ?? 0, 'aria-label': name }));
}

/** Shows the page anew. */
export const showAgain = () => window.dispatchEvent(new HashChangeEvent('hashchange'));
