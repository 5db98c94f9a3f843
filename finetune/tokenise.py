"""The tokenizer, trained on the corpus, and the corpus in pieces."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import sentencepiece

from finetune.corpus import Row, hide_names, justice_score
from summarise.seq2seq.encode import Vocabulary
from summarise.seq2seq.labels import MARKERS
from summarise.text.plain import plain

# Ids 3 and up, in this order; the rest of <x…> are kept for markers to come.
SPECIAL = (
    "<name>", "<mask>", "<title>", "<heading>", "<body>", "<court>", "<date>", "<person>", "<offence>", "<sum>",
    "<quantity>", "<penalty>", *(f"<x{k}>" for k in range(84)),
)  # fmt: skip
_LEARNT_LATE = 4  # articles with this many words of justice count twice


@dataclass(frozen=True)
class Pieces:
    """An article in pieces; `score` counts its words of justice."""

    score: int
    title: npt.NDArray[np.int16]
    heading: npt.NDArray[np.int16]
    body: npt.NDArray[np.int16]


def readable(text: str) -> str:
    """A text as the tokenizer sees it: plain, names hidden, nothing that looks like a special piece."""
    return hide_names(plain(text).text.replace("<", "‹"))


def train_tokenizer(rows: list[Row], size: int, coverage: float, folder: Path) -> Path:
    """Writes tokenizer.model; unigram pieces, figures one by one."""
    if not set(MARKERS.values()) <= set(SPECIAL):
        raise ValueError("More markers than the tokenizer keeps pieces for: lengthen SPECIAL.")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as lines:
        for row in rows:
            text = readable("\n".join(p for p in (row["title"], row["heading"], row["article"]) if p))
            lines.write((text + "\n") * (2 if justice_score(row) >= _LEARNT_LATE else 1))
        lines.flush()
        sentencepiece.SentencePieceTrainer.train(
            input=lines.name, model_prefix=str(folder / "tokenizer"), vocab_size=size, model_type="unigram",
            character_coverage=coverage, pad_id=0, eos_id=1, unk_id=2, bos_id=-1, split_digits=True,
            user_defined_symbols=list(SPECIAL), input_sentence_size=120000, max_sentence_length=20000,
            normalization_rule_name="identity", minloglevel=2,
        )  # fmt: skip
    (folder / "tokenizer.vocab").unlink(missing_ok=True)
    return folder / "tokenizer.model"


def vocabulary(model: Path) -> Vocabulary:
    """The tokenizer as the model's input function uses it."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(model))
    return Vocabulary(lambda text: list(pieces.encode(text)), {piece: pieces.piece_to_id(piece) for piece in SPECIAL})


def encode_corpus(rows: Iterable[Row], words: Vocabulary) -> list[Pieces]:
    """Every article in pieces."""
    out = []
    for row in rows:
        texts = [readable(row[k]) if row[k] else "" for k in ("title", "heading", "article")]
        parts = [np.array(words.pieces(text) if text else [], np.int16) for text in texts]
        out.append(Pieces(justice_score(row), *parts))
    return out


def save_pieces(path: Path, articles: list[Pieces]) -> None:
    """All articles end to end, with the length of each part: arrays of numbers, nothing pickled."""
    parts = [part for a in articles for part in (a.title, a.heading, a.body)]
    beside = path.with_name("part-" + path.name)
    np.savez(
        beside, pieces=np.concatenate([np.zeros(0, np.int16), *parts]), scores=np.array([a.score for a in articles]),
        lengths=np.array([len(p) for p in parts], dtype=np.int64),
    )  # fmt: skip
    beside.replace(path)


def load_pieces(path: Path) -> list[Pieces]:
    """What `save_pieces` wrote."""
    with np.load(path, allow_pickle=False) as held:
        pieces, lengths, scores = held["pieces"], held["lengths"], held["scores"]
    parts = np.split(pieces, np.cumsum(lengths)[:-1])
    return [Pieces(int(s), *parts[3 * k : 3 * k + 3]) for k, s in enumerate(scores)]
