"""Briefs as CSV: one line for each value of a brief, or one line for each of many briefs. Spreadsheets run nothing."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from summarise.records import Brief, Document
from summarise.render.clean import one_line
from summarise.render.labels import label
from summarise.render.look import Look
from summarise.render.marks import Mark, values
from summarise.render.page import PageText, page_of

_COLUMNS = ("champ", "valeur", "précision", "note", "début", "fin", "mots de l'article")
# What begins like this, a spreadsheet takes for a formula; some take the wide forms too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_BETWEEN = " ; "


def harmless(text: str) -> str:
    """`text` on one line; an apostrophe before what a spreadsheet would compute."""
    line = one_line(text)
    return f"'{line}" if line.lstrip().startswith(_FORMULA) else line


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, for spreadsheets set to French: semicolons, and a mark that says UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _words(document: Document, place: Mark | None) -> tuple[str, str, str]:
    return (str(place.start), str(place.end), document.text[place.start : place.end]) if place else ("", "", "")


def _rows(document: Document, brief: Brief, page: PageText) -> Iterator[tuple[str, ...]]:
    places = {mark.field: mark for mark in reversed(list(values(brief)))}
    nowhere = ("", "", "")
    yield "Titre", page.title, "", "", *nowhere
    yield "Résumé", page.summary, "", "", *nowhere
    for badge in page.badges:
        yield label("badge", badge.key), badge.head, "", "", *_words(document, places.get(badge.key))
    for section in page.sections:
        for row in section.rows:
            yield section.heading, row.head, row.body, row.note, *_words(document, places.get(row.key))
    yield "Pied de page", page.footer, "", "", *nowhere
    for warning in page.warnings:
        yield "Avertissement", warning, "", "", *nowhere


def write_csv(document: Document, brief: Brief, look: Look) -> str:  # noqa: ARG001 - one shape for all writers
    """One line for each value of `brief`, with its words and where they stand in the article."""
    return table([_COLUMNS, *_rows(document, brief, page_of(brief))])


SECTIONS = ("defendants", "charges", "sentences", "amounts", "seizures", "victims", "prosecutor")


def overview_header() -> tuple[str, ...]:
    """The columns of `overview`, the first of which is the article's id."""
    badges = (label("badge", key) for key in ("court", "stage", "date"))
    return ("id", "Titre", *badges, *(label("section", name) for name in SECTIONS), "Résumé", "Avertissements")


def overview(id: str, brief: Brief) -> tuple[str, ...]:
    """A brief on one line of a table of many."""
    page = page_of(brief)
    badges = {badge.key: badge.head for badge in page.badges}
    rows = {section.name: section.rows for section in page.sections}
    told = (
        _BETWEEN.join(f"{row.head} ({row.body})" if row.body else row.head for row in rows.get(name, ()))
        for name in SECTIONS
    )
    day = brief.date.iso if brief.date and brief.date.iso else badges.get("date", "")
    return (
        id, page.title or page.line, badges.get("court", ""), badges.get("stage", ""), day, *told, page.summary,
        _BETWEEN.join(page.warnings),
    )  # fmt: skip
