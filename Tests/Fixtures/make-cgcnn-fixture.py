#!/usr/bin/env python3
"""Makes tiny-cgcnn.safetensors and tiny-cgcnn.jsonl: a network and what it says of seven crystals.

    python3 Tests/Fixtures/make-cgcnn-fixture.py        (needs NumPy; made with 2.4.6)

A second implementation of CGCNN as it was published (Xie & Grossman, PRL 120, 145301, 2018, and the
program at github.com/txie-93/cgcnn), written from the paper's equations and in double precision, so
that the program's own arithmetic is pinned where the published networks are not at hand. The weights
are random numbers under the published program's names: the network knows nothing of crystals.
"""

import json
import math
import pathlib
import struct

import numpy as np

HERE = pathlib.Path(__file__).parent
SEED = 120145301
WIDTH, CONVOLUTIONS, HIDDEN = 16, 3, 24
RADIUS, NEIGHBORS = 8.0, 12
GAUSSIANS = np.arange(0, RADIUS + 0.2, 0.2)
MEAN, DEVIATION = 1.25, 0.5

# Group, period, electronegativity, covalent radius (pm), valence electrons, first ionisation energy
# (eV), electron affinity (eV), block, molar volume (cm³/mol): the properties of the paper's table S.1.
ELEMENTS = {
    5: (13, 2, 2.04, 85, 3, 8.298, 0.280, "p", 4.6),
    6: (14, 2, 2.55, 75, 4, 11.260, 1.262, "p", 5.3),
    7: (15, 2, 3.04, 71, 5, 14.534, -1.4, "p", 17.3),
    8: (16, 2, 3.44, 63, 6, 13.618, 1.461, "p", 14.0),
    14: (14, 3, 1.9, 116, 4, 8.152, 1.389, "p", 12.1),
    22: (4, 4, 1.54, 136, 4, 6.828, 0.079, "d", 10.6),
    74: (6, 6, 1.7, 137, 6, 7.864, 0.816, "d", 9.53),
}


def one_hot(index, size):
    vector = np.zeros(size)
    vector[index] = 1
    return vector


def tenth(value, low, high):
    """Which of ten equal bins of low…high holds the value."""
    return min(9, max(0, int((value - low) / (high - low) * 10)))


def atom_vector(number):
    group, period, chi, radius, valence, ionisation, affinity, block, volume = ELEMENTS[number]
    return np.concatenate([
        one_hot(group, 19), one_hot(period - 1, 7), one_hot(tenth(chi, 0.5, 4.0), 10),
        one_hot(tenth(radius, 25, 250), 10), one_hot(valence - 1, 12),
        one_hot(tenth(math.log(ionisation), 1.3, 3.3), 10), one_hot(tenth(affinity, -3, 3.7), 10),
        one_hot("spdf".index(block), 4), one_hot(tenth(math.log(volume), 1.5, 4.3), 10),
    ])


def neighbors(lattice, fractional):
    """For each atom the twelve nearest: indices and distances (Å), by trying every image."""
    positions = fractional @ lattice
    reach = range(-5, 6)
    shifts = np.array([[i, j, k] for i in reach for j in reach for k in reach]) @ lattice
    indices, distances = [], []
    for center in positions:
        found = []
        for index, position in enumerate(positions):
            lengths = np.linalg.norm(position + shifts - center, axis=1)
            found += [(length, index) for length in lengths if 1e-8 < length <= RADIUS]
        found.sort()
        assert len(found) > NEIGHBORS, "the sphere holds too few atoms"
        # Ties would leave it to chance which atom is the twelfth; images of one atom may tie.
        (last, a), (following, b) = found[NEIGHBORS - 1], found[NEIGHBORS]
        assert following - last > 1e-4 or a == b, "the twelfth and thirteenth are equally far"
        indices.append([index for _, index in found[:NEIGHBORS]])
        distances.append([length for length, _ in found[:NEIGHBORS]])
    return np.array(indices), np.array(distances)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softplus(x):
    return np.log1p(np.exp(-np.abs(x))) + np.maximum(x, 0)


def normalized(x, weights, name):
    """BatchNorm with its running statistics."""
    w = {key: weights[f"{name}.{key}"] for key in ("weight", "bias", "running_mean", "running_var")}
    return (x - w["running_mean"]) / np.sqrt(w["running_var"] + 1e-5) * w["weight"] + w["bias"]


