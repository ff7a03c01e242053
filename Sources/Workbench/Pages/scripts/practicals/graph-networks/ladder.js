import { h, empty, formula } from '../../document.js';
import { number } from '../../language.js';
import { table } from '../drawing/parts.js';
import { plot } from '../drawing/plot.js';

const columns = {
  networks: ['hardness', 'toughness', 'bulkModulus', 'shearModulus'],
  debye: ['hardness', 'toughness', 'density', 'soundVelocity', 'debyeTemperature', 'grueneisen', 'heatCapacity', 'thermalExpansion', 'thermalConductivity'],
  'dft-inputs': ['atoms', 'waveCutoff', 'densityCutoff'],
};
const order = Object.keys(columns);

export function picture(place, tools) {
  let [rungs, stage] = [[], null];
  const names = order.map((rung) => tools.text(`short.${rung}`));
  const funnel = plot(place, {
    title: tools.text('funnel'), name: tools.name, x: { title: '', type: 'band' }, y: { title: tools.text('crystals'), type: 'log', domain: [0.8, 5000], format: '~g' }, series: [tools.text('given'), tools.text('taken')], height: 190,
    layers: [{ kind: 'bar', data: 'bars' }, { kind: 'bar', data: 'takenBars' }],
  });
  const list = h('div', { class: 'stack' });
  place.append(list);

  return {
    start() { [rungs, stage] = [[], null]; empty(list); },
    frame(frame) { if (frame.kind === 'rung') { rungs.push(frame); list.append(card(frame)); } else if (frame.kind === 'progress') stage = frame; },
    draw() {
      const bars = (member, series) => rungs.map((rung) => ({ series, x: names[order.indexOf(rung.rung)], y: rung[member] }));
      funnel.show({ bars: bars('given', tools.text('given')), takenBars: bars('taken', tools.text('taken')) });
      tools.readings([
        rungs.length < order.length && stage && [tools.text('working'), tools.text(`rung.${stage.rung}`)],
        ...rungs.map((rung) => [tools.text(`rung.${rung.rung}`), tools.t('each', { time: time(rung.secondsPerCrystal) })]),
      ]);
    },
    end() { funnel.end(); },
  };

  function time(seconds) {
    if (seconds < 1e-3) return `${number(seconds * 1e6, 3)} ${tools.text('microseconds')}`;
    return seconds < 1 ? `${number(seconds * 1e3, 3)} ${tools.text('milliseconds')}` : `${number(seconds, 3)} ${tools.text('seconds')}`;
  }

  function card(rung) {
    const names = columns[rung.rung];
    const isLast = rung.rung === 'dft-inputs';
    const heads = [tools.text('formula'), ...names.map((name) => tools.text(`column.${name}`)), ...(isLast ? [tools.text('column.kPoints'), tools.text('column.occupations'), tools.text('column.files')] : [])];
    const cells = (row) => [formula(row.formula), ...names.map((name) => number(row[name], 3)), ...(isLast ? [row.kPoints?.join('×') ?? '–', row.objection ?? (row.occupations ? tools.text(`occupations.${row.occupations}`) : '–'), (row.files ?? []).map(({ name, bytes }) => `${name} (${number(bytes)} B)`).join(', ')] : [])];
    const shown = isLast ? rung.rows.find(({ relax }) => relax) : null;
    return h('section', { class: 'panel rung' },
      h('h2', {}, tools.text(`rung.${rung.rung}`)), h('p', { class: 'small soft' }, tools.text(`rungAbout.${rung.rung}`)),
      h('div', { class: 'row small' }, tools.t('passed', { given: rung.given, taken: rung.taken, time: time(rung.seconds) }), rung.losses.map(({ cause, count }) => h('span', { class: 'badge' }, `${cause}: ${number(count)}`))),
      h('div', { class: 'scroll tall' }, table(heads, rung.rows.map(cells), { numeric: names.map((_, index) => index + 1) })),
      shown ? h('details', {}, h('summary', {}, `relax.in: ${shown.formula}`), h('pre', { class: 'file', tabindex: 0 }, shown.relax)) : null);
  }
}
