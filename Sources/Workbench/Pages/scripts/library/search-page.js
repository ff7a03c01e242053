// The search: what is looked for on top, what was found as a table below. Both stand in the address.

import { announce, append, empty, h } from '../document.js';
import { number, t } from '../language.js';
import { get, nameList, namesOf } from '../server.js';
import { columnName, crystalTable, fixedColumns } from './crystal-table.js';
import { repetitionNote } from './repetition-note.js';
import { collectionNotices, emptyLibrary, showAgain } from './empty-library.js';
import { searchForm } from './search-form.js';

const standardColumns = ['formula', 'spacegroup', 'hardness', 'toughness', 'K', 'G', 'e_form', 'collection'];
const pageSizes = [25, 50, 100, 200];

/** What the server is asked, of what the address says. */
function question(search) {
  const columns = columnsOf(search).filter((name) => !fixedColumns.includes(name));
  const asked = Object.fromEntries(search);
  return { ...asked, columns: nameList(columns) || null, limit: limitOf(search), offset: search.get('offset') ?? 0, sort: sortOf(search) };
}

const columnsOf = (search) => (search.get('columns') ? namesOf(search.get('columns')) : standardColumns);
// By their place in a screening, those without one last.
const sortOf = (search) => search.get('sort') ?? 'rank';
const limitOf = (search) => (pageSizes.includes(Number(search.get('limit'))) ? Number(search.get('limit')) : 50);

export async function searchPage(place, context) {
  const [elements, properties, collections] = await Promise.all(['elements', 'properties', 'collections'].map((name) => get(`api/${name}`)));
  if (!context.isCurrent()) return null;
  place.append(h('h1', {}, t('library.title')));
  if (!collections.some((one) => one.crystals)) {
    const notices = collectionNotices(collections, showAgain);
    place.append(notices.element, emptyLibrary());
    return notices.end;
  }

  const search = new URLSearchParams(context.query);
  const units = Object.fromEntries(properties.map((one) => [one.name, one.unit]));
  const results = h('section', { class: 'results', 'aria-label': t('library.results') });
  const repetition = repetitionNote(collections, (name) => `#/library?collection=${encodeURIComponent(name)}`);
  let request = null;
  let timer = null;

  /** Looks again: at once, or when nobody has typed for a moment. */
  function changed({ later = false, keepsPage = false } = {}) {
    if (!keepsPage) search.delete('offset');
    clearTimeout(timer);
    timer = setTimeout(look, later ? 250 : 0);
  }

  async function look() {
    history.replaceState(null, '', `#/library${search.size ? `?${search}` : ''}`);
    // The way back from a crystal's page.
    sessionStorage.setItem('search', location.hash);
    request?.abort();
    request = new AbortController();
    results.setAttribute('aria-busy', 'true');
    if (repetition) repetition.hidden = search.has('collection');
    try {
      const answer = await get('api/crystals', question(search), request.signal);
      draw(answer);
      announce(t('library.found', { count: answer.total }));
    } catch (error) {
      if (error.name !== 'AbortError') empty(results).append(h('p', { class: 'notice bad', role: 'alert' }, error.message));
    } finally {
      results.removeAttribute('aria-busy');
    }
  }

  function set(name, value, settings) {
    if (value) search.set(name, value); else search.delete(name);
    changed(settings);
  }

  function draw({ total, crystals }) {
    const columns = columnsOf(search);
    const focused = document.activeElement?.dataset?.sort;
    append(empty(results), [
      h('div', { class: 'row results-head' },
        h('h2', { id: 'found' }, t('library.found', { count: total })),
        h('span', { class: 'grow' }),
        h('a', { class: 'button', href: diagramAddress(search) }, t('library.diagram')),
        columnChoice(columns)),
      total
        ? crystalTable(crystals, { columns, units, sort: sortOf(search), onSort: (by) => set('sort', by), caption: t('library.results') })
        : h('div', { class: 'panel empty' }, h('p', {}, t('library.nothing')), h('p', {}, h('button', { type: 'button', onclick: () => { location.hash = '#/library'; } }, t('library.clear')))),
      total ? paging(total) : null]);
    if (focused) results.querySelector(`[data-sort="${CSS.escape(focused)}"]`)?.focus();
  }

  function columnChoice(columns) {
    const names = [...new Set([...fixedColumns, ...properties.map((one) => one.name), ...columns])].filter((name) => !/_(low|high)$/.test(name));
    return h('details', { class: 'choice', open: columnsAreOpen, ontoggle: (event) => { columnsAreOpen = event.target.open; } },
      h('summary', { class: 'button' }, t('library.columns')),
      h('div', { class: 'panel column-choices' }, names.map((name) => h('label', { class: 'check' },
        h('input', { type: 'checkbox', value: name, checked: columns.includes(name), disabled: name === 'formula', onchange: (event) => {
          const chosen = event.target.checked ? [...columns, name] : columns.filter((other) => other !== name);
          set('columns', chosen.join() === standardColumns.join() ? '' : nameList(chosen), { keepsPage: true });
        } }), columnName(name)))));
  }
  let columnsAreOpen = false;

  function paging(total) {
    const limit = limitOf(search);
    const offset = Number(search.get('offset') ?? 0);
    const go = (to) => { set('offset', to > 0 ? String(to) : '', { keepsPage: true }); document.getElementById('found')?.scrollIntoView({ block: 'nearest' }); };
    return h('nav', { class: 'row paging', 'aria-label': t('library.paging') },
      h('button', { type: 'button', id: 'previous', disabled: offset <= 0, onclick: () => go(Math.max(0, offset - limit)) }, t('library.previous')),
      h('span', {}, t('library.page', { from: number(offset + 1), to: number(Math.min(total, offset + limit)), total: number(total) })),
      h('button', { type: 'button', id: 'next', disabled: offset + limit >= total, onclick: () => go(offset + limit) }, t('library.next')),
      h('label', { class: 'row' }, t('library.perPage'),
        h('select', { id: 'limit', onchange: (event) => set('limit', event.target.value === '50' ? '' : event.target.value) }, pageSizes.map((n) => h('option', { value: n, selected: n === limit }, n)))));
  }

  const notices = collectionNotices(collections, () => changed({ keepsPage: true }));
  append(place, [notices.element, repetition, searchForm({ elements, properties, collections, search, changed }), results]);
  results.append(h('p', { class: 'soft' }, t('common.loading')));
  await look();
  return () => { notices.end(); clearTimeout(timer); request?.abort(); };
}

/** The diagram of what the search finds. */
function diagramAddress(search) {
  const filters = new URLSearchParams([...search].filter(([name]) => !['sort', 'offset', 'limit', 'columns'].includes(name)));
  return `#/diagram${filters.size ? `?${filters}` : ''}`;
}
