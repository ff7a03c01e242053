// The periodic table as a field of buttons: each click goes on from "any" to "with" to "without" and back.
// Arrow keys walk through it; one button of it is in the order of Tab.

import { h } from '../document.js';
import { hasText, number, t } from '../language.js';

/** Row and column of an element, from 1; the lanthanides and actinides stand below. */
function position({ z, group, period }) {
  if (group) return [period, group];
  return z < 89 ? [9, z - 57 + 3] : [10, z - 89 + 3];
}

const following = { any: 'with', with: 'without', without: 'any' };

/**
 * @param elements [{z, symbol, group, period, crystals}]
 * @param states Map from a symbol to "with" or "without"; changed here.
 * @param onChange is called when it was changed.
 * @returns {element, refresh()}
 */
export function periodicTable(elements, states, onChange) {
  const most = Math.max(1, ...elements.map((one) => one.crystals));
  const cells = new Map();
  let current = elements.some((one) => one.symbol === 'C') ? 'C' : elements[0]?.symbol;

  function label(one) {
    const name = hasText(`elements.${one.symbol}`) ? t(`elements.${one.symbol}`) : one.symbol;
    const state = states.get(one.symbol) ?? 'any';
    return `${name} (${one.symbol}), ${t('library.crystals', { count: one.crystals })}, ${t(`library.state.${state}`)}`;
  }

  function draw(one) {
    const button = cells.get(one.symbol);
    const state = states.get(one.symbol) ?? 'any';
    button.dataset.state = state;
    button.setAttribute('aria-label', label(one));
    button.title = label(one);
    button.tabIndex = one.symbol === current ? 0 : -1;
  }

  function cycle(one) {
    const next = following[states.get(one.symbol) ?? 'any'];
    if (next === 'any') states.delete(one.symbol); else states.set(one.symbol, next);
    go(one);
    onChange();
  }

  function go(one) {
    const before = elements.find((other) => other.symbol === current);
    current = one.symbol;
    draw(before);
    draw(one);
    cells.get(one.symbol).focus();
  }

  const places = new Map(elements.map((one) => [position(one).join(' '), one]));

  /** The next element in a direction, over the gaps of the table. */
  function next(from, [down, right]) {
    let [row, column] = position(from);
    for (let step = 0; step < 18; step += 1) {
      row += down;
      column += right;
      const found = places.get(`${row} ${column}`);
      if (found) return found;
    }
    return null;
  }

  const directions = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  function pressed(event) {
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    const found = next(elements.find((one) => one.symbol === current), direction);
    if (found) go(found);
  }

  const element = h('div', { class: 'periodic-table', role: 'group', 'aria-label': t('library.elements'), onkeydown: pressed },
    elements.map((one) => {
      const [row, column] = position(one);
      const button = h('button', {
        type: 'button', 'data-symbol': one.symbol, class: one.crystals ? null : 'none', onclick: () => cycle(one),
        style: { gridRow: row, gridColumn: column },
      }, h('span', { class: 'symbol' }, one.symbol), h('span', { class: 'count', 'aria-hidden': 'true' }, short(one.crystals)));
      // How common it is, on a logarithmic scale, as the depth of the cell's ground.
      const share = one.crystals ? Math.log1p(one.crystals) / Math.log1p(most) : 0;
      button.style.setProperty('--share', `${Math.round(28 * share)}%`);
      cells.set(one.symbol, button);
      return button;
    }));
  elements.forEach(draw);
  return { element, refresh: () => elements.forEach(draw) };
}

const short = (count) => (count >= 10000 ? `${number(Math.round(count / 1000))}k` : count ? String(count) : '');
