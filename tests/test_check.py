"""Checks: what a text may not say, what a brief may not hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.brief.check import (
    check_brief,
    check_guilt,
    check_indexes,
    check_length,
    check_shape,
    check_spans,
    check_text,
    check_values,
    word_count,
)
from summarise.brief.claims import claims, folded
from summarise.records import (
    Amount,
    Brief,
    Charge,
    Court,
    Coverage,
    Defendant,
    Document,
    EventDate,
    ModelInfo,
    Sentence,
)

ARTICLE = Document(
    title="Annecy : un boulanger jugé",
    heading="Un boulanger de 45 ans est jugé mardi à Annecy.",
    article=(
        "Marc Lenoir, 45 ans, est jugé mardi 3 mars par le tribunal correctionnel d'Annecy pour vol. "
        "Il aurait pris 50.000 euros dans la caisse de l'Auberge du Lac. Quatre témoins seront entendus. "
        "Le parquet a requis 18 mois de prison, dont six avec sursis, et 1 500 euros d'amende."
    ),
)


def brief(**fields: object) -> Brief:
    size = len(ARTICLE.text)
    model = ModelInfo(name="essai", version="0", digest="0")
    return Brief.model_validate(
        {"relevant": True, "coverage": Coverage(read=size, total=size), "model": model, **fields}
    )


def at(words: str) -> dict[str, object]:
    start = ARTICLE.text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Marc Lenoir est jugé mardi 3 mars à Annecy.", []),
        ("Marc LENOIR, 45 ans, aurait pris 50 000 euros.", []),  # case and the thousands' sign do not count
        ("Il aurait pris 50 000 euros.", []),  # thin space
        ("Une amende de 1.500 euros est requise.", []),
        ("Marc Lenoir risque 4 ans.", []),  # "quatre" in the article
        ("Marc Lenoir risque cinq ans.", ["cinq"]),
        ("Marc Lenoir est jugé jeudi.", ["jeudi"]),
        ("Marc Lenoir aurait pris 5.000 euros.", ["5.000"]),  # no part of a longer number
        ("Lenoir est jugé à Chambéry.", ["Chambéry"]),
        ("Dupont est jugé à Annecy.", ["Dupont"]),  # a name may open the sentence
        ("Jugé mardi, Marc Lenoir nie.", []),  # a common word may too
        ("L'affaire d'Annecy est jugée.", []),
        ("Le procès de l'Auberge du Lac et d'Évian.", ["Évian"]),
        ("Sur l’affaire d’Évian, Marc Lenoir nie.", ["Évian"]),  # curly apostrophes
        ("Le ministre de la Justice regarde.", ["Justice"]),
        ("Celui-ci nie.", []),
        ("Une trentaine de témoins.", ["trentaine"]),
    ],
)
def test_absent_words(text: str, absent: list[str]) -> None:
    assert [r.words for r in check_text(text, ARTICLE)] == absent


def test_a_report_speaks_french_and_names_its_field() -> None:
    (report,) = check_text("Marc Lenoir est jugé jeudi.", ARTICLE, "title_fr")
    assert (report.code, report.field) == ("absent", "title_fr")
    assert report.reason == "la date « jeudi » n'est pas dans l'article"


@given(st.text(max_size=80))
def test_the_article_always_bears_itself_out(words: str) -> None:
    assert check_text(words, Document(article=words)) == []


@given(st.integers(min_value=60, max_value=10**9))
def test_a_number_of_no_article_is_reported(number: int) -> None:
    known = {"50000", "1500"}
    assert bool(check_text(f"La somme est de {number} euros.", ARTICLE)) is (str(number) not in known)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(words: str) -> None:
    assert folded(folded(words)) == folded(words)


def test_claims_come_in_order() -> None:
    assert [c.words for c in claims("Marc Lenoir, 45 ans, jugé mardi.")] == ["Marc", "Lenoir", "45", "mardi"]


def test_spans_must_be_the_documents_words() -> None:
    good = brief(court={**at("tribunal correctionnel"), "type": "tribunal_correctionnel"})
    assert check_spans(good, ARTICLE) == []
    moved = good.model_copy(update={"court": Court(text="tribunal", start=0, end=8, type="tribunal_correctionnel")})
    assert [r.field for r in check_spans(moved, ARTICLE)] == ["court.text"]


def test_inner_spans_are_checked_too() -> None:
    person = Defendant.model_validate({**at("Marc Lenoir, 45 ans"), "name": "Marc", "status": "prevenu"})
    assert [r.field for r in check_spans(brief(defendants=[person]), ARTICLE)] == ["defendants[0].name"]


@pytest.mark.parametrize(("indexes", "faults"), [([0], 0), ([1], 1), ([-1], 1), ([0, 0], 1), ([], 0)])
def test_indexes(indexes: list[int], faults: int) -> None:
    person = Defendant.model_validate({**at("Marc Lenoir"), "status": "prevenu"})
    charge = Charge.model_validate({**at("vol"), "offence": "vol", "defendants": indexes})
    assert len(check_indexes(brief(defendants=[person], charges=[charge]))) == faults


@pytest.mark.parametrize(
    ("months", "suspended", "faults"),
    [(18, 6, 0), (18, 18, 0), (18, None, 0), (None, 6, 0), (6, 18, 1), (0, None, 1), (18, -1, 1), (float("nan"), 0, 1)],
)
def test_months(months: float | None, suspended: float | None, faults: int) -> None:
    sentence = Sentence.model_validate(
        {**at("18 mois"), "state": "requise", "kind": "prison", "months": months, "suspended_months": suspended}
    )
    assert len(check_values(brief(sentences=[sentence]))) == faults


def test_values_and_codes() -> None:
    amount = Amount.model_validate({**at("50.000 euros"), "value": -1, "kind": "prejudice"})
    charge = Charge.model_validate({**at("vol"), "offence": "volerie"})
    day = EventDate.model_validate({**at("mardi 3 mars"), "iso": "2020-3-3"})
    person = Defendant.model_validate({**at("Marc Lenoir"), "status": "prevenu", "age": 245})
    found = check_values(brief(amounts=[amount], charges=[charge], date=day, defendants=[person]), frozenset({"vol"}))
    assert {r.field for r in found} == {"amounts[0].value", "charges[0].offence", "date.iso", "defendants[0].age"}


@pytest.mark.parametrize(("words", "faults"), [(19, 1), (20, 0), (70, 0), (71, 1)])
def test_length(words: int, faults: int) -> None:
    assert len(check_length("mot " * words, (20, 70), "summary_fr")) == faults


def test_a_lone_sign_is_no_word() -> None:
    assert word_count("Lyon : il dit « non » .") == 4


@pytest.mark.parametrize(
    ("text", "faults"),
    [("Il est jugé. Elle aussi.", 0), ("Il est jugé.Elle aussi.", 1), ('Il dit "non.', 1), ("Il est (né.", 1)],
)
def test_shape(text: str, faults: int) -> None:
    assert len(check_shape(text, "summary_fr")) == faults


@pytest.mark.parametrize(
    ("text", "status", "guilty"),
    [
        ("Marc Lenoir a volé son patron.", "prevenu", True),
        ("Marc Lenoir a volé son patron.", "condamne", False),
        ("Marc Lenoir, 45 ans, a escroqué trois clients.", "suspect", True),
        ("Marc Lenoir est soupçonné d'avoir volé son patron.", "prevenu", False),
        ("Marc Lenoir aurait volé son patron.", "prevenu", False),
        ("Marc Lenoir a avoué avoir volé son patron.", "prevenu", False),
        ("Le voleur est entendu à Annecy.", "prevenu", True),
        ("Le voleur présumé est entendu à Annecy.", "prevenu", False),
        ("Marc Lenoir est coupable de vol.", "mis_en_examen", True),
        ("Marc Lenoir a été agressé à Annecy.", "prevenu", False),
    ],
)
def test_presumption_of_innocence(text: str, status: str, guilty: bool) -> None:
    person = Defendant.model_validate({**at("Marc Lenoir"), "name": "Marc Lenoir", "status": status})
    assert bool(check_guilt(text, brief(defendants=[person]))) is guilty


def test_a_right_brief_has_no_fault() -> None:
    person = Defendant.model_validate({**at("Marc Lenoir, 45 ans"), "age": 45, "status": "prevenu"})
    summary = (
        "Marc Lenoir, 45 ans, est jugé mardi 3 mars par le tribunal correctionnel d'Annecy pour vol. "
        "Le parquet a requis 18 mois de prison, dont six avec sursis."
    )
    right = brief(defendants=[person], title_fr="Annecy : un boulanger de 45 ans jugé mardi", summary_fr=summary)
    assert check_brief(right, ARTICLE) == []
