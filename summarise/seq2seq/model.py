"""The model at work: ONNX Runtime on a CPU, no torch, no network."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from summarise.errors import ModelError
from summarise.mentions.find import find
from summarise.records import Coverage, ModelInfo
from summarise.seq2seq.draft import Agreement, Draft, Scores, Thresholds, decide
from summarise.seq2seq.encode import Encoded, Vocabulary, encode
from summarise.seq2seq.links import LINK, with_links
from summarise.seq2seq.odds import odds
from summarise.seq2seq.prior import prior
from summarise.seq2seq.reading import Reading, read
from summarise.seq2seq.script import START, STOP, Step, hidden, text_steps
from summarise.seq2seq.wide import Floats, Table, load_tables
from summarise.text.source import Source

FILES = ("encoder.onnx", "heads.onnx", "decoder.onnx", "tables.npz", "tokenizer.model", "model.json")
# Pieces read at once, and those that two windows share so that no mention stands at an edge without its context.
WINDOW, SHARED = 1536, 128


@dataclass(frozen=True)
class State:
    """What the encoder made of a document: piece states (pieces, width), unit states (units, width)."""

    reading: Reading
    memory: Floats
    units: Floats
    scores: Scores
    coverage: Coverage


def windows(length: int, window: int = WINDOW, shared: int = SHARED) -> list[tuple[int, int]]:
    """Stretches of pieces that cover `length`, each at most `window`, neighbours sharing `shared`."""
    out = [(0, min(length, window))]
    while out[-1][1] < length:
        start = out[-1][1] - shared
        out.append((start, min(length, start + window)))
    return out


class Model:
    """A loaded checkpoint; `threads` are those of one inference, `start` and `stop` the decoder's first, last piece."""

    files = FILES
    start, stop = START, STOP

    def __init__(self, folder: Path, threads: int = 1) -> None:
        missing = [name for name in self.files if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"Le modèle de {folder} est incomplet ({', '.join(missing)} manque)",
                "réinstallez le paquet ou donnez dans la configuration un dossier complet.",
            )
        self.folder, self.threads = folder, threads
        self.settings: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        self.thresholds = Thresholds(**self.settings["thresholds"])
        self.agreement = Agreement(**self.settings.get("agreement", {}))

    @cached_property
    def info(self) -> ModelInfo:
        """Name, version and a digest of all files."""
        digest = hashlib.sha256()
        for name in self.files:
            digest.update((self.folder / name).read_bytes())
        return ModelInfo(name=self.settings["name"], version=self.settings["version"], digest=digest.hexdigest()[:16])

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The sparse half of the heads."""
        return load_tables(self.folder / "tables.npz")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The tokenizer."""
        import sentencepiece  # noqa: PLC0415 - a second that --help must not pay

        pieces = sentencepiece.SentencePieceProcessor(model_file=str(self.folder / "tokenizer.model"))
        special = {pieces.id_to_piece(i): i for i in range(3, 120) if pieces.id_to_piece(i).startswith("<")}
        return Vocabulary(lambda text: list(pieces.encode(text)), special, lambda ids: str(pieces.decode(ids)))

    def _session(self, name: str) -> Any:
        import onnxruntime  # noqa: PLC0415 - likewise

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self.folder / name), options, providers=["CPUExecutionProvider"])

    @cached_property
    def encoder(self) -> Any:
        """Pieces to states."""
        return self._session("encoder.onnx")

    @cached_property
    def heads(self) -> Any:
        """Unit and article states to scores."""
        return self._session("heads.onnx")

    @cached_property
    def decoder(self) -> Any:
        """Steps to log-probabilities."""
        return self._session("decoder.onnx")

    def states(self, encoded: Encoded) -> tuple[Floats, int]:
        """(pieces, width) and the number of windows it took."""
        ids = np.array(encoded.ids, dtype=np.int64)
        parts, cuts = [], self.cuts(len(ids))
        for k, (start, end) in enumerate(cuts):
            out = self.window(ids[start:end])
            # Of the stretch that two windows share, each gives the half that it has context for.
            left = (cuts[k - 1][1] - start) // 2 if k else 0
            right = len(out) - ((end - cuts[k + 1][0]) // 2 if k + 1 < len(cuts) else 0)
            parts.append(out[left:right])
        return np.concatenate(parts), len(cuts)

    def cuts(self, length: int) -> list[tuple[int, int]]:
        """The stretches in which an article of `length` pieces is read."""
        return windows(length)

    def window(self, ids: npt.NDArray[np.int64]) -> Floats:
        """The states of pieces read at once."""
        out: Floats = self.encoder.run(None, {"ids": ids[None]})[0][0]
        return out

    def read(self, source: Source) -> State:
        """Finds mentions, reads the article and scores every unit."""
        reading = read(source, find(source))
        encoded = encode(source, reading.mentions, self.vocabulary)
        memory, count = self.states(encoded)
        pooled = _pooled(memory, encoded, reading)
        prior_units, prior_document = prior(reading, self.tables)
        feed = {
            "units": pooled,
            "article": np.concatenate((memory.mean(0), memory.max(0))),
            "prior_units": prior_units,
            "prior_document": prior_document,
        }
        units, document = self.heads.run(None, feed)
        total = len(source.document.text)
        coverage = Coverage(read=total, total=total, windows=count)
        return State(reading, memory, pooled[:, : memory.shape[1]], odds(reading, units, document), coverage)

    def draft(self, state: State) -> Draft:
        """What the heads decide, and whose each charge and penalty is."""
        draft = decide(state.reading.units, state.scores, self.thresholds, self.agreement)
        return with_links(state.reading, draft, self.tables.get(LINK), self.thresholds.link)

    def _feed(self, state: State, rows: Sequence[Sequence[Step]]) -> dict[str, npt.NDArray[Any]]:
        """Steps as arrays; each row begins at the start step."""
        width = max(len(r) for r in rows)
        piece, unit = np.zeros((len(rows), width), np.int64), np.full((len(rows), width), -1, np.int64)
        target = np.zeros((len(rows), width), np.int64)
        for k, row in enumerate(rows):
            inputs = [Step(self.start), *row][:width]
            piece[k, : len(inputs)] = [s.piece for s in inputs]
            unit[k, : len(inputs)] = [-1 if s.unit is None else s.unit for s in inputs]
            target[k, : len(row)] = [s.piece for s in row]
        return {
            "piece": piece,
            "unit": unit,
            "target": target,
            "memory": state.memory[None],
            "units": _some(state.units)[None],
        }

    def _next(self, state: State, steps: Sequence[Step]) -> Floats:
        """Log-probabilities of pieces, then of pointers, after `steps`."""
        feed = self._feed(state, [[*steps, Step()]])
        out: Floats = self.decoder.run(["next"], feed)[0][0]
        return out

    def write(self, state: State, opener: str, longest: int = 90) -> str:
        """The decoder's own words after `opener`, the likeliest piece each time; no piece thrice in a row of four."""
        steps = text_steps(opener, "", self.vocabulary)
        while len(steps) <= longest:
            logs = self._next(state, steps)[: -len(_some(state.units))].copy()
            recent = [s.piece for s in steps[-4:]]
            logs[[p for p in recent if recent.count(p) > 1]] = -np.inf
            piece = int(logs.argmax())
            if piece == self.stop:
                break
            steps.append(Step(piece))
        return self.vocabulary.text([s.piece for s in steps[1:]])

    def likelihood(self, state: State, opener: str, texts: Sequence[str]) -> list[float]:
        """Mean log-probability a piece of each text, as title or summary (`opener`), given the article."""
        rows = [text_steps(opener, hidden(t, state.reading), self.vocabulary) for t in texts]
        logs = self.decoder.run(["likelihood"], self._feed(state, rows))[0]
        return [
            float(line[1 : len(row)].mean()) if len(row) > 1 else -99.0 for line, row in zip(logs, rows, strict=True)
        ]


def _pooled(memory: Floats, encoded: Encoded, reading: Reading) -> Floats:
    """Mean and maximum of the marker states of each unit: (units, 2·width)."""
    marks = memory[np.array(encoded.marks, dtype=np.int64)] if encoded.marks else np.zeros((0, memory.shape[1]))
    rows = [marks[list(u.mentions)] for u in reading.units]
    if not rows:
        return np.zeros((0, 2 * memory.shape[1]), np.float32)
    return np.stack([np.concatenate((r.mean(0), r.max(0))) for r in rows]).astype(np.float32)


def _some(units: Floats) -> Floats:
    """The units' states; one of nothing for an article without any mention, since a graph cannot read from none."""
    return units if len(units) else np.zeros((1, units.shape[1]), np.float32)


def load(folder: Path | None = None, threads: int = 1) -> Model:
    """The checkpoint of `folder`, or the one that ships with the package."""
    embedded = Path(str(resources.files("summarise.seq2seq") / "checkpoint"))
    if folder is not None:
        from summarise.seq2seq.hub import HubModel, is_hub  # noqa: PLC0415 - only who names a folder pays for it

        if is_hub(folder):
            return HubModel(folder, threads)
    return Model(folder or embedded, threads)
