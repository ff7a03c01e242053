"""One epoch of training from graphs in memory: CGCNN as published, and factorised.

Batches of 256 in the order of Kimberlite's first epoch, mean squared error, SGD with momentum 0.9
as published. Batches are collated in the epoch, as in any training that shuffles.
"""

import torch
from safetensors.torch import load_file
from torch.nn.functional import mse_loss

from factorised import FactorisedTraining
from graphs import Graphs, collate_flat, collate_published
from measuring import arguments, serve
from published import PublishedCGCNN, expand

BATCH = 256
RATE = 0.01
LOSSES = 20


class Published:
    """The network and data set as CGCNN ships them, each crystal's tensors kept in memory."""

    def __init__(self, graphs, network):
        self.model = network
        self.items = [graphs.published_item(i) for i in range(len(graphs))]

    def step(self, rows):
        inputs, targets = collate_published([self.items[row] for row in rows])
        return self.model(*inputs), targets


class Factorised:
    """Flat arrays, Gaussians made before."""

    def __init__(self, graphs, network, compiled):
        self.features, self.targets = graphs.features, graphs.targets
        model = FactorisedTraining(network)
        self.model = torch.compile(model, dynamic=True) if compiled else model
        self.items = []
        for index in range(len(graphs)):
            numbers, distances, neighbors = graphs.flat_item(index)
            self.items.append((numbers, expand(distances), neighbors))

    def step(self, rows):
        inputs = collate_flat([self.items[row] for row in rows])
        return self.model(self.features, *inputs), self.targets[rows]


def bytes_per_structure(items):
    """What the tensors of one crystal take in memory."""
    tensors = [tensor for item in items for tensor in item]
    return sum(tensor.element_size() * tensor.nelement() for tensor in tensors) / len(items)


def epochs(contender, network, order):
    """Losses of one epoch each time it is asked."""
    optimizer = torch.optim.SGD(network.parameters(), lr=RATE, momentum=0.9)
    while True:
        losses = []
        for first in range(0, len(order), BATCH):
            outputs, targets = contender.step(order[first:first + BATCH])
            loss = mse_loss(outputs, targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        yield losses


def main():
    options = arguments(contender=("published", "eager", "compiled"))
    torch.set_num_threads(options.threads)
    graphs = Graphs(options.folder, options.count)
    network = PublishedCGCNN()
    network.load_state_dict(load_file(options.folder / "initial.safetensors"), strict=False)
    network.train()
    if options.contender == "published":
        contender = Published(graphs, network)
    else:
        contender = Factorised(graphs, network, options.contender == "compiled")
    training = epochs(contender, network, graphs.order)
    losses = []

    def work():
        losses.extend(next(training))
        return {"losses": losses[:LOSSES]}

    serve(work, structures=len(graphs), bytesPerStructure=bytes_per_structure(contender.items))


if __name__ == "__main__":
    main()
