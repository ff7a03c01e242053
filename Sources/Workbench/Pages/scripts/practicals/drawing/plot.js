// Curves, bars and points by Vega, redrawn as fast as it can and no faster.

import { h } from '../../document.js';
import { chart } from '../../charts.js';
import { colour } from '../../theme.js';
import { vega } from '../../vega.js';

// A group takes the size of the chart, or what is clipped in it would not be seen at all.
const whole = { update: { width: { signal: 'width' }, height: { signal: 'height' } } };

const marks = {
  line: (layer, shared) => ({
    type: 'group', from: { facet: { name: `each-${layer.data}`, data: layer.data, groupby: layer.groups ?? ['series'] } }, encode: whole,
    marks: [{ type: 'line', clip: true, from: { data: `each-${layer.data}` }, encode: { update: { ...shared, stroke: ink(layer), strokeWidth: { value: layer.width ?? 2 }, strokeDash: { value: layer.dash ?? [1, 0] }, opacity: { value: layer.opacity ?? 1 } } } }],
  }),
  point: (layer, shared) => ({
    type: 'symbol', clip: beyond(8), from: { data: layer.data },
    encode: { update: { ...shared, fill: ink(layer), size: { value: layer.size ?? 36 }, opacity: { value: layer.opacity ?? 0.85 }, shape: { value: layer.shape ?? 'circle' }, ...(layer.ring ? { stroke: { value: colour('--ink') } } : {}) } },
  }),
  text: (layer, shared) => ({
    type: 'text', from: { data: layer.data },
    encode: { update: { ...shared, text: { field: 'label' }, fill: { value: colour('--ink') }, fontSize: { value: 11 }, align: { signal: "datum.isLeft ? 'right' : 'left'" }, dx: { signal: 'datum.isLeft ? -6 : 6' }, dy: { value: -6 }, font: { value: 'system-ui' } } },
  }),
  band: (layer, shared) => ({
    type: 'group', from: { facet: { name: `each-${layer.data}`, data: layer.data, groupby: ['series'] } }, encode: whole,
    marks: [{ type: 'area', clip: true, from: { data: `each-${layer.data}` }, encode: { update: { ...shared, y2: { scale: 'y', field: 'y2' }, fill: ink(layer), opacity: { value: 0.2 } } } }],
  }),
  bar: (layer, shared, { yFloor }) => ({
    type: 'rect', from: { data: layer.data },
    encode: { update: { x: { scale: 'x', field: 'x' }, width: { scale: 'x', band: 1 }, y: shared.y, y2: yFloor, fill: ink(layer) } },
  }),
  span: (layer) => ({
    type: 'rule', clip: true, from: { data: layer.data },
    encode: { update: { x: { scale: 'x', field: 'x' }, x2: { scale: 'x', field: 'x2' }, y: { scale: 'y', field: 'y' }, y2: { scale: 'y', field: 'y2' }, stroke: { value: colour(layer.colour ?? '--strong-line') }, strokeWidth: { value: layer.width ?? 1.5 } } },
  }),
  vertical: (layer) => ({
    type: 'rule', clip: true, from: { data: layer.data },
    encode: { update: { x: { scale: 'x', field: 'x' }, y: { value: 0 }, y2: { field: { group: 'height' } }, stroke: { value: colour('--ink') }, strokeWidth: { value: 1.5 }, strokeDash: { value: [4, 3] } } },
  }),
  horizontal: (layer) => ({
    type: 'rule', clip: true, from: { data: layer.data },
    encode: { update: { y: { scale: 'y', field: 'y' }, x: { value: 0 }, x2: { field: { group: 'width' } }, stroke: { value: colour('--ink') }, strokeWidth: { value: 1.5 }, strokeDash: { value: [4, 3] } } },
  }),
};

/** The width of a letter of a legend. */
const letter = 7;

/** A frame that much wider than the chart: what lies on its edge is not cut in half. */
const beyond = (margin) => ({ path: { signal: `'M-${margin},-${margin}H' + (width + ${margin}) + 'V' + (height + ${margin}) + 'H-${margin}Z'` } });

const ink = (layer) => (layer.colour ? { value: colour(layer.colour) } : { scale: 'colour', field: 'series' });

// Without a format Vega names few places of a logarithmic axis, and none of a short one.
const written = ({ type, format = type === 'log' ? '~g' : undefined }) => (format ? { format } : {});

/** What an axis is of, with the unit where it is known only later. */
const titled = (axis) => (axis.hasUnit ? { signal: `'${axis.title}' + unit` } : axis.title);

