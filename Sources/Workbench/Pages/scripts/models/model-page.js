// A network's card as a page: what it learned from, how it is made, what it errs, how good its error bars are.

import { h } from '../document.js';
import { hasText, number, t } from '../language.js';
import { get } from '../server.js';
import { chart } from '../charts.js';
import { residuals, parity } from './model-charts.js';
import { title } from './model-list.js';
import { isNumber, quantityName, size, unitText } from '../quantities.js';

export async function modelPage(place, context, name) {
  const model = await get(`api/models/${encodeURIComponent(name)}`);
  if (!context.isCurrent()) return null;
  const run = /^run-(\d+)$/.exec(model.name);
  place.append(
    h('p', { class: 'small' }, h('a', { href: '#/models' }, `← ${t('models.title')}`), run ? [' · ', h('a', { href: `#/runs/${run[1]}` }, t('models.toRun'))] : null),
    h('h1', {}, title(model.name)),
    h('p', { lang: 'en' }, model.card.licence),
    errors(model));
  const charts = [];
  const parities = h('div', { class: 'columns charts' });
  if (model.tests.some((test) => test.parity.length)) place.append(h('section', {}, h('h2', {}, t('models.parity')), h('p', {}, t(model.tests.every((test) => isNumber(test.accuracy)) ? 'models.answersHelp' : 'models.parityHelp')), parities));
  place.append(calibration(model, charts), card(model));
  for (const test of model.tests) if (test.parity.length) charts.push(draw(parities, test));
  return () => { for (const one of charts) Promise.resolve(one).then((drawn) => drawn?.end(), () => {}); };
}

async function draw(place, test) {
  const figure = h('div', { class: 'chart' });
  place.append(h('figure', { class: 'panel', 'data-target': test.target }, h('figcaption', {}, quantityName(test.target)), figure));
  const name = `${t('models.parity')}: ${quantityName(test.target)}`;
  const isQuestion = isNumber(test.accuracy);
  const drawn = await chart(figure, parity(test, isQuestion), name);
  await drawn.update('table', test.parity.map(([x, y]) => ({ x, y, series: isQuestion ? (x > 0.5 ? t('models.yes') : t('models.no')) : '' })));
  return drawn;
}

const columns = ['crystals', 'mae', 'learnedMAE', 'rmse', 'r2', 'relativeError', 'covered', 'accuracy', 'auc'];
const shares = new Set(['relativeError', 'covered', 'accuracy']);

const share = (value) => `${number(100 * value, 3)} %`;

function errors({ tests }) {
  const shown = columns.filter((column) => tests.some((test) => isNumber(test[column])));
  return h('section', {}, h('h2', {}, t('models.errors')), h('p', {}, t('models.errorsHelp')),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('models.errors') }, h('table', { class: 'errors' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('models.target')), shown.map((column) => h('th', { scope: 'col', class: 'number' }, t(`models.error.${column}`))))),
      h('tbody', {}, tests.map((test) => h('tr', {}, h('th', { scope: 'row' }, quantityName(test.target)), shown.map((column) => h('td', { class: 'number' }, figure(test, column)))))))));
}

function figure(test, column) {
  const value = test[column];
  if (!isNumber(value)) return '–';
  if (shares.has(column)) return share(value);
  if (column === 'mae' || column === 'rmse') return [number(value, 3), h('span', { class: 'unit' }, ` ${unitText(test.unit)}`)];
  return column === 'learnedMAE' ? [number(value, 3), h('span', { class: 'unit' }, ` ${t(`models.scale.${test.scale}`)}`)] : number(value, 4);
}

/** Errors over their expected size, of the crystals that the error bars were made on, and what the test part says. */
function calibration({ card: { calibration: made, targets }, tests }, charts) {
  const covered = tests.filter((test) => isNumber(test.covered));
  const section = h('section', {}, h('h2', {}, t('models.calibration')));
  if (!covered.length) { section.append(h('p', { class: 'soft' }, t('models.noCalibration'))); return section; }
  section.append(h('p', {}, t('models.calibrationHelp')),
    h('div', { class: 'panel coverages' }, covered.map((test) => h('div', { class: 'coverage' },
      h('span', {}, quantityName(test.target)), meter(test.covered),
      h('span', { class: 'number' }, t('models.coveredOf', { share: share(test.covered), count: number(test.crystals) }))))));
  if (!made) return section;
  const place = h('div', { class: 'columns charts' });
  section.append(h('p', {}, t('models.residualsHelp')), place);
  targets.forEach((target, k) => {
    const quantile = made.scales[k]?.quantile;
    const values = made.scenarios.map((row) => row[k]).filter(isNumber);
    if (!isNumber(quantile) || !values.length) return;
    const figure_ = h('div', { class: 'chart' });
    place.append(h('figure', { class: 'panel' }, h('figcaption', {}, quantityName(target.name)), figure_));
    charts.push(chart(figure_, residuals(quantile), `${t('models.calibration')}: ${quantityName(target.name)}`).then(async (drawn) => { await drawn.update('table', values.map((x) => ({ x }))); return drawn; }));
  });
  return section;
}

