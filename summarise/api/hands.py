"""The workers: a process each, with its own model. The event loop's process stays free, a crash costs one article.

Threads would share one interpreter lock with the event loop: under load it then answered even /healthz late.
"""

import logging
import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue

from summarise.api.refusals import Refusal
from summarise.api.work import Answer, Task, do
from summarise.errors import ModelError, SummariseError, WorkerError
from summarise.pipeline import Condenser

_LOG = logging.getLogger(__name__)
Load = Callable[[], Condenser]


def _answer(condenser: Condenser, task: Task) -> Answer | SummariseError:
    """The answer, or what went wrong; of an unforeseen error only its kind: its message may hold an article's words."""
    try:
        return do(condenser, task)
    except SummariseError as error:
        return error
    except Exception as error:
        logging.getLogger(__name__).error("condensing failed: %s", type(error).__name__)
        return Refusal.of("internal")


def _serve(pipe: Connection, load: Load) -> None:
    """A worker's life: load the model, then answer until the pipe closes."""
    for sent in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # often sent to the whole group; the parent hears it and lets us finish
        signal.signal(sent, signal.SIG_IGN)
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
            task: Task = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answer(condenser, task))


class _Hand:
    """One process with our end of its pipe. It is started when it is first needed, and again after a crash."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def start(self) -> None:
        """Start the process, if none runs."""
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._load), daemon=True)
            self._process.start()
            theirs.close()

    def ready(self) -> None:
        """Wait until the model is loaded."""
        self.start()
        assert self._pipe is not None
        try:
            error = self._pipe.recv()
        except (EOFError, OSError):
            error = ModelError("Le modèle ne peut être chargé", "réinstallez le paquet, ou libérez de la mémoire.")
        if error is not None:
            self.stop()
            raise error

    def do(self, task: Task, seconds: float) -> Answer:
        """The answer of the process; one that does not come in time, or never, ends the process."""
        if self._process is None:
            self.ready()
        assert self._pipe is not None
        try:
            self._pipe.send(task)
            if not self._pipe.poll(seconds):
                self.stop()
                raise Refusal.of("deadline").after(10)
            answer: Answer | SummariseError = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            _LOG.error("a worker died")
            raise WorkerError("Le traitement de cet article s'est interrompu", "réessayez une fois.") from error
        if isinstance(answer, SummariseError):
            raise answer
        return answer

    def stop(self) -> None:
        """End the process."""
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join(5)
        self._process = self._pipe = None


class Hands:
    """As many processes as workers; calling it takes a free one. To be called from as many threads."""

    def __init__(self, load: Load, workers: int, seconds: float) -> None:
        self._all = [_Hand(load) for _ in range(workers)]
        self._free: SimpleQueue[_Hand] = SimpleQueue()
        self._seconds = seconds
        self._closed = threading.Event()

    def start(self) -> None:
        """Load all models, side by side; raises a ModelError when one cannot be."""
        for hand in self._all:
            hand.start()
        for hand in self._all:
            hand.ready()
            self._free.put(hand)

    def __call__(self, task: Task) -> Answer:
        """The answer to a task."""
        hand = self._free.get()
        try:
            return hand.do(task, self._seconds)
        finally:
            self._free.put(hand)
            if self._closed.is_set():
                hand.stop()

    def close(self) -> None:
        """End the processes; one at work ends with it."""
        self._closed.set()
        for hand in self._all:
            hand.stop()
