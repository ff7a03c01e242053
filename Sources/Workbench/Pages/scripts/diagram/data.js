// What the diagram is made of, asked of the program and put on its scales.

import { bytes, get, nameList } from '../server.js';


/** The block of numbers that /api/diagram answers with. */
export function decode(buffer) {
  const count = new DataView(buffer).getUint32(0, true);
  // Typed arrays read in the order of the machine, which is this one wherever browsers run.
  return {
    count,
    x: new Float32Array(buffer, 4, count), y: new Float32Array(buffer, 4 + 4 * count, count),
    row: new Uint32Array(buffer, 4 + 8 * count, count), front: new Uint8Array(buffer, 4 + 12 * count, count),
  };
}

export const points = async (query, signal) => decode(await bytes('api/diagram', query, signal));

/**
 * What colours the points: each point's place in a palette of `steps` colours.
 * @returns {places: Uint8Array, range: [low, high]}: 255 where nothing is known.
 */
export async function colouring(data, property, query, steps, signal) {
  const other = await points({ ...query, x: query.x, y: property }, signal);
  const values = new Map();
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < other.count; i += 1) {
    const value = other.y[i];
    values.set(other.row[i], value);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const places = new Uint8Array(data.count);
  const width = high > low ? high - low : 1;
  for (let i = 0; i < data.count; i += 1) {
    const value = values.get(data.row[i]);
    places[i] = value === undefined ? steps : Math.min(steps - 1, Math.floor(((value - low) / width) * steps));
  }
  return { places, range: low <= high ? [low, high] : null };
}

/** Each point's collection, by its place in a list of them. */
export async function byCollection(data, collections, query, signal) {
  const places = new Uint8Array(data.count);
  const placeOf = new Map();
  await Promise.all(collections.map(async (name, k) => {
    const some = await points({ ...query, collection: name }, signal);
    for (let i = 0; i < some.count; i += 1) placeOf.set(some.row[i], k);
  }));
  for (let i = 0; i < data.count; i += 1) places[i] = placeOf.get(data.row[i]) ?? collections.length;
  return places;
}

/** Rows of one question. */
const rowsOf = 500;

/** Crystals of many rows, in the order of the rows; asked for in pieces that an address can hold. */
export async function crystals(rows, columns, { signal, onProgress } = {}) {
  const found = new Map();
  for (let start = 0; start < rows.length; start += rowsOf) {
    const some = rows.slice(start, start + rowsOf);
    const answer = await get('api/crystals', { rows: some.join(','), columns: nameList(columns), limit: rowsOf }, signal);
    for (const crystal of answer.crystals) found.set(crystal.row, crystal);
    onProgress?.(Math.min(rows.length, start + rowsOf), rows.length);
  }
  return rows.map((row) => found.get(row)).filter(Boolean);
}
