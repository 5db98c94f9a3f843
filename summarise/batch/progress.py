"""A progress bar on standard error, only when a person watches."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from summarise.batch.items import Outcome

if TYPE_CHECKING:
    from rich.console import Console

Step = Callable[[Outcome], None]
T = TypeVar("T")


def watched(run: Callable[[Step], T], total: Callable[[], int | None], console: "Console | None" = None) -> T:
    """Call `run` with a step to tell of each outcome. `total` counts the input, which takes a moment for a large one.

    Outcomes without a line were there before: they move the bar and say nothing of the rate.
    """
    if console is None and not sys.stderr.isatty():
        return run(lambda _: None)
    from rich import progress  # noqa: PLC0415 - only for terminals
    from rich.console import Console  # noqa: PLC0415

    columns = (
        progress.SpinnerColumn(), progress.BarColumn(), progress.MofNCompleteColumn(),
        progress.TextColumn("articles, {task.fields[failed]} échecs"), progress.TextColumn("{task.fields[rate]}"),
        progress.TimeElapsedColumn(), progress.TextColumn("reste"), progress.TimeRemainingColumn(),
    )  # fmt: skip
    with progress.Progress(
        *columns, console=console or Console(stderr=True), transient=True, refresh_per_second=4
    ) as bar:
        task = bar.add_task("", total=total(), failed=0, rate="", start=False)
        failed = before = 0

        def step(outcome: Outcome) -> None:
            nonlocal failed, before
            failed += not outcome.ok
            if not outcome.line:
                before += 1
                return
            if not bar.tasks[0].started:
                bar.update(task, completed=before)
                bar.start_task(task)
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, failed=failed, rate=f"{speed:.1f}/s" if speed else "")

        return run(step)
