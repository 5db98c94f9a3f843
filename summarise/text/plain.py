"""A plain view of a text in which every character keeps its place in the original.

French copy comes with curly and straight apostrophes, no-break and thin spaces, decomposed accents and soft hyphens.
Finders read `Plain.text`, where these are made uniform; `Plain.raw` says where a stretch of it stands in the original.
"""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u200a": " ",
        "\t": " ",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "\r": "\n",
    }
)
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is the plain view; `starts[i]` is where its i-th character begins in the original (code points)."""

    text: str
    starts: tuple[int, ...]
    length: int

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original: (start, end)."""
        if end <= start:
            where = self.starts[start] if start < len(self.starts) else self.length
            return where, where
        last = self.starts[end] if end < len(self.starts) else self.length
        return self.starts[start], last

    def from_raw(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the plain view that covers the original's `start:end`."""
        return max(0, bisect_right(self.starts, start) - 1), bisect_right(self.starts, max(start, end - 1))


def plain(original: str) -> Plain:
    """The plain view of `original`; a text that is plain already comes back unchanged."""
    if unicodedata.is_normalized("NFC", original) and not _NOTHING.intersection(original):
        return Plain(original.translate(_SAME), tuple(range(len(original))), len(original))
    chars: list[str] = []
    starts: list[int] = []
    i, n = 0, len(original)
    while i < n:
        j = i + 1
        while j < n and (unicodedata.combining(original[j]) or original[j] in _NOTHING):
            j += 1
        cluster = "".join(c for c in original[i:j] if c not in _NOTHING)
        for c in unicodedata.normalize("NFC", cluster).translate(_SAME):
            chars.append(c)
            starts.append(i)
        i = j
    return Plain("".join(chars), tuple(starts), n)
