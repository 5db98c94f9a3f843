"""The French–English network at work: ONNX Runtime on a CPU, beam search that keeps every placeholder once."""

import hashlib
import json
import math
from collections.abc import Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from summarise.errors import ModelError
from summarise.records import ModelInfo
from summarise.translate.pieces import END, KINDS, PAD, PER_KIND, UNKNOWN, Pieces, finished, ready

FILES = ("reader.onnx", "writer.onnx", "french.model", "english.model", "lexicon.npz", "translator.json")
Floats = npt.NDArray[np.float32]
FIRST_SYMBOL = 3
LAST_SYMBOL = FIRST_SYMBOL + len(KINDS) * PER_KIND
_LONGEST = 150  # pieces, of either side
_NEVER = np.float32(-1e9)
_REPEATED = 4  # so many pieces never follow each other twice: a translator without this may loop
_MISSING = 4.0  # nats that ending costs for each placeholder left out: what is lost cannot be put back


class Candidate(NamedTuple):
    """A translation of a masked sentence, with nats a piece (nearer 0 is surer)."""

    text: str
    score: float


class Options(NamedTuple):
    """How one try differs from another: beams, and what length is worth (more: longer sentences)."""

    beam: int
    length: float


VARIANTS = (Options(1, 1.0), Options(4, 1.0), Options(6, 1.3), Options(4, 0.7))


class _Beam(NamedTuple):
    ids: tuple[int, ...]
    score: float
    left: frozenset[int]


class _Read(NamedTuple):
    """What the reader made of one sentence."""

    ids: npt.NDArray[np.int64]
    states: Floats
    memory: dict[str, Floats]
    choices: npt.NDArray[np.int64]
    shares: Floats


