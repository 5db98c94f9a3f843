"""A translator of a hub (opus-mt-fr-en and the like) in the place of our network: same placeholders, terms and guard.

It needs the extra `finetune` (torch, transformers), and the network or a folder on the disk the first time.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from summarise.errors import ModelError
from summarise.records import ModelInfo

_SYMBOL = re.compile(r"⟦([A-Z])(\d+)⟧")
# A checkpoint that never saw our placeholders copies capital letters with digits best: "XP0X".
_COPIED = re.compile(r"\bX ?([A-Z]) ?(\d+) ?X\b")
_LONGEST = 512


class Proposed(NamedTuple):
    """A translation with its placeholders, and its score."""

    text: str
    score: float


def written(masked: str) -> str:
    """⟦P0⟧ in a form that a foreign tokenizer keeps: XP0X."""
    return _SYMBOL.sub(r"X\1\2X", masked)


def read(text: str) -> str:
    """XP0X back as ⟦P0⟧."""
    return _COPIED.sub(r"⟦\1\2⟧", text)


class Hub:
    """A sequence-to-sequence checkpoint of a hub."""

    def __init__(self, name: str, model: Any, tokenizer: Any) -> None:
        self.name, self.model, self.tokenizer = name, model, tokenizer
        self._longest = min(_LONGEST, int(getattr(model.config, "max_position_embeddings", _LONGEST)))

    @property
    def info(self) -> ModelInfo:
        """The checkpoint's name and revision."""
        revision = str(getattr(self.model.config, "_commit_hash", None) or "local")
        return ModelInfo(name=self.name, version=revision[:12], digest=revision[:16])

    def translate(self, masked: Sequence[str], *, beam: int = 1, variant: int = 0) -> list[list[Proposed]]:
        """The best translations of each masked sentence; `variant` asks for more beams, other lengths."""
        return [self._one(text, max(beam, (1, 4, 6, 8)[variant % 4])) for text in masked]

    def _one(self, text: str, beams: int) -> list[Proposed]:
        given = self.tokenizer(written(text), return_tensors="pt", truncation=True, max_length=self._longest)
        told = self.model.generate(
            **given, num_beams=beams, num_return_sequences=min(beams, 3), no_repeat_ngram_size=5,
            max_length=self._longest,
        )  # fmt: skip
        texts = self.tokenizer.batch_decode(told, skip_special_tokens=True)
        return [Proposed(read(t), 0.0) for t in texts]


def load_hub(name: str) -> Hub:
    """The translator of that folder or name."""
    try:
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer  # noqa: PLC0415 - an extra that few install
    except ImportError as error:
        raise ModelError(
            f"Le traducteur « {name} » demande torch et transformers", "installez le paquet avec l'extra « finetune »."
        ) from error
    try:
        tokenizer = AutoTokenizer.from_pretrained(name)
        model = AutoModelForSeq2SeqLM.from_pretrained(name, use_safetensors=None).eval()
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            f"Le traducteur « {name} » ne peut être chargé", "vérifiez english.model, ou laissez-le vide."
        ) from error
    return Hub(name, model, tokenizer)
