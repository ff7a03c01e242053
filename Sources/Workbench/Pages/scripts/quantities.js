// How quantities are called, written and drawn.

import { h } from './document.js';
import { hasText, number, t } from './language.js';

const named = (kind, name) => (hasText(`workbench.${kind}.${name}`) ? t(`workbench.${kind}.${name}`) : null);

/** "Vickers hardness"; labels of the user's own keep their name. */
export const quantityName = (name) => named('property', name) ?? name.replaceAll('_', ' ');

/** For the head of a column. */
export const shortName = (name) => named('short', name) ?? quantityName(name);

/** "GPa" as the language writes it; nothing for a pure number. */
export const unitText = (unit) => (unit === undefined || unit === null || unit === '1' ? '' : named('unit', unit) ?? unit);

/** "Vickers hardness, GPa" */
export function nameWithUnit(name, unit) {
  const text = unitText(unit);
  return text ? `${quantityName(name)}, ${text}` : quantityName(name);
}

/** "57.8–119" */
export const interval = ({ low, high }) => (isNumber(low) && isNumber(high) ? `${number(low, 3)} … ${number(high, 3)}` : '');

export const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/** The number, and behind it its interval in small. */
export function valueCell(value) {
  if (!value || !isNumber(value.value)) return h('td', { class: 'number soft' }, '–');
  const bar = interval(value);
  return h('td', { class: 'number', title: bar ? `${t('workbench.interval')}: ${bar}` : null }, number(value.value, 4), bar ? h('span', { class: 'interval' }, bar) : null);
}

/**
 * A value with its 90 % interval on a scale from least to greatest.
 * @param range what the whole width stands for.
 */
export function errorBar({ value, low, high }, { minimum, maximum }) {
  const least = Math.min(minimum, low ?? value);
  const most = Math.max(maximum, high ?? value);
  const place = (x) => 4 + 152 * (most > least ? (x - least) / (most - least) : 0.5);
  const children = [h('line', { class: 'track', x1: 4, x2: 156, y1: 9, y2: 9 })];
  if (isNumber(low) && isNumber(high)) {
    children.push(
      h('line', { class: 'bar', x1: place(low), x2: place(high), y1: 9, y2: 9 }),
      h('line', { class: 'cap', x1: place(low), x2: place(low), y1: 4, y2: 14 }),
      h('line', { class: 'cap', x1: place(high), x2: place(high), y1: 4, y2: 14 }));
  }
  children.push(h('circle', { cx: place(value), cy: 9, r: 3.5 }));
  return h('svg', { class: 'error-bar', viewBox: '0 0 160 18', width: 160, height: 18, 'aria-hidden': 'true' }, children);
}

/** "12.3 MB" */
export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB'];
  let power = 0;
  let value = bytes;
  while (value >= 1000 && power < units.length - 1) { value /= 1000; power += 1; }
  return `${number(value, 3)} ${t(`workbench.bytes.${units[power]}`)}`;
}

/** A moment as the language writes it. */
export const moment = (text, language) => (text ? new Date(text).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }) : '–');

/** "1 h 5 min" between two moments. */
export function duration(from, to) {
  const seconds = Math.max(0, Math.round((new Date(to) - new Date(from)) / 1000));
  if (seconds < 60) return t('workbench.seconds', { n: seconds });
  if (seconds < 3600) return t('workbench.minutes', { n: Math.floor(seconds / 60), s: seconds % 60 });
  return t('workbench.hours', { n: Math.floor(seconds / 3600), m: Math.floor((seconds % 3600) / 60) });
}

/** One cell of a table of comma-separated values. */
function csvCell(value) {
  const text = value === null || value === undefined ? '' : String(value);
  // A spreadsheet would take these for a formula; numbers may begin with a sign.
  const safe = typeof value === 'string' && /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csv = (rows) => `${rows.map((row) => row.map(csvCell).join(',')).join('\n')}\n`;
