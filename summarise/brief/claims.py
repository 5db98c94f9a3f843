"""What a text claims that can be checked word for word: names, numbers, sums, dates."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from summarise.brief.lexicon import word_list

Claim = Literal["nombre", "nom", "date"]

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
_NUMBER = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*")
_CAPITAL = re.compile(r"(?<![\w])[A-ZÀ-Þ][\w]*(?:[-.'’&][\w]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s+|\n)[\s\"«“(–—-]*$")

NUMBER_WORDS = word_list("number words")
_FIGURES = {
    word: str(value)
    for value, word in enumerate(
        [
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
        ],
        start=2,
    )
}
_DAY_WORDS = word_list("day words")
# Words that open a French sentence with a capital and name nobody.
_OPENERS = word_list("sentence openers")


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """Lower case without accents or punctuation: "Mis à l'épreuve" is "mis a l epreuve"."""
    whole = re.sub(r"[\W_]+", " ", _bare("NFC", text.translate(_LIGATURES)))
    return re.sub(r"[\W_]+", " ", _bare("NFKD", whole).casefold()).strip()


def _bare(form: Literal["NFC", "NFKD"], text: str) -> str:
    """`text` in a normal form, without the marks that still stand alone in it."""
    return "".join(c for c in unicodedata.normalize(form, text) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim as it stands in a text."""

    kind: Claim
    words: str


def numbers(text: str) -> Iterator[str]:
    """Each number in figures: "50.000", "1,5", "21"."""
    for match in _NUMBER.finditer(text):
        yield match.group()


def claims(text: str) -> list[Stated]:
    """Every number, capitalised name and date word of `text`, in order."""
    straight = _bare("NFC", text).replace("’", "'")
    out = [(m.start(), Stated("nombre", m.group())) for m in _NUMBER.finditer(straight)]
    for match in re.finditer(r"[^\W\d_]+(?:'hui)?", straight):
        word = match.group().lower()
        if word in NUMBER_WORDS:
            out.append((match.start(), Stated("nombre", match.group())))
        elif word in _DAY_WORDS:
            out.append((match.start(), Stated("date", match.group())))
    for match in _CAPITAL.finditer(straight):
        parts = re.split(r"['’]", match.group())
        for part in parts:
            if part[:1].isupper() and not _plain_word(straight, match.start(), part):
                out.append((match.start(), Stated("nom", part)))
    return [stated for _, stated in sorted(out, key=lambda pair: pair[0])]


def _plain_word(text: str, start: int, word: str) -> bool:
    """Whether a capital is only that of a sentence's first word, or of a number or a day there."""
    low = word.lower()
    if low in NUMBER_WORDS or low in _DAY_WORDS:
        return True
    return bool(_SENTENCE_START.search(text[:start])) and low.split("-")[0] in _OPENERS


@lru_cache(maxsize=64)
def ground(article: str) -> "Ground":
    """The `Ground` of an article, made once."""
    return Ground(article)


class Ground:
    """The article's words, ready to be asked whether they hold a claim."""

    def __init__(self, article: str) -> None:
        self._text = f" {folded(article)} "
        self._words = frozenset(self._text.split())
        # Whole numbers only: an article that says "1 500" does not say "500".
        self._numbers = frozenset(_digits(n) for n in numbers(_bare("NFC", article)))

    def holds(self, claim: Stated) -> bool:
        """Whether the article says `claim`: whole words, "50.000" being "50 000"."""
        if claim.kind == "nombre" and claim.words[0].isdigit():
            digits = _digits(claim.words)
            return digits in self._numbers or _spelt(digits, self._words)
        wanted = folded(claim.words)
        if not wanted or f" {wanted} " in self._text:
            return True
        return claim.kind == "nombre" and _FIGURES.get(claim.words.lower(), "-") in self._numbers

    def says(self, words: str) -> bool:
        """Whether `words` stand in the article in this order."""
        return f" {folded(words)} " in self._text


def _spelt(digits: str, words: frozenset[str]) -> bool:
    """Whether a small number in figures stands in `words` as a word ("4", "quatre")."""
    return any(value == digits and word in words for word, value in _FIGURES.items())


def _digits(number: str) -> str:
    """The figures alone, decimal sign kept: "50.000" is "50000", "1,50" is "1,5"."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", number)
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare)
    if grouped:
        return re.sub(r"[.,]", "", bare)
    return bare.replace(".", ",")
