"""What a writer may know of the place where its page will be read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """`width` in columns; `colour` only where a person reads."""

    width: int = 80
    colour: bool = False
