"""Seconds that a run takes to a given quality, beside PyTorch's."""
import math
import os
import sys
import tempfile
import time

import torch

from torch_bank import Bank, Jvm

LAW, SAMPLES, TARGET = "mixture", 8192, 0.15
TRIALS, TRIAL_STEPS = 4, 24
LADDER = (2000, 2800, 3200, 3600, 4000, 4400, 4800, 5200, 5600, 6400, 7200, 8000, 11000, 16000)


def learning_rates(peak, steps):
    """As Scorestream's LearningRate has them: a rise over a twentieth, then half a cosine."""
    warm_up = min(100, steps // 20)
    rise = [peak * (step + 1) / (warm_up + 1) for step in range(warm_up)]
    left = steps - warm_up
    return rise + [peak * (1 + math.cos(math.pi * (step + 0.5) / left)) / 2 for step in range(left)]


class Run:
    """A run of Scorestream's, and the same networks in PyTorch."""

    def __init__(self, jvm, seed, shards, folder):
        n, rows, d, widths, activation, rate = jvm.ask("run", LAW, SAMPLES, seed, shards, folder)
        self.jvm, self.folder, self.rows, self.rate = jvm, folder, int(rows), float(rate)
        self.shape = f"{n} {rows} {d} {widths} {activation}"
        self.samples = self.read("samples", torch.float32).view(-1, int(d))
        self.points = self.read("points", torch.float32).view(int(n), -1, int(d))
        self.times = self.read("times", torch.float64)

    def read(self, name, dtype):
        with open(os.path.join(self.folder, name), "rb") as file:
            return torch.frombuffer(bytearray(file.read()), dtype=dtype)

    def ours(self, steps):
        """Seconds, and the worst error."""
        return tuple(map(float, self.jvm.ask("train", steps)))

    def batches(self, steps):
        """[S, rows, d] of shuffled passes, of which a batch may span two."""
        passes = -(-steps * self.rows // len(self.samples))
        order = torch.cat([torch.randperm(len(self.samples)) for _ in range(passes)])[:steps * self.rows]
        return self.samples[order].view(steps, self.rows, -1)

    def theirs(self, bank, steps):
        """The same of PyTorch, and judged by the same code."""
        bank.restart()
        start = time.perf_counter()
        bank.train(self.batches(steps), learning_rates(self.rate, steps))
        seconds = time.perf_counter() - start
        with open(os.path.join(self.folder, "scores"), "wb") as file:
            file.write(bank.scores(self.points).numpy().tobytes())
        return seconds, float(self.jvm.ask("judge", self.folder)[0])

    def fastest(self):
        """PyTorch in the mode and with the threads that a few steps are fastest with: a name and a bank, warm."""
        most, found = torch.get_num_threads(), []
        for threads in sorted({1, most}, reverse=True):
            torch.set_num_threads(threads)
            for mode in ("eager", "compiled"):
                bank = Bank(self.shape, mode == "compiled", self.times)
                try:
                    times = [self.trial(bank) for _ in range(1 + TRIALS)]
                except Exception as e:  # torch.compile names what it lacks in many ways
                    print(f"{mode}: {str(e).splitlines()[0]}", file=sys.stderr)
                    continue
                found.append((min(times[1:]), threads, mode, bank))
        _, threads, mode, bank = min(found, key=lambda it: it[0])
        torch.set_num_threads(threads)
        return f"{mode}, {threads} thread{'s' if threads > 1 else ''}", bank

    def trial(self, bank):
        start = time.perf_counter()
        bank.train(self.batches(TRIAL_STEPS), [0.0] * TRIAL_STEPS)
        return time.perf_counter() - start


def climb(train, ladder):
    """The first number of steps whose worst error is the target at most; the last where none is."""
    for steps in ladder:
        seconds, worst = train(steps)
        print(f"{steps} steps: {seconds:.2f} s, worst {worst:.3f}", file=sys.stderr, flush=True)
        if worst <= TARGET:
            break
    return steps, seconds, worst


def quality(options):
    print("| seed | Scorestream: steps | seconds | worst | PyTorch: steps | seconds | worst | mode | ratio |")
    print("|--:|--:|--:|--:|--:|--:|--:|---|--:|")
    jvm = Jvm("QualityPerSecond")
    for seed in range(1, options.seeds + 1):
        torch.manual_seed(seed)
        torch.compiler.reset()
        with tempfile.TemporaryDirectory() as folder:
            run = Run(jvm, seed, options.shards, folder)
            for _ in range(2):
                run.ours(options.ladder[0])
            ours = climb(run.ours, options.ladder)
            mode, bank = run.fastest()
            theirs = climb(lambda steps: run.theirs(bank, steps), options.ladder)
        reached = ours[2] <= TARGET and theirs[2] <= TARGET
        cells = (f"{steps} | {seconds:.2f} | {worst:.3f}" for steps, seconds, worst in (ours, theirs))
        print(f"| {seed} | {' | '.join(cells)} | {mode} | {ours[1] / theirs[1] if reached else math.nan:.2f} |", flush=True)
