// Everything that is known of one crystal.

import { append, formula, h } from '../document.js';
import { hasText, number, t } from '../language.js';
import { get } from '../server.js';
import { crystalPrediction } from './crystal-prediction.js';
import { spaceGroup } from './crystal-table.js';
import { errorBar, interval, quantityName, unitText } from '../quantities.js';

export async function crystalPage(place, context, id) {
  const path = `api/crystals/${encodeURIComponent(id)}`;
  const [crystal, properties, { crystalView }] = await Promise.all([get(path), get('api/properties'), import('../crystal-view.js')]);
  if (!context.isCurrent()) return null;
  document.title = `${crystal.formula} – Kimberlite`;
  const view = h('div', { class: 'panel crystal-place' });
  const prediction = crystalPrediction(crystal, path);
  append(place, [
    h('p', { class: 'small' }, h('a', { href: sessionStorage.getItem('search') ?? '#/library' }, `← ${t('library.back')}`)),
    h('h1', {}, formula(crystal.formula), h('span', { class: 'soft second' }, spaceGroup(crystal.spaceGroup), ` · ${crystal.name}`)),
    h('div', { class: 'beside crystal' },
      h('div', { class: 'stack' }, facts(crystal), cell(crystal), downloads(path)),
      view),
    propertyTable(crystal, properties),
    prediction.element, reason(crystal), remarks(crystal), sites(crystal)]);
  const ending = crystalView(view, crystal, { onHover: () => {} });
  return () => { prediction.end(); Promise.resolve(ending).then((one) => one?.end()); };
}

const pairs = (list) => h('dl', { class: 'facts' }, list.filter(([, value]) => value !== null && value !== undefined).map(([name, ...values]) => [h('dt', {}, name), h('dd', {}, values)]));

function facts(crystal) {
  return h('div', { class: 'panel' }, pairs([
    [t('workbench.column.spacegroup'), crystal.spaceGroup ? [spaceGroup(crystal.spaceGroup), ` (${crystal.spaceGroup.number})`] : null],
    [t('workbench.column.collection'), h('a', { href: `#/library?collection=${encodeURIComponent(crystal.collection)}` }, crystal.collection)],
    [t('workbench.column.name'), [crystal.name, isMade(crystal) ? h('span', { class: 'soft small block' }, t('library.nameHelp')) : null]],
    [t('library.source'), sourceText(crystal.source)],
    [t('workbench.column.rank'), crystal.rank ? number(crystal.rank) : null],
    [t('library.status'), crystal.status ? h('span', { class: 'badge' }, statusText(crystal.status)) : null],
  ]));
}

/** "prototype A4", as the program says where a candidate of its own comes from; files as they are called. */
function sourceText(source) {
  const made = /^prototype (\S+)$/.exec(source ?? '');
  return made ? t('library.prototype', { name: made[1] }) : source || null;
}

/** Candidates that the program makes are named after their structure type and what stands on its places. */
const isMade = ({ name, status }) => Boolean(status) && /-([A-Z][a-z]?\d+)+$/.test(name);

function statusText(status) {
  const text = t(`workbench.status.${status}`);
  return text.startsWith('workbench.') ? status : text;
}

function cell({ cell: { a, b, c, alpha, beta, gamma, volume }, sites: positions, density }) {
  const length = (value) => number(value, 5);
  return h('div', { class: 'panel' }, h('h2', { class: 'first' }, t('library.cell')), pairs([
    [h('i', {}, 'a, b, c'), `${length(a)}, ${length(b)}, ${length(c)} Å`],
    ['α, β, γ', `${length(alpha)}°, ${length(beta)}°, ${length(gamma)}°`],
    [t('library.volume'), `${length(volume)} Å³`],
    [t('library.atoms'), number(positions.length)],
    [t('workbench.property.density'), density ? `${number(density, 4)} ${unitText('g/cm³')}` : null],
  ]));
}

function downloads(path) {
  return h('div', { class: 'row', role: 'group', 'aria-label': t('common.download') },
    ['cif', 'poscar', 'extxyz', 'json'].map((format) => h('a', { class: 'button', href: `${path}/file?format=${format}`, download: '' }, t(`workbench.format.${format}`))));
}

