"""Holds published.py against the outputs of the networks that Xie and Grossman published.

    check.py FOLDER    with data/cgcnn and data/mp36k_eform_gap.jsonl.gz of the project's data
"""

import gzip
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file

from factorised import FactorisedInference
from graphs import collate_flat, collate_published
from published import FEATURES, PublishedCGCNN, expand


def crystals(data, wanted):
    with gzip.open(data / "mp36k_eform_gap.jsonl.gz", "rt") as lines:
        return {record["id"]: record["z"] for record in map(json.loads, lines)
                if record["id"] in wanted}


def largest_difference(data, name, card, golden, numbers, features):
    """Between the stored outputs and those of both forms of the network, in the target's unit."""
    network = PublishedCGCNN(convolutions=4, hidden=32)
    network.load_state_dict(load_file(data / f"cgcnn/{name}.safetensors"))
    published, flat, truths = [], [], []
    for row in golden:
        if row["id"] in numbers:
            z = torch.tensor(numbers[row["id"]])
            bonds, neighbors = expand(torch.tensor(row["nbr_dist"])), torch.tensor(row["nbr_idx"])
            published.append((features[z], bonds, neighbors, torch.zeros(1)))
            flat.append((z, bonds, neighbors))
            truths.append(row["pred"][name])
    with torch.inference_mode():
        network.eval()
        outputs = network(*collate_published(published)[0])
        factorised = FactorisedInference(network, features)(*collate_flat(flat))
    scale, mean = card["normalizer"]["std"], card["normalizer"]["mean"]
    truths = torch.tensor(truths).unsqueeze(1)
    differences = [(out * scale + mean - truths).abs().max().item()
                   for out in (outputs, factorised)]
    return len(truths), differences


def main():
    data = Path(sys.argv[1])
    golden = json.loads((data / "cgcnn/golden64.json").read_text())
    cards = json.loads((data / "cgcnn/models.json").read_text())
    numbers = crystals(data, {row["id"] for row in golden})
    features = torch.zeros(101, FEATURES)
    for z, vector in json.loads((data / "cgcnn/atom_init.json").read_text()).items():
        features[int(z)] = torch.tensor(vector, dtype=torch.float32)
    for name, card in cards.items():
        if card["args"]["task"] != "regression":
            continue
        count, (published, factorised) = largest_difference(
            data, name, card, golden, numbers, features)
        print(f"{name:28} {count} crystals: published {published:.1e}, factorised {factorised:.1e}")
        if count == 0 or max(published, factorised) > 2e-5 * max(1, card["normalizer"]["std"]):
            sys.exit(f"{name} differs from the published network")


if __name__ == "__main__":
    main()
