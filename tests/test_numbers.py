"""French numerals in figures and words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions.durations import Length, read_length
from summarise.mentions.numbers import NUMBER, is_round, is_vague, read_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("15.000", 15000),
        ("1 640 000", 1640000),
        ("54 873,20", 54873.20),
        ("2,5", 2.5),
        ("dix-huit", 18),
        ("quatre-vingt-dix-neuf", 99),
        ("soixante-et-onze", 71),
        ("vingt et un", 21),
        ("mille cinq cents", 1500),
        ("deux cent vingt-six mille", 226000),
        ("1,5 million", 1500000),
        ("un demi-million", 500000),
        ("deux millions et demi", 2500000),
        ("une dizaine de milliers", 10000),
        ("une centaine de millions", 100000000),
        ("plusieurs dizaines de milliers", 20000),
        ("des centaines de milliers", 100000),
    ],
)
def test_reads_numerals(words: str, value: float) -> None:
    assert re.fullmatch(NUMBER, words, re.IGNORECASE)
    assert read_number(words) == pytest.approx(value)


@pytest.mark.parametrize("words", ["", "le tribunal", "euros"])
def test_what_is_no_number_reads_as_none(words: str) -> None:
    assert read_number(words) is None


def test_vague_and_round_numerals_are_told_apart() -> None:
    assert is_vague("plusieurs milliers")
    assert not is_vague("deux milliers")
    assert is_round("une trentaine")
    assert not is_round("trente")


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("dix-huit mois", Length(18)),
        ("deux ans et six mois", Length(30)),
        ("un an et demi", Length(18)),
        ("quatre à huit mois", Length(4)),
        ("10 à 12 ans", Length(120)),
        ("5 et 4 ans", Length(60, 48)),
    ],
)
def test_reads_lengths_in_months(words: str, length: Length) -> None:
    assert read_length(words) == length


@given(st.integers(min_value=0, max_value=999_999_999))
def test_figures_survive_french_grouping(number: int) -> None:
    assert read_number(f"{number:,}".replace(",", ".")) == number
    assert read_number(f"{number:,}".replace(",", " ")) == number


@given(st.text())
def test_any_text_reads_or_is_refused(text: str) -> None:
    value = read_number(text)
    assert value is None or value >= 0
