"""The table of phrases: which English stands for which few French words, learnt by counting in aligned pairs.

After Koehn, Och and Marcu (2003): phrases that the alignment of words holds together, scored both ways; a model of
three English words for what follows what; French adjectives put before their nouns first, where English has them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from summarise.translate.phrasal import LONGEST, MOVES_NOT, SCALE, bare, order, packed

Links = set[tuple[int, int]]
Array = npt.NDArray[Any]
Table = dict[tuple[str, ...], list[tuple[tuple[str, ...], float]]]
_NEIGHBOURS = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))
_MOST_ENGLISH = 6  # words of a phrase
OWN = 4
"""What a pair of our field counts for."""

_OPTIONS = 10  # kept for a French phrase
_LEAST_SHARE = 0.02
_MOST_WORDS = 65_000  # of each language: an id has sixteen bits


class Aligned(NamedTuple):
    """A pair of sentences in words, which word translates which, and what it counts for."""

    french: Sequence[str]
    english: Sequence[str]
    links: Links
    weight: int


def symmetric(one: Links, other: Links) -> Links:
    """Links of both directions, grown by neighbours, then those of words that have none ("grow-diag-final-and")."""
    out, rest = one & other, (one | other) - (one & other)
    left, right = {f for f, _ in out}, {e for _, e in out}
    grown = True
    while grown:
        grown = False
        for f, e in sorted(rest):
            if (f not in left or e not in right) and any((f + i, e + j) in out for i, j in _NEIGHBOURS):
                out.add((f, e))
                left.add(f)
                right.add(e)
                rest = rest - {(f, e)}
                grown = True
    for f, e in sorted(rest):
        if f not in left and e not in right:
            out.add((f, e))
            left.add(f)
            right.add(e)
    return out


def placed(french: Sequence[str], english: Sequence[str], links: Links) -> Links:
    """The links with each placeholder linked to itself alone."""
    here = {w: i for i, w in enumerate(french) if w[0] == "⟦"}
    there = {w: i for i, w in enumerate(english) if w[0] == "⟦"}
    rows, columns = set(here.values()), set(there.values())
    kept = {(f, e) for f, e in links if f not in rows and e not in columns}
    return kept | {(i, there[w]) for w, i in here.items() if w in there}


def moving(pairs: Iterable[Aligned]) -> frozenset[str]:
    """French words that stand after the word that English has after theirs: "correctionnel", "judiciaire"."""
    swapped: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for french, _, links, weight in pairs:
        to = defaultdict(list)
        for f, e in links:
            to[f].append(e)
        for i in range(1, len(french)):
            if len(to[i]) == len(to[i - 1]) == 1 and french[i].replace("-", "").isalpha():
                seen[french[i]] += weight
                swapped[french[i]] += weight * (to[i][0] + 1 == to[i - 1][0])
    return frozenset(w for w, n in seen.items() if n >= 3 and swapped[w] > n / 2 and len(w) > 3 and w not in MOVES_NOT)


def moved(pair: Aligned, movers: frozenset[str]) -> Aligned:
    """The pair with its French in English order."""
    places = order(pair.french, movers)
    now = {old: new for new, old in enumerate(places)}
    return pair._replace(french=[pair.french[k] for k in places], links={(now[f], e) for f, e in pair.links})


def phrases(pair: Aligned, known: frozenset[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The French phrases of a pair with their English, placeholders bare; French of several words only if `known`."""
    french, english, links, _ = pair
    names = [bare(w) for w in french]
    said = [bare(w) for w in english]
    to: list[list[int]] = [[] for _ in french]
    back: list[list[int]] = [[] for _ in english]
    for f, e in links:
        to[f].append(e)
        back[e].append(f)
    for i in range(len(french)):
        low, high = len(english), -1
        for j in range(i + 1, min(i + LONGEST, len(french)) + 1):
            for e in to[j - 1]:
                low, high = min(low, e), max(high, e)
            if high < 0 or high - low >= _MOST_ENGLISH or (j - i > 1 and tuple(names[i:j]) not in known):
                continue
            if any(not i <= f < j for e in range(low, high + 1) for f in back[e]):
                continue
            marks = [w for w in french[i:j] if w[0] == "⟦"]
            if marks == [w for w in english[low : high + 1] if w[0] == "⟦"] or len({bare(m) for m in marks}) == len(
                marks
            ):
                yield tuple(names[i:j]), tuple(said[low : high + 1])


def frequent(pairs: Iterable[Aligned], least: int) -> frozenset[tuple[str, ...]]:
    """Runs of two to LONGEST French words that come `least` times."""
    seen: Counter[tuple[str, ...]] = Counter()
    for french, _, _, weight in pairs:
        names = [bare(w) for w in french]
        for size in range(2, LONGEST + 1):
            for gram in zip(*(names[k:] for k in range(size)), strict=False):
                seen[gram] += weight
    return frozenset(gram for gram, n in seen.items() if n >= least)


