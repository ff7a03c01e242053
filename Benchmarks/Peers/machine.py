"""What the machine can do: matrix products by PyTorch's library (MKL), and main memory."""

import json
import sys
import time

import torch

SIZE = 2048
FLOATS = 2 ** 27


def best(body, repeats):
    body()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        body()
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    threads = int(sys.argv[1])
    torch.set_num_threads(threads)
    a, b, c = (torch.randn(SIZE, SIZE) for _ in range(3))
    gigaflops = 2 * SIZE ** 3 / best(lambda: torch.mm(a, b, out=c), 10) / 1e9
    x, y, z = (torch.ones(FLOATS) for _ in range(3))
    # As STREAM's triad: two arrays read and one written.
    gigabytes = 12 * FLOATS / best(lambda: torch.add(x, y, alpha=3, out=z), 10) / 1e9
    print(json.dumps({"threads": threads, "gigaflops": gigaflops, "gigabytes": gigabytes}))


if __name__ == "__main__":
    main()
