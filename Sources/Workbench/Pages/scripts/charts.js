// Charts by Vega, in the colours of the page.

import { language } from './language.js';
import { colour } from './theme.js';
import { vega } from './vega.js';

function configuration() {
  const [ink, soft, line] = ['--ink', '--soft-ink', '--line'].map(colour);
  return {
    background: null,
    axis: { labelColor: soft, titleColor: ink, domainColor: line, tickColor: line, gridColor: line, gridOpacity: 0.6, labelFontSize: 12, titleFontSize: 13, titleFontWeight: 'normal', labelFont: 'system-ui', titleFont: 'system-ui' },
    legend: { labelColor: ink, titleColor: ink, labelFontSize: 12, labelFont: 'system-ui', titleFont: 'system-ui' },
    title: { color: ink, font: 'system-ui', fontSize: 14, fontWeight: 600 },
    range: { category: ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6'].map(colour) },
  };
}

/** How numbers at the axes are written. */
const writing = () => (language() === 'ru' ? { locale: { number: { decimal: ',', thousands: '\u00a0', grouping: [3], currency: ['', ''], minus: '−' } } } : {});

/**
 * Draws a Vega specification as wide as its place and keeps it so.
 * @param name what the chart shows, for who cannot see it.
 * @returns {update(data name, rows), signal(name, value), end(), picture(type)}
 */
export async function chart(place, specification, name) {
  const { parse, View, interpreter, changeset } = await vega;
  const view = new View(parse(specification, configuration(), { ast: true }), { expr: interpreter, renderer: 'canvas', container: place, hover: true, ...writing() });
  place.setAttribute('role', 'img');
  place.setAttribute('aria-label', name);
  const fit = () => view.width(Math.max(160, place.clientWidth)).runAsync();
  const watcher = new ResizeObserver(fit);
  watcher.observe(place);
  await fit();
  return {
    view,
    async update(data, rows) { await view.change(data, changeset().remove(() => true).insert(rows)).resize().runAsync(); },
    async append(data, rows) { await view.change(data, changeset().insert(rows)).resize().runAsync(); },
    async signal(key, value) { await view.signal(key, value).runAsync(); },
    async picture(type) {
      if (type === 'svg') return new Blob([await view.toSVG()], { type: 'image/svg+xml' });
      const canvas = await view.toCanvas(2);
      return new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
    },
    end() { watcher.disconnect(); view.finalize(); },
  };
}

/** A specification of lines over x: series by their `series`, with a legend where there are several. */
export function lines({ x, y, height = 220, yScale = 'linear', xScale = 'linear', legend = true, points = false, zero = false, domainX, domainY }) {
  return {
    $schema: 'https://vega.github.io/schema/vega/v5.json', height, padding: 5, autosize: { type: 'fit', contains: 'padding' },
    data: [{ name: 'table', values: [] }],
    scales: [
      { name: 'x', type: xScale, domain: domainX ?? { data: 'table', field: 'x' }, range: 'width', nice: true, zero: false },
      { name: 'y', type: yScale, domain: domainY ?? { data: 'table', field: 'y' }, range: 'height', nice: true, zero },
      { name: 'colour', type: 'ordinal', domain: { data: 'table', field: 'series', sort: true }, range: 'category' },
    ],
    axes: [{ orient: 'bottom', scale: 'x', title: x, tickCount: 6 }, { orient: 'left', scale: 'y', title: y, grid: true, tickCount: 5 }],
    legends: legend ? [{ stroke: 'colour', symbolType: 'stroke' }] : [],
    marks: [{
      type: 'group', from: { facet: { name: 'lines', data: 'table', groupby: 'series' } },
      marks: [
        { type: 'line', from: { data: 'lines' }, encode: { update: { x: { scale: 'x', field: 'x' }, y: { scale: 'y', field: 'y' }, stroke: { scale: 'colour', field: 'series' }, strokeWidth: { value: 2 } } } },
        ...(points ? [{ type: 'symbol', from: { data: 'lines' }, encode: { update: { x: { scale: 'x', field: 'x' }, y: { scale: 'y', field: 'y' }, fill: { scale: 'colour', field: 'series' }, size: { value: 28 } } } }] : []),
      ],
    }],
  };
}

/** A specification of points; `diagonal` draws y = x. */
export function scatter({ x, y, height = 300, diagonal = false, legend = false, size = 24, domainX, domainY, opacity = 0.8 }) {
  const both = { fields: [{ data: 'table', field: 'x' }, { data: 'table', field: 'y' }] };
  return {
    $schema: 'https://vega.github.io/schema/vega/v5.json', height, padding: 5, autosize: { type: 'fit', contains: 'padding' },
    data: [{ name: 'table', values: [] }, { name: 'diagonal', source: 'table', transform: [{ type: 'aggregate', fields: ['x', 'y', 'x', 'y'], ops: ['min', 'min', 'max', 'max'], as: ['a', 'b', 'c', 'd'] }] }],
    scales: [
      { name: 'x', domain: domainX ?? (diagonal ? both : { data: 'table', field: 'x' }), range: 'width', nice: true, zero: false },
      { name: 'y', domain: domainY ?? (diagonal ? both : { data: 'table', field: 'y' }), range: 'height', nice: true, zero: false },
      { name: 'colour', type: 'ordinal', domain: { data: 'table', field: 'series', sort: true }, range: 'category' },
    ],
    axes: [{ orient: 'bottom', scale: 'x', title: x, grid: true, tickCount: 6 }, { orient: 'left', scale: 'y', title: y, grid: true, tickCount: 6 }],
    legends: legend ? [{ fill: 'colour', symbolType: 'circle' }] : [],
    marks: [
      ...(diagonal ? [{ type: 'rule', from: { data: 'diagonal' }, encode: { update: { x: { scale: 'x', signal: 'min(datum.a, datum.b)' }, y: { scale: 'y', signal: 'min(datum.a, datum.b)' }, x2: { scale: 'x', signal: 'max(datum.c, datum.d)' }, y2: { scale: 'y', signal: 'max(datum.c, datum.d)' }, stroke: { value: colour('--strong-line') }, strokeDash: { value: [5, 4] } } } }] : []),
      { type: 'symbol', from: { data: 'table' }, encode: { update: { x: { scale: 'x', field: 'x' }, y: { scale: 'y', field: 'y' }, fill: { scale: 'colour', field: 'series' }, size: { value: size }, opacity: { value: opacity }, tooltip: { field: 'label' } } } },
    ],
  };
}
