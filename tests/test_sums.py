"""Sums of money: value, currency, approximation, kind and span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions.base import Mention, SumValue
from summarise.mentions.sums import find
from summarise.records import Document
from summarise.text.source import Source


def sums(article: str) -> list[Mention]:
    return find(Source(Document(article=article)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Il a touché plus de 50.000 euros.", SumValue(50000, "EUR", "plus_de")),
        ("Le butin : 18.000€.", SumValue(18000)),
        ("Il a touché 1,5 million d'euros.", SumValue(1500000)),
        ("Un trou de 60M€ dans les comptes.", SumValue(60000000)),
        ("Une dette de 318k€.", SumValue(318000)),
        ("Il y avait 11 millions de francs.", SumValue(11000000, "FRF")),
        ("Il y avait 800.000 dollars.", SumValue(800000, "USD")),
        ("Il a perdu plusieurs milliers d'euros.", SumValue(2000, "EUR", "plus_de")),
        ("Il a perdu des centaines de milliers d'euros.", SumValue(100000, "EUR", "plus_de")),
        ("La marchandise vaut près de 9.000 euros.", SumValue(9000, "EUR", "environ")),
        ("Il devait moins de 900 euros.", SumValue(900, "EUR", "moins_de")),
        ("Il gagnait entre 700.000 et 900.000 euros.", SumValue(700000, "EUR", "environ")),
        ("Il vendait entre 10 et 15.000 euros.", SumValue(10000, "EUR", "environ")),
        ("Ils ont versé entre six et dix millions de francs.", SumValue(6000000, "FRF", "environ")),
        ("Il doit 120 jours-amende à 6 euros.", SumValue(720)),
        ("Il doit 38 centimes.", SumValue(0.38)),
        ("Le club réclame l'euro symbolique, soit un euro.", SumValue(1)),
    ],
)
def test_reads_a_sum(text: str, value: SumValue) -> None:
    assert value in [m.value for m in sums(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Il a été condamné à 3.000 euros d'amende.", "amende"),
        ("Elle recevra 5.000 euros de dommages et intérêts.", "dommages"),
        ("Les enquêteurs ont saisi 14.000 euros en liquide.", "saisie"),
        ("Le préjudice s'élève à 90.000 euros.", "prejudice"),
        ("Le trafic a rapporté un bénéfice de 70.000 euros.", "produit"),
        ("Il a été libéré contre une caution de 10.000 euros.", "caution"),
        ("Le maire aurait reçu un pot-de-vin de 25.000 euros.", "corruption"),
        ("Les ravisseurs exigeaient une rançon de 100.000 euros.", "rancon"),
    ],
)
def test_guesses_what_a_sum_is_for(text: str, kind: str) -> None:
    assert [m.guess for m in sums(text)] == [kind]


def test_the_span_keeps_qualifier_and_noun() -> None:
    text = "une amende de plus de 75.000 euros"
    assert [m.text for m in sums(f"Elle risque {text}.")] == [text]


def test_a_bare_figure_after_a_sum_is_money() -> None:
    assert [m.value for m in sums("Elle a payé 12.000 euros, puis 8.500 en mars.")] == [SumValue(12000), SumValue(8500)]


@pytest.mark.parametrize("text", ["Il a 12.000 abonnés.", "En 2019, il est parti.", "Les 40 prévenus étaient là."])
def test_what_is_no_money_is_left_alone(text: str) -> None:
    assert sums(text) == []


def test_a_sum_told_in_the_title_counts_once() -> None:
    source = Source(Document(title="Une amende de 900 euros", article="Il doit payer 900 euros d'amende."))
    assert [m.guess for m in find(source)] == ["none", "amende"]


@given(st.text(alphabet="0123456789 .,€kM'aeiourstdmnlplà\n", max_size=80))
def test_spans_hold_on_any_text(text: str) -> None:
    source = Source(Document(article=text))
    assert all(source.plain[m.start : m.end] == m.text for m in find(source))
