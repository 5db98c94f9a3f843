"""Sums, lengths of time, penalties, ages, dates and hours in English: (French, English)."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarise.translate import days, figures
from summarise.translate.found import Found
from summarise.translate.words import article, ordinal, plural, say, verb_forms

SUMS = [
    ("50.000 euros", "€50,000"),
    ("50 000 €", "€50,000"),
    ("1,5 million d'euros", "€1.5 million"),
    ("deux millions d'euros", "€2 million"),
    ("3 milliards de dollars", "$3 billion"),
    ("12,50 euros", "€12.50"),
    ("un million d'euros", "€1 million"),
    ("plusieurs milliers d'euros", "several thousand euros"),
    ("une dizaine de milliers d'euros", "some €10,000"),
    ("des dizaines de milliers d'euros", "tens of thousands of euros"),
    ("entre 3 et 5 millions d'euros", "between €3 million and €5 million"),
    ("entre six et dix millions de francs", "between 6 million francs and 10 million francs"),
    ("un euro symbolique", "one euro"),
    ("condamné en 2017 à 2 millions d'euros", "€2 million"),
    ("480.000 francs suisses", "480,000 Swiss francs"),
    ("150 k€", "€150,000"),
    ("20 000 euros d'amende", "a €20,000 fine"),
    ("une amende de 8 000 euros", "an €8,000 fine"),
    ("une amende de 1 500 euros avec sursis", "a suspended fine of €1,500"),
    ("90 000 euros d'amende, dont 30 000 avec sursis", "a €90,000 fine, €30,000 of it suspended"),
    ("150 000 euros de dommages-intérêts", "€150,000 in damages"),
    ("15.200 euros en liquide", "€15,200 in cash"),
]
PENALTIES = [
    ("dix-huit mois dont six avec sursis", "18 months in prison, six of them suspended"),
    ("deux ans de prison, dont un an avec sursis", "two years in prison, one of them suspended"),
    (
        "trois ans de prison, dont deux ans et demi avec sursis",
        "three years in prison, two and a half of them suspended",
    ),
    ("deux ans de prison dont six mois avec sursis", "two years in prison, six months of it suspended"),
    ("quatre ans d'emprisonnement dont trois ferme", "four years' imprisonment, three of them to be served"),
    ("trois ans de prison ferme", "three years in prison"),
    ("de un à cinq ans de prison", "one to five years in prison"),
    ("un maçon de 29 ans à cinq ans de prison", "five years in prison"),
    ("six mois avec sursis", "a six-month suspended sentence"),
    ("un an de prison avec sursis", "a one-year suspended prison sentence"),
    ("dix-huit mois, entièrement assortis du sursis probatoire", "an 18-month suspended sentence with probation"),
    ("vingt-cinq ans de réclusion criminelle", "25 years' imprisonment"),
    ("la réclusion criminelle à perpétuité", "life imprisonment"),
    ("cinq ans d'inéligibilité", "five years' disqualification from public office"),
    ("210 heures de travail d'intérêt général", "210 hours of community service"),
    ("60 jours-amende à 20 euros", "60 day-fines of €20"),
]
LENGTHS = [
    ("deux ans et demi", "two and a half years"),
    ("quatorze mois", "14 months"),
    ("un homme de 33 ans", "33-year-old"),
    ("âgée de 18 à 41 ans", "aged 18 to 41"),
    ("Ève Diallo, 47 ans, avocate", "47"),
    ("deux hommes de 22 et 26 ans", "aged 22 and 26"),
    ("un père d'une quarantaine d'années", "in his forties"),
    ("une peine de trois ans", "three years"),
    ("12,5 %", "12.5%"),
    ("4,5 hectares", "4.5 hectares"),
    ("1,2 kg", "1.2 kg"),
    ("onze kilos", "11 kilos"),
    ("morte en 2009 à huit ans", "at the age of eight"),
    ("le XXe arrondissement", "20th"),
    ("de 4e classe", "4th"),
    ("20h30", "8.30 pm"),
    ("à 19 h 15", "7.15 pm"),
    ("avant 20 heures", "8 pm"),
    ("une trentaine de démarcheurs", "some 30"),
    ("plusieurs centaines de clients", "several hundred"),
    ("à trois reprises", "three times"),
    ("le cinquième jour", "fifth"),
    ("1 240 épargnants", "1,240"),
    ("les deux tiers", "two-thirds"),
    ("112 morts", "112"),
]
DATES = [
    ("jugé mercredi 19 avril", "on Wednesday 19 April"),
    ("depuis mercredi 19 avril", "Wednesday 19 April"),
    ("interpellé le 2 mai", "on 2 May"),
    ("le procès du 1er mai", "1 May"),
    ("mardi soir", "on Tuesday evening"),
    ("mardi dernier", "last Tuesday"),
    ("ce lundi", "on Monday"),
    ("hier soir", "yesterday evening"),
    ("la veille", "the day before"),
    ("en avril 2017", "in April 2017"),
    ("depuis avril 2017", "April 2017"),
    ("en 2016", "in 2016"),
    ("fin juin", "at the end of June"),
    ("début avril", "in early April"),
    ("mi-mai", "in mid-May"),
    ("du 6 au 17 novembre", "from 6 to 17 November"),
    ("les 3 et 4 mai", "on 3 and 4 May"),
    ("dans la nuit de samedi à dimanche", "overnight from Saturday to Sunday"),
    ("il y a dix ans", "ten years ago"),
    ("trois jours plus tard", "three days later"),
    ("à l'été 2016", "in the summer of 2016"),
    ("la semaine dernière", "last week"),
]


def best(found: list[Found]) -> str:
    return max(found, key=lambda f: (f.weight, f.end - f.start)).en


@pytest.mark.parametrize(("french", "english"), SUMS + PENALTIES + LENGTHS)
def test_figures(french: str, english: str) -> None:
    assert best(figures.find(french)) == english


@pytest.mark.parametrize(("french", "english"), DATES)
def test_dates(french: str, english: str) -> None:
    assert best(days.find(french)) == english


def test_the_day_of_the_text_gives_a_month() -> None:
    assert best(days.find("jugé mardi 12", datetime.date(2020, 5, 14))) == "on Tuesday 12 May"


def test_a_sum_lends_its_currency() -> None:
    said = [f.en for f in figures.find("porté à 45 000 euros, au lieu de 15 000, en appel")]
    assert "€15,000" in said


@pytest.mark.parametrize(
    ("phrase", "many"),
    [("defendant", "defendants"), ("person under formal investigation", "people under formal investigation"),
     ("inquiry", "inquiries"), ("son-in-law", "son-in-laws"), ("breach of trust", "breaches of trust")],
)  # fmt: skip
def test_plural(phrase: str, many: str) -> None:
    assert plural(phrase) == many


@pytest.mark.parametrize(
    ("verb", "name", "form"),
    [("acquit", "pp", "acquitted"), ("seek", "past", "sought"), ("face up to", "s", "faces up to"),
     ("deny", "s", "denies"), ("place under formal investigation", "ing", "placing under formal investigation"),
     ("=on trial", "pp", "on trial")],
)  # fmt: skip
def test_verb_forms(verb: str, name: str, form: str) -> None:
    assert verb_forms(verb)[name] == form


@pytest.mark.parametrize(
    ("following", "right"),
    [("assize court", "an"), ("18-month sentence", "an"), ("€8,000 fine", "an"), ("€80,000 fine", "an"), ("judge", "a"),
     ("one-year sentence", "a"), ("MP", "an"), ("unlawful taking", "an"), ("university", "a"), ("hour", "an")],
)  # fmt: skip
def test_article(following: str, right: str) -> None:
    assert article(following) == right


@pytest.mark.parametrize(("number", "said"), [(1, "first"), (11, "11th"), (13, "13th"), (22, "22nd"), (103, "103rd")])
def test_ordinal(number: int, said: str) -> None:
    assert ordinal(number) == said


@given(st.floats(0, 1e9, allow_nan=False))
def test_say_never_fails(value: float) -> None:
    assert say(value)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_finders_never_fail_and_stay_inside(text: str) -> None:
    for found in [*figures.find(text), *days.find(text)]:
        assert 0 <= found.start < found.end <= len(text)
        assert found.en.strip()
