"""Gold briefs read by the finders, with the label of each unit: what heads and decoder learn from."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from finetune.align import Labels, align
from finetune.corpus import read_jsonl
from summarise.mentions.base import Kind
from summarise.mentions.find import find
from summarise.records import Document
from summarise.seq2seq.labels import UNIT_LABELS
from summarise.seq2seq.links import LINK, link_features
from summarise.seq2seq.reading import DOCUMENT_TASKS, STATUS, Reading, read
from summarise.text.source import Source

Row = dict[str, Any]
UNIT_TASKS = tuple(kind.value for kind in UNIT_LABELS)
TASKS = (*DOCUMENT_TASKS, STATUS, *UNIT_TASKS, LINK)


@dataclass
class Example:
    """One article with its gold brief, read and aligned. `origin` is the folder's name: train, written, dev."""

    origin: str
    gold: Row
    reading: Reading
    labels: Labels

    def rows(self, task: str, everything: bool = False) -> Iterator[tuple[int, list[str], str]]:
        """(unit or -1, features, label) of a task. Only what can be learnt from, unless `everything`."""
        relevant = self.gold["relevant"] or everything
        if task in DOCUMENT_TASKS:
            if relevant or task == "relevant":
                yield -1, list(self.reading.document), str(self.gold.get(task))
        elif task == STATUS:
            people = [i for i, u in enumerate(self.reading.units) if u.kind is Kind.PERSON]
            for i in people if everything else self.labels.status:
                yield i, self.reading.status_features(i), self.labels.status.get(i, "")
        elif task == LINK:
            yield from self._links()
        elif relevant:
            for i, unit in enumerate(self.reading.units):
                if unit.kind.value == task:
                    yield i, list(self.reading.features[i]), self.labels.unit[i]

    def _links(self) -> Iterator[tuple[int, list[str], str]]:
        """Each charge and penalty with each of several defendants."""
        pursued = list(self.labels.status)
        true = set(self.labels.links)
        if len(pursued) < 2:
            return
        for unit in sorted({u for u, _ in true}):
            for person in pursued:
                status = self.labels.status[person]
                features = link_features(self.reading, unit, person, pursued, status)
                yield unit, features, str((unit, person) in true)


def document_of(row: Row) -> Document:
    """An article's record as a document."""
    day = row.get("date")
    return Document(
        id=str(row["id"]), title=row.get("title") or "", heading=row.get("heading") or "", article=row["article"],
        date=datetime.date.fromisoformat(day) if day else None,
    )  # fmt: skip


def example(row: Row, gold: Row, origin: str) -> Example:
    """An article and its gold brief, read and aligned."""
    source = Source(document_of(row))
    mentions = find(source)
    reading = read(source, mentions)
    return Example(origin, gold, reading, align(source, mentions, reading.units, gold))


def load_examples(folder: Path, watch: Callable[[Sequence[Row]], Iterable[Row]] = iter) -> list[Example]:
    """All gold briefs of a folder with articles.jsonl and gold.jsonl; `watch` may show how far the reading is."""
    gold = {str(row["id"]): row for row in read_jsonl(folder / "gold.jsonl")}
    articles = [row for row in read_jsonl(folder / "articles.jsonl") if str(row["id"]) in gold]
    return [example(row, gold[str(row["id"])], folder.name) for row in watch(articles)]
