"""Briefs: one, several, a stream of them; translations."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from summarise.api.access import Access, Counted
from summarise.api.ndjson import MEDIA_TYPE, NdjsonRoute, lines_of, too_many, written
from summarise.api.problems import documented
from summarise.api.service import Service
from summarise.api.shapes import (
    BatchAnswer,
    BatchRequest,
    BriefAnswer,
    BriefRequest,
    Line,
    Translation,
    TranslationRequest,
)  # fmt: skip

router = APIRouter(tags=["fiches"])
lines = APIRouter(route_class=NdjsonRoute, include_in_schema=False)
WRONG = (400, 401, 408, 413, 415, 422, 429, 500, 501, 503)
# Lines of JSON are told in words: beside JSON in `requestBody` they make client generators write code that fails.


def answer(model: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A model as JSON, without a second validation."""
    return Response(model.model_dump_json(), status, headers, "application/json")


@router.post("/briefs", operation_id="condense", response_model=BriefAnswer, responses=documented(*WRONG))
async def brief(asked: BriefRequest, caller: Counted, request: Request) -> Response:  # noqa: ARG001 - counted
    """Condense one article, given as text, as HTML, or by its address.

    An article that is not about justice is no error: its brief says `relevant: false` and why.
    """
    service: Service = request.app.state.service
    return answer(await service.in_time(service.brief(asked)))


@lines.post("/briefs/batch", response_model=None)
async def batch_of_lines(caller: Counted, request: Request) -> StreamingResponse:
    """NDJSON in, NDJSON out: each line as soon as it and those before it are done."""
    service: Service = request.app.state.service
    service.desk.admit(later=True)
    limits = service.settings.serve
    asked = await lines_of(request, limits.max_body_bytes, limits.job_documents)
    _charge(request, caller, len(asked))
    return StreamingResponse(written(service.lines(asked)), media_type=MEDIA_TYPE)


@router.post(
    "/briefs/batch",
    operation_id="condense_batch",
    response_model=BatchAnswer,
    responses={
        200: {"content": {MEDIA_TYPE: {"schema": {"type": "string", "description": "Un Line par ligne."}}}},
        **documented(*WRONG),
    },
)
async def batch(asked: BatchRequest, caller: Counted, request: Request) -> Response:
    """Condense up to 32 articles (a setting). One that fails costs itself alone.

    With `Content-Type: application/x-ndjson`, one `BriefRequest` a line, up to 8 MB of them: the answer is then
    NDJSON as well, one `Line` for each, in their order, as they are done.
    """
    service: Service = request.app.state.service
    service.desk.admit(later=True)
    limits = service.settings.serve
    if len(asked.documents) > limits.batch_documents:
        raise too_many(len(asked.documents), limits.batch_documents)
    _charge(request, caller, len(asked.documents))
    results: list[Line] = [line async for line in service.lines(asked.documents, limits.deadline)]
    return answer(BatchAnswer(results=results))


def _charge(request: Request, caller: Counted, documents: int) -> None:
    access: Access = request.app.state.access
    access.charge(caller, documents - 1)


@router.post("/translations", operation_id="translate", response_model=Translation, responses=documented(*WRONG))
async def translation(asked: TranslationRequest, caller: Counted, request: Request) -> Response:  # noqa: ARG001
    """Put French text into English, sentence by sentence.

    A sentence that nothing vouches for begins with `[?]`; `warnings` hold its French and the reason.
    """
    service: Service = request.app.state.service
    return answer(await service.in_time(service.translate(asked.text)))
