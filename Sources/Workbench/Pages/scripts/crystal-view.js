// A crystal to be turned: by dragging, by arrow keys, by buttons.

import { h, empty, announce } from './document.js';
import { t, number, loadTexts } from './language.js';
import { scene, siteName } from './crystals/scene.js';
import { firstTurning, turned, seen } from './crystals/turning.js';
import { hasWebGL, webGLDrawer } from './crystals/webgl.js';
import { canvasDrawer } from './crystals/canvas.js';
import { appearance } from './crystals/elements.js';

const step = Math.PI / 24;
const zooms = [0.4, 12];
const mostAtoms = 4000;

async function drawer(place) {
  if (!hasWebGL()) return canvasDrawer(place);
  try { return await webGLDrawer(place); } catch { return canvasDrawer(place); }
}

/**
 * Shows a crystal in a place; texts and drawing arrive a moment later.
 *
 * @param crystal {lattice: [[3]×3] Å, rows; sites: [{fractional: [3], cartesian: [3], species: [{element, occupancy}]}];
 *   bonds: [{from, to, shift: [3], distance}]; neighborhood: {atom, edges: [{to, shift}]} to mark one atom and those around it}
 * @param onHover is called with the index of the site under the pointer, or null.
 * @returns {update(crystal), end()}
 */
