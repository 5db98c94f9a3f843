"""Jobs over HTTP."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from summarise.api.access import Access, Caller, Counted, Identified
from summarise.api.briefs import WRONG, answer
from summarise.api.jobs import JobStore, Runner
from summarise.api.ndjson import NdjsonRoute, lines_of, too_many
from summarise.api.problems import documented
from summarise.api.shapes import BatchRequest, BriefRequest, Job, JobResults, Line

router = APIRouter(tags=["lots"])
lines = APIRouter(route_class=NdjsonRoute, include_in_schema=False)
JobId = Annotated[str, Path(max_length=64, examples=["qJ7n0w2m5x8cV1bZ"])]


async def _add(request: Request, caller: Caller, asked: list[BriefRequest | Line]) -> Response:
    most = request.app.state.service.settings.serve.job_documents
    if len(asked) > most:
        raise too_many(len(asked), most)
    access: Access = request.app.state.access
    access.charge(caller, len(asked) - 1)
    store: JobStore = request.app.state.jobs
    runner: Runner = request.app.state.runner
    job = await asyncio.to_thread(store.add, caller.owner, asked)
    runner.wake()
    return answer(job, 202, {"Location": f"/api/v1/jobs/{job.id}", "Retry-After": "5"})


@lines.post("/jobs", response_model=None)
async def add_lines(caller: Counted, request: Request) -> Response:
    """A job of NDJSON lines."""
    limits = request.app.state.service.settings.serve
    return await _add(request, caller, await lines_of(request, limits.max_body_bytes, limits.job_documents))


@router.post(
    "/jobs", operation_id="add_job", status_code=202, response_model=Job, responses=documented(*WRONG),
)  # fmt: skip
async def add(asked: BatchRequest, caller: Counted, request: Request) -> Response:
    """Leave many articles to be condensed when there is room. They wait on the disk: a restart loses none.

    With `Content-Type: application/x-ndjson`, one `BriefRequest` a line. An article's text is deleted as soon as it
    has its outcome; the results are kept for seven days (a setting), or until `DELETE`.
    """
    return await _add(request, caller, list(asked.documents))


@router.get("/jobs/{id}", operation_id="get_job", response_model=Job, responses=documented(401, 404, 422, 429))
async def get(id: JobId, caller: Identified, request: Request) -> Response:
    """How far a job is."""
    return answer(await asyncio.to_thread(request.app.state.jobs.get, id, caller.owner))


@router.get(
    "/jobs/{id}/results",
    operation_id="get_results",
    response_model=JobResults,
    responses=documented(401, 404, 422, 429),
)
async def results(
    id: JobId, caller: Identified, request: Request,
    after: Annotated[int, Query(ge=0, le=1_000_000_000, description="From which document on.")] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
) -> Response:  # fmt: skip
    """The outcomes so far, in the order of the documents. Ask again with `after` = `next` until that is null."""
    store: JobStore = request.app.state.jobs
    found = await asyncio.to_thread(store.results, id, caller.owner, after, limit)
    job = await asyncio.to_thread(store.get, id, caller.owner)
    end = after + len(found)
    return answer(JobResults(results=found, next=end if end < job.total else None))


@router.delete("/jobs/{id}", operation_id="delete_job", status_code=204, responses=documented(401, 404, 422, 429))
async def delete(id: JobId, caller: Identified, request: Request) -> Response:
    """Forget a job, its articles and its results; what still waits is not done."""
    await asyncio.to_thread(request.app.state.jobs.delete, id, caller.owner)
    return Response(status_code=204)
