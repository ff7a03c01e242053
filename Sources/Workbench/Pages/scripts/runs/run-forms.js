// Forms for a new screening and a new training: every number with its limits, sensible from the start.

import { h } from '../document.js';
import { number, t } from '../language.js';
import { post } from '../server.js';
import { quantityName } from '../quantities.js';
import { filterSentence } from './filters.js';

export function runForms({ collections, labels, ladder, open }) {
  const form = (kind, children, read) => {
    const failure = h('p', { class: 'bad', role: 'alert', hidden: true });
    const button = h('button', { type: 'submit', class: 'main' }, t(`runs.start.${kind}`));
    const element = h('form', { class: 'stack', id: `form-${kind}`, onsubmit: async (event) => {
      event.preventDefault();
      failure.hidden = true;
      button.disabled = true;
      try {
        const run = await post('api/runs', { kind, ...read(new FormData(element)) });
        location.hash = `#/runs/${run.id}`;
      } catch (error) {
        failure.textContent = error.message;
        failure.hidden = false;
      } finally { button.disabled = false; }
    } }, children, failure, h('div', { class: 'row' }, button));
    return h('details', { class: 'panel new-run', open: open === kind, id: `new-${kind}` },
      h('summary', {}, h('strong', {}, t(`runs.new.${kind}`)), h('span', { class: 'soft small' }, t(`runs.about.${kind}`))), element);
  };
  return h('div', { class: 'columns new-runs' }, form('discover', screening(collections, ladder), readScreening), form('train', training(labels, collections), readTraining));
}

let fields = 0;

function field(name, control, help = null) {
  const id = `field-${name}-${fields += 1}`;
  control.id = id;
  control.name = name;
  return h('div', { class: 'field' }, h('label', { class: 'label', for: id }, t(`runs.field.${name}`)), control, help ? h('span', { class: 'soft small' }, help) : null);
}

const integer = (name, value, min, max, step = 1) => field(name, h('input', { type: 'number', value, min, max, step, required: true }), t('runs.limits', { low: number(min), high: number(max) }));
const elements = (name) => field(name, h('input', { type: 'text', placeholder: t('runs.example', { list: name === 'avoid' ? 'Be, Os' : 'B, N' }), autocomplete: 'off', spellcheck: 'false', pattern: '\\s*([A-Z][a-z]?\\s*([,; ]\\s*|$))*' }), t(`runs.help.${name}`));

function screening(collections, ladder) {
  const library = collections.find((one) => one.kind === 'library');
  const numbers = h('div', { class: 'fields' }, integer('budget', 20000, 1, 2000000), integer('seed', 1, 0, 1000000000));
  const source = h('select', { onchange: () => { numbers.hidden = source.value === 'library'; for (const input of numbers.querySelectorAll('input')) input.disabled = numbers.hidden; } },
    h('option', { value: 'made' }, t('runs.source.made')),
    h('option', { value: 'library', disabled: !library?.crystals }, library?.crystals ? t('runs.source.library', { count: library.crystals }) : t('runs.source.noLibrary')));
  return [field('source', source), numbers, h('div', { class: 'fields' }, elements('require'), elements('avoid')), filterSentence(ladder)];
}

function readScreening(data) {
  const isMade = data.get('source') === 'made';
  return { source: data.get('source'), avoid: data.get('avoid'), require: data.get('require'), ...(isMade ? { budget: Number(data.get('budget')), seed: Number(data.get('seed')) } : {}) };
}

/** Whether a collection's numbers are predictions of the program. */
export const isScreening = (collections, name) => collections.some((one) => one.name === name && one.kind === 'screening');

/** What each collection has labels of. */
function training(labels, kinds) {
  if (!labels.length) return h('p', { class: 'notice' }, t('runs.nothingToLearn'), ' ', h('a', { href: '#/import' }, t('workbench.empty.import')));
  const collections = [...new Set(labels.map(({ collection }) => collection))];
  const target = h('select');
  const offer = (collection) => target.replaceChildren(...labels.filter((one) => one.collection === collection)
    .map((one) => h('option', { value: one.name, selected: one.name === 'K' }, `${quantityName(one.name)} (${number(one.crystals)})`)));
  const first = collections.includes('library') ? 'library' : collections[0];
  const collection = h('select', { onchange: () => { offer(collection.value); warn(collection.value); } }, collections.map((name) => h('option', { value: name, selected: name === first }, name)));
  const warning = h('p', { class: 'notice', id: 'own-predictions' }, t('runs.ownPredictions'));
  const warn = (name) => { warning.hidden = !isScreening(kinds, name); };
  warn(first);
  offer(first);
  return [
    h('div', { class: 'fields' }, field('collection', collection), field('target', target)),
    warning,
    h('label', { class: 'check' }, h('input', { type: 'checkbox', name: 'log10' }), t('runs.field.log10')),
    h('div', { class: 'fields' }, integer('epochs', 60, 1, 2000), integer('members', 1, 1, 8), integer('seed', 1, 0, 1000000000)),
    h('details', {}, h('summary', {}, t('runs.more')), h('div', { class: 'fields' },
      integer('convolutions', 3, 1, 8), integer('width', 32, 16, 256, 16), integer('batchSize', 64, 4, 4096),
      field('learningRate', h('input', { type: 'number', value: 0.005, min: 0.000001, max: 1, step: 'any', required: true }), t('runs.limits', { low: '10⁻⁶', high: '1' })))),
  ];
}

function readTraining(data) {
  const whole = Object.fromEntries(['epochs', 'members', 'seed', 'convolutions', 'width', 'batchSize', 'learningRate'].map((name) => [name, Number(data.get(name))]));
  return { source: data.get('collection'), target: data.get('target'), log10: data.get('log10') === 'on', ...whole };
}
