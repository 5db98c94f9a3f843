"""The archive: what comes in, what is asked of it."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, delete, func, insert, select, update

from summarise.records import Brief
from summarise.settings import Settings
from summarise.store import near
from summarise.store.asked import Filters, before, cursor_of
from summarise.store.engine import reading, writing
from summarise.store.filters import conditions
from summarise.store.fold import fold
from summarise.store.hooks import enqueue
from summarise.store.later import link
from summarise.store.names import named
from summarise.store.reading import stored
from summarise.store.shapes import Arrival, Mark, Page, Stored, Told
from summarise.store.tables import briefs, offences, people, sources, stories
from summarise.store.words import words_of

_CHUNK = 500


@dataclass(frozen=True)
class Known:
    """An address that the archive has. `lead` says that its text is the one that was condensed."""

    source: int
    story: int
    text_key: str
    lead: bool


def text_key(text: str) -> str:
    """The digest of a text's words."""
    return hashlib.sha256(fold(text).encode()).hexdigest()


def _biggest(brief: Brief) -> float | None:
    """The biggest sum in euros."""
    return max((amount.value for amount in brief.amounts if amount.currency == "EUR"), default=None)


def _searched(arrival: Arrival, keep_text: bool) -> str:
    """The words by which a brief is found."""
    brief = arrival.brief
    return "\n".join([brief.title_fr, brief.summary_fr, arrival.text if keep_text else ""])


