// A crystal drawn from back to front on a canvas: for a browser without WebGL.

import { colour } from '../theme.js';
import { seen } from './turning.js';

export function canvasDrawer(place) {
  const canvas = document.createElement('canvas');
  place.append(canvas);
  const pen = canvas.getContext('2d');
  let things = null;
  return {
    canvas,
    set(scene) { things = scene; },
    resize(width, height) {
      [canvas.width, canvas.height] = [width, height].map((value) => Math.round(value * devicePixelRatio));
    },
    draw(turning, scale, chosen) {
      pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      const [width, height] = [canvas.width, canvas.height].map((value) => value / devicePixelRatio);
      pen.clearRect(0, 0, width, height);
      const screen = (point) => { const [x, y, z] = seen(turning, point); return [width / 2 + x * scale, height / 2 - y * scale, z]; };
      const lines = [
        ...things.edges.map(([from, to]) => ({ from, to, colour: colour('--strong-line'), width: 1.2 })),
        ...things.sticks.map((stick) => ({ ...stick, colour: stick.colour ?? colour('--accent'), width: 2 * stick.radius * scale })),
      ].map((line) => ({ ...line, from: screen(line.from), to: screen(line.to) }));
      const balls = things.atoms.map((atom) => ({ ...atom, at: screen(atom.place), isChosen: atom === chosen }));
      const order = [...lines.map((line) => [(line.from[2] + line.to[2]) / 2, () => drawLine(pen, line)]), ...balls.map((ball) => [ball.at[2], () => drawBall(pen, ball, scale)])];
      order.sort((one, other) => one[0] - other[0]).forEach(([, draw]) => draw());
    },
    end() { canvas.remove(); },
  };
}

function drawLine(pen, { from, to, colour: ink, width }) {
  pen.beginPath();
  pen.moveTo(from[0], from[1]);
  pen.lineTo(to[0], to[1]);
  pen.lineWidth = width;
  pen.lineCap = 'round';
  pen.strokeStyle = ink;
  pen.stroke();
}

function drawBall(pen, { at: [x, y], radius, wedges, ghost, central, isChosen }, scale) {
  const size = radius * scale;
  pen.globalAlpha = ghost ? 0.55 : 1;
  for (const { start, share, colour: ink } of wedges) {
    pen.beginPath();
    if (share < 1) pen.moveTo(x, y);
    pen.arc(x, y, size, 2 * Math.PI * start, 2 * Math.PI * (start + share));
    pen.fillStyle = ink;
    pen.fill();
  }
  const light = pen.createRadialGradient(x - size / 3, y - size / 3, size / 10, x, y, size);
  light.addColorStop(0, 'rgb(255 255 255 / 65%)');
  light.addColorStop(0.5, 'rgb(255 255 255 / 0%)');
  light.addColorStop(1, 'rgb(0 0 0 / 40%)');
  pen.beginPath();
  pen.arc(x, y, size, 0, 2 * Math.PI);
  pen.fillStyle = light;
  pen.fill();
  pen.globalAlpha = 1;
  if (!central && !isChosen) return;
  pen.lineWidth = 3;
  pen.strokeStyle = colour(isChosen ? '--ink' : '--accent');
  pen.stroke();
}
