"""From a draft to a brief: every value takes its words and offsets from the document; what fails a check is dropped."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from summarise.brief.people import Person, person
from summarise.innocence.governed import governed
from summarise.mentions.base import (
    CourtValue,
    DateValue,
    Kind,
    Mention,
    OffenceValue,
    PenaltyValue,
    QuantityValue,
    Stretch,
    SumValue,
)
from summarise.records import Brief, Coverage, ModelInfo
from summarise.seq2seq.draft import Draft
from summarise.seq2seq.units import Unit
from summarise.text.source import Source

Fields = dict[str, Any]


class Builder:
    """Builds the fields of one brief."""

    def __init__(self, source: Source, mentions: Sequence[Mention], units: Sequence[Unit], draft: Draft) -> None:
        self.source, self.mentions, self.units, self.draft = source, mentions, units, draft
        self.people: dict[int, Person] = {
            i: person([mentions[k] for k in units[i].mentions])
            for i, role in draft.roles.items()
            if role in {"defendant", "victim", "prosecutor"}
        }
        pursued = [i for i, role in draft.roles.items() if role == "defendant"]
        self.order = sorted(pursued, key=lambda i: self.people[i].start)

    def fields(self) -> Fields:
        """All fields but the texts, the warnings and what describes the run."""
        return {
            "court": self._court(),
            "date": self._date(),
            "defendants": [{**self._who(i), "status": self.draft.statuses[i]} for i in self.order],
            "charges": list(self._charges()),
            "amounts": list(self._amounts()),
            "seizures": list(self._seizures()),
            "sentences": list(self._sentences()),
            "victims": [self._victim(i) for i in sorted(self._with("victim"), key=lambda i: self.people[i].start)],
            **self._prosecutor(),
        }

    def _with(self, role: str) -> list[int]:
        return [i for i, given in self.draft.roles.items() if given == role]

    def _of(self, kind: Kind) -> Iterator[tuple[int, Mention, str]]:
        """(unit, its mention, role) of each chosen unit of a kind, in order of place."""
        chosen = [(i, role) for i, role in self.draft.roles.items() if self.units[i].kind is kind]
        shown = [(i, self.shown(i), role) for i, role in chosen]
        rows = [(i, mention, governed(self.source, mention, role)) for i, mention, role in shown]
        yield from sorted(rows, key=lambda row: row[1].start)

    def shown(self, unit: int) -> Mention:
        """The mention whose words stand for the unit: the fullest of the body's, since headlines shorten."""
        rows = [self.mentions[k] for k in self.units[unit].mentions]
        return max(rows, key=lambda m: (m.guess != "none", m.end - m.start, -m.start))

    def _span(self, start: int, end: int) -> Fields:
        return self.source.span(start, end).model_dump()

    def _inner(self, key: str, stretch: Stretch | None) -> Fields:
        """A span inside another: its words under `key`, its offsets beside."""
        if stretch is None:
            return {key: None}
        span = self.source.span(*stretch)
        return {key: span.text, f"{key}_start": span.start, f"{key}_end": span.end}

    def _court(self) -> Fields | None:
        for _, mention, _ in self._of(Kind.COURT):
            value = mention.value
            assert isinstance(value, CourtValue)
            return {**self._span(mention.start, mention.end), "type": value.type, **self._inner("city", value.city)}
        return None

    def _date(self) -> Fields | None:
        for _, mention, _ in self._of(Kind.DATE):
            assert isinstance(mention.value, DateValue)
            return {**self._span(mention.start, mention.end), "iso": mention.value.iso}
        return None

    def _who(self, unit: int) -> Fields:
        who = self.people[unit]
        return {
            **self._span(who.start, who.end), **self._inner("name", who.name), "count": who.count, "age": who.age,
            "minor": who.minor, **self._inner("role", who.role),
        }  # fmt: skip

    def _victim(self, unit: int) -> Fields:
        return {k: v for k, v in self._who(unit).items() if not k.startswith(("role", "age"))}

    def _prosecutor(self) -> Fields:
        for unit in self._with("prosecutor"):
            if self.people[unit].name:
                return self._inner("prosecutor", self.people[unit].name)
        return {"prosecutor": None}

    def _whose(self, unit: int) -> list[int]:
        return sorted(self.order.index(i) for i in self.draft.links.get(unit, ()) if i in self.order)

    def _charges(self) -> Iterator[Fields]:
        for unit, mention, _ in self._of(Kind.OFFENCE):
            value = mention.value
            assert isinstance(value, OffenceValue)
            flags = {k: getattr(value, k) for k in ("attempt", "complicity", "organised")}
            yield {
                **self._span(mention.start, mention.end), "offence": value.code, **flags,
                "defendants": self._whose(unit),
            }  # fmt: skip

    def _amounts(self) -> Iterator[Fields]:
        """Each sum once: a headline's sum comes again in the body."""
        seen: set[tuple[float, str, str]] = set()
        for _, mention, role in self._of(Kind.SUM):
            value = mention.value
            assert isinstance(value, SumValue)
            key = (value.value, value.currency, role)
            if key not in seen:
                seen.add(key)
                yield {
                    **self._span(mention.start, mention.end), "value": value.value, "currency": value.currency,
                    "approx": value.approx, "kind": role,
                }  # fmt: skip

    def _seizures(self) -> Iterator[Fields]:
        seen: set[tuple[float | None, str]] = set()
        for _, mention, _ in self._of(Kind.QUANTITY):
            value = mention.value
            assert isinstance(value, QuantityValue)
            item = self.source.plain[slice(*value.item)].lower() if value.item else mention.text.lower()
            if (value.quantity, item) not in seen:
                seen.add((value.quantity, item))
                yield {
                    **self._span(mention.start, mention.end), "quantity": value.quantity, "unit": value.unit,
                    **self._inner("item", value.item),
                }  # fmt: skip

    def _sentences(self) -> Iterator[Fields]:
        """Each penalty; one of title or heading that the body tells again counts once."""
        seen: dict[tuple[str, str, float | None], int] = {}
        for unit, mention, role in self._of(Kind.PENALTY):
            value = mention.value
            assert isinstance(value, PenaltyValue)
            key = (value.penalty, role, value.months)
            first = seen.setdefault(key, mention.start)
            if first != mention.start and (first < self.source.body_start or mention.start < self.source.body_start):
                continue
            yield {
                **self._span(mention.start, mention.end), "state": role, "kind": value.penalty, "months": value.months,
                "suspended_months": value.suspended_months, "defendants": self._whose(unit),
            }  # fmt: skip


def fields(source: Source, mentions: Sequence[Mention], units: Sequence[Unit], draft: Draft) -> Fields:
    """The fields of the brief that `draft` describes."""
    head: Fields = {"relevant": draft.relevant, "matter": draft.matter, "stage": draft.stage}
    return {**head, **Builder(source, mentions, units, draft).fields()}


def brief(values: Mapping[str, Any], coverage: Coverage, model: ModelInfo) -> Brief:
    """The record."""
    return Brief.model_validate({**values, "coverage": coverage, "model": model})
