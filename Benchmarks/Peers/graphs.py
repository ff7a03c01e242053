"""The graphs that all networks read, as each of them keeps them in memory."""

from pathlib import Path

import torch
from safetensors.torch import load_file

from published import PublishedCGCNN, expand


def element_features(folder):
    """[104, 92]: the vector of each atomic number; 0 is no element."""
    vectors = load_file(Path(folder) / "graphs.safetensors")["elements"]
    return torch.cat([torch.zeros_like(vectors[:1]), vectors])


def network(folder, outputs=1):
    """The network that all contenders share; a second output repeats the first."""
    weights = load_file(Path(folder) / "network.safetensors")
    for name in ("fc_out.weight", "fc_out.bias"):
        weights[name] = torch.cat(outputs * [weights[name]])
    shared = PublishedCGCNN(outputs=outputs)
    shared.load_state_dict(weights, strict=False)
    return shared


class Graphs:
    """Flat arrays of all crystals, and their batches."""

    def __init__(self, folder, count):
        file = load_file(Path(folder) / "graphs.safetensors")
        self.sizes = file["sizes"].long()[:count]
        atoms = int(self.sizes.sum())
        self.first = torch.cat([torch.zeros(1, dtype=torch.long), self.sizes.cumsum(0)])
        self.numbers = file["numbers"].long()[:atoms]
        self.neighbors = file["neighbors"].long()[:atoms]
        self.distances = file["distances"][:atoms]
        self.targets = file["targets"][:count].unsqueeze(1)
        self.order = file["order"].long().tolist()
        self.features = element_features(Path(folder))

    def __len__(self):
        return len(self.sizes)

    def published_item(self, index):
        """One crystal as CGCNN's data set gives it: vectors of its atoms, Gaussians, neighbours."""
        atoms = slice(self.first[index], self.first[index + 1])
        return (self.features[self.numbers[atoms]], expand(self.distances[atoms]),
                self.neighbors[atoms], self.targets[index])

    def flat_item(self, index):
        """One crystal as the factorised network takes it."""
        atoms = slice(self.first[index], self.first[index + 1])
        return self.numbers[atoms], self.distances[atoms], self.neighbors[atoms]


def collate_published(items):
    """As CGCNN collates: one disjoint graph, and the indices of each crystal's atoms."""
    features, bonds, neighbors, crystals, targets, base = [], [], [], [], [], 0
    for itsFeatures, itsBonds, itsNeighbors, target in items:
        features.append(itsFeatures)
        bonds.append(itsBonds)
        neighbors.append(itsNeighbors + base)
        crystals.append(torch.arange(base, base + len(itsFeatures)))
        targets.append(target)
        base += len(itsFeatures)
    return ((torch.cat(features), torch.cat(bonds), torch.cat(neighbors), crystals),
            torch.stack(targets))


def collate_flat(items):
    """The same for the factorised network; neighbours are moved by one addition for all."""
    numbers, bonds, neighbors = zip(*items)
    sizes = torch.tensor([len(n) for n in numbers])
    crystal_of_atom = torch.repeat_interleave(torch.arange(len(items)), sizes)
    base = (sizes.cumsum(0) - sizes)[crystal_of_atom]
    return (torch.cat(numbers), torch.cat(bonds), torch.cat(neighbors) + base.unsqueeze(1),
            crystal_of_atom, 1 / sizes.float())
