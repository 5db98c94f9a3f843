"""Placeholders: what must come out exactly is taken out of a French sentence, and its English put back later."""

import datetime
import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from summarise.text.plain import plain
from summarise.translate import days, figures, parted, proper
from summarise.translate.courts import described, with_place
from summarise.translate.demonyms import adjective_after
from summarise.translate.found import Found
from summarise.translate.restore import restore
from summarise.translate.terms import Terms, tokens
from summarise.translate.words import spelled

MOST = 16
"""Placeholders in one sentence: the network knows the numbers 0 to 15."""

_LETTERS = {"verb": "V", "phrase": "D", "institution": "L", "place": "L"}
_BRACKETS = str.maketrans("⟦⟧", "[]")
# What a stretch already held is blotted out with, so that names and numbers are looked for in the rest alone.
_BLOT = "¤"


class Hold(NamedTuple):
    """A placeholder with the French that it stands for, its English, and where it was in the sentence.

    `kind` is P (person), L (place, body), N (figure), D (date), T (noun term without its article), V (predicate).
    """

    symbol: str
    kind: str
    fr: str
    en: str
    start: int
    end: int


class Masked(NamedTuple):
    """A sentence with placeholders, in the plain form (straight apostrophes), and what they hold."""

    text: str
    holds: tuple[Hold, ...]


def mask(sentence: str, terms: Terms, *, names: Collection[str] = (), date: datetime.date | None = None) -> Masked:
    """`sentence` with terms, names, figures and dates behind placeholders.

    `names` are people that the caller knows of, `date` is the day the text appeared.
    """
    view = plain(sentence)
    text = view.text.translate(_BRACKETS)
    kept = [_opening(text, one) for one in _kept(_all(text, terms, names, date))]
    pieces, holds, at = [], [], 0
    for number, found in enumerate(kept):
        symbol = f"⟦{found.kind}{number}⟧"
        start, end = view.raw(found.start, found.end)
        holds.append(Hold(symbol, found.kind, sentence[start:end], found.en, start, end))
        glued = text[found.end : found.end + 1].isalnum() and text[found.end - 1 : found.end] == "'"
        pieces += [text[at : found.start], symbol, " " if glued else ""]
        at = found.end
    return Masked("".join([*pieces, text[at:]]), tuple(holds))


def unmask(text: str, holds: Sequence[Hold]) -> str:
    """The English behind each placeholder of `text`, fitted into the sentence: "an 18-month", "was sentenced"."""
    return restore(text, {hold.symbol: (hold.kind, hold.en) for hold in holds})


def glossed(holds: Sequence[Hold], terms: Terms, seen: set[str]) -> tuple[Hold, ...]:
    """The holds with the French word in brackets where a term asks for it and is met for the first time.

    `seen` keeps the words that were shown and is added to.
    """
    return tuple(hold._replace(en=hold.en + _gloss(hold, terms, seen)) for hold in holds)


def _gloss(hold: Hold, terms: Terms, seen: set[str]) -> str:
    """ " (garde à vue)" on first use, else nothing."""
    text = plain(hold.fr).text
    for _, _, term in terms.find(text, tokens(text)) if hold.kind == "T" else ():
        if term.gloss and term.gloss not in seen and hold.en.startswith(term.en):
            seen.add(term.gloss)
            return f" ({term.gloss})"
    return ""


def _all(text: str, terms: Terms, names: Collection[str], date: datetime.date | None) -> list[Found]:
    """What is to be held, without overlaps, by place."""
    dates = days.find(text, date)
    first = [*_terms(text, terms), *figures.find(text), *dates, *parted.find(text, terms, dates)]
    first += proper.people(text, names)
    taken = _apart(first)
    rest = _blotted(text, taken)
    return sorted([*taken, *_apart(proper.places(rest))])


def _terms(text: str, terms: Terms) -> list[Found]:
    """Terms of the term base, courts with their city."""
    toks = tokens(text)
    out = []
    for first, last, term in terms.find(text, toks):
        start, end = toks.starts[first], toks.ends[last - 1]
        if _in_compound(text, start, end):
            continue
        en = term.en
        if whole := parted.with_object(text, start, end, en):
            out.append(Found(whole[0], end, "V", whole[1], 9))
            continue
        if term.kind in {"court", "body"}:
            end, en = with_place(text, end, term)
        elif term.kind == "role":
            start, end, en = described(text, start, end, en)
            end, en = _from_where(text, end, en)
        elif term.kind == "thing":
            end, en = _from_where(text, end, en)
        elif term.kind == "verb" and (hearsay := parted.alleged(text, start, en)):
            out.append(Found(hearsay[0], end, "V", hearsay[1], 9))
            continue
        out.append(Found(start, end, _LETTERS.get(term.kind, "T"), en, _weight(last - first)))
    return out


def _from_where(text: str, end: int, en: str) -> tuple[int, str]:
    """A noun with the adjective of a place behind it: "docker havrais" → "Le Havre docker"."""
    found = adjective_after(text, end)
    return (found[0], f"{found[1]} {en}") if found else (end, en)


def _opening(text: str, one: Found) -> Found:
    """A number that opens the sentence in words: "Thirty-eight supporters"."""
    if one.kind == "N" and re.fullmatch(r"\d\d", one.en) and not text[: one.start].strip(' «"'):
        return one._replace(en=spelled(int(one.en)))
    return one


def _in_compound(text: str, start: int, end: int) -> bool:
    """Whether a hyphen joins the stretch to another word: "marin-pompier"; "ex-" is none."""
    before = (
        text[start - 1 : start] == "-"
        and text[start - 2 : start - 1].isalpha()
        and text[max(0, start - 3) : start].lower() != "ex-"
    )
    return before or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha())


def _weight(words: int) -> int:
    """Longer terms are surer; a single word yields to dates and names."""
    return 5 if words == 1 else 8 if words > 2 else 7


def _apart(found: Iterable[Found]) -> list[Found]:
    """Those that win their place: the weightiest, then the longest."""
    out: list[Found] = []
    places: list[tuple[int, int]] = []
    ranked = sorted(found, key=lambda f: (-f.weight - (f.end - f.start) / 8, f.start))
    for one in ranked:
        if one.end > one.start and one.en and all(one.end <= a or b <= one.start for a, b in places):
            out.append(one)
            places.append((one.start, one.end))
    return out


def _blotted(text: str, taken: Sequence[Found]) -> str:
    chars = list(text)
    for one in taken:
        chars[one.start : one.end] = _BLOT * (one.end - one.start)
    return "".join(chars)


def _worth(one: Found) -> int:
    """How dearly a hold is kept: figures, people and dates first, then what the law names, then other names."""
    return {"N": 40, "P": 35, "D": 30 if one.weight > 5 else 20, "L": 22}.get(one.kind, 20 if one.weight < 6 else 25)


def _kept(found: Sequence[Found]) -> list[Found]:
    """At most as many as there are numbers for placeholders; the least needed go."""
    if len(found) <= MOST:
        return list(found)
    ranked = sorted(range(len(found)), key=lambda k: (-_worth(found[k]), k))[:MOST]
    return [found[k] for k in sorted(ranked)]
