// Files or text in, verdicts and predictions out.

import { download, h } from '../document.js';
import { loadTexts, t } from '../language.js';
import { fileDrop } from '../inputs/file-drop.js';
import { inputSession } from '../inputs/input-session.js';
import { columnsOf, inputTable } from '../inputs/input-table.js';
import { csv } from '../quantities.js';

const session = inputSession('api/predict');

export async function show(place) {
  await loadTexts('workbench');
  const table = inputTable(session, { withValues: true, head: () => h('div', { class: 'row results-head' },
    h('p', { class: 'soft small grow' }, t('predict.intervals')),
    h('button', { type: 'button', id: 'csv', disabled: session.isRunning, onclick: () => download('predictions.csv', spreadsheet(session.rows), 'text/csv') }, t('predict.csv')),
    h('button', { type: 'button', id: 'clear', onclick: () => session.clear() }, t('predict.clear'))) });
  place.append(h('h1', {}, t('predict.title')), h('p', {}, t('predict.lead')),
    fileDrop((files) => session.start(files)),
    h('p', { class: 'row examples' }, h('span', { class: 'soft' }, t('predict.noFile')), h('button', { type: 'button', id: 'example', onclick: example }, t('predict.example'))),
    table.element);
  return () => table.end();
}

/** Rock salt's structure with titanium and carbon, as a file to begin with. */
const titaniumCarbide = `TiC, rock salt, a = 4.33 angstrom
1.0
0.0 2.165 2.165
2.165 0.0 2.165
2.165 2.165 0.0
Ti C
1 1
Direct
0.0 0.0 0.0
0.5 0.5 0.5
`;

const example = () => session.start([new File([titaniumCarbide], 'TiC.vasp', { type: 'text/plain' })]);

/** All that is known, with all digits that were sent. */
function spreadsheet(rows) {
  const columns = columnsOf(rows);
  const bars = columns.map(({ name }) => rows.some((row) => row.values?.[name]?.low !== undefined));
  const head = columns.flatMap(({ name, unit }, k) => [`${name} (${unit})`, ...(bars[k] ? [`${name}_low`, `${name}_high`] : [])]);
  return csv([
    ['file', 'place', 'id', 'verdict', 'formula', 'spacegroup', 'sites', ...head, 'findings'],
    ...rows.map((row) => [row.file, row.place, row.id, row.verdict, row.formula, row.spaceGroup, row.sites,
      ...columns.flatMap(({ name }, k) => { const value = row.values?.[name]; return [value?.value, ...(bars[k] ? [value?.low, value?.high] : [])]; }),
      row.findings.map((one) => one.message).join('; ')]),
  ]);
}
