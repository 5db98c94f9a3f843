"""What the heads know of a unit beside the encoder's states: the finder's cues and the words around its mentions.

A feature is a short string; `wide.py` gives each a weight for each label. People's names never enter: a word inside a
mention is replaced by the mention's kind.
"""

import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarise.mentions.about import about
from summarise.mentions.abroad import abroad
from summarise.mentions.base import (
    CourtValue,
    DateValue,
    Kind,
    Mention,
    OffenceValue,
    PenaltyValue,
    PersonValue,
    QuantityValue,
    SumValue,
)
from summarise.mentions.people_lexicon import verb_class
from summarise.mentions.people_relations import Profile, matters, relations
from summarise.mentions.setting import acts
from summarise.seq2seq.date_features import Dates
from summarise.seq2seq.news_features import news_features
from summarise.seq2seq.units import Unit, units
from summarise.text.source import Source

_WORD = re.compile(r"\w+'|\w+|[^\w\s]")
_AROUND = 4
_LEAD = 400  # characters of the body that tell the news
# The rules' choice of court, date, charges and people was itself fitted on the gold briefs: shown to the heads it would
# look better in training than it is on new articles. The heads weigh the same cues themselves.
_FITTED = frozenset({Kind.COURT, Kind.DATE, Kind.OFFENCE, Kind.PERSON})
_FITTED_CUES = ("rank:", "stand:", "none:")


def _guess(mention: Mention) -> str:
    """The finder's guess, where it is not fitted."""
    return "-" if mention.kind in _FITTED else mention.guess


@dataclass(frozen=True)
class Setting:
    """A document with its mentions, and its words with every mention folded into one token."""

    source: Source
    mentions: Sequence[Mention]

    @cached_property
    def tokens(self) -> list[tuple[str, int, int]]:
        """(token, start, end): lower-case words; a person is `@person`, a figure is 0."""
        people = [m for m in self.mentions if m.kind is Kind.PERSON]
        names = sorted({s for m in people if isinstance(m.value, PersonValue) and (s := m.value.name)})
        out: list[tuple[str, int, int]] = []
        k = 0
        for match in _WORD.finditer(self.source.plain):
            start, end = match.span()
            while k < len(names) and names[k][1] <= start:
                k += 1
            if k < len(names) and names[k][0] <= start:
                if not out or out[-1][0] != "@name":
                    out.append(("@name", start, names[k][1]))
                continue
            word = match.group().lower()
            out.append(("0" if word[0].isdigit() else word, start, end))
        return out

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts."""
        return [t[1] for t in self.tokens]

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where each sentence starts."""
        return [s for s, _ in self.source.sentences]

    @cached_property
    def title_end(self) -> int:
        """Where the title ends in `source.plain`."""
        return self.source.title_end

    def sentence(self, offset: int) -> int:
        """The number of the sentence at `offset`."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def words(self, start: int, end: int) -> list[str]:
        """The tokens that begin in `start:end`."""
        return [t[0] for t in self.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]]

    def part(self, offset: int) -> str:
        """Title, heading or body."""
        if offset < self.title_end:
            return "title"
        return "heading" if offset < self.source.body_start else "body"

    def profile(self, unit: Unit) -> Profile:
        """What all mentions of a person tell together; made once for each unit."""
        if unit.mentions not in self._profiles:
            rows = [self.mentions[i] for i in unit.mentions]
            self._profiles[unit.mentions] = Profile(
                rows,
                [self.part(m.start) for m in rows],
                [self.sentence(m.start) for m in rows],
                [self._verbs(self.source.sentence_at(m.start)) for m in rows],
            )
        return self._profiles[unit.mentions]

    @cached_property
    def procedure(self) -> list[str]:
        """What courts, penalties and verbs of procedure the article has."""
        body = self.source.body_start
        parts = (("t", (0, self.title_end)), ("h", (self.title_end, body)))
        found = {f"{part}:{c}" for part, stretch in parts for c in self._verbs(stretch)}
        for mention in self.mentions:
            if isinstance(mention.value, CourtValue):
                found.add(f"court:{mention.value.type}")
            elif isinstance(mention.value, PenaltyValue):
                found.add(f"penalty:{mention.guess}")
        return sorted(found)

    def _verbs(self, stretch: tuple[int, int]) -> frozenset[str]:
        """The classes of the verbs of procedure and of deeds in a stretch of the text."""
        return frozenset(c for w in self.words(*stretch) if len(w) > 2 and (c := verb_class(w)))

    @cached_property
    def dates(self) -> Dates:
        """The article's dates side by side."""
        return Dates(self.source, self.mentions, units(self.source, self.mentions))

    @cached_property
    def _profiles(self) -> dict[tuple[int, ...], Profile]:
        return {}


