"""Tiny checkpoints of each architecture, weights drawn at random, in the very files that the hub has for them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from made_up import court_article, other_article

_TEXTS = [row["article"] for row in (*map(court_article, range(24)), *map(other_article, range(6)))]
_SMALL = {"d_model": 16, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 2,
          "decoder_attention_heads": 2, "encoder_ffn_dim": 32, "decoder_ffn_dim": 32}  # fmt: skip


def _pieces(path: Path, **ids: int) -> Path:
    import sentencepiece  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(_TEXTS * 3), model_writer=file, vocab_size=300, hard_vocab_limit=False,
            minloglevel=2, **ids,
        )  # fmt: skip
    return path


def _write(folder: Path, name: str, held: dict[str, Any]) -> None:
    (folder / name).write_text(json.dumps(held), encoding="utf-8")


def _bart(folder: Path, places: int) -> None:
    from transformers import AutoTokenizer, MBartConfig, MBartForConditionalGeneration  # noqa: PLC0415

    _pieces(folder / "sentencepiece.bpe.model")
    _write(folder, "tokenizer_config.json", {"tokenizer_class": "BarthezTokenizer", "model_max_length": places})
    _write(folder, "config.json", {"model_type": "mbart"})
    known = AutoTokenizer.from_pretrained(folder)
    config = MBartConfig(
        vocab_size=len(known), max_position_embeddings=places, pad_token_id=known.pad_token_id,
        bos_token_id=known.bos_token_id, eos_token_id=known.eos_token_id, scale_embedding=places > 128, **_SMALL,
    )  # fmt: skip
    config.decoder_start_token_id = known.eos_token_id
    MBartForConditionalGeneration(config).save_pretrained(folder)


def barthez(folder: Path) -> None:
    """moussaKam/barthez: mBART's code, BarthezTokenizer on sentencepiece.bpe.model."""
    _bart(folder, 128)


def mbarthez(folder: Path) -> None:
    """moussaKam/mbarthez: the same tokenizer class on another vocabulary, embeddings scaled."""
    _bart(folder, 160)


def mt5(folder: Path, heads: int = 2) -> None:
    """google/mt5-small, mt5-base: T5Tokenizer on spiece.model, a table with more rows than pieces."""
    from transformers import AutoTokenizer, MT5Config, MT5ForConditionalGeneration  # noqa: PLC0415

    _pieces(folder / "spiece.model", pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    _write(folder, "tokenizer_config.json", {"tokenizer_class": "T5Tokenizer", "extra_ids": 100})
    _write(folder, "config.json", {"model_type": "mt5"})
    rows = len(AutoTokenizer.from_pretrained(folder)) + 3
    config = MT5Config(
        vocab_size=rows, d_model=16, d_kv=8, d_ff=32, num_layers=2, num_decoder_layers=2, num_heads=heads,
        tie_word_embeddings=False,
    )  # fmt: skip
    config.decoder_start_token_id = 0
    MT5ForConditionalGeneration(config).save_pretrained(folder)


def opus(folder: Path) -> None:
    """Helsinki-NLP/opus-mt-fr-en: MarianTokenizer on source.spm, target.spm and vocab.json."""
    import sentencepiece  # noqa: PLC0415
    from transformers import MarianConfig, MarianMTModel  # noqa: PLC0415

    for name in ("source", "target"):
        path = _pieces(folder / f"{name}.spm")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    known = ["</s>", "<unk>", *(processor.id_to_piece(k) for k in range(3, processor.get_piece_size())), "<pad>"]
    table = {piece: k for k, piece in enumerate(dict.fromkeys(known))}
    _write(folder, "vocab.json", table)
    _write(folder, "tokenizer_config.json", {"tokenizer_class": "MarianTokenizer"})
    last = len(table) - 1
    config = MarianConfig(
        vocab_size=len(table), pad_token_id=last, eos_token_id=0, max_position_embeddings=64, forced_eos_token_id=0,
        **_SMALL,
    )  # fmt: skip
    config.decoder_start_token_id = last
    MarianMTModel(config).save_pretrained(folder)


MAKERS: dict[str, Callable[[Path], None]] = {
    "barthez": barthez, "mbarthez": mbarthez, "mt5-small": mt5, "mt5-base": lambda folder: mt5(folder, 4),
}  # fmt: skip
