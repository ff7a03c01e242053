// The diagram as a file: vectors, pixels, or numbers.

import { h } from '../document.js';
import { colour } from '../theme.js';
import { margins } from './frame.js';
import { ramp } from './painter.js';

/** More points than these are put in as one picture: as vectors they would be a file nobody can open. */
const mostVectors = 5000;

/** A drawing of its own, whole without the page. */
export function svgText({ points, frame, size, view, scene, index, selected, weight }) {
  const drawing = frame.cloneNode(true);
  drawing.removeAttribute('class');
  drawing.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  drawing.setAttribute('width', size.width);
  drawing.setAttribute('height', size.height);
  const ground = h('rect', { width: size.width, height: size.height, fill: colour('--panel') });
  const room = margins(size.width);
  const picture = index.count > mostVectors
    ? image(points.toDataURL('image/png'), room, size)
    : h('g', { 'clip-path': 'url(#within)', 'fill-opacity': weight.opacity }, circles(scene, selected, view, room, size, weight.radius / size.ratio));
  drawing.prepend(ground, picture);
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

/** The same in pixels, twice as fine as on a plain screen. */
export async function png(parts) {
  const url = URL.createObjectURL(new Blob([svgText(parts)], { type: 'image/svg+xml' }));
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const canvas = h('canvas', { width: 2 * parts.size.width, height: 2 * parts.size.height });
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  } finally { URL.revokeObjectURL(url); }
}

/** Colours from low to high, in so many steps. */
export const rampColours = (count, rgb) => ramp(['--ramp-1', '--ramp-2', '--ramp-3', '--ramp-4', '--ramp-5'].map((name) => rgb(colour(name))), count);
