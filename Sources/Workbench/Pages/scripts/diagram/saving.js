// The diagram as a file: vectors, pixels, or numbers.

import { h } from '../document.js';
import { colour } from '../theme.js';
import { gridElements, margins } from './frame.js';

/** More points than these are put in as one picture: as vectors they would be a file nobody can open. */
const mostVectors = 5000;

/** A drawing of its own, whole without the page. */
export function svgText({ points, frame, size, view, scene, index, selected, weight }) {
  const drawing = frame.cloneNode(true);
  drawing.removeAttribute('class');
  drawing.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  drawing.setAttribute('width', size.width);
  drawing.setAttribute('height', savedHeight(scene, size));
  drawing.setAttribute('viewBox', `0 0 ${size.width} ${savedHeight(scene, size)}`);
  const ground = h('rect', { width: size.width, height: savedHeight(scene, size), fill: colour('--panel') });
  const room = margins(size.width);
  const picture = index.count > mostVectors
    ? image(points.toDataURL('image/png'), room, size)
    : h('g', { 'clip-path': 'url(#within)', 'fill-opacity': weight.opacity }, circles(scene, selected, view, room, size, weight.radius / size.ratio));
  const grid = index.count > mostVectors ? [] : [gridElements({ ...scene, width: size.width, height: size.height, window: view })];
  drawing.prepend(ground, ...grid, picture);
  if (scene.legend) drawing.append(legendStrip(scene, size, room.left));
  return new XMLSerializer().serializeToString(drawing);
}

function image(address, room, size) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'image');
  for (const [name, value] of Object.entries({ href: address, x: room.left, y: room.top, width: size.inner[0], height: size.inner[1] })) element.setAttribute(name, value);
  return element;
}

function circles({ x, y, colours, palette }, selected, [[lowX, highX], [lowY, highY]], room, size, radius) {
  const drawn = [];
  for (let i = 0; i < x.length; i += 1) {
    const [px, py] = [((x[i] - lowX) / (highX - lowX)) * size.inner[0], (1 - (y[i] - lowY) / (highY - lowY)) * size.inner[1]];
    if (!(px >= 0 && px <= size.inner[0] && py >= 0 && py <= size.inner[1])) continue;
    drawn.push(h('circle', { cx: (room.left + px).toFixed(2), cy: (room.top + py).toFixed(2), r: radius.toFixed(2), fill: `rgb(${palette[colours[i]].join(',')})`, opacity: selected && !selected[i] ? 0.2 : null }));
  }
  return drawn;
}

const strip = 28;

/** What the colours mean stands below the drawing. */
const savedHeight = (scene, size) => size.height + (scene.legend ? strip : 0);

function legendStrip({ legend, palette }, { height }, left) {
  const text = (x, words, attributes = {}) => h('text', { x, y: height + 16, fill: colour('--ink'), 'font-size': 12, ...attributes }, words);
  if (legend.names) {
    let x = left;
    return h('g', {}, legend.names.map((name, k) => {
      const at = x;
      x += 32 + 7.2 * name.length;
      return [h('rect', { x: at, y: height + 6, width: 12, height: 12, rx: 3, fill: `rgb(${palette[k].join(',')})` }), text(at + 18, name)];
    }));
  }
  if (legend.low === undefined) return text(left, legend.title);
  const start = left + 8 * legend.title.length + 70;
  const steps = palette.length - 1;
  return h('g', {}, text(left, legend.title), text(start - 8, legend.low, { 'text-anchor': 'end' }),
    palette.slice(0, steps).map((one, k) => h('rect', { x: start + (160 * k) / steps, y: height + 6, width: 160 / steps + 0.5, height: 12, fill: `rgb(${one.join(',')})` })), text(start + 168, legend.high));
}

/** The same in pixels, twice as fine as on a plain screen. */
export async function png(parts) {
  const url = URL.createObjectURL(new Blob([svgText(parts)], { type: 'image/svg+xml' }));
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const canvas = h('canvas', { width: 2 * parts.size.width, height: 2 * savedHeight(parts.scene, parts.size) });
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  } finally { URL.revokeObjectURL(url); }
}
