// Small images such as 28×28 patterns and the maps of a layer: one pixel of the image is a square of the screen.

import { h } from '../../document.js';

/** Puts {width, height, values}, the first row on top, on a canvas: black is the least value, white the greatest. */
export function paintImage(canvas, image, ends) {
  const { width, height, values } = image;
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  let [least, most] = ends ?? [Infinity, -Infinity];
  if (!ends) for (const value of values) { if (value < least) least = value; if (value > most) most = value; }
  const scale = most > least ? 255 / (most - least) : 0;
  const pixels = new ImageData(width, height);
  values.forEach((value, index) => {
    const grey = Math.max(0, Math.min(255, (value - least) * scale));
    pixels.data.set([grey, grey, grey, 255], index * 4);
  });
  canvas.getContext('2d').putImageData(pixels, 0, 0);
}

/**
 * A row of images with a caption each, of which the canvases stay while what they show changes.
 * @returns {show([{image, caption, name}]), element}
 */
export function imageRow(place, { label, size = 84 } = {}) {
  const row = h('div', { class: 'images' });
  const element = label ? h('div', { class: 'images-row' }, h('div', { class: 'label' }, label), row) : row;
  place.append(element);
  const made = [];
  return {
    element,
    show(list, ends) {
      while (made.length > list.length) made.pop().figure.remove();
      list.forEach(({ image, caption = '', name = caption, scale = 1 }, index) => {
        made[index] ??= slot(row);
        const { canvas, words } = made[index];
        canvas.style.width = `min(${size * scale}px, 42vw)`;
        canvas.style.aspectRatio = `${image.width} / ${image.height}`;
        canvas.setAttribute('aria-label', name || `${label ?? ''} ${index + 1}`);
        paintImage(canvas, image, ends);
        if (words.textContent !== caption) words.textContent = caption;
      });
    },
  };
}

function slot(row) {
  const canvas = h('canvas', { role: 'img' });
  const words = h('figcaption');
  const figure = h('figure', { class: 'picture' }, canvas, words);
  row.append(figure);
  return { canvas, words, figure };
}
