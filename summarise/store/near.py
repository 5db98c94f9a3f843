"""Near-same texts: an agency's copy on five sites is one story. Signatures that share a part are compared."""

import numpy as np
from sqlalchemy import Connection, delete, insert, or_, select
from sqlalchemy.sql import and_

from summarise.store.shapes import Mark
from summarise.store.tables import bands, sources

# The share of five-word runs that two texts have in common; measured by tests/near_same.py (see docs/feeds.md).
SAME = 0.5


def keep(connection: Connection, source: int, mark: Mark | None) -> None:
    """A source is compared by `mark` from now on."""
    connection.execute(delete(bands).where(bands.c.source == source))
    if mark is not None:
        rows = [{"band": place, "hash": value, "source": source} for place, value in enumerate(mark.bands)]
        connection.execute(insert(bands), rows)


def forget(connection: Connection, since: int) -> None:
    """Texts seen before `since` are not compared any more."""
    old = select(sources.c.id).where(sources.c.seen < since)
    connection.execute(delete(bands).where(bands.c.source.in_(old)))


def find(connection: Connection, text_key: str, mark: Mark | None, since: int) -> int | None:
    """The story whose text is the same, or the nearest above `SAME`; None when there is none."""
    exact = select(sources.c.story).where(sources.c.text_key == text_key, sources.c.seen >= since).limit(1)
    same = connection.execute(exact).scalar()
    if same is not None or mark is None:
        return None if same is None else int(same)
    shared = or_(*(and_(bands.c.band == place, bands.c.hash == value) for place, value in enumerate(mark.bands)))
    rows = connection.execute(
        select(sources.c.story, sources.c.signature).where(
            sources.c.id.in_(select(bands.c.source).where(shared)), sources.c.seen >= since
        )
    ).all()
    own = np.frombuffer(mark.signature, dtype=np.uint32)
    best, score = None, SAME
    for story, signature in rows:
        likeness = float(np.mean(np.frombuffer(signature, dtype=np.uint32) == own))
        if likeness >= score:
            best, score = int(story), likeness
    return best
