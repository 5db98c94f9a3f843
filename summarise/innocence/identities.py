"""Replaces the names of minors and of victims of sexual offences, and what gives them away, before anything reads them."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import logging
import re
from collections.abc import Iterable, Sequence
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
class Redacted:
    """The document that everything else sees, and how many stretches were replaced. Names are kept out of its repr."""

    document: Document
    replaced: int = 0
    names: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def redact(
    source: Source,
    people: Sequence[Mention] | None = None,
    *,
    enabled: bool | None = None,
    policy: Policy | None = None,
) -> Redacted:
    """`source`'s document without the names of minors and of victims of sexual offences.

    On unless the policy or `enabled=False` says otherwise; switching it off is logged, never with a name.
    """
    policy = policy or load_policy()
    if not (policy.identities.enabled if enabled is None else enabled):
        _LOG.warning("identities not replaced: the switch is off (document %s)", source.document.id or "without id")
        return Redacted(source.document)
    found = shielded(source, find_people(source) if people is None else people)
    if not found.labels:
        return Redacted(source.document)
    names = _names(source, found, policy)
    parts = {part: getattr(source.document, part) for part in ("title", "heading", "article")}
    done = {part: _replaced(text, names, policy) for part, text in parts.items()}
    document = source.document.model_copy(update={part: text for part, (text, _) in done.items()})
    return Redacted(document, sum(count for _, count in done.values()), names)


def _names(source: Source, found: Shielded, policy: Policy) -> tuple[tuple[str, str], ...]:
    """Each name to replace with its label, the longest first; parents' names too, unless they are pursued."""
    marks = {"minor": policy.identities.minor, "victim": policy.identities.victim}
    names = {name: marks[label] for name, label in found.labels.items()}
    for pattern in _PARENT:
        for match in pattern.finditer(source.plain):
            name = match.group("name").strip()
            stays = found.kept(name) and pursued(source.plain, name)
            if name not in names and not stays and len(name.split()) > 1:
                names[name] = policy.identities.parent
    return tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _replaced(text: str, names: Iterable[tuple[str, str]], policy: Policy) -> tuple[str, int]:
    """`text` with each name, school and home address replaced, and how many were."""
    view = plain(text)
    cuts: list[tuple[int, int, str]] = []
    for name, label in names:
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![a-zà-ÿ])", view.text):
            _add(cuts, match.start(), match.end(), label)
    for match in _SCHOOL.finditer(view.text):
        _add(cuts, match.start("name"), match.end("name"), policy.identities.school)
    for match in _STREET.finditer(view.text):
        if _HOME.search(view.text[max(0, match.start() - 80) : match.end() + 40]):
            _add(cuts, match.start("name"), match.end("name"), policy.identities.street)
    for start, end, label in sorted(cuts, reverse=True):
        a, b = view.raw(start, end)
        text = text[:a] + label + text[b:]
    return text, len(cuts)


def _add(cuts: list[tuple[int, int, str]], start: int, end: int, label: str) -> None:
    if all(end <= a or b <= start for a, b, _ in cuts):
        cuts.append((start, end, label))


def redact_text(text: str, redacted: Redacted, policy: Policy | None = None) -> str:
    """Any text about the same matter (a summary, its English) with the same names replaced."""
    return _replaced(text, redacted.names, policy or load_policy())[0] if redacted.names else text


def redact_brief(brief: Brief, redacted: Redacted, policy: Policy | None = None) -> Brief:
    """A second net: the brief's own words without the names, for briefs made from the article as it was."""
    if not redacted.names:
        return brief
    return Brief.model_validate(_walk(brief.model_dump(), redacted, policy or load_policy()))


_WORDS = frozenset({"text", "name", "role", "item", "city", "prosecutor", "reason", "title_fr", "summary_fr"})


def _walk(value: object, redacted: Redacted, policy: Policy, key: str = "") -> object:
    if isinstance(value, dict):
        return {k: _walk(v, redacted, policy, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_walk(v, redacted, policy, key) for v in value]
    return (
        redact_text(value, redacted, policy)
        if isinstance(value, str) and (key in _WORDS or key == "warnings")
        else value
    )
