"""The finer cues of penalties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions.penalties import find
from summarise.records import Document
from summarise.text.source import Source


def _found(article: str, title: str = "") -> list[tuple[str, tuple[str, ...]]]:
    source = Source(Document(title=title, heading="", article=article, date=date(2020, 5, 4)))
    return [(m.text, m.cues) for m in find(source)]


@pytest.mark.parametrize(
    ("article", "cue"),
    [
        ("Il avait été condamné en 2014 à deux ans de prison.", "aux+:avait+conda"),
        ("Il avait été condamné en 2014 à deux ans de prison.", "year-before:old"),
        ("Le tribunal l'a condamné mardi à deux ans de prison.", "day-before:week"),
        ("Dans une autre affaire, il a été condamné à deux ans de prison.", "elsewhere-clause"),
        ("Son frère a été condamné à deux ans de prison.", "other-clause"),
        ("Il a été condamné à un an de prison. Le parquet avait requis deux ans de prison.", "kin:requise+prononcee"),
    ],
)
def test_cues(article: str, cue: str) -> None:
    assert any(cue in cues for _, cues in _found(article))


def test_title_is_compared() -> None:
    cues = [c for _, c in _found("Il a été condamné à deux ans de prison.", "Deux ans de prison pour un maire")]
    assert any(c.startswith("same-before:titl") for c in cues[-1])


def test_ages_are_no_terms() -> None:
    assert [t for t, _ in _found("Le tribunal a condamné un soudeur de 36 ans à six mois de prison.")] == [
        "six mois de prison"
    ]


@given(st.text(alphabet="0123456789 .,ansmoisde prisoncondamné\n", max_size=120))
def test_never_fails(article: str) -> None:
    _found(article)
