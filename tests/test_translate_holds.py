"""Placeholders out and English back in."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarise.translate.holds import MOST, Hold, glossed, mask, unmask
from summarise.translate.terms import load_terms

TERMS = load_terms()
MASKED = [
    (
        "Le maire de Nice a été mis en examen mardi pour favoritisme.",
        "Le ⟦T0⟧ de ⟦L1⟧ a été ⟦V2⟧ ⟦D3⟧ pour ⟦T4⟧.",
    ),
    (
        "Samira B., 34 ans, a été condamnée à dix mois de prison avec sursis.",
        "⟦P0⟧, ⟦N1⟧, a été ⟦V2⟧ à ⟦N3⟧.",
    ),
    ("Accusée d’avoir extorqué 5 000 €, elle nie.", "⟦V0⟧ d'avoir ⟦V1⟧ ⟦N2⟧, elle ⟦V3⟧."),
    ("Il a écopé d'une amende de 300 euros.", "Il a ⟦V0⟧ ⟦N1⟧."),
    ("Le procureur de Rodez, Jean Serres, se tait.", "Le ⟦T0⟧, ⟦P1⟧, se tait."),
    ("Rien à tenir ici.", "Rien à tenir ici."),
    ("", ""),
]
NAMES = [
    ("Me Élise Quéméner a plaidé.", "lawyer Élise Quéméner"),
    ("L'avocat du prévenu, Me Paul Durand, a plaidé.", "Paul Durand"),
    ("Mme Lecocq a parlé.", "Ms Lecocq"),
    ("Selon M. Durand, non.", "Mr Durand"),
    ("Le docteur Payrastre est jugé.", "Dr Payrastre"),
    ("Il vit à Londres.", "London"),
    ("Il vit au Mans.", "Le Mans"),
    ("Romain, cuisinier, est jugé.", "Romain"),
    ("Elle vit en Bretagne.", "Brittany"),
    ("La famille a saisi la Cour européenne des droits de l'homme.", "European Court of Human Rights"),
    ("Le Parisien et l'AFP l'annoncent.", "AFP"),
]
# (with placeholders, holds as (symbol, kind, English), what comes out)
UNMASKED = [
    ("a ⟦T0⟧ ruled", [("T0", "assize court")], "An assize court ruled"),
    ("an ⟦T0⟧ ruled", [("T0", "criminal court")], "A criminal court ruled"),
    ("he was ⟦V0⟧ to ⟦N1⟧.", [("V0", "sentenced"), ("N1", "a six-month suspended sentence")],
     "He was sentenced to a six-month suspended sentence."),
    ("the ⟦N0⟧ is final", [("N0", "a three-year suspended sentence")], "The three-year suspended sentence is final"),
    ("they did not ⟦V0⟧ him", [("V0", "acquitted")], "They did not acquit him"),
    ("he will ⟦V0⟧ on ⟦D1⟧", [("V0", "will appear"), ("D1", "on Monday")], "He will appear on Monday"),
    ("since ⟦D0⟧", [("D0", "in April 2017")], "Since April 2017"),
    ("a ⟦N0⟧ sentence", [("N0", "four months")], "A four-month sentence"),
    ("a ⟦N0⟧ man", [("N0", "18-year-old")], "An 18-year-old man"),
    ("a man aged ⟦N0⟧.", [("N0", "33-year-old")], "A man aged 33."),
    ("⟦N0⟧ of cocaine ,⟦P1⟧ said .", [("N0", "11 kilos"), ("P1", "Me X")], "11 kilos of cocaine, Me X said."),
    ("lost ⟦T9⟧ here", [], "Lost here"),
]  # fmt: skip


def of(symbol: str, en: str) -> Hold:
    return Hold(f"⟦{symbol}⟧", symbol[0], "", en, 0, 0)


@pytest.mark.parametrize(("sentence", "masked"), MASKED)
def test_mask(sentence: str, masked: str) -> None:
    assert mask(sentence, TERMS).text == masked


@pytest.mark.parametrize(("sentence", "english"), NAMES)
def test_names(sentence: str, english: str) -> None:
    assert english in [hold.en for hold in mask(sentence, TERMS).holds]


@pytest.mark.parametrize(("text", "holds", "english"), UNMASKED)
def test_unmask(text: str, holds: list[tuple[str, str]], english: str) -> None:
    assert unmask(text, [of(symbol, en) for symbol, en in holds]) == english


def test_offsets_are_those_of_the_sentence() -> None:
    sentence = "L’ex‑maire, d’origine corse, a été relaxé à Pau."
    for hold in mask(sentence, TERMS).holds:
        assert sentence[hold.start : hold.end] == hold.fr


def test_names_passed_in_are_people() -> None:
    holds = mask("Chez Tonton, rien.", TERMS, names=["Tonton"]).holds
    assert [(hold.kind, hold.en) for hold in holds] == [("P", "Tonton")]


def test_never_more_placeholders_than_numbers() -> None:
    sentence = ", ".join(f"{n} euros" for n in range(100, 160))
    assert len(mask(sentence, TERMS).holds) == MOST


def test_brackets_of_the_text_are_no_placeholders() -> None:
    masked = mask("Le signe ⟦P0⟧ de Paul Durand.", TERMS)
    assert masked.text.count("⟦") == len(masked.holds)


WORDS = """
le la un a été mise en examen mardi 19 avril 2020 pour vol et recel à Paris Me Durand condamné à dix-huit mois dont six
avec sursis 50.000 euros 33 ans tribunal correctionnel de Lyon , . ; « » ' d' l' relaxé requis
"""
words = st.sampled_from(WORDS.split())


@settings(deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(words, max_size=25).map(" ".join)))
def test_no_hold_is_lost(text: str) -> None:
    masked = mask(text, TERMS)
    assert [hold.symbol for hold in masked.holds] == re.findall(r"⟦[PLNDTV]\d+⟧", masked.text)
    restored = unmask(masked.text, masked.holds)
    assert "⟦" not in restored
    for hold in masked.holds:
        assert text[hold.start : hold.end] == hold.fr
        assert hold.en.split()[-1].rstrip(".").lower()[:3] in restored.lower()


@settings(deadline=None)
@given(st.text(max_size=60))
def test_unmask_never_fails(text: str) -> None:
    unmask(text + "⟦T0⟧", [of("T0", "court")])


def test_the_french_word_is_shown_once() -> None:
    seen: set[str] = set()
    first = glossed(mask("En garde à vue, il se tait.", TERMS).holds, TERMS, seen)
    again = glossed(mask("La garde à vue dure.", TERMS).holds, TERMS, seen)
    assert [hold.en for hold in (*first, *again)] == ["police custody (garde à vue)", "police custody"]
