#!/usr/bin/env python3
"""Random forests on Magpie features: what the composition network of superconductors is held to.

    python3 -m venv venv && venv/bin/pip install matminer==0.10.1 scikit-learn==1.9.1
    venv/bin/python Scripts/superconductors-baseline.py supercon_stanev_16414.csv.gz [SEEDS] [THREADS]
    venv/bin/python Scripts/superconductors-baseline.py supercon_stanev_16414.csv.gz --test FILE.csv [--averaged]

With --test, on one split of kimberlite's: FILE.csv is what `kimberlite evaluate --held-out -o FILE.csv`
wrote of its test part. Its rows are known by their ids, which are formulas as they are written, with -2,
-3, … behind those that came before. --averaged where the model learned from averaged rows. --mixed mixes the
model with extra trees, boosted trees and neighbours instead, with weights chosen on the test part
itself: what no mixture of them could beat.

The features are those of Stanev et al. (npj Comput. Mater. 4, 29, 2018): 6 stoichiometric norms,
6 statistics of 22 properties of the elements, 4 shares of valence electrons and 2 ionic characters,
from the tables of Magpie that matminer ships, whose gaps are filled with the mean of the property.
The third ionic feature, whether whole charges can balance, is left out: doped formulas have none.
Written with arrays here because matminer takes minutes for what takes a second.

Splits, 85 to 15 each:
  random   rows as they stand in the file: a composition written in two ways may be on both sides
  formula  equal compositions averaged to one row, so that none is on both sides
  system   the same rows, all of one set of elements on one side
"""

import csv
import gzip
import os
import re
import sys

import matminer.utils.data
import numpy as np
from scipy.spatial import cKDTree
from scipy.optimize import nnls
from sklearn.ensemble import (
    ExtraTreesClassifier, ExtraTreesRegressor, HistGradientBoostingClassifier,
    HistGradientBoostingRegressor, RandomForestClassifier, RandomForestRegressor)
from sklearn.metrics import f1_score, r2_score, roc_auc_score
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

PROPERTIES = """Number MendeleevNumber AtomicWeight MeltingT Column Row CovalentRadius
    Electronegativity NsValence NpValence NdValence NfValence NValence NsUnfilled NpUnfilled
    NdUnfilled NfUnfilled NUnfilled GSvolume_pa GSbandgap GSmagmom SpaceGroupNumber""".split()
SYMBOLS = """H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge
    As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd
    Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm
    Bk Cf Es Fm Md No Lr""".split()
INDEX = {symbol: k for k, symbol in enumerate(SYMBOLS)} | {"D": 0, "T": 0}
PART = re.compile(r"([A-Z][a-z]?)([0-9]*\.?[0-9]*)")


def table(name):
    """[elements]"""
    folder = os.path.join(os.path.dirname(matminer.utils.data.__file__), "data_files")
    with open(os.path.join(folder, "magpie_elementdata", name + ".table")) as file:
        lines = file.read().split("\n")

    def number(text):
        try:
            return float(text)
        except ValueError:
            return np.nan

    values = np.array([number(line) for line in lines[: len(SYMBOLS)]])
    return np.where(np.isnan(values), np.nanmean(values), values)


def parse(formula):
    """[elements] of amounts; None where the text is no plain formula."""
    amounts = np.zeros(len(SYMBOLS))
    place = 0
    for match in PART.finditer(formula):
        if match.start() != place or match[1] not in INDEX or match[2] == ".":
            return None
        amounts[INDEX[match[1]]] += float(match[2] or 1)
        place = match.end()
    return amounts if place == len(formula) and amounts.sum() > 0 else None


