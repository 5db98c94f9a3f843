"""Word lists behind the finder of people, and the tokens that it reads."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from summarise.mentions.base import Stretch

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W_]+)*'?|\d+(?:[.,]\d+)*|[^\w\s]")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Lower case without accents: what lists are looked up by."""
    return unicodedata.normalize("NFKD", word.replace("œ", "oe")).encode("ascii", "ignore").decode().lower()


class Tokens:
    """The words, numbers and signs of a text, each with its place."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_TOKEN.finditer(text))
        self.words = [m.group() for m in found]
        self.low = [w.lower() for w in self.words]
        self.start = [m.start() for m in found]
        self.end = [m.end() for m in found]
        self.size = len(found)

    def __len__(self) -> int:
        return len(self.words)

    def at(self, i: int) -> str:
        """The i-th word in lower case, empty outside the text."""
        return self.low[i] if 0 <= i < self.size else ""

    def word(self, i: int) -> str:
        """The i-th word as written, empty outside the text."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def breaks(self, i: int) -> bool:
        """Whether a line ends between the words i-1 and i."""
        return 0 < i < len(self.words) and "\n" in self.text[self.end[i - 1] : self.start[i]]

    def capital(self, i: int) -> bool:
        """Whether the i-th word begins with a capital letter."""
        return 0 <= i < self.size and self.words[i][0].isupper()

    def index(self, offset: int) -> int:
        """The first word that begins at or after `offset`."""
        return bisect_left(self.start, offset)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for people: its masculine singular, class, gender and number as written."""

    lemma: str
    cls: str
    gender: str | None
    plural: bool


@dataclass(slots=True)
class Draft:
    """A mention being made: words `first` to `last` (exclusive), and what is known of the person so far."""

    first: int
    last: int
    name: tuple[int, int] | None = None
    head: str = ""
    cls: str = ""
    gender: str | None = None
    plural: bool = False
    count: int | None = 1
    age: int | None = None
    minor: bool = False
    role: tuple[int, int] | None = None
    det: str = ""
    title: str = ""
    company: bool = False
    weak: bool = False
    chain: int = -1
    extra: list[str] = field(default_factory=list)

    def stretch(self, tokens: Tokens, words: tuple[int, int] | None) -> Stretch | None:
        """Where a range of words stands in the text."""
        return (tokens.start[words[0]], tokens.end[words[1] - 1]) if words else None


def data_lines(name: str) -> Iterator[str]:
    """The lines of a data file without comments."""
    text = resources.files("summarise.mentions").joinpath("data").joinpath(name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def word_class(name: str) -> frozenset[str]:
    """A closed class of words, by its name in the list."""
    rows = map(_split, data_lines("people_words.tsv"))
    return next(frozenset(members.split()) for key, _, members in rows if key == name)


def _split(line: str) -> tuple[str, str, str]:
    return line.partition("\t")


@cache
def given_names() -> dict[str, str]:
    """Given names, folded, with the gender that is usual."""
    out: dict[str, str] = {}
    for line in data_lines("people_given.tsv"):
        gender, names = line.split("\t")
        for name in names.split():
            out.setdefault(fold(name), gender)
    return out


@cache
def not_names() -> frozenset[str]:
    """Capitalised words that begin no person's name."""
    return frozenset(w for line in data_lines("people_not_names.txt") for w in line.split())


@cache
def bodies() -> dict[str, list[tuple[str, ...]]]:
    """Companies and bodies known by name alone: first word → their words, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for line in data_lines("people_bodies.txt"):
        for entry in line.split():
            words = tuple(_TOKEN.findall(entry.replace("_", " ")))
            out.setdefault(words[0], []).append(words)
    return {k: sorted(v, key=len, reverse=True) for k, v in out.items()}


@cache
def verb_classes() -> list[tuple[str, re.Pattern[str]]]:
    """The classes of verbs and verbal nouns, with the pattern that a folded word must begin with."""
    return [(c, re.compile(p)) for c, p in (line.split("\t") for line in data_lines("people_verbs.tsv"))]


@lru_cache(maxsize=1 << 16)
def verb_class(word: str) -> str | None:
    """The first class that the word belongs to: `condamné` → `condemn`."""
    folded = fold(word)
    return next((c for c, pattern in verb_classes() if pattern.match(folded)), None)


def _plural(noun: str) -> str:
    """The plural of a noun; of several words the first takes it, and the second where it agrees."""
    head, *rest = noun.split("_")
    if head.endswith(("s", "x", "z")) or head.isupper():
        plural = head
    elif head.endswith(("eau", "eu")):
        plural = head + "x"
    elif head.endswith("al"):
        plural = head[:-2] + "aux"
    else:
        plural = head + "s"
    rest = [w + "s" if i == 0 and w in {"ami", "amie", "compagnon", "compagne", "jaune", "civile"} else w
            for i, w in enumerate(rest)]  # fmt: skip
    return "_".join([plural, *rest])


def _forms(entry: str) -> Iterator[tuple[str, str, str | None]]:
    """The (form, lemma, gender) that an entry of the list stands for: `père=m`, `ami/amie`."""
    if "=" in entry:
        form, gender = entry.split("=")
        yield form, form, gender if gender in "mf" else None
        return
    masculine, _, feminine = entry.partition("/")
    yield masculine, masculine, "m"
    if feminine:
        yield feminine, masculine, "f"


@cache
def nouns() -> dict[str, list[tuple[tuple[str, ...], Noun]]]:
    """Nouns for people by first word; each entry has all its words and what it means, the longest first."""
    out: dict[str, dict[tuple[str, ...], Noun]] = {}
    for line in data_lines("people_nouns.tsv"):
        cls, entries = line.split("\t")
        for entry in entries.split():
            for form, lemma, gender in _forms(entry):
                for written, plural in ((form, False), (_plural(form), True)):
                    words = tuple(_TOKEN.findall(written.replace("_", " ")))
                    out.setdefault(words[0], {}).setdefault(words, Noun(lemma, cls, gender, plural))
    return {k: sorted(v.items(), key=lambda kv: -len(kv[0])) for k, v in out.items()}


def noun_at(tokens: Tokens, i: int) -> tuple[Noun, int] | None:
    """The noun for people that begins at word i, and the word after it."""
    for words, noun in nouns().get(tokens.words[i]) or nouns().get(tokens.low[i]) or ():
        if tokens.words[i : i + len(words)] == list(words) or tokens.low[i : i + len(words)] == list(words):
            return noun, i + len(words)
    return None
