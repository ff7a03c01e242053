"""Whether two crystals are one structure, by pymatgen: the pairs of structure-pairs.csv, one core."""

import json

from pymatgen.core import Lattice, Structure
from pymatgen.core.structure_matcher import StructureMatcher

from measuring import arguments, serve


def structures(path):
    with open(path) as lines:
        for record in map(json.loads, lines):
            yield Structure(Lattice(record["lattice"]), record["sites"], record["frac"])


def main():
    options = arguments()
    pairs = list(zip(structures(options.folder / "pairs" / "a.jsonl"),
                     structures(options.folder / "pairs" / "b.jsonl")))
    # Every k-th: the kinds of pairs stand one after the other.
    chosen = pairs[::max(1, len(pairs) // options.count)][:options.count]
    matcher = StructureMatcher()

    def work():
        return {"pairs": sum(bool(matcher.fit(a, b)) for a, b in chosen)}

    serve(work, structures=len(chosen))


if __name__ == "__main__":
    main()