def table(pairs: Sequence[Aligned], least: int) -> Table:
    """French phrases with their English, best first: log-probabilities of both directions, the mean of them."""
    both: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    known = frequent(pairs, least)
    for pair in pairs:
        for found in phrases(pair, known):
            both[found] += pair.weight
    french: Counter[tuple[str, ...]] = Counter()
    english: Counter[tuple[str, ...]] = Counter()
    for (f, e), n in both.items():
        french[f] += n
        english[e] += n
    out: Table = defaultdict(list)
    for (f, e), n in both.items():
        share = n / (french[f] + 0.5)
        if share >= _LEAST_SHARE and (n > 1 or len(f) == 1):
            out[f].append((e, (math.log(share) + 0.6 * math.log(n / (english[e] + 1.0))) / 1.6))
    return {f: sorted(options, key=lambda o: -o[1])[:_OPTIONS] for f, options in out.items()}


class Grams(NamedTuple):
    """Counts of one, two and three English words."""

    one: Counter[tuple[str, ...]]
    two: Counter[tuple[str, ...]]
    three: Counter[tuple[str, ...]]


def grams(pairs: Iterable[Aligned]) -> Grams:
    """Counts over the English sides; "<s>" twice before, "</s>" after."""
    out = Grams(Counter(), Counter(), Counter())
    for _, english, _, weight in pairs:
        words = ["<s>", "<s>", *(bare(w) for w in english), "</s>"]
        for k in range(2, len(words)):
            out.one[(words[k],)] += weight
            out.two[tuple(words[k - 1 : k + 1])] += weight
            out.three[tuple(words[k - 2 : k + 1])] += weight
    return out


def save(pairs: Sequence[Aligned], movers: frozenset[str], out: Path, least: int = 6) -> None:
    """Writes phrases.npz; French of several words must have come `least` times."""
    held, counts = table(pairs, least), grams(pairs)
    read = Counter(w for f in held for w in f)
    said = Counter(w for options in held.values() for e, _ in options for w in e)
    french = sorted(w for w, _ in read.most_common(_MOST_WORDS))
    english = ["<unk>", "<s>", "</s>", *sorted(w for w, _ in said.most_common(_MOST_WORDS))]
    left = {w: k + 1 for k, w in enumerate(french)}
    right = {w: k for k, w in enumerate(english)}
    columns = {"french": _blob(french), "english": _blob(english), "movers": _blob(sorted(movers))}
    columns |= _columns(held, left, right) | _model(counts, right)
    with out.open("wb") as file:
        np.savez_compressed(file, **columns)  # type: ignore[arg-type]  # its stub takes no unpacked arrays


def _blob(words: Sequence[str]) -> Array:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _columns(held: Table, left: dict[str, int], right: dict[str, int]) -> dict[str, Array]:
    """French phrases in the order of their keys, and beside them their English, one after the other."""
    rows = sorted((packed([left[w] for w in f]), f) for f in held if all(w in left for w in f))
    kept = [[(e, score) for e, score in held[f] if all(w in right for w in e)] for _, f in rows]
    flat = [option for options in kept for option in options]
    return {
        "keys": _steps([key for key, _ in rows]),
        "counts": np.array([len(options) for options in kept], np.uint8),
        "lengths": np.array([len(e) for e, _ in flat], np.uint8),
        "ids": np.array([right[w] for e, _ in flat for w in e], np.uint16),
        "scores": np.array([_rounded(score) for _, score in flat], np.int8),
    }


def _steps(keys: Sequence[int]) -> Array:
    """Rising numbers as what each adds to the one before: they pack better."""
    out: Array = np.diff(np.array(keys, np.uint64), prepend=np.uint64(0))
    return out


def _rounded(nats: float) -> int:
    return max(-127, round(SCALE * nats))


def _model(counts: Grams, right: dict[str, int]) -> dict[str, Array]:
    """The model of what follows what: log-probabilities in steps of 1 / SCALE nats."""
    total = sum(counts.one.values())
    single = np.full(len(right), -SCALE * 16, np.int16)
    for (word,), n in counts.one.items():
        if word in right:
            single[right[word]] = round(SCALE * math.log(n / total))
    single[right["<s>"]] = 0
    out: dict[str, Array] = {"one": single}
    for name, seen, least in (("two", counts.two, 3), ("three", counts.three, 4)):
        before: Counter[tuple[str, ...]] = Counter()
        for gram, n in seen.items():
            before[gram[:-1]] += n
        rows = sorted(
            (packed([right[w] for w in gram]), math.log(n / before[gram[:-1]]))
            for gram, n in seen.items()
            if n >= least and all(w in right for w in gram)
        )
        out[f"{name}_keys"] = _steps([key for key, _ in rows])
        out[f"{name}_scores"] = np.array([_rounded(p) for _, p in rows], np.int8)
    return out
