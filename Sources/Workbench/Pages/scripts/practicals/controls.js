// Controls as the program describes them: {name, kind: {slider | count | choice | label | toggle | text | numbers}}.

import { h } from '../document.js';
import { t, hasText, number } from '../language.js';
import { nameWithUnit } from '../quantities.js';

const radios = 4;
const longText = 200;
const manySteps = 500;
/** Numbers that name something instead of measuring it. */
const namesOne = new Set(['seed', 'edge', 'atom', 'channel', 'layer']);
/** Of these the program counts from 0, and a reader from 1. */
const fromZero = new Set(['edge', 'atom', 'channel']);

/**
 * @param own what crystals of the user's own can be learned from: [{collection, name, unit, crystals}]
 * @param names where the texts are: {page, step, shown: {name: (values) -> whether it has a meaning now}}
 * @returns {element, values(), set(name, value), labelOf(name, value)}
 */
export function controlPanel(controls, names, own, onChange) {
  const values = {};
  const words = wordsOf(names);
  const changed = (name) => (value) => { values[name] = value; showAndHide(); onChange(); };
  const made = controls.map(({ name, kind }) => {
    const [type, given] = Object.entries(kind)[0];
    values[name] = given.initial;
    return { name, ...makers[type]({ name, ...given, own, words, changed: changed(name) }) };
  });
  function showAndHide() {
    for (const { name, element } of made) if (name in names.shown) element.hidden = !names.shown[name](values);
  }
  showAndHide();
  return {
    element: h('form', { class: 'stack controls', onsubmit: (event) => event.preventDefault() }, made.map(({ element }) => element)),
    values: () => ({ ...values }),
    set(name, value) {
      values[name] = value;
      made.find((control) => control.name === name)?.move(value);
      showAndHide();
      onChange();
    },
    labelOf: words.choice,
  };
}

function wordsOf({ page, step }) {
  const first = (...keys) => keys.find(hasText);
  return {
    name: (name) => t(first(`${page}.${step}.control.${name}`, `${page}.control.${name}`, `practicals.control.${name}`) ?? `practicals.control.${name}`),
    choice: (name, value) => {
      const key = first(`${page}.${step}.choice.${name}.${value}`, `${page}.choice.${name}.${value}`, `practicals.choice.${name}.${value}`, `practicals.choice.${value}`);
      return key ? t(key) : value;
    },
    hint: (name) => { const key = first(`${page}.${step}.hint.${name}`, `${page}.hint.${name}`); return key ? t(key) : null; },
  };
}

let made = 0;
const identity = (name) => { made += 1; return `control-${name}-${made}`; };

