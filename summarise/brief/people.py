"""One person out of all the places where the article speaks of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarise.mentions.base import Mention, PersonValue, Stretch


@dataclass(frozen=True, slots=True)
class Person:
    """`start:end` is the fullest wording; `name` and `role` are stretches of the plain text, anywhere."""

    start: int
    end: int
    name: Stretch | None
    count: int | None
    age: int | None
    minor: bool
    role: Stretch | None


def person(mentions: Sequence[Mention]) -> Person:
    """The facts of a chain of mentions: the wording that introduces the person, with the name if there is one."""
    values = [m.value for m in mentions if isinstance(m.value, PersonValue)]
    shown = max(mentions, key=_fullness)
    names = [v.name for v in values if v.name]
    return Person(
        start=shown.start,
        end=shown.end,
        name=max(names, key=lambda s: s[1] - s[0], default=None),
        count=next((v.count for v in values if v.count != 1), values[0].count),
        age=next((v.age for v in values if v.age is not None), None),
        minor=any(v.minor for v in values),
        role=next((v.role for v in values if v.role), None),
    )


def _fullness(mention: Mention) -> tuple[bool, bool, int, int]:
    """How well a wording introduces: with a name; with an age or as new (`un homme`); longer; earlier."""
    value = mention.value
    named = isinstance(value, PersonValue) and value.name is not None
    aged = isinstance(value, PersonValue) and value.age is not None
    introduces = aged or "det:indef" in mention.cues or "det:num" in mention.cues
    return named, introduces, mention.end - mention.start, -mention.start
