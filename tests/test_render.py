import json
import os
from pathlib import Path
from typing import Any

import pytest
from fakes import ARTICLE, DOCUMENT, MODEL, full_brief
from hypothesis import given
from hypothesis import strategies as st

from summarise.records import Amount, Brief, Coverage, Document, Sentence
from summarise.render.labels import label, offence
from summarise.render.look import Look
from summarise.render.marks import Mark, flatten
from summarise.render.page import page_of
from summarise.render.words import day, money, months, number, of_city, penalty, says_count
from summarise.render.writers import WRITERS, get_writer

GOLDEN = Path(__file__).parent / "golden"
NAMES = {"text": "brief.txt", "markdown": "brief.md", "html": "brief.html", "json": "brief.json", "csv": "brief.csv"}
EVIL = '<script>alert(1)</script><img src=x onerror="x">\x1b[31m\x9b2J\u202e[a](javascript:x) `x` | # *'


@pytest.mark.parametrize("name", WRITERS)
def test_the_page_is_as_it_was_agreed(name: str) -> None:
    """Golden files; write them again with GOLDEN=1 and read the difference."""
    page = get_writer(name)(DOCUMENT, full_brief(), Look(width=90))
    path = GOLDEN / NAMES[name]
    if os.environ.get("GOLDEN"):
        path.write_text(page, encoding="utf-8")
    assert page == path.read_text(encoding="utf-8")


def _evil(value: Any) -> Any:
    """The same record with EVIL in every free text."""
    free = {
        "text",
        "name",
        "role",
        "city",
        "item",
        "title_fr",
        "summary_fr",
        "prosecutor",
        "reason",
        "offence",
        "version",
    }
    if isinstance(value, dict):
        return {k: EVIL if k in free and isinstance(v, str) else _evil(v) for k, v in value.items()}
    if isinstance(value, list):
        return [EVIL if isinstance(v, str) else _evil(v) for v in value]
    return value


@pytest.mark.parametrize("relevant", [True, False])
@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_no_field_can_break_out_of_the_page(name: str, relevant: bool) -> None:
    data = _evil({**full_brief().model_dump(), "reason": "x", "relevant": relevant})
    document = Document(title=EVIL, heading=EVIL, article=EVIL + ARTICLE)
    page = get_writer(name)(document, Brief.model_validate(data), Look())
    assert "\x1b" not in page
    assert "\x9b" not in page
    assert "\u202e" not in page
    if name != "text":
        assert "<script" not in page
        assert "<img" not in page
        assert "[a](" not in page or name == "html"


@given(st.text(), st.text())
def test_html_holds_no_foreign_tag(title: str, article: str) -> None:
    brief = Brief(relevant=True, title_fr=title, summary_fr=article, coverage=Coverage(read=1, total=1), model=MODEL)
    page = get_writer("html")(Document(title=title, article="<script" + article), brief, Look())
    body = page.partition("<body>")[2]
    allowed = ("main", "h1", "h2", "p", "section", "footer", "br", "/", "mark")
    assert all(part.startswith(allowed) for part in body.split("<")[1:])


@given(st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30), st.sampled_from("abc"))), st.integers(0, 25))
def test_segments_cover_the_text_once_and_keep_every_mark(spans: list[tuple[int, int, str]], length: int) -> None:
    segments = flatten([Mark(*span) for span in spans], length)
    assert [i for s in segments for i in range(s.start, s.end)] == list(range(length))
    for i in range(length):
        here = {field for start, end, field in spans if start <= i < end}
        assert {f for s in segments if s.start <= i < s.end for f in s.fields} == here


def test_the_highlighted_article_is_the_article() -> None:
    import html  # noqa: PLC0415
    import re  # noqa: PLC0415

    from summarise.render.html import highlighted  # noqa: PLC0415

    marked = highlighted(DOCUMENT, full_brief())
    assert html.unescape(re.sub(r"<[^>]+>", "", marked)) == DOCUMENT.text
    assert '<mark class="amounts sentences" title="somme, peine">15 000 euros</mark>' in marked


def test_colours_only_where_they_are_wanted() -> None:
    write = get_writer("text")
    assert "\x1b[" in write(DOCUMENT, full_brief(), Look(colour=True))
    assert "\x1b[" not in write(DOCUMENT, full_brief(), Look(colour=False))


@pytest.mark.parametrize("width", [1, 40, 72, 100, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    page = get_writer("text")(DOCUMENT, full_brief(), Look(width=width))
    assert max(len(line) for line in page.splitlines()) <= max(40, min(width, 100))


def test_json_gives_the_brief_back() -> None:
    record = json.loads(get_writer("json")(DOCUMENT, full_brief(), Look()))
    assert set(record) == {"id", "brief"}
    assert Brief.model_validate(record["brief"]) == full_brief()


def test_an_article_off_the_subject_says_why() -> None:
    brief = Brief(relevant=False, reason="une recette", coverage=Coverage(read=5, total=10), model=MODEL)
    page = get_writer("text")(DOCUMENT, brief, Look())
    assert "Hors sujet : une recette" in page
    assert "lu 50 % de l'article" in page


@pytest.mark.parametrize(
    ("value", "text"), [(50000, "50 000"), (14.2, "14,2"), (0, "0"), (1300000.5, "1 300 000,5"), (100, "100")]
)
def test_numbers(value: float, text: str) -> None:
    assert number(value).replace("\u202f", " ") == text


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1 mois"), (12, "1 an"), (30, "2 ans et 6 mois"), (360, "30 ans"), (0.5, "0,5 mois")]
)
def test_months(value: float, text: str) -> None:
    assert months(value).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("total", "held", "text"),
    [
        (36, 12, "prison, 3 ans, dont 1 an avec sursis"),
        (6, 6, "prison, 6 mois, avec sursis"),
        (24, 0, "prison, 2 ans, ferme"),
        (24, None, "prison, 2 ans"),
        (None, None, "prison"),
    ],
)
def test_penalties(total: float | None, held: float | None, text: str) -> None:
    sentence = Sentence(text="x", start=0, end=1, state="prononcee", kind="prison", months=total, suspended_months=held)
    assert penalty(sentence).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("currency", "approx", "text"),
    [("EUR", "plus_de", "plus de 5 €"), ("USD", "exact", "5 $"), ("XAF", "exact", "5 XAF")],
)
def test_money(currency: str, approx: Any, text: str) -> None:
    amount = Amount(text="x", start=0, end=1, value=5, currency=currency, approx=approx, kind="autre")
    assert money(amount).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("iso", "text"), [("2024-03-01", "1er mars 2024"), ("2024-12-25", "25 décembre 2024"), ("?", "?")]
)
def test_days(iso: str, text: str) -> None:
    assert day(iso) == text


