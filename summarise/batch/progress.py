"""A progress bar on standard error, only when a person watches."""

import sys
from collections.abc import Callable

from summarise.batch.items import Outcome

Step = Callable[[Outcome], None]


def watched(run: Callable[[Step], tuple[int, int]]) -> tuple[int, int]:
    """Call `run` with a step to tell of each outcome. How many there will be is not known: the input is a stream."""
    if not sys.stderr.isatty():
        return run(lambda _: None)
    from rich.console import Console  # noqa: PLC0415 - only for terminals
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        SpinnerColumn(), BarColumn(), TextColumn("{task.completed} articles, {task.fields[failed]} échecs"),
        TextColumn("{task.fields[rate]}"), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, failed=0, rate="")
        failed = 0

        def step(outcome: Outcome) -> None:
            nonlocal failed
            failed += not outcome.ok
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, failed=failed, rate=f"{speed:.1f}/s" if speed else "")

        return run(step)
