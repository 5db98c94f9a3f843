"""A pool of processes, each with its own model. Each has one article at a time; a crash costs that article at most.

The pools of the standard library give up as a whole when one process dies, and do not say on which input it died.
"""

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from summarise.batch.items import Item, Outcome, failed, succeeded
from summarise.errors import ModelError, SummariseError, WorkerError
from summarise.pipeline import Condenser

Load = Callable[[], Condenser]
# How many finished outcomes may wait for a slow one before them, for each process: memory stays bounded.
_AHEAD = 16
# So many workers may die over an article, and so many in a row while they load, before it is given up.
_DEATHS, _LOADS = 2, 3
_INTERRUPTED, _SINGLY = "Le traitement de cet article s'est interrompu", "essayez-le seul par « summarise brief »."


def condense_item(condenser: Condenser, item: Item) -> Outcome:
    """The outcome of one item; any exception becomes one."""
    if item.error is not None or item.document is None:
        return failed(item.id, item.error or WorkerError("L'article manque", "relancez la commande."))
    try:
        return succeeded(item.id, condenser.condense(item.document))
    except SummariseError as error:
        return failed(item.id, error)
    except Exception as error:  # one outcome for each input, whatever happens; the text stays out of the message
        return failed(item.id, WorkerError(f"Erreur interne ({type(error).__name__})", "signalez cet article."))


def _serve(pipe: Connection, load: Load) -> None:
    """A worker: load the model once, then answer until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and closes the pipe
    try:
        condenser = load()
    except SummariseError as error:
        pipe.send(error)
        return
    except Exception as error:  # a damaged installation raises what it likes
        pipe.send(ModelError(f"Le modèle ne peut être chargé ({type(error).__name__})", "réinstallez le paquet."))
        return
    pipe.send(None)
    while True:
        try:
            item: Item = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send(condense_item(condenser, item))
        except OSError:  # the parent was killed: nobody waits for it any more
            return


@dataclass
class _Job:
    """An item on its way: its place in the output, and how many workers have died over it."""

    index: int
    item: Item
    deaths: int = 0


class _Queue:
    """The items in their order: the one that waits, and how many have been taken."""

    def __init__(self, items: Iterator[Item]) -> None:
        self._items, self.taken = items, 0
        self.waiting = next(items, None)

    def take(self) -> _Job:
        """The item that waits, as a job."""
        assert self.waiting is not None
        job = _Job(self.taken, self.waiting)
        self.taken, self.waiting = self.taken + 1, next(self._items, None)
        return job


@dataclass
class _Worker:
    """A process with its end of the pipe, what it is busy with and since when."""

    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    job: _Job | None = None
    since: float = field(default_factory=time.monotonic)


class Pool:
    """Outcomes of items in the order of the items. Use as a context manager; workers stay for the next items."""

    def __init__(self, load: Load, jobs: int, seconds: float = 300) -> None:
        self._load, self._jobs, self._seconds = load, jobs, seconds
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._done: dict[int, Outcome] = {}
        self._again: deque[_Job] = deque()
        self._ever_ready = False
        self._lost = 0  # workers that died while loading, since one last was ready

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(5)

    def _start(self) -> None:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(there, self._load), daemon=True)
        process.start()
        there.close()
        self._workers.append(_Worker(process, here))

    def _end(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join(5)
        self._workers.remove(worker)
        worker.pipe.close()

    def _crashed(self, worker: _Worker) -> None:
        """A worker died: its article gets a second chance, as the kernel may have killed it for what others did."""
        self._end(worker)
        self._lost += not worker.ready
        if self._lost > (_LOADS if self._ever_ready else 0):
            raise ModelError("Le modèle ne peut être chargé", "réinstallez le paquet, ou libérez de la mémoire.")
        if (job := worker.job) is not None:
            job.deaths += 1
            if job.deaths < _DEATHS:
                self._again.append(job)
            else:
                self._done[job.index] = failed(job.item.id, WorkerError(_INTERRUPTED, _SINGLY))
        self._start()

    def _hear(self, worker: _Worker) -> None:
        """Take one message of a worker."""
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            self._crashed(worker)
            return
        if isinstance(message, SummariseError):
            raise message
        if worker.job is not None:
            self._done[worker.job.index] = message
            worker.job = None
        worker.ready = self._ever_ready = True
        self._lost = 0

    def _hear_some(self) -> None:
        """Wait for some worker; end those that have sat over one article for too long."""
        pipes: dict[Connection, _Worker] = {w.pipe: w for w in self._workers}
        working = [w for w in self._workers if w.job is not None]
        first = min((w.since for w in working), default=None)
        left = None if first is None else max(0.0, first + self._seconds - time.monotonic())
        for pipe in wait(list(pipes), left):
            self._hear(pipes[pipe])  # type: ignore[index]
        for worker in working:
            if (job := worker.job) is not None and time.monotonic() - worker.since >= self._seconds:
                problem = f"Le traitement de cet article a dépassé {self._seconds:g} secondes"
                self._done[job.index] = failed(job.item.id, WorkerError(problem, _SINGLY))
                self._end(worker)
                self._start()

    def _give(self, worker: _Worker, job: _Job) -> None:
        worker.job, worker.since = job, time.monotonic()
        try:
            worker.pipe.send(job.item)
        except OSError:
            self._crashed(worker)

    def _hand_out(self, queue: "_Queue", most: int) -> None:
        """Give idle workers what comes next, none further than `most`; an item that is an error needs no worker."""
        while self._again or (queue.waiting is not None and queue.taken < most):
            if not self._again and queue.waiting is not None and queue.waiting.error is not None:
                error, job = queue.waiting.error, queue.take()
                self._done[job.index] = failed(job.item.id, error)
                continue
            worker = next((w for w in self._workers if w.ready and w.job is None), None)
            if worker is None:
                return
            self._give(worker, self._again.popleft() if self._again else queue.take())

    def outcomes(self, items: Iterator[Item]) -> Iterator[Outcome]:
        """One outcome for each item, in order."""
        head = list(islice(items, self._jobs))
        for _ in range(len(self._workers), len(head)):
            self._start()
        queue, written = _Queue(chain(head, items)), 0
        while True:
            self._hand_out(queue, written + self._jobs * _AHEAD)
            if written in self._done:
                yield self._done.pop(written)
                written += 1
            elif queue.waiting is None and written == queue.taken:
                return
            else:
                self._hear_some()
