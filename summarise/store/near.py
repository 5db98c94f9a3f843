"""Near-same texts: an agency's copy on five sites is one story. Signatures that share a part are compared."""

from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, insert, or_, select
from sqlalchemy.sql import and_

from summarise.store.shapes import Mark
from summarise.store.tables import bands, sources

# So much of a text must stand in the other for it to be a copy. A cut copy has nothing of its own; an article with news
# repeats half of the one before as background, and must not be taken for its copy. Measured in docs/feeds.md.
SAME = 0.75


def signature_of(values: "np.ndarray[Any, np.dtype[np.uint32]]", runs: int) -> bytes:
    """A signature as it is kept: the least hashes of a text's runs of words, and how many runs it has."""
    return np.append(values, np.uint32(runs)).astype("<u4").tobytes()


def inside(own: bytes, other: bytes) -> float:
    """How much of one text stands in another, by their signatures."""
    mine, theirs = (np.frombuffer(one, dtype="<u4") for one in (own, other))
    likeness = float(np.mean(mine[:-1] == theirs[:-1]))
    shared = likeness * (int(mine[-1]) + int(theirs[-1])) / (1 + likeness)
    return min(1.0, shared / max(1, int(mine[-1])))


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
    """The story in whose text this one stands whole, or as good as; None when there is none."""
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
    best, score = None, SAME
    for story, signature in rows:
        share = inside(mark.signature, signature)
        if share >= score:
            best, score = int(story), share
    return best
