// Any two properties of everything in the library against each other. The address holds what is drawn.

import { empty, h } from '../document.js';
import { hasText, loadTexts, t } from '../language.js';
import { get } from '../server.js';
import { extent, onScale, scaled } from '../diagram/axis.js';
import { coloursOf, legendElements, oneColour } from '../diagram/colours.js';
import { crystals, points } from '../diagram/data.js';
import { hoverLabel } from '../diagram/hover-label.js';
import { plot } from '../diagram/plot.js';
import { within } from '../diagram/point-index.js';
import { saveButtons } from '../diagram/save-buttons.js';
import { selection } from '../diagram/selection.js';
import { repetitionNote } from '../library/repetition-note.js';
import { collectionNotices, emptyLibrary, showAgain } from '../library/empty-library.js';
import { nameWithUnit, quantityName } from '../quantities.js';

const own = ['x', 'y', 'logx', 'logy', 'colour'];

export async function show(place, context) {
  await loadTexts('workbench');
  const [properties, collections, landmarks] = await Promise.all(['properties', 'collections', 'landmarks'].map((name) => get(`api/${name}`)));
  if (!context.isCurrent()) return null;
  place.append(h('h1', {}, t('diagram.title')));
  const known = properties.filter((one) => one.crystals && !/_(low|high)$/.test(one.name));
  const notices = collectionNotices(collections, showAgain);
  place.append(notices.element);
  if (!known.length) { place.append(emptyLibrary({ hasCrystals: collections.some((one) => one.crystals) })); return notices.end; }
  const end = diagramPage(place, { known, collections: collections.filter((one) => one.crystals), landmarks, query: new URLSearchParams(context.query) });
  return () => { notices.end(); end(); };
}

function diagramPage(place, { known, collections, landmarks, query }) {
  const units = Object.fromEntries(known.map((one) => [one.name, one.unit]));
  const standard = (name, fallback) => (known.some((one) => one.name === name) ? name : known[Math.min(fallback, known.length - 1)].name);
  const choice = {
    x: query.get('x') ?? standard('hardness', 0), y: query.get('y') ?? standard('toughness', 1),
    logx: query.get('logx') === '1', logy: query.get('logy') === '1', colour: query.get('colour') ?? '',
  };
  const filters = Object.fromEntries([...query].filter(([name]) => !own.includes(name)));
  const box = h('div', { class: 'diagram' });
  const status = h('p', { class: 'soft small', id: 'diagram-status', role: 'status' });
  const legend = h('div', { class: 'row legend small' });
  const chosen = h('section', { class: 'chosen-crystals' });
  let data = null;
  let controller = null;
  let colours = null;

  const labels = hoverLabel({ choice, units, data: () => data });
  const drawing = plot(box, { onHover: labels.show, onSelect: (polygon) => chooser.choose(within(polygon, drawing.parts().scene.x, drawing.parts().scene.y, drawing.parts().index)) });
  const chooser = selection(chosen, { drawing, choice, units, data: () => data });

  async function load({ keepsView = false, began = performance.now() } = {}) {
    remember();
    controller?.abort();
    controller = new AbortController();
    const { signal } = controller;
    box.setAttribute('aria-busy', 'true');
    status.textContent = t('common.loading');
    try {
      const asked = { ...filters, x: choice.x, y: choice.y };
      data = await points(asked, signal);
      colours = oneColour(data.count);
      chooser.clear();
      draw({ keepsView, began });
      await recolour(asked, signal);
      nameFront(signal);
    } catch (error) {
      if (error.name === 'AbortError') return;
      status.textContent = error.message;
    } finally { if (controller.signal === signal) box.removeAttribute('aria-busy'); }
  }

  /** What is drawn, of the numbers that are there. */
  function draw({ keepsView, began = null }) {
    const [x, y] = [scaled(data.x, choice.logx), scaled(data.y, choice.logy)];
    const marks = landmarks.filter((one) => one.measured[choice.x] && one.measured[choice.y]).map((one) => ({
      name: hasText(`diagram.landmark.${one.name}`) ? t(`diagram.landmark.${one.name}`) : one.name, x: one.measured[choice.x].map((value) => onScale(value, choice.logx)), y: one.measured[choice.y].map((value) => onScale(value, choice.logy)),
    })).filter((one) => [...one.x, ...one.y].every(Number.isFinite));
    const frontPoints = [...data.front.keys()].filter((i) => data.front[i] && x[i] === x[i] && y[i] === y[i]).sort((a, b) => x[a] - x[b] || y[b] - y[a]);
    const scene = {
      x, y, ...paints(), began, names: [], landmarks: marks,
      extents: [extent(x, marks.flatMap((one) => one.x)), extent(y, marks.flatMap((one) => one.y))],
      axes: [{ title: nameWithUnit(choice.x, units[choice.x]), isLogarithmic: choice.logx }, { title: nameWithUnit(choice.y, units[choice.y]), isLogarithmic: choice.logy }],
      frontPoints, front: frontPoints.map((i) => [x[i], y[i]]),
    };
    const index = drawing.set(scene, { keepsView });
    const left = data.count - index.count;
    status.textContent = [t('diagram.points', { count: index.count }), left ? t('diagram.notPositive', { count: left }) : '', t('diagram.front', { count: frontPoints.length })].filter(Boolean).join(' ');
  }

  async function recolour(asked, signal) {
    colours = await coloursOf(data, { choice, units, collections }, asked, signal);
    empty(legend).append(...legendElements(colours));
    drawing.set({ ...drawing.parts().scene, ...paints() }, { keepsView: true });
  }

  const paints = () => ({ colours: colours.places, palette: colours.palette, legend: colours.legend });

  /** The best have their formulas beside them, as far as there is room. */
  async function nameFront(signal) {
    const { scene } = drawing.parts();
    const some = scene.frontPoints.slice(-60);
    const found = await crystals(some.map((i) => data.row[i]), [choice.x], { signal });
    const byRow = new Map(found.map((one) => [one.row, one.formula]));
    drawing.names(some.filter((i) => byRow.has(data.row[i])).map((i) => ({ text: byRow.get(data.row[i]), x: scene.x[i], y: scene.y[i] })).reverse());
  }

  function remember() {
    const search = new URLSearchParams(filters);
    for (const name of own) { const value = choice[name]; if (value) search.set(name, value === true ? '1' : value); }
    history.replaceState(null, '', `#/diagram?${search}`);
  }

  place.append(controls({ known, collections, choice, load, redraw: () => { remember(); draw({ keepsView: false }); nameFront(controller.signal).catch(() => {}); } }),
    filterNote(filters), filters.collection ? '' : repetitionNote(collections, (name) => `#/diagram?${new URLSearchParams({ ...filters, collection: name })}`) ?? '', h('div', { class: 'panel diagram-panel' }, toolbar(drawing), box, h('p', { class: 'soft small keys', id: 'diagram-keys' }, t('diagram.keys')), legend, status,
      h('div', { class: 'row between' }, chooser.box(), saveButtons({ drawing, choice, units, data: () => data, chosen: chooser.chosen }))), chosen);
  load();
  return () => { controller?.abort(); labels.end(); chooser.end(); drawing.end(); };
}

