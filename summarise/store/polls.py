"""Feeds in the archive: which there are, when each is due, and what became of each address that they told of."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, delete, insert, or_, select, update

from summarise.errors import InputError
from summarise.store.engine import reading, writing
from summarise.store.tables import entries, feeds

# An address that cannot be read is tried at so many polls.
_TRIES = 3
_LONGEST = 86_400
_SOME = 500


class UnknownFeed(InputError):
    """No feed with this number or address."""

    code = "unknown_feed"


@dataclass(frozen=True)
class Known:
    """A feed with what it said when it was last read."""

    id: int
    url: str
    title: str
    active: bool
    etag: str | None
    modified: str | None
    due: int
    failures: int
    polled: int | None
    status: str | None


_COLUMNS = [feeds.c[name] for name in Known.__dataclass_fields__]


def add(engine: Engine, url: str, title: str) -> int:
    """The number of the feed at `url`, which may be there already; a sleeping one is woken."""
    row = {"url": url, "title": title, "added": int(time.time()), "active": True, "due": 0, "failures": 0}
    with writing(engine) as connection:
        id = connection.execute(select(feeds.c.id).where(feeds.c.url == url)).scalar()
        if id is not None:
            connection.execute(update(feeds).where(feeds.c.id == id).values(active=True, due=0, failures=0))
            return int(id)
        key = connection.execute(insert(feeds).values(**row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def every(engine: Engine) -> list[Known]:
    """All feeds."""
    with reading(engine) as connection:
        return [Known(*row) for row in connection.execute(select(*_COLUMNS).order_by(feeds.c.id))]


def remove(engine: Engine, which: str) -> None:
    """Poll it no more; what it brought stays."""
    number = feeds.c.id == int(which) if which.isdecimal() and len(which) < 18 else feeds.c.url == which
    with writing(engine) as connection:
        if not connection.execute(delete(feeds).where(number)).rowcount:
            raise UnknownFeed("Aucun flux n'a ce numéro ni cette adresse", "voyez « summarise feed list ».")


def due(engine: Engine, now: int, *, waiting: bool) -> list[Known]:
    """Active feeds whose time has come; without `waiting` all but those that failed and are left in peace."""
    time_come = feeds.c.due <= now
    wanted = time_come if waiting else or_(time_come, feeds.c.failures == 0)
    with reading(engine) as connection:
        asked = select(*_COLUMNS).where(feeds.c.active, wanted).order_by(feeds.c.due, feeds.c.id)
        return [Known(*row) for row in connection.execute(asked)]


def next_due(engine: Engine) -> int | None:
    """When the next feed is due; None when there is none."""
    with reading(engine) as connection:
        found = connection.execute(select(feeds.c.due).where(feeds.c.active).order_by(feeds.c.due).limit(1)).scalar()
    return None if found is None else int(found)


def settle(engine: Engine, feed: int, **change: Any) -> None:
    """What a poll changed."""
    with writing(engine) as connection:
        connection.execute(update(feeds).where(feeds.c.id == feed).values(polled=int(time.time()), **change))


def backoff(interval: float, failures: int, asked: float | None) -> int:
    """Seconds until a feed that failed is asked again: twice as long each time, and never sooner than it asks."""
    doubled = min(interval * 2.0 ** min(failures, 20), _LONGEST)
    return int(max(doubled, min(asked or 0, 7 * _LONGEST)))


def unread(engine: Engine, told: Iterable[tuple[str, str]]) -> set[str]:
    """Of (key, changed) those keys that are new, told otherwise than before, or still to be tried again."""
    wanted = dict(told)
    keys, known = list(wanted), {}
    with reading(engine) as connection:
        for start in range(0, len(keys), _SOME):
            asked = select(entries).where(entries.c.key.in_(keys[start : start + _SOME]))
            known.update({row.key: row for row in connection.execute(asked)})
    return {
        key for key, changed in wanted.items()
        if (row := known.get(key)) is None or row.content != changed
        or (row.outcome == "failed" and row.tries < _TRIES)
    }  # fmt: skip


def note(engine: Engine, feed: int, told: tuple[str, str], outcome: str) -> bool:
    """What became of an address; whether it is done with."""
    key, changed = told
    with writing(engine) as connection:
        old = connection.execute(select(entries.c.tries, entries.c.content).where(entries.c.key == key)).first()
        tries = old.tries + 1 if old is not None and old.content == changed else 1
        row = {"feed": feed, "content": changed, "outcome": outcome, "tries": tries, "seen": int(time.time())}
        if old is None:
            connection.execute(insert(entries).values(key=key, **row))
        else:
            connection.execute(update(entries).where(entries.c.key == key).values(**row))
    return outcome != "failed" or tries >= _TRIES
