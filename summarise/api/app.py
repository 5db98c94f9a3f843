"""The application: routes, limits and jobs joined around one service."""

import importlib
import importlib.util
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from summarise import __version__
from summarise.api import about, archive_routes, briefs, job_routes
from summarise.api.access import Access
from summarise.api.database import Database
from summarise.api.jobs import JobStore, Runner
from summarise.api.keys import Keys
from summarise.api.middleware import Around
from summarise.api.problems import Problem, on_http_exception, on_summarise_error, on_validation_error
from summarise.api.service import Service
from summarise.errors import SummariseError

_ABOUT = (
    "Condense la presse judiciaire française en fiches vérifiées : chaque valeur renvoie à ses mots dans l'article.\n\n"
    "Les erreurs sont des documents RFC 9457 (application/problem+json) : « code » est stable, « way_out » dit que "
    "faire. Chaque réponse porte X-Request-ID ; 429 et 503 portent Retry-After."
)


def create_app(service: Service, database: Database, *, require_key: bool = False) -> FastAPI:
    """The application on a loaded service. It closes the service and the database when it ends."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        runner = app.state.runner = Runner(app.state.jobs, service)
        await runner.start()
        service.ready = True
        yield
        service.ready = False
        await runner.stop()
        service.close()
        app.state.shelf.close()
        database.close()

    app = FastAPI(title="summarise", version=__version__, description=_ABOUT, docs_url=None, redoc_url=None,
                  lifespan=life)  # fmt: skip
    app.state.service = service
    app.state.access = Access(Keys(database), service.settings.serve, require_key)
    app.state.jobs = JobStore(database, service.settings.serve)
    app.state.shelf = archive_routes.Shelf(service.settings)
    routers = (briefs.lines, job_routes.lines, briefs.router, archive_routes.router, job_routes.router, about.router)
    for router in routers:
        app.include_router(router, prefix="/api/v1")
    app.include_router(about.root)
    app.add_exception_handler(SummariseError, on_summarise_error)
    app.add_exception_handler(RequestValidationError, on_validation_error)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_middleware(Around, settings=service.settings.serve, metrics=service.metrics)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    _mount_page(app)
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document. Problem documents take the place of the framework's own errors."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes, tags=app.openapi_tags
        )
        schemas = document["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        own = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(own.pop("$defs", {}))
        schemas["Problem"] = own
        if not app.state.access.require_key:
            for operation in (one for path in document["paths"].values() for one in path.values()):
                if "security" in operation:
                    operation["security"].insert(0, {})  # a key is welcome, not needed
        app.openapi_schema = document
    return app.openapi_schema


def _mount_page(app: FastAPI) -> None:
    """The page, where it is installed: `mount(app, service)`; `app.state.access` counts its readers as well.

    It is looked up by name: the page knows the API's service and shapes, not the other way round.
    """
    if importlib.util.find_spec("summarise.ui") is not None:
        importlib.import_module("summarise.ui").mount(app, app.state.service)
    else:
        app.add_api_route("/", lambda: RedirectResponse("/docs"), include_in_schema=False)
