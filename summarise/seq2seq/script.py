"""The draft as the decoder writes it, in parts: steps that are pieces of words or pointers to units.

<offence> @charge @defendant… </s>    <penalty> @penalty @defendant… </s>    <title> words </s>    <body> words </s>
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from summarise.mentions.base import Kind, PersonValue
from summarise.seq2seq.encode import Vocabulary
from summarise.seq2seq.reading import Reading

OPENERS = {Kind.OFFENCE: "<offence>", Kind.PENALTY: "<penalty>"}
START, STOP = 0, 1


@dataclass(frozen=True, slots=True)
class Step:
    """A piece (its id) or, when `unit` is not None, a pointer to that unit."""

    piece: int = START
    unit: int | None = None


def link_steps(reading: Reading, links: Mapping[int, Sequence[int]], vocabulary: Vocabulary) -> list[Step]:
    """Each charge and penalty, then whose it is."""
    steps: list[Step] = []
    for kind, opener in OPENERS.items():
        for unit in sorted(u for u in links if reading.units[u].kind is kind):
            steps.append(Step(vocabulary.special[opener]))
            steps += [Step(unit=u) for u in (unit, *sorted(links[unit]))]
    return steps


def hidden(text: str, reading: Reading) -> str:
    """`text` with the names of the article's people replaced, as in the model's input."""
    names = {
        reading.source.plain[slice(*m.value.name)]
        for m in reading.mentions
        if isinstance(m.value, PersonValue) and m.value.name and not m.value.company
    }
    if not names:
        return text
    pattern = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", "<name>", text)


def text_steps(opener: str, text: str, vocabulary: Vocabulary) -> list[Step]:
    """A text after its opener."""
    return [Step(vocabulary.special[opener]), *pieces(text, vocabulary)]


def pieces(text: str, vocabulary: Vocabulary) -> list[Step]:
    """The words of `text`, `<name>` kept whole."""
    parts: Iterable[str] = re.split(r"(<name>)", text)
    out: list[Step] = []
    for part in map(str.strip, parts):
        if part == "<name>":
            out.append(Step(vocabulary.special["<name>"]))
        elif part:
            out += [Step(piece) for piece in vocabulary.pieces(part)]
    return out
