"""Coded pairs as batches: placeholders numbered anew, some words hidden behind term placeholders, lengths alike."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from summarise.translate.pieces import END, KINDS, PER_KIND, Pieces

FIRST = 3  # the id of the first placeholder
_LAST = FIRST + len(KINDS) * PER_KIND
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "ie", "is", "us", "u", "ue")
_ROUND = 4
_LEAST_LETTERS = 4  # shorter words are mostly grammar, which the network must see


@dataclass(frozen=True)
class Item:
    """A pair in pieces with, for each English piece, the place of the French one that it translates or -1."""

    french: npt.NDArray[np.int16]
    english: npt.NDArray[np.int16]
    links: npt.NDArray[np.int16]


def renumbered(item: Item, random_: random.Random) -> Item:
    """The same pair with placeholders of the same kinds drawn anew."""
    used = [int(i) for i in np.unique(np.concatenate((item.french, item.english))) if FIRST <= i < _LAST]
    if not used:
        return item
    change = np.arange(max(int(item.french.max()), int(item.english.max()), _LAST) + 1, dtype=np.int16)
    for kind in range(len(KINDS)):
        mine = [i for i in used if (i - FIRST) // PER_KIND == kind]
        fresh = random_.sample(range(PER_KIND), len(mine))
        for i, k in zip(mine, fresh, strict=True):
            change[i] = FIRST + kind * PER_KIND + k
    return Item(change[item.french], change[item.english], item.links)


class Hider:
    """Hides words that translate one to one, so that the network learns to carry terms that it does not see."""

    def __init__(self, french: Pieces, english: Pieces) -> None:
        self._french = [french.piece(i) for i in range(len(french))]
        self._english = [english.piece(i) for i in range(len(english))]

    def __call__(self, item: Item, random_: random.Random, most: int) -> Item:
        """At most `most` words hidden."""
        whole = [j for j in range(len(item.english)) if self._hidable(item, j)]
        french, english = item.french, item.english
        for j in random_.sample(whole, min(most, len(whole))):
            symbol = self._symbol(int(french[item.links[j]]), int(english[j]), random_)
            if symbol in french:
                continue
            french, english = french.copy(), english.copy()
            french[item.links[j]] = english[j] = symbol
        return Item(french, english, item.links)

    def _hidable(self, item: Item, j: int) -> bool:
        i = int(item.links[j])
        if i < 0 or np.count_nonzero(item.links == i) != 1:
            return False
        sides = ((item.french, i, self._french), (item.english, j, self._english))
        return all(_is_word(ids, at, names) for ids, at, names in sides)

    def _symbol(self, french: int, english: int, random_: random.Random) -> int:
        words = self._french[french], self._english[english]
        participle = words[0].endswith(_PARTICIPLES) and words[1].endswith("ed")
        return FIRST + KINDS.index("V" if participle else "T") * PER_KIND + random_.randrange(PER_KIND)


def _is_word(ids: npt.NDArray[np.int16], at: int, names: Sequence[str]) -> bool:
    word = names[ids[at]]
    ends = at + 1 == len(ids) or not names[ids[at + 1]][:1].isalpha()
    return word[:1] == "▁" and word[1:].isalpha() and len(word) > _LEAST_LETTERS and ends


def _padded(rows: Sequence[npt.NDArray[np.int16]], width: int, fill: int) -> Tensor:
    out = np.full((len(rows), width), fill, np.int64)
    for k, row in enumerate(rows):
        out[k, : len(row)] = row
    return torch.from_numpy(out)


def batch(items: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor]:
    """(French, English between ends, links), padded: what Translator.forward takes."""
    end, width = np.array([END], np.int16), max(map(_width, items))
    english = [np.concatenate((end, i.english, end)) for i in items]
    french = [np.concatenate((i.french, end)) for i in items]
    return _padded(french, width, 0), _padded(english, width + 1, 0), _padded([i.links for i in items], width, -1)


def _width(item: Item) -> int:
    """Pieces with an end, rounded up: few shapes of batches, for which kernels are prepared once."""
    return -(-(max(len(item.french), len(item.english)) + 1) // _ROUND) * _ROUND


def batches(items: Sequence[Item], pieces: int, seed: int) -> Iterator[list[Item]]:
    """The items in random order, those of a width together, `pieces` pieces in each batch; what fills none waits."""
    random_ = np.random.RandomState(seed)
    waiting: dict[int, list[Item]] = {}
    for i in random_.permutation(len(items)):
        width = _width(items[i])
        group = waiting.setdefault(width, [])
        group.append(items[i])
        if len(group) >= max(1, pieces // width):
            yield waiting.pop(width)
