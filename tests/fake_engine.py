"""A small stand-in for the network: it answers from a queue of queues and remembers what it was asked."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Said(NamedTuple):
    text: str
    score: float = 0.0


class FakeEngine:
    """`answers` are, for each variant in turn, the English of a masked sentence; or a function of the sentence."""

    def __init__(self, *answers: str | Callable[[str], str]) -> None:
        self.answers = answers
        self.asked: list[tuple[int, str]] = []

    def translate(self, masked: Sequence[str], *, beam: int = 1, variant: int = 0) -> list[list[Said]]:
        self.asked += [(variant, text) for text in masked]
        return [[Said(t)] if (t := self._one(text, variant)) else [] for text in masked]

    def _one(self, text: str, variant: int) -> str:
        if not self.answers:
            return ""
        answer = self.answers[min(variant, len(self.answers) - 1)]
        return answer(text) if callable(answer) else answer
