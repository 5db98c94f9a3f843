"""Who in a document must not be named: minors, and victims where a sexual offence is told."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarise.innocence import telling
from summarise.mentions.base import Mention, PersonValue
from summarise.mentions.people import ChainFacts, chain_summary
from summarise.text.source import Source

_OFFICE = frozenset({"lawyer", "judge", "police", "politician", "prosecutor"})
_OLD_ENOUGH = 10  # nobody younger is pursued: below, a length was taken for an age
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
        hunted = any(telling.pursued(text, n) for n in names)
        hunted = hunted or (facts.age is not None and telling.is_a_term(text, facts.age))
        label = _label(facts, sexual, hunted)
        labels |= dict.fromkeys(names, label) if label else {}
    if sexual:
        claimed |= {
            n for n in telling.speakers(text) if n.split()[-1] not in open_names and not telling.pursued(text, n)
        }
    mark = "minor" if telling.likely_children(text) else "victim"
    claimed -= {n for n in claimed if " " not in n and n in open_names}
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
    return frozenset(part for names in stay if not _told_as(names, claimed) for name in names for part in name.split())


def _told_as(names: set[str], claimed: set[str]) -> bool:
    """Whether the fullest of `names` is among the `claimed`."""
    return max(names, key=len, default="") in claimed


def _elder(name: str, chains: list[tuple[ChainFacts, set[str]]], sexual: bool) -> bool:
    """Whether the bearer of `name` holds an office or is a body, or is grown up where only children are protected."""
    bearers = [f for f, names in chains if name in names]
    return any(f.company or f.guess in _OFFICE or (_grown(f) and not sexual) for f in bearers)


def _label(facts: ChainFacts, sexual: bool, hunted: bool) -> str | None:
    """Why this person is protected, if the finder's facts say so. `hunted`: the text says that they are pursued."""
    if facts.company or facts.guess in _OFFICE:
        return None
    if _told_minor(facts, hunted):
        return "minor"
    return "victim" if sexual and facts.guess == "victim" and not hunted else None


def _told_minor(facts: ChainFacts, hunted: bool) -> bool:
    """Whether the chain is a minor's; a stray flag, or a length taken for an age, does not hide an adult who is pursued."""
    if facts.age is not None:
        return facts.age < 18 and not (facts.age < _OLD_ENOUGH and hunted)
    flagged = sum(isinstance(m.value, PersonValue) and m.value.minor for m in facts.mentions)
    return flagged * 2 >= len(facts.mentions) if hunted else facts.minor


def _ways(labels: dict[str, str], open_names: frozenset[str]) -> dict[str, str]:
    """Each full name, and its words alone where nobody who stays named bears them."""
    out = {name: label for name, label in labels.items() if name not in telling.NO_NAMES}
    for name, label in list(out.items()):
        for part in name.split():
            if len(part.strip(".")) > 2 and part[0].isupper() and part not in open_names | telling.NO_NAMES:
                out.setdefault(part, label)
    return out
