"""A page in Markdown, for notes, wikis and messages."""

import re

from summarise.records import Brief, Document
from summarise.render.clean import one_line
from summarise.render.look import Look
from summarise.render.page import Row, Section, page_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def escape_markdown(text: str) -> str:
    """`text` on one line, with every mark of Markdown or HTML made harmless."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text)).replace("\\<", "&lt;").replace("\\>", "&gt;")
    return _STARTS.sub(lambda m: m.group(1) + re.sub(r"([-+=.)])", r"\\\1", m.group(2)), escaped)


def _row(row: Row) -> str:
    body = " · ".join(escape_markdown(part) for part in (row.body, row.note) if part)
    return f"- **{escape_markdown(row.head)}**" + (f" : {body}" if body else "")


def _section(section: Section) -> str:
    return "\n".join([f"## {escape_markdown(section.heading)}", "", *(_row(row) for row in section.rows)])


def write_markdown(document: Document, brief: Brief, look: Look) -> str:  # noqa: ARG001 - one shape for all writers
    """The page of `brief` in Markdown."""
    page = page_of(brief)
    parts = [f"# {escape_markdown(page.title)}"] if page.title else []
    parts += [f"*{escape_markdown(page.line)}*"] if page.line else []
    parts += [escape_markdown(page.summary)] if page.summary else []
    parts += [_section(section) for section in page.sections]
    parts += [f"> {escape_markdown(warning)}" for warning in page.warnings]
    parts.append(f"---\n\n{escape_markdown(page.footer)}")
    return "\n\n".join(parts) + "\n"
