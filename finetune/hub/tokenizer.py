"""A checkpoint's own tokenizer with our markers added, as the model's input function uses it."""

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sentencepiece

from finetune.hub.settings import Checkpoint
from summarise.errors import ModelError
from summarise.seq2seq.encode import Vocabulary
from summarise.seq2seq.labels import MARKERS

PARTS = (
    "<name>", "<title>", "<heading>", "<body>", "<offence>", "<penalty>", "<english>", "<fill>",
)  # fmt: skip
STOP = "</s>"
# A word of each kind that court reporting has: a tokenizer of French knows most of their pieces.
_FRENCH = "Le tribunal correctionnel a condamné le prévenu à deux ans de prison avec sursis et 1 500 euros d'amende."
_LEAST = 32  # BarthezTokenizer(vocab_file=…) gives five pieces and says nothing


@dataclass(frozen=True)
class Words:
    """`vocabulary` as training and product use it; `prefix` and `suffix` frame an input; `pad`, `start`, `stop` ids."""

    vocabulary: Vocabulary
    prefix: tuple[int, ...]
    suffix: tuple[int, ...]
    pad: int
    start: int
    stop: int
    masks: tuple[int, ...]


@contextlib.contextmanager
def explained(what: str) -> Iterator[None]:
    """The library's errors about a folder or a name as one sentence."""
    try:
        yield
    except ImportError as error:
        raise ModelError(
            f"« {what} » demande torch et transformers", "installez le paquet avec l'extra « finetune »."
        ) from error
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"« {what} » n'est pas un modèle encodeur-décodeur que transformers puisse charger ({_first(error)})",
            "donnez dans checkpoint.source un nom du hub ou un dossier complet (poids en safetensors).",
        ) from error


def _first(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:160]


def load_tokenizer(source: str, checkpoint: Checkpoint) -> Any:
    """The tokenizer of `source`, refused where it does not know French."""
    with explained(source):
        from transformers import AutoTokenizer  # noqa: PLC0415 - an extra that few install

        tokenizer: Any = AutoTokenizer.from_pretrained(source, revision=checkpoint.revision)
        ids = tokenizer(_FRENCH, add_special_tokens=False)["input_ids"]
    unknown = sum(k == tokenizer.unk_token_id for k in ids) / max(1, len(ids))
    if len(tokenizer) < _LEAST or unknown > checkpoint.suspect:
        raise ModelError(
            f"Le découpage de « {source} » ne sait pas le français ({len(tokenizer)} morceaux, {unknown:.0%} inconnus)",
            "vérifiez que son fichier de découpage est dans le dossier.",
        )
    return tokenizer


def add_markers(tokenizer: Any) -> None:
    """Adds what stands for mentions, parts and names; what the tokenizer has already is kept."""
    from tokenizers import AddedToken  # noqa: PLC0415

    wanted = [AddedToken(piece, normalized=False, special=False) for piece in (*PARTS, *MARKERS.values())]
    tokenizer.add_tokens(wanted)


def train_scratch(lines: Iterable[str], pieces: int, folder: Path) -> None:
    """A SentencePiece model in T5's layout, learnt from `lines`, with the files from which T5Tokenizer loads."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.writelines(line.replace("\n", " ") + "\n" for line in lines)
        file.flush()
        sentencepiece.SentencePieceTrainer.train(
            input=file.name, model_prefix=str(folder / "spiece"), vocab_size=pieces, model_type="unigram",
            pad_id=0, eos_id=1, unk_id=2, bos_id=-1, split_digits=True, input_sentence_size=120000,
            max_sentence_length=20000, hard_vocab_limit=False, minloglevel=2, character_coverage=0.9998,
        )  # fmt: skip
    (folder / "spiece.vocab").unlink()
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "T5Tokenizer", "extra_ids": 100}\n', "utf-8")
    (folder / "config.json").write_text('{"model_type": "t5", "is_encoder_decoder": true}\n', "utf-8")


def _frame(tokenizer: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What the tokenizer puts before and after a text; at least the end, which every encoder was trained with."""
    alone = tokenizer("tribunal", add_special_tokens=False)["input_ids"]
    whole = tokenizer("tribunal")["input_ids"]
    at = next(k for k in range(len(whole)) if whole[k : k + len(alone)] == alone)
    prefix, suffix = tuple(whole[:at]), tuple(whole[at + len(alone) :])
    if prefix or suffix:
        return prefix, suffix
    return ((tokenizer.cls_token_id,) if tokenizer.cls_token_id is not None else ()), (tokenizer.eos_token_id,)


def words_of(tokenizer: Any, start: int) -> Words:
    """The tokenizer as training uses it; `start` is the piece from which the decoder begins."""
    known = {piece: tokenizer.convert_tokens_to_ids(piece) for piece in (*PARTS, *MARKERS.values())}
    vocabulary = Vocabulary(
        lambda text: list(tokenizer(text, add_special_tokens=False)["input_ids"]),
        {**known, STOP: tokenizer.eos_token_id},
        lambda ids: str(tokenizer.decode(ids)),
    )
    sentinels = [tokenizer.convert_tokens_to_ids(f"<extra_id_{k}>") for k in range(100)]
    held = tuple(k for k in sentinels if k not in (None, tokenizer.unk_token_id))
    masks = held or ((tokenizer.mask_token_id,) if tokenizer.mask_token_id is not None else (known["<fill>"],))
    return Words(vocabulary, *_frame(tokenizer), tokenizer.pad_token_id, start, tokenizer.eos_token_id, masks)


def save(tokenizer: Any, folder: Path) -> None:
    """Writes the tokenizer's files."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save_pretrained(folder)
