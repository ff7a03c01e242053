"""Adds to the shared files what Python makes: a network to evaluate, its outputs, CIFs by pymatgen.

    prepare.py FOLDER    after `Contender prepare`
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from pymatgen.core import Lattice, Structure
from pymatgen.io.cif import CifWriter
from safetensors.torch import load_file, save_file

from graphs import Graphs, collate_published, network
from neighbors import crystals, nearest, pymatgen_search
from published import PublishedCGCNN

SYMMETRIC = 2048
CHECKED = 256


def structures(folder):
    with open(folder / "structures.jsonl") as lines:
        for record in map(json.loads, lines):
            yield Structure(Lattice(record["lattice"]), record["z"], record["frac"])


def write_cifs(folder):
    """In P 1, and the first with their symmetry; kept while the crystals are the same."""
    digest = hashlib.sha256((folder / "structures.jsonl").read_bytes()).hexdigest()
    mark = folder / "cifs.sha256"
    if mark.exists() and mark.read_text() == digest:
        return
    everything = list(structures(folder))
    for name, symprec, chosen in (("p1", None, everything),
                                  ("symmetric", 0.01, everything[:SYMMETRIC])):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
        for index, crystal in enumerate(chosen):
            CifWriter(crystal, symprec=symprec).write_file(folder / name / f"{index:06d}.cif")
    mark.write_text(digest)


def check_graphs(folder, graphs):
    """The shared graphs, which Kimberlite made, have the distances that pymatgen finds."""
    for index, (positions, cell) in enumerate(crystals(folder, CHECKED)):
        _, distances = nearest(*pymatgen_search(positions, cell), len(positions))
        if not np.allclose(graphs.flat_item(index)[1].numpy(), distances, atol=1e-5):
            sys.exit(f"crystal {index}: its distances are not those that pymatgen finds")


def write_network(folder, graphs):
    """The initial network after one batch, so that BatchNorm's averages are not those of the
    start, and its outputs for the first crystals."""
    started = PublishedCGCNN()
    # BatchNorm's own tensors are not in the file: they start as PyTorch has them.
    missing, unexpected = started.load_state_dict(
        load_file(folder / "initial.safetensors"), strict=False)
    if unexpected or not all(".bn" in name for name in missing):
        sys.exit(f"initial.safetensors: {missing} are missing, {unexpected} too many")
    inputs, _ = collate_published([graphs.published_item(i) for i in range(CHECKED)])
    with torch.no_grad():
        started.train()(*inputs)
        state = {name: tensor.float() for name, tensor in started.state_dict().items()
                 if not name.endswith("num_batches_tracked")}
        save_file(state, folder / "network.safetensors")
        outputs = network(folder).eval()(*inputs).flatten()
    save_file({"outputs": outputs}, folder / "outputs.safetensors")


def main():
    folder = Path(sys.argv[1])
    torch.set_num_threads(1)
    graphs = Graphs(folder, CHECKED)
    check_graphs(folder, graphs)
    write_network(folder, graphs)
    write_cifs(folder)


if __name__ == "__main__":
    main()
