"""What an English summary says beside its translated sentences; quotation marks, articles and owners put right."""

import pytest

from summarise.translate.briefs import joined
from summarise.translate.english import articled, mended
from summarise.translate.holds import mask
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
