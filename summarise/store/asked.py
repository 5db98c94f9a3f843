"""What is asked of the archive, the same for the command line, the API, its feeds, exports and webhooks.

This part needs no database: the API describes it even where the extra `store` is not installed.
"""

import base64
import binascii
import datetime
import difflib
import re
from collections.abc import Iterable
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from summarise.errors import InputError
from summarise.records import Stage
from summarise.render.labels import offence_codes

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadFilter(InputError):
    """A filter that cannot be understood."""

    code = "filter"


def _none(value: Any) -> Any:
    return None if value == "" else value


def _day(value: Any) -> Any:
    """Only YYYY-MM-DD: pydantic would take seconds since 1970 too."""
    if isinstance(value, str) and value and not _DAY.fullmatch(value):
        raise ValueError("Écrivez le jour AAAA-MM-JJ.")
    return _none(value)


_Text = Annotated[str | None, BeforeValidator(_none)]


class Filters(BaseModel):
    """All that narrows a search; what is None does not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    court: _Text = Field(default=None, max_length=200, description="A code, or words of the court.")
    city: _Text = Field(default=None, max_length=100, description="The court's town; case and accents do not matter.")
    offence: _Text = Field(default=None, max_length=60, description="The code of an offence that is pursued.")
    stage: _Text = Field(default=None, max_length=20, description="The code of a stage.")
    since: Annotated[datetime.date | None, BeforeValidator(_day)] = Field(
        default=None, description="Briefs that hold this day or a later one, YYYY-MM-DD."
    )
    min_amount: Annotated[float | None, BeforeValidator(_none)] = Field(
        default=None, ge=0, allow_inf_nan=False, description="A sum of at least so many euros."
    )
    q: _Text = Field(default=None, max_length=400, description='Words, "words in a row", -without.')

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
