"""Which piece translates which (eflomal, Östling and Tiedemann 2016), and the table of translations that follows."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from summarise.translate.pieces import SYMBOLS, Pieces

Ids = Sequence[int]
Coded = tuple[Ids, Ids]
CHOICES = 8  # translations kept for a piece
_LEAST = 0.02  # and how probable they must be
NOWHERE = -1


def _lines(path: Path, sentences: Iterable[Ids]) -> None:
    path.write_text("\n".join(" ".join(map(str, s)) for s in sentences) + "\n", encoding="ascii")


def _links(path: Path) -> list[set[tuple[int, int]]]:
    out = []
    for line in path.read_text(encoding="ascii").splitlines():
        pairs = (link.split("-") for link in line.split())
        out.append({(int(a), int(b)) for a, b in pairs})
    return out


def align(pairs: Sequence[Coded]) -> list[npt.NDArray[np.int16]]:
    """For each English piece the place of the French piece that it translates, or -1.

    Links found in both directions win; then those of one direction beside the link before.
    """
    import eflomal  # noqa: PLC0415 - only this step needs it, and it compiles C

    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        _lines(at / "fr", (p[0] for p in pairs))
        _lines(at / "en", (p[1] for p in pairs))
        with (at / "fr").open() as french, (at / "en").open() as english:
            eflomal.Aligner().align(
                french, english, links_filename_fwd=str(at / "forward"), links_filename_rev=str(at / "backward")
            )
        both = zip(pairs, _links(at / "forward"), _links(at / "backward"), strict=True)
        return [_one(len(pair[1]), forward, backward) for pair, forward, backward in both]


def _one(length: int, forward: set[tuple[int, int]], backward: set[tuple[int, int]]) -> npt.NDArray[np.int16]:
    out = np.full(length, NOWHERE, np.int16)
    either = forward | backward
    for french, english in sorted(either - (forward & backward), reverse=True):
        near = {(french + i, english + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
        if near & forward & backward:
            out[english] = french
    for french, english in sorted(forward & backward, reverse=True):
        out[english] = french
    return out


def lexicon(
    pairs: Sequence[Coded], links: Sequence[npt.NDArray[np.int16]], french: Pieces, english: Pieces
) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.float32]]:
    """Translations of each French piece, best first: ids and probabilities, both (pieces, CHOICES).

    Placeholders translate to themselves; pieces never linked to one written alike, if there is one.
    """
    size = len(english)
    codes = np.concatenate([_codes(pair, to, size) for pair, to in zip(pairs, links, strict=True)])
    keys, seen = np.unique(codes, return_counts=True)
    found: list[list[tuple[float, int]]] = [[] for _ in range(len(french))]
    for key, n in zip(keys.tolist(), seen.tolist(), strict=True):
        found[key // size].append((float(n), key % size))
    alike = {english.piece(i): i for i in range(size)}
    ids = np.zeros((len(french), CHOICES), np.int16)
    shares = np.zeros((len(french), CHOICES), np.float32)
    marks = {"▁" + s for s in SYMBOLS}
    for k in range(len(french)):
        word = french.piece(k)
        best = _best(found[k])
        if word in marks or (not best and word in alike):
            best = [(1.0, alike[word])]
        for j, (share, i) in enumerate(best):
            ids[k, j], shares[k, j] = i, share
    return ids, shares


def _codes(pair: Coded, links: npt.NDArray[np.int16], size: int) -> npt.NDArray[np.int64]:
    linked = np.flatnonzero(links >= 0)
    french = np.asarray(pair[0], np.int64)[links[linked]]
    return french * size + np.asarray(pair[1], np.int64)[linked]


def _best(found: list[tuple[float, int]]) -> list[tuple[float, int]]:
    total = sum(n for n, _ in found) + 0.5
    shares = sorted(((n / total, i) for n, i in found), reverse=True)
    return [(share, i) for share, i in shares[:CHOICES] if share >= _LEAST]
