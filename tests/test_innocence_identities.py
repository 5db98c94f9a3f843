"""Names that must go, names that must stay, and what gives a child away."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.innocence.identities import redact, redact_brief, redact_text
from summarise.innocence.policy import load_policy
from summarise.records import Brief, Coverage, Document, ModelInfo, Victim
from summarise.text.source import Source


def _after(article: str, title: str = "", heading: str = "") -> str:
    return redact(Source(Document(article=article, title=title, heading=heading))).document.text


GONE = [
    ("enfant victime, âge", "Le corps de Lina Morand, 9 ans, a été retrouvé mardi à Dax.", "Lina"),
    ("la petite", "La petite Zélie avait disparu en août.", "Zélie"),
    ("mineur mis en cause", "Un lycéen de 16 ans, Enzo Tardif, a été mis en examen à Pau.", "Tardif"),
    ("initiale gardée", "Un adolescent de 15 ans, Enzo T., a été mis en examen à Pau.", "Enzo"),
    ("prénom repris seul", "Lina Morand, 9 ans, a été tuée à Dax. Lina aimait le dessin.", "Lina"),
    ("plaignante", "Sarah Vidal a déposé plainte pour viol contre son supérieur.", "Vidal"),
    ("accusé par", "Le chef d'orchestre est accusé de viol par Sarah Vidal.", "Vidal"),
    (
        "parent nommé",
        "Luc Perrin est jugé pour le meurtre de Lina, 9 ans. Sa mère, Odile Morand, réclame justice.",
        "Odile",
    ),
    ("établissement", "Lina, 9 ans, élève de l'école Jules-Ferry, a été agressée à Dax.", "Jules-Ferry"),
    ("adresse", "Zoé, 8 ans, habitait rue des Lilas à Dax, où elle a été tuée.", "Lilas"),
    ("collé au mot suivant", "La petite Zélie avait disparu en août.Un appel pour ZélieLe soir même.", "Zélie"),
]


@pytest.mark.parametrize(("article", "name"), [g[1:] for g in GONE], ids=[g[0] for g in GONE])
def test_gone(article: str, name: str) -> None:
    assert name not in _after(article)


STAYS = [
    ("adulte poursuivi", "Luc Perrin, 45 ans, est jugé pour le meurtre de la petite Zélie, 8 ans.", "Luc Perrin"),
    ("adulte poursuivi pour viol", "Luc Perrin, mis en examen pour viol, nie les faits.", "Luc Perrin"),
    ("une peine n'est pas un âge", "Luc Perrin, 4 ans de prison : la cour a tranché.", "Luc Perrin"),
    ("matière sans victime à protéger", "Le tribunal a condamné Luc Perrin pour escroquerie.", "Luc Perrin"),
    ("victime adulte d'un vol", "Odile Morand, 71 ans, s'est fait voler son sac à Dax.", "Odile Morand"),
]


@pytest.mark.parametrize(("article", "name"), [s[1:] for s in STAYS], ids=[s[0] for s in STAYS])
def test_stays(article: str, name: str) -> None:
    assert name in _after(article)


def test_every_part_of_the_document_is_replaced() -> None:
    text = _after(
        "Zélie, 8 ans, avait disparu.", title="Affaire Zélie : un suspect", heading="La petite Zélie a été tuée."
    )
    assert "Zélie" not in text
    assert text.count(load_policy().identities.minor) == 3


def test_the_switch_is_logged_without_the_name(caplog: pytest.LogCaptureFixture) -> None:
    source = Source(Document(id="a1", article="La petite Zélie, 8 ans, avait disparu."))
    with caplog.at_level(logging.WARNING):
        left = redact(source, enabled=False)
    assert "Zélie" in left.document.article
    assert "a1" in caplog.text
    assert "Zélie" not in caplog.text


def test_names_are_not_shown_by_repr() -> None:
    assert "Zélie" not in repr(redact(Source(Document(article="La petite Zélie, 8 ans, avait disparu."))))


def test_a_brief_and_its_english_are_redacted_too() -> None:
    redacted = redact(Source(Document(article="La petite Zélie, 8 ans, avait disparu.")))
    brief = Brief(
        relevant=True, summary_fr="Zélie avait disparu.", coverage=Coverage(read=1, total=1),
        victims=[Victim(text="Zélie", start=10, end=15, name="Zélie", minor=True)],
        model=ModelInfo(name="m", version="1", digest="0"),
    )  # fmt: skip
    done = redact_brief(brief, redacted)
    assert done.victims[0].name == load_policy().identities.minor
    assert "Zélie" not in done.model_dump_json()
    assert "Zélie" not in redact_text("Zélie had gone missing.", redacted)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    done = redact(Source(Document(article=text)))
    assert done.replaced or done.document.article == text


@given(st.text(alphabet="abc .,\u00a0\u0301", max_size=40))
def test_a_child_is_hidden_whatever_stands_around(noise: str) -> None:
    assert "Zélie" not in _after(f"{noise}\nLa petite Zélie, 8 ans, avait disparu.\n{noise}")
