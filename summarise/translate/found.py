"""What the finders of things to hold return."""

from typing import NamedTuple


class Found(NamedTuple):
    """A stretch of a plain sentence with its kind of placeholder and its English; `weight` settles who wins a place."""

    start: int
    end: int
    kind: str
    en: str
    weight: int = 0
