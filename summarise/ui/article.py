"""The article as HTML, each value's words in its field's colour. Overlaps are flattened: no stretch comes twice."""

import re

from summarise.records import Brief, Document
from summarise.render.marks import Segment, field_of, flatten, values
from summarise.ui.markup import escape
from summarise.ui.words import both, named, word

_BREAK = re.compile(r"\s*\n\s*")


def _words(text: str) -> str:
    """Escaped words; paragraphs stand apart."""
    return '<span class="gap"></span>'.join(escape(part) for part in _BREAK.split(text))


def _segment(text: str, segment: Segment) -> str:
    words = _words(text[segment.start : segment.end])
    if not segment.fields:
        return words
    fields = list(dict.fromkeys(field_of(key) for key in segment.fields))
    french, english = (", ".join(word(field, language) for field in fields) for language in ("fr", "en"))
    return (
        f'<mark class="m f-{fields[0]}" data-v="{escape(" ".join(segment.fields))}" tabindex="0" role="button" '
        f'aria-pressed="false" title="{escape(french)}" data-tfr="{escape(french)}" data-ten="{escape(english)}">'
        f"{words}</mark>"
    )


def _stretch(text: str, segments: list[Segment], start: int, end: int) -> str:
    cut = (Segment(max(s.start, start), min(s.end, end), s.fields) for s in segments)
    return "".join(_segment(text, s) for s in cut if s.start < s.end)


def article_view(document: Document, brief: Brief) -> str:
    """The article, with its title apart where there is one."""
    text = document.text
    segments = flatten(list(values(brief)), len(text))
    head = len(document.title)
    title = f'<p class="article-title">{_stretch(text, segments, 0, head)}</p>' if head else ""
    body = _stretch(text, segments, head + 1 if head else 0, len(text))
    return (
        f'<section class="article" {named("source")}><h2 class="side">{both("source")}</h2>'
        f'<p class="hint">{both("legend")}</p>{title}<div class="article-text" lang="fr">{body}</div></section>'
    )
