#!/usr/bin/env python3
"""Makes fundamentals.safetensors: what PyTorch says of activations, losses, optimisers, schedules,
convolution, pooling, normalisation and whole networks.

    python3 Tests/Fixtures/make-fundamentals-fixture.py
    (needs torch, numpy, safetensors; made with torch 2.13.0+cpu, numpy 2.4.6, safetensors 0.8.0)

Everything is computed in double precision from numbers that are exact in single precision, and stored
in single precision. A tensor is called CASE/WHAT; d_X is the gradient of Σ result · d_result, or of the loss, by X.
"""

import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file

HERE = pathlib.Path(__file__).parent
torch.set_default_dtype(torch.float64)
random = np.random.default_rng(20261128)
tensors = {}


def put(name, value):
    array = value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
    tensors[name] = np.ascontiguousarray(array, dtype=np.float32)


def draw(*shape, low=-1.0, high=1.0):
    """Exact in single precision, and recorded."""
    values = random.uniform(low, high, shape).astype(np.float32).astype(np.float64)
    return torch.tensor(values, requires_grad=True)


def record(case, operands, result):
    """Operands, result, a random gradient of the result, and what that makes of the operands."""
    gradient = draw(*result.shape).detach()
    slopes = torch.autograd.grad((result * gradient).sum(), list(operands.values()))
    put(f"{case}/result", result)
    put(f"{case}/d_result", gradient)
    for (name, value), slope in zip(operands.items(), slopes):
        put(f"{case}/{name}", value)
        put(f"{case}/d_{name}", slope)


def record_loss(case, operands, loss):
    slopes = torch.autograd.grad(loss, list(operands.values()))
    put(f"{case}/loss", loss)
    for (name, value), slope in zip(operands.items(), slopes):
        put(f"{case}/{name}", value)
        put(f"{case}/d_{name}", slope)


def activations():
    functions = {
        "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu,
        "leakyReLU": F.leaky_relu, "softplus": F.softplus,
    }
    for name, function in functions.items():
        x = draw(5, 8, low=-6, high=6)
        record(f"activation.{name}", {"x": x}, function(x))
    for name, function in {"softmax": torch.softmax, "logSoftmax": torch.log_softmax}.items():
        x = draw(5, 7, low=-9, high=9)
        record(f"activation.{name}", {"x": x}, function(x, 1))


def losses():
    z = draw(12, 1, low=-30, high=30)
    y = torch.tensor(random.integers(0, 2, (12, 1)).astype(float))
    put("loss.binary/labels", y)
    record_loss("loss.binary", {"z": z}, F.binary_cross_entropy_with_logits(z, y))
    z = draw(6, 5, low=-20, high=20)
    labels = random.integers(0, 5, 6)
    put("loss.categorical/labels", labels)
    record_loss("loss.categorical", {"z": z}, F.cross_entropy(z, torch.tensor(labels)))


def dense():
    widths = [3, 6, 5, 4]
    functions = {
        "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu,
        "leakyReLU": F.leaky_relu, "softplus": F.softplus, "identity": lambda x: x,
    }
    for name, function in functions.items():
        x = draw(9, 3, low=-2, high=2)
        labels = random.integers(0, 4, 9)
        put(f"dense.{name}/labels", labels)
        operands = {"x": x}
        value = x
        for k, (n, m) in enumerate(zip(widths, widths[1:])):
            operands[f"{k}.weight"] = draw(m, n)
            operands[f"{k}.bias"] = draw(m)
            value = F.linear(value, operands[f"{k}.weight"], operands[f"{k}.bias"])
            if k < 2:
                value = function(value)
        record_loss(f"dense.{name}", operands, F.cross_entropy(value, torch.tensor(labels)))


def optimizers():
    """Ten steps with given gradients."""
    makers = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "sgdDecay": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.1),
        "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.05),
        "adadelta": lambda p: torch.optim.Adadelta(p, lr=1.0, rho=0.95, eps=1e-6),
        "adam": lambda p: torch.optim.Adam(p, lr=0.05),
        "adamDecay": lambda p: torch.optim.Adam(p, lr=0.05, weight_decay=0.1),
        "adamw": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1),
    }
    for name, make in makers.items():
        x = draw(6, low=0.5, high=2)
        gradients = draw(10, 6, low=-3, high=3).detach()
        put(f"optimizer.{name}/start", x)
        put(f"optimizer.{name}/gradients", gradients)
        optimizer = make([x])
        path = []
        for gradient in gradients:
            x.grad = gradient.clone()
            optimizer.step()
            path.append(x.detach().clone())
        put(f"optimizer.{name}/path", torch.stack(path))