def linear(x, weights, name):
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def predict(weights, numbers, lattice, fractional):
    index, distance = neighbors(lattice, fractional)
    bonds = np.exp(-(((distance[:, :, None] - GAUSSIANS) / 0.2) ** 2))
    atoms = linear(np.array([atom_vector(z) for z in numbers]), weights, "embedding")
    for k in range(CONVOLUTIONS):
        own = np.repeat(atoms[:, None, :], NEIGHBORS, axis=1)
        z = linear(np.concatenate([own, atoms[index], bonds], axis=2), weights, f"convs.{k}.fc_full")
        z = normalized(z, weights, f"convs.{k}.bn1")
        message = (sigmoid(z[:, :, :WIDTH]) * softplus(z[:, :, WIDTH:])).sum(axis=1)
        atoms = softplus(atoms + normalized(message, weights, f"convs.{k}.bn2"))
    crystal = softplus(linear(softplus(atoms.mean(axis=0)), weights, "conv_to_fc"))
    return float(linear(crystal, weights, "fc_out")[0]) * DEVIATION + MEAN


def make_weights(random):
    """float32 numbers, on which both programs start; bounds as of a layer not yet trained."""
    weights = {}

    def layer(name, outputs, inputs):
        bound = 1.5 / math.sqrt(inputs)
        weights[f"{name}.weight"] = random.uniform(-bound, bound, (outputs, inputs))
        weights[f"{name}.bias"] = random.uniform(-bound, bound, outputs)

    def norm(name, size):
        weights[f"{name}.weight"] = random.uniform(0.5, 1.5, size)
        weights[f"{name}.bias"] = random.uniform(-0.5, 0.5, size)
        weights[f"{name}.running_mean"] = random.uniform(-0.5, 0.5, size)
        weights[f"{name}.running_var"] = random.uniform(0.3, 2, size)

    layer("embedding", WIDTH, 92)
    for k in range(CONVOLUTIONS):
        layer(f"convs.{k}.fc_full", 2 * WIDTH, 2 * WIDTH + len(GAUSSIANS))
        norm(f"convs.{k}.bn1", 2 * WIDTH)
        norm(f"convs.{k}.bn2", WIDTH)
        # As large as the sums of twelve messages are.
        weights[f"convs.{k}.bn2.running_mean"] *= 12
        weights[f"convs.{k}.bn2.running_var"] *= 16
    layer("conv_to_fc", HIDDEN, WIDTH)
    layer("fc_out", 1, HIDDEN)
    return {name: value.astype(np.float32) for name, value in weights.items()}


def write_safetensors(path, weights, metadata):
    header, start = {"__metadata__": metadata}, 0
    for name, value in weights.items():
        end = start + 4 * value.size
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [start, end]}
        start = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    body = b"".join(value.astype("<f4").tobytes() for value in weights.values())
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


def make_crystal(random, atoms):
    """A cell of 12 Å³ an atom with no angle right, and atoms at least 1.5 Å apart."""
    while True:
        lattice = np.diag(random.uniform(0.8, 1.25, 3)) + random.uniform(-0.25, 0.25, (3, 3))
        lattice *= (12 * atoms / abs(np.linalg.det(lattice))) ** (1 / 3)
        lattice, fractional = lattice.round(5), random.uniform(0, 1, (atoms, 3)).round(5)
        numbers = [int(z) for z in random.choice(list(ELEMENTS), atoms)]
        try:
            _, distances = neighbors(lattice, fractional)
        except AssertionError:
            continue
        if np.linalg.det(lattice) > 0 and distances.min() > 1.5:
            return numbers, lattice, fractional


def main():
    random = np.random.default_rng(SEED)
    weights = make_weights(random)
    write_safetensors(
        HERE / "tiny-cgcnn.safetensors", weights, {"mean": str(MEAN), "std": str(DEVIATION)})
    exact = {name: value.astype(np.float64) for name, value in weights.items()}
    lines = []
    for number, atoms in enumerate([1, 2, 2, 3, 4, 6, 9]):
        z, lattice, fractional = make_crystal(random, atoms)
        lines.append(json.dumps({
            "id": f"tiny-{number + 1}", "lattice": lattice.tolist(), "z": z,
            "frac": fractional.tolist(), "output": predict(exact, z, lattice, fractional),
        }))
    (HERE / "tiny-cgcnn.jsonl").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
