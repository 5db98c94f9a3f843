"""The finder of people: defendants, victims, prosecutors, lawyers and everyone else, with chains of restatements."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from summarise.mentions.base import Kind, Mention, PersonValue, Stretch
from summarise.mentions.people_chains import Chains
from summarise.mentions.people_cues import chain_cues, draft_cues, pronoun_cues, shared_cues
from summarise.mentions.people_descriptors import extend_age, find_descriptors
from summarise.mentions.people_lexicon import Draft, Tokens, word_class
from summarise.mentions.people_names import find_bodies, find_names
from summarise.mentions.people_roles import guess_roles, is_pursued, standings
from summarise.text.source import Source

_BODY_MATTERS = re.compile(
    r"tribunal administratif|Conseil d'[ÉE]tat|prud'hom|référé|tribunal de commerce|dommages|partie civile"
    r"|parties civiles"
    r"|porté plainte|plainte|assign|préjudice|personne morale|indemnis|cour administrative|condamn", re.IGNORECASE
)  # fmt: skip
_MEDIA = frozenset(("quotidien", "hebdomadaire", "magazine", "journal", "site"))
_OF = word_class("people.of")
_CLOSING = word_class("people.closing")
_APPOSED = frozenset((",", "(", "-", "–", "—", ":"))


def find(source: Source) -> list[Mention]:
    """Every mention of a person, group or company, in order; mentions of one person share `value.chain`."""
    tokens = Tokens(source.plain)
    drafts = _drafts(source, tokens)
    cues = [draft_cues(source, tokens, d, _stop(tokens, drafts, i)) for i, d in enumerate(drafts)]
    for extra in (pronoun_cues(source, tokens, drafts), shared_cues(tokens, drafts, cues)):
        for i, more in extra.items():
            cues[i] = tuple(dict.fromkeys((*cues[i], *more)))
    _chain(source, tokens, drafts, cues)
    kept = [(d, c) for d, c in zip(drafts, cues, strict=True) if d.chain >= 0]
    return _mentions(source, tokens, [d for d, _ in kept], chain_cues(kept))


def _stop(tokens: Tokens, drafts: list[Draft], i: int) -> int:
    """The word where another person takes the sentence over: a phrase after a comma."""
    for d in drafts[i + 1 : i + 4]:
        if not d.name and tokens.at(d.first - 1) == "," and d.det in {"indef", "num", "def", "poss"}:
            return d.first
    return len(tokens)


def _drafts(source: Source, tokens: Tokens) -> list[Draft]:
    """Names, bodies and descriptors, none inside another, in order."""
    known = find_bodies(tokens)
    taken = {k for d in known for k in range(d.first, d.last)}
    names = find_names(tokens, frozenset(taken))
    covered = {k for d in names for k in range(d.first, d.last)}
    phrases = find_descriptors(tokens, covered)
    if not _BODY_MATTERS.search(source.plain):
        phrases = [d for d in phrases if not d.company or d.name]
    phrases = [d for d in phrases if d.name or d.head not in _MEDIA]
    for draft in names:
        extend_age(tokens, draft)
    return _outermost(sorted([*names, *phrases, *known], key=lambda d: (d.first, -d.last)), tokens)


def _outermost(drafts: list[Draft], tokens: Tokens) -> list[Draft]:
    """Makes drafts disjoint: a name that ends a phrase is adopted by it, a name in its complement stands by itself."""
    out: list[Draft] = []
    for d in drafts:
        if not out or d.first >= out[-1].last:
            out.append(d)
        elif d.name and not out[-1].name and d.first > out[-1].first and not (d.company and out[-1].company):
            if tokens.at(d.first - 1) in _OF or out[-1].company or out[-1].plural:
                out[-1].last = d.first - 1 if tokens.at(d.first - 1) in _OF else d.first
                out.append(d)
            else:
                _adopt(out[-1], d)
    return [d for d in out if d.last > d.first]


def _adopt(phrase: Draft, name: Draft) -> None:
    """The phrase takes the name that ends it."""
    phrase.role = phrase.role or (phrase.first, max(phrase.first + 1, name.first))
    phrase.last = name.last
    phrase.name, phrase.age, phrase.gender = name.name, phrase.age or name.age, phrase.gender or name.gender


def _chain(source: Source, tokens: Tokens, drafts: list[Draft], cues: list[tuple[str, ...]]) -> None:
    """Gives each draft its chain: names first, then what stands in apposition, then the other phrases."""
    chains = Chains(tokens, source.body_start, source.title_end)
    links = _appositions(tokens, drafts)
    for i in sorted((i for i, d in enumerate(drafts) if d.name), key=lambda i: (-_length(drafts[i]), i)):
        chains.add_name(drafts[i], cues[i])
    for i, target in links.items():
        chains.put(drafts[i], cues[i], chains.entities[drafts[target].chain])
    for i, d in enumerate(drafts):
        if d.chain < 0 and (not d.weak or (d.det and is_pursued(cues[i]))):
            chains.add_phrase(d, cues[i])
    chains.join_titles()


def _length(draft: Draft) -> int:
    """How many words the name has."""
    return draft.name[1] - draft.name[0] if draft.name else 0


def _appositions(tokens: Tokens, drafts: list[Draft]) -> dict[int, int]:
    """For descriptors in apposition to a name, the name: `le suspect, X Y,` and `X Y, un pharmacien`."""
    out: dict[int, int] = {}
    for i, (a, b) in enumerate(itertools.pairwise(drafts)):
        between = tokens.low[a.last : b.first]
        if a.company != b.company or a.plural or b.plural or bool(a.name) == bool(b.name):
            continue
        if _disagree(a, b):
            continue
        closed = tokens.at(b.last) in _CLOSING
        if len(between) == 1 and between[0] in _APPOSED and (closed or b.det == ""):
            out[i if a.name is None else i + 1] = i + 1 if a.name is None else i
        elif a.name and (
            between in (["est"], ["était"], [",", "est"], ["n'", "est"]) or (not between and b.det != "poss")
        ):
            out[i + 1] = i
    return out


def _disagree(a: Draft, b: Draft) -> bool:
    """Whether name and phrase differ in gender; a masculine title may be a woman's: `Mme X, procureur`."""
    noun, name = (b, a) if a.name else (a, b)
    if not noun.gender or not name.gender or noun.gender == name.gender:
        return False
    return noun.gender == "f" or noun.cls in {"generic", "kin", "minor"}


