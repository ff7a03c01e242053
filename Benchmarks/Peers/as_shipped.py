"""CIF files to a table of predictions the way CGCNN ships: pymatgen's objects in a data loader."""

import csv
import warnings

import numpy as np
import torch
from pymatgen.core import Structure
from torch.utils.data import DataLoader, Dataset

from graphs import collate_published, element_features, network
from measuring import arguments, serve
from neighbors import NEIGHBORS, RADIUS
from published import GAUSSIANS, STEP

CENTERS = STEP * np.arange(GAUSSIANS)


class CIFData(Dataset):
    """Each crystal is parsed and searched when it is asked for, one atom after another."""

    def __init__(self, paths, features):
        self.paths, self.features = paths, features

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        crystal = Structure.from_file(self.paths[index])
        features = np.vstack([self.features[site.specie.Z] for site in crystal])
        neighbors, distances = [], []
        for found in crystal.get_all_neighbors(RADIUS, include_index=True):
            found = sorted(found, key=lambda neighbor: neighbor.nn_distance)[:NEIGHBORS]
            neighbors.append([neighbor.index for neighbor in found])
            distances.append([neighbor.nn_distance for neighbor in found])
        squares = ((np.array(distances)[..., np.newaxis] - CENTERS) / STEP) ** 2
        bonds = np.exp(-np.minimum(squares, 60))
        return (torch.Tensor(features), torch.Tensor(bonds), torch.LongTensor(neighbors),
                torch.zeros(1))


def main():
    options = arguments(workers=("0", "2"))
    torch.set_num_threads(options.threads)
    warnings.filterwarnings("ignore")
    files = sorted((options.folder / "p1").iterdir())[:options.count]
    paths = [str(path) for path in files]
    features = element_features(options.folder).numpy()
    model = network(options.folder, outputs=2).eval()
    loader = DataLoader(CIFData(paths, features), batch_size=256, num_workers=int(options.workers),
                        collate_fn=collate_published)

    def work():
        rows = []
        with torch.no_grad():
            for inputs, _ in loader:
                rows += model(*inputs).tolist()
        with open(options.folder / f"as-shipped-{options.workers}.csv", "w") as file:
            csv.writer(file).writerows([path, *row] for path, row in zip(paths, rows))

    serve(work, structures=len(paths))


if __name__ == "__main__":
    main()
