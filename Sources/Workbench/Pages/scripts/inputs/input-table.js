// Inputs with their verdicts, which come in while one looks; of many, the first are drawn.

import { announce, empty, formula, h } from '../document.js';
import { number, t } from '../language.js';
import { spaceGroup } from '../library/crystal-table.js';
import { shortName, unitText, valueCell } from '../quantities.js';

const verdicts = ['accepted', 'warning', 'rejected'];
const tones = { accepted: 'good', warning: 'warn', rejected: 'bad' };
const pageSize = 200;

/**
 * @param session see inputSession().
 * @param settings {withValues: whether predictions are shown, head: what stands above the table, made anew each time}
 * @returns the element and what draws it again.
 */
export function inputTable(session, { withValues, head }) {
  let only = null;
  let shown = pageSize;
  let waiting = 0;
  const place = h('section', { 'aria-live': 'off' });

  function draw() {
    waiting = 0;
    const focused = document.activeElement?.id;
    const scrolled = place.querySelector('.scroll')?.scrollLeft ?? 0;
    empty(place).append(...[state(session), session.rows.length ? [filters(), head?.() ?? null, table()] : null].flat(2).filter(Boolean));
    if (focused && place.querySelector(`[id="${focused}"]`)) document.getElementById(focused).focus();
    if (scrolled) place.querySelector('.scroll')?.scrollTo({ left: scrolled });
    if (!session.isRunning && session.rows.length) announce(t('workbench.inputs.done', { count: session.rows.length }));
  }

  function filters() {
    const counts = Object.fromEntries(verdicts.map((name) => [name, session.rows.filter((row) => row.verdict === name).length]));
    return h('div', { class: 'row verdicts', role: 'group', 'aria-label': t('workbench.inputs.filter') },
      [null, ...verdicts].map((name) => h('button', { type: 'button', id: `only-${name ?? 'all'}`, 'aria-pressed': String(only === name), onclick: () => { only = name; shown = pageSize; draw(); } },
        t(`workbench.verdict.${name ?? 'all'}`), h('span', { class: 'number soft' }, number(name ? counts[name] : session.rows.length)))));
  }

  function table() {
    const rows = session.rows.filter((row) => !only || row.verdict === only);
    const columns = withValues ? columnsOf(session.rows) : [];
    const width = 3 + (withValues ? 1 : 0) + columns.length;
    return [
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('workbench.inputs.table') }, h('table', { class: 'inputs' },
        h('thead', {}, h('tr', {},
          h('th', { scope: 'col' }, t('workbench.inputs.verdict')), h('th', { scope: 'col' }, t('workbench.inputs.file')), h('th', { scope: 'col' }, t('workbench.column.formula')),
          withValues ? h('th', { scope: 'col' }, t('workbench.column.spacegroup')) : null,
          columns.map(({ name, unit }) => h('th', { scope: 'col', class: 'number' }, shortName(name), unitText(unit) ? h('span', { class: 'unit' }, unitText(unit)) : null)))),
        h('tbody', {}, rows.slice(0, shown).map((row) => [input(row, columns), findings(row, width)])))),
      rows.length > shown ? h('p', { class: 'row' }, h('button', { type: 'button', id: 'more', onclick: () => { shown += pageSize; draw(); } }, t('workbench.inputs.more', { n: rows.length - shown }))) : null,
    ];
  }

  function input(row, columns) {
    return h('tr', { 'data-verdict': row.verdict, class: row.findings.length ? 'explained' : null },
      h('td', {}, h('span', { class: `badge ${tones[row.verdict]}` }, t(`workbench.verdict.${row.verdict}`))),
      h('th', { scope: 'row', class: 'file' }, row.file, row.place ? h('span', { class: 'soft small' }, ` ${row.place}`) : null),
      h('td', {}, row.formula ? formula(row.formula) : h('span', { class: 'soft' }, '–')),
      withValues ? h('td', {}, spaceGroup(row.spaceGroup)) : null,
      columns.map(({ name }) => valueCell(row.values?.[name])));
  }

  /** The sentences on an input, in a line of their own below it. */
  function findings(row, width) {
    return row.findings.length ? h('tr', { class: 'findings' }, h('td', { colspan: width }, h('ul', { lang: 'en', 'aria-label': t('workbench.inputs.findings') }, row.findings.map((one) => h('li', {}, one.message))))) : null;
  }

  // Rows come faster than anybody reads.
  session.onChange = () => { waiting ||= setTimeout(draw, 150); };
  draw();
  return { element: place, end() { session.onChange = null; clearTimeout(waiting); } };
}

function state(session) {
  if (session.failure) return h('p', { class: 'notice bad', role: 'alert' }, session.failure);
  if (session.isRunning) {
    return h('div', { class: 'row running' }, h('progress', { 'aria-label': t('common.computing') }), h('span', {}, t('workbench.inputs.progress', { count: session.rows.length })),
      h('button', { type: 'button', id: 'stop-inputs', onclick: () => session.stop() }, t('common.stop')));
  }
  return session.wasStopped ? h('p', { class: 'notice' }, t('workbench.inputs.stopped', { count: session.rows.length })) : null;
}

/** What is known of some row, in the order of the program's tables. */
const order = ['hardness', 'toughness', 'K', 'G', 'E', 'poisson', 'e_form', 'band_gap', 'synthesizability', 'debye_temperature', 'volume_per_atom', 'volume'];

export function columnsOf(rows) {
  const units = new Map();
  for (const row of rows) for (const [name, value] of Object.entries(row.values ?? {})) if (!units.has(name)) units.set(name, value.unit);
  const rank = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...units].map(([name, unit]) => ({ name, unit })).sort((a, b) => rank(a.name) - rank(b.name));
}
