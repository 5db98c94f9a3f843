"""Adjectives of places in both languages."""

import pytest

from summarise.translate.demonyms import adjective_after, demonym, forms, places_in
from summarise.translate.holds import mask
from summarise.translate.names import added, lost
from summarise.translate.terms import load_terms


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("havrais", "Le Havre"),
        ("Syrienne", "Syrian"),
        ("tchétchènes", "Chechen"),
        ("turque", "Turkish"),
        ("lilloises", "Lille"),
        ("franco-marocain", "Franco-Moroccan"),
    ],
)
def test_any_form_is_known(word: str, english: str) -> None:
    found = demonym(word)
    assert found is not None
    assert found.en == english


def test_other_words_are_not() -> None:
    assert demonym("anxieux") is None
    assert adjective_after("le docker anxieux", 9) is None


def test_forms() -> None:
    assert forms("breton") == ("breton", "bretonne", "bretons", "bretonnes")
    assert "Brittany" in places_in("des épargnants bretons")


def test_a_noun_takes_its_adjective_along() -> None:
    masked = mask("L'antiquaire gantois sera jugé.", load_terms(None))
    assert next(h.en for h in masked.holds) == "Ghent antique dealer"


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Un Serbe a été arrêté à Cannes.", "A Serb was arrested in Cannes."),
        ("Un juge lillois a rendu un non-lieu.", "A Lille judge dismissed the case."),
        ("Le génocide au Rwanda", "The Rwandan genocide"),
        ("Un vol Paris-Pékin a fait demi-tour.", "A flight from Paris to Beijing turned back."),
    ],
)
def test_a_place_told_by_its_adjective_is_no_loss(french: str, english: str) -> None:
    assert not lost(french, english)
    assert not added(french, english)


def test_a_nationality_that_is_lost_is_reported() -> None:
    assert lost("Le suspect, un Syrien, a été arrêté.", "The suspect, a man, was arrested.") == ["Syrien"]
