#!/usr/bin/env python3
"""Makes structure-pairs.csv: 2,000 pairs of crystals, and what pymatgen's StructureMatcher says of each.

    python3 Tests/Fixtures/make-structure-pairs.py DATA [--crystals FOLDER]
    (needs pymatgen and NumPy; made with pymatgen 2026.10.24)

DATA is the folder of the data for development (its files are named below). The table has the ids of the
crystals, and by which seed, strain and noise the second is changed: PairRecipe in Tests/CrystalsTests makes
the same crystals from it. With --crystals the pairs themselves are written, too, as FOLDER/a.jsonl and
FOLDER/b.jsonl: what the benchmark reads.

The pairs are meant to be hard. The first three kinds are crystals of one formula with cells of one size,
among which a reader of formulas sees no difference:

    polymorph   two entries of the Materials Project (mp36k and elastic), one composition, one size
    databases   an entry of the Materials Project and one of AFLOW
    mixed       two entries of 3DSC with sites that elements share
    carbon      two of the hypothetical carbons of Carbon-24

and of the others the second is made of the first:

    cell        other lattice vectors, strain up to 8 %, noise up to 0.5 Å
    supercell   a supercell, strain up to 8 %, noise up to 0.5 Å, which may hide that it is one
    antisite    two atoms of a small supercell change places, in both crystals, each by its own choice
    vacancy     an atom is missing in a small supercell of either, of the same element
"""

import argparse
import collections
import csv
import gzip
import json
import math
import pathlib
import random

HERE = pathlib.Path(__file__).parent
SEED = 68314
COUNTS = {"polymorph": 520, "databases": 400, "mixed": 130, "carbon": 100,
          "cell": 300, "supercell": 300, "antisite": 125, "vacancy": 125}
FILES = {"mp": "mp36k_eform_gap", "elastic": "elastic_mp_union8094",
         "aflow": "aflow_elastic_thermal", "3dsc": "3dsc_mp_10904", "carbon": "carbon24_val_test"}
MOST_SITES = 40
MASK = (1 << 64) - 1


