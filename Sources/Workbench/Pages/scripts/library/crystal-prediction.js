// What the networks say of a crystal of the library, when one asks: its own file is sent to be predicted.

import { empty, h } from '../document.js';
import { number, t } from '../language.js';
import { columnsOf } from '../inputs/input-table.js';
import { interval, quantityName, unitText } from '../quantities.js';
import { send } from '../server.js';

/**
 * @param path of the crystal: path/file is what is predicted.
 * @returns {element, end()}
 */
export function crystalPrediction(crystal, path) {
  const controller = new AbortController();
  const answer = h('div', { 'aria-live': 'polite' });
  const button = h('button', { type: 'button', id: 'predict', onclick: ask }, t('library.predict'));

  async function ask() {
    button.disabled = true;
    empty(answer).append(h('p', { class: 'soft' }, t('common.computing')));
    try {
      const row = await predicted(crystal, path, controller.signal);
      empty(answer).append(...[table(row), findings(row)].filter(Boolean));
    } catch (error) {
      if (controller.signal.aborted) return;
      empty(answer).append(h('p', { class: 'notice bad', role: 'alert' }, error.message));
    } finally { button.disabled = false; }
  }

  const element = h('section', { class: 'prediction' }, h('p', { class: 'row' }, button, h('span', { class: 'soft small' }, t('library.predictHelp'))), answer);
  return { element, end: () => controller.abort() };
}

/** The row of the crystal, as of a file on the page of predictions. */
async function predicted(crystal, path, signal) {
  const response = await fetch(`${path}/file?format=cif`, { signal });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  const rows = [];
  await send('api/predict', [new File([text], `${crystal.name}.cif`, { type: 'text/plain' })], (frame) => rows.push(...(frame.rows ?? [])), signal);
  if (!rows.length) throw new Error(t('library.notPredicted'));
  return rows[0];
}

function table(row) {
  const columns = columnsOf([row]);
  if (!columns.length) return null;
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('library.predicted') }, h('table', { class: 'properties', role: 'table' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ['property', 'predicted', 'interval'].map((name) => h('th', { scope: 'col', role: 'columnheader', class: name === 'property' ? null : 'number' }, t(`library.head.${name}`))))),
    h('tbody', { role: 'rowgroup' }, columns.map(({ name, unit }) => h('tr', { 'data-name': name, role: 'row' },
      h('th', { scope: 'row', role: 'rowheader' }, quantityName(name)),
      h('td', { class: 'number', role: 'cell' }, number(row.values[name].value, 4), unitText(unit) ? h('span', { class: 'unit' }, ` ${unitText(unit)}`) : null),
      h('td', { class: 'number', role: 'cell' }, interval(row.values[name]) || h('span', { class: 'soft' }, '–')))))));
}

/** The sentences on it. */
const findings = (row) => (row.findings.length ? h('ul', { class: 'remarks', lang: 'en' }, row.findings.map((one) => h('li', {}, one.message))) : null);
