// A hundred thousand points as pixels: each is a small disc, laid over what is there already. Written straight into
// the bytes of a picture, this takes milliseconds without any help of a graphics card.

/** Pixels of a disc: where they are from its centre, and how much of each it covers. */
function disc(radius) {
  const reach = Math.ceil(radius + 0.5);
  const [dx, dy, cover] = [[], [], []];
  for (let y = -reach; y <= reach; y += 1) {
    for (let x = -reach; x <= reach; x += 1) {
      const share = Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(x, y)));
      if (share > 0.04) { dx.push(x); dy.push(y); cover.push(share); }
    }
  }
  return { reach, dx: Int32Array.from(dx), dy: Int32Array.from(dy), cover: Float32Array.from(cover) };
}

/**
 * @param image of ImageData, drawn over wholly.
 * @param points {x, y: on their scales, colours: Uint8Array of places in the palette, selected: Uint8Array or null}
 * @param window [[low, high], [low, high]] that the picture shows.
 * @param style {radius in pixels, opacity, ground: [r, g, b], palette: [[r, g, b], …], order: those drawn last, or null}
 * @returns how many points were drawn.
 */
export function paint(image, points, [[lowX, highX], [lowY, highY]], style) {
  const { width, height, data } = image;
  const pixels = new Uint32Array(data.buffer);
  const [red, green, blue] = style.ground;
  pixels.fill((0xff000000 | (blue << 16) | (green << 8) | red) >>> 0);
  const shape = disc(style.radius);
  const [scaleX, scaleY] = [width / (highX - lowX), height / (highY - lowY)];
  const palette = Uint8Array.from(style.palette.flat());
  const { x, y, colours, selected } = points;
  let count = 0;

  function put(i, opacity) {
    const px = Math.round((x[i] - lowX) * scaleX);
    const py = Math.round(height - (y[i] - lowY) * scaleY);
    const { reach, dx, dy, cover } = shape;
    // Not a number compares as false: such a point is not drawn.
    if (!(px >= -reach && px < width + reach && py >= -reach && py < height + reach)) return;
    count += 1;
    const c = 3 * colours[i];
    const [r, g, b] = [palette[c], palette[c + 1], palette[c + 2]];
    for (let k = 0; k < cover.length; k += 1) {
      const [atX, atY] = [px + dx[k], py + dy[k]];
      if (atX < 0 || atX >= width || atY < 0 || atY >= height) continue;
      const at = 4 * (atY * width + atX);
      const share = opacity * cover[k];
      data[at] += (r - data[at]) * share;
      data[at + 1] += (g - data[at + 1]) * share;
      data[at + 2] += (b - data[at + 2]) * share;
    }
  }

  if (!selected) {
    for (let i = 0; i < x.length; i += 1) put(i, style.opacity);
  } else {
    for (let i = 0; i < x.length; i += 1) if (!selected[i]) put(i, 0.2 * style.opacity);
    for (let i = 0; i < x.length; i += 1) if (selected[i]) put(i, Math.max(0.8, style.opacity));
  }
  return count;
}

/** "#1f5fa6" as [31, 95, 166]. */
export function rgb(text) {
  const digits = text.replace('#', '');
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
}

/** So many colours from the first of a list to its last. */
export function ramp(list, count) {
  return Array.from({ length: count }, (_, k) => {
    const at = (k / (count - 1)) * (list.length - 1);
    const left = Math.min(list.length - 2, Math.floor(at));
    return list[left].map((value, channel) => Math.round(value + (list[left + 1][channel] - value) * (at - left)));
  });
}
