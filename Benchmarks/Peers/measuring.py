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

    Of children that have ended only the largest is known.
    """
    kilobytes = sum(resource.getrusage(who).ru_maxrss
                    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    for child in multiprocessing.active_children():
        status = Path(f"/proc/{child.pid}/status")
        if status.exists():
            kilobytes += int(status.read_text().split("VmHWM:")[1].split()[0])
    return kilobytes * 1024 / 1e6


def processor_seconds():
    """Used by this process and its ended children, s."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def serve(work, **facts):
    """Calls `work` once to warm up, then once for every line of standard input.

    `work` may return a dictionary of further facts on what it did.
    """
    work()
    print(json.dumps({"ready": True, **facts}), flush=True)
    for _ in sys.stdin:
        wall, processor = time.perf_counter(), processor_seconds()
        more = work() or {}
        took = {"seconds": time.perf_counter() - wall,
                "processorSeconds": processor_seconds() - processor,
                "peakMegabytes": peak_megabytes()}
        print(json.dumps({**took, **facts, **more}), flush=True)
