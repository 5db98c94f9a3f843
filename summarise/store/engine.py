"""The archive's database: SQLite in one file unless an address names PostgreSQL; its shape is kept up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from summarise.errors import SourceError
from summarise.settings import Settings, data_folder
from summarise.store import missing

# The latest migration: where the database says the same, Alembic need not even be imported.
HEAD = "0001"
_FILE = "archive.sqlite3"
_ANY_NUMBER = 7_262_511  # of the lock under which one process at a time changes a PostgreSQL database


class StoreProblem(SourceError):
    """The archive cannot be opened, read or written."""

    code = "store"


@contextmanager
def told() -> Iterator[None]:
    """Errors of the database as one sentence. Its own words may hold an article's: they are left out."""
    try:
        yield
    except SQLAlchemyError as error:
        kind = type(getattr(error, "orig", None) or error).__name__
        raise StoreProblem(
            f"L'archive ne répond pas comme prévu ({kind})", "vérifiez store.url, la place sur le disque et les droits."
        ) from error


def _url(settings: Settings) -> URL:
    if settings.store.url is None:
        return URL.create("sqlite", database=str(data_folder(settings) / _FILE))
    try:
        url = make_url(settings.store.url)
    except ArgumentError as error:
        raise StoreProblem("L'adresse store.url est mal écrite", "écrivez sqlite:/// ou postgresql://.") from error
    kind = url.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise StoreProblem(f"L'archive ne tient pas dans {kind}", "donnez à store.url une base sqlite ou postgresql.")
    return url.set(drivername="postgresql+psycopg") if kind == "postgresql" else url


def _prepare(connection: Any, _: object) -> None:
    """A new connection to SQLite. Transactions are begun by us: the driver's own leave out changes of tables."""
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "busy_timeout = 20000",
                   "secure_delete = ON"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Who will write says so at once: a lock taken halfway could not be waited for."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _engine(settings: Settings) -> Engine:
    url = _url(settings)
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True)
    if url.database and url.database != ":memory:":
        path = Path(url.database)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes."""
    with told(), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads: one state of the archive from its first question to its last."""
    with told(), engine.connect() as connection, connection.begin():
        yield connection


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def upgrade(engine: Engine) -> None:
    """Bring the database to this version's shape; of two processes that want to, one waits for the other."""
    with reading(engine) as connection:
        if _revision(connection) == HEAD:
            return
    from alembic import command  # noqa: PLC0415 - needed once in the life of a database
    from alembic.config import Config  # noqa: PLC0415

    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ANY_NUMBER})
        found = _revision(connection)
        if found is not None and found > HEAD:
            raise StoreProblem("L'archive vient d'une version plus récente de summarise", "mettez summarise à jour.")
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def connect(settings: Settings) -> Engine:
    """The database of `settings`, ready for use."""
    try:
        engine = _engine(settings)
    except ImportError as error:
        raise missing(error, "PostgreSQL", "postgresql") from error
    except OSError as error:
        raise StoreProblem("Le fichier de l'archive ne peut être créé", "vérifiez store.url et ses droits.") from error
    try:
        upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine
