"""Gold briefs laid on mentions, and the rules by which two entries are the same."""

import datetime

import pytest

from finetune.align import Labels, align
from finetune.matching import alike, fold, near, same_person
from summarise.mentions.base import Kind
from summarise.mentions.find import find
from summarise.records import Document
from summarise.seq2seq.units import units
from summarise.text.source import Source

ARTICLE = (
    "Le tribunal correctionnel de Quimper a condamné lundi Yann Kervella, 41 ans, à deux ans de prison pour "
    "escroquerie. Un complice a été relaxé. Il avait détourné 30.000 euros au préjudice d'une retraitée. "
    "Les enquêteurs ont saisi trois montres. La procureure Anne Le Goff avait requis trois ans de prison."
)
EMPTY = {"text": None, "name": None, "count": 1}
GOLD = {
    "relevant": True,
    "court": {"text": "Le tribunal correctionnel de Quimper", "type": "tribunal_correctionnel", "city": "Quimper"},
    "date": {"text": "lundi", "iso": "2023-05-15"},
    "defendants": [
        {"text": "Yann Kervella, 41 ans", "name": "Yann Kervella", "count": 1, "status": "condamne"},
        {"text": "Un complice", "name": None, "count": 1, "status": "relaxe"},
    ],
    "victims": [{"text": "une retraitée", "name": None, "count": 1}],
    "prosecutor": "Anne Le Goff",
    "charges": [{"offence": "escroquerie", "defendants": [0]}],
    "amounts": [{"text": "30.000 euros", "value": 30000, "kind": "prejudice"}],
    "seizures": [{"text": "trois montres"}],
    "sentences": [
        {"text": "deux ans de prison", "kind": "prison", "months": 24, "state": "prononcee", "defendants": [0]},
        {"text": "trois ans de prison", "kind": "prison", "months": 36, "state": "requise", "defendants": [0]},
    ],
}
EXPECTED = [
    (Kind.COURT, "tribunal correctionnel de Quimper", "main"),
    (Kind.DATE, "lundi", "event"),
    (Kind.PERSON, "Yann Kervella", "defendant"),
    (Kind.PERSON, "Un complice", "defendant"),
    (Kind.PERSON, "Anne Le Goff", "prosecutor"),
    (Kind.OFFENCE, "escroquerie", "charge"),
    (Kind.SUM, "30.000 euros", "prejudice"),
    (Kind.QUANTITY, "trois montres", "seized"),
    (Kind.PENALTY, "deux ans de prison", "prononcee"),
    (Kind.PENALTY, "trois ans", "requise"),
]


def _laid(gold: dict[str, object]) -> tuple[list[tuple[Kind, str]], Labels]:
    """(kind, words of all its mentions) of each unit, and the labels."""
    source = Source(Document(id="1", article=ARTICLE, date=datetime.date(2023, 5, 16)))
    mentions = find(source)
    groups = units(source, mentions)
    shown = [(u.kind, " | ".join(mentions[k].text for k in u.mentions)) for u in groups]
    return shown, align(source, mentions, groups, gold)


@pytest.mark.parametrize(("kind", "words", "label"), EXPECTED)
def test_label_of_each_unit(kind: Kind, words: str, label: str) -> None:
    shown, labels = _laid(GOLD)
    assert label in {labels.unit[i] for i, (k, text) in enumerate(shown) if k is kind and words in text}


def test_statuses_and_links_point_at_defendants() -> None:
    shown, labels = _laid(GOLD)
    statuses = {shown[i][1].split(",")[0].split(" |")[0]: s for i, s in labels.status.items()}
    assert statuses == {"Yann Kervella": "condamne", "Un complice": "relaxe"}
    assert {p for _, p in labels.links} == {labels.defendants[0]}
    assert {shown[u][0] for u, _ in labels.links} == {Kind.OFFENCE, Kind.PENALTY}


def test_an_irrelevant_article_has_no_labels() -> None:
    _, labels = _laid({**GOLD, "relevant": False})
    assert set(labels.unit) == {"none"}
    assert not labels.links


def test_gold_that_the_article_lacks_labels_nothing() -> None:
    other = {"relevant": True, "court": {"text": "la cour d'assises de Pau", "type": "cour_assises", "city": "Pau"},
             "date": {"text": "jeudi", "iso": "2001-01-01"}, "charges": [{"offence": "meurtre"}],
             "amounts": [{"text": "5 euros", "value": 5, "kind": "amende"}]}  # fmt: skip
    assert set(_laid(other)[1].unit) == {"none"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("la cour d'appel de Rouen", "cour d'appel", True),
        ("l'homme", "la femme", False),
        ("", "", False),
        ("Le tribunal", None, False),
        ("ÉVREUX", "Evreux", True),
    ],
)
def test_alike(one: object, other: object, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"), [(1000, 1004, True), (1000, 1006, False), ("3,5", 3.5, False), (None, 1, False)]
)
def test_near(one: object, other: object, same: bool) -> None:
    assert near(one, other) is same


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ({"name": "Yann Kervella"}, {"name": "M. Kervella"}, True),
        ({"name": "Yann Kervella"}, {"name": "Yann Le Bris"}, True),
        ({"name": "Yann Kervella"}, {"name": "Luc Adam"}, False),
        ({"name": "Yann Kervella"}, {"text": "le quadragénaire"}, False),
        ({"text": "deux hommes", "count": 2}, {"text": "les suspects", "count": 2}, True),
        ({"text": "deux hommes", "count": 2}, {"text": "trois hommes", "count": 3}, False),
        ({"text": "un chauffeur", "count": 1}, {"text": "Un chauffeur de 30 ans", "count": 1}, True),
    ],
    ids=["last name", "first name", "others", "no name", "same count", "other count", "words"],
)
def test_same_person(gold: dict[str, object], found: dict[str, object], same: bool) -> None:
    assert same_person({**EMPTY, **gold}, {**EMPTY, **found}) is same


def test_fold_keeps_letters_and_figures() -> None:
    assert fold("« L'Évêché, n° 3 »") == "l eveche n 3"
