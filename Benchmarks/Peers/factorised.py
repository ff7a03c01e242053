"""The same network as published.py, factorised by hand as a good PyTorch programmer would.

W [v_i, v_j, u] = W1 v_i + W2 v_j + W3 u: the first two are products per atom, not per edge. At
inference BatchNorm is folded into the weights.
"""

from copy import deepcopy

import torch
from torch import nn
from torch.nn.functional import softplus

from published import GAUSSIANS, expand


def pooled(atoms, crystal_of_atom, shares):
    """Mean over the atoms of each crystal: [crystals, F]; shares holds 1/n of each crystal."""
    sums = torch.zeros(len(shares), atoms.shape[1], dtype=atoms.dtype)
    return sums.index_add(0, crystal_of_atom, atoms) * shares.unsqueeze(1)


def blocks(weight, width):
    """W1, W2 and W3, each transposed: [F, 2F], [F, 2F], [41, 2F]."""
    return weight[:, :width].T, weight[:, width:2 * width].T, weight[:, 2 * width:].T


def expanded(distances):
    """[edges, 41]; takes distances, or Gaussians that were made before."""
    bonds = distances if distances.dim() == 3 else expand(distances)
    return bonds.reshape(-1, GAUSSIANS)


class FactorisedInference(nn.Module):
    """Evaluates a trained PublishedCGCNN; holds its folded weights."""

    def __init__(self, network, features):
        """features: [elements, 92], the vector of each atomic number."""
        super().__init__()
        self.width = network.embedding.out_features
        self.register_buffer("elements", network.embedding(features).detach())
        self.layers = len(network.convs)
        for k, convolution in enumerate(network.convs):
            for name, tensor in self.folded(convolution).items():
                self.register_buffer(f"{name}{k}", tensor.detach().contiguous())
        self.conv_to_fc, self.fc_out = deepcopy(network.conv_to_fc), deepcopy(network.fc_out)

    def folded(self, convolution):
        edge, atom = convolution.bn1, convolution.bn2
        scale = edge.weight / torch.sqrt(edge.running_var + edge.eps)
        center, neighbor, bond = blocks(
            convolution.fc_full.weight * scale.unsqueeze(1), self.width)
        bias = (convolution.fc_full.bias - edge.running_mean) * scale + edge.bias
        gain = atom.weight / torch.sqrt(atom.running_var + atom.eps)
        return {"center": center, "neighbor": neighbor, "bond": bond, "bias": bias,
                "gain": gain, "offset": atom.bias - atom.running_mean * gain}

    def forward(self, numbers, distances, neighbors, crystal_of_atom, shares):
        """numbers [atoms]; distances [atoms, 12], or Gaussians [atoms, 12, 41]; neighbors
        [atoms, 12]."""
        atoms = self.elements[numbers]
        bonds = expanded(distances).to(atoms.dtype)
        for k in range(self.layers):
            y = self.preactivations(k, atoms, bonds, neighbors)
            gate, core = y.chunk(2, dim=2)
            messages = (torch.sigmoid(gate) * softplus(core)).sum(dim=1)
            gain, offset = getattr(self, f"gain{k}"), getattr(self, f"offset{k}")
            atoms = softplus(atoms + messages * gain + offset)
        means = pooled(atoms, crystal_of_atom, shares)
        return self.fc_out(softplus(self.conv_to_fc(softplus(means))))

    def preactivations(self, k, atoms, bonds, neighbors):
        shape = (*neighbors.shape, 2 * self.width)
        center = torch.addmm(
            getattr(self, f"bias{k}"), atoms, getattr(self, f"center{k}")).unsqueeze(1)
        neighbor = atoms @ getattr(self, f"neighbor{k}")
        bond = bonds @ getattr(self, f"bond{k}")
        if torch.compiler.is_compiling():
            return center + neighbor[neighbors] + bond.view(shape)
        # Eager PyTorch is fastest where it adds in place.
        return bond.add_(neighbor.index_select(0, neighbors.view(-1))).view(shape).add_(center)


class FactorisedTraining(nn.Module):
    """The parameters of a PublishedCGCNN under its own names, applied in the factorised form."""

    def __init__(self, network):
        super().__init__()
        self.network = network
        self.width = network.embedding.out_features

    def forward(self, features, numbers, bonds, neighbors, crystal_of_atom, shares):
        """features [elements, 92]; bonds [atoms, 12, 41]; the rest as for inference."""
        network = self.network
        atoms = network.embedding(features)[numbers]
        bonds = expanded(bonds)
        for convolution in network.convs:
            atoms = self.convolve(convolution, atoms, bonds, neighbors)
        means = pooled(atoms, crystal_of_atom, shares)
        return network.fc_out(softplus(network.conv_to_fc(softplus(means))))

    def convolve(self, convolution, atoms, bonds, neighbors):
        center, neighbor, bond = blocks(convolution.fc_full.weight, self.width)
        shape = (*neighbors.shape, 2 * self.width)
        z = (bonds @ bond).view(shape) + (atoms @ neighbor)[neighbors]
        z = z + torch.addmm(convolution.fc_full.bias, atoms, center).unsqueeze(1)
        y = convolution.bn1(z.view(-1, 2 * self.width)).view(shape)
        gate, core = y.chunk(2, dim=2)
        messages = (torch.sigmoid(gate) * softplus(core)).sum(dim=1)
        return softplus(atoms + convolution.bn2(messages))
