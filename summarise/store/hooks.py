"""Webhooks in the archive: who wants to hear of which briefs, and what still waits to be told.

A delivery is written in the transaction that stores its brief: neither is there without the other.
"""

import base64
import secrets
import time
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine, and_, delete, exists, func, insert, select, update

from summarise.errors import InputError
from summarise.store.asked import Filters
from summarise.store.engine import reading, writing
from summarise.store.filters import conditions
from summarise.store.tables import briefs, deliveries, hooks
from summarise.store.words import Words

# Seconds after each failure, some three days in all; then a delivery is given up.
WAITS = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
_PREFIX = "whsec_"
Result = Literal["done", "failed", "gone"]


class UnknownHook(InputError):
    """No webhook with this number."""

    code = "unknown_hook"


@dataclass(frozen=True)
class Hook:
    """Who is told, and of what."""

    id: int
    url: str
    active: bool
    filters: Filters


@dataclass(frozen=True)
class Due:
    """One delivery that is to be made now."""

    id: int
    hook: int
    url: str
    secret: str
    brief: int
    tries: int


def add(engine: Engine, url: str, filters: Filters) -> tuple[int, str]:
    """A new webhook: its number and its secret."""
    secret = _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()
    row = {"url": url, "secret": secret, "filters": filters.checked().model_dump_json(), "active": True}
    with writing(engine) as connection:
        key = connection.execute(insert(hooks).values(**row, added=int(time.time()))).inserted_primary_key
    assert key is not None
    return int(key[0]), secret


def every(engine: Engine) -> list[Hook]:
    """All webhooks."""
    with reading(engine) as connection:
        rows = connection.execute(select(hooks).order_by(hooks.c.id)).all()
    return [Hook(row.id, row.url, row.active, Filters.model_validate_json(row.filters)) for row in rows]


def remove(engine: Engine, id: int) -> None:
    """Tell it nothing more."""
    with writing(engine) as connection:
        if not connection.execute(delete(hooks).where(hooks.c.id == id)).rowcount:
            raise UnknownHook("Aucun webhook n'a ce numéro", "voyez « summarise hook list ».")


def enqueue(connection: Connection, brief: int, words: Words) -> None:
    """Who wants this brief shall be told."""
    now = int(time.time())
    for hook in connection.execute(select(hooks.c.id, hooks.c.filters).where(hooks.c.active)).all():
        wanted = and_(briefs.c.id == brief, conditions(Filters.model_validate_json(hook.filters), words))
        if connection.execute(select(exists().where(wanted))).scalar():
            row = {"hook": hook.id, "brief": brief, "tries": 0, "due": now, "state": "waiting"}
            connection.execute(insert(deliveries).values(**row))


def due(engine: Engine, now: int, limit: int = 100) -> list[Due]:
    """Deliveries whose time has come, the oldest first; a receiver that fails does not hold up the others."""
    asked = (
        select(deliveries.c.id, hooks.c.id, hooks.c.url, hooks.c.secret, deliveries.c.brief, deliveries.c.tries)
        .join(hooks, hooks.c.id == deliveries.c.hook)
        .where(deliveries.c.state == "waiting", deliveries.c.due <= now, hooks.c.active)
        .order_by(deliveries.c.due, deliveries.c.id).limit(limit)
    )  # fmt: skip
    with reading(engine) as connection:
        return [Due(*row) for row in connection.execute(asked)]


def settle(engine: Engine, one: Due, status: str, result: Result, now: int) -> None:
    """How a delivery went; what failed is tried again. Who says that he is gone is told nothing more."""
    tries = one.tries + 1
    state, due = "done", now
    if result == "gone" or (result == "failed" and tries > len(WAITS)):
        state = "failed"
    elif result == "failed":
        state, due = "waiting", now + WAITS[tries - 1]
    change = {"state": state, "tries": tries, "status": status, "due": due}
    with writing(engine) as connection:
        connection.execute(update(deliveries).where(deliveries.c.id == one.id).values(**change))
        if result == "gone":
            connection.execute(update(hooks).where(hooks.c.id == one.hook).values(active=False))


def states(engine: Engine) -> dict[str, int]:
    """How many deliveries are in each state."""
    with reading(engine) as connection:
        asked = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        found = {row[0]: int(row[1]) for row in connection.execute(asked)}
    return {state: found.get(state, 0) for state in ("waiting", "done", "failed")}
