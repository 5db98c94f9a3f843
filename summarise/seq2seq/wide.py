"""The sparse half of the heads: a weight for each (feature, label), eight bits each, added to what the encoder says."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def feature_hash(feature: str) -> int:
    """A 32-bit name of a feature, the same on every machine."""
    return zlib.crc32(feature.encode())


@dataclass(frozen=True)
class Table:
    """`hashes` sorted (features,), `weights` int8 (features, labels), `scale` and `bias` (labels,)."""

    labels: tuple[str, ...]
    hashes: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats

    def scores(self, features: Iterable[str]) -> Floats:
        """Unnormalised log-probabilities of the labels: (labels,)."""
        wanted = np.fromiter((feature_hash(f) for f in features), dtype=np.uint32)
        if not len(self.hashes) or not len(wanted):
            return self.bias
        at = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        rows = at[self.hashes[at] == wanted]
        total: Floats = self.weights[rows].sum(axis=0, dtype=np.int32) * self.scale + self.bias
        return total.astype(np.float32)


def load_tables(path: Path) -> dict[str, Table]:
    """All tables of a checkpoint, by task. Nothing is unpickled."""
    with np.load(path, allow_pickle=False) as data:
        tasks = [str(t) for t in data["tasks"]]
        return {
            task: Table(
                tuple(str(label) for label in data[f"{task}.labels"]),
                data[f"{task}.hashes"],
                data[f"{task}.weights"],
                data[f"{task}.scale"],
                data[f"{task}.bias"],
            )
            for task in tasks
        }


def save_tables(path: Path, tables: dict[str, Table]) -> None:
    """Writes what `load_tables` reads."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"tasks": np.array(list(tables))}
    for task, table in tables.items():
        arrays[f"{task}.labels"] = np.array(table.labels)
        arrays[f"{task}.hashes"] = table.hashes
        arrays[f"{task}.weights"] = table.weights
        arrays[f"{task}.scale"] = table.scale
        arrays[f"{task}.bias"] = table.bias
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
