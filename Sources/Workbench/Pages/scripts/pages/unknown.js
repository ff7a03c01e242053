// An address that no page has.

import { h } from '../document.js';
import { t } from '../language.js';

export function show(place) {
  place.append(h('h1', {}, t('common.page.unknown')), h('p', {}, t('common.unknown', { address: location.hash })), h('p', {}, h('a', { class: 'button main', href: '#/' }, t('common.home'))));
}
