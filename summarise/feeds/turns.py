"""Whose turn it is: one request at a time for a host, with a pause between two, while other hosts go on."""

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable
from queue import Queue
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """Jobs for hosts, done by a few threads; what they return is taken by `next`. Use as a context manager.

    A full queue of results makes the threads wait: memory stays bounded by who takes them.
    """

    def __init__(self, workers: int, pause: Callable[[str], float], ahead: int = 16) -> None:
        self._pause = pause
        self._jobs: dict[str, deque[Callable[[], T]]] = {}
        self._ready: list[tuple[float, str]] = []
        self._after: dict[str, float] = {}
        self._change = threading.Condition()
        self._closed = False
        self._results: Queue[T] = Queue(ahead)
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(workers)]
        self.open = 0

    def __enter__(self) -> "Turns[T]":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._change:
            self._closed = True
            self._jobs.clear()
            self._change.notify_all()
        while any(thread.is_alive() for thread in self._threads):
            while not self._results.empty():
                self._results.get_nowait()
            for thread in self._threads:
                thread.join(0.02)

    def add(self, host: str, job: Callable[[], T]) -> None:
        """A job for `host`, to be done in its turn. It must not raise."""
        self.open += 1
        with self._change:
            if host in self._jobs:
                self._jobs[host].append(job)
                return
            self._jobs[host] = deque([job])
            heapq.heappush(self._ready, (self._after.get(host, 0.0), host))
            self._change.notify()

    def next(self) -> T:
        """What one of the jobs returned; as often as `open` says."""
        result = self._results.get()
        self.open -= 1
        return result

    def _take(self) -> tuple[str, Callable[[], T]] | None:
        with self._change:
            while not self._closed:
                wait = None
                if self._ready:
                    wait = self._ready[0][0] - time.monotonic()
                    if wait <= 0:
                        host = heapq.heappop(self._ready)[1]
                        return host, self._jobs[host].popleft()
                self._change.wait(wait)
            return None

    def _done(self, host: str) -> None:
        with self._change:
            self._after[host] = time.monotonic() + self._pause(host)
            if self._jobs.get(host):
                heapq.heappush(self._ready, (self._after[host], host))
                self._change.notify()
            else:
                self._jobs.pop(host, None)

    def _work(self) -> None:
        while (taken := self._take()) is not None:
            host, job = taken
            try:
                result = job()
            finally:
                self._done(host)
            self._results.put(result)
