// What the steps about one crystal have in common.

import { h, empty, formula } from '../../document.js';
import { number, t, hasText } from '../../language.js';
import { crystalView } from '../../crystal-view.js';

/** Name and verdict of the crystal that a frame is about. */
export function crystalHead() {
  const element = h('div');
  return {
    element,
    show({ name, formula: text, verdict }) {
      const key = `practicals-graph-networks.choice.crystal.${name.replaceAll(' ', '-')}`;
      empty(element).append(h('p', { class: 'crystal-name' }, h('strong', {}, formula(text)), hasText(key) ? `, ${t(key)}` : name && name !== text ? `, ${name}` : ''));
      if (verdict?.sentences?.length) element.append(h('div', { class: 'notice' }, verdict.sentences.map((sentence) => h('p', {}, sentence))));
    },
  };
}

/** A crystal view made at the first picture and changed by the next ones, where they differ. */
export function crystalPlace(place, title, options = {}) {
  const inside = h('div');
  const element = h('div', { class: 'part' }, title ? h('h2', {}, title) : null, inside);
  place.append(element);
  let [view, last] = [null, ''];
  return {
    element,
    show(picture) {
      const text = JSON.stringify(picture);
      if (text === last) return;
      last = text;
      if (view) view.update(picture); else view = crystalView(inside, picture, options);
    },
    end() { view?.end(); },
  };
}

/** A unit of the program in the writing of the language. */
export function unitText(unit) {
  const [, scale, rest] = (unit ?? '').match(/^(log₁₀|ln) ?(.*)$/) ?? [null, null, unit ?? ''];
  const text = hasText(`practicals.unit.${rest}`) ? t(`practicals.unit.${rest}`) : rest;
  return [scale, text].filter(Boolean).join(' ');
}

export const siteOf = (element, index) => `${element} ${index + 1}`;
export const shiftText = (shift) => (shift.some((value) => value !== 0) ? shift.map((value) => (value > 0 ? `+${value}` : String(value).replace('-', '−'))).join(' ') : '–');
export const interval = (low, high, digits = 3) => (low === null || low === undefined ? '–' : `${number(low, digits)} … ${number(high, digits)}`);
