"""The service behind both faces: from a request to its brief, with the limits that hold for all of them."""

import asyncio
import functools
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from functools import partial
from typing import TypeVar

from summarise.api.bounds import load_bounded
from summarise.api.desk import Desk
from summarise.api.hands import Hands
from summarise.api.metrics import Metrics
from summarise.api.refusals import Internal, Refusal
from summarise.api.shapes import ARTICLE, BriefAnswer, BriefRequest, Fault, Line, Translation
from summarise.api.work import Answer, Condense, Task, Translate, fits
from summarise.errors import ForbiddenAddress, SummariseError
from summarise.innocence.policy import adopt
from summarise.records import ModelInfo
from summarise.settings import Settings
from summarise.sources.reading import is_address
from summarise.sources.web import Fetched, fetch
from summarise.translate.loading import translator_info

_LOG = logging.getLogger(__name__)
T = TypeVar("T")
# Pages are fetched beside the model's workers: a slow site must not hold a model.
_READERS = 8


class Service:
    """Condenses for the page and for the API, on one desk. `work` does a task, in a thread of the desk."""

    def __init__(
        self,
        work: Callable[[Task], Answer],
        settings: Settings,
        model: ModelInfo | None = None,
        translator: ModelInfo | None = None,
    ) -> None:
        self.settings, self._work = settings, work
        self.models = [info for info in (model, translator) if info]
        limits = settings.serve
        self.desk = Desk("condense", limits.workers, limits.queue, limits.max_wait)
        self.readers = Desk("read", _READERS, limits.queue)
        self.metrics = Metrics()
        self.ready = False
        self.metrics.watch(self.desk)

    @classmethod
    def load(cls, settings: Settings) -> "Service":
        """A service whose workers have loaded their models, and one of them has condensed: its name is known."""
        adopt(settings.policy)  # a policy that cannot be used is told before the workers start
        share = settings.model_copy(update={"threads": max(1, settings.threads // settings.serve.workers)})
        hands = Hands(functools.partial(load_bounded, share), settings.serve.workers, settings.serve.deadline)
        hands.start()
        first = hands(Condense(BriefRequest(text=ARTICLE)))
        assert isinstance(first, BriefAnswer)
        return cls(hands, settings, first.brief.model, translator_info(settings))

    async def in_time(self, work: Awaitable[T], seconds: float | None = None) -> T:
        """What `work` gives within the deadline."""
        try:
            return await asyncio.wait_for(work, self.settings.serve.deadline if seconds is None else seconds)
        except asyncio.TimeoutError as error:  # TimeoutError only from Python 3.11 on
            raise Refusal.of("deadline").after(10) from error

    async def brief(self, asked: BriefRequest, *, later: bool = False) -> BriefAnswer:
        """The brief of one article. `later` is the lane of batches and jobs."""
        page = None
        if asked.text is not None:
            fits(asked.text, self.settings.limits)
        if not later:
            self.desk.admit()  # before a page is fetched in vain
        if asked.url is not None:
            page = await self.readers.run(partial(_fetched, asked.url, self.settings), later=later)
        answer = await self._do(Condense(asked, page), later)
        assert isinstance(answer, BriefAnswer)
        return answer

    async def translate(self, text: str) -> Translation:
        """The English of a text."""
        fits(text, self.settings.limits)
        answer = await self._do(Translate(text), later=False)
        assert isinstance(answer, Translation)
        return answer

    async def _do(self, task: Task, later: bool) -> Answer:
        """A task at the desk, with its outcome counted."""
        outcome = "ok"
        try:
            return await self.desk.run(partial(self._work, task), later=later)
        except SummariseError as error:
            outcome = error.code
            raise
        except Exception as error:  # its message may hold the article's words: only its kind goes on
            outcome = "internal"
            _LOG.error("condensing failed: %s", type(error).__name__)
            raise Refusal.of("internal") from None
        finally:
            self.metrics.outcomes.labels(outcome).inc()

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
        if isinstance(self._work, Hands):
            self._work.close()


def fault_of(error: SummariseError) -> Fault:
    """An error as a line of a batch tells it."""
    return Fault(code=error.code, detail=error.problem, way_out=error.way_out)


def _fetched(address: str, settings: Settings) -> Fetched:
    """In a reader: the page at an address. What is on it is found in a worker: pages can be made to hold one up."""
    if not is_address(address):  # it would be taken for a file of the server
        raise ForbiddenAddress("Cette adresse n'est pas complète", "donnez-la avec http:// ou https://.")
    try:
        return fetch(address, settings)
    except SummariseError:
        raise
    except Exception as error:
        _LOG.error("reading failed: %s", type(error).__name__)
        raise Internal("La page ne peut être lue", "envoyez le texte de l'article.") from None
