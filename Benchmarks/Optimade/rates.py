"""rates.py OURS REFERENCE FOLDER: requests a second of both servers over the same structures.

Single entries are all ids in random order; filters are five hundred different ones, so that remembering the
last answers helps neither side. wrk keeps 64 connections busy, for ten seconds here and for a minute there,
where ten seconds may pass without an answer."""

import os
import random
import re
import subprocess
import sys
import urllib.parse

import requests

ours, reference, folder = sys.argv[1:4]
here = os.path.dirname(os.path.abspath(__file__))


def filters(count):
    random.seed(1)
    elements = "Al O Si C N Fe B Mg Ti W Zr Ni Co Cr".split()

    def one():
        a, b = random.sample(elements, 2)
        return random.choice(
            [
                f'elements HAS "{a}"',
                f'elements HAS ALL "{a}","{b}"',
                f'nelements={random.randint(1, 3)} AND elements HAS "{a}"',
                f'nsites<{random.randint(2, 20)} AND elements HAS ANY "{a}","{b}"',
            ]
        )

    return [one() for _ in range(count)]


def identifiers():
    ids, link = [], ours + "/v1/structures?page_limit=1000&response_fields=id"
    while link:
        page = requests.get(link).json()
        ids += [entry["id"] for entry in page["data"]]
        link = page["links"]["next"]
    return ids


def measure(base, paths, seconds):
    root = "/" + base.split("/", 3)[3] if base.count("/") > 2 else ""
    name = os.path.join(folder, "paths.txt")
    with open(name, "w") as file:
        file.write("\n".join(root + path for path in paths))
    host = base[: len(base) - len(root)]
    text = subprocess.run(
        ["wrk", "-t1", "-c64", f"-d{seconds}s", "--timeout", "60s", "--latency", "-s", here + "/paths.lua", host],
        env=dict(os.environ, PATHS=name), capture_output=True, text=True, check=True,
    ).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    worst = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", text)
    slow = float(worst.group(1)) * {"us": 1e-3, "ms": 1, "s": 1e3, "m": 6e4}[worst.group(2)]
    assert "Non-2xx" not in text and rate > 0, text
    return rate, slow


def same(filter):
    """Both sides have to find the same."""
    query = "/v1/structures?page_limit=20&filter=" + urllib.parse.quote(filter)
    counts = [requests.get(b + query).json()["meta"]["data_returned"] for b in (ours, reference)]
    assert counts[0] == counts[1], (filter, counts)


ids = identifiers()
chosen = filters(500)
for filter in chosen[:20]:
    same(filter)
kinds = {
    "single entries": ["/v1/structures/" + i for i in ids],
    "filtered, 20 a page": ["/v1/structures?page_limit=20&filter=" + urllib.parse.quote(f) for f in chosen],
}
print(f"{len(ids)} structures, wrk -t1 -c64, {os.cpu_count()} processors")
for kind, paths in kinds.items():
    (a, p), (b, q) = measure(ours, paths, seconds=10), measure(reference, paths, seconds=60)
    print(f"{kind}: {a:.0f}/s (99 % within {p:.1f} ms), reference {b:.1f}/s ({q:.0f} ms): {a / b:.0f} times")
