"""Pre-training on the news corpus: the encoder guesses hidden pieces, the decoder writes headline and abstract."""

import itertools
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from finetune.network import Network
from finetune.tokenise import Pieces
from finetune.weights import load_progress, save_progress
from summarise.seq2seq.encode import Vocabulary

HIDDEN, SWAPPED, SHARE = 0.85, 0.05, 0.2  # of the chosen pieces hidden, swapped; share of pieces chosen
_FIRST_WORD = 100  # ids below are special
NOTED = 50  # a line of the log holds the mean over so many steps
_WITH_HEAD = 0.3  # share of articles shown with their headline, and then not asked to write it


def weight(score: int) -> float:
    """How likely an article is used in a round: court reporting first."""
    return 1.0 if score >= 6 else 0.7 if score >= 4 else 0.3 if score >= 2 else 0.12


@dataclass
class Masked:
    """`ids` with pieces hidden, `chosen` where, `wanted` the pieces; `target` of the decoder, -100 for none."""

    ids: Tensor
    mask: Tensor
    chosen: Tensor
    wanted: Tensor
    target: Tensor


class Feeder:
    """Batches of articles of like length. What the n-th batch holds depends on the seed alone, not on earlier ones."""

    def __init__(self, articles: Sequence[Pieces], words: Vocabulary, longest: int, seed: int) -> None:
        self.articles, self.special, self.longest, self.seed = articles, words.special, longest, seed
        self.rng, self.noise = random.Random(seed), np.random.default_rng(seed)

    def groups(self, pieces: int, first: int = 0) -> Iterator[list[int]]:
        """Indexes of articles, `pieces` to a batch at most, round after round, from the batch number `first` on."""
        number = 0
        for turn in itertools.count():
            self.rng = random.Random(f"{self.seed} round {turn}")
            for group in list(self._round(pieces)):
                if number >= first:
                    self.rng = random.Random(f"{self.seed} batch {number}")
                    self.noise = np.random.default_rng((self.seed, number))
                    yield group
                number += 1

    def _round(self, pieces: int) -> Iterator[list[int]]:
        picked = [i for i, a in enumerate(self.articles) if self.rng.random() < weight(a.score)] or [0]
        self.rng.shuffle(picked)
        for at in range(0, len(picked), 512):
            yield from self._groups(sorted(picked[at : at + 512], key=self._length), pieces)

    def _length(self, i: int) -> int:
        return min(self.longest, len(self.articles[i].body) + 2)

    def _groups(self, order: list[int], pieces: int) -> list[list[int]]:
        groups: list[list[int]] = [[]]
        for i in order:
            if groups[-1] and self._length(i) * (len(groups[-1]) + 1) > pieces:
                groups.append([])
            groups[-1].append(i)
        self.rng.shuffle(groups)
        return groups

    def _pair(self, article: Pieces) -> tuple[list[int], list[int]]:
        """What the encoder reads and what the decoder writes."""
        title, heading, body = (
            [self.special[f"<{part}>"], *getattr(article, part).tolist()] for part in ("title", "heading", "body")
        )
        if self.rng.random() < _WITH_HEAD:
            read, written = [*title, *heading, *body], []
        else:
            read, written = body, [*title[:33], *heading[:73], 1]
        if len(read) > self.longest:
            at = 0 if self.rng.random() < 0.7 else self.rng.randrange(len(read) - self.longest)
            read = read[at : at + self.longest]
        return read, written

    def batch(self, group: list[int], size: int) -> Masked:
        """Pieces hidden in runs of one to three."""
        pairs = [self._pair(self.articles[i]) for i in group]
        ids = np.zeros((len(pairs), max(len(r) for r, _ in pairs)), np.int64)
        target = np.full((len(pairs), max(1, *(len(w) for _, w in pairs))), -100, np.int64)
        chosen = np.zeros(ids.shape, bool)
        for row, (read, written) in enumerate(pairs):
            ids[row, : len(read)], target[row, : len(written)] = read, written
            left = int(SHARE * len(read))
            while left > 0:
                run, at = self.rng.choice((1, 1, 2, 3)), self.rng.randrange(1, max(2, len(read)))
                chosen[row, at : min(at + run, len(read))] = True
                left -= run
        dice = self.noise.random(ids.shape)
        seen = np.where(chosen & (dice < HIDDEN), self.special["<mask>"], ids)
        seen = np.where(chosen & (dice > 1 - SWAPPED), self.noise.integers(_FIRST_WORD, size, ids.shape), seen)
        as_tensor = torch.from_numpy
        return Masked(
            as_tensor(seen), as_tensor(ids != 0).float(), as_tensor(chosen), as_tensor(ids), as_tensor(target)
        )


