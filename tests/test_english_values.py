"""Sums, durations, penalties, courts and short phrases in English."""

from typing import Any

import pytest

from summarise.records import Amount, Court, Sentence
from summarise.translate.phrases import phrase
from summarise.translate.values import amount, court_name, duration, money, sentence


@pytest.mark.parametrize(
    ("value", "currency", "said"),
    [
        (50_000, "EUR", "€50,000"),
        (1_500_000, "EUR", "€1.5 million"),
        (2e9, "EUR", "€2 billion"),
        (1234.5, "EUR", "€1,234.50"),
        (20_000, "CHF", "20,000 Swiss francs"),
        (300, "USD", "$300"),
        (1_234_567, "EUR", "€1,234,567"),
    ],
)
def test_money(value: float, currency: str, said: str) -> None:
    assert money(value, currency) == said


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (1, "one month"),
        (12, "one year"),
        (18, "18 months"),
        (36, "three years"),
        (30, "two and a half years"),
        (240, "20 years"),
    ],
)
def test_duration(months: float, said: str) -> None:
    assert duration(months) == said


def a(**given: Any) -> dict[str, Any]:
    return {"text": "x", "start": 0, "end": 1, **given}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"kind": "prison", "months": 18, "suspended_months": 6},
            "18 months in prison, six of them suspended (imposed)",
        ),
        (
            {"kind": "prison", "months": 24, "suspended_months": 12},
            "two years in prison, one of them suspended (imposed)",
        ),
        (
            {"kind": "prison", "months": 36, "suspended_months": 18},
            "three years in prison, 18 months of them suspended (imposed)",
        ),
        (
            {"kind": "prison", "months": 6, "suspended_months": 6},
            "a suspended sentence of six months in prison (imposed)",
        ),
        ({"kind": "prison", "months": 60, "state": "requise"}, "five years in prison (sought by the prosecution)"),
        ({"kind": "prison", "months": 60, "state": "encourue"}, "up to five years in prison (maximum possible)"),
        ({"kind": "perpetuite"}, "life imprisonment (imposed)"),
        (
            {"kind": "tig", "text": "210 heures de travail d'intérêt général"},
            "210 hours of community service (imposed)",
        ),
        (
            {"kind": "interdiction", "months": 60, "text": "cinq ans d'inéligibilité"},
            "five years of disqualification from public office (imposed)",
        ),
        (
            {"kind": "interdiction", "months": 120, "text": "interdiction de gérer"},
            "a ten-year ban on running a business (imposed)",
        ),
        (
            {"kind": "interdiction", "text": "interdiction définitive du territoire français"},
            "a permanent ban from French territory (imposed)",
        ),
        ({"kind": "bracelet", "months": 6}, "six months under an electronic tag (imposed)"),
    ],
)
def test_penalties(given: dict[str, Any], said: str) -> None:
    assert sentence(Sentence.model_validate(a(**{"state": "prononcee", **given})), []) == said


def test_a_fine_takes_its_sum_from_the_same_words() -> None:
    fine = Sentence.model_validate({**a(kind="amende", state="prononcee"), "start": 10, "end": 40})
    sums = [Amount.model_validate({**a(value=8000, kind="amende"), "start": 15, "end": 30})]
    assert sentence(fine, sums) == "an €8,000 fine (imposed)"
    assert sentence(fine, []) == "a fine (imposed)"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("saisie", "€5,000 seized"),
        ("prejudice", "loss of €5,000"),
        ("caution", "bail of €5,000"),
        ("dommages", "€5,000 in damages"),
    ],
)
def test_sums_with_their_kind(kind: str, said: str) -> None:
    assert amount(Amount.model_validate(a(value=5000, kind=kind))) == said


@pytest.mark.parametrize(
    ("type", "city", "said"),
    [
        ("tribunal_correctionnel", "Paris", "Paris criminal court (tribunal correctionnel)"),
        ("cour_assises", "Var", "Var assize court (cour d'assises)"),
        ("cour_cassation", "Paris", "Court of Cassation"),
        ("parquet", "Havre", "Le Havre public prosecutor's office (parquet)"),
        ("cour_appel", None, "court of appeal"),
    ],
)
def test_courts(type: str, city: str | None, said: str) -> None:
    assert court_name(Court.model_validate(a(type=type, city=city)), gloss=True) == said


@pytest.mark.parametrize(
    ("french", "said"),
    [
        ("un homme de 45 ans", "a 45-year-old man"),
        ("Deux policiers municipaux", "two municipal police officers"),
        ("une femme d'une quarantaine d'années", "a woman in her forties"),
        ("résine de cannabis", "cannabis resin"),
        ("maire de Cabourg", "mayor of Cabourg"),
        ("trois autres suspects", "three other suspects"),
        ("une trentenaire", "a woman in her thirties"),
        ("une dizaine de licornes", None),
        ("", None),
        ("les deux frères", "two brothers"),
        ("un ancien maire", "a former mayor"),
    ],
)
def test_phrases(french: str, said: str | None) -> None:
    assert phrase(french) == said
