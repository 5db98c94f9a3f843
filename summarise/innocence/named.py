"""Who in a document must not be named: minors, and victims where a sexual offence is told."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarise.innocence import telling
from summarise.mentions.base import Mention, PersonValue
from summarise.mentions.people import ChainFacts, chain_summary
from summarise.records import Brief
from summarise.text.plain import plain
from summarise.text.source import Source

# Charges whose victims may not be named (law of 1881, art. 39 quinquies), and those close to them.
SEXUAL_OFFENCES = frozenset(
    {
        "viol", "viol_mineur", "agression_sexuelle", "agression_sexuelle_mineur", "atteinte_sexuelle_mineur",
        "corruption_mineur", "pedopornographie", "exhibition_sexuelle", "harcelement_sexuel", "proxenetisme",
    }
)  # fmt: skip

_OFFICE = frozenset({"lawyer", "judge", "police", "politician", "prosecutor"})
_OLD_ENOUGH = 10  # nobody younger is pursued: below, a length was taken for an age
_LEAD = re.compile(
    r"^(?:(?:M\.|Mme|Mlle|Mes?|MM\.|Maître|Monsieur|Madame)\s|"
    r"(?:Affaire|Disparition|Mort|Meurtre|Procès|Enlèvement|Viol|Décès|Assassinat|Agression)\s(?:d[eu]s?\s|d'|la\s)*|d[eu]s?\s|d')+"
)


@dataclass(frozen=True)
class Shielded:
    """`labels`: each way of naming someone protected, with "minor" or "victim". `open_names`: words of the names that stay.

    `pursued`: the full names of the adults whom the brief holds for pursued.
    """

    labels: dict[str, str]
    open_names: frozenset[str]
    pursued: frozenset[str] = frozenset()

    def kept(self, name: str) -> bool:
        """Whether `name` is that of an adult who is pursued, a judge or a lawyer."""
        return any(part in self.open_names for part in name.split() if len(part) > 2)


def shielded(source: Source, people: Sequence[Mention], brief: Brief | None = None) -> Shielded:
    """Who must not be named in `source`: told by the text itself, by the finder of people, or by the model's `brief`."""
    chains = [(f, _names_of(source, f)) for f in chain_summary(list(people)).values()]
    text = source.plain
    accused = _accused(brief)
    sexual = bool(telling.SEXUAL.search(text))
    likely = {n for n in telling.likely_children(text) if _is_known(n, text, chains) and not telling.grown(text, n)}
    complaining = telling.complainants(text) if sexual else set()
    claimed = likely | complaining
    claimed = {n for n in claimed if not telling.pursued(text, n)}
    children = telling.children(text)
    accused = frozenset(n for n in _accused(brief) if n not in complaining or telling.pursued(text, n))
    open_names = _open_names(chains, children | claimed) | {p for n in accused for p in n.split() if p[0].isupper()}
    named = {_bare(d.name) for d in brief.defendants if d.name} if brief else set()
    labels: dict[str, str] = {}
    for facts, names in chains:
        hunted = any(n in named or telling.pursued(text, n) for n in names)
        hunted = hunted or (facts.age is not None and telling.is_a_term(text, facts.age))
        label = _label(facts, sexual, hunted)
        labels |= {n: label for n in names if label and telling.is_name(n)}
    if sexual:
        claimed |= {
            n for n in telling.speakers(text) if n.split()[-1] not in open_names and not telling.pursued(text, n)
        }
    mark = "minor" if likely else "victim"
    claimed -= {n for n in claimed if " " not in n and n in open_names}
    labels |= dict.fromkeys((n for n in claimed if not _elder(n, chains, sexual)), mark)
    labels |= {n: label for n, label in _harmed(brief).items() if not _elder(n, chains, sexual=True)}
    labels = {n: label for n, label in labels.items() if n not in accused}
    return Shielded(_ways(labels | dict.fromkeys(children, "minor"), open_names), open_names, accused)


def _is_known(name: str, text: str, chains: list[tuple[ChainFacts, set[str]]]) -> bool:
    """Whether `name` is a first name, a whole name, or that of somebody whom the finder knows: « l'affaire Karachi »."""
    if " " in name or telling.is_given(name):
        return True
    if telling.mourned(text, name):
        return True
    return any(" " in n and name in n.split() for f, names in chains if not f.company for n in names)


def _bare(name: str) -> str:
    """A name as finders see it, without the words that lead to it."""
    return _LEAD.sub("", plain(name).text).strip()


def _accused(brief: Brief | None) -> frozenset[str]:
    """The adults whom the model holds for pursued: they stay named, unless the text itself says that one is a child."""
    adults = [d for d in brief.defendants if d.name and not d.minor] if brief else []
    return frozenset(_bare(d.name) for d in adults if d.name and _bare(d.name))


def _harmed(brief: Brief | None) -> dict[str, str]:
    """The victims of the model's brief who are minors, and all of them where a sexual offence is charged."""
    if brief is None:
        return {}
    # A minor who is pursued is told by the text's own ages: the brief's flag may be a child's who is spoken of nearby.
    out = {_bare(v.name): "minor" for v in brief.victims if v.name and v.minor}
    if any(c.offence in SEXUAL_OFFENCES for c in brief.charges):
        out |= {_bare(v.name): "victim" for v in brief.victims if v.name and not v.minor}
    return {name: label for name, label in out.items() if name[:1].isupper()}


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
