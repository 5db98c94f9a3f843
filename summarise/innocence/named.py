"""Who in a document must not be named: minors, and victims where a sexual offence is told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarise.innocence import telling
from summarise.mentions.base import Mention, PersonValue
from summarise.mentions.people import ChainFacts, chain_summary
from summarise.text.source import Source

_OFFICE = frozenset({"lawyer", "judge", "police", "politician", "prosecutor"})
_LEAD = re.compile(
    r"^(?:(?:M\.|Mme|Mlle|Mes?|MM\.|Maître|Monsieur|Madame)\s|"
    r"(?:Affaire|Disparition|Mort|Meurtre|Procès|Enlèvement|Viol|Décès|Assassinat|Agression)\s(?:d[eu]s?\s|d'|la\s)*|d[eu]s?\s|d')+"
)


@dataclass(frozen=True)
class Shielded:
    """`labels`: each way of naming someone protected, with "minor" or "victim". `open_names`: words of the names that stay."""

    labels: dict[str, str]
    open_names: frozenset[str]

    def kept(self, name: str) -> bool:
        """Whether `name` is that of an adult who is pursued, a judge or a lawyer."""
        return any(part in self.open_names for part in name.split() if len(part) > 2)


def shielded(source: Source, people: Sequence[Mention]) -> Shielded:
    """Who must not be named in `source`: told by the text itself, or by the finder of people."""
    chains = [(f, _names_of(source, f)) for f in chain_summary(list(people)).values()]
    text = source.plain
    sexual = bool(telling.SEXUAL.search(text))
    claimed = telling.likely_children(text) | (telling.complainants(text) if sexual else set())
    claimed = {n for n in claimed if not telling.pursued(text, n)}
    children = telling.children(text)
    open_names = _open_names(chains, children | claimed)
    labels: dict[str, str] = {}
    for facts, names in chains:
        label = _label(facts, sexual)
        labels |= dict.fromkeys(names, label) if label else {}
    if sexual:
        claimed |= {n for n in telling.speakers(text) if not n.split()[-1] in open_names}
    mark = "minor" if telling.likely_children(text) else "victim"
    labels |= dict.fromkeys((n for n in claimed if not _elder(n, chains, sexual)), mark)
    return Shielded(_ways(labels | dict.fromkeys(children, "minor"), open_names), open_names)


def _names_of(source: Source, facts: ChainFacts) -> set[str]:
    values = [m.value for m in facts.mentions if isinstance(m.value, PersonValue)]
    names = {_LEAD.sub("", source.plain[v.name[0] : v.name[1]]) for v in values if v.name}
    return {n for n in names if n}


def _grown(facts: ChainFacts) -> bool:
    return facts.company or (facts.age is not None and facts.age >= 18)


def _open_names(chains: list[tuple[ChainFacts, set[str]]], claimed: set[str]) -> frozenset[str]:
    """Every word of the names of those who stay named: adults pursued, and people in office."""
    stay = [names for f, names in chains if f.guess in _OFFICE or f.guess == "defendant"]
    return frozenset(part for names in stay if not names & claimed for name in names for part in name.split())


def _elder(name: str, chains: list[tuple[ChainFacts, set[str]]], sexual: bool) -> bool:
    """Whether the bearer of `name` holds an office or is a body, or is grown up where only children are protected."""
    bearers = [f for f, names in chains if name in names]
    return any(f.company or f.guess in _OFFICE or (_grown(f) and not sexual) for f in bearers)


def _label(facts: ChainFacts, sexual: bool) -> str | None:
    """Why this person is protected, if the finder's facts say so."""
    told = facts.minor if facts.age is None else facts.age < 18
    if facts.guess == "defendant" and facts.age is not None and facts.age < 10:
        told = False  # nobody is pursued before ten: a sentence or a seniority was taken for an age
    if told and facts.guess not in _OFFICE and not facts.company:
        return "minor"
    return "victim" if sexual and facts.guess == "victim" and not facts.company else None


def _ways(labels: dict[str, str], open_names: frozenset[str]) -> dict[str, str]:
    """Each full name, and its words alone where nobody who stays named bears them."""
    out = {name: label for name, label in labels.items() if name not in telling.NO_NAMES}
    for name, label in list(out.items()):
        for part in name.split():
            if len(part.strip(".")) > 2 and part[0].isupper() and part not in open_names | telling.NO_NAMES:
                out.setdefault(part, label)
    return out