const makers = {
  slider({ minimum, maximum, step, initial, isLogarithmic, ...rest }) {
    const digits = isLogarithmic ? 0 : Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    const there = isLogarithmic ? Math.log10 : (value) => value;
    const back = isLogarithmic
      ? (place) => Math.min(maximum, Math.max(minimum, Number((10 ** place).toPrecision(3))))
      : (place) => Math.min(maximum, Math.max(minimum, Number(place.toFixed(digits))));
    return range({ ...rest, from: there(minimum), to: there(maximum), step: isLogarithmic ? (there(maximum) - there(minimum)) / 100 : step, initial, there, back });
  },

  count({ minimum, maximum, initial, ...rest }) {
    if (namesOne.has(rest.name)) return whole({ minimum, maximum, initial, ...rest });
    const step = maximum - minimum > manySteps && (initial - minimum) % 10 === 0 ? 10 : 1;
    return range({ ...rest, from: minimum, to: maximum, step, initial, there: (value) => value, back: Math.round });
  },

  choice({ name, of, initial, words, changed }) {
    if (of.length > radios) {
      const id = identity(name);
      const select = h('select', { id, onchange: (event) => changed(event.target.value) }, of.map((value) => h('option', { value }, words.choice(name, value))));
      select.value = initial;
      return { element: h('div', { class: 'field', 'data-control': name }, h('label', { class: 'label', for: id }, words.name(name)), select), move: (value) => { select.value = value; } };
    }
    const group = identity(name);
    const inputs = of.map((value) => h('input', { type: 'radio', name: group, value, checked: value === initial, onchange: () => changed(value) }));
    return {
      element: h('fieldset', { class: 'choices', 'data-control': name }, h('legend', {}, words.name(name)),
        h('div', { class: 'row' }, of.map((value, index) => h('label', { class: 'check' }, inputs[index], words.choice(name, value))))),
      move: (value) => inputs.forEach((input) => { input.checked = input.value === value; }),
    };
  },

  /** What the program makes, then what the user has. */
  label({ name, of, own, initial, words, changed }) {
    const id = identity(name);
    const collections = Map.groupBy(own, ({ collection }) => collection);
    const select = h('select', { id, onchange: (event) => changed(event.target.value) },
      h('optgroup', { label: t('practicals.made') }, of.map((value) => h('option', { value }, words.choice(name, value)))),
      [...collections].map(([collection, labels]) => h('optgroup', { label: collection }, labels.map((label) =>
        h('option', { value: `${collection}/${label.name}` }, `${nameWithUnit(label.name, label.unit)} (${number(label.crystals)})`)))));
    select.value = initial;
    return { element: h('div', { class: 'field', 'data-control': name }, h('label', { class: 'label', for: id }, words.name(name)), select), move: (value) => { select.value = value; } };
  },

  toggle({ name, initial, words, changed }) {
    const input = h('input', { type: 'checkbox', checked: initial, onchange: (event) => changed(event.target.checked) });
    return { element: h('label', { class: 'check', 'data-control': name }, input, words.name(name)), move: (value) => { input.checked = value; } };
  },

  text({ name, maximumLength, initial, words, changed }) {
    const id = identity(name);
    if (maximumLength > longText) return file({ id, name, maximumLength, initial, words, changed });
    const input = h('input', { id, type: 'text', maxlength: maximumLength, value: initial, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${id}-hint`, oninput: (event) => changed(event.target.value) });
    return {
      element: h('div', { class: 'field', 'data-control': name }, h('label', { class: 'label', for: id }, words.name(name)), input, h('span', { id: `${id}-hint`, class: 'soft small' }, words.hint(name))),
      move: (value) => { input.value = value; },
    };
  },

  numbers({ name, minimum, maximum, maximumCount, initial, words, changed }) {
    const inputs = Array.from({ length: maximumCount }, (_, index) => h('input', {
      type: 'number', min: minimum, max: maximum, step: 0.1, value: String(initial[index] ?? 0), 'aria-label': `${words.name(name)}: ${'xyz'[index] ?? index + 1}`, oninput: read,
    }));
    function read() {
      const values = inputs.map((input) => Math.min(maximum, Math.max(minimum, Number(input.value) || 0)));
      changed(values);
    }
    return {
      element: h('fieldset', { class: 'choices', 'data-control': name }, h('legend', {}, words.name(name)), h('div', { class: 'triple' }, inputs)),
      move: (values) => inputs.forEach((input, index) => { input.value = String(values[index] ?? 0); }),
    };
  },
};

function range({ name, from, to, step, initial, there, back, words, changed }) {
  const id = identity(name);
  const output = h('output', { for: id });
  const input = h('input', { id, type: 'range', min: from, max: to, step });
  const show = (value) => { output.textContent = number(value); input.setAttribute('aria-valuetext', output.textContent); };
  const move = (value) => { input.value = String(there(value)); show(value); };
  input.addEventListener('input', () => { const value = back(Number(input.value)); show(value); changed(value); });
  move(initial);
  return { element: h('div', { class: 'field', 'data-control': name }, h('div', { class: 'label' }, h('label', { for: id }, words.name(name)), output), input), move };
}

function whole({ name, minimum, maximum, initial, words, changed }) {
  const id = identity(name);
  const first = fromZero.has(name) ? 1 : 0;
  const input = h('input', { id, type: 'number', min: minimum + first, max: maximum + first, step: 1, value: String(initial + first), oninput: () => { if (input.value !== '') changed(clamp(Number(input.value) - first)); } });
  const clamp = (value) => Math.min(maximum, Math.max(minimum, Math.round(value)));
  const another = () => { input.value = String(clamp(Number(input.value) >= maximum ? minimum : Number(input.value) + 1)); changed(Number(input.value)); };
  return {
    element: h('div', { class: 'field', 'data-control': name }, h('label', { class: 'label', for: id }, words.name(name)),
      h('div', { class: 'row' }, input, name === 'seed' ? h('button', { type: 'button', onclick: another }, t('practicals.another')) : null)),
    move: (value) => { input.value = String(value + first); },
  };
}

/** Pasted, chosen or dropped; folded away where a choice of known crystals stands before it. */
function file({ id, name, maximumLength, initial, words, changed }) {
  const input = h('textarea', { id, rows: 6, spellcheck: 'false', value: initial, placeholder: t('practicals.paste'), oninput: () => changed(input.value.slice(0, maximumLength)) });
  const read = async (list) => { if (list[0]) { input.value = (await list[0].slice(0, maximumLength).text()); changed(input.value); } };
  const chooser = h('input', { type: 'file', 'aria-label': t('practicals.file'), onchange: () => read(chooser.files) });
  const clear = h('button', { type: 'button', class: 'quiet', onclick: () => { input.value = ''; chooser.value = ''; changed(''); } }, t('practicals.clear'));
  const box = h('details', {
    class: 'field', 'data-control': name,
    ondragover: (event) => { event.preventDefault(); box.open = true; },
    ondrop: (event) => { event.preventDefault(); read(event.dataTransfer.files); },
  }, h('summary', {}, words.name(name)), h('div', { class: 'stack' }, h('label', { class: 'small soft', for: id }, t('practicals.formats')), input, h('div', { class: 'row' }, chooser, clear)));
  return { element: box, move: (value) => { input.value = value; } };
}
