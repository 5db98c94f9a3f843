"""Training the translator: pairs, placeholders, batches, and a tiny network from pairs to the product's runtime."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch")
pytest.importorskip("eflomal")

from finetune.corpus import read_jsonl
from finetune.translation import steps
from finetune.translation.batches import FIRST, Item, batch, batches, renumbered
from finetune.translation.network import Shape
from finetune.translation.pairs import hide, spread, usable
from finetune.translation.settings import Corpus, Own, Run
from finetune.translation.train import Pace
from summarise.translate.neural import load_network
from summarise.translate.pieces import SYMBOL, finished, ready

pytestmark = pytest.mark.filterwarnings("ignore")  # of the exporter's own parts
WORDS = [("le juge", "the judge"), ("la cour", "the court"), ("un homme", "a man"), ("la police", "the police")]
VERBS = [("entend", "hears"), ("relaxe", "acquits"), ("cherche", "seeks"), ("condamne", "convicts")]
ENDS = [("à Brive", "in Brive"), ("lundi", "on Monday"), ("sans preuve", "without evidence"), ("en 2019", "in 2019")]
PAIRS = [
    (f"{a[0]} {v[0]} {b[0]} {e[0]}.".capitalize(), f"{a[1]} {v[1]} {b[1]} {e[1]}.".capitalize())
    for a in WORDS for b in WORDS for v in VERBS for e in ENDS
]  # fmt: skip


@pytest.mark.parametrize(
    ("pair", "is_usable"),
    [
        (("Il a été relaxé.", "He was acquitted."), True),
        (("Oui.", "Yes, and there is much more to be said of it than that."), False),
        (("Le Monde", "Le Monde"), False),
        ((" ".join(["mot"] * 60), " ".join(["word"] * 60)), False),
    ],
)
def test_pairs_that_look_like_translations(pair: tuple[str, str], is_usable: bool) -> None:
    assert usable(pair) is is_usable


def test_same_names_and_figures_go_behind_the_same_placeholder() -> None:
    french, english = hide(("Jean Valjean a volé 2 pains.", "Jean Valjean stole 2 loaves."), random.Random(1), share=1)
    assert sorted(SYMBOL.findall(french)) == sorted(SYMBOL.findall(english))
    assert len(SYMBOL.findall(french)) == 2


@given(st.text(max_size=80))
def test_the_networks_form_is_stable(text: str) -> None:
    assert ready(ready(text)) == ready(text)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("the ⟦T0⟧ of ⟦L1⟧ , he said .", "The ⟦T0⟧ of ⟦L1⟧, he said."),
        ("( ⟦L0⟧ ) is ⟦P1⟧ 's town", "(⟦L0⟧) is ⟦P1⟧'s town"),
    ],
)
def test_written_sentences_are_tidied(said: str, sentence: str) -> None:
    assert finished(said) == sentence


def test_placeholders_are_numbered_anew_but_stay_what_they_are() -> None:
    item = Item(
        np.array([FIRST, 300, FIRST + 17], np.int16),
        np.array([FIRST + 17, 301, FIRST], np.int16),
        np.array([2, 1, 0], np.int16),
    )
    fresh = renumbered(item, random.Random(3))
    assert fresh.french[0] == fresh.english[2] != fresh.french[2] == fresh.english[0]
    assert FIRST <= fresh.french[0] < FIRST + 16 <= fresh.french[2] < FIRST + 32
    left, right = spread(("⟦T3⟧ de ⟦L1⟧", "⟦L1⟧ ⟦T3⟧"), random.Random(2))
    assert sorted(SYMBOL.findall(left)) == sorted(SYMBOL.findall(right))


def test_a_batch_holds_sentences_of_one_width() -> None:
    items = [Item(*(np.full(n, 400, np.int16) for _ in range(3))) for n in (3, 5, 6, 7, 3, 9, 10, 11)]
    for group in batches(items, 16, seed=1):
        french, english, links = batch(group)
        assert french.shape[1] + 1 == english.shape[1] == links.shape[1] + 1
        assert french.numel() <= 24


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translator")
    rows = [f"{f}\t{e}" for f, e in PAIRS]
    (folder / "pairs.tsv").write_text("\n".join(rows), encoding="utf-8")
    for name in ("gold", "none"):
        (folder / f"{name}.jsonl").write_text("", encoding="utf-8")
    (folder / "dev").mkdir()
    (folder / "dev" / "articles.jsonl").write_text("", encoding="utf-8")
    run = Run(
        name="t", folder=folder / "run", pairs=(Corpus(path=folder / "pairs.tsv"),), pieces=240, threads=1,
        own=Own(briefs=folder, folders=(), corpus=folder / "none.jsonl", translations=folder / "none.jsonl"),
        shape=Shape(french=240, english=240, width=32, convolutions=1, decoder_layers=2, dropout=0.0),
        pace=Pace(minutes=1.5, steps=350, rate=4e-3, warmup=5, pieces=500, hide=0.2, half=False),
    )  # fmt: skip
    steps.prepare(run)
    real = {"french": len(steps.pieces(run)[0]), "english": len(steps.pieces(run)[1])}
    run = run.model_copy(update={"shape": Shape(**{**run.shape.__dict__, **real})})
    steps.train(run)
    steps.export(run, folder / "out")
    return folder / "out"


def test_a_tiny_translator_learns_and_keeps_placeholders(trained: Path) -> None:
    network = load_network(trained)
    nats = [row["nats"] for row in read_jsonl(trained.parent / "run" / "train.jsonl")]
    assert nats[-1] < 0.75 * nats[0]
    for variant in range(4):
        for found in network.translate(["⟦T3⟧ condamne ⟦P1⟧ en ⟦N0⟧.", "⟦T0⟧ ⟦V1⟧."], variant=variant):
            for candidate in found:
                symbols = SYMBOL.findall(candidate.text)
                assert len(symbols) == len(set(symbols))


def test_one_sentence_never_changes_another(trained: Path) -> None:
    network = load_network(trained)
    alone = network.translate(["Le juge entend la police."])
    assert network.translate(["Un homme cherche la cour en 2019.", "Le juge entend la police."])[1:] == alone


def test_what_is_too_long_has_no_translation(trained: Path) -> None:
    assert load_network(trained).translate(["le juge " * 200]) == [[]]
