"""Lines of JSON: requests in, outcomes out. A line that cannot be read is an outcome too."""

import json
from collections.abc import AsyncIterator

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import ValidationError
from starlette.routing import Match
from starlette.types import Scope

from summarise.api.problems import places
from summarise.api.refusals import Refusal, TooMany
from summarise.api.shapes import BriefRequest, Fault, Line

MEDIA_TYPE = "application/x-ndjson"
_TYPES = {MEDIA_TYPE, "application/ndjson", "application/jsonl"}


class NdjsonRoute(APIRoute):
    """A route for bodies of lines only; other bodies go on to the next route of the same path."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the path and the content type are ours."""
        match, child = super().matches(scope)
        kind = next((value for name, value in scope.get("headers", ()) if name == b"content-type"), b"")
        ours = kind.decode("latin-1").partition(";")[0].strip().lower() in _TYPES
        return (match, child) if ours else (Match.NONE, {})


def is_ndjson(content_type: str) -> bool:
    """Whether a content type names lines of JSON."""
    return content_type.partition(";")[0].strip().lower() in _TYPES


def _fault(index: int, detail: str, way_out: str) -> Line:
    return Line(index=index, id="", error=Fault(code="bad_record", detail=detail, way_out=way_out))


def _line(index: int, raw: bytes, most: int) -> BriefRequest | Line:
    """What one line asks, or its fault; nothing of the line is repeated."""
    if len(raw) > most:
        return _fault(index, f"La ligne {index + 1} dépasse {most} octets", "gardez le seul article.")
    try:
        return BriefRequest.model_validate(json.loads(raw))
    except ValidationError as error:
        first = places(error.errors(include_input=False, include_url=False, include_context=False))[0]
        where = f" ({first.pointer})" if first.pointer else ""
        return _fault(index, f"La ligne {index + 1} ne convient pas{where} : {first.message}", "corrigez cette ligne.")
    except (ValueError, RecursionError):
        return _fault(index, f"La ligne {index + 1} n'est pas du JSON valable", "corrigez cette ligne.")


async def lines_of(request: Request, most_bytes: int, most_lines: int) -> list[BriefRequest | Line]:
    """What all lines of a body ask. It is read whole: most clients read nothing until they have sent all."""
    raw = (await request.body()).split(b"\n")
    given = [line for line in raw if line.strip()]
    if not given:
        raise Refusal.of("json")
    if len(given) > most_lines:
        raise too_many(len(given), most_lines)
    return [_line(index, line, most_bytes) for index, line in enumerate(given)]


def too_many(given: int, most: int) -> TooMany:
    """The refusal of more documents than a request may have."""
    return TooMany(f"{given} documents sont plus que les {most} acceptés ici", "partagez-les, ou voyez POST /jobs.")


async def written(lines: AsyncIterator[Line]) -> AsyncIterator[bytes]:
    """Lines as bytes."""
    async for line in lines:
        yield line.model_dump_json().encode() + b"\n"
