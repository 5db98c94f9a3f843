"""What the page's HTML holds: strangers' text stays text, values carry their keys, downloads are harmless."""

import csv
import io
import json
import zipfile
from typing import Any

import docx
import pytest
from fakes import ARTICLE, DOCUMENT, TITLE, full_brief
from strangers import XSS, read

from summarise.api.shapes import BriefAnswer, BriefRequest, Fault, Line
from summarise.errors import InputError
from summarise.records import Brief, Document
from summarise.render.csv import harmless
from summarise.ui.article import article_view
from summarise.ui.fiche import fiche_view
from summarise.ui.shown import Shown, shown
from summarise.ui.table import Entry, archive, table_view
from summarise.ui.views import fault_view, pair
from summarise.ui.words import translations

SHOWN = Shown(DOCUMENT, full_brief(), replaced=2)
_FREE = frozenset(
    ("text", "name", "role", "city", "item", "title_fr", "summary_fr", "title_en", "summary_en", "prosecutor", "reason",
     "offence", "version", "en")
)  # fmt: skip


def _filled(value: Any, words: str) -> Any:
    """The same record with `words` in every free text."""
    if isinstance(value, dict):
        return {k: words if k in _FREE and isinstance(v, str) else _filled(v, words) for k, v in value.items()}
    if isinstance(value, list):
        return [words if isinstance(v, str) else _filled(v, words) for v in value]
    return value


def _hostile(words: str) -> Shown:
    english = {"title_en": "x", "summary_en": "x"}
    brief = Brief.model_validate(_filled({**full_brief().model_dump(), **english}, words))
    document = Document(id=words, title=words, heading=words, article=words + ARTICLE, url=words)
    return Shown(document, brief, replaced=1)


def _line(found: Shown, id: str = "a-1") -> Entry:
    answer = BriefAnswer(id=id, brief=found.brief, text=found.document.text)
    return Entry(BriefRequest(id=id[:200], text=ARTICLE, title=id), Line(index=0, id=id, answer=answer))


@pytest.mark.parametrize("words", XSS)
def test_nothing_of_strangers_becomes_markup(words: str) -> None:
    found = _hostile(words)
    wrong = Line(index=0, id=words, error=Fault(code="fetch", detail=words, way_out=words))
    entries = [_line(found, words), Entry(None, wrong), Entry(BriefRequest(url=words, title=words), wrong)]
    pages = [pair(found), table_view(entries, whole=True), fault_view(InputError(words, words))]
    for page in pages:
        assert not read(page).wrong
        assert not {"{{", "${", "`"} & {page[i : i + n] for i in range(len(page)) for n in (1, 2)}
    files = {ending: body for ending, _, body in found.files()}
    assert read(files["html"].decode()).wrong == []
    assert not read(files["md"].decode()).wrong
    assert docx.Document(io.BytesIO(files["docx"])).paragraphs
    assert json.loads(files["json"])["brief"]["relevant"]


@pytest.mark.parametrize(
    "words", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", '=HYPERLINK("x")']
)
def test_a_spreadsheet_computes_nothing(words: str) -> None:
    assert harmless(words).startswith("'")
    files = {ending: body for ending, _, body in _hostile(words).files()}
    archived = zipfile.ZipFile(io.BytesIO(archive([_line(_hostile(words), words)]))).read("fiches.csv")
    for body in (files["csv"], archived):
        cells = [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";") for cell in row]
        assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@", "＝"))]


def test_values_and_their_words_carry_the_same_key() -> None:
    brief, article = fiche_view(SHOWN), article_view(SHOWN.document, SHOWN.brief)
    for key, words in {
        "defendants-0": "Alan Prigent",
        "sentences-1": "quatre ans",
        "seizures-1": "deux voitures",
    }.items():
        assert f'data-v="{key}"' in brief
        assert words in article.split(f'data-v="{key}"')[1].split("</mark>")[0]


def test_overlaps_are_told_once() -> None:
    """The fine and the sum of the fine share words."""
    reader = read(article_view(SHOWN.document, SHOWN.brief))
    assert "".join(reader.text).count("une amende de 15 000 euros") == 1
    assert 'data-v="amounts-1 sentences-2"' in article_view(SHOWN.document, SHOWN.brief)


def test_the_brief_says_it_all() -> None:
    text = " ".join("".join(read(fiche_view(SHOWN)).text).split())
    for words in ("Alan Prigent", "condamné", "art. 313-1", "Requises", "Prononcées", "210 000", "passages remplacés"):
        assert words in text
    assert text.index("déduite du jour") < text.index(TITLE.split(" :")[0])  # warnings first


def test_english_stands_beside_french() -> None:
    brief = full_brief().model_copy(update={"title_en": "Three years", "summary_en": "He was convicted."})
    page = fiche_view(Shown(DOCUMENT, brief))
    assert '<div lang="en"><h2 class="headline">Three years</h2>' in page
    assert "story two" not in fiche_view(SHOWN)


def test_an_article_that_is_off_topic() -> None:
    brief = full_brief().model_copy(update={"relevant": False, "reason": "du sport"})
    assert "Hors sujet" in fiche_view(Shown(DOCUMENT, brief))
    assert 'data-state="astray"' in table_view([_line(Shown(DOCUMENT, brief))])


def test_offsets_count_in_the_answers_text() -> None:
    """Where names were replaced, the article shown is what was read."""
    asked = BriefRequest(title=TITLE, text="autre chose")
    found = shown(asked, BriefAnswer(id="", brief=full_brief(), text=DOCUMENT.text))
    assert (found.document.title, found.document.text) == (TITLE, DOCUMENT.text)


def test_all_words_are_in_both_languages() -> None:
    words = translations()
    assert words["fr"].keys() == words["en"].keys()
    assert all(isinstance(word, str) and word for table in words.values() for word in table.values())
