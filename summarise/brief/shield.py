"""The brief without protected names: what is left are words of the article still, and none of them a name."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarise.innocence.identities import Redacted, redact_text
from summarise.mentions.base import Mention, PersonValue
from summarise.mentions.numbers import WORDS
from summarise.records import Brief
from summarise.text.source import Source

_PEOPLE = ("defendants", "victims")
_THINGS = ("charges", "amounts", "seizures", "sentences")
_INNER = ("name", "role", "item", "city", "prosecutor")
_UNSAID = "Une victime n'est pas citée : l'article ne la désigne que par ce qui permet de l'identifier."
_EDGE = r"[\s,;:()«»\"“”'’.–—-]"
_SMALL = (
    r"(?:d[eu]s?|d['’]|la|les?|l['’]|à|aux?|en|et|ou|dans|par|pour|sur|avec|contre|qui|dont|chez|un|une|"
    r"son|sa|ses|M\.|Mme|Mlle)"
)
_HEAD = re.compile(rf"^(?:{_EDGE}+|(?:d[eu]s?|à|aux?|et|ou|par|pour|sur|contre|avec|dont|qui)\b\s*|d['’]\s*)+")
_TAIL = re.compile(rf"(?:{_EDGE}+|(?<![\w-]){_SMALL})+$")
_AGE = re.compile(rf"(?:\b\d{{1,2}}|{WORDS}) (?:ans|mois)\b", re.IGNORECASE)
_AFTER = re.compile(r"^\W{0,3}((?:âgée?s? d(?:e |['’]))?\d{1,2} (?:ans|mois))\b")
_SAYS = re.compile(r"[^\W\d_]{4,}|\d")

Stretch = tuple[int, int]
Values = dict[str, Any]


def protected(brief: Brief, redacted: Redacted, source: Source, people: Sequence[Mention]) -> Brief:
    """`brief` without the names that `redacted` replaces. Offsets go on counting in the document as it came.

    Where a span holds a name, another wording of the same person stands for it ("une fillette de 8 ans"), or what is
    left of the span ("âgée de 8 ans"). A victim for whom the article has no such words is left out, with a warning.
    """
    if not redacted.cuts:
        return brief
    shield = _Shield(redacted, source, _wordings(source, people))
    return Brief.model_validate(shield.brief(brief.model_dump()))


def moved(brief: Brief, redacted: Redacted) -> Brief:
    """A protected brief with offsets that count in the redacted document: for who shows or keeps that one."""
    return Brief.model_validate(_shifted(brief.model_dump(), redacted.moved)) if redacted.cuts else brief


def _shifted(value: object, to: Callable[[int], int], key: str = "") -> object:
    if isinstance(value, dict):
        return {k: _shifted(v, to, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_shifted(v, to, key) for v in value]
    offset = key in ("start", "end") or key.endswith(("_start", "_end"))
    return to(value) if offset and isinstance(value, int) else value


def _wordings(source: Source, people: Sequence[Mention]) -> Mapping[Stretch, list[Stretch]]:
    """For each mention of a person, where the article speaks of the same one, itself first."""
    chains: dict[int, list[Stretch]] = {}
    for m in people:
        if isinstance(m.value, PersonValue):
            chains.setdefault(m.value.chain, []).append(source.view.raw(m.start, m.end))
    return {one: [one, *(s for s in chain if s != one)] for chain in chains.values() for one in chain}


@dataclass(frozen=True)
class _Shield:
    """One article's redaction at work."""

    redacted: Redacted
    source: Source
    wordings: Mapping[Stretch, list[Stretch]]

    def brief(self, values: Values) -> Values:
        """All of a brief's values."""
        out = {**values, **self._inner(values)}
        for key in ("title_fr", "summary_fr"):
            out[key] = redact_text(out[key], self.redacted)
        out["warnings"] = [redact_text(w, self.redacted) for w in out["warnings"]]
        for key in ("court", "date"):
            out[key] = self._thing(out[key]) if out[key] else None
        for key in _THINGS:
            out[key] = [thing for v in out[key] if (thing := self._thing(v))]
        found = {key: [self._person(v) for v in out[key]] for key in _PEOPLE}
        out["defendants"] = [
            new or self._nobody(old) for new, old in zip(found["defendants"], out["defendants"], strict=True)
        ]
        out["victims"] = [v for v in found["victims"] if v]
        out["warnings"] += [_UNSAID] * (len(out["victims"]) < len(found["victims"]))
        return out

    def _inner(self, entry: Values) -> Values:
        """The words inside an entry: shortened to what names nobody, or none."""
        out: Values = {}
        for key in _INNER:
            start, end = entry.get(f"{key}_start"), entry.get(f"{key}_end")
            if start is None or end is None:
                names = entry.get(key) and redact_text(entry[key], self.redacted) != entry[key]
                out |= {key: None} if names else {}
            elif self.redacted.touches(start, end):
                left = None if key in ("name", "prosecutor") else self._longest(start, end)
                out |= {f"{key}_start": left and left[0], f"{key}_end": left and left[1]}
                out[key] = self._text(left) if left else None
        return out

    def _thing(self, entry: Values) -> Values | None:
        if not self.redacted.touches(entry["start"], entry["end"]):
            return {**entry, **self._inner(entry)}
        left = self._longest(entry["start"], entry["end"])
        return self._said(entry, left) if left else None

    def _person(self, entry: Values) -> Values | None:
        if not self.redacted.touches(entry["start"], entry["end"]):
            return {**entry, **self._inner(entry)}
        best = max(self._candidates(entry), key=self._worth, default=None)
        return self._said(entry, best) if best else None

    def _nobody(self, entry: Values) -> Values:
        """Somebody pursued of whom the article gives the name alone: the place holds, the name is not said."""
        label = next(c.label for c in self.redacted.cuts if entry["start"] < c.end and c.start < entry["end"])
        return {**entry, **self._inner(entry), "text": label}

    def _candidates(self, entry: Values) -> Iterator[Stretch]:
        start, end = entry["start"], entry["end"]
        for one in self.wordings.get((start, end), [(start, end)]):
            yield from self._left(*one)
            told = _AFTER.match(self.source.document.text[one[1] :])
            if told:
                yield one[1] + told.start(1), one[1] + told.end(1)

    def _worth(self, stretch: Stretch) -> tuple[bool, bool, int, int]:
        """An age introduces best, then « une fillette » before « la fillette », then more words, then the first."""
        text = self._text(stretch)
        new = bool(re.match(r"(?:une?|deux|trois|quatre|cinq|\d+)\s", text, re.IGNORECASE))
        return bool(_AGE.search(text)), new, min(len(text.split()), 8), -stretch[0]

    def _longest(self, start: int, end: int) -> Stretch | None:
        return max(self._left(start, end), key=lambda s: s[1] - s[0], default=None)

    def _left(self, start: int, end: int) -> Iterator[Stretch]:
        """What is left of a stretch once the names are out, without loose ends."""
        for a, b in self.redacted.pieces(start, end):
            whole = (a, b) == (start, end)
            text = self.source.document.text[a:b]
            head = 0 if whole else (m.end() if (m := _HEAD.match(text)) else 0)
            tail = len(text) if whole else (m.start() if (m := _TAIL.search(text)) else len(text))
            if head < tail and _SAYS.search(text[head:tail]):
                yield a + head, a + tail

    def _text(self, stretch: Stretch) -> str:
        return self.source.document.text[slice(*stretch)]

    def _said(self, entry: Values, stretch: Stretch) -> Values:
        return {**entry, **self._inner(entry), "text": self._text(stretch), "start": stretch[0], "end": stretch[1]}
