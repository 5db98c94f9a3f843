"""The choice of an article's sentences: what may be quoted, what may be taken out, what comes out."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarise.brief.check import check_text
from summarise.brief.compose import compose
from summarise.brief.extract.choose import WANTED, choices, features, field, ranked
from summarise.brief.extract.cuts import shorter
from summarise.brief.extract.passages import folded_words, is_whole, mended, passages
from summarise.brief.extract.tables import EMBEDDED, load
from summarise.brief.sentences import leans
from summarise.records import Brief, Coverage, Document, ModelInfo
from summarise.text.source import Source

ARTICLE = (
    "Le musée de Brévans rouvrira ses portes samedi 4 juillet, après trois ans de travaux.La ville a dépensé "
    '12 millions d\'euros pour agrandir le bâtiment, qui datait de 1911."Nous sommes très heureux", a dit la maire '
    "Odile Tarnier.Elle attend 80.000 visiteurs cette année.Mardi matin, les ouvriers (une trentaine) posaient les "
    "derniers vitraux.Le musée sera gratuit jusqu'en septembre, a annoncé la direction.Lire aussi : nos photos."
)
SOURCE = Source(Document(article=ARTICLE))
TABLES = load()


def brief(source: Source, *, relevant: bool = False) -> Brief:
    size = len(source.document.text)
    coverage, model = Coverage(read=size, total=size), ModelInfo(name="essai", version="0", digest="0")
    return Brief(relevant=relevant, reason="hors sujet", coverage=coverage, model=model)


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("Le musée rouvrira samedi.", True),
        ('"Nous sommes prêts", a dit la maire.', True),
        ("Nous sommes prêts depuis hier.", False),
        ("La maire est prête a-t-elle dit\".", False),
        ("Un long chantierLe musée est fermé.", True),  # the lost subheading goes
        ("Le musée est fermé ?par Radio Brévans", False),
        ("Lire aussi : nos photos du musée.", False),
        ("Trop court.", False),
    ],
)  # fmt: skip
def test_what_may_be_quoted(sentence: str, whole: bool) -> None:
    assert is_whole(mended(sentence)) is whole


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("Mardi matin, les ouvriers posaient les derniers vitraux du musée.",
         "Les ouvriers posaient les derniers vitraux du musée."),
        ("Les ouvriers (une trentaine) posaient les derniers vitraux du musée.",
         "Les ouvriers posaient les derniers vitraux du musée."),
        ("La ville a dépensé 12 millions d'euros pour ce bâtiment, qui datait de 1911.",
         "La ville a dépensé 12 millions d'euros pour ce bâtiment."),
        ("La maire Odile Tarnier, qui recevait la presse, a annoncé une seconde tranche de travaux.",
         "La maire Odile Tarnier a annoncé une seconde tranche de travaux."),
    ],
)  # fmt: skip
def test_what_may_be_taken_out(sentence: str, short: str) -> None:
    assert short in list(shorter(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Sans ce prêt, le musée de la ville de Brévans n'aurait pas pu rouvrir cette année.",
        "Selon le parquet, le directeur du musée de Brévans a détourné 12 millions d'euros.",
        "Le directeur a détourné 12 millions d'euros pour lui, selon une note que la police a saisie.",
        '"Le musée est magnifique et nous sommes prêts", a-t-elle dit à la presse.',
        "À Brévans, une commune de 3.000 habitants, le musée a rouvert ses portes samedi.",
    ],
)
def test_what_bears_the_sentence_stays(sentence: str) -> None:
    assert not list(shorter(sentence))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Il a rouvert.", True), ("Sa mère attend.", True), ("C'est ainsi.", True), ("Mais le musée attend.", True),
     ("Le musée attend.", False), ("Ilham Petit attend.", False)],
)  # fmt: skip
def test_what_leans_on_the_sentence_before(text: str, expected: bool) -> None:
    assert leans(text) is expected


def test_no_choice_begins_with_what_leans_on_another_sentence() -> None:
    for chosen in ranked(passages(SOURCE), TABLES):
        assert not leans(chosen[0].text)
        for before, after in pairwise(chosen):
            assert before.place < after.place
            assert not leans(after.text) or after.place == before.place + 1


def test_choices_keep_within_length() -> None:
    found = field(passages(SOURCE), TABLES)
    for chosen in choices(found):
        assert WANTED[0] <= sum(len(found.passages[k].words) for k in chosen) <= WANTED[1]


def test_the_tables_weigh_each_figure() -> None:
    found = field(passages(SOURCE), TABLES)
    assert features(found, choices(found)).shape[1] == len(TABLES.weights)


def test_the_tables_are_small() -> None:
    assert EMBEDDED.stat().st_size < 300_000


def test_an_article_about_no_case_is_told_in_its_own_words() -> None:
    _, summary = compose(SOURCE, brief(SOURCE))
    assert "musée" in summary
    assert not check_text(summary, SOURCE.document)
    for sentence in re.split(r"(?<=\.) ", summary):
        assert set(folded_words(sentence)) <= set(folded_words(ARTICLE))


def test_no_one_is_called_guilty_by_an_extract() -> None:
    article = ARTICLE + " Le gardien du musée a tué son collègue. Le gardien du musée est coupable. " * 3
    source = Source(Document(article=article))
    _, summary = compose(source, brief(source))
    assert "coupable" not in summary


def test_an_article_without_sentences_is_no_fault() -> None:
    assert ranked([], TABLES) == []
    assert ranked(passages(Source(Document(article="Oui ?"))), TABLES) == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab .,;:!?\"()«»'ÀéLe1\n", max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    source = Source(Document(article=text or "x"))
    for chosen in ranked(passages(source), TABLES)[:3]:
        assert all(p.words or p.text for p in chosen)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(ARTICLE.split()), min_size=4, max_size=40))
def test_shorter_forms_bring_no_word(words: list[str]) -> None:
    text = mended(" ".join(words))
    for form in shorter(text):
        assert set(folded_words(form)) <= set(folded_words(text))