class Archive:
    """Briefs with their stories, in one database. Close it after use."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings
        self._words = words_of(engine.dialect.name)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What comes in.

    def known(self, key: str) -> Known | None:
        """What the archive has under this key."""
        with reading(self.engine) as connection:
            row = connection.execute(
                select(sources.c.id, sources.c.story, sources.c.text_key, sources.c.lead).where(sources.c.key == key)
            ).first()
        return Known(*row) if row else None

    def near(self, digest: str, mark: Mark | None) -> int | None:
        """The story of which a text is a copy, or nearly, by the digest of its words and its signature."""
        since = int(time.time()) - self.settings.feeds.same_days * 86_400
        with reading(self.engine) as connection:
            return near.find(connection, digest, mark, since)

    def forget_old(self) -> None:
        """Texts older than the days in which copies come are not compared any more."""
        with writing(self.engine) as connection:
            near.forget(connection, int(time.time()) - self.settings.feeds.same_days * 86_400)

    def join(self, story: int, arrival: Told) -> None:
        """One more source of a story."""
        with writing(self.engine) as connection:
            connection.execute(delete(sources).where(sources.c.key == arrival.key, ~sources.c.lead))
            self._source(connection, story, arrival, lead=False)

    def add(self, arrival: Arrival) -> int:
        """A brief of a new story, or the next version of the one at this address; its id."""
        with writing(self.engine) as connection:
            found = connection.execute(
                select(sources.c.id, sources.c.story, sources.c.lead)
                .where(sources.c.key == arrival.key).with_for_update()
            ).first()  # fmt: skip
            if found is not None and found.lead:
                story, source = int(found.story), int(found.id)
                self._refresh(connection, source, arrival)
            else:
                if found is not None:  # no longer the copy that it was
                    connection.execute(delete(sources).where(sources.c.id == found.id))
                story = _new_id(connection, insert(stories).values(created=int(time.time())))
                source = self._source(connection, story, arrival, lead=True)
            id = self._version(connection, story, source, arrival)
            link(connection, story)
            enqueue(connection, id, self._words)
        return id

    def _source(self, connection: Connection, story: int, arrival: Told, *, lead: bool) -> int:
        source = _new_id(
            connection,
            insert(sources).values(
                story=story, key=arrival.key, url=arrival.url, site=arrival.site, lead=lead, seen=int(time.time()),
                day=arrival.day.isoformat() if arrival.day else None, text_key=arrival.text_key,
                signature=arrival.mark.signature if arrival.mark else None,
            ),
        )  # fmt: skip
        near.keep(connection, source, arrival.mark)
        return source

    def _refresh(self, connection: Connection, source: int, arrival: Told) -> None:
        connection.execute(
            update(sources)
            .where(sources.c.id == source)
            .values(
                text_key=arrival.text_key, seen=int(time.time()), url=arrival.url,
                signature=arrival.mark.signature if arrival.mark else None,
            )
        )  # fmt: skip
        near.keep(connection, source, arrival.mark)

    def _version(self, connection: Connection, story: int, source: int, arrival: Arrival) -> int:
        """The brief as the current one of its story."""
        old = connection.execute(
            select(briefs.c.id, briefs.c.version).where(briefs.c.story == story, briefs.c.current)
        ).first()
        if old is not None:
            connection.execute(update(briefs).where(briefs.c.id == old.id).values(current=False))
            self._words.drop(connection, old.id)
        version = old.version + 1 if old is not None else 1
        id = _new_id(
            connection, insert(briefs).values(**self._row(arrival), story=story, source=source, version=version)
        )
        codes = sorted({charge.offence for charge in arrival.brief.charges})
        if codes:
            connection.execute(insert(offences), [{"offence": code, "brief": id} for code in codes])
        rows = [{"brief": id, "story": story, **person} for person in named(arrival.brief)]
        if rows:
            connection.execute(insert(people), rows)
        self._words.put(connection, id, _searched(arrival, self.settings.store.keep_text))
        return id

    def _row(self, arrival: Arrival) -> dict[str, Any]:
        brief, now = arrival.brief, int(time.time())
        as_of = brief.as_of or (arrival.day.isoformat() if arrival.day else None)
        court = brief.court
        return {
            "current": True, "stored": now, "as_of": as_of, "day": as_of or time.strftime("%Y-%m-%d", time.gmtime(now)),
            "court_type": court.type if court else None,
            "court_key": fold(f"{court.text} {court.type.replace('_', ' ')} {court.city or ''}") if court else "",
            "city_key": fold(court.city) if court and court.city else None, "stage": brief.stage,
            "max_amount": _biggest(brief), "title": brief.title_fr,
            "text": arrival.text if self.settings.store.keep_text else None, "brief": brief.model_dump_json(),
        }  # fmt: skip

    # What is asked.

    def find(self, filters: Filters, *, cursor: str | None = None, limit: int = 20) -> Page:
        """A page of the current briefs that pass `filters`, the last stored first."""
        asked, id = self._asked(filters.checked())
        last = before(cursor)
        if last is not None:
            asked = asked.where(id < last)
        with reading(self.engine) as connection:
            rows = connection.execute(asked.order_by(id.desc()).limit(limit + 1)).all()
            found = stored(connection, rows[:limit])
        return Page(briefs=found, next=cursor_of(found[-1].id) if len(rows) > limit else None)

    def _asked(self, filters: Filters) -> tuple[Select[Any], ColumnElement[int]]:
        """The question to the database, and the column that it is answered in the order of."""
        match = self._words.matching(filters.q) if filters.q is not None else None
        if match is None or not match.ordered:
            return select(briefs).where(conditions(filters, self._words)), briefs.c.id
        others = conditions(filters.model_copy(update={"q": None}), self._words)
        joined = select(briefs).join_from(match.index, briefs, match.id == briefs.c.id)
        return joined.where(match.where, others), match.id

    def all(self, filters: Filters) -> Iterator[Stored]:
        """All of them, page by page: memory does not grow with the archive."""
        cursor: str | None = None
        while True:
            page = self.find(filters, cursor=cursor, limit=_CHUNK)
            yield from page.briefs
            cursor = page.next
            if cursor is None:
                return

    def get(self, id: int) -> Stored | None:
        """One brief, in whichever version."""
        with reading(self.engine) as connection:
            found = stored(connection, self._rows(connection, briefs.c.id == id))
        return found[0] if found else None

    def versions(self, story: int) -> list[Stored]:
        """All versions of a story's brief, the latest first."""
        with reading(self.engine) as connection:
            return stored(connection, self._rows(connection, briefs.c.story == story))

    def text_of(self, id: int) -> str | None:
        """The text that a brief's offsets count in, where it was kept."""
        with reading(self.engine) as connection:
            found = connection.execute(select(briefs.c.text).where(briefs.c.id == id)).scalar()
        return None if found is None else str(found)

    @staticmethod
    def _rows(connection: Connection, condition: Any) -> list[Row[Any]]:
        return list(connection.execute(select(briefs).where(condition).order_by(briefs.c.id.desc())).all())

    def count(self) -> int:
        """How many stories have a brief."""
        with reading(self.engine) as connection:
            return int(connection.execute(select(func.count()).where(briefs.c.current)).scalar() or 0)


def _new_id(connection: Connection, statement: Any) -> int:
    key = connection.execute(statement).inserted_primary_key
    assert key is not None
    return int(key[0])
