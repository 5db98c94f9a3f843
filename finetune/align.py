"""Gold briefs laid on the mentions that the finders found: the label of each unit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from summarise.mentions.base import (
    CourtValue,
    DateValue,
    Kind,
    Mention,
    OffenceValue,
    PenaltyValue,
    PersonValue,
    SumValue,
)
from summarise.seq2seq.units import Unit
from summarise.text.plain import plain
from summarise.text.source import Source
from finetune.matching import alike, near, same_person

Row = dict[str, Any]
NONE = "none"


@dataclass
class Labels:
    """`unit[i]` is the role of the i-th unit; `status[i]` a defendant's status; `links` pairs (unit, defendant unit)."""

    unit: list[str]
    status: dict[int, str] = field(default_factory=dict)
    links: list[tuple[int, int]] = field(default_factory=list)
    defendants: dict[int, int] = field(default_factory=dict)  # gold index → unit


def _overlap(source: Source, mention: Mention, words: str | None) -> bool:
    """Whether the gold words stand at the mention's place."""
    wanted = plain(words or "").text
    at = source.plain.find(wanted) if wanted else -1
    while at >= 0:
        if at < mention.end and mention.start < at + len(wanted):
            return True
        at = source.plain.find(wanted, at + 1)
    return False


def as_person(source: Source, unit: Unit, mentions: Sequence[Mention]) -> Row:
    """The chain as a scored record: fullest text, best name, count."""
    rows = [mentions[i] for i in unit.mentions]
    values = [m.value for m in rows if isinstance(m.value, PersonValue)]
    names = [source.plain[slice(*v.name)] for v in values if v.name]
    best = max(rows, key=lambda m: m.end - m.start)
    return {"text": best.text, "name": max(names, key=len, default=None), "count": values[0].count}


def _choose(source: Source, gold: Row, pool: list[int], all_units: Sequence[Unit], mentions: Sequence[Mention]) -> int | None:
    """The chain that a gold person is: same person by the scorer's rule, best by overlap of words."""
    fits = [i for i in pool if same_person(gold, as_person(source, all_units[i], mentions))]
    over = [i for i in pool if any(_overlap(source, mentions[k], gold["text"]) for k in all_units[i].mentions)]
    both = [i for i in fits if i in over]
    if gold.get("name"):
        return (both or fits or [None])[0]
    return (both or over or fits or [None])[0]


class Aligner:
    """Lays one gold brief on one document's units."""

    def __init__(self, source: Source, mentions: Sequence[Mention], all_units: Sequence[Unit], gold: Row) -> None:
        self.source, self.mentions, self.units, self.gold = source, mentions, all_units, gold
        self.labels = Labels(unit=[NONE] * len(all_units))

    def run(self) -> Labels:
        """All labels."""
        if self.gold.get("relevant", True):
            self._court()
            self._date()
            self._people()
            self._offences()
            self._sums()
            self._quantities()
            self._penalties()
        return self.labels

    def _of(self, kind: Kind) -> list[int]:
        return [i for i, u in enumerate(self.units) if u.kind is kind]

    def _first(self, index: int) -> Mention:
        return self.mentions[self.units[index].mentions[0]]

    def _court(self) -> None:
        gold = self.gold.get("court")
        if not gold:
            return
        fits: list[int] = []
        for i in self._of(Kind.COURT):
            value = self._first(i).value
            if isinstance(value, CourtValue) and value.type == gold["type"]:
                city = self.source.plain[slice(*value.city)] if value.city else ""
                if not gold.get("city") or alike(city, gold["city"]):
                    fits.append(i)
        over = [i for i in fits if any(_overlap(self.source, self.mentions[k], gold["text"]) for k in self.units[i].mentions)]
        for i in (over or fits)[:1]:
            self.labels.unit[i] = "main"

    def _date(self) -> None:
        gold = self.gold.get("date")
        if not gold:
            return
        for i in self._of(Kind.DATE):
            value = self._first(i).value
            same = isinstance(value, DateValue) and (value.iso or "") == (gold.get("iso") or "")
            if same and (gold.get("iso") or any(_overlap(self.source, self.mentions[k], gold["text"]) for k in self.units[i].mentions)):
                self.labels.unit[i] = "event"
                return

    def _people(self) -> None:
        for role, rows in (
            ("defendant", self.gold.get("defendants") or []),
            ("victim", self.gold.get("victims") or []),
            ("prosecutor", [{"text": n, "name": n, "count": 1} for n in [self.gold.get("prosecutor")] if n]),
        ):
            for number, gold in enumerate(rows):
                pool = [i for i in self._of(Kind.PERSON) if self.labels.unit[i] == NONE]
                i = _choose(self.source, gold, pool, self.units, self.mentions)
                if i is not None:
                    self.labels.unit[i] = role
                    if role == "defendant":
                        self.labels.status[i] = gold["status"]
                        self.labels.defendants[number] = i

    def _link(self, i: int, gold: Row) -> None:
        for number in gold.get("defendants") or []:
            if number in self.labels.defendants:
                self.labels.links.append((i, self.labels.defendants[number]))

    def _offences(self) -> None:
        wanted = {g["offence"]: g for g in self.gold.get("charges") or []}
        for i in self._of(Kind.OFFENCE):
            value = self._first(i).value
            if isinstance(value, OffenceValue) and value.code in wanted:
                self.labels.unit[i] = "charge"
                for g in self.gold["charges"]:
                    if g["offence"] == value.code:
                        self._link(i, g)

    def _each(self, kind: Kind, golds: list[Row], fits: Any, label: str) -> None:
        """Each gold entry takes the free mention at its place, else the first that fits; copies elsewhere share its label."""
        pool = self._of(kind)
        for gold in golds:
            ok = [i for i in pool if fits(self._first(i).value, gold, self._first(i))]
            here = [i for i in ok if _overlap(self.source, self._first(i), gold["text"])]
            free = [i for i in (here or ok) if self.labels.unit[i] == NONE]
            for i in free if not here else here:
                self.labels.unit[i] = gold[label] if label else "seized"
                self._link(i, gold)

    def _sums(self) -> None:
        self._each(Kind.SUM, self.gold.get("amounts") or [], lambda v, g, _: isinstance(v, SumValue) and near(v.value, g["value"]), "kind")

    def _quantities(self) -> None:
        def fits(_: object, gold: Row, mention: Mention) -> bool:
            return alike(mention.text, gold["text"])

        self._each(Kind.QUANTITY, self.gold.get("seizures") or [], fits, "")

    def _penalties(self) -> None:
        def fits(value: object, gold: Row, _: Mention) -> bool:
            same = isinstance(value, PenaltyValue) and value.penalty == gold["kind"]
            return same and (gold.get("months") is None or value.months == gold["months"])

        self._each(Kind.PENALTY, self.gold.get("sentences") or [], fits, "state")


def align(source: Source, mentions: Sequence[Mention], all_units: Sequence[Unit], gold: Row) -> Labels:
    """The labels of all units of a document from its gold brief (GUIDE.md's keys)."""
    return Aligner(source, mentions, all_units, gold).run()
