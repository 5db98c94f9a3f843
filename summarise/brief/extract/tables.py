"""What was learnt from articles and their abstracts, as it ships: `python -m finetune abstracts` makes the file."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
EMBEDDED = Path(__file__).with_name("tables.npz")


@dataclass(frozen=True)
class Layer:
    """One hidden layer and a number out: how likely something stands in the abstract, as log-odds."""

    inner: Floats
    shift: Floats
    outer: Floats

    def __call__(self, rows: Floats) -> Floats:
        """The log-odds of each row."""
        out: Floats = np.tanh(rows @ self.inner + self.shift) @ self.outer
        return out


@dataclass(frozen=True)
class Tables:
    """`index` numbers the words from 1, the most frequent first; 0 is any other word.

    `rarity` is the log of how rare a word is among articles, a tenth of it. `again` replaces `once` for the second and
    later times that a word comes. `left` and `right` belong to the words of a pair. `weights` are those of a choice.
    """

    index: dict[str, int]
    rarity: Floats
    once: Floats
    again: Floats
    left: Floats
    right: Floats
    words: Layer
    pairs: Layer
    weights: Floats


_LAYERS = ("words", "pairs")
_COLUMNS = ("rarity", "once", "again", "left", "right")


def save(tables: Tables, path: Path) -> None:
    """Writes the tables; half precision but for the layers."""
    arrays = {name: getattr(tables, name).astype(np.float16) for name in _COLUMNS}
    for name in _LAYERS:
        layer: Layer = getattr(tables, name)
        arrays |= {f"{name}_{k}": getattr(layer, k).astype(np.float32) for k in ("inner", "shift", "outer")}
    text = np.frombuffer("\n".join(tables.index).encode(), np.uint8)
    np.savez_compressed(path, vocabulary=text, weights=tables.weights.astype(np.float32), **arrays)


@lru_cache(maxsize=2)
def load(path: Path = EMBEDDED) -> Tables:
    """The tables of `path`."""
    with np.load(path, allow_pickle=False) as found:
        words = found["vocabulary"].tobytes().decode().split("\n")
        columns = {name: found[name].astype(np.float32) for name in _COLUMNS}
        of_words, of_pairs = (Layer(*(found[f"{n}_{k}"] for k in ("inner", "shift", "outer"))) for n in _LAYERS)
        index = {w: k for k, w in enumerate(words, 1)}
        return Tables(index=index, words=of_words, pairs=of_pairs, weights=found["weights"], **columns)
