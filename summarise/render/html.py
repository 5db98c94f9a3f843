"""A page in HTML that needs nothing else: escaped throughout, with the evidence highlighted in the article."""

import html
from importlib.resources import files

from summarise.records import Brief, Document
from summarise.render.clean import clean
from summarise.render.labels import label
from summarise.render.look import Look
from summarise.render.marks import Segment, flatten, marks
from summarise.render.page import EnglishText, PageText, Row, Section, page_of

_SINGULAR = {
    "court": "juridiction", "date": "date", "defendants": "personne poursuivie", "charges": "infraction",
    "amounts": "somme", "seizures": "saisie", "sentences": "peine", "victims": "victime", "prosecutor": "procureur",
}  # fmt: skip


def escape_html(text: str) -> str:
    """`text` without control characters, with quotes and angle brackets escaped."""
    return html.escape(clean(text), quote=True)


def _row(row: Row) -> str:
    note = f"<br><small>{escape_html(row.note)}</small>" if row.note else ""
    english = f'<br><i lang="en">{escape_html(row.english)}</i>' if row.english else ""
    return f"<dt>{escape_html(row.head)}</dt><dd>{escape_html(row.body)}{note}{english}</dd>"


def _section(section: Section) -> str:
    rows = "\n".join(_row(row) for row in section.rows)
    return f'<section class="{section.name}">\n<h2>{escape_html(section.heading)}</h2>\n<dl>\n{rows}\n</dl>\n</section>'


def _segment(text: str, segment: Segment) -> str:
    words = escape_html(text[segment.start : segment.end]).replace("\n", "<br>\n")
    if not segment.fields:
        return words
    names = ", ".join(_SINGULAR[field] for field in segment.fields)
    return f'<mark class="{" ".join(segment.fields)}" title="{escape_html(names)}">{words}</mark>'


def highlighted(document: Document, brief: Brief) -> str:
    """The document's text as HTML, each stretch of evidence in a `mark`."""
    text = document.text
    return "".join(_segment(text, segment) for segment in flatten(list(marks(brief)), len(text)))


def _english(english: EnglishText) -> list[str]:
    """The texts in English, as a section of their own."""
    texts = ((english.title, "h3"), (english.line, "p"), (english.summary, "p"))
    shown = [f"<{tag}>{escape_html(text)}</{tag}>" for text, tag in texts if text]
    heading = f"<h2>{escape_html(label('section', 'english'))}</h2>"
    return ['<section class="english" lang="en">', heading, *shown, "</section>"] if shown else []


def _body(page: PageText, article: str) -> str:
    parts = [f"<h1>{escape_html(page.title)}</h1>"] if page.title else []
    parts += [f'<p class="line">{escape_html(page.line)}</p>'] if page.line else []
    parts += [f'<p class="summary">{escape_html(page.summary)}</p>'] if page.summary else []
    parts += _english(page.english)
    parts += [_section(section) for section in page.sections]
    parts += [f'<p class="warning">{escape_html(warning)}</p>' for warning in page.warnings]
    heading = escape_html(label("section", "article"))
    parts.append(f'<section class="article">\n<h2>{heading}</h2>\n<p>{article}</p>\n</section>')
    parts.append(f"<footer>{escape_html(page.footer)}</footer>")
    return "\n".join(parts)


def write_html(document: Document, brief: Brief, look: Look) -> str:  # noqa: ARG001 - one shape for all writers
    """The page of `brief` as one HTML file, without scripts or anything from elsewhere."""
    page = page_of(brief)
    style = files("summarise.render").joinpath("page.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape_html(page.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"{_body(page, highlighted(document, brief))}\n</main>\n</body>\n</html>\n"
    )
