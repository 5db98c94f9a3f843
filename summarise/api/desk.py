"""The desk: a few workers, a queue with an end. What does not fit is refused at once; the event loop never works.

All bookkeeping happens on the event loop, so it needs no locks; only the work itself runs in threads.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from summarise.api.refusals import Refusal

T = TypeVar("T")
_Task = tuple[Callable[[], Any], "asyncio.Future[Any]"]
# Those who wait in person go first, but every fourth place goes to batches and jobs: they must not wait for ever.
_TURN = 4
# How much the latest duration counts in the mean: some ten articles are remembered.
_WEIGHT = 0.1


class Desk:
    """Runs functions in `workers` threads; at most `queue` wait, none expects its answer after `max_wait` s."""

    def __init__(self, name: str, workers: int, queue: int, max_wait: float = 0) -> None:
        self.workers, self.queue, self.max_wait = workers, queue, max_wait
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix=name)
        self._now: deque[_Task] = deque()
        self._later: deque[_Task] = deque()
        self._turn = 0
        self.busy = 0
        self.mean = 0.0

    @property
    def waiting(self) -> int:
        """How many wait, in both lanes."""
        return len(self._now) + len(self._later)

    def expected_wait(self, later: bool = False) -> float:
        """Seconds until one who came now would be served."""
        if self.busy < self.workers:
            return 0.0
        return (len(self._later if later else self._now) + 1) * self.mean / self.workers

    @property
    def _bearable(self) -> float:
        """How long one may wait and still be answered within `max_wait`; on a slow machine, as long as one article."""
        return max(self.max_wait - self.mean, self.mean)

    def admit(self, later: bool = False) -> None:
        """Refuse who would not find a place; those of the slow lane have time, so only its length counts."""
        lane = self._later if later else self._now
        wait = self.expected_wait(later)
        full = len(lane) >= self.queue and self.busy >= self.workers
        if full or (not later and self.max_wait and wait > self._bearable):
            raise Refusal.of("busy").after(min(wait, 60))

    async def run(self, work: Callable[[], T], *, later: bool = False) -> T:
        """What `work` returns or raises. `later` is the lane of batches and jobs, which may wait."""
        if not later:
            self.admit()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        task = (work, future)
        lane = self._later if later else self._now
        lane.append(task)
        self._next()
        try:
            return await future
        except asyncio.CancelledError:
            if task in lane:
                lane.remove(task)
            raise

    def _take(self) -> _Task | None:
        self._turn += 1
        first, second = (self._later, self._now) if self._turn % _TURN == 0 else (self._now, self._later)
        lane = first or second
        return lane.popleft() if lane else None

    def _next(self) -> None:
        while self.busy < self.workers and (task := self._take()):
            work, future = task
            if not future.cancelled():
                self.busy += 1
                inner = asyncio.get_running_loop().run_in_executor(self._executor, work)
                inner.add_done_callback(partial(self._done, future, time.perf_counter()))

    def _done(self, future: "asyncio.Future[Any]", start: float, inner: "asyncio.Future[Any]") -> None:
        self.busy -= 1
        took = time.perf_counter() - start
        self.mean = took if not self.mean else self.mean + _WEIGHT * (took - self.mean)
        if inner.cancelled():
            future.cancel()
            return
        error = inner.exception()
        if not future.done():
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(inner.result())
        self._next()

    def close(self) -> None:
        """No more work; what runs ends by itself."""
        self._executor.shutdown(wait=False, cancel_futures=True)