def _mentions(source: Source, tokens: Tokens, drafts: list[Draft], cues: list[tuple[str, ...]]) -> list[Mention]:
    """The finished mentions; guess and status are those of the chain."""
    totals: dict[int, Counter[str]] = {}
    for d, c in zip(drafts, cues, strict=True):
        totals.setdefault(d.chain, Counter()).update(c)
    number = {chain: k for k, chain in enumerate(dict.fromkeys(d.chain for d in drafts))}
    guesses = guess_roles(totals)
    standing = standings(totals)
    out = []
    for d, c in zip(drafts, cues, strict=True):
        start, end = tokens.start[d.first], tokens.end[d.last - 1]
        name, role = d.stretch(tokens, d.name), d.stretch(tokens, d.role)
        value = PersonValue(number[d.chain], name, d.count, d.age, d.minor, role, d.gender, d.company)
        out.append(
            Mention(Kind.PERSON, start, end, source.plain[start:end], value, guesses[d.chain], (*c, standing[d.chain]))
        )
    return out


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """What all mentions of one person tell together. `best` is the fullest mention."""

    best: Mention
    mentions: tuple[Mention, ...]
    name: Stretch | None
    count: int | None
    age: int | None
    minor: bool
    role: Stretch | None
    gender: str | None
    company: bool
    guess: str
    cues: Counter[str]


def chain_summary(mentions: list[Mention]) -> dict[int, ChainFacts]:
    """The facts of each chain, by its number."""
    grouped: dict[int, list[Mention]] = {}
    for m in mentions:
        if isinstance(m.value, PersonValue):
            grouped.setdefault(m.value.chain, []).append(m)
    return {chain: _facts(group) for chain, group in grouped.items()}


def _facts(group: list[Mention]) -> ChainFacts:
    """The facts of one chain: the longest name, the first age, role and count said."""
    values = [m.value for m in group if isinstance(m.value, PersonValue)]
    names = [v.name for v in values if v.name]
    best = max(group, key=lambda m: (_rank(m), -m.start))
    cues: Counter[str] = Counter()
    for m in group:
        cues.update(m.cues)
    return ChainFacts(
        best=best,
        mentions=tuple(group),
        name=max(names, key=lambda s: (s[1] - s[0], -s[0]), default=None),
        count=next((v.count for v in values if v.count is not None), None),
        age=next((v.age for v in values if v.age is not None), None),
        minor=any(v.minor for v in values),
        role=next((v.role for v in values if v.role), None),
        gender=next((v.gender for v in values if v.gender), None),
        company=values[0].company,
        guess=group[0].guess,
        cues=cues,
    )


def _rank(mention: Mention) -> tuple[bool, bool, bool, int]:
    """How full a mention is: with a name, with an age, introducing; then its length when named."""
    value = mention.value
    assert isinstance(value, PersonValue)
    introduces = "det:indef" in mention.cues or "det:num" in mention.cues
    named = value.name is not None
    return named, value.age is not None, introduces, min(mention.end - mention.start, 90) if named else 0
