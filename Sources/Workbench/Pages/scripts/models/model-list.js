// Which networks there are.

import { h } from '../document.js';
import { t } from '../language.js';
import { get } from '../server.js';
import { nameWithUnit, quantityName, size } from '../quantities.js';

export async function modelList(place, context) {
  const models = await get('api/models');
  if (!context.isCurrent()) return;
  place.append(h('h1', {}, t('models.title')), h('p', {}, t('models.lead')));
  if (!models.length) {
    place.append(h('div', { class: 'panel empty' }, h('h2', {}, t('models.empty')), h('p', {}, t('models.emptyLead')), h('p', {}, h('a', { class: 'button main', href: '#/runs?new=train' }, t('models.train')))));
    return;
  }
  place.append(h('div', { class: 'columns models' }, models.map((model) => h('a', { class: 'panel door', href: `#/models/${encodeURIComponent(model.name)}` },
    h('h2', {}, title(model.name)),
    h('ul', { class: 'targets' }, model.targets.map((target) => h('li', {}, target.isQuestion ? `${quantityName(target.name)} (${t('models.question')})` : nameWithUnit(target.name, target.unit)))),
    h('p', { class: 'soft small' }, [t('models.networks', { count: model.members }), t(model.readsFormulas ? 'models.readsFormulas' : 'models.readsCrystals'), size(model.bytes)].join(' · ')),
    h('p', { class: 'soft small', lang: 'en' }, model.licence)))));
}

/** "formation energy"; a run's network by its number. */
export function title(name) {
  const run = /^run-(\d+)$/.exec(name);
  if (run) return t('models.ofRun', { n: run[1] });
  const text = t(`models.name.${name}`);
  return text.startsWith('models.') ? name : text;
}
