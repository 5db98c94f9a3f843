"""Gold briefs laid on the mentions that the finders found: the label of each unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from finetune.matching import alike, near, same_person
from summarise.brief.people import person
from summarise.mentions.base import (
    CourtValue,
    DateValue,
    Kind,
    Mention,
    OffenceValue,
    PenaltyValue,
    SumValue,
)
from summarise.seq2seq.units import Unit
from summarise.text.plain import plain
from summarise.text.source import Source

Row = dict[str, Any]
Fits = Callable[[object, Row, Mention], bool]
NONE = "none"


@dataclass
class Labels:
    """`unit[i]` is the role of the i-th unit; `status[i]` a defendant's status; `links` pairs unit and defendant."""

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
    """The chain as the brief would show it: wording, name, count."""
    who = person([mentions[i] for i in unit.mentions])
    name = source.plain[slice(*who.name)] if who.name else None
    return {"text": source.plain[who.start : who.end], "name": name, "count": who.count}


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

    def _over(self, index: int, words: str | None) -> bool:
        """Whether the gold words stand at one of the unit's mentions."""
        return any(_overlap(self.source, self.mentions[k], words) for k in self.units[index].mentions)

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
        over = [i for i in fits if self._over(i, gold["text"])]
        for i in (over or fits)[:1]:
            self.labels.unit[i] = "main"

    def _date(self) -> None:
        gold = self.gold.get("date")
        if not gold:
            return
        for i in self._of(Kind.DATE):
            value = self._first(i).value
            same = isinstance(value, DateValue) and (value.iso or "") == (gold.get("iso") or "")
            if same and (gold.get("iso") or self._over(i, gold["text"])):
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
                i = self._choose(gold, pool)
                if i is not None:
                    self.labels.unit[i] = role
                    if role == "defendant":
                        self.labels.status[i] = gold["status"]
                        self.labels.defendants[number] = i

    def _choose(self, gold: Row, pool: list[int]) -> int | None:
        """The chain that a gold person is: same person by the scorer's rule, best by overlap of words."""
        fits = [i for i in pool if same_person(gold, as_person(self.source, self.units[i], self.mentions))]
        over = [i for i in pool if self._over(i, gold["text"])]
        both = [i for i in fits if i in over]
        return next(iter(both or ([] if gold.get("name") else over) or fits), None)

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

    def _each(self, kind: Kind, golds: list[Row], fits: Fits, label: str) -> None:
        """Each gold entry labels the mentions at its place, else those that fit and are still free."""
        pool = self._of(kind)
        for gold in golds:
            ok = [i for i in pool if fits(self._first(i).value, gold, self._first(i))]
            here = [i for i in ok if _overlap(self.source, self._first(i), gold["text"])]
            free = [i for i in ok if self.labels.unit[i] == NONE]
            for i in here or free:
                self.labels.unit[i] = gold[label] if label else "seized"
                self._link(i, gold)

    def _sums(self) -> None:
        def fits(value: object, gold: Row, _: Mention) -> bool:
            return isinstance(value, SumValue) and near(value.value, gold["value"])

        self._each(Kind.SUM, self.gold.get("amounts") or [], fits, "kind")

    def _quantities(self) -> None:
        def fits(_: object, gold: Row, mention: Mention) -> bool:
            return alike(mention.text, gold["text"])

        self._each(Kind.QUANTITY, self.gold.get("seizures") or [], fits, "")

    def _penalties(self) -> None:
        def fits(value: object, gold: Row, _: Mention) -> bool:
            if not isinstance(value, PenaltyValue) or value.penalty != gold["kind"]:
                return False
            return gold.get("months") is None or value.months == gold["months"]

        self._each(Kind.PENALTY, self.gold.get("sentences") or [], fits, "state")


def align(source: Source, mentions: Sequence[Mention], all_units: Sequence[Unit], gold: Row) -> Labels:
    """The labels of all units of a document from its gold brief (GUIDE.md's keys)."""
    return Aligner(source, mentions, all_units, gold).run()
