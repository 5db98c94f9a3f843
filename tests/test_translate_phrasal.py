"""The table of phrases: words of both languages, making a small table, putting sentences together from it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finetune.translation.phrases import Aligned, moved, moving, phrases, placed, save, symmetric
from summarise.translate import tokens
from summarise.translate.loading import CHECKPOINT
from summarise.translate.phrasal import FILE, Phrases, bare, order, packed

PAIRS = [
    ("le chat noir dort", "the black cat sleeps", {(0, 0), (1, 2), (2, 1), (3, 3)}),
    ("le chien noir dort", "the black dog sleeps", {(0, 0), (1, 2), (2, 1), (3, 3)}),
    ("un chien noir mange", "a black dog eats", {(0, 0), (1, 2), (2, 1), (3, 3)}),
    ("le ⟦T0⟧ dort", "the ⟦T0⟧ sleeps", {(0, 0), (1, 1), (2, 2)}),
]


def aligned() -> list[Aligned]:
    return [Aligned(f.split(), e.split(), links, 2) for f, e, links in PAIRS]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Phrases:
    pairs = aligned()
    movers = moving(pairs)
    path = tmp_path_factory.mktemp("table") / FILE
    save([moved(pair, movers) for pair in pairs], movers, path, least=1)
    return Phrases(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'homme a-t-il fui ?", ["l'", "homme", "a", "-t-il", "fui", "?"]),
        ("aujourd'hui, ⟦P0⟧ dort", ["aujourd'hui", ",", "⟦P0⟧", "dort"]),
        ("sous-préfet", ["sous-préfet"]),
    ],
)
def test_french_words(text: str, words: list[str]) -> None:
    assert tokens.french(text) == words


@pytest.mark.parametrize(
    "text",
    ["The man's car, he said.", 'He said "no" and left.', "It isn't over (yet).", 'The "head", 45, fled; she didn\'t.'],
)
def test_english_words_join_again(text: str) -> None:
    assert tokens.joined(tokens.english(text)) == text


def test_an_adjective_that_follows_its_noun_moves() -> None:
    assert moving(aligned()) == {"noir"}
    assert order(["le", "chat", "noir"], frozenset({"noir"})) == [0, 2, 1]
    assert order(["les", "noir"], frozenset({"noir"})) == [0, 1]


def test_links_of_both_directions() -> None:
    assert symmetric({(0, 0), (1, 1)}, {(0, 0), (1, 2)}) >= {(0, 0)}
    assert placed(["⟦T0⟧"], ["the", "⟦T0⟧"], {(0, 0)}) == {(0, 1)}


def test_a_phrase_is_what_its_links_hold_together() -> None:
    found = set(phrases(aligned()[3], frozenset({("le", "⟦T⟧")})))
    assert (("le", "⟦T⟧"), ("the", "⟦T⟧")) in found
    assert all(f != ("le", "⟦T⟧", "dort") for f, _ in found)


def test_a_table_puts_new_sentences_together(table: Phrases) -> None:
    (said,) = table.translate(["Un chat noir dort"])[0]
    assert said.text == "A black cat sleeps"
    assert said.unknown == ()


def test_placeholders_keep_their_numbers(table: Phrases) -> None:
    assert table.translate(["le ⟦T7⟧ dort"])[0][0].text == "The ⟦T7⟧ sleeps"


def test_another_form_of_a_known_word_will_do(table: Phrases) -> None:
    assert table.translate(["le chien noirs dort"])[0][0].unknown == ()


def test_what_is_not_known_is_told(table: Phrases) -> None:
    assert table.translate(["le zygomatique dort"])[0][0].unknown == ("zygomatique",)


def test_names_of_small_things() -> None:
    assert bare("⟦T12⟧") == "⟦T⟧"
    assert packed([1, 2]) == 65538


SHIPPED = Phrases(CHECKPOINT / FILE)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    assert [len(candidates) for candidates in SHIPPED.translate([text])] == [1]


def test_the_shipped_table_keeps_every_placeholder() -> None:
    said = SHIPPED.translate(["le ⟦T0⟧ a été ⟦V1⟧ ⟦D2⟧ à ⟦N3⟧ pour ⟦T4⟧."])[0][0].text
    assert all(said.count(f"⟦{mark}⟧") == 1 for mark in ("T0", "V1", "D2", "N3", "T4"))
