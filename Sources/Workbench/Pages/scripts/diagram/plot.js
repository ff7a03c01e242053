// The diagram itself: points as pixels, axes as vectors, and on top what follows the pointer. Wheel, pinch, drag and
// keys move the window; a loop or a box chooses points.

import { h } from '../document.js';
import { t } from '../language.js';
import { colour } from '../theme.js';
import { drawFrame, gridLines, margins } from './frame.js';
import { gestures } from './gestures.js';
import { paint, rgb } from './painter.js';
import { pointIndex } from './point-index.js';

const reach = 14;

/** What a test reads: when the last paints were (ms), and how long the first and the last one took. */
const measured = { points: 0, paintMilliseconds: null, repaintMilliseconds: null, frames: [], paints: 0 };

export function plot(place, { onHover, onSelect }) {
  window.kimberliteDiagram = measured;
  const points = h('canvas', { class: 'points', 'aria-hidden': 'true' });
  const frame = h('svg', { class: 'frame', 'aria-hidden': 'true' });
  const overlay = h('canvas', { class: 'overlay', tabindex: 0, role: 'application', 'aria-label': t('diagram.plot'), 'aria-describedby': 'diagram-keys' });
  const label = h('div', { class: 'diagram-label', hidden: true });
  place.replaceChildren(points, frame, overlay, label);

  let scene = null;
  let index = null;
  let selected = null;
  let view = [[0, 1], [0, 1]];
  let size = { width: 0, height: 0, inner: [0, 0], ratio: 1 };
  let image = null;
  let hovered = -1;
  let loop = null;
  let wanted = 0;
  const layers = { front: true, landmarks: true };
  let needs = new Set();

  function measure() {
    const [width, height] = [place.clientWidth, place.clientHeight];
    const room = margins(width);
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const inner = [Math.max(10, width - room.left - room.right), Math.max(10, height - room.top - room.bottom)];
    size = { width, height, inner, ratio, room };
    for (const canvas of [points, overlay]) {
      canvas.width = Math.round(inner[0] * ratio);
      canvas.height = Math.round(inner[1] * ratio);
      Object.assign(canvas.style, { left: `${room.left}px`, top: `${room.top}px`, width: `${inner[0]}px`, height: `${inner[1]}px` });
    }
    image = points.getContext('2d', { alpha: false }).createImageData(points.width, points.height);
    request('points', 'overlay');
  }

  function request(...parts) {
    parts.forEach((part) => needs.add(part));
    wanted ||= requestAnimationFrame(draw);
  }

  function draw(time) {
    wanted = 0;
    const parts = needs;
    needs = new Set();
    if (!scene) return;
    if (parts.has('points')) drawPoints();
    if (parts.has('overlay') || parts.has('points')) drawOverlay();
    measured.frames.push(time);
    if (measured.frames.length > 2000) measured.frames.splice(0, 1000);
  }

  function drawPoints() {
    const start = performance.now();
    const shown = paint(image, { ...scene, selected }, view, { ground: rgb(colour('--panel')), grid: grid(), palette: scene.palette, ...weight() });
    points.getContext('2d').putImageData(image, 0, 0);
    drawFrame(frame, { ...scene, ...hidden(), width: size.width, height: size.height, window: view });
    measured.repaintMilliseconds = performance.now() - start;
    measured.shown = shown;
    measured.paints += 1;
    if (scene.began !== null) {
      // Painted when the next frame begins.
      const { began } = scene;
      scene.began = null;
      requestAnimationFrame(() => { measured.paintMilliseconds = performance.now() - began; measured.points = index.count; });
    }
  }

  /** Lines below the points, in places of the picture's pixels. */
  function grid() {
    const [xs, ys] = gridLines({ ...scene, width: size.width, height: size.height, window: view });
    return { colour: rgb(colour('--line')), share: 180, xs: xs.map((at) => at * image.width), ys: ys.map((at) => (1 - at) * image.height), width: Math.max(1, Math.round(size.ratio)) };
  }

  /** What was switched off. */
  const hidden = () => ({ ...(layers.front ? {} : { front: [], names: [] }), ...(layers.landmarks ? {} : { landmarks: [] }) });

  /** Few points are large and clear, many small and thin; nearer ones grow. */
  function weight() {
    const zoom = Math.sqrt(((scene.extents[0][1] - scene.extents[0][0]) * (scene.extents[1][1] - scene.extents[1][0])) / ((view[0][1] - view[0][0]) * (view[1][1] - view[1][0])));
    const density = index.count / (zoom * zoom);
    const radius = Math.max(1.1, Math.min(4, 4.6 - 0.72 * Math.log10(Math.max(1, density))));
    return { radius: radius * size.ratio, opacity: Math.max(0.3, Math.min(0.85, 1.15 - 0.16 * Math.log10(Math.max(1, density)))) };
  }

  const toPixels = (x, y) => [((x - view[0][0]) / (view[0][1] - view[0][0])) * size.inner[0], (1 - (y - view[1][0]) / (view[1][1] - view[1][0])) * size.inner[1]];
  const fromPixels = (px, py) => [view[0][0] + (px / size.inner[0]) * (view[0][1] - view[0][0]), view[1][0] + (1 - py / size.inner[1]) * (view[1][1] - view[1][0])];

  function drawOverlay() {
    const context = overlay.getContext('2d');
    context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
    context.clearRect(0, 0, ...size.inner);
    if (loop?.length > 1) {
      context.beginPath();
      loop.forEach(([x, y], k) => { const [px, py] = toPixels(x, y); if (k) context.lineTo(px, py); else context.moveTo(px, py); });
      context.closePath();
      context.fillStyle = colour('--accent');
      context.globalAlpha = 0.12;
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = colour('--accent');
      context.lineWidth = 1.5;
      context.stroke();
    }
    if (hovered < 0) return;
    const [px, py] = toPixels(scene.x[hovered], scene.y[hovered]);
    context.beginPath();
    context.arc(px, py, 6, 0, 2 * Math.PI);
    context.strokeStyle = colour('--ink');
    context.lineWidth = 2;
    context.stroke();
    placeLabel(px, py);
  }

  function placeLabel(px, py) {
    const isRight = px < size.inner[0] / 2;
    Object.assign(label.style, {
      left: isRight ? `${size.room.left + px + 12}px` : 'auto', right: isRight ? 'auto' : `${size.width - size.room.left - px + 12}px`,
      top: `${Math.max(0, Math.min(size.height - 90, size.room.top + py - 20))}px`,
    });
  }

  function hover(i) {
    if (i !== hovered) {
      hovered = i;
      label.hidden = i < 0;
      onHover(i, label);
      overlay.style.cursor = i >= 0 ? 'pointer' : '';
    }
    request('overlay');
  }

  function show(window_) {
    // Not so near that numbers lose their meaning, not so far that everything is a dot.
    const widest = scene.extents.map(([low, high]) => 20 * (high - low));
    view = window_.map(([low, high], k) => {
      const middle = (low + high) / 2;
      const span = Math.max(1e-6 * widest[k], Math.min(widest[k], high - low));
      return [middle - span / 2, middle + span / 2];
    });
    request('points', 'overlay');
  }

  const hands = gestures(overlay, {
    hover(px, py) {
      if (!index) return;
      const [x, y] = fromPixels(px, py);
      hover(index.nearest(x, y, (reach / size.inner[0]) * (view[0][1] - view[0][0]), (reach / size.inner[1]) * (view[1][1] - view[1][0])));
    },
    leave: () => { if (scene) hover(-1); },
    pan(dx, dy) {
      const [sx, sy] = [(dx / size.inner[0]) * (view[0][1] - view[0][0]), (dy / size.inner[1]) * (view[1][1] - view[1][0])];
      show([[view[0][0] - sx, view[0][1] - sx], [view[1][0] + sy, view[1][1] + sy]]);
    },
    zoom(factor, px, py) {
      const [x, y] = fromPixels(px ?? size.inner[0] / 2, py ?? size.inner[1] / 2);
      show([view[0].map((value) => x + (value - x) / factor), view[1].map((value) => y + (value - y) / factor)]);
    },
    reset: () => show(scene.extents),
    loop(corners) { loop = corners.map(([px, py]) => fromPixels(px, py)); request('overlay'); },
    loopEnd() {
      const polygon = loop;
      loop = null;
      request('overlay');
      if (polygon?.length > 2) onSelect(polygon);
    },
    pick() { if (hovered >= 0) onHover(hovered, label, true); },
    step(by) { walk(by); },
    inner: () => size.inner,
  });

  /** From point to point of the front, by keys. */
  function walk(by) {
    const list = scene.frontPoints;
    if (!list.length) return;
    const at = list.indexOf(hovered);
    hover(list[(at + by + (at < 0 && by < 0 ? 1 : 0) + list.length) % list.length]);
  }

  const watcher = new ResizeObserver(measure);
  watcher.observe(place);
  measure();
  return {
    /** @param next see drawFrame() and paint(); also extents, frontPoints (places among the points), began (time). */
    set(next, { keepsView = false } = {}) {
      const isSame = scene && scene.x === next.x && scene.y === next.y;
      scene = next;
      if (!isSame) { index = pointIndex(next.x, next.y, next.extents); hovered = -1; label.hidden = true; }
      if (!keepsView) view = next.extents;
      request('points', 'overlay');
      return index;
    },
    names(list) { if (scene) { scene.names = list; request('points'); } },
    select(mask) { selected = mask; request('points'); },
    layer(name, isShown) { layers[name] = isShown; request('points'); },
    tool: hands.tool,
    zoom: hands.zoom,
    reset: () => { if (scene) show(scene.extents); },
    /** Places among the points that are in sight. */
    inSight() {
      const found = [];
      for (let i = 0; i < scene.x.length; i += 1) if (scene.x[i] >= view[0][0] && scene.x[i] <= view[0][1] && scene.y[i] >= view[1][0] && scene.y[i] <= view[1][1]) found.push(i);
      return found;
    },
    parts: () => ({ points, frame, size, view, scene, index, selected, weight: weight() }),
    end() { watcher.disconnect(); cancelAnimationFrame(wanted); hands.end(); },
  };
}
