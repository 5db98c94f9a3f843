"""The later outcome of a case: linked to the earlier story when exactly one case fits, and what it clears is flagged.

A case fits when someone has the same full name there, at an earlier status, and the two stories share an offence, a
town or a court. Two cases that fit are as good as none: nothing is said.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from summarise.innocence.lattice import precedes
from summarise.innocence.policy import load_policy
from summarise.store.tables import briefs, flags, offences, people, stories

_YEAR = 365.25


@dataclass(frozen=True)
class _Told:
    """What one story's current brief tells of one person."""

    story: int
    brief: int
    day: str
    status: str
    age: int | None
    key: str
    city: str | None
    court: str


_COLUMNS = (
    briefs.c.story, briefs.c.id, briefs.c.day, people.c.status, people.c.age, people.c.key, briefs.c.city_key,
    briefs.c.court_key,
)  # fmt: skip


def _told(connection: Connection, *conditions: Any) -> list[_Told]:
    asked = select(*_COLUMNS).join(people, people.c.brief == briefs.c.id).where(briefs.c.current, *conditions)
    return [_Told(*row) for row in connection.execute(asked)]


def _clears(status: str) -> bool:
    rules = load_policy().statuses
    return status in rules and rules[status].clears


def _later_status(earlier: str, later: str) -> bool:
    """Whether a case may go from one to the other; whoever is cleared was something else before."""
    if _clears(later):
        return not _clears(earlier)
    known = load_policy().statuses
    return earlier != later and earlier in known and later in known and precedes(earlier, later)


def _ages_fit(earlier: _Told, later: _Told) -> bool:
    if earlier.age is None or later.age is None:
        return True
    passed = datetime.date.fromisoformat(later.day) - datetime.date.fromisoformat(earlier.day)
    return abs(later.age - earlier.age - passed.days / _YEAR) <= 2


def _codes(connection: Connection, brief: int) -> set[str]:
    return set(connection.execute(select(offences.c.offence).where(offences.c.brief == brief)).scalars())


def _fits(connection: Connection, earlier: _Told, later: _Told) -> bool:
    if not _later_status(earlier.status, later.status) or not _ages_fit(earlier, later):
        return False
    place = (earlier.city is not None and earlier.city == later.city) or (
        bool(earlier.court) and earlier.court == later.court
    )
    return place or bool(_codes(connection, earlier.brief) & _codes(connection, later.brief))


def _ancestors(connection: Connection, story: int) -> list[int]:
    """The stories that `story` follows, itself first, the first of the case last."""
    found = [story]
    while (up := connection.execute(select(stories.c.follows).where(stories.c.id == found[-1])).scalar()) is not None:
        if up in found:
            break
        found.append(int(up))
    return found


def _case(connection: Connection, root: int) -> set[int]:
    """All stories that follow `root`, and itself."""
    found, new = {root}, {root}
    while new:
        new = set(connection.execute(select(stories.c.id).where(stories.c.follows.in_(new))).scalars()) - found
        found |= new
    return found


def _is_before(one: _Told, other: _Told) -> bool:
    return (one.day, one.brief) < (other.day, other.brief)


def _earlier(connection: Connection, me: _Told) -> list[_Told]:
    """Who may be the same person in an earlier story."""
    rows = _told(connection, people.c.key == me.key, briefs.c.story != me.story, briefs.c.day <= me.day)
    return [row for row in rows if _is_before(row, me) and _fits(connection, row, me)]


def _follow(connection: Connection, story: int) -> None:
    """Link `story` to the one case that it continues, if there is exactly one."""
    mine = _told(connection, briefs.c.story == story)
    found = {me: _earlier(connection, me) for me in mine}
    every = [one for rows in found.values() for one in rows]
    roots = {_ancestors(connection, one.story)[-1] for one in every}
    if len(roots) != 1:
        return
    case = _case(connection, roots.pop()) - {story}
    last = max((one for one in every if one.story in case), key=lambda one: (one.day, one.brief))
    if story in _ancestors(connection, last.story):
        return
    connection.execute(update(stories).where(stories.c.id == story).values(follows=last.story))
    for me in (one for one in found if _clears(one.status)):
        _flag(connection, me, case)


def _flag(connection: Connection, me: _Told, case: Iterable[int]) -> None:
    """The earlier briefs of a case that tell of who is cleared now."""
    rows = _told(connection, people.c.key == me.key, briefs.c.story.in_(case))
    wrong = sorted({one.story for one in rows if _is_before(one, me) and not _clears(one.status)})
    if wrong:
        values = [{"story": one, "by": me.story, "status": me.status, "day": me.day} for one in wrong]
        connection.execute(insert(flags), values)


def _may_follow(connection: Connection, story: int) -> list[int]:
    """Later stories with someone of `story`: their earlier story may have come in after them."""
    mine = _told(connection, briefs.c.story == story)
    keys, first = {one.key for one in mine}, min((one.day for one in mine), default="")
    rows = _told(connection, people.c.key.in_(keys), briefs.c.story != story, briefs.c.day >= first) if keys else []
    return list(dict.fromkeys(one.story for one in sorted(rows, key=lambda one: (one.day, one.brief))))


def link(connection: Connection, story: int) -> None:
    """Link a story whose brief is new, and those which it may explain; each link is made anew."""
    for one in [story, *_may_follow(connection, story)]:
        connection.execute(update(stories).where(stories.c.id == one).values(follows=None))
        connection.execute(delete(flags).where(flags.c.by == one))
        _follow(connection, one)
