"""The guard catches planted faults and leaves good translations alone."""

from pathlib import Path

import pytest

from summarise.translate.guard import check
from summarise.translate.numerals import english_values, french_values

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


GOOD, PLANTED = rows("good_pairs.tsv"), rows("planted_faults.tsv")


@pytest.mark.parametrize(("french", "english"), GOOD)
def test_a_good_translation_passes(french: str, english: str) -> None:
    assert check(french, english) == []


@pytest.mark.parametrize(("code", "french", "english"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_a_planted_fault_is_caught(code: str, french: str, english: str) -> None:
    assert code in {fault.code for fault in check(french, english)}


def test_there_are_sixty_planted_faults() -> None:
    assert len(PLANTED) >= 60


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("50.000 euros et 1,5 million", [50000.0, 1.5e6]),
        ("une dizaine d'élèves", [10.0]),
        ("un homme", []),
        ("à 19 h 15", [19.0, 15.0]),
        ("le 1er juin", [1.0]),
        ("le XVIe arrondissement", [16.0]),
        ("plusieurs milliers d'euros", []),
        ("le Covid-19", []),
        ("quatre-vingt-dix jours", [90.0]),
    ],
)
def test_french_numbers(text: str, values: list[float]) -> None:
    assert french_values(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("€50,000 and €1.5 million", [50000.0, 1.5e6]),
        ("an 18-month sentence", [18.0]),
        ("at 7.15 pm", [19.0, 15.0]),
        ("one of them", []),
        ("twenty-five years", [25.0]),
        ("three hundred and fifty", [350.0]),
        ("the 17th", [17.0]),
        ("several thousand euros", []),
        ("eight and twelve months", [8.0, 12.0]),
        ("Covid-19", []),
    ],
)
def test_english_numbers(text: str, values: list[float]) -> None:
    assert sorted(english_values(text)) == sorted(values)
