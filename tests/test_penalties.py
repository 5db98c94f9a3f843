"""Penalties: kind, length, suspended part and state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions.base import Mention, PenaltyValue
from summarise.mentions.penalties import find
from summarise.records import Document
from summarise.text.source import Source


def penalties(article: str) -> list[Mention]:
    return find(Source(Document(article=article)))


def guessed(article: str) -> list[tuple[PenaltyValue, str]]:
    found = [(m.value, m.guess) for m in penalties(article) if m.guess != "none"]
    return [(v, g) for v, g in found if isinstance(v, PenaltyValue)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("cinq ans de prison dont deux avec sursis", PenaltyValue("prison", 60, 24)),
        ("dix-huit mois ferme", PenaltyValue("prison", 18, 0)),
        ("deux ans avec sursis", PenaltyValue("prison", 24, 24)),
        ("trente mois, dont douze ferme", PenaltyValue("prison", 30, 18)),
        ("trois ans, dont deux ans et demi avec sursis", PenaltyValue("prison", 36, 30)),
        ("six mois ferme et six avec sursis", PenaltyValue("prison", 12, 6)),
        ("vingt ans de réclusion criminelle", PenaltyValue("prison", 240)),
        ("la perpétuité", PenaltyValue("perpetuite")),
        ("cinq ans", PenaltyValue("prison", 60)),
        ("140 heures de travail d'intérêt général", PenaltyValue("tig")),
        ("dix ans d'inéligibilité", PenaltyValue("interdiction", 120)),
        ("une interdiction de gérer de cinq ans", PenaltyValue("interdiction", 60)),
        ("un suivi socio-judiciaire de cinq ans", PenaltyValue("autre", 60)),
        ("un stage de citoyenneté", PenaltyValue("stage")),
        ("3.000 euros d'amende", PenaltyValue("amende")),
    ],
)
def test_reads_a_penalty(words: str, value: PenaltyValue) -> None:
    assert guessed(f"Le tribunal a condamné le prévenu à {words}.") == [(value, "prononcee")]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Le procureur a requis quatre ans de prison.", "requise"),
        ("Quatre ans de prison ont été requis contre lui.", "requise"),
        ("Il encourt quatre ans de prison.", "encourue"),
        ("Un délit passible de quatre ans de prison.", "encourue"),
        ("Il écope de quatre ans de prison.", "prononcee"),
        ("Le parquet a demandé de condamner le maire à quatre ans de prison.", "requise"),
    ],
)
def test_the_governing_word_gives_the_state(text: str, state: str) -> None:
    assert guessed(text) == [(PenaltyValue("prison", 48), state)]


@pytest.mark.parametrize(
    "text",
    [
        "Un homme de 35 ans a été condamné.",
        "Le parquet poursuit un réfugié de 33 ans.",
        "Ils vivaient ensemble depuis dix ans.",
        "Il a déjà été condamné à deux ans de prison en 2012.",
        "Il avait dix jours pour faire appel du jugement.",
        "Il a été placé sous contrôle judiciaire avec interdiction de quitter le territoire.",
    ],
)
def test_ages_times_and_other_cases_are_no_penalties(text: str) -> None:
    assert guessed(text) == []


def test_two_penalties_in_one_phrase_are_two() -> None:
    found = guessed("La cour l'a condamné à la perpétuité assortie de 22 ans de sûreté.")
    assert found == [(PenaltyValue("perpetuite"), "prononcee"), (PenaltyValue("autre", 264), "prononcee")]


def test_a_tag_takes_the_firm_part() -> None:
    found = guessed("Il est condamné à un an de prison ferme sous bracelet électronique.")
    assert found == [(PenaltyValue("prison", 12, 0), "prononcee"), (PenaltyValue("bracelet", 12), "prononcee")]


def test_numbers_lean_on_the_length_before() -> None:
    found = guessed("Le procureur a requis trois ans contre Luc Arnal, six contre Paul Berger.")
    assert [v.months for v, _ in found] == [36, 72]


def test_title_and_body_tell_one_penalty() -> None:
    source = Source(Document(title="Condamné à un an de prison", article="Il a été condamné à un an de prison."))
    assert [m.guess for m in find(source)] == ["none", "prononcee"]


@given(st.text(alphabet="0123456789 .,'condaméàsiterpund\n", max_size=80))
def test_spans_hold_on_any_text(text: str) -> None:
    source = Source(Document(article="condamné à " + text))
    assert all(source.plain[m.start : m.end] == m.text for m in find(source))
