// Files into the library, with a verdict on each.

import { h } from '../document.js';
import { loadTexts, number, t } from '../language.js';
import { fileDrop } from '../inputs/file-drop.js';
import { inputSession } from '../inputs/input-session.js';
import { inputTable } from '../inputs/input-table.js';

const session = inputSession('api/import');

export async function show(place) {
  await loadTexts('workbench');
  const table = inputTable(session, { withValues: false, head: tally });
  place.append(h('h1', {}, t('import.title')), h('p', {}, t('import.lead')), fileDrop((files) => session.start(files)), table.element, h('p', { class: 'soft small' }, t('import.command'), ' ', h('code', {}, 'kimberlite import')));
  return () => table.end();
}

function tally() {
  if (!session.tally) return null;
  const tones = { added: 'good', changed: 'good', unchanged: '', rejected: session.tally.rejected ? 'bad' : '' };
  return h('div', { class: 'panel tally', role: 'status' },
    h('dl', { class: 'figures' }, Object.entries(tones).map(([name, tone]) => h('div', {}, h('dt', {}, t(`import.tally.${name}`)), h('dd', { class: tone }, number(session.tally[name]))))),
    session.tally.rejected < session.rows.length ? h('a', { class: 'button main', href: '#/library?collection=library' }, t('import.toLibrary')) : null);
}