function propertyTable(crystal, properties) {
  const ranges = Object.fromEntries(properties.map((one) => [one.name, one]));
  // The ends of an interval are part of it.
  const names = new Set(crystal.properties.map((one) => one.name));
  const shown = crystal.properties.filter((one) => !(/_(low|high)$/.test(one.name) && names.has(one.name.replace(/_(low|high)$/, ''))));
  if (!shown.length) return h('section', {}, h('h2', {}, t('library.properties')), h('p', { class: 'soft' }, t('library.noProperties')));
  return h('section', {}, h('h2', {}, t('library.properties')),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('library.properties') }, h('table', { class: 'properties', role: 'table' },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ['property', 'value', 'interval', 'bar', 'origin'].map((name) => h('th', { scope: 'col', role: 'columnheader', class: name === 'value' || name === 'interval' ? 'number' : null }, t(`library.head.${name}`))))),
      // Roles, for on a small screen the style makes of each row a block of its own.
      h('tbody', { role: 'rowgroup' }, shown.map((one) => h('tr', { 'data-name': one.name, role: 'row' },
        h('th', { scope: 'row', role: 'rowheader' }, quantityName(one.name)),
        h('td', { class: 'number', role: 'cell' }, number(one.value, 4), unitText(one.unit) ? h('span', { class: 'unit' }, ` ${unitText(one.unit)}`) : null),
        h('td', { class: 'number', role: 'cell' }, interval(one) || h('span', { class: 'soft' }, '–')),
        h('td', { role: 'cell' }, errorBar(one, ranges[one.name] ?? { minimum: one.value, maximum: one.value })),
        h('td', { role: 'cell' }, origin(one))))))),
    h('p', { class: 'soft small' }, t('library.barHelp')));
}

function origin({ name: quantity, origin: { kind, name, fingerprint } }) {
  // Earlier versions wrote that a screening's density is of the Debye model, as all of its second rung.
  if (quantity === 'density' && kind === 'formula') return t('library.ofStructure');
  const [words, called] = [`library.origin.${kind}`, `library.originName.${name}`];
  const text = [hasText(words) ? t(words) : kind, hasText(called) ? t(called) : name].filter(Boolean).join(': ');
  return h('span', {}, text, fingerprint ? h('code', { class: 'soft fingerprint', title: t('library.fingerprint', { sum: fingerprint }) }, fingerprint.slice(0, 8)) : null);
}

function reason({ reason: text, rank }) {
  return text ? h('section', {}, h('h2', {}, rank ? t('library.reason', { rank: number(rank) }) : t('library.reasonOnly')), h('p', { lang: 'en' }, text)) : null;
}

function remarks({ remarks: list }) {
  return list?.length ? h('section', {}, h('h2', {}, t('library.remarks')), h('ul', { class: 'remarks', lang: 'en' }, list.map((one) => h('li', {}, h('span', { class: 'badge warn' }, one.category), ' ', one.message)))) : null;
}

const mostSites = 200;

function sites({ sites: positions }) {
  const coordinate = (value) => h('td', { class: 'number' }, value.toFixed(4));
  const shown = positions.slice(0, mostSites);
  return h('section', {}, h('h2', {}, t('library.sites', { count: positions.length })),
    h('div', { class: 'scroll high', tabindex: 0, role: 'region', 'aria-label': t('library.atoms') }, h('table', { class: 'sites' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col', class: 'number' }, '№'), h('th', { scope: 'col' }, t('library.element')), ['x', 'y', 'z'].map((axis) => h('th', { scope: 'col', class: 'number' }, h('i', {}, axis))), ['X', 'Y', 'Z'].map((axis) => h('th', { scope: 'col', class: 'number' }, h('i', {}, axis), ', Å')))),
      h('tbody', {}, shown.map((site, index) => h('tr', {}, h('td', { class: 'number soft' }, index + 1), h('td', {}, species(site)), site.fractional.map(coordinate), site.cartesian.map(coordinate)))))),
    positions.length > mostSites ? h('p', { class: 'soft small' }, t('library.moreSites', { n: mostSites })) : null);
}

const species = (site) => site.species.map(({ element, occupancy }) => (occupancy < 1 ? `${element} ${number(occupancy, 4)}` : element)).join(' + ');
