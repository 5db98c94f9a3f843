"""ROUGE-1, -2 and -L, F1 over folded words: what rouge-score gives without stemming, on text without accents."""

from collections import Counter
from collections.abc import Sequence

Scores = tuple[float, float, float]


def rouge(reference: Sequence[str], words: Sequence[str]) -> Scores:
    """The three figures."""
    one, two = (_shared(reference, words, size) for size in (1, 2))
    total = len(reference) + len(words)
    return (one, two, 2 * _longest(reference, words) / total if total else 0.0)


def _shared(reference: Sequence[str], words: Sequence[str], size: int) -> float:
    bags = [Counter(zip(*(text[k:] for k in range(size)), strict=False)) for text in (reference, words)]
    total = bags[0].total() + bags[1].total()
    return 2 * (bags[0] & bags[1]).total() / total if total else 0.0


def _longest(reference: Sequence[str], words: Sequence[str]) -> int:
    """The length of the longest common subsequence, a bit a word of the reference."""
    places: dict[str, int] = {}
    for k, word in enumerate(reference):
        places[word] = places.get(word, 0) | (1 << k)
    whole = (1 << len(reference)) - 1
    left = whole
    for word in words:
        met = left & places.get(word, 0)
        left = ((left + met) | (left - met)) & whole
    return len(reference) - bin(left).count("1")
