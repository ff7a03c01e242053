// What the colours of the points mean: nothing, a third property, or their collection.

import { h } from '../document.js';
import { number, t } from '../language.js';
import { nameWithUnit } from '../quantities.js';
import { colour } from '../theme.js';
import { byCollection, colouring } from './data.js';
import { ramp, rgb } from './painter.js';

const steps = 64;
const seriesNames = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6'];
const rampNames = ['--ramp-1', '--ramp-2', '--ramp-3', '--ramp-4', '--ramp-5'];
const unknown = '--strong-line';
const rgbOf = (name) => rgb(colour(name));

/** @returns {places: Uint8Array, palette, legend}: see paint(); the legend is null where there is one colour. */
export const oneColour = (count) => ({ places: new Uint8Array(count), palette: [rgbOf('--series-1')], legend: null });

/** @param settings {choice, units, collections}; `asked` is the question that the data answer. */
export async function coloursOf(data, { choice, units, collections }, asked, signal) {
  if (!choice.colour) return oneColour(data.count);
  if (choice.colour === 'collection') {
    const names = collections.slice(0, seriesNames.length).map((one) => one.name);
    const shown = collections.length > names.length ? [...names, t('diagram.others')] : names;
    return { places: await byCollection(data, names, asked, signal), palette: [...seriesNames.slice(0, names.length), unknown].map(rgbOf), legend: { names: shown } };
  }
  const { places, range } = await colouring(data, choice.colour, asked, steps, signal);
  const legend = { title: nameWithUnit(choice.colour, units[choice.colour]), ...(range ? { low: number(range[0], 3), high: number(range[1], 3) } : {}) };
  return { places, palette: [...ramp(rampNames.map(rgbOf), steps), rgbOf(unknown)], legend };
}

/** The legend as elements of the page. */
export function legendElements({ legend, palette }) {
  if (!legend) return [];
  if (legend.names) return legend.names.map((name, k) => swatch(palette[k], name));
  const scale = legend.low === undefined ? [] : [h('span', { class: 'number' }, legend.low), h('span', { class: 'ramp', 'aria-hidden': 'true' }), h('span', { class: 'number' }, legend.high)];
  return [h('span', {}, legend.title), ...scale, swatch(palette[palette.length - 1], t('diagram.unknown'))];
}

const swatch = (one, text) => h('span', { class: 'legend-key' }, h('span', { class: 'swatch', 'aria-hidden': 'true', style: { background: `rgb(${one.join(',')})` } }), text);
