"""One epoch of training the lecture's small network on images in memory: 2,255 parameters.

28 × 28 pixels, five kernels of 6 × 6, the largest of 2 × 2, ten kernels of 3 × 3, the largest of 2 × 2,
ten classes; batches of 64 in another order each epoch, cross-entropy, Adam. Eager, compiled, or compiled
with what is fastest for small convolutions on processors, channels last.
"""

import torch
from torch.nn.functional import cross_entropy

from measuring import arguments, serve

BATCH = 64
RATE = 0.005


def network():
    return torch.nn.Sequential(
        torch.nn.Conv2d(1, 5, 6), torch.nn.MaxPool2d(2), torch.nn.ReLU(),
        torch.nn.Conv2d(5, 10, 3), torch.nn.MaxPool2d(2), torch.nn.ReLU(),
        torch.nn.Flatten(), torch.nn.Linear(160, 10))


def main():
    options = arguments(contender=["eager", "compiled", "channels-last"])
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    images = torch.rand(options.count, 1, 28, 28)
    labels = torch.randint(0, 10, (options.count,))
    model = network()
    assert sum(p.numel() for p in model.parameters()) == 2255
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    if options.contender == "channels-last":
        images = images.to(memory_format=torch.channels_last)
        model = model.to(memory_format=torch.channels_last)
    if options.contender != "eager":
        model = torch.compile(model)

    def epoch():
        order, loss = torch.randperm(len(images)), None
        # Whole batches alone: another size would be compiled anew.
        for first in range(0, len(images) - BATCH + 1, BATCH):
            rows = order[first:first + BATCH]
            optimizer.zero_grad()
            loss = cross_entropy(model(images[rows]), labels[rows])
            loss.backward()
            optimizer.step()
        return {"loss": loss.item()}

    serve(epoch, structures=len(images) // BATCH * BATCH)


if __name__ == "__main__":
    main()
