"""Between the page and the service: who asks, what is asked, and what came of it. The API's limits hold here too."""

import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, TypeVar

import gradio as gr
from fastapi import FastAPI
from pydantic import ValidationError

from summarise.api.access import Access, Caller
from summarise.api.refusals import Refusal
from summarise.api.service import Service
from summarise.api.shapes import BriefAnswer, BriefRequest, Line
from summarise.errors import SummariseError
from summarise.sources.reading import is_address, parse_date
from summarise.ui.feed import read_feed

T = TypeVar("T")
_LOG = logging.getLogger(__name__)


def request_of(article: str, title: str = "", date: str = "", **options: bool) -> BriefRequest:
    """What the reader asks: one word that is an address is one, anything else is the article."""
    given = article.strip()
    alone = is_address(given) and len(given.split()) == 1
    source = {"url": given} if alone else {"text": article}
    try:
        return BriefRequest.model_validate({**source, "title": title.strip(), "date": parse_date(date), **options})
    except ValidationError as error:
        raise Refusal.of("request") from error


def of_failure(error: Exception) -> SummariseError:
    """Any failure as one that a reader may see; of an unforeseen one only its kind is logged."""
    if isinstance(error, SummariseError):
        return error
    _LOG.error("the page failed: %s", type(error).__name__)
    return Refusal.of("internal")


class Asking:
    """The service as the page uses it."""

    def __init__(self, app: FastAPI, service: Service) -> None:
        self._app, self.service = app, service

    async def _caller(self, request: gr.Request | None, key: str) -> Caller:
        access: Access = self._app.state.access
        client = request.client if request is not None else None
        caller = await access.caller(client.host if client else None, key.strip() or _bearer(request))
        if access.require_key and not caller.owner.startswith("key "):
            raise Refusal.of("key_missing")
        return caller

    async def one(self, asked: BriefRequest, key: str, request: gr.Request | None) -> BriefAnswer:
        """The brief of one article."""
        access: Access = self._app.state.access
        access.take(await self._caller(request, key))
        return await self.service.in_time(self.service.brief(asked))

    async def admit(self, documents: int, key: str, request: gr.Request | None) -> None:
        """Count many articles before they are read."""
        access: Access = self._app.state.access
        caller = await self._caller(request, key)
        access.take(caller)
        access.charge(caller, documents - 1)

    async def beside(self, work: Callable[[], T]) -> T:
        """Run what reads files or addresses beside the models, in the lane of those who can wait."""
        return await self.service.readers.run(work, later=True)

    async def feed(self, address: str, options: Mapping[str, Any]) -> list[BriefRequest | Line]:
        """The articles of a feed."""
        settings = self.service.settings
        return await self.beside(lambda: read_feed(address, settings, options))

    async def many(self, asked: Sequence[BriefRequest | Line]) -> AsyncIterator[Line]:
        """The outcomes of many, in order, in the lane of batches: people who wait in person go first."""
        async for line in self.service.lines(asked):
            yield line


def _bearer(request: gr.Request | None) -> str | None:
    """The key of a program that talks to the page."""
    headers: Any = request.headers if request is not None else {}
    kind, _, key = str(headers.get("authorization", "")).partition(" ")
    return key.strip() if kind.lower() == "bearer" and key.strip() else None