class SplitMix64:
    """Steele, Lea & Flood, OOPSLA 2014: the generator that the program has."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def unit(self):
        """In [0, 1)."""
        return (self.next() >> 11) * 2.0**-53

    def signed(self):
        return 2 * self.unit() - 1

    def below(self, n):
        return int(self.unit() * n)

    def ball(self):
        """A point in the unit ball."""
        while True:
            v = [self.signed() for _ in range(3)]
            if sum(x * x for x in v) <= 1:
                return v


class Crystal:
    def __init__(self, lattice, species, positions):
        self.lattice, self.species, self.positions = lattice, species, positions

    def repeated(self, counts):
        lattice = [[x * n for x in row] for row, n in zip(self.lattice, counts)]
        species, positions = [], []
        for s, f in zip(self.species, self.positions):
            for i in range(counts[0]):
                for j in range(counts[1]):
                    for k in range(counts[2]):
                        species.append(s)
                        positions.append([(x + n) / m for x, n, m in zip(f, (i, j, k), counts)])
        return Crystal(lattice, species, positions)

    def sheared(self, i, j, sign):
        """The lattice vector i becomes a_i + sign · a_j."""
        lattice = [list(row) for row in self.lattice]
        lattice[i] = [x + sign * y for x, y in zip(lattice[i], lattice[j])]
        positions = [list(f) for f in self.positions]
        for f in positions:
            f[j] -= sign * f[i]
        return Crystal(lattice, self.species, positions)

    def strained(self, strain):
        """L (1 + ε)."""
        lattice = [[x + sum(row[k] * strain[k][c] for k in range(3)) for c, x in enumerate(row)]
                   for row in self.lattice]
        return Crystal(lattice, self.species, self.positions)

    def cartesian(self, f):
        return [sum(f[k] * self.lattice[k][c] for k in range(3)) for c in range(3)]

    def fractional(self, r):
        a, b, c = self.lattice
        volume = dot(a, cross(b, c))
        return [dot(r, cross(b, c)) / volume, dot(r, cross(c, a)) / volume,
                dot(r, cross(a, b)) / volume]


def dot(p, q):
    return sum(x * y for x, y in zip(p, q))


def cross(p, q):
    return [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]]


# What is done to crystals. The order of the random numbers is part of the table's meaning.

def other_cell(crystal, rng):
    """Three shears of the lattice vectors."""
    for _ in range(3):
        i = rng.below(3)
        j = (i + 1 + rng.below(2)) % 3
        crystal = crystal.sheared(i, j, 1 if rng.unit() < 0.5 else -1)
    return crystal


def disturbed(crystal, strain, noise, rng):
    """Strained by at most `strain`, atoms moved within a ball of `noise` Å, all moved by one vector,
    in another order and another orientation."""
    xx, yy, zz, yz, xz, xy = (rng.signed() for _ in range(6))
    scale = strain / max(abs(x) for x in (xx, yy, zz, yz, xz, xy))
    crystal = crystal.strained([[x * scale for x in row] for row in
                                ((xx, xy, xz), (xy, yy, yz), (xz, yz, zz))])
    shift = [rng.unit() for _ in range(3)]
    positions = []
    for f in crystal.positions:
        moved = crystal.fractional([noise * x for x in rng.ball()])
        positions.append([x + d + s for x, d, s in zip(f, moved, shift)])
    species = list(crystal.species)
    for k in range(len(species) - 1, 0, -1):
        other = rng.below(k + 1)
        species[k], species[other] = species[other], species[k]
        positions[k], positions[other] = positions[other], positions[k]
    return Crystal(rotated(crystal.lattice, rng), species, positions)


def rotated(lattice, rng):
    """By a quaternion: a vector in the unit ball and what is left to length one."""
    x, y, z = rng.ball()
    w = math.sqrt(1 - (x * x + y * y + z * z))
    turn = [[1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)]]
    return [[dot(turn[c], row) for c in range(3)] for row in lattice]


def with_antisite(crystal, rng):
    species = list(crystal.species)
    first = rng.below(len(species))
    others = [k for k, s in enumerate(species) if s != species[first]]
    second = others[rng.below(len(others))]
    species[first], species[second] = species[second], species[first]
    return Crystal(crystal.lattice, species, crystal.positions)


def with_vacancy(crystal, element, rng):
    sites = [k for k, s in enumerate(crystal.species) if s == element]
    gone = sites[rng.below(len(sites))]
    keep = [k for k in range(len(crystal.species)) if k != gone]
    return Crystal(crystal.lattice, [crystal.species[k] for k in keep],
                   [crystal.positions[k] for k in keep])


REPEATS = [(2, 1, 1), (1, 2, 1), (1, 1, 2), (2, 2, 1), (3, 1, 1), (1, 1, 3), (2, 1, 2), (2, 2, 2)]


def pair(recipe, crystals):
    """The two crystals of a row."""
    kind, rng = recipe["kind"], SplitMix64(int(recipe["seed"]))
    a, b = crystals[recipe["a"]], crystals[recipe["b"]]
    strain, noise = float(recipe["strain"]), float(recipe["noise"])
    if kind == "cell":
        b = other_cell(b, rng)
    elif kind == "supercell":
        b = other_cell(b.repeated(REPEATS[rng.below(len(REPEATS))]), rng)
    elif kind == "antisite":
        counts = REPEATS[rng.below(4)]
        a, b = with_antisite(a.repeated(counts), rng), with_antisite(b.repeated(counts), rng)
    elif kind == "vacancy":
        counts = REPEATS[rng.below(4)]
        element = a.species[rng.below(len(a.species))]
        a = with_vacancy(a.repeated(counts), element, rng)
        b = with_vacancy(b.repeated(counts), element, rng)
    else:
        return a, b
    return a, disturbed(b, strain, noise, rng)


# Which crystals.

def read(data):
    """Crystals by "file:id"; species are symbols or, of a mixed site, tuples of symbols and shares."""
    from pymatgen.core import Element
    crystals, formulas = {}, {}
    for name, file in FILES.items():
        with gzip.open(data / f"{file}.jsonl.gz", "rt") as lines:
            for row in map(json.loads, lines):
                if len(row["frac"]) > MOST_SITES:
                    continue
                if "z" in row:
                    species = [Element.from_Z(z).symbol for z in row["z"]]
                else:
                    species = [species_of(site) for site in row["sites"]]
                key = f"{name}:{row['id']}"
                crystals[key] = Crystal(row["lattice"], species, row["frac"])
                formulas[key] = formula(species)
    return crystals, formulas


def species_of(site):
    parts = tuple(sorted(site.items()))
    return parts[0][0] if len(parts) == 1 and parts[0][1] == 1 else parts


def formula(species):
    """What pairs of the first kinds have in common: amounts of the cell."""
    amounts = collections.Counter()
    for s in species:
        for symbol, share in ([(s, 1)] if isinstance(s, str) else s):
            amounts[symbol] += share
    return tuple(sorted((symbol, round(amount, 3)) for symbol, amount in amounts.items()))


def couples(first, second, formulas, rng):
    """Pairs of one formula, at most four of each formula: else silica would be half of them."""
    by_formula = collections.defaultdict(list)
    for key in second:
        by_formula[formulas[key]].append(key)
    found, count = [], collections.Counter()
    for key in rng.sample(first, len(first)):
        partners = [k for k in by_formula[formulas[key]] if k != key]
        if partners and count[formulas[key]] < 4:
            count[formulas[key]] += 1
            found.append((key, rng.choice(partners)))
    return found


def recipes(crystals, formulas):
    rng = random.Random(SEED)
    names = {n: sorted(k for k in crystals if k.startswith(n + ":")) for n in FILES}
    mp = names["mp"] + names["elastic"]
    mixed = [k for k in names["3dsc"] if any(not isinstance(s, str) for s in crystals[k].species)]
    small = [k for k in names["mp"] if len(crystals[k].species) <= 12]
    chosen = {
        "polymorph": couples(mp, mp, formulas, rng), "databases": couples(mp, names["aflow"], formulas, rng),
        "mixed": couples(mixed, mixed, formulas, rng),
        "carbon": [tuple(rng.sample(names["carbon"], 2)) for _ in range(20 * COUNTS["carbon"])],
        "cell": [(k, k) for k in rng.sample(mp, 2000)],
        "supercell": [(k, k) for k in rng.sample(small, 2000)],
        "antisite": [(k, k) for k in rng.sample(small, 2000) if len(set(crystals[k].species)) > 1],
        "vacancy": [(k, k) for k in rng.sample(small, 2000)]}
    chosen["carbon"] = [p for p in chosen["carbon"] if formulas[p[0]] == formulas[p[1]]]
    for kind, count in COUNTS.items():
        if len(chosen[kind]) < count:
            raise SystemExit(f"{len(chosen[kind])} pairs of the kind {kind}, not {count}")
        for a, b in chosen[kind][:count]:
            made = a == b
            yield {"kind": kind, "a": a, "b": b, "seed": rng.randrange(1 << 32) if made else 0,
                   "strain": round(rng.uniform(0, 0.08), 4) if made else 0,
                   "noise": round(rng.uniform(0, 0.5), 4) if made else 0}


# What pymatgen says.

def structure(crystal):
    from pymatgen.core import Lattice, Structure
    species = [s if isinstance(s, str) else dict(s) for s in crystal.species]
    return Structure(Lattice(crystal.lattice), species, crystal.positions)


def verdict(a, b):
    """Of fit both ways, and the root mean square and the largest displacement of the best match."""
    from pymatgen.core.structure_matcher import StructureMatcher
    matcher = StructureMatcher()
    p, q = structure(a), structure(b)
    distances = matcher.get_rms_dist(p, q)
    return {"fit": int(matcher.fit(p, q)), "fit_back": int(matcher.fit(q, p)),
            "rms": f"{distances[0]:.6f}" if distances else "",
            "largest": f"{distances[1]:.6f}" if distances else ""}


def record(name, crystal):
    sites = [{s: 1} if isinstance(s, str) else dict(s) for s in crystal.species]
    return json.dumps({"id": name, "lattice": crystal.lattice, "sites": sites,
                       "frac": crystal.positions}) + "\n"


def write_crystals(folder, rows, crystals):
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "a.jsonl", "w") as first, open(folder / "b.jsonl", "w") as second:
        for number, row in enumerate(rows):
            a, b = pair(row, crystals)
            first.write(record(f"{number}", a))
            second.write(record(f"{number}", b))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--crystals", type=pathlib.Path)
    options = parser.parse_args()
    crystals, formulas = read(options.data)
    table = HERE / "structure-pairs.csv"
    if options.crystals and table.exists():
        with open(table) as lines:
            return write_crystals(options.crystals, list(csv.DictReader(lines)), crystals)
    rows = []
    for row in recipes(crystals, formulas):
        rows.append({**row, **verdict(*pair(row, crystals))})
        if len(rows) % 100 == 0:
            print(len(rows), flush=True)
    with open(table, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    if options.crystals:
        write_crystals(options.crystals, rows, crystals)


if __name__ == "__main__":
    main()
