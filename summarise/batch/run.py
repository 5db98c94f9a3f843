"""Run a batch: read, condense, write one line for each input, count."""

import functools
import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from pathlib import Path

from summarise import __version__
from summarise.batch.items import Item, Outcome
from summarise.batch.output import Output, Stream
from summarise.batch.pool import Load, Pool
from summarise.batch.readers import items
from summarise.errors import OutputProblem, SourceError
from summarise.pipeline import Condenser
from summarise.settings import Settings, cores

Step = Callable[[Outcome], None]
# Settings that change how fast an outcome comes and not what it is.
_INDIFFERENT = {"threads", "jobs", "batch", "serve", "fetch", "store", "feeds", "model"}


@dataclass(frozen=True)
class Tally:
    """How a batch went; `resumed` of those that are done were so before."""

    done: int
    failed: int
    resumed: int = 0


def some(found: Iterator[Item], source: Path) -> Iterator[Item]:
    """The items, the first one read: an input that is no input at all is refused before the output is touched."""
    first = next(found, None)
    if first is None:
        raise SourceError(f"« {source} » ne contient aucun article", "vérifiez son contenu.")
    return chain([first], found)


def purpose(settings: Settings) -> str:
    """A digest of what outcomes depend on besides their inputs: version, settings, model."""
    digest = hashlib.sha256(__version__.encode())
    digest.update(json.dumps(settings.model_dump(mode="json", exclude=_INDIFFERENT), sort_keys=True).encode())
    folder = settings.model or Path(str(files("summarise.seq2seq"))) / "checkpoint"
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:32]


def open_output(out: Path, source: Path, settings: Settings, restart: bool) -> Output | Stream:
    """The output, refused where it cannot be written."""
    try:
        if out.exists() and source.exists() and out.samefile(source):
            raise OutputProblem("La sortie est le fichier d'entrée", "donnez un autre nom de sortie.")
        if out.exists() and not out.is_file():
            return Stream(out)
        return Output(out, purpose(settings), wait_for_space=settings.batch.wait_for_space, restart=restart)
    except OSError as error:
        raise OutputProblem(f"« {out} » ne peut être écrit", "vérifiez le dossier et ses droits.") from error


class Count:
    """Counts outcomes, and tells each on."""

    def __init__(self, step: Step | None) -> None:
        self.done = self.failed = self.resumed = 0
        self._step = step

    def of(self, outcome: Outcome) -> None:
        """One that has just been written."""
        self.done, self.failed = self.done + 1, self.failed + (not outcome.ok)
        if self._step:
            self._step(outcome)

    def again(self, ok: bool) -> None:
        """One that was there before."""
        self.resumed += 1
        self.of(Outcome("", ok))


def run_batch(  # noqa: PLR0913 - what, where, how, and three that tests and faces may add
    source: Path, out: Path, settings: Settings, *,
    load: Load | None = None, step: Step | None = None, restart: bool = False,
) -> Tally:  # fmt: skip
    """Condense all articles of `source` into `out`, going on where an earlier run was stopped.

    `step` is told of each outcome once it is written, and first of those that were there, without their lines.
    """
    share = settings.model_copy(update={"threads": max(1, cores() // settings.jobs)})
    load = load or functools.partial(Condenser.load, share)
    count, keys = Count(step), deque[str]()

    def noted(found: Iterator[Item]) -> Iterator[Item]:
        for item in found:
            keys.append(item.key)
            yield item

    with ExitStack() as stack:
        articles = some(items(source, settings), source)
        output = open_output(out, source, settings, restart)
        stack.push(output)
        pool = stack.enter_context(Pool(load, settings.jobs, settings.batch.deadline))
        for outcome in pool.outcomes(noted(output.resume(articles, count.again))):
            output.write(keys.popleft(), outcome)
            count.of(outcome)
    return Tally(count.done, count.failed, count.resumed)
