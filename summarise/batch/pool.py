"""A pool of processes, each with its own model. Each has one article at a time; a crash costs that article alone.

The pools of the standard library give up as a whole when one process dies, and do not say on which input it died.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from summarise.batch.items import Item, Outcome, failed, succeeded
from summarise.errors import ModelError, SummariseError, WorkerError
from summarise.pipeline import Condenser

Load = Callable[[], Condenser]
# How many finished outcomes may wait for a slow one before them, for each process: memory stays bounded.
_AHEAD = 16


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
        except EOFError:
            return
        pipe.send(condense_item(condenser, item))


@dataclass
class _Worker:
    """A process with its end of the pipe, and what it is busy with."""

    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    index: int | None = None
    item: Item | None = None


class Pool:
    """Outcomes of items in the order of the items. Use as a context manager."""

    def __init__(self, load: Load, jobs: int) -> None:
        self._load, self._jobs = load, jobs
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._done: dict[int, Outcome] = {}

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

    def _crashed(self, worker: _Worker) -> None:
        """A worker died: record the article it had, if any, and start another."""
        worker.process.join(5)
        self._workers.remove(worker)
        worker.pipe.close()
        if not worker.ready:
            raise ModelError("Le modèle ne peut être chargé", "réinstallez le paquet, ou libérez de la mémoire.")
        if worker.index is not None and worker.item is not None:
            problem = WorkerError("Le traitement de cet article s'est interrompu", "relancez-le seul avec --jobs 1.")
            self._done[worker.index] = failed(worker.item.id, problem)
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
        if worker.ready and worker.index is not None:
            self._done[worker.index] = message
            worker.index = worker.item = None
        worker.ready = True

    def _give(self, worker: _Worker, index: int, item: Item) -> None:
        worker.index, worker.item = index, item
        try:
            worker.pipe.send(item)
        except OSError:
            self._crashed(worker)

    def _idle(self) -> _Worker | None:
        """A worker that can take an article."""
        return next((w for w in self._workers if w.ready and w.index is None), None)

    def outcomes(self, items: Iterator[Item]) -> Iterator[Outcome]:
        """One outcome for each item, in order."""
        head = list(islice(items, self._jobs))
        for _ in head:
            self._start()
        items = chain(head, items)
        written = taken = 0
        waiting: Item | None = next(items, None)
        while waiting is not None or written < taken:
            while waiting is not None and taken - written < self._jobs * _AHEAD:
                if waiting.error is not None:
                    self._done[taken] = failed(waiting.id, waiting.error)
                else:
                    worker = self._idle()
                    if worker is None:
                        break
                    self._give(worker, taken, waiting)
                taken, waiting = taken + 1, next(items, None)
            if written not in self._done:
                busy: dict[Connection, _Worker] = {w.pipe: w for w in self._workers}
                for pipe in wait(list(busy)):
                    self._hear(busy[pipe])  # type: ignore[index]
            while written in self._done:
                yield self._done.pop(written)
                written += 1