class Network:
    """A loaded translator."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"Le traducteur de {folder} est incomplet ({', '.join(missing)} manque)",
                "réinstallez le paquet ou donnez dans la configuration un dossier complet.",
            )
        self.folder, self.threads = folder, threads
        self.settings: dict[str, Any] = json.loads((folder / "translator.json").read_text(encoding="utf-8"))

    @cached_property
    def info(self) -> ModelInfo:
        """Name, version and a digest of all files."""
        digest = hashlib.sha256()
        for name in FILES:
            digest.update((self.folder / name).read_bytes())
        return ModelInfo(name=self.settings["name"], version=self.settings["version"], digest=digest.hexdigest()[:16])

    def _session(self, name: str) -> Any:
        import onnxruntime  # noqa: PLC0415 - a second that --help must not pay

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self.folder / name), options, providers=["CPUExecutionProvider"])

    @cached_property
    def reader(self) -> Any:
        """French pieces to states."""
        return self._session("reader.onnx")

    @cached_property
    def writer(self) -> Any:
        """The last English piece and states to scores of the next."""
        return self._session("writer.onnx")

    @cached_property
    def french(self) -> Pieces:
        """The French tokenizer."""
        return Pieces(self.folder / "french.model")

    @cached_property
    def english(self) -> Pieces:
        """The English tokenizer."""
        return Pieces(self.folder / "english.model")

    @cached_property
    def lexicon(self) -> tuple[npt.NDArray[np.int64], Floats]:
        """Translations of French pieces: ids and probabilities, (pieces, k)."""
        with np.load(self.folder / "lexicon.npz") as held:
            return held["ids"].astype(np.int64), held["shares"].astype(np.float32)

    def translate(self, masked: Sequence[str], *, beam: int = 1, variant: int = 0) -> list[list[Candidate]]:
        """The best translations of each masked sentence, best first; none for a sentence that is too long.

        A sentence's result never depends on the others given with it.
        """
        options = VARIANTS[variant % len(VARIANTS)]
        options = options._replace(beam=max(options.beam, beam))
        return [self._one(sentence, options) for sentence in masked]

    def _read(self, sentence: str) -> _Read | None:
        ids = np.array([*self.french.ids(ready(sentence)), END], np.int64)
        if not 1 < len(ids) <= _LONGEST:
            return None
        states, *parts = self.reader.run(None, {"ids": ids[None]})
        memory = {f"memory_{k}": part for k, part in enumerate(parts)}
        choices, shares = self.lexicon
        return _Read(ids, states, memory, choices[ids], shares[ids])

    def _one(self, sentence: str, options: Options) -> list[Candidate]:
        read = self._read(sentence)
        if read is None:
            return []
        search = _Search(self, read, options)
        ended = search.run() if options.beam > 1 else [search.greedy()]
        best = sorted(ended, key=lambda b: -_worth(b, options.length))
        return [Candidate(self._text(b.ids), b.score / len(b.ids)) for b in best]

    def _text(self, ids: Sequence[int]) -> str:
        return finished(self.english.text([i for i in ids if i != END]))


def _worth(beam: _Beam, length: float) -> float:
    return float(beam.score / len(beam.ids) ** length)


def _repeats(ids: Sequence[int], piece: int) -> bool:
    """Whether `piece` would end a run of pieces that stood before."""
    last = (*ids[len(ids) - _REPEATED + 1 :], piece)
    return len(ids) >= _REPEATED and any(tuple(ids[k : k + _REPEATED]) == last for k in range(len(ids) - _REPEATED + 1))


class _Search:
    """Beam search over one sentence."""

    def __init__(self, network: Network, read: _Read, options: Options) -> None:
        self.network, self.read, self.options = network, read, options
        self.symbols = frozenset(int(i) for i in read.ids if FIRST_SYMBOL <= i < LAST_SYMBOL)
        self.limit = min(_LONGEST - 1, 2 * len(read.ids) + 12)

    def greedy(self) -> _Beam:
        """The best next piece each time: what one beam finds, for a third less time."""
        ids: list[int] = []
        left, total, barred = set(self.symbols), 0.0, self._barred()
        before, state = self._empty()
        last = _Beam((), 0.0, self.symbols)
        for at in range(self.limit):
            said, before, state = self._shares([last], at, before, state)
            row = said[0] + barred
            row[END] *= math.exp(-_MISSING * len(left)) if ids else 0.0
            piece = int(row.argmax())
            while _repeats(ids, piece):
                row[piece] = -1.0
                piece = int(row.argmax())
            total += math.log(max(float(row[piece]), 1e-12))
            ids.append(piece)
            last = _Beam((piece,), 0.0, last.left)
            if piece == END:
                break
            if piece in left:
                left.remove(piece)
                barred[piece] = -2.0
        return _Beam(tuple(ids), total, frozenset(left))

    def _barred(self) -> Floats:
        """-2 for pieces that must not come: padding, unknown, placeholders that the French does not have."""
        out = np.zeros(len(self.network.english), np.float32)
        out[[PAD, UNKNOWN]] = -2.0
        out[[k for k in range(FIRST_SYMBOL, LAST_SYMBOL) if k not in self.symbols]] = -2.0
        return out

    def run(self) -> list[_Beam]:
        """The ended beams; if none ended, the best as they stand."""
        beams, ended = [_Beam((), 0.0, self.symbols)], []
        before, state = self._empty()
        for at in range(self.limit):
            logs, before, state = self._step(beams, at, before, state)
            grown = [(row, self._grown(beams[row], piece, score)) for row, piece, score in self._best(beams, logs)]
            ended += [beam for _, beam in grown if beam.ids[-1] == END]
            going = [(row, beam) for row, beam in grown if beam.ids[-1] != END]
            if not going or len(ended) >= self.options.beam:
                break
            rows, beams = [row for row, _ in going], [beam for _, beam in going]
            before, state = before[:, rows], state[:, rows]
        return ended or beams

    def _empty(self) -> tuple[Floats, Floats]:
        layers, reach, width = (self.network.settings[k] for k in ("layers", "reach", "width"))
        return np.zeros((layers, 1, reach - 1, width), np.float32), np.zeros((layers, 1, width), np.float32)

    def _step(self, beams: list[_Beam], at: int, before: Floats, state: Floats) -> tuple[Floats, Floats, Floats]:
        """Log-probabilities of the next piece for each beam: (beams, pieces)."""
        said, before, state = self._shares(beams, at, before, state)
        return np.log(np.maximum(said, 1e-12)), before, state

    def _shares(self, beams: list[_Beam], at: int, before: Floats, state: Floats) -> tuple[Floats, Floats, Floats]:
        """Probabilities of the next piece for each beam."""
        last = np.array([[beam.ids[-1] if beam.ids else END] for beam in beams], np.int64)
        given = {
            "piece": last, "at": np.array([at], np.int64), "states": self.read.states, "before": before,
            "state": state, **self.read.memory,
        }  # fmt: skip
        own, where, trust, before, state = self.network.writer.run(None, given)
        said = own * (1 - trust)
        table = (where[:, :, None] * self.read.shares[None]) * trust[:, :, None]
        for row in range(len(beams)):
            said[row] += np.bincount(self.read.choices.ravel(), table[row].ravel(), said.shape[1])
        return said, before, state

    def _best(self, beams: list[_Beam], logs: Floats) -> list[tuple[int, int, float]]:
        """(beam, piece, score) of the best next pieces, best first."""
        for row, beam in enumerate(beams):
            logs[row, [PAD, UNKNOWN]] = _NEVER
            banned = [k for k in range(FIRST_SYMBOL, LAST_SYMBOL) if k not in beam.left]
            logs[row, banned] = _NEVER
            logs[row, END] -= _MISSING * len(beam.left)
            if not beam.ids:
                logs[row, END] = _NEVER
        total = logs + np.array([[b.score] for b in beams], np.float32)
        many = 3 * self.options.beam + 2
        out = []
        for k in _top(total.ravel(), many):
            row, piece = divmod(int(k), logs.shape[1])
            if not _repeats(beams[row].ids, piece):
                out.append((row, piece, float(total[row, piece])))
        return out[: self.options.beam]

    def _grown(self, beam: _Beam, piece: int, score: float) -> _Beam:
        return _Beam((*beam.ids, piece), score, beam.left - {piece})


def _top(scores: Floats, many: int) -> npt.NDArray[np.int64]:
    """The places of the `many` highest scores, highest first."""
    near = np.argpartition(-scores, many)[:many]
    return near[np.argsort(-scores[near], kind="stable")]


def load_network(folder: Path | None = None, threads: int = 1) -> Network:
    """The translator in `folder`, or the embedded one."""
    return Network(folder or Path(str(resources.files("summarise.translate") / "checkpoint")), threads)
