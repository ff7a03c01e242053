// Where everything is, in a few words.

import { h } from '../document.js';
import { t } from '../language.js';

const doors = ['practicals', 'library', 'predict', 'diagram', 'runs', 'models', 'import'];

export function show(place) {
  place.append(
    h('h1', {}, t('home.title')),
    h('p', {}, t('home.lead')),
    h('div', { class: 'columns doors' }, doors.map((name) => h('a', { class: 'panel door', href: `#/${name}` },
      h('h2', {}, t(`common.page.${name}`)),
      h('p', {}, t(`home.${name}`))))),
    h('p', { class: 'soft small' }, t('home.optimade'), ' ', h('a', { href: 'optimade/v1/info' }, '/optimade/v1')));
}
