"""What one result holds: the article as it was read, its brief, and how to write both down."""

import base64
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from summarise.api.shapes import BriefAnswer, BriefRequest
from summarise.records import Brief, Document
from summarise.render.docx import MEDIA_TYPE as WORD
from summarise.render.docx import write_docx
from summarise.render.look import Look
from summarise.render.writers import get_writer

_FORMATS = (
    ("json", "json", "application/json"), ("markdown", "md", "text/markdown"), ("csv", "csv", "text/csv"),
    ("html", "html", "text/html"),
)  # fmt: skip
_LOOK = Look(width=80)


@dataclass(frozen=True)
class Shown:
    """One article with its brief."""

    document: Document
    brief: Brief
    replaced: int = 0

    @property
    def name(self) -> str:
        """A file name without ending, made of the headline."""
        plain = unicodedata.normalize("NFKD", self.brief.title_fr or self.document.id).encode("ascii", "ignore")
        slug = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")[:60].strip("-")
        return f"fiche-{slug}" if slug else "fiche"

    def text(self) -> str:
        """The brief as plain text, to be pasted somewhere."""
        return get_writer("text")(self.document, self.brief, _LOOK)

    def files(self) -> Iterator[tuple[str, str, bytes]]:
        """(ending, media type, bytes) of each format."""
        for name, ending, kind in _FORMATS:
            yield ending, kind, get_writer(name)(self.document, self.brief, _LOOK).encode()
        yield (
            "docx",
            WORD,
            write_docx(self.document, self.brief, (self.brief.title_en or "", self.brief.summary_en or "")),
        )

    def links(self) -> Iterator[tuple[str, str]]:
        """(ending, address) of each format. The files are in the page: the server keeps nothing to be fetched."""
        for ending, kind, body in self.files():
            yield ending, f"data:{kind};base64,{base64.b64encode(body).decode()}"


def shown(asked: BriefRequest, answer: BriefAnswer) -> Shown:
    """The result of a request. Offsets count in the answer's text where it has one."""
    if answer.text is None:
        document = Document(id=asked.id, title=asked.title, heading=asked.heading, article=asked.text or "")
    else:
        title = asked.title if asked.title and answer.text.startswith(f"{asked.title}\n") else ""
        rest = answer.text[len(title) + 1 :] if title else answer.text
        document = Document(id=asked.id, title=title, article=rest)
    known = document.model_copy(update={"date": asked.date, "url": asked.url})
    return Shown(known, answer.brief, answer.replaced)
