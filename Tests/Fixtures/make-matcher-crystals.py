#!/usr/bin/env python3
"""Makes matcher-crystals.jsonl and matcher-verdicts.csv: textbook structures, the same ones disturbed, and what
pymatgen's StructureMatcher says of every pair of one family.

    python3 Tests/Fixtures/make-matcher-crystals.py        (needs pymatgen; made with 2026.10.24)

In a family all crystals have the same elements; the verdicts are those of `fit` in either direction, of
`get_rms_dist`, and of `fit` with the comparators for order and disorder, for occupancies and for the framework alone.
"""

import csv
import itertools
import json
import pathlib
import runpy

from pymatgen.core import Lattice
from pymatgen.core.structure_matcher import (
    FrameworkComparator, OccupancyComparator, OrderDisorderElementComparator, StructureMatcher)

HERE = pathlib.Path(__file__).parent
PAIRS = runpy.run_path(str(HERE / "make-structure-pairs.py"))
Crystal, SplitMix64, disturbed = PAIRS["Crystal"], PAIRS["SplitMix64"], PAIRS["disturbed"]
THIRD = 1 / 3

FACES = [(0, 0, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0)]


def crystal(lattice, *sites):
    return Crystal(lattice.matrix.tolist(), [s for s, *_ in sites], [list(f) for _, *f in sites])


def faces(a, *sites):
    """On the conventional cell of a face-centred lattice."""
    return crystal(Lattice.cubic(a), *((s, x + p, y + q, z + r) for s, x, y, z in sites
                                       for p, q, r in FACES))


def polytype(stacking, a=3.08, height=2.52):
    """Silicon carbide: a letter for the place of each double layer."""
    places = {"A": (0, 0), "B": (THIRD, 2 * THIRD), "C": (2 * THIRD, THIRD)}
    count = len(stacking)
    sites = []
    for layer, letter in enumerate(stacking):
        x, y = places[letter]
        sites += [("Si", x, y, layer / count), ("C", x, y, (layer + 0.75) / count)]
    return crystal(Lattice.hexagonal(a, height * count), *sites)


def carbides():
    yield "B1", faces(4.05, ("Si", 0, 0, 0), ("C", 0.5, 0.5, 0.5))
    yield "B2", crystal(Lattice.cubic(2.6), ("Si", 0, 0, 0), ("C", 0.5, 0.5, 0.5))
    yield "B3", faces(4.36, ("Si", 0, 0, 0), ("C", 0.25, 0.25, 0.25))
    yield "B3 reversed", faces(4.36, ("C", 0, 0, 0), ("Si", 0.25, 0.25, 0.25))
    yield "2H", polytype("AB")
    yield "3C", polytype("ABC")
    yield "4H", polytype("ABCB")
    yield "6H", polytype("ABCACB")
    yield "8 layers", polytype("ABCABACB")


def carbons():
    graphite = Lattice.hexagonal(2.46, 6.71)
    yield "diamond", faces(3.567, ("C", 0, 0, 0), ("C", 0.25, 0.25, 0.25))
    yield "lonsdaleite", crystal(
        Lattice.hexagonal(2.52, 4.12), ("C", THIRD, 2 * THIRD, 0.0625), ("C", 2 * THIRD, THIRD, 0.9375),
        ("C", THIRD, 2 * THIRD, 0.4375), ("C", 2 * THIRD, THIRD, 0.5625))
    yield "graphite", crystal(
        graphite, ("C", 0, 0, 0.25), ("C", 0, 0, 0.75), ("C", THIRD, 2 * THIRD, 0.25),
        ("C", 2 * THIRD, THIRD, 0.75))
    yield "graphite AA", crystal(
        graphite, ("C", 0, 0, 0.25), ("C", 0, 0, 0.75), ("C", THIRD, 2 * THIRD, 0.25),
        ("C", THIRD, 2 * THIRD, 0.75))
    yield "face-centred", faces(3.1, ("C", 0, 0, 0))
    yield "body-centred", crystal(Lattice.cubic(2.4), ("C", 0, 0, 0), ("C", 0.5, 0.5, 0.5))
    yield "simple cubic", crystal(Lattice.cubic(1.8), ("C", 0, 0, 0))
    for percent in (5, 10, 15, 20, 25):
        stretched = Lattice.tetragonal(3.4, 3.4 * (1 - percent / 100 * 2 ** -0.5))
        yield f"Bain path {percent}", crystal(
            stretched, *(("C", *f) for f in FACES))


