"""How likely each word and each pair of neighbours of an article is to stand in its abstract."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from summarise.brief.extract.passages import Passage, folded_words
from summarise.brief.extract.tables import Floats, Tables

Ints = npt.NDArray[np.intp]
# A word that comes more often in a summary counts no more.
TIMES = 4
_CAPITAL = re.compile(r"(?<=[a-zà-ÿ,;:'\"«] )[A-ZÀ-Þ][\w-]*|(?<=')[A-ZÀ-Þ][\w-]*")


@dataclass(frozen=True)
class Lexis:
    """The words of an article: their numbers here and in the tables, and what is plain to see of each."""

    here: dict[str, int]
    known: Ints
    rows: Floats
    counts: Ints
    firsts: Ints


def lexis(passages: Sequence[Passage], tables: Tables) -> Lexis:
    """Each word of `passages`."""
    here: dict[str, int] = {}
    for passage in passages:
        for word in passage.words:
            here.setdefault(word, len(here))
    known = np.array([tables.index.get(w, 0) for w in here], np.intp)
    tally = counted([p.words for p in passages], here)
    counts, held = tally.sum(0), tally > 0
    places = np.array([p.place for p in passages])
    firsts = places[held.argmax(0)]
    capitals = {w for p in passages for m in _CAPITAL.findall(p.text) for w in folded_words(m)}
    rarity = tables.rarity[known]
    rank = np.empty(len(here), np.float32)
    rank[np.argsort(-counts * rarity, kind="stable")] = np.arange(len(here))
    total, size = max(1, int(counts.sum())), len(passages)
    early = [held[places == k].any(0) if (places == k).any() else np.zeros(len(here), bool) for k in range(3)]
    columns = [
        np.log(counts), held.sum(0) / size, np.log1p(firsts), firsts == 0, firsts == 1, *early,
        [w.isdigit() for w in here], [len(w) / 10 for w in here], rarity, [w in capitals for w in here],
        np.log1p(rank) / 6, np.minimum(counts / total * 20, 2), np.full(len(here), np.log(total) / 6),
        np.full(len(here), np.log(size) / 3),
    ]  # fmt: skip
    return Lexis(here, known, np.array(columns, np.float32).T, counts, firsts)


def counted(texts: Sequence[Sequence[str]], here: dict[str, int]) -> Ints:
    """How often each word comes in each text: (texts, words)."""
    out = np.zeros((len(texts), len(here)), np.intp)
    for k, words in enumerate(texts):
        np.add.at(out[k], [here[w] for w in words], 1)
    return out


def word_rows(seen: Lexis) -> tuple[Floats, Ints, Ints]:
    """For each word as often as it comes: what is seen of it with the time, its number here, the time from 0."""
    times = np.minimum(seen.counts, TIMES)
    which = np.repeat(np.arange(len(times)), times)
    nth = np.concatenate([np.arange(n) for n in times]) if len(times) else np.zeros(0, np.intp)
    return np.hstack([seen.rows[which], np.eye(TIMES, dtype=np.float32)[nth]]), which, nth


def word_hopes(seen: Lexis, tables: Tables) -> Floats:
    """(words, TIMES): how likely the abstract has the word at least once, twice…; 0 for more than the article has."""
    rows, which, nth = word_rows(seen)
    known = seen.known[which]
    odds = tables.words(rows) + np.where(nth > 0, tables.again[known], tables.once[known])
    out = np.zeros((len(seen.here), TIMES), np.float32)
    out[which, nth] = 1 / (1 + np.exp(-odds))
    return out


Pair = tuple[int, int]


@dataclass(frozen=True)
class Pairs:
    """The pairs of neighbours of an article, numbered."""

    here: dict[Pair, int]
    rows: Floats


def neighbours(words: Sequence[str], here: dict[str, int]) -> list[Pair]:
    """The pairs of neighbours in `words`."""
    return list(pairwise(here[w] for w in words))


def pairs(passages: Sequence[Passage], seen: Lexis, once: Floats, tables: Tables) -> Pairs:
    """Each pair of `passages`, with what is seen of it; `once` is how likely each word is."""
    counts: dict[Pair, int] = {}
    firsts: dict[Pair, int] = {}
    for passage in passages:
        for pair in neighbours(passage.words, seen.here):
            # A shorter form repeats its sentence, and only brings new pairs where something was taken out.
            if not passage.cut or pair not in counts:
                counts[pair] = counts.get(pair, 0) + 1
                firsts.setdefault(pair, passage.place)
    both = np.array(list(counts), np.intp).reshape(-1, 2)
    first = np.array(list(firsts.values()), np.float32)
    hope = np.clip(once[both], 1e-3, 0.999)
    odds, rarity = np.log(hope / (1 - hope)), tables.rarity[seen.known[both]]
    columns = [
        odds[:, 0], odds[:, 1], np.log(hope[:, 0] * hope[:, 1]), np.log(np.array(list(counts.values()), np.float32)),
        first == 0, first == 1, np.log1p(first), rarity[:, 0], rarity[:, 1],
    ]  # fmt: skip
    return Pairs({pair: k for k, pair in enumerate(counts)}, np.array(columns, np.float32).T)


def pair_hopes(found: Pairs, seen: Lexis, tables: Tables) -> Floats:
    """How likely the abstract has each pair."""
    both = seen.known[np.array(list(found.here), np.intp).reshape(-1, 2)]
    odds = tables.pairs(found.rows) + tables.left[both[:, 0]] + tables.right[both[:, 1]]
    out: Floats = 1 / (1 + np.exp(-odds))
    return out
