"""What is asked of the archive, the same for the command line, the API, its feeds, exports and webhooks."""

import base64
import binascii
import datetime
import difflib
from collections.abc import Iterable
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import ColumnElement, and_, false, select

from summarise.errors import InputError
from summarise.records import CourtType, Stage
from summarise.render.labels import offence_codes
from summarise.store.fold import fold
from summarise.store.tables import briefs, offences
from summarise.store.words import Words

_COURTS: tuple[str, ...] = get_args(CourtType)


class BadFilter(InputError):
    """A filter that cannot be understood."""

    code = "filter"


def _none(value: Any) -> Any:
    return None if value == "" else value


class Filters(BaseModel):
    """All that narrows a search; what is None does not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    court: Annotated[str | None, BeforeValidator(_none)] = Field(default=None, max_length=200)
    city: Annotated[str | None, BeforeValidator(_none)] = Field(default=None, max_length=100)
    offence: Annotated[str | None, BeforeValidator(_none)] = Field(default=None, max_length=60)
    stage: Annotated[str | None, BeforeValidator(_none)] = Field(default=None, max_length=20)
    since: Annotated[datetime.date | None, BeforeValidator(_none)] = None
    min_amount: Annotated[float | None, BeforeValidator(_none)] = Field(default=None, ge=0, allow_inf_nan=False)
    q: Annotated[str | None, BeforeValidator(_none)] = Field(default=None, max_length=400)

    def checked(self) -> "Filters":
        """The same; raises a BadFilter that names the nearest code when one does not exist."""
        _known("stage", self.stage, get_args(Stage))
        _known("offence", self.offence, offence_codes())
        return self

    def given(self) -> dict[str, str]:
        """Those that are set, as the parts of an address."""
        return {key: str(value) for key, value in self.model_dump(exclude_none=True).items()}


def _known(name: str, code: str | None, codes: Iterable[str]) -> None:
    if code is None or code in (known := list(codes)):
        return
    near = difflib.get_close_matches(code, known, n=1)
    hint = f"vouliez-vous écrire « {near[0]} » ?" if near else "voyez « summarise schema »."
    raise BadFilter(f"Le code « {code} » n'existe pas pour {name}", hint)


def _court(asked: str) -> ColumnElement[bool]:
    """A code exactly, or words of the court as the article names it."""
    if asked in _COURTS:
        return briefs.c.court_type == asked
    return and_(*(briefs.c.court_key.contains(word) for word in fold(asked).split()))


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
        found.append(false() if matching is None else briefs.c.id.in_(matching))
    return and_(*found)


def cursor_of(id: int) -> str:
    """Where a page ended, as a word for the next question."""
    return base64.urlsafe_b64encode(f"b{id}".encode()).decode().rstrip("=")


def before(cursor: str | None) -> int | None:
    """The brief at which the page before ended."""
    if not cursor:
        return None
    try:
        word = base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), b"-_", validate=True).decode("ascii")
        if word[:1] != "b" or not word[1:].isdecimal() or len(word) > 19:
            raise ValueError(word)
        return int(word[1:])
    except (binascii.Error, ValueError) as error:
        raise BadFilter("Ce curseur n'en est pas un", "reprenez « next » de la page précédente.") from error
