"""The networks of a bank in PyTorch, and the JVM that has them beside it."""
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time

try:
    import torch
except ImportError:
    sys.exit("against-torch: PyTorch is not here; install its package for processors (pip install torch)")

ROOT = pathlib.Path(__file__).resolve().parent


class Jvm:
    """One that answers lines; it stays warm between them."""

    def __init__(self, main):
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
        target = ROOT / "target"
        path = f"{target}/test-classes:{target}/classes:{(target / 'inner-loops.classpath').read_text()}"
        self.process = subprocess.Popen(
            [java, "-cp", path, f"io.scorestream.bench.{main}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def ask(self, *words):
        """The words of the answer, which is one line."""
        print(*words, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline().split()
        if not answer:
            sys.exit("against-torch: the JVM ended")
        return answer


class FewColumns(torch.autograd.Function):
    """A product with a matrix of few columns, whose slopes bmm is several times faster at in this layout."""

    @staticmethod
    def forward(ctx, rows, columns):
        ctx.save_for_backward(rows, columns)
        return torch.bmm(rows, columns)

    @staticmethod
    def backward(ctx, slope):
        rows, columns = ctx.saved_tensors
        return (torch.bmm(slope, columns.transpose(1, 2).contiguous()),
                torch.bmm(slope.transpose(1, 2).contiguous(), rows).transpose(1, 2))


class Bank:
    """K networks side by side, as Scorestream has them on data of unit variance."""

    def __init__(self, shape, compiled, times=None):
        k, self.rows, self.d, widths, activation = shape.split()
        self.k, self.rows, self.d = int(k), int(self.rows), int(self.d)
        self.activation = getattr(torch.nn.functional, activation)
        self.weights, self.spreads, inputs = [], [], self.d
        for layer, units in enumerate(map(int, widths.split(","))):
            # The first bias is the weight of one more input, which is always 1; later ones begin at 0.
            scale = math.sqrt(2 / (inputs + 1 if layer == 0 else inputs))
            self.add(inputs, units, scale)
            self.add(1, units, scale if layer == 0 else 0)
            inputs = units
        self.layers = len(self.weights) // 2
        for rows in (inputs, self.d, 1):
            self.add(rows, self.d, 0)
        times = 0.001 * torch.arange(1, self.k + 1) ** 2 if times is None else times
        self.signal = torch.exp(-times).float().view(-1, 1, 1)
        self.sigma = torch.sqrt(-torch.expm1(-2 * times)).float().view(-1, 1, 1)
        self.restart()
        self.loss = torch.compile(self.loss_of) if compiled else self.loss_of
        self.moved = torch.compile(self.moved_by) if compiled else self.moved_by
        steps, sigma = torch.linspace(0.01, 0.05, self.k), self.sigma.flatten()
        b = 2 * torch.expm1(steps)
        self.scales = torch.stack([-b * self.signal.flatten() / sigma, torch.exp(steps) - b], 1)
        self.spread = torch.sqrt(torch.expm1(2 * steps)).tolist()

    def add(self, rows, columns, scale):
        self.weights.append(torch.nn.Parameter(torch.empty(self.k, rows, columns)))
        self.spreads.append(scale)

    def restart(self):
        """From first weights."""
        with torch.no_grad():
            for tensor, scale in zip(self.weights, self.spreads):
                tensor.normal_().mul_(scale)
        self.optimiser = torch.optim.Adam(self.weights, lr=1e-3, fused=True)

    def answer(self, y):
        hidden = y
        for layer in range(self.layers):
            hidden = self.activation(torch.baddbmm(self.weights[2 * layer + 1], hidden, self.weights[2 * layer]))
        out, affine, bias = self.weights[-3:]
        straight = torch.baddbmm(bias, y, affine)
        return straight + FewColumns.apply(hidden, out) if self.d < 16 else torch.baddbmm(straight, hidden, out)

    def loss_of(self, x0):
        """Sum of all networks' mean squares; a timestep's loss is its own by α², which its objective divides by."""
        noise = torch.randn(self.k, self.rows, self.d)
        y = self.signal * x0 + self.sigma * noise
        target = self.signal * noise - self.sigma * x0
        return (self.answer(y) - target).square().mean((1, 2)).sum()

    def train(self, batches, rates):
        """Makes a step on each batch [S, rows, d]."""
        group, = self.optimiser.param_groups
        for x0, rate in zip(batches, rates):
            group["lr"] = rate
            self.optimiser.zero_grad(set_to_none=True)
            self.loss(x0).backward()
            self.optimiser.step()

    @torch.inference_mode()
    def scores(self, points):
        """Each network's at its own points [K, n, d]: −(σ·x + α·F(x))/σ."""
        return -points - self.signal * self.answer(points) / self.sigma

    @torch.inference_mode()
    def seconds(self, what):
        """Of a score at one time, or of chains over all of them, last time first."""
        weights = [[tensor[k] for tensor in self.weights] for k in range(self.k)]
        x = torch.randn(self.rows, self.d)
        start = time.perf_counter()
        if what == "score":
            self.moved(x, weights[0], self.scales[0])
        else:
            x = torch.randn(self.rows, self.d)
            for k in reversed(range(self.k)):
                x = self.moved(x, weights[k], self.scales[k]).add_(torch.randn_like(x), alpha=self.spread[k])
        return time.perf_counter() - start

    def moved_by(self, x, weights, scales):
        """a·x + b·ŝ(x), of which the score is −(σ·x + α·F(x))/σ."""
        hidden = x
        for layer in range(self.layers):
            hidden = self.activation(torch.addmm(weights[2 * layer + 1], hidden, weights[2 * layer]))
        answer = torch.addmm(torch.addmm(weights[-1], x, weights[-2]), hidden, weights[-3])
        return answer.mul_(scales[0]).addcmul_(x, scales[1])

    def rate(self, steps):
        batches = torch.randn(steps, self.rows, self.d)
        start = time.perf_counter()
        self.train(batches, [1e-3] * steps)
        return steps / (time.perf_counter() - start)


def peers_of(shape, attempt):
    """PyTorch in those of its modes that are to be had here."""
    peers = {"eager": Bank(shape, False), "compiled": Bank(shape, True)}
    for name in list(peers):
        try:
            attempt(peers[name])
        except Exception as e:  # torch.compile names what it lacks in many ways
            print(f"{name}: {str(e).splitlines()[0]}", file=sys.stderr)
            del peers[name]
    return peers


def medians(rounds, ours, peers, of_peer):
    """Of turns of all."""
    found = {name: [] for name in ("ours", *peers)}
    for _ in range(rounds):
        found["ours"].append(ours())
        for name, bank in peers.items():
            found[name].append(of_peer(bank))
    return {name: statistics.median(of) for name, of in found.items()}