def schedules():
    """The rate in each of 20 epochs, as a share of the first."""
    steps = 20
    schedulers = torch.optim.lr_scheduler
    makers = {
        "linear": lambda o: schedulers.LinearLR(o, 1.0, 0.0, steps),
        "exponential": lambda o: schedulers.ExponentialLR(o, math.exp(-1 / (0.3 * steps))),
        "step": lambda o: schedulers.MultiStepLR(o, [10, 16], 0.1),
        "cosine": lambda o: schedulers.CosineAnnealingLR(o, steps),
    }
    for name, make in makers.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        scheduler = make(optimizer)
        rates = []
        for _ in range(steps):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
        put(f"schedule.{name}/rates", rates)


def convolutions():
    # inputs, outputs, kernel, stride, padding, height, width
    cases = [(1, 5, 6, 1, 0, 9, 11), (5, 10, 3, 1, 0, 7, 6), (2, 3, 5, 2, 2, 9, 8), (3, 7, 1, 1, 0, 4, 4),
             (2, 13, 4, 3, 1, 8, 11), (1, 2, 3, 1, 1, 3, 2)]
    for k, (inputs, outputs, kernel, stride, padding, height, width) in enumerate(cases):
        # More than one block of sixteen once, to see that blocks add up.
        count = 18 if k == 5 else 2
        x, w, b = draw(count, inputs, height, width), draw(outputs, inputs, kernel, kernel), draw(outputs)
        put(f"convolution.{k}/shape", [stride, padding])
        record(f"convolution.{k}", {"x": x, "w": w, "b": b},
               F.conv2d(x, w, b, stride=stride, padding=padding))


def poolings():
    functions = {
        "maximum": F.max_pool2d, "mean": F.avg_pool2d,
        "minimum": lambda x, *shape: -F.max_pool2d(-x, *shape),
    }
    for kind, function in functions.items():
        for k, shape in enumerate([(2, 2, 0), (3, 2, 1), (3, 1, 1)]):
            x = draw(17 if k == 0 else 2, 2, 7, 6)
            put(f"pooling.{kind}.{k}/shape", shape)
            record(f"pooling.{kind}.{k}", {"x": x}, function(x, *shape))


def normalization():
    x = draw(17, 3, 3, 4, low=2, high=5)
    gain, offset = draw(3, low=0.5, high=2), draw(3)
    mean, variance = torch.zeros(3), torch.ones(3)
    y = F.batch_norm(x, mean, variance, gain, offset, training=True, momentum=0.1, eps=1e-5)
    record("normalization", {"x": x, "gain": gain, "offset": offset}, y)
    put("normalization/mean", mean)
    put("normalization/variance", variance)
    put("normalization/inference", F.batch_norm(x, mean, variance, gain, offset, eps=1e-5))


