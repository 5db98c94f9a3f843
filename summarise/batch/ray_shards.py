"""The same batch on a cluster: Ray Data with actors that keep their model warm, and shard files.

The input is cut into shard files (`briefs.jsonl.shards/*.in`), an actor turns each into one of outcomes (`*.out`), and
these are joined in order by the same `Output` as everywhere, so that what comes out is the same byte for byte. A shard
is named by its content and takes its name only when it is whole: done twice it is the same, and what a dead node, or a
dead run, has finished is not done again. The folder of the output must be one that all nodes share.
"""

import functools
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import Any

from summarise.batch.items import Item, Outcome, failed
from summarise.batch.pool import Load, Pool
from summarise.batch.readers import items
from summarise.batch.run import Count, Step, Tally, open_output, purpose, some
from summarise.errors import ModelError, SourceError, SummariseError
from summarise.pipeline import Condenser
from summarise.records import Document
from summarise.settings import Settings

# So many articles are some seconds of work: enough to be worth a file, little to lose with a node.
SHARD = 64


# --- shard files -----------------------------------------------------------------------------------------------------
def _placed(path: Path, text: str) -> None:
    """A file that is there whole, or not at all, and the same whoever writes it."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _packed(item: Item) -> str:
    """An item as a line; one that is an error is its outcome already."""
    if item.error is not None:
        return json.dumps({"id": item.id, "key": item.key, "line": failed(item.id, item.error).line})
    assert item.document is not None
    return json.dumps({"id": item.id, "key": item.key, "document": item.document.model_dump()}, default=str)


def _shards(found: Iterator[Item], folder: Path, meaning: str, before: Callable[[], int]) -> list[Path]:
    """The items as shard files, in order. `before` tells how many an earlier run has done, once the first has come:
    shards end where its own ended, so that those which it has finished are found again.
    """
    paths: list[Path] = []
    first = list(islice(found, 1))
    found, room = chain(first, found), SHARD - before() % SHARD
    while rows := [_packed(item) for item in islice(found, room)]:
        text, room = "".join(row + "\n" for row in rows), SHARD
        paths.append(folder / f"{hashlib.sha256(f'{meaning}{text}'.encode()).hexdigest()[:32]}.in")
        if not paths[-1].exists():
            _placed(paths[-1], text)
    return paths


def _outcomes(path: Path) -> Iterator[tuple[str, Outcome]]:
    """The keys and outcomes of a finished shard."""
    with path.with_suffix(".out").open(encoding="utf-8", newline="\n") as file:
        for line in file:
            key, ok, text = line.rstrip("\n").split(" ", 2)
            yield key, Outcome(text, ok == "1")


class Worker:
    """An actor: a process with the model beside it, so that what kills it costs one article here as well."""

    def __init__(self, load: Load, seconds: float) -> None:
        self._pool = Pool(load, 1, seconds)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Do the shards that are not done yet."""
        for name in batch["path"]:
            path = Path(str(name))
            if not path.with_suffix(".out").exists():
                self._do(path)
        return {"path": batch["path"]}

    def _do(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="\n") as file:
            rows = [json.loads(line) for line in file]
        asked = (Item(row["id"], Document.model_validate(row["document"])) for row in rows if "document" in row)
        made = self._pool.outcomes(asked)
        done = (Outcome(row["line"], False) if "line" in row else next(made) for row in rows)
        lines = [f"{row['key']} {outcome.ok:d} {outcome.line}\n" for row, outcome in zip(rows, done, strict=True)]
        _placed(path.with_suffix(".out"), "".join(lines))


# --- the cluster -----------------------------------------------------------------------------------------------------
def _ray() -> Any:
    """Ray, with its telemetry off; connected to the cluster of RAY_ADDRESS, or to one of this machine alone."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray  # noqa: PLC0415 - a cluster only for who asks for one
        import ray.data  # noqa: PLC0415
    except ImportError as error:
        raise SourceError("Ray n'est pas installé", "installez-le par pip install 'summarise[ray]'.") from error
    if not ray.is_initialized():
        ray.init(log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
    return ray


def _finished(paths: list[Path], load: Load, seconds: float) -> Iterator[Path]:
    """The shards as they are finished, in any order."""
    ray = _ray()
    actors = max(1, min(len(paths), int(ray.cluster_resources().get("CPU", 1))))
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.WARNING)
    work = ray.data.from_items([{"path": str(path)} for path in paths]).map_batches(
        Worker, fn_constructor_args=(load, seconds), batch_size=1,
        # Half a core is asked for, so that those of a dead node find room on the others.
        num_cpus=0.5, compute=ray.data.ActorPoolStrategy(min_size=1, initial_size=actors, max_size=actors),
    )  # fmt: skip
    try:
        for row in work.iter_rows():
            yield Path(str(row["path"]))
    except ray.exceptions.RayError as error:
        cause = error.__cause__
        if isinstance(cause, SummariseError):
            raise cause from error
        raise ModelError("La grappe n'a pas pu faire le lot", "relancez : ce qui est fait est gardé.") from error


def _in_order(paths: list[Path], load: Load, seconds: float) -> Iterator[Path]:
    """The shards in their order, each as soon as it and those before it are finished."""
    missing = [path for path in paths if not path.with_suffix(".out").exists()]
    coming, left = _finished(missing, load, seconds), set(missing)
    for path in paths:
        while path in left:
            left.discard(next(coming))
        yield path


def run_ray(  # noqa: PLR0913 - as `run_batch`
    source: Path, out: Path, settings: Settings, *,
    load: Load | None = None, step: Step | None = None, restart: bool = False,
) -> Tally:  # fmt: skip
    """`run_batch` on a cluster; `settings.jobs` says nothing here, there is an actor for each core."""
    load = load or functools.partial(Condenser.load, settings.model_copy(update={"threads": 1}))
    count, folder = Count(step), out.with_name(out.name + ".shards")
    with ExitStack() as stack:
        articles = some(items(source, settings), source)
        output = open_output(out, source, settings, restart)
        stack.push(output)
        if restart:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(exist_ok=True)
        paths = _shards(output.resume(articles, count.again), folder, purpose(settings), lambda: count.done)
        for path in _in_order(paths, load, settings.batch.deadline):
            for key, outcome in _outcomes(path):
                output.write(key, outcome)
                count.of(outcome)
    shutil.rmtree(folder, ignore_errors=True)
    return Tally(count.done, count.failed, count.resumed)