def _bucket(count: float) -> str:
    """A small set of sizes."""
    return str(int(count)) if count < 4 else "4-6" if count < 7 else "7-12" if count < 13 else "13+"


def _value_features(setting: Setting, mention: Mention) -> Iterator[str]:
    """What the mention's own value says."""
    value = mention.value
    if isinstance(value, CourtValue):
        yield f"v:{value.type}"
    elif isinstance(value, DateValue):
        yield f"v:{'iso' if value.iso else 'vague'}"
    elif isinstance(value, OffenceValue):
        yield f"v:{value.code}"
        yield from (f"v:{k}" for k in ("attempt", "complicity", "organised") if getattr(value, k))
    elif isinstance(value, PenaltyValue):
        yield f"v:{value.penalty}"
        yield f"v:months:{'none' if value.months is None else int(math.log2(value.months + 1))}"
        yield f"v:{value.penalty}|{mention.guess}"
    elif isinstance(value, SumValue):
        yield f"v:e{int(math.log10(value.value + 1))}"
        yield f"v:{value.currency}"
        yield f"v:{value.approx}"
    elif isinstance(value, QuantityValue):
        yield f"v:{value.unit}"
        if value.item:
            yield from (f"item:{w}" for w in setting.words(*value.item))
    elif isinstance(value, PersonValue):
        yield f"v:gender:{value.gender}"
        yield f"v:count:{'n' if value.count is None else _bucket(value.count)}"
        yield from (f"v:{k}" for k in ("company", "minor") if getattr(value, k))
        yield from (f"v:{k}" for k in ("name", "age", "role") if getattr(value, k) is not None)
        if value.role:
            yield from (f"role:{w}" for w in setting.words(*value.role))


def _context(setting: Setting, mention: Mention) -> Iterator[str]:
    """The words before, after, inside and in the same sentence."""
    left = bisect_left(setting.starts, mention.start)
    right = bisect_left(setting.starts, mention.end)
    tokens = setting.tokens
    before = [t[0] for t in tokens[max(0, left - _AROUND) : left]][::-1]
    after = [t[0] for t in tokens[right : right + _AROUND]]
    for side, row in (("l", before), ("r", after)):
        yield from (f"{side}{k}:{w}" for k, w in enumerate(row[:2], 1))
        yield from (f"{side}:{w}" for w in row)
        yield from (f"{side}{side}:{a}_{b}" for a, b in itertools.pairwise(row))
    yield from (f"in:{t[0]}" for t in tokens[left:right])
    start, end = setting.source.sentence_at(mention.start)
    yield from (f"s:{w}" for w in {*setting.words(start, end)} if len(w) > 2)


def mention_features(setting: Setting, mention: Mention) -> Iterator[str]:
    """The features of one mention."""
    number = setting.sentence(mention.start)
    part = setting.part(mention.start)
    guess = _guess(mention)
    yield from (f"c:{cue}" for cue in mention.cues if not cue.startswith(_FITTED_CUES))
    yield f"g:{guess}"
    yield f"p:{part}"
    yield f"p:{_bucket(number)}"
    yield f"p:end:{_bucket(len(setting.sentence_starts) - 1 - number)}"
    yield f"gp:{guess}|{part}"
    yield from _value_features(setting, mention)
    yield from _context(setting, mention)