def inception():
    shapes = {
        "point": (3, 4, 1), "small.0": (2, 4, 1), "small.1": (5, 2, 3), "large.0": (2, 4, 1),
        "large.1": (2, 2, 5), "pooled": (3, 4, 1),
    }
    x = draw(3, 4, 6, 5)
    operands = {"x": x}
    for name, (outputs, inputs, kernel) in shapes.items():
        operands[f"{name}.weight"] = draw(outputs, inputs, kernel, kernel)
        operands[f"{name}.bias"] = draw(outputs)

    def step(x, name):
        w = operands[f"{name}.weight"]
        return torch.relu(F.conv2d(x, w, operands[f"{name}.bias"], padding=w.shape[-1] // 2))

    result = torch.cat([
        step(x, "point"), step(step(x, "small.0"), "small.1"), step(step(x, "large.0"), "large.1"),
        step(F.max_pool2d(x, 3, 1, 1), "pooled"),
    ], 1)
    record("inception", operands, result)


def wave(count, k):
    """Numbers that need not be stored."""
    places = np.arange(count, dtype=np.float64)
    return (0.2 * np.sin(0.7 * places + k)).astype(np.float32).astype(np.float64)


class Small(torch.nn.Module):
    def __init__(self, placement):
        super().__init__()
        self.convolutions = torch.nn.ModuleList([torch.nn.Conv2d(1, 5, 6), torch.nn.Conv2d(5, 10, 3)])
        self.norms = torch.nn.ModuleList([torch.nn.BatchNorm2d(5), torch.nn.BatchNorm2d(10)])
        self.head = torch.nn.Linear(160, 10)
        self.placement = placement

    def forward(self, x):
        for convolution, norm in zip(self.convolutions, self.norms):
            x = convolution(x)
            if self.placement == "before":
                x = norm(x)
            x = torch.relu(x)
            if self.placement == "after":
                x = norm(x)
            x = F.max_pool2d(x, 2)
        return self.head(x.flatten(1))


def small_network():
    """Five steps of Adam from given weights, with and without normalisation."""
    images = draw(17, 1, 28, 28, low=0).detach()
    put("small/images", images)
    labels = torch.tensor(random.integers(0, 10, 17))
    put("small/labels", labels.numpy())
    start = None
    for placement in ["none", "before", "after"]:
        network = Small(placement)
        parameters = [network.convolutions[0].weight, network.convolutions[0].bias,
                      network.convolutions[1].weight, network.convolutions[1].bias,
                      network.head.weight, network.head.bias]
        if start is None:
            start = [draw(*p.shape, low=-0.2, high=0.2).detach() for p in parameters]
            for k, value in enumerate(start):
                put(f"small/parameters.{k}", value)
        with torch.no_grad():
            for parameter, value in zip(parameters, start):
                parameter.copy_(value)
        put(f"small.{placement}/logits", network(images))
        optimizer = torch.optim.Adam(network.parameters(), lr=0.005)
        curve = []
        for _ in range(5):
            optimizer.zero_grad()
            loss = F.cross_entropy(network(images), labels)
            loss.backward()
            if not curve:
                for k, parameter in enumerate(parameters):
                    put(f"small.{placement}/d_parameters.{k}", parameter.grad)
            optimizer.step()
            curve.append(loss.item())
        put(f"small.{placement}/losses", curve)


def lenet():
    shapes = [(6, 1, 5, 5), (6,), (16, 6, 5, 5), (16,), (120, 400), (120,), (84, 120), (84,), (10, 84), (10,)]
    p = [torch.tensor(wave(math.prod(s), k).reshape(s), requires_grad=True)
         for k, s in enumerate(shapes)]
    x = torch.tensor(tensors["small/images"].astype(np.float64))
    labels = torch.tensor(tensors["small/labels"].astype(np.int64))
    x = F.avg_pool2d(torch.tanh(F.conv2d(x, p[0], p[1], padding=2)), 2)
    x = F.avg_pool2d(torch.tanh(F.conv2d(x, p[2], p[3])), 2).flatten(1)
    x = torch.tanh(F.linear(x, p[4], p[5]))
    x = torch.tanh(F.linear(x, p[6], p[7]))
    logits = F.linear(x, p[8], p[9])
    loss = F.cross_entropy(logits, labels)
    put("lenet/logits", logits)
    put("lenet/loss", loss)
    for k, slope in enumerate(torch.autograd.grad(loss, p)):
        # Of the large ones the first row is enough: it hangs on all that follows.
        put(f"lenet/d_parameters.{k}", slope[:1] if slope.numel() > 3000 else slope)


def autoencoder():
    widths = [6, 4, 2, 4, 6]
    x = draw(11, 6)
    operands = {}
    value = x
    for k, (n, m) in enumerate(zip(widths, widths[1:])):
        operands[f"{k}.weight"] = draw(m, n)
        operands[f"{k}.bias"] = draw(m)
        value = F.linear(value, operands[f"{k}.weight"], operands[f"{k}.bias"])
        if k in (0, 2):
            value = torch.tanh(value)
    put("autoencoder/x", x)
    record_loss("autoencoder", operands, F.mse_loss(value, x.detach()))


def main():
    for part in [activations, losses, dense, optimizers, schedules, convolutions, poolings,
                 normalization, inception, small_network, lenet, autoencoder]:
        part()
    save_file(tensors, HERE / "fundamentals.safetensors")
    (HERE / "fundamentals.safetensors").chmod(0o644)
    print(len(tensors), "tensors,", sum(t.nbytes for t in tensors.values()), "bytes")


if __name__ == "__main__":
    main()
