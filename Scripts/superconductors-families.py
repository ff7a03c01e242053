#!/usr/bin/env python3
"""What a model of critical temperatures errs in each family, and in all.

    Scripts/superconductors-families.py FILE.csv

FILE.csv is what `kimberlite evaluate --held-out -o FILE.csv` wrote of a model with the targets Tc_hot and
Tc_above_10. Families by the elements: cuprates hold copper and oxygen, iron-based ones iron without
the two together.
"""

import csv
import math
import re
import sys


def family(formula):
    elements = set(re.findall(r"[A-Z][a-z]?", formula))
    if {"Cu", "O"} <= elements:
        return "cuprate"
    return "iron-based" if "Fe" in elements else "other"


def area(yes, no):
    """Probability that a yes is above a no."""
    ranked = sorted([(p, 1) for p in yes] + [(p, 0) for p in no])
    ranks, place = {}, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        ranks[ranked[place][0]] = (place + 1 + end) / 2
        place = end
    positive = sum(ranks[p] for p in yes)
    return (positive - len(yes) * (len(yes) + 1) / 2) / (len(yes) * len(no))


def line(name, rows):
    asked = [(float(r["Tc_above_10"]), float(r["Tc_above_10_predicted"])) for r in rows if r["Tc_above_10"]]
    hits = sum(p > 0.5 and t > 0.5 for t, p in asked)
    found, real = sum(p > 0.5 for _, p in asked), sum(t > 0.5 for t, _ in asked)
    right = sum((p > 0.5) == (t > 0.5) for t, p in asked)
    auc = area([p for t, p in asked if t > 0.5], [p for t, p in asked if t <= 0.5])
    hot = [
        (math.log(float(r["Tc_hot"])), math.log(float(r["Tc_hot_predicted"]))) for r in rows if r["Tc_hot"]
    ]
    mean = sum(t for t, _ in hot) / len(hot)
    squares = sum((t - p) ** 2 for t, p in hot)
    r2 = 1 - squares / sum((t - mean) ** 2 for t, _ in hot)
    mae = sum(abs(t - p) for t, p in hot) / len(hot)
    print(
        f"{name:10} {len(asked):5} rows  accuracy {right / len(asked):.4f}  F1 {2 * hits / (found + real):.4f}"
        f"  AUC {auc:.4f}  |  {len(hot):4} above 10 K  R2 {r2:.4f}  MAE of ln Tc {mae:.4f}"
    )


def main(path):
    with open(path) as file:
        rows = list(csv.DictReader(file))
    for name in ("cuprate", "iron-based", "other"):
        line(name, [r for r in rows if family(r["formula"]) == name])
    line("all", rows)


if __name__ == "__main__":
    main(sys.argv[1])
