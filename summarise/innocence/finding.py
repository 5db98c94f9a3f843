"""What the linter returns, and what it may be told of the people in the text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

_NAMED = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)+")
Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`words` is `text[start:end]`; `rule` a key of the policy; `why` and `better` are for the reader."""

    start: int
    end: int
    words: str
    rule: str
    why: str
    better: str
    law: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that a rule points at, before any excuse is heard. `verb` fills the better wording."""

    start: int
    end: int
    rule: str
    verb: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """What is known of the people of the text: each name with its status, and those the text holds guilty.

    >>> People({"Luc Perrin": "prevenu"}).status_of("M. Perrin")
    'prevenu'
    """

    statuses: Mapping[str, str]

    def status_of(self, words: str) -> str | None:
        """The status of the one person whose last name stands in `words`, if exactly one does."""
        found = {s for name, s in self.statuses.items() if name.split()[-1].casefold() in words.casefold()}
        return found.pop() if len(found) == 1 else None

    def is_stranger(self, around: str, end: int) -> bool:
        """Whether the words up to `end` are said of a full name, beside them, of somebody not pursued here.

        Dead authors of attacks and people convicted in other cases are named in briefs of living suspects.
        """
        beside = [m for m in _NAMED.finditer(around) if m.start() <= end + 1 and m.end() >= end - 60]
        return bool(beside) and self.status_of(beside[-1].group()) is None
