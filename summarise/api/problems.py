"""What goes wrong over HTTP, as RFC 9457 problem documents: a stable code, one sentence, the way out."""

import re
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from summarise.api.refusals import FIELD_MESSAGES, Refusal
from summarise.errors import SummariseError

MEDIA_TYPE = "application/problem+json"
# What came from the user is 422: the request was understood, its article cannot be used. Ours are 5xx.
_STATUS = {
    "too_large": 413,
    "model": 503,
    "worker": 500,
    "settings": 500,
    "policy": 500,
    "output": 503,
    "error": 500,
    "store": 503,
}


class Place(BaseModel):
    """One fault of a request: where it stands (a JSON pointer) and what is wrong. Never the value itself."""

    pointer: str = Field(examples=["/date"])
    message: str = Field(examples=["Écrivez le jour AAAA-MM-JJ."])


class Problem(BaseModel):
    """A problem document (RFC 9457). `code` is stable; `detail` says what is wrong, `way_out` what to do."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:summarise:problem:too_short", "title": "Le texte est trop court", "status": 422,
                    "detail": "Le texte est trop court (3 mots, il en faut 20)", "code": "too_short",
                    "way_out": "donnez l'article entier.", "instance": "/api/v1/briefs", "request_id": "5f0c6a1e",
                    "errors": [],
                }
            ]
        }
    )  # fmt: skip

    type: str
    title: str
    status: int
    detail: str
    code: str
    way_out: str
    instance: str = ""
    request_id: str = ""
    errors: list[Place] = Field(default_factory=list)


def status_of(error: SummariseError) -> int:
    """The HTTP status of an error of any layer."""
    return error.status if isinstance(error, Refusal) else _STATUS.get(error.code, 422)


def problem_of(error: SummariseError, errors: list[Place] | None = None) -> Problem:
    """The problem document of an error."""
    return Problem(
        type=f"urn:summarise:problem:{error.code}", title=error.problem.partition(" (")[0], status=status_of(error),
        detail=error.problem, code=error.code, way_out=error.way_out, errors=errors or [],
    )  # fmt: skip


def respond(scope: Any, error: SummariseError, errors: list[Place] | None = None) -> Response:
    """The answer to a request that failed with `error`."""
    problem = problem_of(error, errors)
    problem.instance = scope["path"][:200]
    state = scope.setdefault("state", {})
    problem.request_id, state["problem"] = state.get("request_id", ""), error.code
    headers: dict[str, str] = {}
    if isinstance(error, Refusal):
        headers.update(error.headers)
    if problem.status == 503:
        headers.setdefault("Retry-After", "10")
    body = problem.model_dump_json().encode("utf-8", "replace")
    return Response(body, problem.status, headers, MEDIA_TYPE)


def _pointer(place: tuple[int | str, ...]) -> str:
    """A JSON pointer; a key that a stranger chose is cut short."""
    steps = [str(step)[:40] for step in (place[1:] if place[:1] in (("body",), ("query",), ("path",)) else place)]
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def places(faults: list[Any]) -> list[Place]:
    """What pydantic found, without the values: they may be an article's words."""
    found = []
    for fault in faults[:20]:
        own = str(fault["msg"]).removeprefix("Value error, ")
        message = own if fault["type"] == "value_error" else FIELD_MESSAGES.get(fault["type"], own)
        found.append(Place(pointer=_pointer(fault["loc"]), message=message))
    return found


async def on_summarise_error(request: Request, error: Exception) -> Response:
    """An error of ours."""
    assert isinstance(error, SummariseError)
    return respond(request.scope, error)


async def on_validation_error(request: Request, error: Exception) -> Response:
    """A request of the wrong shape."""
    assert isinstance(error, RequestValidationError)
    faults = list(error.errors())
    if any(fault["type"] == "json_invalid" for fault in faults):
        return respond(request.scope, Refusal.of("json"))
    return respond(request.scope, Refusal.of("request"), places(faults))


async def on_http_exception(request: Request, error: Exception) -> Response:
    """No such path, a wrong method, and what the framework itself refuses."""
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, SummariseError):  # raised while the framework read the body
        return respond(request.scope, error.__cause__)
    code = {404: "not_found", 405: "method", 400: "json", 415: "media_type"}.get(error.status_code, "request")
    answer = respond(request.scope, Refusal.of(code))
    if error.status_code == 405:
        answer.headers["Allow"] = ", ".join(_methods(request.app.openapi()["paths"], request.scope["path"]))
    return answer


def _methods(paths: dict[str, Any], path: str) -> list[str]:
    """What a path can do; the framework names only its first route."""
    for template, operations in paths.items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return sorted(method.upper() for method in operations)
    return ["GET"]


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer besides its success, for the OpenAPI document."""
    said = {
        400: "Le corps n'est pas du JSON.", 401: "Clé absente ou inconnue.", 404: "Rien sous ce nom.",
        408: "Le corps arrive trop lentement.", 413: "Trop long.", 415: "Type de contenu non accepté.",
        422: "La demande ou l'article ne convient pas.", 429: "Trop de demandes.", 500: "Erreur interne.",
        501: "Ce service ne l'offre pas.", 503: "Occupé, ou trop lent.",
    }  # fmt: skip
    retry = {"Retry-After": {"description": "Secondes à attendre.", "schema": {"type": "integer"}}}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": said[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        | ({"headers": retry} if status in (429, 503) else {})
        for status in statuses
    }
