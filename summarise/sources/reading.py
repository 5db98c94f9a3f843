"""From whatever the user gives (a file, an address, standard input, a pasted text) to a `Document`."""

import datetime
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summarise.errors import BadDate, FileProblem, TooLarge
from summarise.records import Document
from summarise.settings import Settings
from summarise.sources.decode import decode
from summarise.sources.html import looks_like_html, read_page
from summarise.sources.markdown import strip_markdown

if TYPE_CHECKING:
    from summarise.sources.web import Fetched

Form = Literal["text", "markdown", "html"]
FORMS: dict[str, Form] = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
_BY_TYPE: dict[str, Form] = {"text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown"}
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
_URL = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://")


def parse_date(text: str | None) -> datetime.date | None:
    """A day written YYYY-MM-DD; a time after it is ignored."""
    if not text or not text.strip():
        return None
    try:
        found = _DAY.match(text.strip())
        return datetime.date.fromisoformat(found.group(1) if found else "")
    except ValueError as error:
        raise BadDate(f"La date « {text.strip()[:30]} » n'est pas valable", "écrivez-la AAAA-MM-JJ.") from error


def is_address(where: str) -> bool:
    """Whether `where` is an address (any scheme) and not a file."""
    return bool(_URL.match(where))


def from_text(text: str, form: Form | None = None, url: str | None = None) -> Document:
    """A document from text; without `form`, HTML and Markdown are recognised by how they begin."""
    if form == "html" or (form != "markdown" and looks_like_html(text)):
        page = read_page(text, url)
        return Document(title=page.title, article=page.article, date=page.date, url=url)
    if form == "markdown" or (form is None and re.match(r"\s*# \S", text)):
        title, article = strip_markdown(text)
        return Document(title=title, article=article, url=url)
    return Document(article=text, url=url)


def _bytes_of_file(path: Path, limit: int) -> bytes:
    try:
        if path.is_dir():
            raise FileProblem(f"« {path} » est un dossier", "donnez un fichier, ou utilisez « summarise batch ».")
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except FileNotFoundError as error:
        raise FileProblem(f"Le fichier « {path} » n'existe pas", "vérifiez son nom et son dossier.") from error
    except (OSError, ValueError) as error:
        raise FileProblem(f"Le fichier « {path} » ne peut être lu", "vérifiez son nom et ses droits.") from error
    return _limited(raw, limit)


def _limited(raw: bytes, limit: int) -> bytes:
    if len(raw) > limit:
        raise TooLarge(f"Le contenu dépasse {limit / 1_000_000:g} Mo".replace(".", ","), "gardez le seul article.")
    return raw


def read_file(path: Path, settings: Settings) -> Document:
    """The document in a file; its ending says whether it is text, Markdown or HTML."""
    raw = _bytes_of_file(path, settings.limits.max_bytes)
    return from_text(decode(raw), FORMS.get(path.suffix.lower()))


def _read_stdin(settings: Settings) -> Document:
    limit = settings.limits.max_bytes
    return from_text(decode(_limited(sys.stdin.buffer.read(limit + 1), limit)))


def from_page(page: "Fetched") -> Document:
    """The document of a page that was fetched."""
    return from_text(decode(page.body, page.charset), _BY_TYPE.get(page.content_type), page.url)


def _read_address(address: str, settings: Settings) -> Document:
    from summarise.sources.web import fetch  # noqa: PLC0415 - the network stack only for those who use it

    return from_page(fetch(address, settings))


def read(where: str, settings: Settings, *, title: str | None = None, date: str | None = None) -> Document:
    """The document at `where`: « - » is standard input, « …:// » an address, anything else a file.

    `title` and `date` win over what the source says of itself.
    """
    day = parse_date(date)
    if where == "-":
        document = _read_stdin(settings)
    elif is_address(where):
        document = _read_address(where, settings)
    else:
        document = read_file(Path(where), settings)
    given = {"title": title, "date": day}
    return document.model_copy(update={key: value for key, value in given.items() if value})
