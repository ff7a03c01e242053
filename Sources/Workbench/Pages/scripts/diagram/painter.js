// A hundred thousand points as pixels: each is a small disc, laid over what is there already. Written straight into
// the bytes of a picture, this takes milliseconds without any help of a graphics card.

/** Pixels of a disc in a picture so wide: where they are from its centre, and how much of each it covers, of 256. */
function disc(radius, width, opacity) {
  const reach = Math.ceil(radius + 0.5);
  const pixels = [];
  for (let y = -reach; y <= reach; y += 1) {
    for (let x = -reach; x <= reach; x += 1) {
      const share = Math.round(256 * opacity * Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(x, y))));
      if (share > 6) pixels.push({ x, y, share });
    }
  }
  const list = (field) => Int32Array.from(pixels.map(field));
  return { reach, dx: list((one) => one.x), dy: list((one) => one.y), step: list((one) => one.y * width + one.x), share: list((one) => one.share) };
}

/** Red and blue of a colour in one number, green in another: two are blended by one multiplication. */
const packed = ([red, green, blue]) => [(blue << 16) | red, green << 8];

/**
 * @param image of ImageData, drawn over wholly.
 * @param points {x, y: on their scales, colours: Uint8Array of places in the palette, selected: Uint8Array or null}
 * @param window [[low, high], [low, high]] that the picture shows.
 * @param style {radius in pixels, opacity, ground: [r, g, b], palette: [[r, g, b], …],
 *   grid: {xs, ys in pixels, width, colour: [r, g, b], share of 256} below the points}
 * @returns how many points were drawn.
 */
export function paint(image, points, window, style) {
  const pixels = new Uint32Array(image.data.buffer);
  const [redBlue, green] = packed(style.ground);
  pixels.fill((0xff000000 | redBlue | green) >>> 0);
  rule(pixels, image, style);
  const { selected } = points;
  if (!selected) return lay(image, pixels, points, window, style, disc(style.radius, image.width, style.opacity), null, 0);
  // What was not chosen lies faint below what was.
  return lay(image, pixels, points, window, style, disc(style.radius, image.width, 0.2 * style.opacity), selected, 0)
    + lay(image, pixels, points, window, style, disc(style.radius, image.width, Math.max(0.8, style.opacity)), selected, 1);
}

/** The lines of the grid, of one colour that is mixed with the ground. */
function rule(pixels, { width, height }, { ground, grid }) {
  const [red, green, blue] = ground.map((value, channel) => value + (((grid.colour[channel] - value) * grid.share) >> 8));
  const ink = (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
  for (const at of grid.xs.map(Math.floor)) {
    for (let x = Math.max(0, at); x < Math.min(width, at + grid.width); x += 1) for (let y = 0; y < height; y += 1) pixels[y * width + x] = ink;
  }
  for (const at of grid.ys.map(Math.floor)) {
    for (let y = Math.max(0, at); y < Math.min(height, at + grid.width); y += 1) pixels.fill(ink, y * width, (y + 1) * width);
  }
}

function lay({ width, height }, pixels, { x, y, colours }, [[lowX, highX], [lowY, highY]], { palette }, { reach, dx, dy, step, share }, selected, wanted) {
  const [scaleX, scaleY] = [width / (highX - lowX), height / (highY - lowY)];
  const redBlues = Int32Array.from(palette.map((one) => packed(one)[0]));
  const greens = Int32Array.from(palette.map((one) => packed(one)[1]));
  const size = share.length;
  let count = 0;
  for (let i = 0; i < x.length; i += 1) {
    if (selected !== null && selected[i] !== wanted) continue;
    const fx = (x[i] - lowX) * scaleX;
    const fy = height - (y[i] - lowY) * scaleY;
    // Not a number compares as false: such a point is not drawn.
    if (!(fx >= -reach && fx < width + reach && fy >= -reach && fy < height + reach)) continue;
    count += 1;
    const px = Math.round(fx);
    const py = Math.round(fy);
    const at = py * width + px;
    const redBlue = redBlues[colours[i]];
    const green = greens[colours[i]];
    const isWhole = px >= reach && px < width - reach && py >= reach && py < height - reach;
    for (let k = 0; k < size; k += 1) {
      if (!isWhole && (px + dx[k] < 0 || px + dx[k] >= width || py + dy[k] < 0 || py + dy[k] >= height)) continue;
      const before = pixels[at + step[k]];
      const oldRedBlue = before & 0xff00ff;
      const oldGreen = before & 0x00ff00;
      // The high bits of the products fall off; those that are kept are right all the same.
      pixels[at + step[k]] = 0xff000000
        | ((oldRedBlue + (Math.imul(redBlue - oldRedBlue, share[k]) >> 8)) & 0xff00ff)
        | ((oldGreen + (Math.imul(green - oldGreen, share[k]) >> 8)) & 0x00ff00);
    }
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
