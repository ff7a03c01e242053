"""How a contender talks to the runner.

It prints one line of JSON when it is ready, and for every line it reads does its work once and
prints one line of JSON with what that took. It ends with its input. While it waits it must not
use the processor: OMP_WAIT_POLICY=PASSIVE is set by the runner.
"""

import argparse
import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path


def arguments(*names, **choices):
    """The folder of shared files, number of structures and threads, and further choices."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--threads", type=int, default=2)
    for name, values in choices.items():
        parser.add_argument(f"--{name}", choices=values, default=values[0])
    return parser.parse_args()


def peak_megabytes():
    """Largest resident sets of this process and its children, added, MB (10^6 bytes).

    What they share counts in each; of children that have ended only the largest is known.
    """
    kilobytes = sum(resource.getrusage(who).ru_maxrss
                    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    for child in multiprocessing.active_children():
        status = Path(f"/proc/{child.pid}/status")
        if status.exists():
            kilobytes += int(status.read_text().split("VmHWM:")[1].split()[0])
    # macOS counts in bytes.
    return kilobytes * (1 if sys.platform == "darwin" else 1024) / 1e6


def serve(work, **facts):
    """Calls `work` once to warm up, then once for every line of standard input.

    `work` may return a dictionary of further facts on what it did.
    """
    work()
    print(json.dumps({"ready": True, **facts}), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        more = work() or {}
        took = {"seconds": time.perf_counter() - start, "peakMegabytes": peak_megabytes()}
        print(json.dumps({**took, **facts, **more}), flush=True)
