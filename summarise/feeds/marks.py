"""Signatures of texts, so that the same copy on five sites is found without comparing every two texts (MinHash).

Runs of words are compared, not words: court reports share most of their words and few of their runs.
"""

import hashlib

import numpy as np
from datasketch import MinHash

from summarise.store.fold import fold
from summarise.store.near import signature_of
from summarise.store.shapes import Mark

# Four words in a row; measured in docs/feeds.md.
_RUN = 4
_PLACES, _BAND = 128, 4
_FEWEST = 20


def mark_of(text: str) -> Mark | None:
    """The signature of a text; None when it is too short to be told from others."""
    words = fold(text).split()
    runs = {" ".join(words[i : i + _RUN]).encode() for i in range(len(words) - _RUN + 1)}
    if len(runs) < _FEWEST:
        return None
    made = MinHash(num_perm=_PLACES, seed=1)
    made.update_batch(list(runs))
    values = made.hashvalues.astype(np.uint32)
    bands = values.reshape(-1, _BAND)
    return Mark(signature=signature_of(values, len(runs)), bands=tuple(_number(band) for band in bands))


def _number(band: "np.ndarray[tuple[int], np.dtype[np.uint32]]") -> int:
    """A part of a signature as a signed number of 64 bits, as databases have them."""
    return int.from_bytes(hashlib.blake2b(band.tobytes(), digest_size=8).digest(), "big", signed=True)
