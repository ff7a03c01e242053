// What of a crystal is to be seen: spheres, half bonds and edges of cells, in Å around the middle.

import { appearance, vacancyColour } from './elements.js';

const onFace = 1e-3;
const ballShare = 0.42;
const key = (site, cell) => `${site},${cell.join(',')}`;
const plus = (one, other, share = 1) => one.map((value, axis) => value + share * other[axis]);
const along = (lattice, cell) => [0, 1, 2].map((axis) => cell[0] * lattice[0][axis] + cell[1] * lattice[1][axis] + cell[2] * lattice[2][axis]);

/** Integers m with 0 ≤ fraction + m ≤ count: a site on a face of the cell is seen on the opposite face, too. */
function cellsAlong(fraction, count) {
  const cells = [];
  for (let cell = Math.ceil(-fraction - onFace); cell <= Math.floor(count - fraction + onFace); cell += 1) cells.push(cell);
  return cells;
}

/** Shares of a turn with a colour each, one for each species and one for what is missing to a whole. */
function wedges(site) {
  let start = 0;
  const parts = site.species.map(({ element, occupancy }) => {
    const part = { start, share: occupancy, colour: appearance(element).colour };
    start += occupancy;
    return part;
  });
  if (parts.length === 1 && parts[0].share > 0.999) parts[0].share = 1;
  else if (start < 0.999) parts.push({ start, share: 1 - start, colour: vacancyColour });
  return parts;
}

function radius(site) {
  const total = site.species.reduce((sum, { occupancy }) => sum + occupancy, 0) || 1;
  return ballShare * site.species.reduce((sum, { element, occupancy }) => sum + appearance(element).radius * occupancy, 0) / total;
}

/** The name of a site as a person writes it: Fe, or Al0.5Ga0.5. */
export const siteName = (site) => site.species.map(({ element, occupancy }) => (occupancy > 0.999 ? element : `${element}${Number(occupancy.toFixed(3))}`)).join('');

/**
 * @param crystal {lattice, sites, bonds, neighborhood: {atom, edges: [{to, shift}]} where one atom's neighbours are to be seen}
 * @param count cells along each axis.
 * @returns {atoms: [{site, cell, place, radius, wedges, ghost, central}], sticks: [{from, to, colour, radius, ghost}], edges: [[place, place]], reach: Å}
 */
export function scene(crystal, count) {
  const { lattice, sites } = crystal;
  const middle = along(lattice, [count / 2, count / 2, count / 2]);
  const looks = sites.map((site) => ({ radius: radius(site), wedges: wedges(site) }));
  const place = (site, cell) => plus(plus(sites[site].cartesian, along(lattice, cell)), middle, -1);
  const atoms = new Map();
  const add = (site, cell, others = {}) => {
    const name = key(site, cell);
    if (!atoms.has(name)) atoms.set(name, { site, cell, place: place(site, cell), ...looks[site], ...others });
    else Object.assign(atoms.get(name), others.central ? others : {});
  };
  sites.forEach((site, index) => {
    const [a, b, c] = site.fractional.map((fraction) => cellsAlong(fraction, count));
    for (const i of a) for (const j of b) for (const k of c) add(index, [i, j, k]);
  });
  const sticks = halfBonds(crystal, [...atoms.values()], place);
  if (crystal.neighborhood) neighborhood(crystal, count, add, place, sticks);
  const edges = cellEdges(lattice, count, middle);
  const all = [...atoms.values()];
  const reach = Math.max(...all.map((atom) => Math.hypot(...atom.place) + atom.radius), ...edges.flat().map((end) => Math.hypot(...end)));
  return { atoms: all, sticks, edges, reach };
}

function halfBonds(crystal, atoms, place) {
  const ends = crystal.sites.map(() => []);
  for (const { from, to, shift } of crystal.bonds ?? []) {
    ends[from].push({ to, shift });
    ends[to].push({ to: from, shift: shift.map((value) => -value) });
  }
  return atoms.flatMap((atom) => ends[atom.site].map(({ to, shift }) => {
    const other = place(to, plus(atom.cell, shift));
    return { from: atom.place, to: plus(atom.place, plus(other, atom.place, -1), 0.5), colour: atom.wedges[0].colour, radius: 0.09 };
  }));
}

function neighborhood(crystal, count, add, place, sticks) {
  const { atom, edges } = crystal.neighborhood;
  const half = Math.floor((count - 1) / 2);
  const cell = crystal.sites[atom].fractional.map((fraction) => half - Math.floor(fraction + onFace));
  add(atom, cell, { central: true });
  for (const { to, shift } of edges) {
    const there = plus(cell, shift);
    add(to, there, { ghost: true });
    sticks.push({ from: place(atom, cell), to: place(to, there), colour: null, radius: 0.05, mark: true });
  }
}

function cellEdges(lattice, count, middle) {
  const edges = [];
  const corner = (cell) => plus(along(lattice, cell), middle, -1);
  for (let axis = 0; axis < 3; axis += 1) {
    const [one, other] = [0, 1, 2].filter((each) => each !== axis);
    for (let i = 0; i <= count; i += 1) for (let j = 0; j <= count; j += 1) {
      const start = [0, 0, 0];
      [start[one], start[other]] = [i, j];
      const end = [...start];
      end[axis] = count;
      edges.push([corner(start), corner(end)]);
    }
  }
  return edges;
}
