// One run: what it does now, its curve, its words, its files. When the program is started anew, the page goes on.

import { announce, empty, h } from '../document.js';
import { language, t } from '../language.js';
import { follow, get, post, remove } from '../server.js';
import { filterSentence } from './filters.js';
import { runCurve } from './run-curve.js';
import { isScreening } from './run-forms.js';
import { progressBar, runTitle, stateBadge } from './run-list.js';
import { duration, moment, size } from '../quantities.js';

const mostLines = 2000;

export async function runPage(place, context, id) {
  const path = `api/runs/${encodeURIComponent(id)}`;
  let run = await get(path);
  const lists = await Promise.all(['collections', 'labels', 'ladder'].map((name) => get(`api/${name}`)));
  const [collections, labels, ladder] = lists;
  if (!context.isCurrent()) return null;
  const controller = new AbortController();
  const [head, curvePlace, files] = [h('section', { class: 'panel run-head' }), h('section', {}), h('section', {})];
  const log = h('pre', { class: 'log', tabindex: 0, role: 'log', 'aria-live': 'off', 'aria-label': t('runs.log'), lang: 'en' });
  place.append(h('p', { class: 'small' }, h('a', { href: '#/runs' }, `← ${t('runs.title')}`)), h('h1', {}, runTitle(run)), head, about(run, collections, ladder), curvePlace,
    h('section', {}, h('h2', {}, t('runs.log')), log), files);
  const curve = run.kind === 'train' ? runCurve(curvePlace, unitOf(run, labels)) : null;
  const lines = logLines(log);

  function drawHead() {
    const focused = document.activeElement?.id;
    const isOpen = run.state === 'running' || run.state === 'waiting';
    empty(head).append(
      h('div', { class: 'row' }, stateBadge(run.state), run.progress !== null && run.progress !== undefined ? h('span', { class: 'number' }, `${Math.floor(100 * run.progress)} %`) : null,
        h('span', { class: 'soft' }, times(run)), h('span', { class: 'grow' }), buttons(isOpen)),
      progressBar(run) ?? '',
      run.message ? h('p', { class: run.state === 'failed' ? 'bad' : 'soft', lang: 'en' }, run.message) : '',
      run.state === 'finished' ? next(run) : '',
      h('details', { class: 'small' }, h('summary', {}, t('runs.command')), h('code', { class: 'command' }, `kimberlite ${run.arguments.join(' ')}`)));
    document.getElementById(focused)?.focus();
  }

  function buttons(isOpen) {
    const act = (name, action) => h('button', { type: 'button', id: `run-${name}`, class: name === 'resume' ? 'main' : null, onclick: async (event) => {
      event.target.disabled = true;
      try { await action(); } catch (error) { event.target.disabled = false; head.append(h('p', { class: 'bad', role: 'alert' }, error.message)); }
    } }, t(`runs.${name}`));
    if (isOpen) return act('stop', () => post(`${path}/stop`));
    return [run.state === 'stopped' || run.state === 'failed' ? act('resume', async () => { await post(`${path}/resume`); watch(); }) : null, act('delete', confirmDelete)];
  }

  async function confirmDelete() {
    const dialog = h('dialog', { 'aria-labelledby': 'delete-question' },
      h('p', { id: 'delete-question' }, t('runs.deleteQuestion', { title: runTitle(run) })),
      h('form', { method: 'dialog', class: 'row' }, h('button', { value: 'yes', class: 'danger', id: 'delete-yes' }, t('runs.delete')), h('button', { value: 'no', autofocus: true }, t('common.cancel'))));
    document.body.append(dialog);
    dialog.showModal();
    await new Promise((resolve) => { dialog.addEventListener('close', resolve, { once: true }); });
    const isMeant = dialog.returnValue === 'yes';
    dialog.remove();
    if (!isMeant) { drawHead(); return; }
    await remove(path);
    location.hash = '#/runs';
  }

  function drawFiles() {
    empty(files).append(h('h2', {}, t('runs.files')), run.files.length ? h('div', {}, fileList(path, run.files)) : h('p', { class: 'soft' }, t('runs.noFiles')));
  }

  /** Every event tells a part; the words and the curve are told from their beginning each time. */
  function take(event) {
    if (event.line !== undefined) lines.add(event.line);
    else if (event.point) curve?.add(event.point);
    else {
      if (event.state !== run.state) announce(t(`runs.state.${event.state}`));
      run = { ...run, ...{ progress: null, message: null }, ...event };
      drawHead();
    }
  }

  let watching = 0;
  async function watch() {
    const mine = watching += 1;
    let wait = 500;
    while (context.isCurrent() && mine === watching) {
      try {
        lines.clear();
        curve?.clear();
        await follow(`${path}/events`, null, (event) => { if (mine === watching) { wait = 500; take(event); } }, controller.signal);
        run = await get(path, {}, controller.signal);
        drawHead();
        drawFiles();
        if (run.state !== 'running' && run.state !== 'waiting') return;
      } catch (error) {
        if (controller.signal.aborted || mine !== watching) return;
        if (error.status === 404) { empty(place).append(h('p', { class: 'notice bad' }, error.message)); return; }
        if (!head.querySelector('.lost')) head.append(h('p', { class: 'notice lost', role: 'status' }, t('runs.reconnecting')));
      }
      await new Promise((resolve) => { setTimeout(resolve, wait); });
      wait = Math.min(5000, wait * 2);
    }
  }

  drawHead();
  drawFiles();
  watch();
  return () => { controller.abort(); curve?.end(); lines.end(); };
}

