"""A page in Markdown, for notes, wikis and messages."""

import re
from collections.abc import Iterator

from summarise.records import Brief, Document
from summarise.render.clean import one_line
from summarise.render.labels import label
from summarise.render.look import Look
from summarise.render.page import EnglishText, Row, Section, page_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def escape_markdown(text: str) -> str:
    """`text` on one line, with every mark of Markdown or HTML made harmless."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text)).replace("\\<", "&lt;").replace("\\>", "&gt;")
    return _STARTS.sub(lambda m: m.group(1) + re.sub(r"([-+=.)])", r"\\\1", m.group(2)), escaped)


def _row(row: Row) -> str:
    body = " · ".join(escape_markdown(part) for part in (row.body, row.note) if part)
    english = f"  \n  *{escape_markdown(row.english)}*" if row.english else ""
    return f"- **{escape_markdown(row.head)}**" + (f" : {body}" if body else "") + english


def _section(section: Section) -> str:
    return "\n".join([f"## {escape_markdown(section.heading)}", "", *(_row(row) for row in section.rows)])


def _english(english: EnglishText) -> Iterator[str]:
    """The texts in English, under a heading of their own."""
    if english.title or english.summary:
        yield f"## {escape_markdown(label('section', 'english'))}"
        yield from (f"**{escape_markdown(t)}**" for t in (english.title,) if t)
        yield from (f"*{escape_markdown(t)}*" for t in (english.line,) if t)
        yield from (escape_markdown(t) for t in (english.summary,) if t)


def write_markdown(document: Document, brief: Brief, look: Look) -> str:  # noqa: ARG001 - one shape for all writers
    """The page of `brief` in Markdown."""
    page = page_of(brief)
    parts = [f"# {escape_markdown(page.title)}"] if page.title else []
    parts += [f"*{escape_markdown(page.line)}*"] if page.line else []
    parts += [escape_markdown(page.summary)] if page.summary else []
    parts += list(_english(page.english))
    parts += [_section(section) for section in page.sections]
    parts += [f"> {escape_markdown(warning)}" for warning in page.warnings]
    parts.append(f"---\n\n{escape_markdown(page.footer)}")
    return "\n\n".join(parts) + "\n"
