"""A page for the terminal: aligned, wrapped, in colour where colours are wanted, plain when piped."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarise.records import Brief, Document
from summarise.render.clean import one_line
from summarise.render.labels import label
from summarise.render.look import Look
from summarise.render.page import EnglishText, PageText, Row, Section, page_of

_NARROWEST, _WIDEST = 40, 100  # longer lines are tiring to read


def _words(text: str, style: str = "") -> Text:
    return Text(one_line(text), style=style)


def _cell(row: Row) -> Text:
    """The right side of a row: what explains, then the small note."""
    cell = _words(row.body)
    if row.note:
        cell.append((" · " if row.body else "") + one_line(row.note), style="dim")
    if row.english:
        cell.append(("\n" if row.body or row.note else "") + one_line(row.english), style="italic")
    return cell


def _section(section: Section) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=38, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    before = ""
    for row in section.rows:
        head = "" if row.head == before and section.name in ("amounts", "sentences") else row.head
        table.add_row(_words(head, "bold"), _cell(row))
        before = row.head
    return Group(Text(section.heading.upper(), style="cyan"), Padding(table, (0, 0, 1, 2)))


def _warnings(page: PageText) -> RenderableType:
    lines = [Text("! ", style="yellow").append(one_line(warning)) for warning in page.warnings]
    return Padding(Group(*lines), (0, 0, 1, 0))


def _english(english: EnglishText) -> Iterator[RenderableType]:
    """The texts in English, under a heading of their own."""
    texts = ((english.title, "bold"), (english.line, "cyan"), (english.summary, ""))
    shown = [_words(text, style) for text, style in texts if text]
    if shown:
        yield Group(Text(label("section", "english").upper(), style="cyan"), Padding(Group(*shown), (0, 0, 1, 2)))


def _page(page: PageText) -> RenderableType:
    parts: list[RenderableType] = []
    if page.title:
        parts.append(_words(page.title, "bold"))
    if page.line:
        parts.append(_words(page.line, "cyan"))
    if page.summary:
        parts.append(Padding(_words(page.summary), (1, 0, 1, 0)))
    else:
        parts.append(Text())
    parts.extend(_english(page.english))
    parts.extend(_section(section) for section in page.sections)
    if page.warnings:
        parts.append(_warnings(page))
    parts.append(_words(page.footer, "dim"))
    return Group(*parts)


def write_text(document: Document, brief: Brief, look: Look) -> str:  # noqa: ARG001 - one shape for all writers
    """The page of `brief` for a terminal of `look.width` columns."""
    console = Console(
        width=max(_NARROWEST, min(look.width, _WIDEST)), force_terminal=look.colour, highlight=False, markup=False,
        emoji=False, color_system="standard" if look.colour else None, legacy_windows=False,
    )  # fmt: skip
    with console.capture() as capture:
        console.print(_page(page_of(brief)))
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"
