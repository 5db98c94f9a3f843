"""The service's file: SQLite, for keys and jobs. It belongs to its user alone."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from summarise.errors import OutputProblem
from summarise.settings import Settings, data_folder

_TABLES = """
CREATE TABLE IF NOT EXISTS keys (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, created REAL NOT NULL, revoked REAL
);
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, created REAL NOT NULL, expires REAL NOT NULL, total INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS documents (
  job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, place INTEGER NOT NULL, state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, asked TEXT, outcome TEXT, PRIMARY KEY (job, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS queued ON documents (place, job) WHERE state = 'queued';
"""


class Database:
    """One connection, one lock: SQLite is quick, and its work stays short."""

    def __init__(self, settings: Settings) -> None:
        where = data_folder(settings)
        try:
            where.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = where / "service.sqlite3"
            path.touch(mode=0o600)
            self._connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
            for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
                self._connection.execute(f"PRAGMA {pragma}")
            self._connection.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise OutputProblem(
                f"Le dossier « {where} » ne peut garder les clés et les lots",
                "donnez-en un autre par serve.data dans la configuration.",
            ) from error
        self._lock = threading.Lock()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """What a question finds."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()
