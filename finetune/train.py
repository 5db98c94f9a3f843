"""Fine-tunes the network: first to tell what the sparse half tells (unlabelled articles), then on the gold briefs."""

import itertools
import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor

from finetune.network import Network, pool
from finetune.tensors import IGNORED, Batch, Item, batch
from finetune.weights import load_progress, save_progress
from summarise.mentions.base import Kind
from summarise.seq2seq.labels import DOCUMENT_AT, DOCUMENT_LABELS, STATUS_AT

Seen = Callable[[float], None]
NOTED = 25  # a line of the log holds the mean over so many steps
_PARTS = 3  # of the loss: both halves of the heads, the encoder alone, the draft
# A kind's share of the loss: the eight scored fields weigh alike, whatever the number of their units.
KIND_WEIGHT = dict.fromkeys(Kind, 1.0)


@dataclass(frozen=True)
class Keep:
    """Where a training writes: its `log` from a step on, and its state to `partial` every so many `minutes`."""

    log: Callable[[int], Path]
    partial: Path
    minutes: float = 5.0


@dataclass(frozen=True)
class Pace:
    """How long and how fast. `pieces` bounds a batch (padded)."""

    epochs: float = 6
    rate: float = 5e-4
    pieces: int = 6000
    decoder: float = 0.3
    alone: float = 0.3
    seed: int = 0


@dataclass
class Outputs:
    """Scores without the sparse half (units, document), and what the decoder needs."""

    units: Tensor
    document: Tensor
    states: Tensor
    unit_states: Tensor


def run(network: Network, b: Batch) -> Outputs:
    """Encoder and heads."""
    states = network.encoder(b.ids, b.mask)
    marked = states.gather(1, b.marks[..., None].expand(-1, -1, states.shape[-1]))
    pooled = pool(marked, b.member)
    units, document = network.heads(states, b.mask, pooled)
    return Outputs(units, document, states, pooled[..., : states.shape[-1]])


def joined(network: Network, b: Batch, out: Outputs) -> tuple[Tensor, Tensor]:
    """Both halves together."""
    units = out.units + b.allowed + network.heads.unit_trust * b.prior_units
    return units, out.document + network.heads.document_trust * b.prior_document


def head_loss(units: Tensor, document: Tensor, b: Batch) -> Tensor:
    """Cross-entropy, kinds weighing alike, then statuses, then the document's three labels."""
    total = units.new_zeros(())
    scores = units[..., :STATUS_AT].flatten(0, 1)
    roles = F.cross_entropy(scores, b.unit_label.flatten(), ignore_index=IGNORED, reduction="none")
    for k, kind in enumerate(Kind):
        chosen = ((b.kind == k) & (b.unit_label != IGNORED)).flatten()
        if chosen.any():
            total = total + KIND_WEIGHT[kind] * roles[chosen].sum() / len(b.ids) ** 0.5 / 6
    status = (b.status_label - STATUS_AT).clamp(min=IGNORED).flatten()
    status = torch.where(b.status_label.flatten() == IGNORED, IGNORED, status)
    if (status != IGNORED).any():
        total = total + F.cross_entropy(units[..., STATUS_AT:].flatten(0, 1), status, ignore_index=IGNORED)
    for task, labels in DOCUMENT_LABELS.items():
        at, gold = DOCUMENT_AT[task], b.document_label[task]
        if (gold != IGNORED).any():
            wanted = (gold - at).where(gold != IGNORED, gold)
            total = total + F.cross_entropy(document[:, at : at + len(labels)], wanted, ignore_index=IGNORED)
    return total


def imitation_loss(out: Outputs, b: Batch) -> Tensor:
    """Distance from the encoder's own scores to those of the sparse half, unit by unit and for the document."""
    units = out.units + b.allowed
    real = b.kind != IGNORED
    roles = _divergence(units[..., :STATUS_AT], (b.prior_units + b.allowed)[..., :STATUS_AT])
    total = roles[real].sum() / len(b.ids) ** 0.5 / 6
    people = b.kind == list(Kind).index(Kind.PERSON)
    if people.any():
        statuses = _divergence(units[..., STATUS_AT:], b.prior_units[..., STATUS_AT:])
        total = total + 0.2 * statuses[people].mean()
    for task, labels in DOCUMENT_LABELS.items():
        part = slice(DOCUMENT_AT[task], DOCUMENT_AT[task] + len(labels))
        total = total + _divergence(out.document[:, part], b.prior_document[:, part]).mean()
    return cast(Tensor, total)


