"""Terms of law on both sides of a translation: what English must say where the French has one, and what it must not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Concept:
    """A term: its French, where that means something else, and what English must and must not hold.

    `excuse` is other French by which the forbidden English may have come.
    """

    key: str
    french: re.Pattern[str]
    other: re.Pattern[str] | None
    said: re.Pattern[str] | None
    never: re.Pattern[str] | None
    excuse: re.Pattern[str] | None


def _pattern(words: str, flags: int = re.IGNORECASE) -> re.Pattern[str] | None:
    return re.compile(words, flags) if words.strip() else None


@cache
def concepts() -> tuple[Concept, ...]:
    """The table of terms, as shipped."""
    out = []
    text = files("summarise.translate").joinpath("concepts.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            key, french, other, said, never, excuse = (line.split("\t") + [""] * 5)[:6]
            # "X" and "État" are words of their own; "Ferme," at a sentence's head is not.
            flags = 0 if key in ("etranger_x", "conseil_etat") else re.IGNORECASE
            rest = (_pattern(other, flags), _pattern(said), _pattern(never), _pattern(excuse))
            out.append(Concept(key, re.compile(french, flags), *rest))
    return tuple(out)


_GLOSS = re.compile(r"\([^()]*\)")


def broken(french: str, english: str) -> Iterator[tuple[Concept, str, str]]:
    """(term, "perdu" or "interdit", the words) for each term that the English loses or renders wrongly."""
    bare = _GLOSS.sub(" ", english)  # "Paris criminal court (tribunal correctionnel)" says the French on purpose
    for concept in concepts():
        found = concept.french.search(french)
        if not found or (concept.other and concept.other.search(french)):
            continue
        if concept.said and not (concept.said.search(english) or concept.said.search(english.replace("-", " "))):
            yield concept, "perdu", found.group()
        wrong = concept.never.search(bare) if concept.never else None
        if wrong and not (concept.excuse and concept.excuse.search(french)):
            yield concept, "interdit", wrong.group()
