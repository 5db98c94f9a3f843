"""Full-text search: FTS5 over French stems in SQLite, tsvector in PostgreSQL. Accents never matter.

PostgreSQL takes accents off and stems by itself; SQLite can do the first only, so its words are stemmed here, by the
same algorithm (Snowball).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    ScalarSelect,
    TableClause,
    and_,
    column,
    select,
    table,
    text,
    true,
)

from summarise.store.fold import fold

_PART = re.compile(r'(?P<no>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
# PostgreSQL's French stop words, without accents: a query for one of them finds nothing in either database.
_STOP = frozenset(files("summarise.store").joinpath("stop_words_fr.txt").read_text(encoding="utf-8").split())
_MOST_PARTS = 20


@dataclass(frozen=True)
class Part:
    """One thing looked for: a word, or words in a row. `no` is what must not be there."""

    words: tuple[str, ...]
    no: bool = False


def parts_of(query: str) -> list[Part]:
    """What a query asks: words, « "words in a row" », « -word »; little words count inside quotes only."""
    found = []
    for match in list(_PART.finditer(query))[:_MOST_PARTS]:
        words = tuple(fold(match.group("phrase") or match.group("word") or "").split())
        if match.group("phrase") is not None:
            found.append(Part(words, bool(match.group("no"))))
        else:
            found.extend(Part((word,), bool(match.group("no"))) for word in words if word not in _STOP)
    return [part for part in found if part.words and not set(part.words) <= _STOP]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # noqa: PLC0415 - SQLite only

    return snowballstemmer.stemmer("french")


def stems(words: str) -> str:
    """The French stems of a text, in its order."""
    return " ".join(_stem(word) for word in fold(words).split())


@dataclass(frozen=True)
class Match:
    """What a query finds: the index, its column of the briefs' ids, and the condition.

    With `ordered`, joined and put in the index's own order: there the first page of a frequent word is found without
    reading all of them (13 ms instead of 85, of 100 000 in SQLite; PostgreSQL plans this by itself).
    """

    index: TableClause
    id: ColumnElement[int]
    where: ColumnElement[bool]
    ordered: bool

    def ids(self) -> ScalarSelect[int]:
        """The ids alone."""
        return select(self.id).where(self.where).scalar_subquery()


class Words(Protocol):
    """The index of one kind of database."""

    def create(self, connection: Connection) -> None:
        """Make the index."""

    def put(self, connection: Connection, brief: int, words: str) -> None:
        """A brief is found by these words."""

    def drop(self, connection: Connection, brief: int) -> None:
        """A brief is not found any more."""

    def matching(self, query: str) -> Match | None:
        """What a query finds; None when nothing in it can be looked for."""
        ...


def _condition(sql: str, values: dict[str, str]) -> ColumnElement[bool]:
    """Words of the one database's language, with values that it never reads as such."""
    return and_(true(), text(sql).bindparams(**values))


class SqliteWords:
    """A table of FTS5 whose row numbers are the briefs'."""

    def create(self, connection: Connection) -> None:
        """Make the table."""
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE brief_words USING fts5(stems, tokenize = 'unicode61 remove_diacritics 2')"
        )

    def put(self, connection: Connection, brief: int, words: str) -> None:
        """Index the stems."""
        connection.exec_driver_sql("INSERT INTO brief_words (rowid, stems) VALUES (?, ?)", (brief, stems(words)))

    def drop(self, connection: Connection, brief: int) -> None:
        """Forget them."""
        connection.exec_driver_sql("DELETE FROM brief_words WHERE rowid = ?", (brief,))

    def matching(self, query: str) -> Match | None:
        """FTS5's own language, made of quoted stems only."""
        parts = parts_of(query)
        wanted = [self._quoted(part) for part in parts if not part.no]
        if not wanted:
            return None
        asked = " AND ".join(wanted)
        for part in parts:
            asked = f"({asked}) NOT {self._quoted(part)}" if part.no else asked
        index = table("brief_words", column("rowid", BigInteger))
        return Match(index, index.c.rowid, _condition("brief_words MATCH :words", {"words": asked}), True)

    @staticmethod
    def _quoted(part: Part) -> str:
        return '"' + " ".join(_stem(word) for word in part.words) + '"'


class PostgresWords:
    """A table of tsvectors beside the briefs, in French without accents."""

    def create(self, connection: Connection) -> None:
        """Make the configuration (accents off where the server has that extension), the table and its index."""
        run = connection.exec_driver_sql
        run("CREATE TEXT SEARCH CONFIGURATION summarise_fr (COPY = french)")
        if run("SELECT 1 FROM pg_available_extensions WHERE name = 'unaccent'").first():
            run("CREATE EXTENSION IF NOT EXISTS unaccent")
            run("ALTER TEXT SEARCH CONFIGURATION summarise_fr ALTER MAPPING FOR hword, hword_part, word "
                "WITH unaccent, french_stem")  # fmt: skip
        run("CREATE TABLE brief_words (brief BIGINT PRIMARY KEY REFERENCES briefs (id) ON DELETE CASCADE, "
            "words TSVECTOR NOT NULL)")  # fmt: skip
        run("CREATE INDEX ix_brief_words ON brief_words USING gin (words)")
        # Of how many words it knows how frequent they are. With the usual few it takes a rare word for a frequent one
        # and reads the briefs from the last one on until it has found enough (p95 315 ms of 100 000).
        run("ALTER TABLE brief_words ALTER COLUMN words SET STATISTICS 2000")

    def put(self, connection: Connection, brief: int, words: str) -> None:
        """Index the words."""
        connection.execute(
            text("INSERT INTO brief_words VALUES (:brief, to_tsvector('summarise_fr', :words))"),
            {"brief": brief, "words": words.replace("\0", " ")},
        )

    def drop(self, connection: Connection, brief: int) -> None:
        """Forget them."""
        connection.execute(text("DELETE FROM brief_words WHERE brief = :brief"), {"brief": brief})

    def matching(self, query: str) -> Match | None:
        """A tsquery made of its functions."""
        parts = parts_of(query)
        if not any(not part.no for part in parts):
            return None
        calls, values = [], {}
        for place, part in enumerate(parts):
            calls.append(f"{'!!' if part.no else ''}phraseto_tsquery('summarise_fr', :w{place})")
            values[f"w{place}"] = " ".join(part.words)
        index = table("brief_words", column("brief", BigInteger))
        return Match(index, index.c.brief, _condition(f"brief_words.words @@ ({' && '.join(calls)})", values), False)


def words_of(dialect: str) -> Words:
    """The index that suits a database."""
    return PostgresWords() if dialect == "postgresql" else SqliteWords()
