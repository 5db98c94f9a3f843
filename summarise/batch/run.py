"""Run a batch: read, condense, write one line for each input, count."""

import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TextIO

from summarise.batch.items import Item, Outcome
from summarise.batch.pool import Load, Pool, condense_item
from summarise.batch.readers import items
from summarise.errors import OutputProblem, SourceError
from summarise.pipeline import Condenser
from summarise.settings import Settings, cores

Step = Callable[[Outcome], None]


@dataclass(frozen=True)
class Tally:
    """How a batch went."""

    done: int
    failed: int


def _alone(load: Load, source: Iterator[Item]) -> Iterator[Outcome]:
    """Without other processes: the model is loaded when the first article comes."""
    condenser: Condenser | None = None
    for item in source:
        condenser = condenser or load()
        yield condense_item(condenser, item)


def _some(found: Iterator[Item], source: Path) -> Iterator[Item]:
    """The items, the first one read: an input that is no input at all is refused before the output is touched."""
    first = next(found, None)
    if first is None:
        raise SourceError(f"« {source} » ne contient aucun article", "vérifiez son contenu.")
    return chain([first], found)


def _open(out: Path, source: Path) -> TextIO:
    try:
        if out.exists() and source.exists() and out.samefile(source):
            raise OutputProblem("La sortie est le fichier d'entrée", "donnez un autre nom de sortie.")
        return out.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputProblem(f"« {out} » ne peut être écrit", "vérifiez le dossier et ses droits.") from error


def run_batch(
    source: Path, out: Path, settings: Settings, *, load: Load | None = None, step: Step | None = None
) -> Tally:
    """Condense all articles of `source` into `out`. `step` is told of each outcome once it is written."""
    share = settings.model_copy(update={"threads": max(1, cores() // settings.jobs)})
    load = load or functools.partial(Condenser.load, share if settings.jobs > 1 else settings)
    done = wrong = 0
    with ExitStack() as stack:
        articles = _some(items(source, settings), source)
        file = stack.enter_context(_open(out, source))
        if settings.jobs > 1:
            outcomes = stack.enter_context(Pool(load, settings.jobs)).outcomes(articles)
        else:
            outcomes = _alone(load, articles)
        for outcome in outcomes:
            file.write(outcome.line + "\n")
            file.flush()
            done, wrong = done + 1, wrong + (not outcome.ok)
            if step:
                step(outcome)
    return Tally(done, wrong)
