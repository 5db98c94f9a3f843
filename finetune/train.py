"""Fine-tunes the network: first to tell what the sparse half tells (unlabelled articles), then on the gold briefs."""

import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from finetune.network import Network, pool
from finetune.tensors import IGNORED, Batch, Item, batch
from summarise.mentions.base import Kind
from summarise.seq2seq.labels import DOCUMENT_AT, DOCUMENT_LABELS, STATUS_AT

# A kind's share of the loss: the eight scored fields weigh alike, whatever the number of their units.
KIND_WEIGHT = dict.fromkeys(Kind, 1.0)


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
    """Trains on items; each step adds to `log` now and then, and tells `seen` the share of steps that is done."""

    def __init__(self, network: Network, pace: Pace, log: Path, seen: Callable[[float], None] = lambda _: None) -> None:
        self.network, self.pace, self.log, self.seen = network, pace, log, seen
        self.rng = random.Random(pace.seed)
        torch.manual_seed(pace.seed)
        self.optimiser = torch.optim.AdamW(network.parameters(), lr=pace.rate, betas=(0.9, 0.98), weight_decay=0.05)

    def fit(self, items: Sequence[Item], labelled: bool) -> None:
        """All epochs; `labelled` items have gold labels, others imitate the sparse half."""
        self.network.train()
        steps = max(1, math.ceil(self.pace.epochs * len(list(batches(items, self.pace.pieces, random.Random(0))))))
        step, start, losses = 0, time.time(), []
        while step < steps:
            for group in batches(items, self.pace.pieces, self.rng):
                if step >= steps:
                    break
                losses.append(self._step(group, labelled, step / steps))
                step += 1
                self.seen(step / steps)
                if step % 25 == 0 or step == steps:
                    self._note(step, steps, time.time() - start, losses[-25:])

    def _note(self, step: int, steps: int, seconds: float, recent: list[list[float]]) -> None:
        """One line of figures."""
        loss = np.mean(recent, axis=0).round(4).tolist()
        row = {"step": step, "of": steps, "seconds": round(seconds), "loss": loss}
        with self.log.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")

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
