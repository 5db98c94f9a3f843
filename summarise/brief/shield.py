"""The brief without protected names: what is left are words of the article still, and none of them a name."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarise.innocence.identities import Cut, Redacted, redact_text
from summarise.mentions.base import Mention, PersonValue
from summarise.mentions.numbers import WORDS
from summarise.records import Brief
from summarise.text.source import Source

_PEOPLE = ("defendants", "victims")
_THINGS = ("charges", "amounts", "seizures", "sentences")
_INNER = ("name", "role", "item", "city", "prosecutor")
_UNSAID = {
    "defendants": "Une personne poursuivie n'est pas citée : l'article ne la désigne que par un nom protégé.",
    "victims": "Une victime n'est pas citée : l'article ne la désigne que par un nom protégé.",
}
_EDGE = r"[\s,;:()«»\"“”'’.–—-]"
_SMALL = (
    r"(?:d[eu]s?|d['’]|la|les?|l['’]|à|aux?|en|et|ou|dans|par|pour|sur|avec|contre|qui|dont|chez|un|une|"
    r"son|sa|ses|M\.|Mme|Mlle)"
)
_HEAD = re.compile(
    rf"^(?:{_EDGE}+|(?:d[eu]s?|à|aux?|et|ou|par|pour|sur|contre|avec|dont|qui|"
    r"aujourd['’]hui|alors|désormais)\b\s*|d['’]\s*)+"
)
_TAIL = re.compile(rf"(?:{_EDGE}+|(?<![\w-]){_SMALL})+$")
_AGE = re.compile(rf"(?:\b\d{{1,2}}|{WORDS}) (?:ans|mois)\b", re.IGNORECASE)
_AFTER = re.compile(r"^\W{0,3}((?:âgée?s? d(?:e |['’]))?\d{1,2} (?:ans|mois))\b")
_OF = re.compile(r"\w (?:d[eu]s?\b|d['’])")
_SAYS = re.compile(r"\b(?!(?:disparu|mort|tué|retrouvé)e?s?\b)[^\W\d_]{4,}|\d", re.IGNORECASE)
# What stands before a name and says who its bearer is: « la petite », « une étudiante ».
_CHILDREN = (
    r"(?:petite?(?: fille| garçon)?|fillette|garçonnet|nourrisson|bébé|enfant|gamine?|lycéen(?:ne)?|collégien(?:ne)?|"
    r"écoli(?:er|ère)|adolescente?|jeune(?: fille| femme| homme| garçon)?|mineure?)"
)
_BEFORE = re.compile(
    rf"\b(?:la |le |une? |sa |son |leur |cette |cet |l['’])?(?:{_CHILDREN}|étudiante?|joggeuse|plaignante|victime|"
    r"fille|fils|comédienne|actrice|patiente) $",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:la |le |une? |cette |cet |l['’])(?:fillette|garçonnet|nourrisson|bébé|enfant|petite? (?:fille|garçon)|"
    r"jeune (?:fille|femme)|victime|plaignante)\b",
    re.IGNORECASE,
)

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
        found = {key: [self._person(v, key) for v in out[key]] for key in _PEOPLE}
        for key, people in found.items():
            out[key] = [person for person in people if person]
            out["warnings"] += [_UNSAID[key]] * (None in people)
        kept = [k for k, person in enumerate(found["defendants"]) if person]
        for key in ("charges", "sentences"):
            out[key] = [{**v, "defendants": [kept.index(i) for i in v["defendants"] if i in kept]} for v in out[key]]
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

    def _person(self, entry: Values, key: str) -> Values | None:
        if not self.redacted.touches(entry["start"], entry["end"]):
            return {**entry, **self._inner(entry)}
        best = max(self._candidates(entry), key=self._worth, default=None)
        best = best or (self._only(entry) if key == "victims" else None)
        return self._said(entry, best) if best else None

    def _candidates(self, entry: Values) -> Iterator[Stretch]:
        start, end = entry["start"], entry["end"]
        for one in self.wordings.get((start, end), [(start, end)]):
            yield from self._left(*one)
        for cut in self._same(start, end):
            yield from self._beside(cut)

    def _same(self, start: int, end: int) -> list[Cut]:
        """Where the name of a span's own person stands, in it and elsewhere: « la mère de Zélie » is not Zélie."""
        text = self.source.document.text
        inside = [c for c in self.redacted.cuts if start < c.end and c.start < end]
        names = {text[c.start : c.end] for c in inside if not _OF.search(text[start : c.start])}
        return [c for c in self.redacted.cuts if text[c.start : c.end] in names]

    def _beside(self, cut: Cut) -> Iterator[Stretch]:
        """What the article says of somebody just before the name, or the age just after it."""
        text = self.source.document.text
        before, after = _BEFORE.search(text[max(0, cut.start - 40) : cut.start]), _AFTER.match(text[cut.end :])
        if before:
            yield cut.start - len(before.group()), cut.start - 1
        if after:
            yield cut.end + after.start(1), cut.end + after.end(1)

    def _only(self, entry: Values) -> Stretch | None:
        """« la victime », « l'enfant »: where one person alone of the article is protected."""
        text, here = self.source.document.text, {c.label for c in self.redacted.cuts}
        everybody = {text[c.start : c.end].split()[-1] for c in self.redacted.cuts}
        own = {text[c.start : c.end].split()[-1] for c in self._same(entry["start"], entry["end"])}
        found = _WHO.search(text) if len(here) == 1 and everybody <= own else None
        return found.span() if found and not self.redacted.touches(*found.span()) else None

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
            text = self.source.document.text[a:b]
            head = m.end() if (m := _HEAD.match(text)) else 0
            tail = m.start() if (m := _TAIL.search(text)) else len(text)
            if head < tail and _SAYS.search(text[head:tail]):
                yield a + head, a + tail

    def _text(self, stretch: Stretch) -> str:
        return self.source.document.text[slice(*stretch)]

    def _said(self, entry: Values, stretch: Stretch) -> Values:
        return {**entry, **self._inner(entry), "text": self._text(stretch), "start": stretch[0], "end": stretch[1]}
