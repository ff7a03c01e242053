// The diagram as SVG, PNG and CSV.

import { download, h } from '../document.js';
import { t } from '../language.js';
import { csv } from '../quantities.js';
import { crystals } from './data.js';
import { png, svgText } from './saving.js';

/** @param settings {drawing, choice, units, data(), chosen(): places of points or null} */
export function saveButtons({ drawing, choice, units, data, chosen }) {
  const failure = h('span', { class: 'bad small', role: 'alert' });
  const button = (name, save) => h('button', { type: 'button', id: `save-${name}`, onclick: async (event) => {
    const { currentTarget } = event;
    currentTarget.disabled = true;
    failure.textContent = '';
    try { await save(currentTarget); } catch (error) { failure.textContent = error.message; }
    currentTarget.disabled = false;
    currentTarget.textContent = name.toUpperCase();
  } }, name.toUpperCase());
  const name = () => `${choice.x}-${choice.y}`;

  async function table(shown) {
    const list = chosen()?.length ? chosen() : drawing.inSight();
    const columns = [choice.x, choice.y];
    const rows = list.map((i) => data().row[i]);
    const found = await crystals(rows, columns, { onProgress: (done, total) => { shown.textContent = `${Math.floor((100 * done) / total)} %`; } });
    const front = new Set(list.filter((i) => data().front[i]).map((i) => data().row[i]));
    download(`${name()}.csv`, csv([
      ['id', 'formula', 'spacegroup', 'collection', ...columns.flatMap((column) => [`${column} (${units[column]})`, `${column}_low`, `${column}_high`]), 'front'],
      ...found.map((one) => [one.id, one.formula, one.spaceGroup?.number, one.collection, ...columns.flatMap((column) => [one.values[column]?.value, one.values[column]?.low, one.values[column]?.high]), front.has(one.row) ? 1 : 0]),
    ]), 'text/csv');
  }

  return h('div', { class: 'row', role: 'group', 'aria-label': t('diagram.save') }, h('span', { class: 'soft small' }, t('diagram.save')),
    button('svg', () => download(`${name()}.svg`, svgText(drawing.parts()), 'image/svg+xml')),
    button('png', async () => download(`${name()}.png`, await png(drawing.parts()), 'image/png')),
    button('csv', table), failure);
}