def unit_features(setting: Setting, unit: Unit, same_kind: Sequence[Unit]) -> list[str]:
    """The features of a unit: those of its mentions together, its rank and its size among the units of its kind."""
    rank = next(k for k, other in enumerate(same_kind) if other is unit)
    size, of = len(unit.mentions), len(same_kind)
    found = {"bias", f"u:rank:{_bucket(rank)}", f"u:size:{_bucket(size)}", f"u:of:{_bucket(of)}"}
    guesses = {_guess(setting.mentions[i]) for i in unit.mentions}
    found.add("u:g:" + "+".join(sorted(guesses)))
    first = setting.mentions[unit.mentions[0]]
    found.add(f"u:first:{setting.part(first.start)}")
    for index in unit.mentions:
        found.update(mention_features(setting, setting.mentions[index]))
    if first.kind is Kind.DATE:
        found.update(setting.dates.features(unit))
    if first.kind is Kind.PERSON:
        profiles = [setting.profile(other) for other in same_kind]
        found.update(f"rel:{x}" for x in relations(profiles[rank], profiles))
        found.update(matters(profiles[rank], setting.procedure))
    for other in same_kind:
        if other is not unit:
            found.update(f"o:g:{_guess(setting.mentions[i])}" for i in other.mentions)
    return sorted(found)


_PART_WEIGHT = (("t", 0), ("h", 1), ("b", 2))


def document_features(setting: Setting) -> list[str]:
    """The features of the whole article: words and pairs of words of title, heading and body; the mentions in it."""
    body = setting.source.body_start
    parts = (("t", 0, setting.title_end), ("h", setting.title_end, body), ("b", body, len(setting.source.plain)))
    found = {"bias"}
    for name, start, end in parts:
        words = setting.words(start, end)
        found.update(f"{name}:{w}" for w in words)
        found.update(f"{name}:{a}_{b}" for a, b in itertools.pairwise(words))
        if name != "b":
            found.update(f"th:{w}" for w in words)
            found.update(f"th:{a}_{b}" for a, b in itertools.pairwise(words))
    for mention in setting.mentions:
        part = setting.part(mention.start)
        tag = getattr(mention.value, "type", None) or getattr(mention.value, "penalty", None) or ""
        found.add(f"m:{mention.kind.value}:{_guess(mention)}:{tag}")
        found.add(f"m:{mention.kind.value}:{_guess(mention)}:{tag}:{part}")
        if mention.kind is Kind.PERSON:
            found.update(f"mc:{part[0]}:{cue}" for cue in mention.cues if cue.startswith("status:"))
    text, title_end = setting.source.plain, setting.title_end
    found.update(f"about:{topic}" for topic in about(text[:title_end], text[title_end:body], text[body:]))
    found.update(_acts(text[:title_end], text[title_end:body], text[body : body + _LEAD]))
    found.update(news_features(setting.source, setting.mentions))
    found.update(abroad(setting.source, setting.mentions))
    found.update(f"n:{kind}:{_bucket(count)}" for kind, count in _census(setting).items())
    return sorted(found)


def _acts(title: str, heading: str, lead: str) -> set[str]:
    """Kinds of judicial acts that title, heading and the body's beginning speak of, and pairs of them in the head."""
    found = {f"act:{part}:{act}" for part, words in (("t", title), ("h", heading), ("l", lead)) for act in acts(words)}
    head = sorted(acts(title + "\n" + heading))
    found.update(f"act:th:{act}" for act in head)
    found.update(f"act:th:{a}+{b}" for k, a in enumerate(head) for b in head[k + 1 :])
    return found


def _census(setting: Setting) -> dict[str, int]:
    """How many mentions there are of each kind, and how many people with a place in the procedure."""
    out = Counter(m.kind.value for m in setting.mentions)
    out["status"] = sum(any(c.startswith("status:") for c in m.cues) for m in setting.mentions)
    return dict(out)
