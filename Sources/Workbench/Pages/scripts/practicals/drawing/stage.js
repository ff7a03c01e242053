// A canvas as wide as its place, in the pixels of the screen, drawn again when its size changes.

import { h } from '../../document.js';

/**
 * @param ratio height over width; @param most the greatest width.
 * @param paint (pen, width, height) draws.
 * @returns {redraw(), end(), canvas, element}
 */
export function stage(place, { name, ratio = 1, most = 640, paint, title }) {
  const canvas = h('canvas', { role: 'img', 'aria-label': name });
  const inside = h('div', { class: 'stage', style: { maxWidth: `${most}px` } }, canvas);
  const element = h('div', { class: 'part' }, title ? h('h2', {}, title) : null, inside);
  place.append(element);
  const pen = canvas.getContext('2d');
  let size = [0, 0];
  let share = ratio;

  function redraw() {
    if (size[0] === 0) return;
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    pen.clearRect(0, 0, ...size);
    paint(pen, ...size);
  }
  function fit() {
    const width = inside.clientWidth;
    if (width === 0) return;
    size = [width, Math.round(width * share)];
    canvas.style.height = `${size[1]}px`;
    [canvas.width, canvas.height] = size.map((value) => Math.round(value * devicePixelRatio));
    redraw();
  }
  const watcher = new ResizeObserver(fit);
  watcher.observe(inside);
  return {
    canvas, element, redraw,
    shape(other) { if (other !== share) { share = other; fit(); } },
    end() { watcher.disconnect(); },
  };
}
