"""What is asked, as conditions of the database."""

from typing import get_args

from sqlalchemy import ColumnElement, and_, false, select, true

from summarise.records import CourtType
from summarise.store.asked import Filters
from summarise.store.fold import fold
from summarise.store.tables import briefs, offences
from summarise.store.words import Words

_COURTS: tuple[str, ...] = get_args(CourtType)


def _court(asked: str) -> ColumnElement[bool]:
    """A code exactly, or words of the court as the article names it."""
    if asked in _COURTS:
        return briefs.c.court_type == asked
    return and_(true(), *(briefs.c.court_key.contains(word) for word in fold(asked).split()))


def conditions(filters: Filters, words: Words) -> ColumnElement[bool]:
    """The filters as one condition on the current briefs."""
    found: list[ColumnElement[bool]] = [briefs.c.current]
    if filters.court is not None:
        found.append(_court(filters.court))
    if filters.city is not None:
        found.append(briefs.c.city_key == fold(filters.city))
    if filters.stage is not None:
        found.append(briefs.c.stage == filters.stage)
    if filters.since is not None:
        found.append(briefs.c.day >= filters.since.isoformat())
    if filters.min_amount is not None:
        found.append(briefs.c.max_amount >= filters.min_amount)
    if filters.offence is not None:
        found.append(briefs.c.id.in_(select(offences.c.brief).where(offences.c.offence == filters.offence)))
    if filters.q is not None:
        matching = words.matching(filters.q)
        found.append(false() if matching is None else briefs.c.id.in_(matching.ids()))
    return and_(*found)
