// Which point is nearest to the pointer, and which are in a box: points sorted into the cells of a grid.

/**
 * @param x, y values on their scales; NaN for points that are not drawn.
 * @param extents [[low, high], [low, high]] of all of them.
 */
export function pointIndex(x, y, [[lowX, highX], [lowY, highY]]) {
  const side = Math.max(1, Math.min(512, Math.round(Math.sqrt(x.length / 3))));
  const [perX, perY] = [side / (highX - lowX), side / (highY - lowY)];
  const clamp = (value) => Math.max(0, Math.min(side - 1, Math.floor(value)));
  const column = (value) => clamp((value - lowX) * perX);
  const row = (value) => clamp((value - lowY) * perY);
  const starts = new Uint32Array(side * side + 1);
  const isDrawn = (i) => x[i] === x[i] && y[i] === y[i];
  for (let i = 0; i < x.length; i += 1) if (isDrawn(i)) starts[row(y[i]) * side + column(x[i]) + 1] += 1;
  for (let cell = 0; cell < side * side; cell += 1) starts[cell + 1] += starts[cell];
  const order = new Uint32Array(starts[side * side]);
  const next = starts.slice(0, -1);
  for (let i = 0; i < x.length; i += 1) if (isDrawn(i)) { const cell = row(y[i]) * side + column(x[i]); order[next[cell]] = i; next[cell] += 1; }

  /** Calls visit(i) for every point of the cells that a box touches. */
  function each(left, right, bottom, top, visit) {
    const [firstColumn, lastColumn] = [column(left), column(right)];
    for (let r = row(bottom); r <= row(top); r += 1) {
      for (let k = starts[r * side + firstColumn]; k < starts[r * side + lastColumn + 1]; k += 1) visit(order[k]);
    }
  }

  return {
    count: order.length,
    each,
    /** The nearest point within a distance of so many units of the scales, or −1. */
    nearest(atX, atY, reachX, reachY) {
      let [best, least] = [-1, 1];
      each(atX - reachX, atX + reachX, atY - reachY, atY + reachY, (i) => {
        const distance = ((x[i] - atX) / reachX) ** 2 + ((y[i] - atY) / reachY) ** 2;
        if (distance < least) [best, least] = [i, distance];
      });
      return best;
    },
  };
}

/** The points within a polygon of [x, y] on the scales. */
export function within(polygon, x, y, index) {
  const [xs, ys] = [polygon.map((corner) => corner[0]), polygon.map((corner) => corner[1])];
  const found = [];
  index.each(Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys), (i) => { if (contains(polygon, x[i], y[i])) found.push(i); });
  return found;
}

/** Whether a ray to the right leaves the polygon an odd number of times. */
function contains(polygon, px, py) {
  let isInside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1) {
    const [[xi, yi], [xj, yj]] = [polygon[i], polygon[j]];
    if ((yi > py) !== (yj > py) && px < ((xj - xi) * (py - yi)) / (yj - yi) + xi) isInside = !isInside;
  }
  return isInside;
}
