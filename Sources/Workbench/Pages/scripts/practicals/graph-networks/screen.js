import { h, empty, formula } from '../../document.js';
import { number } from '../../language.js';
import { unitText } from '../drawing/crystal-parts.js';
import { plot } from '../drawing/plot.js';
import { endAll, table } from '../drawing/parts.js';

const height = 440;
const [letter, line] = [6.5, 14];

/** Names that do not lie on one another: those of the outermost come first. */
function readable(landmarks, pixels) {
  const [right, top] = ['hardness', 'toughness'].map((member) => Math.max(1, ...landmarks.map((one) => one[member])));
  const boxes = [];
  return [...landmarks].sort((one, other) => other.hardness * other.toughness - one.hardness * one.toughness).flatMap(({ name, hardness, toughness }) => {
    const isLeft = hardness > 0.85 * right;
    const width = (letter * name.length + 12) / (pixels - 70);
    const [x, y] = [hardness / right - (isLeft ? width : 0), toughness / top];
    if (boxes.some((box) => x < box.x + box.width && box.x < x + width && Math.abs(y - box.y) < line / (height - 80))) return [];
    boxes.push({ x, y, width });
    return [{ x: hardness, y: toughness, label: name, isLeft }];
  });
}

export function picture(place, tools) {
  let [landmarks, points, front, ranking, last] = [[], [], [], null, null];
  const kinds = { passed: tools.text('passed'), filtered: tools.text('filtered') };
  const ashby = plot(place, {
    title: tools.text('ashby'), name: tools.name, x: { title: tools.text('hardness'), zero: true }, y: { title: tools.text('toughness'), zero: true }, series: [...Object.values(kinds), tools.text('front'), tools.text('landmarks')], colours: ['--series-1', '--strong-line', '--series-2', '--series-4'], height,
    layers: [
      { kind: 'point', data: 'points', size: 14, opacity: 0.6 }, { kind: 'line', data: 'front', width: 2 }, { kind: 'point', data: 'front', size: 45 },
      { kind: 'point', data: 'landmarks', size: 90, shape: 'diamond', ring: true }, { kind: 'text', data: 'names' },
    ],
  });
  const results = h('div', { class: 'part' });
  place.append(results);

  return {
    start() { [landmarks, points, front, ranking, last] = [[], [], [], null, null]; empty(results); },
    frame(frame) {
      if (frame.kind === 'landmarks') landmarks = frame.points;
      if (frame.kind === 'points') { last = frame; for (const { entry, hardness, toughness, status } of frame.points) points.push({ entry, series: kinds[status] ?? kinds.filtered, x: hardness, y: toughness }); }
      if (frame.kind === 'ranking') { ranking = frame; const byEntry = new Map(points.map((point) => [point.entry, point])); front = frame.predictedFront.map((entry) => byEntry.get(entry)).filter(Boolean); }
    },
    draw() {
      ashby.show({ points, landmarks: landmarks.map(({ hardness, toughness }) => ({ series: tools.text('landmarks'), x: hardness, y: toughness })), names: readable(landmarks, place.clientWidth), front: front.map(({ x, y }) => ({ series: tools.text('front'), x, y })) });
      if (ranking) showRanking();
      tools.readings([
        last && [tools.text('examined'), tools.t('of', { count: last.examined, all: last.total })], last && [tools.text('rejected'), number(last.rejected)],
        ranking && [tools.text('ranked'), number(ranking.funnel.ranked)], ranking && [tools.text('eligible'), number(ranking.funnel.eligible)], ranking && [tools.text('frontCount'), number(ranking.front.length)],
      ]);
    },
    end: endAll([ashby]),
  };

  function showRanking() {
    empty(results).append(
      h('h2', {}, tools.text('best')),
      h('div', { class: 'scroll' }, table([tools.text('rank'), tools.text('formula'), tools.text('spaceGroup'), `H, ${unitText('GPa')}`, `K_IC, ${unitText('MPa·m^½')}`, tools.text('reason')],
        ranking.best.map((one) => [number(one.rank), formula(one.formula), one.spaceGroup ?? '–', number(one.hardness, 3), number(one.toughness, 3), h('details', { class: 'small' }, h('summary', {}, tools.text('why')), one.reason)]), { numeric: [0, 3, 4] })),
      ranking.funnel.filtered.length > 0 ? h('details', {}, h('summary', {}, tools.text('filters')), table([tools.text('condition'), tools.text('count')], ranking.funnel.filtered.map(({ condition, count }) => [condition, number(count)]), { numeric: [1] })) : '');
  }
}
