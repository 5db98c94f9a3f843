"""Features of the article's dates, each seen beside the others: which of them is the day of the event reported."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from summarise.mentions.base import DateValue, Kind, Mention, Stretch
from summarise.mentions.news import HARM, SAID, happenings, within
from summarise.seq2seq.date_clause import Clause, clause, distance
from summarise.seq2seq.news_features import PROCEDURE
from summarise.seq2seq.units import Unit
from summarise.text.source import Source

_LEGAL = PROCEDURE - {"trial0"} | {"search", "confess"}
_VAGUE = {SAID, HARM, "custody0"}
_NEAR = ("near1:", "say", "noact", "actonly")


class Dates:
    """The dates of one article."""

    def __init__(self, source: Source, mentions: Sequence[Mention], units: Sequence[Unit]) -> None:
        self.source, self.mentions = source, mentions
        self.units = [u for u in units if u.kind is Kind.DATE]
        self.days = [self._day(mentions[u.mentions[0]]) for u in self.units]

    @staticmethod
    def _day(mention: Mention) -> str | None:
        return mention.value.iso if isinstance(mention.value, DateValue) else None

    @cached_property
    def clauses(self) -> dict[int, Clause]:
        """The clause of each mention of a date."""
        return {k: clause(self.source, self.mentions[k]) for u in self.units for k in u.mentions}

    @cached_property
    def owner(self) -> dict[int, int]:
        """The unit of each mention."""
        return {k: n for n, u in enumerate(self.units) for k in u.mentions}

    @cached_property
    def order(self) -> list[int]:
        """Mentions in order of place."""
        return sorted(self.clauses, key=lambda k: self.mentions[k].start)

    @cached_property
    def together(self) -> dict[Stretch, list[int]]:
        """Mentions by sentence."""
        out: dict[Stretch, list[int]] = defaultdict(list)
        for k in self.order:
            out[self.clauses[k].sentence].append(k)
        return out

    @cached_property
    def acts(self) -> list[set[str]]:
        """The acts of each unit."""
        return [{h.act for k in u.mentions for h in self.clauses[k].acts} for u in self.units]

    @cached_property
    def nearest(self) -> list[list[str]]:
        """The acts nearest to each unit's mentions."""
        return [sorted({self.clauses[k].nearest for k in u.mentions}) for u in self.units]

    @cached_property
    def title(self) -> set[str]:
        """The acts of the title."""
        return self._acts_in(0, self.source.title_end)

    @cached_property
    def top(self) -> set[str]:
        """The acts of title and heading, else of the first two sentences."""
        body = self.source.body_start
        first = [s for s in self.source.sentences if s[0] >= body][:2]
        return self._acts_in(0, body) or (self._acts_in(first[0][0], first[-1][1]) if first else set())

    def _acts_in(self, start: int, end: int) -> set[str]:
        return {h.act for h in within(happenings(self.source.plain), start, end)} - _VAGUE

    def _far(self, unit: int) -> str:
        return distance(self.days[unit], self.source.date) if self.source.date else "undated"

    def _past(self, day: str | None) -> bool:
        return bool(day) and (self.source.date is None or datetime.date.fromisoformat(day or "") <= self.source.date)

    def _mention(self, unit: int, k: int) -> Iterator[str]:
        """What happened on the day, whether title and heading tell the same, and the other dates of the sentence."""
        here, far = self.clauses[k], self._far(unit)
        yield from (f"n:{cue}" for cue in here.cues)
        yield from (f"nd:{far}:{c}" for c in here.cues if c.startswith(_NEAR) and c.count(":") < 2)
        own = {h.act for h in here.acts}
        if own & self.top:
            yield "same:top"
            yield from (f"same:{act}" for act in own & self.top)
        if own & self.title:
            yield "same:title"
        if own & _LEGAL:
            yield from ("leg", f"leg:{far}")
        for other in self.together[here.sentence]:
            if self.owner[other] != unit:
                side = "before" if self.mentions[other].start < self.mentions[k].start else "after"
                rival = self.clauses[other]
                yield from (f"sib:{side}", f"sib:{side}:{rival.nearest}", f"sibp:{here.nearest}:{side}:{rival.nearest}")
                if here.says and not here.acts and rival.acts:
                    yield "say&sibact"
                if here.acts and rival.says:
                    yield "act&sibsay"

    def _place(self, unit: int) -> Iterator[str]:
        """Where the day is first named, how far it is, whether it is the newest or the oldest."""
        first, far, day = self.units[unit].mentions[0], self._far(unit), self.days[unit]
        yield from (f"1st:{c}" for c in self.clauses[first].cues if c.startswith(_NEAR))
        part = "top" if self.mentions[first].start < self.source.body_start else "body"
        yield from (f"d:{far}", f"d:{part}:{far}", f"pm:{part}:{self.clauses[first].nearest}")
        past = [d for d in self.days if d and self._past(d)]
        if day and past and day == max(past):
            yield "newest"
        if day and len(past) > 1 and day == min(past):
            yield "oldest"
        body = [
            k for k in self.order if self.mentions[k].start >= self.source.body_start and self._day(self.mentions[k])
        ]
        if body and self.owner[body[0]] == unit:
            yield from ("firstbody", f"firstbody:{self.clauses[body[0]].nearest}", f"firstbody:{far}")
        if self.order and self.owner[self.order[0]] == unit:
            yield from ("firstall", f"firstall:{self.clauses[self.order[0]].nearest}")

    def _rivals(self, unit: int) -> Iterator[str]:
        """What happened on the other days."""
        others = [n for n in range(len(self.units)) if n != unit and self.days[n]]
        rival: set[str] = set().union(*(self.acts[n] for n in others))
        own, day = self.acts[unit], self.days[unit]
        yield from (f"riv:{act}" for act in rival & _LEGAL)
        if not own & _LEGAL:
            yield "riv:only" if rival & _LEGAL else "nobody"
        elif not rival & _LEGAL:
            yield "own:only"
        if bool(rival & self.top) != bool(own & self.top):
            yield "rivtop" if rival & self.top else "owntop"
        later = [n for n in others if day and (self.days[n] or "") > day and self._past(self.days[n])]
        yield f"later:{min(len(later), 2)}"
        yield from (f"later:{self.nearest[n][0]}" for n in later)
        yield from (f"top:{act}" for act in self.top)
        yield from (f"topx:{act}:{nearest}" for act in self.top for nearest in self.nearest[unit])

    def features(self, unit: Unit) -> set[str]:
        """All of a unit's, told apart from the others by "dt:"."""
        n = next(k for k, other in enumerate(self.units) if other.mentions == unit.mentions)
        found = {f for k in unit.mentions for f in self._mention(n, k)}
        return {f"dt:{f}" for f in (*found, *self._place(n), *self._rivals(n))}
