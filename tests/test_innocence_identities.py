"""Names that must go, names that must stay, and what gives a child away."""

import logging

import pytest
from fakes import MODEL, at
from hypothesis import given
from hypothesis import strategies as st

from summarise.brief.check import check_spans
from summarise.brief.shield import moved, protected
from summarise.innocence.identities import redact, redact_text
from summarise.innocence.policy import load_policy
from summarise.mentions.people import find as find_people
from summarise.pipeline import Condenser
from summarise.records import Brief, Document
from summarise.settings import Settings
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
    assert "le remplacement des noms est coupé" in caplog.text
    assert "a1" not in caplog.text  # an id is the caller's words
    assert "Zélie" not in caplog.text


def test_names_are_not_shown_by_repr() -> None:
    assert "Zélie" not in repr(redact(Source(Document(article="La petite Zélie, 8 ans, avait disparu."))))


STORY = (
    "La petite Zélie, âgée de 8 ans, avait disparu lundi à Dax. Luc Perrin, 45 ans, a été mis en examen pour le "
    "meurtre de Zélie. Il conteste les faits, et la mère de Zélie attend le procès."
)
DOCUMENT = Document(id="z-1", title="Affaire Zélie : un homme mis en examen", article=STORY)


def _named(name: str, document: Document = DOCUMENT) -> dict[str, object]:
    start = document.text.index(name)
    return {"name": name, "name_start": start, "name_end": start + len(name)}


def _brief(victim: str = "Zélie, âgée de 8 ans", pursued: str = "Luc Perrin, 45 ans", **more: object) -> Brief:
    """What a decider might say of DOCUMENT, in the article's own words."""
    return Brief.model_validate(
        {
            "relevant": True, "coverage": {"read": 9, "total": 9}, "model": MODEL, "title_fr": DOCUMENT.title,
            "defendants": [{**at(pursued, DOCUMENT), **_named("Luc Perrin"), "status": "mis_en_examen"}],
            "victims": [{**at(victim, DOCUMENT), **_named("Zélie"), "minor": True}],
            "charges": [{**at("meurtre de Zélie", DOCUMENT), "offence": "meurtre", "defendants": [0]}],
            "summary_fr": "Luc Perrin a été mis en examen pour le meurtre de Zélie, 8 ans.",
            "warnings": ["Le statut de « Zélie » est incertain."], **more,
        }
    )  # fmt: skip


def _condensed(brief: Brief, document: Document = DOCUMENT, **settings: bool) -> Brief:
    return Condenser(lambda _: brief, Settings(limits={"min_words": 3}, **settings)).read(document).brief  # type: ignore[arg-type]


def test_no_name_is_left_in_a_brief_and_each_span_stands_in_the_article() -> None:
    done = _condensed(_brief())
    assert "Zélie" not in done.model_dump_json()
    assert done.victims[0].text == "âgée de 8 ans"
    assert done.victims[0].name is None
    assert done.charges[0].text == "meurtre"
    assert done.defendants[0].name == "Luc Perrin"
    assert check_spans(done, DOCUMENT) == []
    assert done.summary_fr == "Luc Perrin a été mis en examen pour le meurtre de [mineur], 8 ans."


def test_a_page_shows_the_article_without_the_names_and_its_offsets_hold() -> None:
    made = Condenser(lambda _: _brief(), Settings()).read(DOCUMENT)
    assert "Zélie" not in made.document.text
    assert made.replaced == 4
    assert check_spans(made.shown, made.document) == []


@pytest.mark.parametrize(
    ("victim", "said"),
    [
        ("La petite Zélie", "âgée de 8 ans"),
        ("Zélie, âgée de 8 ans, avait disparu", "âgée de 8 ans, avait disparu"),
        ("Zélie, âgée de 8 ans", "âgée de 8 ans"),
        ("la mère de Zélie", "la mère"),
    ],
)
def test_what_stands_for_a_name_is_the_article_s(victim: str, said: str) -> None:
    source = Source(DOCUMENT)
    people = find_people(source)
    brief = _brief(victim)
    done = protected(brief, redact(source, people, brief=brief), source, people)
    assert done.victims[0].text == said
    assert check_spans(done, DOCUMENT) == []


def test_a_victim_without_other_words_is_left_out_and_a_warning_says_so() -> None:
    document = Document(article="Sarah Vidal a déposé plainte pour viol contre son supérieur, à Pau, mardi matin.")
    victim = {**at("Sarah Vidal", document), **_named("Sarah Vidal", document)}
    done = _condensed(_brief(victims=[victim], defendants=[], charges=[], title_fr="", summary_fr=""), document)
    assert done.victims == []
    assert any("Une victime n'est pas citée" in w for w in done.warnings)


def test_the_switch_is_seen_in_the_brief() -> None:
    left = _condensed(_brief(), redact=False)
    assert left.victims[0].name == "Zélie"
    assert "ne sont pas remplacés" in left.warnings[-1]


def test_other_texts_of_the_matter_lose_the_names_too() -> None:
    redacted = redact(Source(DOCUMENT))
    assert "Zélie" not in redact_text("Zélie had gone missing. ZÉLIE, Zelie.", redacted)


def test_the_model_knows_of_victims_that_the_text_does_not_tell() -> None:
    document = Document(article="Jugé pour le viol de plusieurs patientes, Luc Perrin a revu Nora Baud au procès.")
    victim = {**at("Nora Baud", document), **_named("Nora Baud", document)}
    charge = {**at("viol", document), "offence": "viol", "defendants": []}
    brief = _brief(victims=[victim], defendants=[], charges=[charge], title_fr="", summary_fr="")
    assert "Baud" not in redact(Source(document), brief=brief).document.text
    assert "Perrin" in redact(Source(document), brief=brief).document.text


@given(st.text(max_size=60), st.text(max_size=60))
def test_offsets_move_with_the_names(before: str, after: str) -> None:
    document = Document(article=f"{before}\nLa petite Zélie, âgée de 8 ans, avait disparu. Zélie jouait.\n{after}")
    source = Source(document)
    redacted = redact(source)
    age = {**at("âgée de 8 ans", document), "minor": True}
    brief = _brief(victims=[age], defendants=[], charges=[])
    assert check_spans(moved(brief, redacted), redacted.document) == []


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    done = redact(Source(Document(article=text)))
    assert done.replaced or done.document.article == text


@given(st.text(alphabet="abc .,\u00a0\u0301", max_size=40))
def test_a_child_is_hidden_whatever_stands_around(noise: str) -> None:
    assert "Zélie" not in _after(f"{noise}\nLa petite Zélie, 8 ans, avait disparu.\n{noise}")