CODES = {
    "matter": Brief.model_json_schema()["properties"]["matter"]["anyOf"][0]["enum"],
    "stage": Brief.model_json_schema()["properties"]["stage"]["anyOf"][0]["enum"],
    **{
        group: Brief.model_json_schema()["$defs"][record]["properties"][field]["enum"]
        for group, record, field in [
            ("court", "Court", "type"),
            ("status", "Defendant", "status"),
            ("amount", "Amount", "kind"),
            ("approx", "Amount", "approx"),
            ("state", "Sentence", "state"),
            ("penalty", "Sentence", "kind"),
        ]
    },
}


@pytest.mark.parametrize(("group", "code"), [(group, code) for group, codes in CODES.items() for code in codes])
def test_every_code_has_a_label(group: str, code: str) -> None:
    assert "_" not in label(group, code)
    from summarise.render.labels import _labels  # noqa: PLC0415

    assert code in _labels()[group]


def test_offences_have_their_article_of_law() -> None:
    assert offence("escroquerie").law == "art. 313-1 du code pénal"
    assert offence("inconnue_ici").fr == "inconnue ici"


def test_links_to_all_defendants_are_not_repeated() -> None:
    brief = full_brief()
    charge = brief.charges[0].model_copy(update={"defendants": [0, 1]})
    page = page_of(brief.model_copy(update={"charges": [charge]}))
    rows = next(s.rows for s in page.sections if s.name == "charges")
    assert rows[0].body == ""


@pytest.mark.parametrize(
    ("text", "count", "said"),
    [("Deux complices", 2, True), ("les 12 prévenus", 12, True), ("ses complices", 2, False), ("dix-huit", 40, False)],
)
def test_a_count_that_the_words_say_is_not_said_again(text: str, count: int, said: bool) -> None:
    assert says_count(text, count) is said


@pytest.mark.parametrize(
    ("city", "text"),
    [
        ("Lille", "de Lille"),
        ("Évreux", "d'Évreux"),
        ("Le Mans", "du Mans"),
        ("Havre", "du Havre"),
        ("Les Sables-d'Olonne", "des Sables-d'Olonne"),
        ("La Rochelle", "de La Rochelle"),
        ("parisien", "(parisien)"),
    ],
)
def test_courts_of_cities(city: str, text: str) -> None:
    assert of_city(city) == text


def _people(*people: dict[str, Any]) -> list[tuple[str, str]]:
    whole = [{"text": "x", "start": 0, "end": 1, "status": "condamne", **person} for person in people]
    brief = Brief.model_validate({**full_brief().model_dump(), "defendants": whole, "charges": [], "sentences": []})
    return [(row.head, row.body) for row in page_of(brief).sections[0].rows]


@pytest.mark.parametrize(
    ("person", "head", "body"),
    [
        ({"text": "une infirmière"}, "Une infirmière", "condamnée"),
        ({"text": "Claire Morel", "name": "Claire Morel"}, "Claire Morel", "condamnée"),
        ({"text": "dix personnes", "count": 10, "status": "prevenu"}, "Dix personnes", "prévenues"),
        ({"text": "trente-deux salariés", "count": 32}, "Trente-deux salariés", "condamnés"),
        ({"text": "Cet homme de 40 ans", "age": 40}, "Un homme de 40 ans", "condamné"),
        ({"text": "Léon Roc", "name": "Léon Roc", "role": "Le maire de la"}, "Léon Roc", "condamné, maire"),
        ({"text": "Léon Roc", "name": "Léon Roc", "role": "condamné"}, "Léon Roc", "condamné"),
        ({"text": "sa fille", "minor": True, "status": "suspect"}, "Sa fille", "suspecte, mineure"),
    ],
)
def test_people_agree_with_their_status(person: dict[str, Any], head: str, body: str) -> None:
    assert _people(person) == [(head, body)]


@pytest.mark.parametrize(
    ("kind", "city", "line"),
    [("cour_cassation", "Paris", "Cour de cassation"), ("cour_appel", "Paris", "Cour d'appel de Paris")],
)
def test_a_court_of_which_there_is_one_has_no_city(kind: str, city: str, line: str) -> None:
    court = {"text": "x", "start": 0, "end": 1, "type": kind, "city": city}
    brief = Brief.model_validate({**full_brief().model_dump(), "court": court})
    assert page_of(brief).line.split(" · ")[0] == line


def test_nobody_is_prosecuted_in_a_suit() -> None:
    party = {"text": "la société", "start": 0, "end": 1, "status": "defendeur"}
    brief = Brief.model_validate({**full_brief().model_dump(), "defendants": [party]})
    assert next(s.heading for s in page_of(brief).sections) == "En défense"