def titanias():
    u = 0.305
    yield "rutile", crystal(
        Lattice.tetragonal(4.594, 2.959), ("Ti", 0, 0, 0), ("Ti", 0.5, 0.5, 0.5), ("O", u, u, 0),
        ("O", -u, -u, 0), ("O", 0.5 - u, 0.5 + u, 0.5), ("O", 0.5 + u, 0.5 - u, 0.5))
    yield "CaCl2 type", crystal(
        Lattice.orthorhombic(4.8, 4.4, 2.95), ("Ti", 0, 0, 0), ("Ti", 0.5, 0.5, 0.5), ("O", 0.28, 0.33, 0),
        ("O", -0.28, -0.33, 0), ("O", 0.22, 0.83, 0.5), ("O", 0.78, 0.17, 0.5))
    z = 0.208
    anatase = [("Ti", 0, 0, 0), ("Ti", 0, 0.5, 0.25), ("O", 0, 0, z), ("O", 0, 0, -z),
               ("O", 0, 0.5, 0.25 + z), ("O", 0, 0.5, 0.25 - z)]
    yield "anatase", crystal(
        Lattice.tetragonal(3.785, 9.514), *anatase,
        *((s, x + 0.5, y + 0.5, w + 0.5) for s, x, y, w in anatase))
    yield "fluorite", faces(4.87, ("Ti", 0, 0, 0), ("O", 0.25, 0.25, 0.25), ("O", 0.75, 0.75, 0.75))


def perovskites():
    oxygens = [("O", 0.5, 0.5, 0), ("O", 0.5, 0, 0.5), ("O", 0, 0.5, 0.5)]
    cube = Lattice.cubic(3.95)
    yield "cubic", crystal(cube, ("Ba", 0, 0, 0), ("Ti", 0.5, 0.5, 0.5), *oxygens)
    yield "tetragonal", crystal(
        Lattice.tetragonal(3.99, 4.04), ("Ba", 0, 0, 0), ("Ti", 0.5, 0.5, 0.52), ("O", 0.5, 0.5, -0.03),
        ("O", 0.5, 0, 0.49), ("O", 0, 0.5, 0.49))
    yield "elements changed", crystal(cube, ("Ti", 0, 0, 0), ("Ba", 0.5, 0.5, 0.5), *oxygens)
    yield "antiperovskite", crystal(
        cube, ("O", 0, 0, 0), ("Ti", 0.5, 0.5, 0.5), ("Ba", 0.5, 0.5, 0), ("O", 0.5, 0, 0.5),
        ("O", 0, 0.5, 0.5))


def alloys():
    half = (("Co", 0.5), ("Fe", 0.5))
    quarter = (("Co", 0.25), ("Fe", 0.75))
    rest = (("Co", 0.75), ("Fe", 0.25))
    cube = Lattice.cubic(2.86)
    yield "B2", crystal(cube, ("Fe", 0, 0, 0), ("Co", 0.5, 0.5, 0.5))
    yield "disordered", crystal(cube, (half, 0, 0, 0), (half, 0.5, 0.5, 0.5))
    yield "partly ordered", crystal(cube, (quarter, 0, 0, 0), (rest, 0.5, 0.5, 0.5))
    yield "partly ordered reversed", crystal(cube, (rest, 0, 0, 0), (quarter, 0.5, 0.5, 0.5))
    yield "L1_0", crystal(Lattice.tetragonal(2.55, 3.6), ("Fe", 0, 0, 0), ("Co", 0.5, 0.5, 0.5))
    yield "disordered face-centred", faces(3.6, (half, 0, 0, 0))


FAMILIES = {"SiC": carbides, "C": carbons, "TiO2": titanias, "BaTiO3": perovskites, "FeCo": alloys}


def everything():
    """Family, name and crystal: each as it is, and twice disturbed."""
    for number, (family, members) in enumerate(FAMILIES.items()):
        for place, (name, plain) in enumerate(members()):
            yield family, name, plain
            rng = SplitMix64(1000 * number + place)
            sheared = PAIRS["other_cell"](plain, rng)
            yield family, f"{name} strained", disturbed(sheared, 0.04, 0.05, rng)
            doubled = PAIRS["other_cell"](plain.repeated((1, 2, 1)), rng)
            yield family, f"{name} doubled", disturbed(doubled, 0.02, 0.1, rng)


COMPARATORS = {"overlapping": OrderDisorderElementComparator, "occupancies": OccupancyComparator,
               "anything": FrameworkComparator}


def verdict(a, b):
    p, q = PAIRS["structure"](a), PAIRS["structure"](b)
    others = {name: int(StructureMatcher(comparator=comparator()).fit(p, q))
              for name, comparator in COMPARATORS.items()}
    return {**PAIRS["verdict"](a, b), **others}


def main():
    crystals = [(family, f"{family} {name}", crystal) for family, name, crystal in everything()]
    with open(HERE / "matcher-crystals.jsonl", "w") as lines:
        for _, name, made in crystals:
            rounded = Crystal([[round(x, 9) for x in row] for row in made.lattice], made.species,
                              [[round(x, 9) for x in f] for f in made.positions])
            lines.write(PAIRS["record"](name, rounded))
    rows = [{"a": name, "b": other, **verdict(a, b)}
            for (family, name, a), (same, other, b) in itertools.combinations(crystals, 2)
            if family == same]
    with open(HERE / "matcher-verdicts.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