def features(amounts):
    """[rows, 144] of [rows, elements]"""
    f = amounts / amounts.sum(1, keepdims=True)
    present = f > 0
    columns = [present.sum(1)] + [(f**p).sum(1) ** (1 / p) for p in (2, 3, 5, 7, 10)]
    properties = np.array([table(name) for name in PROPERTIES])
    most = f.max(1, keepdims=True)
    for x in properties:
        low = np.where(present, x, np.inf).min(1)
        high = np.where(present, x, -np.inf).max(1)
        mean = f @ x
        deviation = (f * np.abs(x - mean[:, None])).sum(1)
        # The least of those that are equally many, as matminer has it.
        mode = np.where(f == most, x, np.inf).min(1)
        columns += [low, high, high - low, mean, deviation, mode]
    means = f @ properties[8:13].T
    columns += [means[:, k] / means[:, 4] for k in range(4)]
    chi = properties[7]
    ionic = 1 - np.exp(-0.25 * (chi[:, None] - chi[None, :]) ** 2)
    columns.append([ionic[np.ix_(p, p)].max() for p in present])
    columns.append(np.einsum("ni,ij,nj->n", f, ionic, f) / 2)
    return np.column_stack(columns)


def families(amounts):
    iron, copper, oxygen = (amounts[:, INDEX[s]] > 0 for s in ("Fe", "Cu", "O"))
    cuprate = copper & oxygen
    return np.where(cuprate, "cuprate", np.where(iron, "iron", "other"))


def averaged(amounts, temperatures):
    """One row for each composition: the mean of what was reported of it."""
    rows = {}
    for a, t in zip(amounts, temperatures):
        rows.setdefault(tuple(np.round(a / a.sum(), 6)), []).append((a, t))
    merged = list(rows.values())
    means = []
    for group in merged:
        known = [t for _, t in group if t > 0]
        # 0 says that none was reported; it does not contradict another report.
        means.append(np.mean(known) if known else 0.0)
    return np.array([group[0][0] for group in merged]), np.array(means)


def agreement(amounts, temperatures):
    """How well one report of a composition tells another: what no model of compositions can beat."""
    rows = {}
    for a, t in zip(amounts, temperatures):
        rows.setdefault(tuple(np.round(a / a.sum(), 6)), []).append(t)
    pairs = np.array(
        [(x, y) for ts in rows.values() for i, x in enumerate(ts) for j, y in enumerate(ts) if i != j])
    same = np.mean((pairs[:, 0] > 10) == (pairs[:, 1] > 10))
    logs = np.log(pairs[(pairs > 10).all(1)])
    mae = np.abs(logs[:, 0] - logs[:, 1]).mean()
    all_logs = np.log(temperatures[temperatures > 10])
    share = np.mean((logs[:, 0] - logs[:, 1]) ** 2) / 2 / all_logs.var()
    print(
        f"reports of one composition: {len(pairs) // 2} pairs, {same:.4f} on one side of 10 K; "
        f"{len(logs) // 2} above, ln Tc {mae:.4f} apart, variance of a report {share:.4f} of all")


def neighbours(amounts, temperatures):
    """How well a composition tells the nearest other one: what a smooth model has to work with."""
    shares = amounts / amounts.sum(1, keepdims=True)
    distances, nearest = (found[:, 1] for found in cKDTree(shares).query(shares, k=2, p=1))
    hot = temperatures > 10
    logs = np.log(np.where(hot, temperatures, 1))
    # Half the sum of the differences: the share of the atoms that would have to be exchanged.
    for least, most in ((0, 0.001), (0.001, 0.0025), (0.0025, 0.005), (0.005, 0.01), (0.01, 0.02)):
        pairs = (distances / 2 > least) & (distances / 2 <= most)
        both = pairs & hot & hot[nearest]
        noise = np.mean((logs[both] - logs[nearest[both]]) ** 2) / 2 / logs[hot].var()
        same = np.mean(hot[pairs] == hot[nearest[pairs]])
        print(
            f"nearest composition other in {least:.2%} to {most:.2%} of the atoms: {pairs.sum()}, "
            f"{same:.4f} on one side of 10 K; {both.sum()} above, variance {noise:.4f} of all")


def test_part(groups, generator):
    """Whether each row is of the 15 % of the groups that are for the test."""
    names = np.unique(groups)
    chosen = generator.permutation(names)[: round(0.15 * len(names))]
    return np.isin(groups, chosen)


