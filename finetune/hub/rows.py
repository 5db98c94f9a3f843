"""What a checkpoint learns from, as `datasets` on the disk, and the mixture of objectives that a phase reads."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from finetune.corpus import Row, hide_names
from finetune.hub.network import flattened
from finetune.hub.settings import Objective, Phase
from finetune.hub.tokenizer import Words
from finetune.tensors import IGNORED, Item, batch
from summarise.mentions.base import Kind
from summarise.seq2seq.labels import DOCUMENT_LABELS, DOCUMENT_WIDTH, UNIT_WIDTH
from summarise.seq2seq.script import Step, text_steps
from summarise.text.plain import plain

_KINDS = tuple(Kind)
_TASKS = tuple(DOCUMENT_LABELS)
_HIDDEN, _SPAN = 0.15, 3  # share of pieces hidden for infilling, mean length of a gap
_HEADLINE, _ABSTRACT = 40, 110  # pieces
_FILL = "infill"


def item_row(x: Item) -> Row:
    """An item as a row of numbers."""
    return {
        "objective": "brief", "ids": x.ids, "marks": x.marks, "members": x.members,
        "kinds": [_KINDS.index(k) for k in x.kinds], "prior_units": x.prior_units.tolist(),
        "prior_document": x.prior_document.tolist(), "unit_label": x.unit_label, "status_label": x.status_label,
        "document_label": [x.document_label[t] for t in _TASKS], "length": len(x.ids),
        "pieces": [[s.piece for s in part] for part in x.segments],
        "units": [[-1 if s.unit is None else s.unit for s in part] for part in x.segments],
    }  # fmt: skip


def text_row(objective: Objective, ids: Sequence[int], targets: Sequence[Sequence[int]]) -> Row:
    """A text and what may be written of it; nothing is marked in it."""
    return {
        "objective": objective, "ids": list(ids), "marks": [], "members": [], "kinds": [], "prior_units": [],
        "prior_document": [0.0] * DOCUMENT_WIDTH, "unit_label": [], "status_label": [],
        "document_label": [IGNORED] * len(_TASKS), "length": len(ids), "pieces": [list(t) for t in targets],
        "units": [[-1] * len(t) for t in targets],
    }  # fmt: skip


def row_item(row: Mapping[str, Any]) -> Item:
    """An item again."""
    scores = np.array(row["prior_units"], np.float32).reshape(len(row["kinds"]), UNIT_WIDTH)
    segments = [
        [Step(piece, None if unit < 0 else unit) for piece, unit in zip(pieces, places, strict=True)]
        for pieces, places in zip(row["pieces"], row["units"], strict=True)
    ]
    return Item(
        list(row["ids"]), list(row["marks"]), [list(m) for m in row["members"]], [_KINDS[k] for k in row["kinds"]],
        scores, np.array(row["prior_document"], np.float32),
        list(row["unit_label"]), list(row["status_label"]), dict(zip(_TASKS, row["document_label"], strict=True)),
        segments,
    )  # fmt: skip


def _words(text: str) -> str:
    return hide_names(plain(text).text.replace("<", "‹"))


def headline_rows(rows: Iterable[Row], words: Words) -> Iterator[Row]:
    """Article to title and to abstract."""
    vocabulary = words.vocabulary
    for row in rows:
        parts = (("<title>", row.get("title"), _HEADLINE), ("<heading>", row.get("heading"), _ABSTRACT))
        targets = [
            [*(s.piece for s in text_steps(opener, _words(text), vocabulary)[:most]), words.stop]
            for opener, text, most in parts
            if text
        ]
        if targets:
            body = vocabulary.pieces(_words(row["article"]))
            yield text_row("headline", [vocabulary.special["<body>"], *body], targets)


def infill_rows(rows: Iterable[Row], words: Words) -> Iterator[Row]:
    """Articles whose gaps are drawn anew each time that they are read (see `gapped`)."""
    for row in rows:
        yield text_row("infill", words.vocabulary.pieces(_words(row["article"])), [[words.stop]])


def translation_rows(pairs: Iterable[tuple[str, str]], tokenizer: Any, words: Words, marked: bool) -> Iterator[Row]:
    """French to English; `marked` where one checkpoint writes briefs as well and must be told which is asked."""
    opener = [words.vocabulary.special["<english>"]] if marked else []
    for french, english in pairs:
        ids = tokenizer(french, add_special_tokens=False)["input_ids"]
        target = tokenizer(text_target=english, add_special_tokens=False)["input_ids"]
        yield text_row("translation", ids, [[*opener, *target, words.stop]])


def gapped(ids: Sequence[int], words: Words, rng: random.Random) -> tuple[list[int], list[int]]:
    """A text with gaps and what fills them.

    With sentinels (T5) the fillings alone are written, each after its sentinel; with one mask piece (BART) the text.
    """
    read: list[int] = []
    filled: list[int] = []
    at = gap = 0
    many = len(words.masks) > 1
    while at < len(ids):
        if rng.random() < _HIDDEN / _SPAN and (not many or gap < len(words.masks)):
            length = rng.randint(1, 2 * _SPAN - 1)
            sentinel = words.masks[gap if many else 0]
            read.append(sentinel)
            filled += [sentinel, *ids[at : at + length]]
            at, gap = at + length, gap + 1
        else:
            read.append(ids[at])
            at += 1
    return read, [*(filled if many else ids), words.stop]


class Collator:
    """Rows as a batch of tensors: framed as the tokenizer frames an input, padded, one draft of each drawn by chance.

    What is drawn depends on the seed and on the rows' numbers alone, so that a stopped run goes on as if unbroken.
    """

    def __init__(self, words: Words, size: int, longest: int, longest_draft: int, seed: int) -> None:
        self.words, self.size, self.seed = words, size, seed
        self.longest, self.longest_draft = longest - len(words.prefix) - len(words.suffix), longest_draft

    def _item(self, row: Mapping[str, Any], rng: random.Random) -> Item:
        x = row_item(row)
        if row["objective"] == _FILL:
            x.ids, target = gapped(x.ids[: self.longest], self.words, rng)
            x.segments = [[Step(piece) for piece in target]]
        x.ids = [*self.words.prefix, *x.ids[: self.longest], *self.words.suffix]
        last = len(x.ids) - 1 - len(self.words.suffix)
        x.marks = [min(mark + len(self.words.prefix), last) for mark in x.marks]
        x.segments = [_cut(part, self.longest_draft) for part in x.segments]
        return x

    def __call__(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, Tensor]:
        """The tensors by name."""
        rng = random.Random(f"{self.seed} {[row['number'] for row in rows]}")
        items = [self._item(row, rng) for row in rows]
        b = batch(items, self.size, rng)
        lengths = torch.tensor([len(x.ids) for x in items])[:, None]
        at = torch.arange(b.ids.shape[1])[None]
        b.mask = (at < lengths).float()
        b.ids = torch.where(at < lengths, b.ids, self.words.pad)
        b.step_piece[:, 0] = self.words.start
        inner = ((at >= len(self.words.prefix)) & (at < lengths - len(self.words.suffix))).float()
        return flattened(b, inner)


def _cut(part: list[Step], longest: int) -> list[Step]:
    """At most `longest` steps, the last of them kept: it ends the draft."""
    return part if len(part) <= longest else [*part[: longest - 1], part[-1]]


def _features() -> Any:
    from datasets import Features, List, Value  # noqa: PLC0415

    whole, real = Value("int32"), Value("float32")
    flat = {k: List(whole) for k in ("ids", "marks", "kinds", "unit_label", "status_label", "document_label")}
    nested = {k: List(List(whole)) for k in ("members", "pieces", "units")}
    priors = {"prior_units": List(List(real)), "prior_document": List(real)}
    return Features({"objective": Value("string"), "length": whole, **flat, **nested, **priors})


def write(rows: Iterable[Row], path: Path) -> int:
    """Rows to an Arrow file, moved into place when whole; returns how many."""
    from datasets.arrow_writer import ArrowWriter  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    beside, count = path.with_suffix(".part"), 0
    with ArrowWriter(path=str(beside), features=_features()) as writer:
        for row in rows:
            writer.write(row)
            count += 1
        writer.finalize()
    beside.replace(path)
    return count


class Numbered:
    """Rows with their place in the mixture: a row that comes again has another number, and other draws."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Row:
        return {**self.rows[number], "number": number}


def mixture(folder: Path, phase: Phase, seed: int) -> Numbered:
    """The objectives' rows, drawn by their shares, each with its number; a short one begins again."""
    import datasets  # noqa: PLC0415

    shares = {name: share for name, share in phase.mixture.items() if share > 0}
    parts = [
        datasets.Dataset.from_file(str(folder / f"{name}.arrow")).shuffle(seed=seed, keep_in_memory=True)
        for name in shares
    ]
    total = sum(shares.values())
    odds = [share / total for share in shares.values()]
    mixed = parts[0] if len(parts) == 1 else datasets.interleave_datasets(
        parts, probabilities=odds, seed=seed, stopping_strategy="all_exhausted"
    )  # fmt: skip
    return Numbered(mixed)