def losses(network: Network, b: Masked) -> tuple[Tensor, Tensor]:
    """Mean cross-entropy of hidden pieces and of the written headline, in nats a piece."""
    states = network.encoder(b.ids, b.mask)
    guessed = network.decoder.words(network.masked(states[b.chosen]))
    hidden = F.cross_entropy(guessed.float(), b.wanted[b.chosen])
    writes = b.target[:, 0] != -100
    if not writes.any():
        return hidden, torch.zeros(())
    target = b.target[writes]
    inputs = torch.cat((torch.zeros_like(target[:, :1]), target[:, :-1].clamp(min=0)), 1)
    steps = network.decoder.states(network.embedding(inputs), states[writes], b.mask[writes])
    real = target != -100
    return hidden, F.cross_entropy(network.decoder.words(steps[real]).float(), target[real])


@dataclass(frozen=True)
class Budget:
    """When to stop (steps, else minutes), top rate, pieces in a batch, minutes between two saves, weights of losses."""

    minutes: float
    rate: float
    pieces: int
    steps: int | None = None
    save_minutes: float = 5.0
    hidden: float = 1.0
    headline: float = 0.5

    def share(self, seconds: float, step: int) -> float:
        """How much of the budget is spent: 1 and more means the end."""
        return step / self.steps if self.steps is not None else seconds / (60 * self.minutes)


class Pretrainer:
    """Trains until the budget is spent, the rate falling to nothing.

    The weights and the optimiser's memory go to `partial` every few minutes; when it is there, training goes on from it
    with the batch that comes next, so that a budget in steps ends where an unbroken run would.
    """

    def __init__(self, network: Network, budget: Budget, partial: Path, log: Callable[[int], Path]) -> None:
        self.network, self.budget, self.partial = network, budget, partial
        self.optimiser = torch.optim.AdamW(network.parameters(), lr=budget.rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.step, self.before = 0, 0.0
        self.since = [0.0, 0.0]  # sums of both losses since the last line of the log
        if partial.exists():
            notes = load_progress(network, self.optimiser, partial)
            self.step, self.before = int(notes["step"]), notes["seconds"]
            self.since = [notes["hidden"], notes["written"]]
        self.log = log(self.step)
        self.start = self.saved = time.time()

    @property
    def seconds(self) -> float:
        """Time trained, earlier sittings included."""
        return self.before + time.time() - self.start

    def run(self, feeder: Feeder, seen: Callable[[float], None] = lambda _: None) -> None:
        """Batch after batch; `seen` is told the share of the budget that is spent."""
        for group in feeder.groups(self.budget.pieces, self.step):
            spent = self.budget.share(self.seconds, self.step)
            seen(min(1.0, spent))
            if spent >= 1:
                break
            torch.manual_seed(feeder.seed * 1_000_003 + self.step)
            told = self._learn(feeder.batch(group, self.network.shape.vocabulary), spent)
            self.since = [total + one for total, one in zip(self.since, told, strict=True)]
            if self.step % NOTED == 0:
                self._note(NOTED)
            self._save_sometimes()
        if self.step % NOTED:
            self._note(self.step % NOTED)

    def _learn(self, b: Masked, spent: float) -> tuple[float, float]:
        """One step."""
        for settings in self.optimiser.param_groups:
            settings["lr"] = self.budget.rate * min(1, (self.step + 1) / 150) * (1 - 0.95 * spent)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden, written = losses(self.network, b)
        self.optimiser.zero_grad()
        (self.budget.hidden * hidden + self.budget.headline * written).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        return float(hidden.detach()), float(written.detach())

    def _save_sometimes(self) -> None:
        if time.time() - self.saved >= 60 * self.budget.save_minutes:
            notes = {
                "step": self.step, "seconds": self.seconds, "hidden": self.since[0], "written": self.since[1],
            }  # fmt: skip
            save_progress(self.network, self.optimiser, self.partial, notes)
            self.saved = time.time()

    def _note(self, steps: int) -> None:
        """One line of figures: means over the last `steps`."""
        hidden, written = (round(total / steps, 3) for total in self.since)
        self.since = [0.0, 0.0]
        row = {"step": self.step, "seconds": round(self.seconds), "hidden": hidden, "written": written}
        with self.log.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")