function specification({ x, y, series, colours, layers, height, legend, width }) {
  const columns = Math.max(1, Math.min(3, Math.floor(width / (letter * Math.max(...series.map((one) => one.length), 1) + 40))));
  const measured = layers.filter(({ kind, free }) => !free && !['vertical', 'text'].includes(kind));
  const fields = (axis, kinds) => measured.flatMap((layer) => (kinds[layer.kind] ?? [axis]).map((field) => ({ data: layer.data, field })));
  const isBand = x.type === 'band';
  const xs = fields('x', { horizontal: [], span: ['x', 'x2'] });
  const ys = fields('y', { band: ['y', 'y2'], span: ['y', 'y2'] });
  const shared = { x: { scale: 'x', field: 'x', ...(isBand ? { band: 0.5 } : {}) }, y: { scale: 'y', field: 'y' } };
  const scale = (name, axis, all, range) => ({ name, type: axis.type ?? 'linear', domain: axis.domain ?? { fields: all }, range, ...(axis.type === 'band' ? { padding: 0.15 } : { nice: axis.nice ?? (axis.type !== 'log' && name === 'y'), zero: axis.zero ?? false }) });
  return {
    $schema: 'https://vega.github.io/schema/vega/v5.json', height, padding: 4, autosize: { type: 'fit', contains: 'padding' },
    signals: [{ name: 'unit', value: '' }],
    data: [...new Set(layers.map(({ data }) => data))].map((name) => ({ name, values: [] })),
    scales: [
      scale('x', x, xs, 'width'), scale('y', y, ys, 'height'),
      { name: 'colour', type: 'ordinal', domain: series, range: colours ? colours.map(colour) : palette(series.length) },
    ],
    axes: [
      { orient: 'bottom', scale: 'x', title: titled(x), tickCount: 6, grid: Boolean(x.grid), ...written(x), labelOverlap: true, labelSeparation: 6 },
      { orient: 'left', scale: 'y', title: titled(y), grid: true, tickCount: y.type === 'log' ? 12 : 5, ...written(y), labelOverlap: true },
    ],
    legends: legend ? [{ fill: 'colour', symbolType: layers.some(({ kind }) => kind === 'line') ? 'stroke' : 'circle', orient: 'top', direction: 'horizontal', columns, symbolStrokeWidth: 3, encode: { symbols: { update: { stroke: { scale: 'colour', field: 'value' }, fill: { scale: 'colour', field: 'value' } } } } }] : [],
    marks: layers.map((layer) => marks[layer.kind](layer, shared, { yFloor: { field: { group: 'height' } } })),
  };
}

export const seriesNames = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6', '--soft-ink', '--bad', '--good', '--ink'];
const palette = (count) => Array.from({ length: Math.max(1, count) }, (_, index) => colour(seriesNames[index % seriesNames.length]));

/**
 * A chart with a heading in a place.
 *
 * @param layers [{kind: line | point | text | band | bar | vertical | horizontal | span, data, …}]: what of the rows is drawn how.
 * @returns {show({data name: rows}), end(), element}
 */
export function plot(place, { title, name = title, x = {}, y = {}, series = [], layers = [{ kind: 'line', data: 'lines' }], height = 220, legend = series.length > 1, note, colours }) {
  const inside = h('div', { class: 'chart' });
  inside.style.minHeight = `${height}px`;
  const element = h('div', { class: 'part' }, title ? h('h2', {}, title) : null, inside, note ? h('p', {}, note) : null);
  place.append(element);
  let [made, waiting, isBusy, isEnded, units] = [null, null, true, false, ''];
  const isGood = (row) => !((x.type === 'log' && !(row.x > 0)) || (y.type === 'log' && !(row.y > 0)) || typeof row.y === 'string');

  async function flush() {
    if (isBusy || isEnded || !waiting) return;
    isBusy = true;
    const rows = waiting;
    waiting = null;
    const { view } = made;
    for (const [data, list] of Object.entries(rows)) {
      const good = list.filter(isGood);
      view.change(data, made.changeset().remove(() => true).insert(good));
    }
    view.signal('unit', units);
    await view.resize().runAsync();
    isBusy = false;
    flush();
  }

  start();
  async function start() {
    const drawn = await chart(inside, specification({ x, y, series, colours, layers, height, legend, width: inside.clientWidth }), name);
    const { changeset } = await vega;
    if (isEnded) { drawn.end(); return; }
    made = { ...drawn, changeset };
    isBusy = false;
    flush();
  }

  return {
    element,
    show(rows, unit = '') { waiting = { ...waiting, ...rows }; units = unit ? `, ${unit}` : ''; flush(); },
    end() { isEnded = true; made?.end(); },
  };
}

/** Rows of a curve, from lists or from {x, y}. */
export const rows = (series, y, x = y.map((_, index) => index + 1)) => y.map((value, index) => ({ series, x: x[index], y: value }));
