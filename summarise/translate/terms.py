"""The term base: French terms of courts, procedure, offences and penalties with the one English form of each.

`terms.tsv`, `lexicon.tsv` and `verbs.tsv` are meant to be edited; a newsroom's own file, in the columns of `terms.tsv`,
wins over them.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from summarise.errors import SettingsError
from summarise.translate.conjugation import forms
from summarise.translate.patterns import expand
from summarise.translate.words import plural, verb_forms

TOKEN = re.compile(r"\w+(?:[·•‧]\w+)*(?:\((?:e|s|ne|es)\)s?)?|[^\w\s]")
_INCLUSIVE = re.compile(r"[·•‧()]")
_COLUMNS = ("fr", "kind", "en", "en_plural", "before", "after", "gloss", "key", "note")
KINDS = frozenset(
    (
        "court",
        "body",
        "role",
        "offence",
        "penalty",
        "procedure",
        "institution",
        "place",
        "thing",
        "phrase",
        "verb",
        "number",
    )
)


@dataclass(frozen=True, slots=True)
class Term:
    """A wording's English. `before` and `after` say in regular expressions what must stand around it, if anything.

    `gloss` is the French word that an English reader is shown in brackets on first use; `key` names the term for other
    parts of the program ("offence:viol"); `capital` keeps a name such as "État" from common words.
    """

    kind: str
    en: str
    plural: bool = False
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    gloss: str = ""
    key: str = ""
    capital: bool = False

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the words around `text[start:end]` are such as the term asks for."""
        if self.before is not None and not self.before.search(text[max(0, start - 60) : start]):
            return False
        if self.capital and not text[start].isupper():
            return False
        return self.after is None or self.after.match(text[end:]) is not None


class _Node(dict[str, "_Node"]):
    """A node of the tree of words; `terms` are those whose wording ends here, the one to prefer first."""

    __slots__ = ("terms",)

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[Term] = []


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and signs of a text in lower case with their places; "mis·e·s" reads "mises"."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def tokens(text: str) -> Tokens:
    """The words and signs of `text`."""
    found = list(TOKEN.finditer(text))
    words = [_INCLUSIVE.sub("", m.group()) if len(m.group()) > 1 else m.group() for m in found]
    return Tokens([w.lower() for w in words], [m.start() for m in found], [m.end() for m in found])


class Terms:
    """All terms, as a tree of words."""

    def __init__(self) -> None:
        self._root = _Node()
        self.keys: dict[str, Term] = {}

    def add(self, wording: str, term: Term) -> None:
        """Add one wording of a term, to be preferred to those added before."""
        node = self._root
        for word in tokens(wording).words:
            node = node.setdefault(word, _Node())
        node.terms.insert(0, term)
        if term.key and not term.plural:
            self.keys.setdefault(term.key, term)

    def replace(self, wording: str, term: Term) -> None:
        """Add a wording that stands alone from now on."""
        self.add(wording, term)
        node = self._root
        for word in tokens(wording).words:
            node = node[word]
        del node.terms[1:]
        if term.key:
            self.keys[term.key] = term

    def english(self, key: str) -> str | None:
        """The English of what a key names ("offence:viol" → "rape")."""
        term = self.keys.get(key)
        return term.en if term else None

    def find(self, text: str, toks: Tokens) -> Iterator[tuple[int, int, Term]]:
        """(first word, word after the last, term): the longest that fits at each word."""
        words, size = toks.words, len(toks.words)
        for i in range(size):
            node: _Node | None = self._root.get(words[i])
            best: tuple[int, Term] | None = None
            j = i + 1
            while node is not None:
                for term in node.terms:
                    if term.fits(text, toks.starts[i], toks.ends[j - 1]):
                        best = j, term
                        break
                node = node.get(words[j]) if j < size else None
                j += 1
            if best:
                yield i, best[0], best[1]


@cache
def _before(pattern: str) -> re.Pattern[str] | None:
    """What must end the text before; a pattern of what must not stand there brings its own spaces."""
    end = "$" if re.fullmatch(r"(?:\(\?<![^()]*\))+", pattern) else r"\s?$"
    return re.compile(rf"(?:{pattern}){end}", re.IGNORECASE) if pattern else None


