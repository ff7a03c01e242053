"""Predictions from graphs in memory: CGCNN as published, and factorised.

The batches are made before the clock starts; the best of several batch sizes is taken.
"""

import time

import torch

from factorised import FactorisedInference
from graphs import Graphs, collate_flat, collate_published, network
from measuring import arguments, serve
from published import expand

BATCH_SIZES = (32, 64, 128, 256, 512)


def published_batches(graphs, size):
    items = [graphs.published_item(i) for i in range(len(graphs))]
    return [collate_published(items[k:k + size])[0] for k in range(0, len(items), size)]


def flat_batches(graphs, size, dtype, precomputed):
    items = [graphs.flat_item(i) for i in range(len(graphs))]
    for k in range(0, len(items), size):
        numbers, distances, *rest, shares = collate_flat(items[k:k + size])
        bonds = expand(distances).to(dtype) if precomputed else distances
        yield (numbers, bonds, *rest, shares.to(dtype))


def contender(name, graphs, shared):
    """The network of a contender, and the function that makes its batches of a size."""
    if name == "published":
        return shared, lambda size: published_batches(graphs, size)
    dtype = torch.bfloat16 if name == "compiled-bf16" else torch.float32
    factorised = FactorisedInference(shared, graphs.features).to(dtype)
    model = factorised if name == "eager" else torch.compile(factorised, dynamic=True)
    return model, lambda size: list(flat_batches(graphs, size, dtype, precomputed=True))


def evaluate(model, batches):
    with torch.inference_mode():
        return torch.cat([model(*batch) for batch in batches])


def seconds(model, batches):
    start = time.perf_counter()
    evaluate(model, batches)
    return time.perf_counter() - start


def best_batches(model, make):
    """Batches of the size that is fastest on this machine, after each was tried once."""
    times = {}
    for size in BATCH_SIZES:
        batches = make(size)
        evaluate(model, batches[:2])
        times[size] = min(seconds(model, batches) for _ in range(3))
    size = min(times, key=times.get)
    return size, make(size)


def main():
    options = arguments(contender=("published", "eager", "compiled", "compiled-bf16"))
    torch.set_num_threads(options.threads)
    graphs = Graphs(options.folder, options.count)
    shared = network(options.folder).eval()
    with torch.inference_mode():
        model, make = contender(options.contender, graphs, shared)
        size, batches = best_batches(model, make)
        reference = evaluate(shared, published_batches(graphs, 64)[:4])
        difference = (evaluate(model, batches)[:256].float() - reference).abs().max().item()

    def work():
        evaluate(model, batches)

    serve(work, structures=len(graphs), batch=size, difference=difference)


if __name__ == "__main__":
    main()