/** "K · my-crystals" */
const lesson = (run) => run.title.split(' · ');

/** The unit of what a training learns; nothing where its collection is gone. */
function unitOf(run, labels) {
  const [target, collection] = lesson(run);
  return labels.find((one) => one.name === target && one.collection === collection)?.unit;
}

/** What to know of a run besides what it says itself. */
function about(run, collections, ladder) {
  if (run.kind === 'train') return isScreening(collections, lesson(run)[1]) ? h('p', { class: 'notice', id: 'own-predictions' }, t('runs.ownPredictions')) : '';
  const option = (name) => (run.arguments.includes(name) ? run.arguments[run.arguments.indexOf(name) + 1] : '');
  return h('details', { class: 'panel' }, h('summary', {}, t('runs.filtersTitle')), filterSentence(ladder, { avoid: option('--avoid'), require: option('--require') }));
}

function times(run) {
  if (!run.started) return t('runs.created', { time: moment(run.created, language()) });
  const isOver = run.ended && run.state !== 'running';
  return isOver ? t('runs.took', { time: moment(run.started, language()), duration: duration(run.started, run.ended) }) : t('runs.since', { time: moment(run.started, language()) });
}

function next(run) {
  const link = run.kind === 'train' ? [`#/models/run-${run.id}`, t('runs.toModel')] : [`#/library?collection=run-${run.id}`, t('runs.toLibrary')];
  return h('p', { class: 'row' }, h('a', { class: 'button main', href: link[0] }, link[1]), run.kind === 'discover' ? h('a', { class: 'button', href: `#/diagram?collection=run-${run.id}` }, t('runs.toDiagram')) : null);
}

/** Files that stand by themselves, then each folder of results, closed. */
function fileList(path, all) {
  const folders = new Map([['', []]]);
  for (const file of all) {
    const parts = file.name.split('/');
    const folder = parts.length > 2 ? parts.slice(0, 2).join('/') : '';
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  const list = (some, folder) => h('ul', { class: 'files' }, some.map((file) => h('li', {}, h('a', { href: `${path}/files/${file.name.split('/').map(encodeURIComponent).join('/')}`, download: '' }, folder ? file.name.slice(folder.length + 1) : file.name), ' ', h('span', { class: 'soft small number' }, size(file.bytes)))));
  return [...folders].map(([folder, some]) => (folder ? h('details', { class: 'folder' }, h('summary', {}, h('code', {}, folder), ' ', h('span', { class: 'soft small' }, t('runs.fileCount', { count: some.length }))), list(some, folder)) : list(some, '')));
}

/** Lines are drawn together once a frame; the last ones stay in sight unless one has scrolled up. */
function logLines(element) {
  let lines = [];
  let waiting = 0;
  function draw() {
    waiting = 0;
    const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 24;
    element.textContent = lines.join('\n');
    if (isAtEnd) element.scrollTop = element.scrollHeight;
  }
  const later = () => { waiting ||= requestAnimationFrame(draw); };
  return {
    add(line) { lines.push(line); if (lines.length > mostLines) lines = lines.slice(-mostLines); later(); },
    clear() { lines = []; },
    end() { cancelAnimationFrame(waiting); },
  };
}

