"""A hub checkpoint at work: an encoder–decoder of Hugging Face with our heads, exported for ONNX Runtime; no torch."""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from summarise.errors import ModelError
from summarise.seq2seq.encode import Vocabulary
from summarise.seq2seq.model import Model, State, windows
from summarise.seq2seq.script import Step
from summarise.seq2seq.wide import Floats

TOKENIZER = "tokenizer.json"
_SHARE = 8  # neighbouring windows share an eighth: what stands at an edge needs its context


def is_hub(folder: Path) -> bool:
    """Whether `folder` holds an exported hub checkpoint; one that was not exported yet is refused by name."""
    card = folder / "model.json"
    if card.is_file():
        try:
            return "hub" in json.loads(card.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ModelError(f"{card} n'est pas du JSON valable", "exportez le modèle de nouveau.") from error
    if (folder / "config.json").is_file():
        raise ModelError(
            f"{folder} est un modèle de transformers, sans têtes ni graphes",
            "affinez-le puis exportez-le : « python -m finetune train » et « export » (docs/training.md).",
        )
    return False


class HubModel(Model):
    """A loaded hub checkpoint: the same graphs as our own, the tokenizer and the frame of its makers."""

    files = ("encoder.onnx", "heads.onnx", "decoder.onnx", "tables.npz", TOKENIZER, "model.json")

    def __init__(self, folder: Path, threads: int = 1) -> None:
        super().__init__(folder, threads)
        self.about: dict[str, Any] = self.settings["hub"]
        self.start, self.stop = int(self.about["start"]), int(self.about["stop"])
        self.prefix, self.suffix = (np.array(self.about[k], dtype=np.int64) for k in ("prefix", "suffix"))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The tokenizer of the checkpoint's makers, with our markers."""
        try:
            from tokenizers import Tokenizer  # noqa: PLC0415 - an extra that few install
        except ImportError as error:
            raise ModelError(
                f"Le modèle de {self.folder} demande le paquet « tokenizers »", "installez l'extra « hub »."
            ) from error
        pieces = Tokenizer.from_file(str(self.folder / TOKENIZER))
        return Vocabulary(
            lambda text: list(pieces.encode(text, add_special_tokens=False).ids),
            self.about["special"],
            lambda ids: str(pieces.decode(ids, skip_special_tokens=False)),
        )

    def cuts(self, length: int) -> list[tuple[int, int]]:
        """Windows that leave room for the frame."""
        room = self.about["longest"] - len(self.prefix) - len(self.suffix)
        return windows(length, room, room // _SHARE)

    def window(self, ids: npt.NDArray[np.int64]) -> Floats:
        """The states of pieces read at once, the frame's apart."""
        framed = np.concatenate((self.prefix, ids, self.suffix))
        return super().window(framed)[len(self.prefix) : len(framed) - len(self.suffix)]

    def _feed(self, state: State, rows: Sequence[Sequence[Step]]) -> dict[str, npt.NDArray[Any]]:
        longest = self.about["longest_draft"]
        return super()._feed(state, [row[:longest] for row in rows])

    def write(self, state: State, opener: str, longest: int = 90) -> str:
        """As for our own network, within what the checkpoint can write."""
        return super().write(state, opener, min(longest, self.about["longest_draft"] - 2))
