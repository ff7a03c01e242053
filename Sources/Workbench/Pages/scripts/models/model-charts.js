// Charts of how good a network is, for Vega.

import { scatter } from '../charts.js';
import { number, t } from '../language.js';
import { colour } from '../theme.js';
import { unitText } from '../quantities.js';

const base = { $schema: 'https://vega.github.io/schema/vega/v5.json', padding: 5, autosize: { type: 'fit', contains: 'padding' } };

/** Truth and prediction, on logarithmic axes where it was learned so; of a question, the answers by truth. */
export function parity(test, isQuestion) {
  if (isQuestion) return answers();
  const unit = unitText(test.unit) ? `, ${unitText(test.unit)}` : '';
  const specification = scatter({ x: `${t('models.truth')}${unit}`, y: `${t('models.prediction')}${unit}`, height: 320, diagonal: true, size: 16, opacity: 0.45 });
  const isLogarithmic = test.scale !== 'identity' && test.parity.every(([x, y]) => x > 0 && y > 0);
  if (isLogarithmic) {
    for (const scale of specification.scales) if (scale.name !== 'colour') scale.type = 'log';
    for (const axis of specification.axes) axis.grid = false;
  }
  return specification;
}

/** How often which probability was given, where the answer is yes and where it is no. */
function answers() {
  return {
    ...base, height: 320,
    data: [{ name: 'table', values: [], transform: [
      { type: 'bin', field: 'y', extent: [0, 1], maxbins: 20, nice: false },
      { type: 'aggregate', groupby: ['bin0', 'bin1', 'series'] },
      { type: 'stack', groupby: ['bin0'], sort: { field: 'series' }, field: 'count' },
    ] }],
    scales: [
      { name: 'x', domain: [0, 1], range: 'width' },
      { name: 'y', domain: { data: 'table', field: 'y1' }, range: 'height', nice: true },
      { name: 'colour', type: 'ordinal', domain: { data: 'table', field: 'series', sort: true }, range: 'category' },
    ],
    axes: [{ orient: 'bottom', scale: 'x', title: t('models.probability'), tickCount: 5 }, { orient: 'left', scale: 'y', title: t('models.count'), grid: true, tickCount: 5 }],
    legends: [{ fill: 'colour', symbolType: 'square', title: t('models.answer') }],
    marks: [{ type: 'rect', from: { data: 'table' }, encode: { update: {
      x: { scale: 'x', field: 'bin0', offset: 1 }, x2: { scale: 'x', field: 'bin1' }, y: { scale: 'y', field: 'y0' }, y2: { scale: 'y', field: 'y1' }, fill: { scale: 'colour', field: 'series' },
    } } }],
  };
}

/** Errors over their expected size as a histogram, with the bounds that nine of ten are within. */
export function residuals(quantile) {
  const bound = (value) => ({ type: 'rule', encode: { update: { x: { scale: 'x', value }, y: { value: 0 }, y2: { signal: 'height' }, stroke: { value: colour('--series-2') }, strokeWidth: { value: 2 }, strokeDash: { value: [5, 4] } } } });
  const text = (value) => ({ type: 'text', encode: { update: { x: { scale: 'x', value, offset: value < 0 ? -4 : 4 }, y: { value: 2 }, baseline: { value: 'top' }, align: { value: value < 0 ? 'right' : 'left' }, fill: { value: colour('--series-2') }, font: { value: 'system-ui' }, fontSize: { value: 12 }, text: { value: number(value, 3) } } } });
  return {
    ...base, height: 220,
    data: [{ name: 'table', values: [], transform: [{ type: 'bin', field: 'x', extent: [-6, 6], maxbins: 40 }, { type: 'aggregate', groupby: ['bin0', 'bin1'] }] }],
    scales: [{ name: 'x', domain: [-6, 6], range: 'width', clamp: true }, { name: 'y', domain: { data: 'table', field: 'count' }, range: 'height', nice: true, zero: true }],
    axes: [{ orient: 'bottom', scale: 'x', title: t('models.residual'), tickCount: 7 }, { orient: 'left', scale: 'y', title: t('models.count'), grid: true, tickCount: 4 }],
    marks: [
      { type: 'rect', from: { data: 'table' }, encode: { update: { x: { scale: 'x', field: 'bin0', offset: 0.5 }, x2: { scale: 'x', field: 'bin1' }, y: { scale: 'y', field: 'count' }, y2: { scale: 'y', value: 0 }, fill: { value: colour('--series-1') } } } },
      bound(-quantile), bound(quantile), text(-quantile), text(quantile),
    ],
  };
}
