"""Finds the names of minors and of victims of sexual offences, and what gives them away, and replaces them."""

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from summarise.innocence.named import Shielded, shielded
from summarise.innocence.policy import Policy, load_policy
from summarise.innocence.telling import pursued
from summarise.mentions.base import Mention
from summarise.mentions.people import find as find_people
from summarise.records import Brief, Document
from summarise.text.plain import plain
from summarise.text.source import Source

_LOG = logging.getLogger(__name__)
_WORD = r"[A-ZÀ-Þ][\w'’.-]*"
_PROPER = rf"(?:(?:d[eu]s?\s|la\s|le\s|l'|d'|les\s|saint\s)*{_WORD})(?:[\s-](?:(?:d[eu]s?|la|le|et)\s|l'|d')*{_WORD})*"
_SCHOOL = re.compile(
    rf"\b(?:collège|lycée|école(?: maternelle| primaire| élémentaire)?|groupe scolaire|maternelle|internat|institution)"
    rf"(?: privée?| public| catholique| professionnel| agricole)*\s(?P<name>{_PROPER})"
)
_STREET = re.compile(
    rf"(?P<name>(?:\d+\s?(?:bis|ter)?,?\s)?\b(?:rue|avenue|boulevard|impasse|allée|chemin|quai|place|square|résidence|cité)"
    rf"\s(?:(?:de|du|des)\s(?:la\s|l')?)?{_PROPER})"
)
_HOME = re.compile(
    r"\bhabit|domicil|demeur|résid|\bviv(?:ai)?t|\bviv(?:ent|aient)|appartement|logement|\bchez\b|immeuble|maison|scolaris",
    re.IGNORECASE,
)
_KIN = r"(?:père|mère|parents|papa|maman|grands?-(?:père|mère|parents)|frère|sœur|oncle|tante|tut(?:eur|rice))"
_PARENT = (
    re.compile(rf"(?i:\b(?:le|la|les|son|sa|ses|leurs?))\s{_KIN}(?:\s(?:de|du|d')\s?(?:la\s|l')?[\w\[\]-]+(?:\s\[?\w+\]?)?)?,?\s(?P<name>{_WORD}(?:\s(?:d[eau]s?\s|d'|el\s|ben\s|le\s)?{_WORD})*)"),
    re.compile(rf"(?P<name>{_WORD}(?:\s(?:d[eau]s?\s|d'|el\s|ben\s|le\s)?{_WORD})*),\s(?:(?:le|la|son|sa)\s)?{_KIN}\b"),
)  # fmt: skip


@dataclass(frozen=True)
class Cut:
    """A stretch of the document's text, in its own offsets, and what stands in its place."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Redacted:
    """The document without the names, and where they stood. Names are kept out of its repr."""

    document: Document
    cuts: tuple[Cut, ...] = ()
    names: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def replaced(self) -> int:
        """How many stretches were replaced."""
        return len(self.cuts)

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """What is left of a stretch of the original without the cuts: all of it when none touches it."""
        out: list[tuple[int, int]] = []
        for cut in self.cuts:
            if start < cut.end and cut.start < end:
                out += [(start, cut.start)] if start < cut.start else []
                start = cut.end
        return [*out, (start, end)] if start < end else out

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch of the original holds words that are replaced."""
        return any(start < cut.end and cut.start < end for cut in self.cuts)

    def moved(self, offset: int) -> int:
        """Where a place of the original, outside of all cuts, stands in `document`."""
        return offset + sum(len(cut.label) - (cut.end - cut.start) for cut in self.cuts if cut.end <= offset)


def redact(
    source: Source,
    people: Sequence[Mention] | None = None,
    *,
    brief: Brief | None = None,
    enabled: bool = True,
    policy: Policy | None = None,
) -> Redacted:
    """`source`'s document without the names of minors and of victims of sexual offences.

    Switching it off is logged, with neither name nor id: an id is the caller's words. `brief` tells whom the model
    holds for a victim, a minor, or an adult pursued.
    """
    policy = policy or load_policy()
    if not enabled:
        _LOG.warning("identités non protégées : le remplacement des noms est coupé")
        return Redacted(source.document)
    found = shielded(source, find_people(source) if people is None else people, brief)
    if not found.labels:
        return Redacted(source.document)
    names = _names(source, found, policy)
    cuts: list[Cut] = []
    parts: dict[str, str] = {}
    base = 0
    for part in ("title", "heading", "article"):
        text = getattr(source.document, part)
        here = _cuts(text, names, policy)
        parts[part] = _applied(text, here)
        cuts += [Cut(c.start + base, c.end + base, c.label) for c in here]
        base += len(text) + 1 if text else 0
    return Redacted(source.document.model_copy(update=parts), tuple(cuts), names)


def _names(source: Source, found: Shielded, policy: Policy) -> tuple[tuple[str, str], ...]:
    """Each name to replace with its label, the longest first; parents' names too, unless they are pursued."""
    marks = {"minor": policy.identities.minor, "victim": policy.identities.victim}
    names = {name: marks[label] for name, label in found.labels.items()}
    for pattern in _PARENT:
        for match in pattern.finditer(source.plain):
            name = match.group("name").strip()
            stays = name in found.pursued or (found.kept(name) and pursued(source.plain, name))
            if name not in names and not stays and len(name.split()) > 1:
                names[name] = policy.identities.parent
    return tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _bare(text: str) -> str:
    """`text` without accents, as long as it was: « Maëlys » and « Maelys » are one name."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text)


def _cuts(text: str, names: Iterable[tuple[str, str]], policy: Policy) -> list[Cut]:
    """Where each name, school and home address stands in `text`, in order, none over another."""
    view = plain(text)
    found: list[Cut] = []
    for start, end, label in _found(view.text, names, policy):
        if start < end and all(end <= c.start or c.end <= start for c in found):
            found.append(Cut(start, end, label))
    ordered = sorted(found, key=lambda c: c.start)
    return [Cut(*view.raw(c.start, c.end), c.label) for c in ordered]


def _found(text: str, names: Iterable[tuple[str, str]], policy: Policy) -> Iterator[tuple[int, int, str]]:
    bare = _bare(text)
    for name, label in names:
        plainly, loudly = re.escape(_bare(name)), re.escape(_bare(name).upper())
        for match in re.finditer(rf"(?<![\w-])(?:{plainly}(?![a-z])|{loudly}(?![\w]))", bare):
            yield *match.span(), label
    for match in _SCHOOL.finditer(text):
        yield *match.span("name"), policy.identities.school
    for match in _STREET.finditer(text):
        if _HOME.search(text[max(0, match.start() - 80) : match.end() + 40]):
            yield *match.span("name"), policy.identities.street


def _applied(text: str, cuts: Sequence[Cut]) -> str:
    for cut in reversed(cuts):
        text = text[: cut.start] + cut.label + text[cut.end :]
    return text


def redact_text(text: str, redacted: Redacted, policy: Policy | None = None) -> str:
    """Any text about the same matter (a summary, its English) with the same names replaced."""
    return _applied(text, _cuts(text, redacted.names, policy or load_policy())) if redacted.names else text