def figures(x, temperatures, test, seed, threads):
    hot = temperatures > 10
    classifier = RandomForestClassifier(300, random_state=seed, n_jobs=threads)
    classifier.fit(x[~test], hot[~test])
    scores = classifier.predict_proba(x[test])[:, 1]
    result = {
        "accuracy": np.mean((scores > 0.5) == hot[test]),
        "F1": f1_score(hot[test], scores > 0.5),
        "AUC": roc_auc_score(hot[test], scores),
    }
    for name, known in (("R2 > 10 K", hot), ("R2 > 0 K", temperatures > 0)):
        y = np.log(np.where(known, temperatures, 1))
        forest = RandomForestRegressor(
            200, max_features=1 / 3, random_state=seed, n_jobs=threads)
        forest.fit(x[known & ~test], y[known & ~test])
        result[name] = r2_score(y[known & test], forest.predict(x[known & test]))
    return result


def mixed(amounts, temperatures, test, answers):
    """The best mixture of a model with others, by the very labels that judge it.

    answers: [test rows, 2] the model's probability of Tc > 10 K, and its ln Tc.
    """
    shares = amounts / amounts.sum(1, keepdims=True)
    shares = shares[:, (shares > 0).any(0)]
    x = np.hstack([features(amounts), shares])
    hot = temperatures > 10
    y = np.log(np.where(hot, temperatures, 1))
    others = {
        "extra trees": (
            x, ExtraTreesClassifier(300, max_features=0.3, random_state=1),
            ExtraTreesRegressor(300, max_features=1 / 3, random_state=1)),
        "boosted trees": (
            x, HistGradientBoostingClassifier(
                max_iter=600, learning_rate=0.06, max_leaf_nodes=48, random_state=1),
            HistGradientBoostingRegressor(
                max_iter=800, learning_rate=0.05, max_leaf_nodes=32, random_state=1)),
        "neighbours": (
            shares, KNeighborsClassifier(4, weights="distance", p=1),
            KNeighborsRegressor(4, weights="distance", p=1)),
    }
    chances, logs = [answers[:, 0]], [answers[:, 1]]
    for x_, classifier, regressor in others.values():
        chances.append(classifier.fit(x_[~test], hot[~test]).predict_proba(x_[test])[:, 1])
        logs.append(regressor.fit(x_[hot & ~test], y[hot & ~test]).predict(x_[test]))
    truth, known = hot[test], y[test][hot[test]]
    names = ["the model"] + list(others)
    for name, chance, log in zip(names, chances, logs):
        accuracy, r2 = np.mean((chance > 0.5) == truth), r2_score(known, log[truth])
        print(f"{name:14} accuracy {accuracy:.4f} R2 {r2:.4f}", flush=True)
    columns = np.array(logs)[:, truth].T
    # Weights from 0 on whose sum is 1.
    weights, _ = nnls(np.vstack([columns, 1e4 * np.ones(4)]), np.append(known, 1e4))
    tenths = [w for w in np.ndindex(11, 11, 11, 11) if sum(w) == 10]
    accuracies = [np.mean((np.dot(w, chances) > 5) == truth) for w in tenths]
    print(
        f"mixed by the test part: accuracy {max(accuracies):.4f}, weights "
        f"{tenths[int(np.argmax(accuracies))]} of ten; R2 {r2_score(known, columns @ weights):.4f}, weights "
        + " ".join(f"{w:.2f}" for w in weights))


def across(x, temperatures, family, threads):
    """R² of ln Tc (Tc > 10 K) of forests of one family on another."""
    hot = temperatures > 10
    y = np.log(np.where(hot, temperatures, 1))
    for source in ("other", "iron", "cuprate"):
        rows = hot & (family == source)
        forest = RandomForestRegressor(200, max_features=1 / 3, random_state=1, n_jobs=threads)
        forest.fit(x[rows], y[rows])
        for target in ("other", "iron", "cuprate"):
            if target != source:
                others = hot & (family == target)
                r2 = r2_score(y[others], forest.predict(x[others]))
                print(f"{source} -> {target}: R2 {r2:.2f} ({others.sum()} rows)", flush=True)


