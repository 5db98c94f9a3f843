"""The text of a document as finders and the model read it."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from summarise.records import Document, Span
from summarise.text.plain import Plain, plain
from summarise.text.sentences import sentences


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
    def body_start(self) -> int:
        """Where the article's body begins in `plain` (after title and heading)."""
        raw = sum(len(p) + 1 for p in (self.document.title, self.document.heading) if p)
        return self.view.from_raw(raw, raw + 1)[0]

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
