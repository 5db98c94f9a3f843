"""The clause in which a date stands: what happened on that day, or who said something on it."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarise.mentions.base import Mention, Stretch
from summarise.mentions.news import SAID, Happening, clauses, happenings, speakers, within
from summarise.text.source import Source

_REACH = 400  # copy without full stops would cost its square
_NEXT_TO = 30
_STEPS = ((0, "0"), (1, "1"), (3, "2-3"), (8, "4-8"), (40, "9-40"))


def distance(iso: str | None, written: datetime.date) -> str:
    """How long before the article the day was, in steps."""
    if not iso:
        return "vague"
    days = (written - datetime.date.fromisoformat(iso)).days
    return "future" if days < 0 else next((name for limit, name in _STEPS if days <= limit), "old")


@dataclass(frozen=True)
class Clause:
    """`cues` of the clause, the `nearest` act ("-" for none), its `acts` and `says`, its `sentence`."""

    cues: frozenset[str]
    nearest: str
    acts: tuple[Happening, ...]
    says: tuple[Happening, ...]
    sentence: Stretch


def _sentence(source: Source, mention: Mention) -> Stretch:
    start, end = source.sentence_at(mention.start)
    return max(start, mention.start - _REACH), min(end, mention.end + _REACH)


def _neighbours(cues: set[str], parts: Sequence[Stretch], at: int, source: Source) -> Stretch | None:
    """A date that stands alone between commas belongs to the clause after it at the start, else before it."""
    found = happenings(source.plain)
    after = parts[at + 1] if at + 1 < len(parts) else None
    before = parts[at - 1] if at else None
    for name, part in (("nx", after), ("pv", before)):
        for h in within(found, *part)[:2] if part else ():
            cues.update((f"{name}:{h.act}", f"{name}:{h.act}:{h.form}"))
    return before or after


def _who(acts: bool, says: bool, people: Sequence[str]) -> Iterator[str]:
    """Whether something was done on that day, or only said, and by whom."""
    if says:
        yield from (f"say:{who}" for who in people or ("-",))
        if not acts:
            yield "sayonly"
            yield from (f"sayonly:{who}" for who in people or ("-",))
    elif not acts:
        yield "noact"
        yield from (f"noact:{who}" for who in people)
    else:
        yield "actonly"


def clause(source: Source, mention: Mention) -> Clause:
    """The clause of a date."""
    text, found = source.plain, happenings(source.plain)
    left, right = _sentence(source, mention)
    parts = clauses(text, left, right)
    at = next((k for k, (a, b) in enumerate(parts) if a <= mention.start < b), 0)
    start, end = parts[at][0], max(parts[at][1], mention.end)
    here, other = within(found, start, end), None
    cues: set[str] = set()
    if not here:
        cues.add("seg:empty")
        other = _neighbours(cues, parts, at, source)
        here = within(found, *other) if other else here
    for h in here:
        cues.update((f"seg:{h.act}", f"seg:{h.act}:{h.form}"))
    nearest = min(here, key=lambda h: max(mention.start - h.end, h.start - mention.end, 0), default=None)
    if nearest:
        side = "left" if nearest.end <= mention.start else "right"
        cues.update((f"near1:{nearest.act}", f"near1:{nearest.act}:{nearest.form}", f"near1:{side}"))
    acts = tuple(h for h in here if h.act != SAID)
    says = tuple(h for h in here if h.act == SAID)
    whole = text[min(start, other[0]) : max(end, other[1])] if other else text[start:end]
    cues.update(_who(bool(acts), bool(says), speakers(whole)))
    close = speakers(text[max(left, mention.start - _NEXT_TO) : mention.end + _NEXT_TO])
    cues.update(f"loc:{who}" for who in close if who in ("press", "agency"))
    return Clause(frozenset(cues), nearest.act if nearest else "-", acts, says, (left, right))
