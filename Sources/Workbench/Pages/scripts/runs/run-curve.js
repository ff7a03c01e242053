// What a training's networks err after each epoch: the loss they learn by, and the error on the validation part.

import { chart, lines } from '../charts.js';
import { h } from '../document.js';
import { t } from '../language.js';
import { isNumber, shortName, unitText } from '../quantities.js';

function specification(name) {
  const drawn = lines({ x: t('runs.epoch'), y: t(`runs.axis.${name}`), yScale: 'log', height: 240, points: true });
  // There are no halves of epochs.
  Object.assign(drawn.axes[0], { format: 'd', tickMinStep: 1 });
  return drawn;
}

/**
 * @param unit of what is learned.
 * @returns {add(point), clear(), end()}
 */
export function runCurve(place, unit) {
  const points = new Map();
  const charts = {};
  let waiting = 0;
  let hasEnded = false;

  const caption = (name) => (name === 'validation' && unitText(unit) ? t('runs.chart.validationIn', { unit: unitText(unit) }) : t(`runs.chart.${name}`));

  async function begin() {
    place.append(h('h2', {}, t('runs.curve')));
    const columns = h('div', { class: 'columns charts' });
    place.append(columns);
    for (const name of ['loss', 'validation']) {
      const figure = h('div', { class: 'chart' });
      columns.append(h('figure', { class: 'panel' }, h('figcaption', {}, caption(name)), figure));
      charts[name] = chart(figure, specification(name), t(`runs.chart.${name}`));
    }
  }

  async function draw() {
    waiting = 0;
    if (hasEnded || !points.size) return;
    if (!charts.loss) await begin();
    const several = new Set([...points.values()].map((point) => point.member)).size > 1;
    const network = (point) => (several ? t('runs.network', { n: point.member }) : '');
    const all = [...points.values()].sort((a, b) => a.member - b.member || a.epoch - b.epoch);
    const positive = (value) => isNumber(value) && value > 0;
    const loss = all.filter((point) => positive(point.loss)).map((point) => ({ x: point.epoch, y: point.loss, series: network(point) || t('runs.series.loss') }));
    const validation = all.flatMap((point) => Object.entries(point.validation).filter(([, value]) => positive(value)).map(([target, value]) => ({ x: point.epoch, y: value, series: [shortName(target), network(point)].filter(Boolean).join(', ') })));
    await (await charts.loss).update('table', loss);
    await (await charts.validation).update('table', validation);
  }

  return {
    add(point) {
      points.set(`${point.member} ${point.epoch}`, point);
      waiting ||= setTimeout(draw, 250);
    },
    clear() { points.clear(); },
    end() {
      hasEnded = true;
      clearTimeout(waiting);
      for (const one of Object.values(charts)) one.then((drawn) => drawn.end(), () => {});
    },
  };
}
