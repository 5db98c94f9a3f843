"""The archive, the same in both databases."""

import datetime
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from stores import archive, arrival, postgres_url, settings  # noqa: F401 - fixtures

from summarise.errors import SummariseError
from summarise.settings import Serve, Settings, Store
from summarise.store import hooks, open_archive
from summarise.store.archive import Archive, text_key
from summarise.store.asked import BadFilter, Filters
from summarise.store.tables import metadata

# ruff: noqa: F811 - a fixture is an argument of the same name


def ids(archive: Archive, **filters: Any) -> list[int]:
    return [one.id for one in archive.find(Filters(**filters)).briefs]


def test_the_migrations_make_the_tables(archive: Archive) -> None:
    with archive.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        extra = [d for d in compare_metadata(context, metadata) if "brief_words" not in repr(d)]
        assert extra == []


def test_an_archive_is_opened_again(settings: Settings) -> None:
    with open_archive(settings) as first:
        id = first.add(arrival("a"))
    with open_archive(settings) as second:
        assert second.get(id) is not None


def test_an_archive_of_a_newer_version_is_left_alone(settings: Settings) -> None:
    with open_archive(settings) as first, first.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SummariseError, match="plus récente"):
        open_archive(settings)


def test_a_brief_comes_back_as_it_went_in(archive: Archive) -> None:
    given = arrival("a", amounts=[1200.5], people={"Alan Prigent": "condamne"}, court=("cour_appel", "Rennes"))
    found = archive.get(archive.add(given))
    assert found is not None
    assert (found.brief, found.version, found.as_of) == (given.brief, 1, "2024-03-05")
    assert [source.url for source in found.sources] == [given.url]
    assert archive.text_of(found.id) == given.text


def test_an_article_that_changes_makes_a_version(archive: Archive) -> None:
    first = archive.add(arrival("a", title="Avant", text="ancien texte"))
    second = archive.add(arrival("a", title="Après", text="nouveau texte"))
    assert ids(archive) == [second]
    assert (ids(archive, q="ancien"), ids(archive, q="nouveau")) == ([], [second])
    shown = archive.get(second)
    assert shown is not None
    assert [(one.id, one.version, one.brief.title_fr) for one in archive.versions(shown.story)] == [
        (second, 2, "Après"), (first, 1, "Avant"),
    ]  # fmt: skip


def test_a_copy_is_a_source_and_no_brief(archive: Archive) -> None:
    archive.add(arrival("a", text="La même dépêche."))
    story = archive.near(text_key("la  même DÉPÊCHE"), None)
    assert story is not None
    archive.join(story, arrival("b"))
    archive.join(story, arrival("b"))
    found = archive.find(Filters()).briefs
    assert [source.site for source in found[0].sources] == ["a.exemple.fr", "b.exemple.fr"]
    known = archive.known(arrival("b").key)
    assert known is not None
    assert (known.story, known.lead) == (story, False)


def test_a_copy_that_becomes_another_article_gets_its_own_story(archive: Archive) -> None:
    archive.join(_story(archive, archive.add(arrival("a"))), arrival("b"))
    archive.add(arrival("b", text="Tout autre chose."))
    assert [len(one.sources) for one in archive.find(Filters()).briefs] == [1, 1]


CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("everything", {}, True),
    ("a court by its code", {"court": "tribunal_correctionnel"}, True),
    ("another code", {"court": "cour_appel"}, False),
    ("a court by its words", {"court": "Tribunal correctionnel Évry"}, True),
    ("another town's", {"court": "tribunal correctionnel de Brest"}, False),
    ("a town without its accent", {"city": "evry"}, True),
    ("part of a town", {"city": "ev"}, False),
    ("an offence", {"offence": "escroquerie"}, True),
    ("another offence", {"offence": "vol"}, False),
    ("a stage", {"stage": "jugement"}, True),
    ("another stage", {"stage": "appel"}, False),
    ("since its day", {"since": datetime.date(2024, 3, 5)}, True),
    ("since the day after", {"since": datetime.date(2024, 3, 6)}, False),
    ("a smaller sum", {"min_amount": 15_000}, True),
    ("a greater sum", {"min_amount": 15_001}, False),
    ("a word of the title", {"q": "guérisseur"}, True),
    ("without its accent, in capitals", {"q": "GUERISSEUR"}, True),
    ("another form of the word", {"q": "condamnation"}, True),
    ("another word", {"q": "condition"}, False),
    ("the plural for the singular", {"q": "guérisseurs condamnés"}, True),
    ("a word of the text", {"q": "magnétiseur"}, True),
    ("a word after an apostrophe", {"q": "escroquerie"}, True),
    ("words in a row", {"q": '"un an avec sursis"'}, True),
    ("words in another order", {"q": '"sursis avec un an"'}, False),
    ("one word that is not there", {"q": "guérisseur piscine"}, False),
    ("without a word that is there", {"q": "guérisseur -sursis"}, False),
    ("without a word that is not", {"q": "guérisseur -piscine"}, True),
    ("little words only", {"q": "le de la"}, False),
    ("nothing but signs", {"q": "« » -"}, False),
    ("what would be an operator", {"q": 'NEAR( OR AND NOT guérisseur* " ) ^:'}, False),
    ("a quote left open", {"q": '"guérisseur'}, True),
    ("an empty field", {"q": "", "court": ""}, True),
    ("several at once", {"q": "guérisseur", "city": "Évry", "min_amount": 1}, True),
]


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One archive for all questions to SQLite; PostgreSQL is asked them together below."""
    found = open_archive(Settings(serve=Serve(data=tmp_path_factory.mktemp("s"))))
    fill(found)
    yield found
    found.close()


def fill(archive: Archive) -> None:
    archive.add(
        arrival(
            "a", title="Le faux guérisseur condamné", stage="jugement", court=("tribunal_correctionnel", "Évry"),
            charges=["escroquerie"], amounts=[15_000, 300], people={"Alan Prigent": "condamne"},
            text="Ce magnétiseur paiera pour l'escroquerie : trois ans dont un an avec sursis.",
        )
    )  # fmt: skip


@pytest.mark.parametrize(("case", "filters", "found"), CASES, ids=[case for case, _, _ in CASES])
def test_filters(searched: Archive, case: str, filters: dict[str, Any], found: bool) -> None:
    assert bool(ids(searched, **filters)) is found


def test_filters_in_the_other_database(archive: Archive) -> None:
    fill(archive)
    assert {case: bool(ids(archive, **filters)) for case, filters, _ in CASES} == {case: f for case, _, f in CASES}


@pytest.mark.parametrize(
    ("filters", "said"), [({"stage": "jugemant"}, "jugement"), ({"offence": "escrocerie"}, "escroquerie")]
)
def test_a_code_that_does_not_exist_names_the_nearest(searched: Archive, filters: dict[str, str], said: str) -> None:
    with pytest.raises(BadFilter, match=said):
        searched.find(Filters.model_validate(filters))


@pytest.mark.parametrize("cursor", ["x", "YjE=!", "é", "Yg", "YjEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI"])
def test_a_cursor_that_is_none(searched: Archive, cursor: str) -> None:
    with pytest.raises(BadFilter, match="curseur"):
        searched.find(Filters(), cursor=cursor)


def test_pages_lose_and_repeat_nothing(archive: Archive) -> None:
    made = [archive.add(arrival(f"n{i}")) for i in range(5)]
    first = archive.find(Filters(), limit=2)
    made.append(archive.add(arrival("late")))
    second = archive.find(Filters(), cursor=first.next, limit=2)
    third = archive.find(Filters(), cursor=second.next, limit=2)
    assert [one.id for page in (first, second, third) for one in page.briefs] == made[4::-1]
    assert third.next is None
    assert [one.id for one in archive.all(Filters())] == made[::-1]


def test_without_its_text_a_brief_is_found_by_its_own_words(settings: Settings) -> None:
    with open_archive(settings.model_copy(update={"store": Store(url=settings.store.url, keep_text=False)})) as archive:
        id = archive.add(arrival("a", title="Guérisseur", text="magnétiseur"))
        assert (ids(archive, q="guérisseur"), ids(archive, q="magnétiseur"), archive.text_of(id)) == ([id], [], None)


MEX = {"day": "2024-01-10", "people": {"Alan Prigent": "mis_en_examen"}, "charges": ["escroquerie"]}
FREE = {"day": "2025-01-20", "people": {"Alan Prigent": "relaxe"}, "charges": ["escroquerie"]}
RENNES = {"court": ("tribunal_correctionnel", "Rennes")}
LINKS: list[tuple[str, list[dict[str, Any]], bool, bool]] = [
    ("a relaxe after a mise en examen", [MEX, FREE], True, True),
    ("the same the wrong way in", [FREE, MEX], True, True),
    ("a conviction after a mise en examen", [MEX, {**FREE, "people": {"ALAN PRIGENT": "condamne"}}], True, False),
    ("a mise en examen after a relaxe", [{**FREE, "day": "2023-01-01"}, MEX], False, False),
    ("another offence", [MEX, {**FREE, "charges": ["vol"]}], False, False),
    ("another offence in the same town", [{**MEX, **RENNES}, {**FREE, **RENNES, "charges": ["vol"]}], True, True),
    ("another person", [MEX, {**FREE, "people": {"Yann Prigent": "relaxe"}}], False, False),
    ("a surname alone", [{**MEX, "people": {"Prigent": "mis_en_examen"}},
                         {**FREE, "people": {"Prigent": "relaxe"}}], False, False),
    ("nobody named", [{**MEX, "people": {"[mineur] Prigent": "mis_en_examen"}},
                      {**FREE, "people": {"[mineur] Prigent": "relaxe"}}], False, False),
    ("ages that fit", [{**MEX, "age": 44}, {**FREE, "age": 45}], True, True),
    ("ages that do not", [{**MEX, "age": 44}, {**FREE, "age": 23}], False, False),
    ("two that fit", [MEX, {**MEX, "day": "2024-02-01"}, FREE], False, False),
    ("a relaxe in appeal after a conviction", [{**MEX, "people": {"Alan Prigent": "condamne"}}, FREE], True, True),
]  # fmt: skip


@pytest.mark.parametrize(("case", "told", "linked", "flagged"), LINKS, ids=[case for case, *_ in LINKS])
def test_a_later_outcome(
    archive: Archive, case: str, told: list[dict[str, Any]], linked: bool, flagged: bool
) -> None:  # fmt: skip
    for place, one in enumerate(told):
        archive.add(arrival(f"n{place}", **one))
    found = sorted(archive.all(Filters()), key=lambda one: one.as_of or "")
    first, last = found[0], found[-1]
    assert last.follows == (first.story if linked else None)
    assert [(flag.status, flag.story) for flag in first.flags] == ([("relaxe", last.story)] if flagged else [])
    assert any("20 janvier 2025" in warning for warning in first.brief.warnings) is flagged
    assert last.flags == []


@pytest.mark.parametrize(("cleared", "said"), [("acquitte", "acquitté"), ("non_lieu", "non-lieu")])
def test_every_way_to_be_cleared_is_flagged(archive: Archive, cleared: str, said: str) -> None:
    archive.add(arrival("a", **MEX))
    archive.add(arrival("b", **{**FREE, "people": {"Alan Prigent": cleared}}))
    first = archive.find(Filters()).briefs[-1]
    assert [flag.status for flag in first.flags] == [cleared]
    assert said in first.brief.warnings[0]


def test_a_whole_case_is_flagged_and_its_versions_too(archive: Archive) -> None:
    trial = {**MEX, "day": "2024-06-01", "people": {"Alan Prigent": "prevenu"}}
    for name, one in (("a", MEX), ("b", trial), ("c", FREE)):
        archive.add(arrival(name, **one))
    archive.add(arrival("a", **MEX, title="Corrigé"))
    last, middle, first = sorted(archive.all(Filters()), key=lambda one: one.as_of or "", reverse=True)
    assert (first.follows, middle.follows, last.follows) == (None, first.story, middle.story)
    assert [len(one.flags) for one in (first, middle, last)] == [1, 1, 0]
    assert (first.version, first.brief.title_fr) == (2, "Corrigé")


def test_a_correction_takes_back_its_flag(archive: Archive) -> None:
    archive.add(arrival("a", **MEX))
    archive.add(arrival("b", **FREE))
    archive.add(arrival("b", **{**FREE, "people": {"Alan Prigent": "condamne"}}))
    first = archive.find(Filters()).briefs[-1]
    assert first.flags == []


def test_webhooks_wait_for_the_briefs_they_want(archive: Archive) -> None:
    hook, _ = hooks.add(archive.engine, "https://exemple.fr/hook", Filters(offence="vol", q="piscine"))
    hooks.add(archive.engine, "https://exemple.fr/other", Filters(city="Brest"))
    archive.add(arrival("a", charges=["vol"]))
    wanted = archive.add(arrival("b", charges=["vol"], text="Dans la piscine."))
    assert [(one.hook, one.brief) for one in hooks.due(archive.engine, 2**40)] == [(hook, wanted)]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://h/x", "mysql"),
        ("rien", "mal écrite"),
        ("sqlite:////proc/nulle/part.sqlite3", "droits"),
        ("postgresql://x@127.0.0.1:1/x", "ne répond pas"),
    ],
)
def test_archives_that_cannot_be(url: str, said: str) -> None:
    with pytest.raises(SummariseError, match=said):
        open_archive(Settings(store=Store(url=url)))


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
def test_the_file_is_its_owner_s(tmp_path: Path) -> None:
    open_archive(Settings(serve=Serve(data=tmp_path))).close()
    assert (tmp_path / "archive.sqlite3").stat().st_mode & 0o077 == 0


def test_two_processes_open_a_new_archive_at_once(settings: Settings) -> None:
    code = f"""
from summarise.settings import Settings; from summarise.store import open_archive
open_archive(Settings.model_validate_json({settings.model_dump_json()!r})).close()"""
    running = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(3)]
    assert [(one.communicate()[1][-300:], one.returncode) for one in running] == [(b"", 0)] * 3


def _story(archive: Archive, id: int) -> int:
    found = archive.get(id)
    assert found is not None
    return found.story
