// A crystal's graph: atoms on a circle, every edge a curve; neighbours of a kind stand for all their copies in space.

import { colour } from '../../theme.js';
import { appearance, inkOn } from '../../crystals/elements.js';
import { stage } from './stage.js';

const mostCurves = 6;

export function graphDrawing(place, { title, name }) {
  let [nodes, pairs, chosen] = [[], [], null];
  const drawn = stage(place, { title, name, ratio: 0.9, most: 460, paint });

  function paint(pen, width, height) {
    const [x, y] = [width / 2, height / 2];
    const radius = Math.max(9, Math.min(22, 150 / nodes.length));
    const around = nodes.length === 1 ? 0 : Math.min(width, height) / 2 - radius - 46;
    const at = (index) => { const angle = 2 * Math.PI * index / nodes.length - Math.PI / 2; return [x + around * Math.cos(angle), y + around * Math.sin(angle)]; };
    pen.lineWidth = 1.3;
    for (const { from, to, count } of pairs) {
      pen.strokeStyle = colour('--strong-line');
      curves(pen, at(from), at(to), [x, y], Math.min(count, mostCurves), radius, from === to);
    }
    if (chosen) {
      pen.strokeStyle = colour('--accent');
      pen.lineWidth = 3.5;
      curves(pen, at(chosen.from), at(chosen.to), [x, y], 1, radius, chosen.from === chosen.to);
    }
    nodes.forEach(({ element }, index) => ball(pen, at(index), element, radius));
    labels(pen, at, [x, y], radius);
  }

  function labels(pen, at, middle, radius) {
    pen.font = '12px system-ui, sans-serif';
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    for (const { from, to, count } of pairs) {
      if (count < 2 || pairs.length > 24) continue;
      const [one, other] = [at(from), at(to)];
      const away = Math.hypot(one[0] - middle[0], one[1] - middle[1]) || 1;
      const place = from === to
        ? (nodes.length === 1 ? [one[0], one[1] - 4.4 * radius] : [one[0] + (one[0] - middle[0]) / away * (radius + 34), one[1] + (one[1] - middle[1]) / away * (radius + 34)])
        : [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
      pen.fillStyle = colour('--ground');
      pen.fillRect(place[0] - 13, place[1] - 8, 26, 16);
      pen.fillStyle = colour('--ink');
      pen.fillText(`×${count}`, ...place);
    }
  }

  return {
    ...drawn,
    show(frame) {
      nodes = frame.nodes;
      chosen = frame.edge;
      const counts = new Map();
      for (const { from, to } of frame.edges) if (from <= to) { const key = `${from} ${to}`; counts.set(key, (counts.get(key) ?? 0) + 1); }
      pairs = [...counts].map(([key, count]) => { const [from, to] = key.split(' ').map(Number); return { from, to, count }; });
      drawn.redraw();
    },
  };
}

function ball(pen, [x, y], element, radius) {
  const { colour: fill } = appearance(element);
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = colour('--ink');
  pen.stroke();
  if (radius < 11) return;
  pen.fillStyle = inkOn(fill);
  pen.font = `600 ${Math.round(radius * 0.8)}px system-ui, sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(element, x, y + 1);
}

function curves(pen, one, other, middle, count, radius, isLoop) {
  for (let index = 0; index < count; index += 1) {
    pen.beginPath();
    if (isLoop) loop(pen, one, middle, index, count, radius); else bow(pen, one, other, (index - (count - 1) / 2) * 14);
    pen.stroke();
  }
}

function bow(pen, [x1, y1], [x2, y2], bend) {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  pen.moveTo(x1, y1);
  pen.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) / length * bend * 2, (y1 + y2) / 2 + (x2 - x1) / length * bend * 2, x2, y2);
}

/** An edge to a copy of the same atom: a petal away from the middle, or all around where the atom is alone. */
function loop(pen, [x, y], [middleX, middleY], index, count, radius) {
  const isAlone = Math.hypot(x - middleX, y - middleY) < 1;
  const outwards = isAlone ? -Math.PI / 2 + 2 * Math.PI * (index + 0.5) / count : Math.atan2(y - middleY, x - middleX) + (index - (count - 1) / 2) * 0.35;
  const reach = isAlone ? radius * 4 : radius + 26;
  const side = (angle) => [x + reach * 1.25 * Math.cos(outwards + angle), y + reach * 1.25 * Math.sin(outwards + angle)];
  pen.moveTo(x, y);
  pen.bezierCurveTo(...side(-0.4), ...side(0.4), x, y);
}
