import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions import dates
from summarise.records import Document
from summarise.text.source import Source

WEDNESDAY = datetime.date(2019, 5, 15)


def source(article: str, date: datetime.date | None = WEDNESDAY, title: str = "") -> Source:
    return Source(Document(title=title, article=article, date=date))


def first(article: str, date: datetime.date | None = WEDNESDAY) -> tuple[str, str | None]:
    mention = dates.find(source(article, date))[0]
    return mention.text, mention.value.iso


@pytest.mark.parametrize(
    ("article", "text", "iso"),
    [
        ("Il a été écroué lundi.", "lundi", "2019-05-13"),
        ("Il a été écroué mercredi soir.", "mercredi soir", "2019-05-15"),
        ("Il sera jugé lundi.", "lundi", "2019-05-20"),
        ("Le procès débutera vendredi prochain.", "vendredi prochain", "2019-05-17"),
        ("Elle a comparu ce mardi.", "ce mardi", "2019-05-14"),
        ("Condamné mardi 14 mai à Lyon.", "mardi 14 mai", "2019-05-14"),
        ("Condamné lundi 1er avril.", "lundi 1er avril", "2019-04-01"),
        ("Arrêté lundi soir 13 mai chez lui.", "lundi soir 13 mai", "2019-05-13"),
        ("Selon la radio mardi 14 mai Les faits sont anciens.", "mardi 14 mai", "2019-05-14"),
        ("Arrêté mardi 14 chez lui.", "mardi 14", "2019-05-14"),
        ("Tué le 12 juin 2016.", "le 12 juin 2016", "2016-06-12"),
        ("Disparue le 20 décembre.", "le 20 décembre", "2018-12-20"),
        ("Disparue le 20 juin dernier.", "le 20 juin dernier", "2018-06-20"),
        ("Audience du 03/06/2019 à Metz.", "03/06/2019", "2019-06-03"),
        ("Interpellé dans la nuit de lundi à mardi.", "nuit de lundi à mardi", "2019-05-13"),
        ("Interpellé dans la nuit du 3 au 4 mai.", "nuit du 3 au 4 mai", "2019-05-03"),
        ("Déféré hier soir.", "hier soir", "2019-05-14"),
        ("Déféré aujourd'hui.", "aujourd'hui", "2019-05-15"),
        ("Arrêté la veille.", "la veille", "2019-05-14"),
        ("Arrêté fin janvier.", "fin janvier", None),
        ("Arrêté la semaine dernière.", "la semaine dernière", None),
        ("Arrêté en février dernier.", "en février dernier", None),
        ("Le 31 juin, dit-il.", "Le 31 juin", None),
    ],
)
def test_reads_a_day(article, text, iso):
    assert first(article) == (text, iso)


@pytest.mark.parametrize(("article", "iso"), [("Jugé lundi.", None), ("Jugé le 2 mars 2018.", "2018-03-02")])
def test_without_the_articles_date_only_full_dates_resolve(article, iso):
    assert first(article, None)[1] == iso


def test_a_list_of_days_shares_its_month():
    found = dates.find(source("Les audiences des 12, 13 et 14 mars ont été annulées."))
    assert [m.value.iso for m in found] == ["2019-03-12", "2019-03-13"]


def test_the_ruling_is_the_event_and_not_the_facts():
    text = "Un homme a été condamné mardi à trois ans de prison à Tours. Il avait blessé son voisin le 3 mars 2017."
    event = [m.text for m in dates.find(source(text)) if m.guess == "event"]
    assert event == ["mardi"]


def test_an_article_without_dates_has_none():
    assert dates.find(source("Le tribunal a relaxé le prévenu.")) == []


PIECES = st.sampled_from(
    [
        "mardi",
        " 12",
        " juin",
        " 2018",
        "nuit de",
        " à ",
        "samedi",
        "1er ",
        "31",
        "ſ",
        "ı",
        "\n",
        "’",
        "/02/",
        "la veille",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.booleans())
def test_any_text_is_read_and_spans_are_exact(text, dated):
    origin = source(text, WEDNESDAY if dated else None, title="Titre")
    found = dates.find(origin)
    assert all(origin.plain[m.start : m.end] == m.text for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert sum(m.guess == "event" for m in found) <= 1
