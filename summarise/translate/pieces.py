"""Sentences as the translator's network reads and writes them: the one form, for training and for use."""

import re
from pathlib import Path

import sentencepiece

from summarise.text.plain import plain

KINDS = "PLNDTV"  # person, place or organisation, figure, date, noun term, predicate term
PER_KIND = 16
SYMBOLS = tuple(f"⟦{kind}{k}⟧" for kind in KINDS for k in range(PER_KIND))
SYMBOL = re.compile(r"⟦[PLNDTV](?:1[0-5]|\d)⟧")
PAD, END, UNKNOWN = 0, 1, 2
_QUOTES = re.compile(r"«\s*|\s*»|[“”„‟]")
_BEFORE = re.compile(r"\s*(?=⟦)")
_SPACES = re.compile(r"\s+")
# "I" keeps its capital, and so does what is written in capitals.
_KEEPS_CAPITAL = re.compile(r"(?:I\b|[^\W\d_]{2,}(?<=[A-ZÀ-Þ]{2})|.[A-ZÀ-Þ])")
_TIGHT_RIGHT = re.compile(r"\s+([,.;:!?)\]%’'](?!\w)|['’](?:s|re|ve|ll|d|m|t)\b)")
_TIGHT_LEFT = re.compile(r"([(\[])\s+")


def ready(text: str) -> str:
    """A sentence in the one spelling: straight quotes, one space before a placeholder, no capital at its start."""
    text = _QUOTES.sub('"', plain(text).text)
    text = _SPACES.sub(" ", _BEFORE.sub(" ", text)).strip()
    if text and text[0].isupper() and not _KEEPS_CAPITAL.match(text):
        text = text[0].lower() + text[1:]
    return text


def finished(text: str) -> str:
    """What the network wrote as a sentence: the capital back at its start, no space before a full stop."""
    text = _TIGHT_LEFT.sub(r"\1", _TIGHT_RIGHT.sub(r"\1", _SPACES.sub(" ", text).strip()))
    return text[:1].upper() + text[1:]


class Pieces:
    """A SentencePiece model; ids 0, 1 and 2 are padding, end and unknown, then the placeholders."""

    def __init__(self, model: Path) -> None:
        self._model = sentencepiece.SentencePieceProcessor(model_file=str(model))

    def __len__(self) -> int:
        return int(self._model.get_piece_size())

    def ids(self, text: str) -> list[int]:
        """The pieces of a ready sentence, without an end."""
        return [int(i) for i in self._model.encode(text)]

    def piece(self, index: int) -> str:
        """A piece as it is written in the model, `▁` for a space."""
        return str(self._model.id_to_piece(index))

    def text(self, ids: list[int]) -> str:
        """The sentence of some pieces."""
        return str(self._model.decode(ids))
