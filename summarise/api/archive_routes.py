"""The archive over HTTP: a search with pages, one brief, and feeds to subscribe to."""

import asyncio
import hashlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import Field, field_validator

from summarise.api.access import Counted
from summarise.api.briefs import answer
from summarise.api.problems import documented
from summarise.api.refusals import Refusal
from summarise.api.service import Service
from summarise.api.syndication import Addresses, atom, json_feed
from summarise.settings import Settings
from summarise.store import MissingPackage, open_archive
from summarise.store.asked import Filters
from summarise.store.shapes import Page, Stored

if TYPE_CHECKING:
    from summarise.store.archive import Archive

router = APIRouter(tags=["archive"])
T = TypeVar("T")
_WRONG = (401, 422, 429, 501, 503)


class Search(Filters):
    """The filters of a search, and where its page begins."""

    cursor: str | None = Field(default=None, max_length=64, description="`next` of the page before.")
    limit: int = Field(default=20, ge=1, le=100)

    @field_validator("since", "min_amount", mode="before")
    @classmethod
    def _told(cls, value: Any) -> Any:
        """An empty value is none of those that the document promises."""
        if value == "":
            raise ValueError("Donnez une valeur, ou laissez ce filtre.")
        return value

    def filters(self) -> Filters:
        """The filters alone."""
        return Filters(**self.model_dump(exclude={"cursor", "limit"}))

    def address(self, base: str, cursor: str | None) -> str:
        """The same search from `cursor` on."""
        given = {**self.filters().given(), **({"limit": str(self.limit)} if self.limit != 20 else {})}
        query = urlencode({**given, **({"cursor": cursor} if cursor else {})})
        return f"{base}?{query}" if query else base


Asked = Annotated[Search, Query()]


class Shelf:
    """The archive, opened when it is first asked."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._archive: Archive | None = None

    def _open(self) -> "Archive":
        with self._lock:
            if self._archive is None:
                try:
                    self._archive = open_archive(self._settings)
                except MissingPackage as error:
                    raise Refusal.of("archive_unavailable") from error
            return self._archive

    async def ask(self, service: Service, question: "Callable[[Archive], T]") -> T:
        """The answer to a question, in time."""
        return await service.in_time(asyncio.to_thread(lambda: question(self._open())))

    def close(self) -> None:
        """Close the archive, if it was opened."""
        with self._lock:
            if self._archive is not None:
                self._archive.close()


async def _page(asked: Search, request: Request) -> Page:
    shelf: Shelf = request.app.state.shelf
    find: Callable[[Archive], Page] = lambda archive: archive.find(  # noqa: E731
        asked.filters(), cursor=asked.cursor, limit=asked.limit
    )
    return await shelf.ask(request.app.state.service, find)


@router.get("/briefs", operation_id="search_briefs", response_model=Page, responses=documented(*_WRONG))
async def search(asked: Asked, caller: Counted, request: Request) -> Response:  # noqa: ARG001 - counted
    """Search the archive, the last stored first. Ask again with `cursor` = `next` until that is null.

    A brief is found once, in its latest version; all filters must hold.
    """
    return answer(await _page(asked, request))


# « int » in the path: /briefs/batch must not be taken for a brief.
@router.get(
    "/briefs/{id:int}",
    operation_id="get_brief",
    response_model=Stored,
    responses=documented(401, 404, 422, 429, 501, 503),
)
async def get(
    id: Annotated[int, Path(ge=1, le=2**53)], caller: Counted, request: Request  # noqa: ARG001 - counted
) -> Response:  # fmt: skip
    """One brief, also one that a later version has replaced."""
    shelf: Shelf = request.app.state.shelf
    found = await shelf.ask(request.app.state.service, lambda archive: archive.get(id))
    if found is None:
        raise Refusal.of("brief_unknown")
    return answer(found)


def _feed(request: Request, body: bytes, kind: str) -> Response:
    """A feed, or 304 for who has it already."""
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=60"}
    if tag in (one.strip() for one in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=kind)


def _addresses(asked: Search, page: Page, request: Request) -> Addresses:
    base = str(request.url.replace(query="", fragment=""))
    return Addresses(asked.address(base, asked.cursor), asked.address(base, page.next) if page.next else None)


_JSON_FEED = {
    "type": "object", "required": ["version", "title", "items"],
    "properties": {
        "version": {"type": "string"}, "title": {"type": "string"}, "feed_url": {"type": "string"},
        "next_url": {"type": "string", "description": "The next page, if there is one."},
        "items": {"type": "array", "items": {"type": "object", "required": ["id", "_summarise"]}},
    },
}  # fmt: skip


def _documented(kind: str, schema: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    feed = {"content": {kind: {"schema": schema}}}
    return {200: feed, 304: {"description": "Rien de nouveau."}, **documented(*_WRONG)}


@router.get(
    "/feed.atom",
    operation_id="feed_atom",
    response_class=Response,
    responses=_documented("application/atom+xml", {"type": "string"}),
)
async def feed_atom(asked: Asked, caller: Counted, request: Request) -> Response:  # noqa: ARG001 - counted
    """The same search as an Atom feed. It has an ETag: ask with If-None-Match."""
    page = await _page(asked, request)
    return _feed(request, atom(page, _addresses(asked, page, request)), "application/atom+xml")


@router.get(
    "/feed.json",
    operation_id="feed_json",
    response_class=Response,
    responses=_documented("application/feed+json", _JSON_FEED),
)
async def feed_json(asked: Asked, caller: Counted, request: Request) -> Response:  # noqa: ARG001 - counted
    """The same search as a JSON Feed; each item carries its brief as `_summarise`."""
    page = await _page(asked, request)
    return _feed(request, json_feed(page, _addresses(asked, page, request)), "application/feed+json")
