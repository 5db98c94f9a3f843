"""Pairs of our own field: the bilingual summaries of the gold briefs, masked exactly as the translator masks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from finetune.translation.pairs import Pair
from summarise.text.sentences import sentences
from summarise.translate.holds import Hold, mask
from summarise.translate.pieces import ready
from summarise.translate.terms import Terms


def sentence_pairs(rows: Iterable[Mapping[str, Any]]) -> Iterator[Pair]:
    """Sentences of `summary_fr` with those of `summary_en`, where both have as many; else the whole summaries."""
    for row in rows:
        french, english = str(row.get("summary_fr") or ""), str(row.get("summary_en") or "")
        if not french or not english:
            continue
        sides = split(french), split(english)
        yield from zip(*sides, strict=True) if len(sides[0]) == len(sides[1]) else [(french, english)]


def split(text: str) -> list[str]:
    """The sentences of a clean text."""
    return [text[a:b].strip() for a, b in sentences(text) if text[a:b].strip()]


def masked(pair: Pair, terms: Terms) -> tuple[str, str, int, int]:
    """The pair with what the term base holds behind placeholders wherever its English stands in the translation.

    What the writer of the English said in other words is left in words on both sides. Also: how many placeholders
    there were to be, and how many are. Ready for the network.
    """
    held = mask(pair[0], terms)
    french, english = held.text, pair[1]
    kept = 0
    for hold in sorted(held.holds, key=lambda h: -len(h.en)):
        placed = _placed(english, hold)
        if placed is None:
            french = french.replace(hold.symbol, hold.fr)
        else:
            english, kept = placed, kept + 1
    return ready(french), ready(english), len(held.holds), kept


def _placed(english: str, hold: Hold) -> str | None:
    """`english` with the symbol where the hold's English stands, articles left outside; None if it stands nowhere."""
    said = re.sub(r"^(?:the|an?) ", "", re.sub(r" \([^()]*\)", "", hold.en))
    found = re.search(rf"(?<![\w⟦]){re.escape(said)}(?![\w⟧])", english, re.IGNORECASE)
    return f"{english[: found.start()]}{hold.symbol}{english[found.end() :]}" if found else None