def _divergence(scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy against soft labels, over the last axis."""
    return -(wanted.softmax(-1) * scores.log_softmax(-1)).sum(-1)


def draft_loss(network: Network, b: Batch, out: Outputs) -> Tensor:
    """Cross-entropy of the gold draft, pieces and pointers in one choice."""
    inputs = network.embedding(b.step_piece)
    at = b.step_unit.clamp(min=0)[..., None].expand(-1, -1, out.unit_states.shape[-1])
    inputs = torch.where((b.step_unit >= 0)[..., None], out.unit_states.gather(1, at), inputs)
    states = network.decoder.states(inputs, out.states, b.mask)
    real = (b.kind == IGNORED).float()[:, None] * -1e4
    scores = torch.cat((network.decoder.words(states), network.decoder.pointers(states, out.unit_states) + real), -1)
    return F.cross_entropy(scores.flatten(0, 1).float(), b.step_target.flatten(), ignore_index=IGNORED)


def batches(items: Sequence[Item], pieces: int, rng: random.Random) -> Iterator[list[Item]]:
    """Items of like length together, in random order."""
    order = sorted(items, key=lambda x: len(x.ids) + rng.randrange(60))
    groups: list[list[Item]] = [[]]
    for x in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(x.ids) > pieces:
            groups.append([])
        groups[-1].append(x)
    rng.shuffle(groups)
    yield from groups


class Trainer:
    """Trains on items; each step adds to the log now and then, and tells `seen` the share of steps that is done.

    The weights and the optimiser's memory go to `partial` every few minutes; when it is there, training goes on from it
    and ends where an unbroken run would: what a step draws depends on the seed and its number alone.
    """

    def __init__(
        self, network: Network, pace: Pace, keep: Keep, seen: Callable[[float], None] = lambda _: None
    ) -> None:
        self.network, self.pace, self.keep, self.seen = network, pace, keep, seen
        self.rng = random.Random(pace.seed)
        self.optimiser = torch.optim.AdamW(network.parameters(), lr=pace.rate, betas=(0.9, 0.98), weight_decay=0.05)
        self.step, self.before, self.since = 0, 0.0, [0.0] * _PARTS
        if keep.partial.exists():
            notes = load_progress(network, self.optimiser, keep.partial)
            self.step, self.before = int(notes["step"]), notes["seconds"]
            self.since = [notes[f"loss{k}"] for k in range(_PARTS)]
        self.log = keep.log(self.step)
        self.start = self.saved = time.time()

    def groups(self, items: Sequence[Item], first: int) -> Iterator[list[Item]]:
        """Batches, round after round, from the batch number `first` on."""
        number = 0
        for turn in itertools.count():
            for group in batches(items, self.pace.pieces, random.Random(f"{self.pace.seed} round {turn}")):
                if number >= first:
                    yield group
                number += 1

    def fit(self, items: Sequence[Item], labelled: bool) -> None:
        """All epochs; `labelled` items have gold labels, others imitate the sparse half."""
        self.network.train()
        steps = max(1, math.ceil(self.pace.epochs * len(list(batches(items, self.pace.pieces, random.Random(0))))))
        for group in self.groups(items, self.step):
            if self.step >= steps:
                break
            torch.manual_seed(self.pace.seed * 1_000_003 + self.step)
            self.rng = random.Random(f"{self.pace.seed} step {self.step}")
            told = self._step(group, labelled, self.step / steps)
            self.step += 1
            self.since = [total + one for total, one in zip_longest(self.since, told, fillvalue=0.0)]
            self.seen(self.step / steps)
            if self.step % NOTED == 0 or self.step == steps:
                self._note(steps, self.step % NOTED or NOTED, len(told))
            self._save_sometimes()

    @property
    def seconds(self) -> float:
        """Time trained, earlier sittings included."""
        return self.before + time.time() - self.start

    def _note(self, steps: int, count: int, parts: int) -> None:
        """One line of figures: means over the last `count` steps."""
        loss = [round(total / count, 4) for total in self.since[:parts]]
        self.since = [0.0] * _PARTS
        row = {"step": self.step, "of": steps, "seconds": round(self.seconds), "loss": loss}
        with self.log.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")

    def _save_sometimes(self) -> None:
        if time.time() - self.saved >= 60 * self.keep.minutes:
            sums = {f"loss{k}": total for k, total in enumerate(self.since)}
            notes = {"step": self.step, "seconds": self.seconds, **sums}
            save_progress(self.network, self.optimiser, self.keep.partial, notes)
            self.saved = time.time()

    def _step(self, group: list[Item], labelled: bool, progress: float) -> list[float]:
        for settings in self.optimiser.param_groups:
            settings["lr"] = self.pace.rate * min(1.0, progress * 20 + 0.05) * (1 - 0.97 * progress)
        b = batch(group, self.network.shape.vocabulary, self.rng)
        b.ids = self._blurred(b.ids)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = run(self.network, b)
        out = Outputs(out.units.float(), out.document.float(), out.states, out.unit_states)
        parts = self._losses(b, out, labelled)
        loss = torch.stack(parts).sum()
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        return [float(p.detach()) for p in parts]

    def _blurred(self, ids: Tensor) -> Tensor:
        """A twentieth of the pieces hidden, markers kept: the few gold briefs must not be learnt by heart."""
        drop = (torch.rand(ids.shape) < 0.05) & (ids > 110)
        return torch.where(drop, 4, ids)

    def _losses(self, b: Batch, out: Outputs, labelled: bool) -> list[Tensor]:
        if not labelled:
            return [imitation_loss(out, b)]
        units, document = joined(self.network, b, out)
        parts = [head_loss(units, document, b), self.pace.alone * head_loss(out.units + b.allowed, out.document, b)]
        if self.pace.decoder:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts.append(self.pace.decoder * draft_loss(self.network, b, out).float())
        return parts