export function crystalView(place, crystal, { onHover = () => {}, cells = 1, controls = true } = {}) {
  const state = { crystal, cells, turning: firstTurning(), zoom: 1, things: null, chosen: null, drawer: null, ended: false };
  const stage = h('div', { class: 'crystal-stage', tabindex: 0, role: 'application' });
  const label = h('div', { class: 'crystal-label', hidden: true });
  const bar = h('div', { class: 'crystal-bar row' });
  const legend = h('div', { class: 'crystal-legend row small' });
  const frame = h('div', { class: 'crystal-view' }, stage, controls ? bar : null, legend);
  empty(place).append(frame);
  stage.append(label);

  let asked = 0;
  const redraw = () => { cancelAnimationFrame(asked); asked = requestAnimationFrame(draw); };
  const scale = () => state.zoom * 0.52 * Math.min(stage.clientWidth, stage.clientHeight) / Math.max(state.things.reach, 1);

  function draw() {
    if (state.ended || !state.drawer || !state.things || stage.clientWidth === 0) return;
    state.drawer.draw(state.turning, scale(), state.chosen);
    showLabel();
  }

  function rebuild() {
    const sites = Math.max(1, state.crystal.sites.length);
    while (state.cells > 1 && sites * state.cells ** 3 > mostAtoms) state.cells -= 1;
    state.things = scene(state.crystal, state.cells);
    state.chosen = null;
    state.drawer?.set(state.things);
    showLegend();
    redraw();
  }

  function turn(aboutRight, aboutUp) { state.turning = turned(state.turning, aboutRight, aboutUp); redraw(); }
  function zoom(factor) { state.zoom = Math.min(zooms[1], Math.max(zooms[0], state.zoom * factor)); redraw(); }
  function reset() { Object.assign(state, { turning: firstTurning(), zoom: 1, chosen: null }); redraw(); }
  function setCells(count) { state.cells = count; rebuild(); fillBar(); }

  function choose(atom, isSpoken = false) {
    if (atom === state.chosen) return;
    state.chosen = atom;
    onHover(atom?.site ?? null);
    if (isSpoken && atom) announce(describe(atom));
    redraw();
  }

  /** The next atom of the cell, for who has no pointer. */
  function chooseNext() {
    const atoms = state.things.atoms.filter((atom) => !atom.ghost);
    const firsts = atoms.filter((atom, index) => atoms.findIndex((other) => other.site === atom.site) === index);
    choose(firsts[(firsts.indexOf(state.chosen) + 1) % firsts.length], true);
  }

  const describe = (atom) => `${siteName(state.crystal.sites[atom.site])} ${atom.site + 1} (${state.crystal.sites[atom.site].fractional.map((value) => number(Number(value.toFixed(4)))).join('; ')})`;

  function showLabel() {
    label.hidden = !state.chosen;
    if (!state.chosen) return;
    const [x, y] = seen(state.turning, state.chosen.place);
    label.textContent = describe(state.chosen);
    label.style.left = `${Math.min(stage.clientWidth - label.offsetWidth - 4, Math.max(4, stage.clientWidth / 2 + x * scale() - label.offsetWidth / 2))}px`;
    label.style.top = `${Math.min(stage.clientHeight - 28, Math.max(4, stage.clientHeight / 2 - y * scale() - state.chosen.radius * scale() - 30))}px`;
  }

  function showLegend() {
    const elements = [...new Set(state.crystal.sites.flatMap((site) => site.species.map(({ element }) => element)))];
    empty(legend).append(...elements.map((element) => h('span', { class: 'crystal-element' },
      h('span', { class: 'crystal-dot', style: { background: appearance(element).colour } }), element)));
  }

  function under(event) {
    const box = stage.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left - box.width / 2, box.height / 2 - (event.clientY - box.top)];
    const hits = state.things.atoms.map((atom) => [atom, seen(state.turning, atom.place)])
      .filter(([atom, [right, up]]) => Math.hypot(right * scale() - x, up * scale() - y) < Math.max(5, atom.radius * scale()));
    return hits.sort((one, other) => other[1][2] - one[1][2])[0]?.[0] ?? null;
  }

  const pointers = new Map();
  stage.addEventListener('pointerdown', (event) => { pointers.set(event.pointerId, event); stage.setPointerCapture(event.pointerId); });
  stage.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) { if (state.things) choose(under(event)); return; }
    if (pointers.size === 2) {
      const other = [...pointers.values()].find((each) => each.pointerId !== event.pointerId);
      const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      zoom(apart(event) / Math.max(1, apart(before)));
    } else turn((event.clientY - before.clientY) * 0.01, (event.clientX - before.clientX) * 0.01);
    pointers.set(event.pointerId, event);
  });
  for (const kind of ['pointerup', 'pointercancel', 'lostpointercapture']) stage.addEventListener(kind, (event) => pointers.delete(event.pointerId));
  stage.addEventListener('pointerleave', () => choose(null));
  stage.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && document.activeElement !== stage) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * 0.0015));
  }, { passive: false });

  const keys = {
    ArrowLeft: () => turn(0, -step), ArrowRight: () => turn(0, step), ArrowUp: () => turn(-step, 0), ArrowDown: () => turn(step, 0),
    '+': () => zoom(1.15), '=': () => zoom(1.15), '-': () => zoom(1 / 1.15), 0: reset, Home: reset, n: chooseNext, Enter: chooseNext, Escape: () => choose(null),
  };
  stage.addEventListener('keydown', (event) => {
    if (!(event.key in keys) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  stage.addEventListener('blur', () => choose(null));

  const button = (name, sign, onclick) => h('button', { type: 'button', class: 'quiet', 'aria-label': t(`crystal-view.${name}`), title: t(`crystal-view.${name}`), onclick }, sign);

  function fillBar() {
    const focused = [...bar.children].indexOf(document.activeElement);
    stage.setAttribute('aria-label', t('crystal-view.stage'));
    empty(bar).append(
      button('left', '←', keys.ArrowLeft), button('right', '→', keys.ArrowRight), button('up', '↑', keys.ArrowUp), button('down', '↓', keys.ArrowDown),
      button('closer', '+', keys['+']), button('farther', '−', keys['-']), button('reset', '⟲', reset), button('next', '●', chooseNext),
      ...[1, 2, 3].map((count) => h('button', { type: 'button', class: 'quiet', 'aria-pressed': String(state.cells === count), 'aria-label': t('crystal-view.cells', { count }), title: t('crystal-view.cells', { count }), onclick: () => setCells(count) }, `${count}³`)));
    if (focused >= 0) bar.children[focused]?.focus();
  }

  const watcher = new ResizeObserver(() => {
    if (!state.drawer || stage.clientWidth === 0) return;
    state.drawer.resize(stage.clientWidth, stage.clientHeight);
    draw();
  });

  rebuild();
  Promise.all([drawer(stage), loadTexts('crystal-view')]).then(([made]) => {
    if (state.ended) { made.end(); return; }
    state.drawer = made;
    made.set(state.things);
    made.resize(stage.clientWidth, stage.clientHeight);
    watcher.observe(stage);
    fillBar();
    redraw();
  });

  return {
    update(other) { state.crystal = other; rebuild(); },
    end() {
      state.ended = true;
      cancelAnimationFrame(asked);
      watcher.disconnect();
      state.drawer?.end();
      frame.remove();
    },
  };
}
