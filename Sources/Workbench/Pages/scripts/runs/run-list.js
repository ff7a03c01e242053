// All runs, the newest first, with how far they are, and the forms for new ones.

import { empty, h } from '../document.js';
import { language, number, t } from '../language.js';
import { get } from '../server.js';
import { moment } from '../quantities.js';
import { runForms } from './run-forms.js';

const interval = 1500;

export async function runList(place, context) {
  const [collections, labels, ladder] = await Promise.all(['collections', 'labels', 'ladder'].map((name) => get(`api/${name}`)));
  if (!context.isCurrent()) return null;
  const list = h('section', { id: 'runs', 'aria-label': t('runs.list') });
  place.append(h('h1', {}, t('runs.title')), h('p', {}, t('runs.lead')), runForms({ collections, labels, ladder, open: context.query.get('new') }), list);
  let timer = null;
  let last = '';

  async function look() {
    let text = null;
    try {
      const runs = await get('api/runs');
      text = JSON.stringify(runs);
      if (text !== last && context.isCurrent()) draw(list, runs);
    } catch (error) {
      text = error.message;
      if (context.isCurrent()) empty(list).append(h('p', { class: 'notice', role: 'status' }, t('runs.reconnecting')));
    }
    last = text;
    if (context.isCurrent()) timer = setTimeout(look, interval);
  }

  await look();
  return () => clearTimeout(timer);
}

function draw(list, runs) {
  const focused = document.activeElement?.closest?.('#runs a')?.getAttribute('href');
  empty(list).append(h('h2', {}, t('runs.list')));
  if (!runs.length) { list.append(h('div', { class: 'panel empty' }, h('p', {}, t('runs.empty')))); return; }
  list.append(h('div', { class: 'run-list' }, runs.map((run) => h('a', { class: 'panel run', href: `#/runs/${run.id}` },
    h('span', { class: 'run-title' }, h('strong', {}, runTitle(run)), ' ', stateBadge(run.state)),
    h('span', { class: 'soft small' }, moment(run.created, language())),
    progressBar(run),
    run.message ? h('span', { class: 'soft small run-message', lang: 'en' }, run.message) : null))));
  if (focused) list.querySelector(`a[href="${focused}"]`)?.focus();
}

export const runTitle = (run) => `${number(run.id)}. ${t(`runs.kind.${run.kind}`)}: ${run.title}`;

const tones = { running: '', waiting: '', stopped: 'warn', finished: 'good', failed: 'bad' };

export const stateBadge = (state) => h('span', { class: `badge ${tones[state] ?? ''}`, 'data-state': state }, t(`runs.state.${state}`));

export function progressBar(run) {
  const isOpen = run.state === 'running' || run.state === 'waiting';
  if (!isOpen && (run.progress === null || run.progress === undefined || run.state === 'finished')) return null;
  return h('progress', { max: 1, value: run.progress ?? (isOpen ? null : 0), 'aria-label': t('runs.progress') });
}
