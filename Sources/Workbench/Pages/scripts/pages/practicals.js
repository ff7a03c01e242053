// The two practicals: their contents, or one of their steps.

import { h, empty } from '../document.js';
import { loadTexts, t } from '../language.js';
import { get } from '../server.js';
import { practicals } from '../practicals/contents.js';
import { showStep } from '../practicals/step.js';

export async function show(place, { parts }) {
  const [offered] = await Promise.all([get('api/practicals'), loadTexts('workbench', ...practicals.map(({ id }) => `practicals-${id}`))]);
  const practical = practicals.find(({ id }) => id === parts[0]);
  if (!practical) { showContents(place, offered); return undefined; }
  const controls = new Map(offered.find(({ id }) => id === practical.id)?.steps.map((step) => [step.id, step.controls]) ?? []);
  const step = practical.steps.find(({ id }) => id === parts[1]) ?? practical.steps[0];
  if (!controls.has(step.id)) {
    empty(place).append(h('p', { class: 'notice' }, t('practicals.absent')), h('p', {}, h('a', { href: '#/practicals' }, t('practicals.contents'))));
    return undefined;
  }
  return showStep(place, practical, step, controls.get(step.id));
}

function showContents(place, offered) {
  const isOffered = (practical, step) => offered.find(({ id }) => id === practical)?.steps.some(({ id }) => id === step);
  place.append(
    h('h1', {}, t('practicals.title')),
    h('p', {}, t('practicals.lead')),
    h('div', { class: 'columns contents' }, practicals.map(({ id, steps }, index) => h('section', { class: 'panel', 'aria-labelledby': `practical-${id}` },
      h('h2', { id: `practical-${id}` }, `${index + 1}. ${t(`practicals-${id}.title`)}`),
      h('p', { class: 'soft' }, t(`practicals-${id}.lead`)),
      h('ol', {}, steps.map((step) => h('li', {}, isOffered(id, step.id)
        ? h('a', { href: `#/practicals/${id}/${step.id}` }, t(`practicals-${id}.${step.id}.question`))
        : t(`practicals-${id}.${step.id}.question`))))))));
}
