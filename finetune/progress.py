"""What a person sees of a long step, on standard error."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

T = TypeVar("T")
_console = Console(stderr=True, highlight=False)
_COLUMNS = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())


def tell(text: str) -> None:
    """One line."""
    _console.print(text, markup=False, soft_wrap=True)


@contextmanager
def bar(title: str, shown: bool = True) -> Iterator[Callable[[float], None]]:
    """A bar that is told the share that is done; of several processes one shows it."""
    with Progress(*_COLUMNS, TimeRemainingColumn(), console=_console, disable=not shown) as progress:
        task = progress.add_task(title, total=1.0)
        yield lambda share: progress.update(task, completed=share)


def tracked(rows: Sequence[T], title: str) -> Iterator[T]:
    """`rows`, with a bar."""
    with bar(title) as seen:
        for k, row in enumerate(rows):
            yield row
            seen((k + 1) / len(rows))
