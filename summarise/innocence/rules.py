"""What the rules of both languages do alike: how a hit is excused, and when a text reports a conviction that stands."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from summarise.innocence.finding import Hit

_SAID_OF_SOMEBODY = frozenset({"nom", "apposition", "attribut", "presume"})


@dataclass(frozen=True)
class Excuses:
    """The patterns of one language; `after_subject` says that the subject belongs to a verb's hit, as in English."""

    attributed: re.Pattern[str]
    said_after: re.Pattern[str]
    governed: re.Pattern[str]
    as_called: re.Pattern[str]
    sought: re.Pattern[str]
    unknown: re.Pattern[str]
    dead: re.Pattern[str]
    cleared: re.Pattern[str]
    procedure: re.Pattern[str]
    never: frozenset[str]
    after_subject: bool = False

    def excuse(self, hit: Hit, sentence: str, text: str) -> bool:
        """Whether the sentence itself takes back the statement: denied, attributed, conditional, unknown author…"""
        before = sentence[: hit.start]
        if sentence.rstrip().endswith("?") and not (hit.rule == "presume" and "presume" in self.never):
            return True
        if hit.rule in self.never - {"presume"}:
            return False
        if hit.rule in _SAID_OF_SOMEBODY and self.cleared.search(text):
            return True
        if hit.rule == "presume":
            return False
        if hit.rule in ("nom", "apposition"):
            named = self.as_called.search(before) or self.sought.search(before)
            return bool(named or self.unknown.search(sentence) or self.dead.search(text))
        return self._told(hit, before, sentence)

    def _told(self, hit: Hit, before: str, sentence: str) -> bool:
        """Whether somebody else says it, or nobody knows who did it."""
        inside = self.after_subject and hit.rule == "verbe"
        lead = before + sentence[hit.start :].split(" ", maxsplit=1)[0] + " " if inside else before
        after = sentence[hit.end :]
        said = self.attributed.search(lead) or self.said_after.search(after) or self.governed.search(before)
        unknown = self.unknown.search(sentence) and not self.procedure.search(sentence)
        return bool(said or unknown or (hit.rule in ("verbe", "passif") and self.dead.search(sentence)))


@dataclass(frozen=True)
class Convictions:
    """How one language says that somebody is convicted. `reach` is how far back a prosecutor may stand."""

    told: re.Pattern[str]
    unreal: re.Pattern[str]
    prior: re.Pattern[str]
    pending: re.Pattern[str]
    reach: int

    def stands(self, text: str, patterns: Callable[[], Mapping[str, re.Pattern[str]]]) -> bool:
        """Whether the text says that a conviction stands: not asked for, feared, past, or before someone else."""
        for match in self.told.finditer(text):
            if self.unreal.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            if patterns()["requis"].search(text[max(0, match.start() - self.reach) : match.end()]):
                continue
            around = text[max(0, match.start() - 22) : match.end() + 45]
            if not (self.prior.search(around) and self.pending.search(text)):
                return True
        return False