function controls({ known, collections, choice, load, redraw }) {
  const options = (current) => known.map((one) => h('option', { value: one.name, selected: one.name === current }, quantityName(one.name)));
  const axis = (name) => h('div', { class: 'field' }, h('label', { class: 'label', for: `axis-${name}` }, t(`diagram.axis.${name}`)),
    h('div', { class: 'row nowrap' }, h('select', { id: `axis-${name}`, onchange: (event) => { choice[name] = event.target.value; load(); } }, options(choice[name])),
      h('label', { class: 'check small' }, h('input', { type: 'checkbox', id: `log-${name}`, checked: choice[`log${name}`], onchange: (event) => { choice[`log${name}`] = event.target.checked; redraw(); } }), t('diagram.log'))));
  return h('div', { class: 'panel fields diagram-controls' }, axis('x'), axis('y'),
    h('div', { class: 'field' }, h('label', { class: 'label', for: 'colour' }, t('diagram.colour')),
      h('select', { id: 'colour', onchange: (event) => { choice.colour = event.target.value; load({ keepsView: true }); } },
        h('option', { value: '' }, t('diagram.oneColour')), collections.length > 1 ? h('option', { value: 'collection', selected: choice.colour === 'collection' }, t('workbench.column.collection')) : null, options(choice.colour))));
}

function filterNote(filters) {
  const parts = Object.entries(filters);
  return parts.length ? h('p', { class: 'notice' }, t('diagram.filtered'), ' ', h('code', {}, parts.map(([name, value]) => `${name}=${value}`).join(', ')), ' ', h('a', { href: `#/library?${new URLSearchParams(filters)}` }, t('diagram.change')), ' · ', h('a', { href: '#/diagram' }, t('diagram.all'))) : '';
}

function toolbar(drawing) {
  const tool = (name) => h('button', { type: 'button', id: `tool-${name}`, 'aria-pressed': String(name === 'pan'), onclick: (event) => {
    drawing.tool(name);
    for (const button of event.currentTarget.parentElement.querySelectorAll('[aria-pressed]')) button.setAttribute('aria-pressed', String(button === event.currentTarget));
  } }, t(`diagram.tool.${name}`));
  const layer = (name) => h('label', { class: 'check small' }, h('input', { type: 'checkbox', id: `show-${name}`, checked: true, onchange: (event) => drawing.layer(name, event.target.checked) }), t(`diagram.layer.${name}`));
  const zoom = (name, factor, sign) => h('button', { type: 'button', id: name, class: 'square', 'aria-label': t(`diagram.${name}`), title: t(`diagram.${name}`), onclick: () => drawing.zoom(factor) }, sign);
  return h('div', { class: 'row toolbar', role: 'toolbar', 'aria-label': t('diagram.tools') }, tool('pan'), tool('lasso'), layer('front'), layer('landmarks'), h('span', { class: 'grow' }),
    zoom('zoomIn', 1.5, '+'), zoom('zoomOut', 1 / 1.5, '−'), h('button', { type: 'button', id: 'reset', 'aria-label': t('diagram.resetHelp'), title: t('diagram.resetHelp'), onclick: () => drawing.reset() }, t('diagram.reset')));
}