@cache
def _after(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def _term_rows(lines: Iterable[str]) -> Iterator[tuple[str, Term]]:
    """Each wording of a table in the columns of `terms.tsv` with its term."""
    for row in csv.DictReader((x for x in lines if x.strip() and x[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield from _wordings(_cells(row))


def _cells(row: Mapping[str, str | None]) -> dict[str, str]:
    """The cells of a row by column; in `before` and `after` a space at the edge counts."""
    return {k: (row.get(k) or "") if k in {"before", "after"} else (row.get(k) or "").strip() for k in _COLUMNS}


def _wordings(row: Mapping[str, str]) -> Iterator[tuple[str, Term]]:
    before, after = _before(row["before"]), _after(row["after"])
    gloss = re.sub(r"[()\[\]?]", "", row["fr"].split("|")[0]) if row["gloss"] in {"yes", "1"} else row["gloss"]
    same = row["kind"] == "verb" or (row["kind"] == "offence" and row["en"].split()[0].endswith("ing"))
    many = row["en_plural"] or (row["en"] if same else plural(row["en"]))
    for wording, is_plural in expand(row["fr"]):
        en = many if is_plural else row["en"]
        capital = bool(re.fullmatch(r"[A-ZÀ-Þ][\w.'-]*", wording))
        yield wording, Term(row["kind"], en, is_plural, before, after, gloss, row["key"], capital)


def _verb_rows(lines: Iterable[str]) -> Iterator[tuple[str, Term]]:
    """Each form of the verbs of `verbs.tsv` with its English form."""
    for row in csv.DictReader((x for x in lines if x.strip() and x[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE):
        wanted = set(row["forms"].split()) if row["forms"] else None
        english = verb_forms(row["en"])
        before, after = _before(row["before"] or ""), _after(row["after"] or "")
        for form, name in forms(row["verb"]):
            if wanted is not None and name not in wanted:
                continue
            said = english.get(name) or f"{name} {english['base']}"
            for tail, _ in expand(row["tail"]) if row["tail"] else [("", False)]:
                yield f"{form} {tail}".strip(), Term("verb", said, False, before, after)


def _shipped(name: str) -> list[str]:
    return files("summarise.translate").joinpath(name).read_text(encoding="utf-8").splitlines()


def _base() -> Terms:
    terms = Terms()
    for wording, term in _reversed(_verb_rows(_shipped("verbs.tsv"))):
        terms.add(wording, term)
    for name in ("lexicon.tsv", "terms.tsv"):
        for wording, term in _reversed(_term_rows(_shipped(name))):
            terms.add(wording, term)
    return terms


def _reversed(rows: Iterator[tuple[str, Term]]) -> list[tuple[str, Term]]:
    """The rows last first: what is added last is tried first, so the order of the table is the order of preference."""
    return list(rows)[::-1]


@cache
def _default() -> Terms:
    return _base()


def load_terms(path: Path | str | None = None) -> Terms:
    """The shipped term base, overridden by the newsroom's own file where one is named."""
    if path is None:
        return _default()
    terms = _base()
    for wording, term in _own_rows(Path(path)):
        terms.replace(wording, term)
    return terms


def _own_rows(path: Path) -> list[tuple[str, Term]]:
    """The rows of a newsroom's file, checked."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"la base de termes {path} est illisible", "donnez un fichier TSV en UTF-8") from error
    rows: list[tuple[str, Term]] = []
    reader = csv.DictReader((x for x in lines if x.strip() and x[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE)
    unknown = [name for name in reader.fieldnames or () if name not in _COLUMNS]
    if unknown or not {"fr", "en"} <= set(reader.fieldnames or ()):
        problem = f"colonnes inattendues dans {path}" + (f" ({', '.join(map(str, unknown))})" if unknown else "")
        raise SettingsError(problem, f"la première ligne nomme au moins fr et en, au plus {', '.join(_COLUMNS)}")
    for number, row in enumerate(reader, 2):
        rows += _own_row(path, number, _cells(row))
    return rows


def _own_row(path: Path, number: int, row: dict[str, str]) -> list[tuple[str, Term]]:
    """One row of a newsroom's file."""
    where = f"{path}, ligne {number}"
    if not row["fr"] or not row["en"]:
        raise SettingsError(f"{where} : terme français ou anglais vide", "remplissez les colonnes fr et en")
    row["kind"] = row["kind"] or "procedure"
    if row["kind"] not in KINDS:
        raise SettingsError(f"{where} : genre « {row['kind']} » inconnu", f"prenez {', '.join(sorted(KINDS))}")
    try:
        return list(_wordings(row))
    except (ValueError, re.error) as error:
        raise SettingsError(f"{where} : motif illisible ({error})", "corrigez les crochets ou l'expression") from error