/** The share on a line from 0 to 100 % with a mark at the 90 % that were promised. */
function meter(value) {
  return h('svg', { class: 'meter', viewBox: '0 0 200 16', width: 200, height: 16, 'aria-hidden': 'true' },
    h('rect', { class: 'track', x: 0, y: 4, width: 200, height: 8, rx: 4 }), h('rect', { class: 'bar', x: 0, y: 4, width: 200 * value, height: 8, rx: 4 }), h('line', { class: 'mark', x1: 180, x2: 180, y1: 0, y2: 16 }));
}

function card(model) {
  const { card: of } = model;
  const text = (value) => (typeof value === 'object' && value !== null ? words(value) : typeof value === 'number' ? number(value, 4) : String(value));
  const rows = [
    ['file', `${model.file} (${size(model.bytes)})`],
    ['data', h('ul', { class: 'plain' }, of.data.map((file) => h('li', {}, h('code', {}, file.name), `: ${t('models.rows', { count: file.rows })}`, h('code', { class: 'soft fingerprint', title: `SHA-256 ${file.sha256}` }, file.sha256.slice(0, 8)))))],
    ['split', t('models.splitText', { train: number(of.split.train), validation: number(of.split.validation), test: number(of.split.test) })],
    ['leaks', of.split.leaks ? words(of.split.leaks) : null],
    ['leftOut', of.leftOut && Object.keys(of.leftOut).length ? words(of.leftOut) : null],
    ['cleaning', of.cleaning ? words(of.cleaning) || null : null],
    ['elements', h('span', {}, `${number(of.elements.length)}: `, of.elements.join(' '))],
    ['network', words(of.network)],
    ['training', words(of.training)],
    ['members', of.members ? members(of) : t('models.oneNetwork', { epoch: number(of.epoch) })],
    ['kernel', of.kernel ? words(of.kernel) : null],
    ['transfer', of.transfer ? words(of.transfer) : null],
    ['positiveUnlabelled', of.positiveUnlabelled ? words(of.positiveUnlabelled) : null],
    ['search', of.search ? h('ul', { class: 'plain', lang: 'en' }, of.search.map((line) => h('li', {}, line))) : null],
    ['program', [of.program, of.arithmetic ? ` · ${text(of.arithmetic).replaceAll('\n', ' ')}` : '']],
  ];
  const known = rows.filter(([, value]) => value !== null);
  const list = (some) => h('dl', { class: 'facts wide card' }, some.map(([name, value]) => [h('dt', {}, t(`models.card.${name}`)), h('dd', {}, value)]));
  return h('section', {}, h('h2', {}, t('models.card')), h('div', { class: 'panel stack' },
    list(known.filter(([name]) => !settings.has(name))),
    h('details', {}, h('summary', {}, t('models.settings')), list(known.filter(([name]) => settings.has(name))))));
}

/** What is of use to who trains networks. */
const settings = new Set(['cleaning', 'network', 'training', 'members', 'kernel', 'transfer', 'positiveUnlabelled', 'search', 'program']);

const members = (of) => h('ul', { class: 'plain' }, of.members.map((member, k) => h('li', {}, t('models.member', { n: k + 1, epoch: number(member.epoch), errors: member.meanAbsoluteErrors.filter(isNumber).map((value, i) => `${of.targets[i]?.name ?? ''} ${number(value, 3)}`).join(', ') }))));

/** A setting's names and values, one beside the other: "width 32 · convolutions 4 · rule (neighbors 12 · radius 8)". */
function words(value) {
  if (Array.isArray(value)) return value.map(words).filter(Boolean).join(', ');
  if (typeof value === 'boolean') return t(`models.${value ? 'yes' : 'no'}`);
  if (typeof value === 'number') return number(value, 4);
  if (typeof value !== 'object' || value === null) return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 8) : String(value);
  return Object.entries(value).map(([name, one]) => {
    const inner = words(one);
    if (inner === '') return '';
    return typeof one === 'object' && one !== null && !Array.isArray(one) ? `${settingName(name)} (${inner})` : `${settingName(name)} ${inner}`;
  }).filter(Boolean).join(' · ');
}

/** Words for what plans call learningRate; names without a text are taken apart at their capitals. */
const settingName = (name) => (hasText(`models.setting.${name}`) ? t(`models.setting.${name}`) : hasText(`workbench.property.${name}`) ? quantityName(name) : name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/(?<= )[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase()));
