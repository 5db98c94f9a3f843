"""Where a brief's evidence stands in its article: spans, flattened so that no two overlap."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from summarise.records import Brief


@dataclass(frozen=True)
class Mark:
    """A stretch of the document that a field of the brief rests on."""

    start: int
    end: int
    field: str


@dataclass(frozen=True)
class Segment:
    """A stretch of text under the same marks all along; no fields means plain text."""

    start: int
    end: int
    fields: tuple[str, ...] = ()


_LISTS = ("defendants", "charges", "amounts", "seizures", "sentences", "victims")


def value_key(field: str, index: int) -> str:
    """How one value of a list is called wherever it is shown: « sentences-2 »."""
    return f"{field}-{index}"


def field_of(key: str) -> str:
    """The field of a value's key: « sentences » of « sentences-2 »."""
    return key.partition("-")[0]


def values(brief: Brief) -> Iterator[Mark]:
    """All evidence of `brief`, value by value: the field of each mark is the value's key."""
    for name in ("court", "date"):
        span = getattr(brief, name)
        if span is not None:
            yield Mark(span.start, span.end, name)
    if brief.court and brief.court.city_start is not None and brief.court.city_end is not None:
        yield Mark(brief.court.city_start, brief.court.city_end, "court")
    for name in _LISTS:
        for index, span in enumerate(getattr(brief, name)):
            yield Mark(span.start, span.end, value_key(name, index))
    if brief.prosecutor_start is not None and brief.prosecutor_end is not None:
        yield Mark(brief.prosecutor_start, brief.prosecutor_end, "prosecutor")


def marks(brief: Brief) -> Iterator[Mark]:
    """All evidence of `brief`, field by field."""
    for mark in values(brief):
        yield Mark(mark.start, mark.end, field_of(mark.field))


def flatten(found: list[Mark], length: int) -> list[Segment]:
    """Segments that cover 0:length once, in order, without overlap; marks outside of it are clipped."""
    inside = [Mark(max(0, m.start), min(length, m.end), m.field) for m in found]
    inside = [m for m in inside if m.start < m.end]
    cuts = sorted({0, length, *(m.start for m in inside), *(m.end for m in inside)})
    out: list[Segment] = []
    for start, end in pairwise(cuts):
        fields = tuple(dict.fromkeys(m.field for m in inside if m.start <= start and end <= m.end))
        if out and out[-1].fields == fields:
            out[-1] = Segment(out[-1].start, end, fields)
        else:
            out.append(Segment(start, end, fields))
    return out
