"""The service behind both faces: from a request to its brief, with the limits that hold for all of them."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Iterable
from functools import partial
from typing import Any, TypeVar

from summarise.api.desk import Desk
from summarise.api.english import english_of_brief, english_of_text, require_english
from summarise.api.metrics import Metrics
from summarise.api.refusals import Internal, Refusal
from summarise.api.shapes import ARTICLE, BriefAnswer, BriefRequest, Fault, Line, Translation
from summarise.errors import SummariseError, TooLarge
from summarise.innocence.identities import redact
from summarise.pipeline import Condenser
from summarise.records import Document, ModelInfo
from summarise.settings import Settings
from summarise.sources.html import looks_like_html
from summarise.sources.reading import from_text, read
from summarise.text.source import Source

_LOG = logging.getLogger(__name__)
T = TypeVar("T")
# Pages are fetched beside the model's workers: a slow site must not hold a model.
_READERS = 8


class Service:
    """Condenses for the page and for the API, on one desk. `load` it before the event loop starts."""

    def __init__(self, condenser: Condenser, settings: Settings, model: ModelInfo | None = None) -> None:
        self.settings, self.condenser, self.model = settings, condenser, model
        limits = settings.serve
        self.desk = Desk("condense", limits.workers, limits.queue, limits.max_wait)
        self.readers = Desk("read", _READERS, limits.queue)
        self.metrics = Metrics()
        self.ready = False
        self.metrics.watch(self.desk)

    @classmethod
    def load(cls, settings: Settings) -> "Service":
        """A service whose model has condensed once: it works, its memory is warm, and its name is known."""
        threads = max(1, settings.threads // settings.serve.workers)
        condenser = Condenser.load(settings.model_copy(update={"threads": threads}))
        return cls(condenser, settings, condenser.condense(Document(article=ARTICLE)).model)

    async def in_time(self, work: Awaitable[T], seconds: float | None = None) -> T:
        """What `work` gives within the deadline."""
        try:
            return await asyncio.wait_for(work, self.settings.serve.deadline if seconds is None else seconds)
        except asyncio.TimeoutError as error:  # TimeoutError only from Python 3.11 on
            raise Refusal.of("deadline").after(10) from error

    async def brief(self, asked: BriefRequest, *, later: bool = False) -> BriefAnswer:
        """The brief of one article. `later` is the lane of batches and jobs."""
        if asked.english:
            require_english()
        if asked.text is not None:
            self._fits(asked.text)
        if not later:
            self.desk.admit()  # before a page is fetched in vain
        document = await self._document(asked, later)
        self._fits(document.text)
        try:
            answer = await self.desk.run(partial(self._condense, document, asked), later=later)
        except SummariseError as error:
            self.metrics.outcomes.labels(error.code).inc()
            raise
        except Exception as error:  # its message may hold the article's words: only its kind goes on
            self.metrics.outcomes.labels("internal").inc()
            _LOG.error("condensing failed: %s", type(error).__name__)
            raise Refusal.of("internal") from None
        self.metrics.outcomes.labels("ok").inc()
        return answer

    async def translate(self, text: str) -> Translation:
        """The English of a text."""
        require_english()
        self._fits(text)
        return await self.desk.run(partial(english_of_text, text))

    def _fits(self, text: str) -> None:
        most = self.settings.limits.web_max_chars
        if len(text) > most:
            problem = f"Le texte compte {len(text)} caractères, plus que les {most} acceptés"
            raise TooLarge(problem, "gardez le seul article.")

    async def _document(self, asked: BriefRequest, later: bool) -> Document:
        if asked.text is not None and not looks_like_html(asked.text):
            return Document(**_own(asked), article=asked.text)
        return await self.readers.run(partial(_read, asked, self.settings), later=later)

    def _condense(self, document: Document, asked: BriefRequest) -> BriefAnswer:
        """In a worker."""
        # Switching it off is logged with the document's id, and an id is the caller's words.
        nameless = Source(document.model_copy(update={"id": ""}))
        redacted = redact(nameless, enabled=None if asked.redact else False)
        seen = redacted.document.model_copy(update={"id": document.id})
        brief = self.condenser.condense(seen)
        given = Document(**_own(asked), article=asked.text or "")
        return BriefAnswer(
            id=document.id, brief=brief, text=None if seen.text == given.text else seen.text,
            replaced=redacted.replaced, english=english_of_brief(brief) if asked.english else None,
        )  # fmt: skip

    async def line(self, index: int, asked: BriefRequest | Line, seconds: float | None = None) -> Line:
        """The outcome of one document of many; it never raises. What is a line already stays so."""
        if isinstance(asked, Line):
            return asked
        try:
            answer = await self.in_time(self.brief(asked, later=True), seconds)
            return Line(index=index, id=asked.id, answer=answer)
        except SummariseError as error:
            return Line(index=index, id=asked.id, error=fault_of(error))

    async def lines(
        self, asked: Iterable[BriefRequest | Line], seconds: float | None = None, first: int = 0
    ) -> AsyncIterator[Line]:
        """The outcomes of many, in order, with as many at work as there are workers. `seconds` is for them all."""
        loop = asyncio.get_running_loop()
        end = None if seconds is None else loop.time() + seconds
        tasks: deque[asyncio.Task[Line]] = deque()
        try:
            for index, one in enumerate(asked, first):
                left = None if end is None else max(0.01, end - loop.time())
                tasks.append(asyncio.create_task(self.line(index, one, left)))
                if len(tasks) > self.desk.workers:
                    yield await tasks.popleft()
            while tasks:
                yield await tasks.popleft()
        finally:
            for task in tasks:
                task.cancel()

    def close(self) -> None:
        """Take no more work."""
        self.ready = False
        self.desk.close()
        self.readers.close()


def fault_of(error: SummariseError) -> Fault:
    """An error as a line of a batch tells it."""
    return Fault(code=error.code, detail=error.problem, way_out=error.way_out)


def _own(asked: BriefRequest) -> dict[str, Any]:
    """What the request itself says of the article."""
    return {"id": asked.id, "title": asked.title, "heading": asked.heading, "date": asked.date, "url": asked.url}


def _read(asked: BriefRequest, settings: Settings) -> Document:
    """In a reader: the article of a page. What the request says wins over what the page says."""
    try:
        if asked.url is not None:
            found = read(asked.url, settings) if "://" in asked.url else from_nowhere()
        else:
            found = from_text(asked.html or asked.text or "", "html")
    except SummariseError:
        raise
    except Exception as error:
        _LOG.error("reading failed: %s", type(error).__name__)
        raise Internal("La page ne peut être lue", "envoyez le texte de l'article.") from None
    return found.model_copy(update={key: value for key, value in _own(asked).items() if value})


def from_nowhere() -> Document:
    """An address without a scheme would be taken for a file of the server."""
    from summarise.errors import ForbiddenAddress  # noqa: PLC0415

    raise ForbiddenAddress("Cette adresse n'est pas complète", "donnez-la avec http:// ou https://.")
