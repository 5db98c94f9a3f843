"""What an English summary says beside its translated sentences; quotation marks, articles and owners put right."""

import pytest

from summarise.translate.briefs import joined
from summarise.translate.holds import mask
from summarise.translate.mending import articled, mended
from summarise.translate.split import lowered
from summarise.translate.terms import load_terms


@pytest.mark.parametrize(
    ("translated", "composed", "said"),
    [
        ("", "A man was acquitted.", "A man was acquitted."),
        (
            "A baker was fined.",
            "Investigators seized two watches.",
            "A baker was fined. Investigators seized two watches.",
        ),
        ("A baker was fined €300.", "Compensation of €300 is at stake.", "A baker was fined €300."),
        (
            "The suspected driver was arrested.",
            "The suspected driver was arrested.",
            "The suspected driver was arrested.",
        ),
    ],
)
def test_fields_follow_where_they_add(translated: str, composed: str, said: str) -> None:
    assert joined(translated, composed) == said


@pytest.mark.parametrize(
    ("french", "english", "right"),
    [
        ("Il a dit « non ».", "He said 'no'.", 'He said "no".'),
        ("Son épouse a été relaxée.", "Her wife was acquitted.", "His wife was acquitted."),
        ("L'ami d'Ali dort.", "Ali's friend sleeps.", "Ali's friend sleeps."),
    ],
)
def test_mended(french: str, english: str, right: str) -> None:
    assert mended(french, english) == right


def test_a_court_has_its_article() -> None:
    french = "L'avocat du prévenu parle."
    masked = mask(french, load_terms(None))
    lawyer, defendant = (hold.symbol for hold in masked.holds)
    said = articled(f"the {lawyer} of {defendant} speaks.", masked.holds, french)
    assert said == f"the {lawyer} of the {defendant} speaks."


def test_places_in_capitals() -> None:
    assert lowered("LE MAIRE DE SAINT-ROCH JUGÉ À LYON") == "Le maire de Saint-Roch jugé à Lyon"


@pytest.mark.parametrize(
    ("french", "said"),
    [
        ("Un juge l'a placé en détention provisoire.", "held him in pre-trial detention"),
        ("Le juge l'a mise en examen.", "placed her under formal investigation"),
        ("Le procureur les a placés en garde à vue.", "placed them in police custody"),
        ("Le procureur l'aurait placée en garde à vue.", "allegedly placed her in police custody"),
    ],
)
def test_whom_it_was_done_to_is_not_lost(french: str, said: str) -> None:
    assert said in [hold.en for hold in mask(french, load_terms())[1]]
