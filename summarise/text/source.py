"""The text of a document as finders and the model read it."""

import datetime
import re
from dataclasses import dataclass
from functools import cached_property

from summarise.records import Document, Span
from summarise.text.plain import Plain, plain
from summarise.text.sentences import sentences

# A first line without a full stop and this short is a title; a short first paragraph before a longer text is a heading.
TITLE_WORDS, HEADING_WORDS, BODY_WORDS = 25, 70, 100


def pasted(text: str) -> tuple[int, int]:
    """Where the title ends and the body begins in a text pasted whole."""
    title_end = body = 0
    lines = [(m.start(), m.end(), m.group()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    if len(lines) > 2 and len(lines[0][2].split()) <= TITLE_WORDS and not re.search(r"[.!…:]\W*$", lines[0][2]):
        title_end, body = lines[0][1], lines[1][0]
        lines = lines[1:]
    rest = sum(len(line[2].split()) for line in lines[1:])
    if len(lines) > 2 and len(lines[0][2].split()) <= HEADING_WORDS and rest >= BODY_WORDS:
        body = lines[1][0]
    return title_end, body


@dataclass(frozen=True)
class Source:
    """A document with its plain view. All finders' offsets are into `plain`."""

    document: Document

    @cached_property
    def view(self) -> Plain:
        """The plain view with its map back to the document's own text."""
        return plain(self.document.text)

    @property
    def plain(self) -> str:
        """What finders read: `document.text` with uniform apostrophes, spaces and accents."""
        return self.view.text

    @property
    def date(self) -> datetime.date | None:
        """The day the article appeared, if known."""
        return self.document.date

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """(start, end) of each sentence in `plain`."""
        return sentences(self.plain)

    @cached_property
    def parts(self) -> tuple[int, int]:
        """Where the title ends and where the body begins in `plain`; (0, 0) when there is neither title nor heading.

        A pasted article brings them as its first lines: what has no field of its own is looked for there.
        """
        title, heading = self.document.title, self.document.heading
        if not title and not heading:
            return pasted(self.plain)
        raw = sum(len(p) + 1 for p in (title, heading) if p)
        return (self.view.from_raw(0, len(title))[1] if title else 0), self.view.from_raw(raw, raw + 1)[0]

    @property
    def title_end(self) -> int:
        """Where the title ends in `plain`, 0 without one."""
        return self.parts[0]

    @property
    def body_start(self) -> int:
        """Where the article's body begins in `plain` (after title and heading)."""
        return self.parts[1]

    def span(self, start: int, end: int) -> Span:
        """The document's own words behind `plain[start:end]`."""
        a, b = self.view.raw(start, end)
        return Span(text=self.document.text[a:b], start=a, end=b)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence that holds `offset`."""
        for start, end in self.sentences:
            if offset < end:
                return start, end
        return (0, len(self.plain))
