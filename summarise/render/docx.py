"""A brief as a Word document, for desks that work in one."""

import datetime
import io
import re
from typing import TYPE_CHECKING

from summarise.records import Brief, Document
from summarise.render.clean import clean
from summarise.render.page import PageText, Row, page_of

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# XML has no place for these, in any escape.
_NOT_XML = re.compile("[\ufffe\uffff]")
_ACCENT = (0x1F, 0x3A, 0x5F)
_GREY = (0x55, 0x55, 0x55)
# The same brief gives the same bytes.
_THEN = datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone.utc)


def _text(text: str) -> str:
    return _NOT_XML.sub("", clean(text))


def _heading(word: "Word", text: str, level: int) -> None:
    from docx.shared import RGBColor  # noqa: PLC0415 - only who writes Word pays for it

    run = word.add_heading(level=level).add_run(_text(text))
    run.font.color.rgb = RGBColor(*_ACCENT)


def _small(word: "Word", text: str, style: str | None = None) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    run = word.add_paragraph(style=style).add_run(_text(text))
    run.font.size, run.font.color.rgb = Pt(9.5), RGBColor(*_GREY)


def _row(table: "Table", row: Row) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    left, right = table.add_row().cells  # type: ignore[no-untyped-call]
    left.paragraphs[0].add_run(_text(row.head)).bold = True
    right.paragraphs[0].add_run(_text(row.body))
    if row.note:
        note = right.paragraphs[0].add_run(("\n" if row.body else "") + _text(row.note))
        note.font.size, note.font.color.rgb = Pt(9), RGBColor(*_GREY)


def _fill(word: "Word", page: PageText, english: tuple[str, str]) -> None:
    for warning in page.warnings:
        _small(word, f"⚠ {warning}")
    _heading(word, page.title or page.line, 1)
    if page.title and page.line:
        _small(word, page.line)
    if page.summary:
        word.add_paragraph(_text(page.summary))
    if any(english):
        _heading(word, english[0] or "English", 2)
        word.add_paragraph(_text(english[1]))
    for section in page.sections:
        _heading(word, section.heading, 2)
        table = word.add_table(rows=0, cols=2)
        table.autofit = True
        for row in section.rows:
            _row(table, row)
    _small(word, page.footer)


def write_docx(document: Document, brief: Brief, english: tuple[str, str] = ("", "")) -> bytes:
    """The page of `brief` as a .docx file; `english` is its title and its summary, where there are any."""
    import docx  # noqa: PLC0415

    word = docx.Document()
    page = page_of(brief)
    properties = word.core_properties
    properties.author, properties.title, properties.language = "summarise", _text(page.title)[:250], "fr-FR"
    properties.comments = _text(document.url or "")[:250]
    properties.created = properties.modified = _THEN
    _fill(word, page, english)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()
