"""The table of phrases: which English stands for which few French words, learnt by counting in aligned pairs.

After Koehn, Och and Marcu (2003): phrases that the alignment of words holds together, scored both ways; a model of
three English words for what follows what; French adjectives put before their nouns first, where English has them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from summarise.translate.phrasal import LONGEST, MOVES_NOT, SCALE, bare, order, packed

Links = set[tuple[int, int]]
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


def table(pairs: Sequence[Aligned], least: int = 4) -> dict[tuple[str, ...], list[tuple[tuple[str, ...], float]]]:
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
    out: dict[tuple[str, ...], list[tuple[tuple[str, ...], float]]] = defaultdict(list)
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


def save(pairs: Sequence[Aligned], movers: frozenset[str], out: Path, least: int = 4) -> None:
    """Writes phrases.npz."""
    held, counts = table(pairs, least), grams(pairs)
    read = Counter(w for f in held for w in f)
    french = sorted(w for w, _ in read.most_common(_MOST_WORDS))
    said = Counter(w for options in held.values() for e, _ in options for w in e)
    english = ["<unk>", "<s>", "</s>", *sorted(w for w, _ in said.most_common(_MOST_WORDS))]
    left = {w: k + 1 for k, w in enumerate(french)}
    right = {w: k for k, w in enumerate(english)}
    rows = [(packed([left[w] for w in f]), f) for f in held if all(w in left for w in f)]
    ids, starts, ends, scores, firsts, keys = [], [], [], [], [], []
    for key, f in sorted(rows):
        keys.append(key)
        firsts.append(len(ends))
        for e, score in held[f]:
            if all(w in right for w in e):
                starts.append(len(ids))
                ids += [right[w] for w in e]
                ends.append(len(ids))
                scores.append(max(-127, round(score * 12)))
    np.savez_compressed(
        out,
        french=np.frombuffer("\n".join(french).encode(), np.uint8),
        english=np.frombuffer("\n".join(english).encode(), np.uint8),
        movers=np.frombuffer("\n".join(sorted(movers)).encode(), np.uint8),
        keys=np.diff(np.array(keys, np.uint64), prepend=np.uint64(0)),
        counts=np.diff(np.array([*firsts, len(ends)], np.int64)).astype(np.uint8),
        lengths=(np.array(ends) - np.array(starts)).astype(np.uint8),
        ids=np.array(ids, np.uint16),
        scores=np.array(scores, np.int8),
        **_model(counts, right),
    )


def _model(counts: Grams, right: dict[str, int]) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    """The three-word model: log-probabilities in steps of 1 / SCALE nats."""
    total = sum(counts.one.values())
    single = np.full(len(right), -SCALE * 16, np.int16)
    for (word,), n in counts.one.items():
        if word in right:
            single[right[word]] = round(SCALE * math.log(n / total))
    single[1] = 0
    before: Counter[tuple[str, ...]] = Counter()
    for (a, _), n in counts.two.items():
        before[(a,)] += n
    before2: Counter[tuple[str, ...]] = Counter()
    for (a, b, _), n in counts.three.items():
        before2[(a, b)] += n
    two = {g: n / before[g[:1]] for g, n in counts.two.items() if n >= 3 and all(w in right for w in g)}
    three = {g: n / before2[g[:2]] for g, n in counts.three.items() if n >= 4 and all(w in right for w in g)}
    out = {"one": single}
    for name, grams_ in (("two", two), ("three", three)):
        rows = sorted((packed([right[w] for w in g]), p) for g, p in grams_.items())
        out[f"{name}_keys"] = np.diff(np.array([k for k, _ in rows], np.uint64), prepend=np.uint64(0))
        out[f"{name}_scores"] = np.array([max(-127, round(12 * math.log(p))) for _, p in rows], np.int8)
    return out
