// What to do where there is nothing yet, and what is being read.

import { h } from '../document.js';
import { t } from '../language.js';

export function emptyLibrary() {
  return h('div', { class: 'panel empty' },
    h('h2', {}, t('workbench.empty.title')),
    h('p', {}, t('workbench.empty.lead')),
    h('div', { class: 'row middle' },
      h('a', { class: 'button main', href: '#/runs' }, t('workbench.empty.discover')),
      h('a', { class: 'button', href: '#/import' }, t('workbench.empty.import'))),
    h('p', { class: 'small' }, t('workbench.empty.command')),
    h('pre', { class: 'command' }, 'kimberlite discover --output results\nkimberlite serve results'));
}

/** Collections that are being read, or could not be. */
export function collectionNotices(collections) {
  const notices = collections.filter((one) => one.state !== 'ready').map((one) => (one.state === 'failed'
    ? h('p', { class: 'notice bad' }, t('workbench.collection.failed', { name: one.name }), ' ', h('span', { lang: 'en' }, one.failure ?? ''))
    : h('div', { class: 'notice' }, t('workbench.collection.indexing', { name: one.name }), h('progress', { max: 1, value: one.progress ?? 0, 'aria-label': one.name }))));
  return h('div', { class: 'stack' }, notices);
}
