"""The finder of people: names, descriptors, chains, cues and roles, on sentences of our own."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarise.mentions.base import Mention, PersonValue
from summarise.mentions.people import ChainFacts, chain_summary, find
from summarise.records import Document
from summarise.text.source import Source


def source(text: str, title: str = "", heading: str = "") -> Source:
    return Source(Document(title=title, heading=heading, article=text))


def people(text: str) -> list[str]:
    return [m.text for m in find(source(text))]


def value(mention: Mention) -> PersonValue:
    assert isinstance(mention.value, PersonValue)
    return mention.value


def chain_of(text: str, words: str, title: str = "") -> ChainFacts:
    facts = chain_summary(find(source(text, title)))
    return next(f for f in facts.values() if any(words in m.text for m in f.mentions))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La police a entendu Marie-Claude Dubreuil-Lanson hier.", "Marie-Claude Dubreuil-Lanson"),
        ("Le parquet vise Rosa da Costa pour vol.", "Rosa da Costa"),
        ("Hier, Thomas de Brévan a nié.", "Thomas de Brévan"),
        ("L'enquête vise Karim B. depuis un an.", "Karim B."),
        ("Selon Me Anne Sorbet, il nie.", "Me Anne Sorbet"),
        ("Le tribunal a entendu Farid Lamri, 34 ans, mardi.", "Farid Lamri, 34 ans"),
        ("Elle accuse Luc Vanel (51 ans) de vol.", "Luc Vanel (51 ans)"),
        ("Les juges ont cité M. Brennac hier.", "M. Brennac"),
        ("La cour a jugé Zoran Kolic, dit Le Gitan, absent.", "Zoran Kolic, dit Le Gitan"),
    ],
)
def test_names(text: str, expected: str) -> None:
    assert expected in people(text)


@pytest.mark.parametrize(
    ("text", "expected", "count", "age", "minor"),
    [
        ("Un homme de 51 ans a été jugé.", "Un homme de 51 ans", 1, 51, False),
        ("Une adolescente de 15 ans a disparu.", "Une adolescente de 15 ans", 1, 15, True),
        ("Dix personnes ont été arrêtées.", "Dix personnes", 10, None, False),
        ("Quatre hommes de 20 à 35 ans sont jugés.", "Quatre hommes de 20 à 35 ans", 4, None, False),
        ("Les deux frères ont nié.", "Les deux frères", 2, None, False),
        ("Trois mineurs sont suspectés.", "Trois mineurs", 3, None, True),
        ("Un homme d'une quarantaine d'années est jugé.", "Un homme d'une quarantaine d'années", 1, None, False),
        ("Une dizaine de policiers ont été blessés.", "Une dizaine de policiers", 10, None, False),
        ("Le couple a été condamné.", "Le couple", 2, None, False),
        ("Des riverains ont témoigné.", "Des riverains", None, None, False),
    ],
)
def test_descriptors(text: str, expected: str, count: int | None, age: int | None, minor: bool) -> None:
    found = next(m for m in find(source(text)) if m.text == expected)
    assert (value(found).count, value(found).age, value(found).minor) == (count, age, minor)


@pytest.mark.parametrize(
    "text", ["La mort est survenue mardi.", "Sa mise en examen date de lundi.", "Lundi, à Paris, rien."]
)
def test_words_that_mean_nobody(text: str) -> None:
    assert people(text) == []


def test_places_and_months_are_no_people() -> None:
    assert people("En Janvier, la Loire a débordé à Saint-Denis, près de Bordeaux.") == []


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Paul Darnel a été mis en examen. M. Darnel nie.", "Paul Darnel", "M. Darnel"),
        ("Le principal suspect, Paul Darnel, a été écroué.", "Le principal suspect", "Paul Darnel"),
        ("Paul Darnel, un garagiste de 45 ans, a été jugé.", "Paul Darnel", "un garagiste de 45 ans"),
        ("Paul Darnel a été condamné à un an. Le prévenu a fait appel.", "Paul Darnel", "Le prévenu"),
        ("Un homme de 54 ans a été écroué. Le quinquagénaire nie.", "Un homme de 54 ans", "Le quinquagénaire"),
    ],
)
def test_restatements_share_a_chain(text: str, one: str, other: str) -> None:
    chains = {m.text: value(m).chain for m in find(source(text))}
    assert chains[one] == chains[other]


def test_different_people_stay_apart() -> None:
    chains = {m.text: value(m).chain for m in find(source("Une femme a été tuée par un homme. Sa mère a témoigné."))}
    assert len(set(chains.values())) == 3


def test_a_second_suspect_is_another() -> None:
    found = find(source("Un suspect a été arrêté. Un deuxième suspect a été arrêté mardi."))
    assert len({value(m).chain for m in found}) == 2


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        ("Paul Darnel, 45 ans, a été mis en examen et écroué pour vol.", "Paul Darnel", "defendant"),
        ("Le procureur de la République de Pau, Claude Ferrin, a ouvert une enquête.", "Claude Ferrin", "prosecutor"),
        ("Selon son avocat, Me Jean Sorbet, il nie les faits.", "Me Jean Sorbet", "lawyer"),
        ("La juge Anne Maillan a entendu les témoins.", "Anne Maillan", "judge"),
        ("La victime, âgée de 30 ans, a été tuée de deux balles.", "La victime", "victim"),
    ],
)
def test_roles(text: str, words: str, role: str) -> None:
    assert chain_of(text, words).guess == role


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Paul Darnel a été condamné à un an de prison.", "Paul Darnel", "near:pass:condemn"),
        ("Le tribunal a relaxé Paul Darnel.", "Paul Darnel", "status:relaxe"),
        ("Une plainte a été déposée contre Paul Darnel.", "Paul Darnel", "prep:contre"),
        ("Paul Darnel est arrivé tôt. Il a été placé en garde à vue.", "Paul Darnel", "status:garde_a_vue"),
        ("Paul Darnel et Luc Vanel ont été mis en examen.", "Paul Darnel", "status:mis_en_examen"),
        ("Paul Darnel est témoin assisté.", "Paul Darnel", "status:temoin_assiste"),
        ("La mort de Paul Darnel reste inexpliquée.", "Paul Darnel", "noun_de:mort"),
    ],
)
def test_cues(text: str, words: str, cue: str) -> None:
    assert cue in chain_of(text, words).cues


def test_companies_are_marked() -> None:
    facts = chain_of("Le tribunal a condamné la société Brévane à verser 3 000 euros.", "Brévane")
    assert facts.company
    assert facts.name is not None


def test_a_chain_knows_what_its_mentions_tell() -> None:
    text = "Paul Darnel a été mis en examen. M. Darnel, 45 ans, nie."
    facts = chain_of(text, "Darnel")
    assert (facts.age, len(facts.mentions)) == (45, 2)
    assert facts.name is not None
    assert text[slice(*facts.name)] == "Paul Darnel"


PIECES = (
    "Paul M. Me le la un une des suspect homme de d' l' 34 ans , . ( ) et Dupré société a été condamné contre deux "
    'autres « » " avocat dit Le État autre âgé \n S. ce dernier il'
)
WORDS = st.sampled_from(PIECES.split(" "))


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map(" ".join)), st.text(max_size=20))
def test_any_text_is_read(text: str, title: str) -> None:
    read = source(text, title)
    found = find(read)
    assert all(read.plain[m.start : m.end] == m.text and m.text for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert {value(m).chain for m in found} == set(chain_summary(found))


RESTATED = [
    ("Trois hommes ont été arrêtés. Les trois individus sont en garde à vue.", "Trois hommes", "Les trois individus"),
    ("Quatre jeunes ont été jugés. Ces quatre prévenus ont nié.", "Quatre jeunes", "Ces quatre prévenus"),
]


@pytest.mark.parametrize(("text", "first", "second"), RESTATED)
def test_a_group_told_of_again_by_its_number(text: str, first: str, second: str) -> None:
    assert second in {m.text for m in chain_of(text, first).mentions}


DEEDS = [
    ("Elle accuse son mari de l'avoir frappée.", "son mari"),
    ("Elle a demandé à son compagnon de le suivre.", "son compagnon"),
    ("La cour condamne le parti à une amende.", "le parti"),
]


@pytest.mark.parametrize(("text", "phrase"), DEEDS)
def test_what_somebody_did_is_no_part_of_the_phrase(text: str, phrase: str) -> None:
    assert not [m for m in people(text) if m.startswith(phrase) and m != phrase]
