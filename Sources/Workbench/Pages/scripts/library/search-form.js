// What is looked for: elements, formula, symmetry, words, ranges of properties.

import { h } from '../document.js';
import { number, t } from '../language.js';
import { periodicTable } from './periodic-table.js';
import { nameWithUnit, quantityName } from '../quantities.js';

const usual = ['hardness', 'toughness'];

/**
 * @param settings {elements, properties, collections, search, changed({later})}: `search` are the parameters of the
 *   address, which are changed here.
 */
export function searchForm({ elements, properties, collections, search, changed }) {
  const set = (name, value, settings) => {
    if (value) search.set(name, value); else search.delete(name);
    changed(settings);
  };
  return h('form', { class: 'panel search', onsubmit: (event) => { event.preventDefault(); changed(); } },
    elementChoice(elements, search, changed, set),
    h('div', { class: 'stack' },
      h('div', { class: 'fields' },
        field('text', t('library.text'), h('input', { type: 'search', id: 'text', value: search.get('text') ?? '', placeholder: 'BN', autocomplete: 'off', oninput: (event) => set('text', event.target.value.trim(), { later: true }) })),
        field('formula', t('library.formula'), h('input', { type: 'text', id: 'formula', value: search.get('formula') ?? '', placeholder: 'B4C', autocomplete: 'off', spellcheck: 'false', oninput: (event) => set('formula', event.target.value.trim(), { later: true }) })),
        field('spacegroup', t('library.spaceGroup'), h('input', { type: 'number', id: 'spacegroup', min: 1, max: 230, step: 1, value: search.get('spacegroup') ?? '', placeholder: '1–230', oninput: (event) => set('spacegroup', event.target.validity.valid ? event.target.value : '', { later: true }) })),
        field('collection', t('library.collection'), h('select', { id: 'collection', onchange: (event) => set('collection', event.target.value) },
          h('option', { value: '' }, t('library.allCollections')),
          collections.map((one) => h('option', { value: one.name, selected: search.get('collection') === one.name }, `${one.name} (${number(one.crystals)})`))))),
      ranges(properties, search, set)));
}

const field = (id, name, control) => h('div', { class: 'field' }, h('label', { class: 'label', for: id }, name), control);

function elementChoice(elements, search, changed, set) {
  const list = (name) => (search.get(name) ?? '').split(',').filter(Boolean);
  const states = new Map([...list('elements').map((symbol) => [symbol, 'with']), ...list('without').map((symbol) => [symbol, 'without'])]);
  const only = h('input', { type: 'checkbox', id: 'only', checked: search.get('only') === 'true', onchange: (event) => set('only', event.target.checked ? 'true' : '') });
  const chosen = h('p', { class: 'chosen small', 'aria-live': 'polite' });
  const table = periodicTable(elements, states, () => { write(); changed(); });

  function write() {
    for (const [name, state] of [['elements', 'with'], ['without', 'without']]) {
      const symbols = [...states].filter(([, value]) => value === state).map(([symbol]) => symbol);
      if (symbols.length) search.set(name, symbols.join(',')); else search.delete(name);
    }
    tell();
  }

  function tell() {
    const parts = ['elements', 'without'].filter((name) => search.get(name)).map((name) => t(`library.chosen.${name}`, { list: search.get(name).replaceAll(',', ', ') }));
    chosen.textContent = parts.join(' ') || t('library.elementsHelp');
    clear.disabled = !parts.length;
  }

  const clear = h('button', { type: 'button', class: 'quiet', onclick: () => { states.clear(); write(); table.refresh(); changed(); } }, t('library.clearElements'));
  tell();
  return h('div', { class: 'element-choice' }, table.element, chosen,
    h('div', { class: 'row' }, h('label', { class: 'check' }, only, t('library.only')), clear));
}

function ranges(properties, search, set) {
  const asked = [...search.keys()].filter((key) => /^(min|max)\./.test(key)).map((key) => key.slice(4));
  const known = properties.filter((one) => !/_(low|high)$/.test(one.name));
  const shown = known.filter((one) => usual.includes(one.name) || asked.includes(one.name));
  const rows = h('div', { class: 'ranges' }, shown.map(row));
  const select = h('select', { id: 'more-ranges', 'aria-label': t('library.addRange'), onchange: () => {
    const property = known.find((one) => one.name === select.value);
    if (!property) return;
    const added = row(property);
    rows.append(added);
    fill();
    added.querySelector('input').focus();
  } });

  function fill() {
    const there = new Set([...rows.children].map((one) => one.dataset.name));
    select.replaceChildren(h('option', { value: '' }, t('library.addRange')), ...known.filter((one) => !there.has(one.name)).map((one) => h('option', { value: one.name }, quantityName(one.name))));
    select.hidden = select.options.length < 2;
  }

  function row(property) {
    const end = (side, bound) => h('input', {
      type: 'number', step: 'any', id: `${side}.${property.name}`, value: search.get(`${side}.${property.name}`) ?? '', placeholder: bound,
      'aria-label': `${nameWithUnit(property.name, property.unit)}, ${t(`library.${side}`)}`,
      oninput: (event) => set(`${side}.${property.name}`, event.target.value, { later: true }),
    });
    return h('div', { class: 'range', 'data-name': property.name },
      h('span', { class: 'name' }, nameWithUnit(property.name, property.unit)),
      end('min', short(property.minimum)), h('span', { class: 'soft', 'aria-hidden': 'true' }, '–'), end('max', short(property.maximum)),
      h('span', { class: 'soft small has' }, t('library.range', { low: number(property.minimum, 3), high: number(property.maximum, 3), count: property.crystals })));
  }

  fill();
  return h('fieldset', { class: 'stack' }, h('legend', {}, t('library.ranges')), rows, select);
}

const short = (value) => String(Number(value.toPrecision(3)));
