"""About the service: its schema, its models, its health, its figures, its documentation."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from summarise.api.access import Identified
from summarise.api.briefs import answer
from summarise.api.docs_page import page
from summarise.api.problems import documented
from summarise.api.refusals import Refusal
from summarise.api.service import Service
from summarise.api.shapes import Health, Models
from summarise.render.json import schema as brief_schema

router = APIRouter(tags=["service"])
root = APIRouter(tags=["service"])
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@router.get("/schema", operation_id="get_schema")
async def schema() -> dict[str, Any]:
    """The JSON Schema of a brief as the command line and downloads write it."""
    return brief_schema()


@router.get("/models", operation_id="get_models", response_model=Models)
async def models(request: Request) -> Response:
    """The models that answer, each with a digest of its weights."""
    service: Service = request.app.state.service
    return answer(Models(models=service.models))


@root.get("/healthz", operation_id="healthz", response_model=Health)
async def healthz() -> Response:
    """The process lives."""
    return answer(Health())


@root.get("/readyz", operation_id="readyz", response_model=Health, responses=documented(503))
async def readyz(request: Request) -> Response:
    """The service takes articles."""
    if not request.app.state.service.ready:
        raise Refusal.of("not_ready").after(5)
    return answer(Health())


@root.get("/metrics", operation_id="metrics", responses=documented(401, 429), response_class=Response)
async def metrics(caller: Identified, request: Request) -> Response:  # noqa: ARG001 - only who may know
    """Figures for Prometheus. Where a key is required, here as well."""
    return Response(request.app.state.service.metrics.text(), media_type=CONTENT_TYPE_LATEST)


@root.get("/docs", include_in_schema=False)
async def docs(request: Request) -> HTMLResponse:
    """The documentation, as a page that needs nothing from elsewhere."""
    return HTMLResponse(page(request.app.openapi()), headers={"Content-Security-Policy": _POLICY})
