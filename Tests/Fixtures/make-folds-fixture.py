#!/usr/bin/env python3
"""Makes folds.json: what numpy and scikit-learn draw and divide.

    python3 -m venv venv && venv/bin/pip install numpy==2.4.6 scikit-learn==1.9.1
    venv/bin/python Tests/Fixtures/make-folds-fixture.py

Long lists of indices stand as their first ten and the SHA-256 of the whole, indices in decimals with
commas between.
"""

import hashlib
import json
import pathlib

import numpy as np
import sklearn
from sklearn.model_selection import KFold, train_test_split

HERE = pathlib.Path(__file__).parent
MATBENCH = 18012019


def listed(indices):
    text = ",".join(str(int(i)) for i in indices)
    return {
        "count": len(indices),
        "first": [int(i) for i in indices[:10]],
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def permutation(seed, count):
    return {"seed": seed, "of": listed(np.random.RandomState(seed).permutation(count))}


def folds(rows, count, state):
    """The folds; and for the first one, what a quarter of its outer part is that validates."""
    tests, outer = [], None
    for train, test in KFold(count, shuffle=True, random_state=state).split(np.zeros(rows)):
        tests.append(listed(test))
        outer = train if outer is None else outer
    rest, validation = train_test_split(outer, test_size=0.25, random_state=state)
    return {
        "rows": rows,
        "state": state,
        "tests": tests,
        "validation": listed(sorted(validation)),
        "train": listed(sorted(rest)),
    }


def interval(seed, largest, draws=6):
    """random_interval, by the road of randint that takes it too (numpy's masked rejection)."""
    state = np.random.RandomState(seed)
    values = state.randint(0, largest + 1, size=draws, dtype=np.int64)
    return {"seed": seed, "largest": str(largest), "values": [str(v) for v in values]}


def main():
    sizes = [(n, 5, MATBENCH) for n in (636, 4764, 10987, 1265, 312, 7, 5)]
    sizes += [(n, 4, MATBENCH) for n in (636, 4764, 10987)]
    sizes += [(101, 5, 0), (101, 4, 42), (2**17 + 3, 5, 2**32 - 1)]
    fixture = {
        "permutations": [
            permutation(MATBENCH, n) for n in (1, 2, 3, 64, 65, 636, 4764, 10987)
        ] + [permutation(0, 1000), permutation(2**32 - 1, 1000), permutation([1, 2, 3], 1000)],
        "folds": [folds(*size) for size in sizes],
        "intervals": [
            interval(MATBENCH, largest)
            for largest in (1, 6, 2**31, 2**32 - 1, 2**32, 2**33 + 5, 2**40 + 12345, 2**62)
        ],
    }
    # An entry a line.
    entries = {
        key: "[\n" + ",\n".join(json.dumps(entry) for entry in value) + "]"
        for key, value in fixture.items() if isinstance(value, list)
    }
    lists = ",\n".join(f'"{key}": {text}' for key, text in entries.items())
    text = f'{{"numpy": "{np.__version__}", "scikit-learn": "{sklearn.__version__}",\n{lists}}}\n'
    json.loads(text)
    (HERE / "folds.json").write_text(text)


if __name__ == "__main__":
    main()
