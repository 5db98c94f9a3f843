"""Examples as tensors, padded to the longest of a batch."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from finetune.examples import Example
from summarise.mentions.base import Kind
from summarise.seq2seq.encode import Vocabulary, encode
from summarise.seq2seq.labels import (
    DOCUMENT_AT,
    DOCUMENT_LABELS,
    STATUS_AT,
    STATUS_LABELS,
    UNIT_AT,
    UNIT_LABELS,
    UNIT_WIDTH,
)
from summarise.seq2seq.reading import Reading
from summarise.seq2seq.script import STOP, Step, hidden, link_steps, text_steps
from summarise.seq2seq.wide import Floats

LONGEST = 1536  # pieces; one article of the training briefs in a hundred is longer
IGNORED = -100


@dataclass
class Item:
    """One example ready for batching. Labels count in the heads' layout, IGNORED where nothing is to learn."""

    ids: list[int]
    marks: list[int]
    members: list[list[int]]
    kinds: list[Kind]
    prior_units: Floats
    prior_document: Floats
    unit_label: list[int]
    status_label: list[int]
    document_label: dict[str, int]
    segments: list[list[Step]] = field(default_factory=list)


def pieces_of(reading: Reading, vocabulary: Vocabulary) -> tuple[list[int], list[int]]:
    """Ids and the places of the mentions' markers, cut to the longest input; a mention beyond it points at the end."""
    encoded = encode(reading.source, reading.mentions, vocabulary)
    return list(encoded.ids[:LONGEST]), [min(m, LONGEST - 1) for m in encoded.marks]


def item(example: Example, priors: tuple[Floats, Floats], vocabulary: Vocabulary) -> Item:
    """The tensors' content for one example."""
    reading, labels, gold = example.reading, example.labels, example.gold
    ids, marks = pieces_of(reading, vocabulary)
    unit_label, status_label = [], []
    for i, unit in enumerate(reading.units):
        known = gold["relevant"]
        unit_label.append(UNIT_AT[unit.kind] + UNIT_LABELS[unit.kind].index(labels.unit[i]) if known else IGNORED)
        status_label.append(STATUS_AT + STATUS_LABELS.index(labels.status[i]) if i in labels.status else IGNORED)
    document = dict.fromkeys(DOCUMENT_LABELS, IGNORED)
    for task, values in DOCUMENT_LABELS.items():
        if gold["relevant"] or task == "relevant":
            document[task] = DOCUMENT_AT[task] + values.index(str(gold[task]))
    return Item(
        ids, marks, [list(u.mentions) for u in reading.units], [u.kind for u in reading.units], *priors, unit_label,
        status_label, document, _segments(example, vocabulary),
    )  # fmt: skip


def _segments(example: Example, vocabulary: Vocabulary) -> list[list[Step]]:
    """The gold draft, part by part: whose each charge and penalty is, the title, the summary."""
    links: dict[int, list[int]] = {}
    for unit, person in example.labels.links:
        links.setdefault(unit, []).append(person)
    parts = [link_steps(example.reading, {unit: people}, vocabulary) for unit, people in links.items()]
    for opener, key in (("<title>", "title_fr"), ("<body>", "summary_fr")):
        text = hidden(example.gold.get(key) or "", example.reading)
        parts += [text_steps(opener, text, vocabulary)] if text else []
    stop = Step(vocabulary.special.get("</s>", STOP))  # a hub's tokenizer has its own
    return [[*part[:190], stop] for part in parts] or [[stop]]


@dataclass
class Batch:
    """Tensors of several items; B items, L pieces, M mentions, U units, S steps."""

    ids: Tensor
    mask: Tensor
    marks: Tensor
    member: Tensor
    allowed: Tensor
    prior_units: Tensor
    prior_document: Tensor
    unit_label: Tensor
    status_label: Tensor
    document_label: dict[str, Tensor]
    step_piece: Tensor
    step_unit: Tensor
    step_target: Tensor
    kind: Tensor


def _padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    width = max(1, *(len(r) for r in rows)) if rows else 1
    out = torch.full((len(rows), width), fill, dtype=torch.long)
    for k, row in enumerate(rows):
        out[k, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out


def allowed_labels(kinds: Sequence[Kind]) -> Floats:
    """0 where a unit's kind has the label or where a status stands, -10000 elsewhere: (units, UNIT_WIDTH)."""
    out = np.full((len(kinds), UNIT_WIDTH), -1e4, np.float32)
    for k, kind in enumerate(kinds):
        out[k, UNIT_AT[kind] : UNIT_AT[kind] + len(UNIT_LABELS[kind])] = 0
    out[:, STATUS_AT:] = 0
    return out


def batch(items: Sequence[Item], vocabulary_size: int, rng: random.Random) -> Batch:
    """Pads the items together; of each item's draft one part, by chance."""
    chosen = [rng.choice(x.segments[-4:]) for x in items]
    ids = _padded([x.ids for x in items], 0)
    marks = _padded([x.marks for x in items], 0)
    units = max(1, *(len(x.members) for x in items))
    member = torch.zeros(len(items), units, marks.shape[1])
    allowed = torch.zeros(len(items), units, UNIT_WIDTH)
    prior_units = torch.zeros(len(items), units, UNIT_WIDTH)
    for b, x in enumerate(items):
        for u, rows in enumerate(x.members):
            member[b, u, rows] = 1.0
        allowed[b, : len(x.kinds)] = torch.from_numpy(allowed_labels(x.kinds))
        prior_units[b, : len(x.kinds)] = torch.from_numpy(x.prior_units)
    order = list(Kind)
    targets = [[s.piece if s.unit is None else vocabulary_size + s.unit for s in steps] for steps in chosen]
    return Batch(
        ids=ids, mask=(ids != 0).float(), marks=marks, member=member, allowed=allowed, prior_units=prior_units,
        prior_document=torch.from_numpy(np.stack([x.prior_document for x in items])),
        unit_label=_padded([x.unit_label for x in items], IGNORED),
        status_label=_padded([x.status_label for x in items], IGNORED),
        document_label={t: torch.tensor([x.document_label[t] for x in items]) for t in DOCUMENT_LABELS},
        step_piece=_padded([[0, *(s.piece for s in steps[:-1])] for steps in chosen], 0),
        step_unit=_padded([[-1, *(-1 if s.unit is None else s.unit for s in steps[:-1])] for steps in chosen], -1),
        step_target=_padded(targets, IGNORED),
        kind=_padded([[order.index(k) for k in x.kinds] for x in items], IGNORED),
    )  # fmt: skip
