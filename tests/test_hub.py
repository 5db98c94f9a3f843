"""A hub's translator in the place of ours, on a tiny checkpoint of the same architecture made here."""

import json
from pathlib import Path

import pytest

from summarise.errors import ModelError
from summarise.settings import English, Settings
from summarise.translate.hub import load_hub, read, written
from summarise.translate.loading import load_translator, translator_info

pytest.importorskip("transformers")
pytestmark = pytest.mark.timeout(400)  # torch and transformers alone take a minute on a busy machine
SENTENCES = [
    "Le maire a été mis en examen mardi pour favoritisme.", "The mayor was placed under formal investigation.",
    "Elle nie les faits et sera jugée en mars.", "She denies the charges and will be tried in March. XP0X XT1X",
]  # fmt: skip


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Marian checkpoint with weights drawn at random, in the files that opus-mt-fr-en has."""
    import sentencepiece  # noqa: PLC0415
    import torch  # noqa: PLC0415
    from transformers import MarianConfig, MarianMTModel  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("marian")
    for name in ("source", "target"):
        with (folder / f"{name}.spm").open("wb") as file:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(SENTENCES * 5), model_writer=file, vocab_size=60, minloglevel=2,
                hard_vocab_limit=False,
            )  # fmt: skip
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    pieces = ["</s>", "<unk>", *(processor.id_to_piece(k) for k in range(3, processor.get_piece_size())), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({p: k for k, p in enumerate(dict.fromkeys(pieces))}), "utf-8")
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "MarianTokenizer"}', "utf-8")
    size = len(dict.fromkeys(pieces))
    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=size, d_model=16, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=32, decoder_ffn_dim=32, pad_token_id=size - 1, eos_token_id=0,
        decoder_start_token_id=size - 1, max_position_embeddings=64, forced_eos_token_id=0,
    )  # fmt: skip
    MarianMTModel(config).save_pretrained(folder)
    return folder


def test_placeholders_survive_a_foreign_tokenizer() -> None:
    masked = "⟦P0⟧ a été ⟦V12⟧."
    assert written(masked) == "XP0X a été XV12X."
    assert read(written(masked)) == masked
    assert read("X P0 X was XV 12X.") == "⟦P0⟧ was ⟦V12⟧."


@pytest.mark.filterwarnings("ignore::Warning")
def test_a_hub_checkpoint_translates(checkpoint: Path) -> None:
    hub = load_hub(str(checkpoint))
    made = hub.translate([SENTENCES[0], SENTENCES[2]], beam=2)
    assert len(made) == 2
    assert all(isinstance(one.text, str) for candidates in made for one in candidates)
    assert hub.info.name == str(checkpoint)


@pytest.mark.filterwarnings("ignore::Warning")
def test_what_it_says_goes_through_the_same_guard(checkpoint: Path) -> None:
    settings = Settings(english=English(model=str(checkpoint), tries=1))
    made = load_translator(settings).text(SENTENCES[0])
    assert not made.sentences[0].sure, "weights drawn at random translate nothing"
    assert made.warnings
    info = translator_info(settings)
    assert info is not None
    assert info.name == str(checkpoint)


def test_a_checkpoint_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load_hub(str(tmp_path / "absent"))
