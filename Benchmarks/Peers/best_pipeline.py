"""CIF files to a table of predictions as fast as Python can: gemmi, a compiled neighbour search, the
factorised network under torch.compile, on one or two processes of one thread each."""

import csv
from multiprocessing import get_context
from pathlib import Path

import gemmi
import numpy as np
import torch

from factorised import FactorisedInference
from graphs import collate_flat, element_features, network
from measuring import arguments, serve
from neighbors import VesinSearch, nearest, pymatgen_search

BATCH = 128
POSITIONS = ["_atom_site_type_symbol", "_atom_site_fract_x", "_atom_site_fract_y",
             "_atom_site_fract_z"]
CELL = ["_cell_length_a", "_cell_length_b", "_cell_length_c", "_cell_angle_alpha",
        "_cell_angle_beta", "_cell_angle_gamma"]
NUMBERS = {gemmi.Element(z).name: z for z in range(1, 104)}


def read(path):
    """Atomic numbers, positions [atoms, 3] and cell [3, 3] in Å, of a P 1 file.

    Straight from gemmi's table of text: faster than its objects.
    """
    block = gemmi.cif.read(path).sole_block()
    cell = gemmi.UnitCell(*[float(block.find_value(tag)) for tag in CELL])
    rows = [(NUMBERS[symbol], float(x), float(y), float(z))
            for symbol, x, y, z in block.find(POSITIONS)]
    atoms = np.array(rows)
    lattice = np.array(cell.orth.mat).T.copy()
    return atoms[:, 0].astype(np.int64), atoms[:, 1:] @ lattice, lattice


class Pipeline:
    """What one process holds."""

    def __init__(self, folder, search):
        torch.set_num_threads(1)
        self.search = pymatgen_search if search == "pymatgen" else VesinSearch()
        shared = network(folder, outputs=2).eval()
        with torch.inference_mode():
            factorised = FactorisedInference(shared, element_features(folder))
        self.model = torch.compile(factorised, dynamic=True)

    def graph(self, path):
        numbers, positions, cell = read(path)
        neighbors, distances = nearest(*self.search(positions, cell), len(numbers))
        return (torch.from_numpy(numbers), torch.from_numpy(distances),
                torch.from_numpy(neighbors.astype(np.int64)))

    def predict(self, paths):
        rows = []
        with torch.inference_mode():
            for first in range(0, len(paths), BATCH):
                batch = collate_flat([self.graph(path) for path in paths[first:first + BATCH]])
                rows += self.model(*batch).tolist()
        return rows


pipeline = None


def start(folder, search):
    global pipeline
    pipeline = Pipeline(folder, search)


def predict(paths):
    return pipeline.predict(paths)


def main():
    options = arguments(processes=("1", "2"), search=("pymatgen", "vesin"))
    processes = int(options.processes)
    files = sorted((options.folder / "p1").iterdir())[:options.count]
    paths = [str(path) for path in files]
    parts = [paths[k::processes] for k in range(processes)]
    output = Path(options.folder) / f"best-{options.search}-{processes}.csv"
    if processes == 1:
        start(options.folder, options.search)
        run = lambda: list(map(predict, parts))
    else:
        pool = get_context("spawn").Pool(processes, start, (options.folder, options.search))
        # Both processes have as many parts of each size: one part each.
        run = lambda: pool.map(predict, parts, chunksize=1)

    def work():
        rows = [row for part in run() for row in part]
        with open(output, "w") as file:
            csv.writer(file).writerows(
                [path, *row] for path, row in zip((p for part in parts for p in part), rows))

    serve(work, structures=len(paths))


if __name__ == "__main__":
    main()