def isotope(amounts, temperatures, family):
    """Slope of ln Tc over ln of the mean atomic weight among neither cuprates nor iron."""
    mass = amounts @ table("AtomicWeight") / amounts.sum(1)
    for threshold in (0, 10):
        rows = (family == "other") & (temperatures > threshold)
        x, y = np.log(mass[rows]), np.log(temperatures[rows])
        slope, r = np.polyfit(x, y, 1)[0], np.corrcoef(x, y)[0, 1]
        print(f"d ln Tc / d ln <A>, Tc > {threshold}: {slope:.4f}, r {r:.4f}, {rows.sum()} rows")


def unique(names):
    """Ids as kimberlite gives them."""
    counts, ids = {}, []
    for name in names:
        new = name
        if name in counts:
            k = counts[name] + 1
            while f"{name}-{k}" in counts:
                k += 1
            counts[name], new = k, f"{name}-{k}"
        counts[new] = counts.get(new, 1)
        ids.append(new)
    return ids


def on_split(path, table, average, mixes):
    """The forests on the test part that a model of kimberlite's was tested on, or its mixture."""
    with gzip.open(path, "rt") as file:
        rows = list(csv.DictReader(file))
    with open(table) as file:
        tested = {row["id"]: row for row in csv.DictReader(file)}
    usable = [row for row in rows if parse(row["name"]) is not None]
    ids = np.array(unique([row["name"] for row in usable]))
    amounts = np.array([parse(row["name"]) for row in usable])
    temperatures = np.array([float(row["Tc"]) for row in usable])
    if average:
        firsts = {}
        for k, a in enumerate(amounts):
            firsts.setdefault(tuple(np.round(a / a.sum(), 6)), k)
        ids = ids[list(firsts.values())]
        amounts, temperatures = averaged(amounts, temperatures)
    test = np.isin(ids, list(tested))
    print(f"{len(ids)} rows, {test.sum()} of {len(tested)} test rows found")
    if mixes:
        said = [tested[name] for name in ids[test]]
        answers = [
            (float(row["Tc_above_10_predicted"]), np.log(float(row["Tc_hot_predicted"])))
            for row in said]
        return mixed(amounts, temperatures, test, np.array(answers))
    for key, value in figures(features(amounts), temperatures, test, 1, 1).items():
        print(f"{key:10} {value:.4f}", flush=True)


def main(path, seeds=3, threads=1):
    with gzip.open(path, "rt") as file:
        rows = list(csv.DictReader(file))
    parsed = [(parse(row["name"]), float(row["Tc"])) for row in rows]
    usable = [(a, t) for a, t in parsed if a is not None]
    raw, raw_t = np.array([a for a, _ in usable]), np.array([t for _, t in usable])
    amounts, temperatures = averaged(raw, raw_t)
    family = families(amounts)
    counts = {name: int((family == name).sum()) for name in ("cuprate", "iron", "other")}
    print(f"{len(rows)} rows, {len(usable)} usable, {len(amounts)} compositions, {counts}")
    isotope(amounts, temperatures, family)
    agreement(raw, raw_t)
    neighbours(amounts, temperatures)
    x = features(amounts)
    systems = np.unique(amounts > 0, axis=0, return_inverse=True)[1].ravel()
    cases = {
        "random": (features(raw), raw_t, np.arange(len(raw))),
        "formula": (x, temperatures, np.arange(len(x))),
        "system": (x, temperatures, systems),
    }
    for name, (features_, t, groups) in cases.items():
        found = [
            figures(features_, t, test_part(groups, np.random.default_rng(seed)), seed, threads)
            for seed in range(1, seeds + 1)
        ]
        for key in found[0]:
            values = [f[key] for f in found]
            shown = " ".join(f"{v:.4f}" for v in values)
            print(f"{name:8} {key:10} {np.mean(values):.4f}  ({shown})", flush=True)
    across(x, temperatures, family, threads)


if __name__ == "__main__":
    if sys.argv[2:3] == ["--test"]:
        on_split(
            sys.argv[1], sys.argv[3], "--averaged" in sys.argv[4:], "--mixed" in sys.argv[4:])
    else:
        main(sys.argv[1], *map(int, sys.argv[2:]))
