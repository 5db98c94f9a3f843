"""The model's input, made by one function for training and for use: pieces, mentions marked, names hidden."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarise.mentions.base import Mention, PersonValue
from summarise.seq2seq.labels import marker
from summarise.text.source import Source

Pieces = Callable[[str], list[int]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How the tokenizer cuts a text into ids and joins them again, and the id of each special piece."""

    pieces: Pieces
    special: dict[str, int]
    text: Callable[[list[int]], str] = lambda ids: " ".join(map(str, ids))


@dataclass(frozen=True, slots=True)
class Encoded:
    """`ids` of the whole document; `marks[i]` is where the i-th mention's marker stands in `ids`; `ends[k]` is the
    offset in `Source.plain` up to which the k-th piece has read."""

    ids: tuple[int, ...]
    marks: tuple[int, ...]
    ends: tuple[int, ...]


def _names(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Stretches of people's names, not of companies', without overlaps."""
    found = sorted(
        {m.value.name for m in mentions if isinstance(m.value, PersonValue) and m.value.name and not m.value.company}
    )
    out: list[tuple[int, int]] = []
    for start, end in found:
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _events(source: Source, mentions: Sequence[Mention]) -> list[tuple[int, int, str, int]]:
    """(offset, order, piece, mention index): where parts begin, mentions are marked and names stand."""
    title_end, body = source.parts
    parts = [(0, "<title>")] if title_end else []
    if body > (title_end + 1 if title_end else 0):
        parts.append((title_end + 1 if title_end else 0, "<heading>"))
    parts.append((body, "<body>"))
    events = [(at, 0, piece, -1) for at, piece in parts]
    events += [(m.start, 1, marker(m.kind, m.guess), i) for i, m in enumerate(mentions)]
    return sorted(events)


def encode(source: Source, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Encoded:
    """Pieces of title, heading and body; before each mention its marker; `<name>` for each person's name."""
    writer = _Writer(source.plain, _names(mentions), vocabulary)
    marks = [0] * len(mentions)
    for offset, _, piece, index in _events(source, mentions):
        writer.read_to(offset)
        if index >= 0:
            marks[index] = len(writer.ids)
        writer.put(vocabulary.special[piece], offset)
    writer.read_to(len(source.plain))
    return Encoded(tuple(writer.ids), tuple(marks), tuple(writer.ends))


class _Writer:
    """Cuts the text up to each event; a name comes out as one piece, once."""

    def __init__(self, text: str, names: list[tuple[int, int]], vocabulary: Vocabulary) -> None:
        self.text, self.names, self.vocabulary = text, names, vocabulary
        self.at = self.name = 0
        self.ids: list[int] = []
        self.ends: list[int] = []

    def put(self, piece: int, end: int) -> None:
        self.ids.append(piece)
        self.ends.append(end)

    def read_to(self, offset: int) -> None:
        """Writes the text from where the last call stopped up to `offset`."""
        while self.name < len(self.names) and self.names[self.name][0] < offset:
            start, end = self.names[self.name]
            self._plain(start)
            self.put(self.vocabulary.special["<name>"], end)
            self.at = max(self.at, end)
            self.name += 1
        self._plain(offset)

    def _plain(self, offset: int) -> None:
        words = self.text[self.at : offset].strip()
        if words:
            for piece in self.vocabulary.pieces(words.replace("<", "‹")):
                self.put(piece, offset)
        self.at = max(self.at, offset)
