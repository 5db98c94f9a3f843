"""An article's sentences as a reader would quote them: whole ones, mended where copy lost a space or a line break."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from summarise.brief.tidy import capital, closed, is_balanced, is_web, strip_labels, typeset, without_subheading
from summarise.text.source import Source

Words = tuple[str, ...]
# Sentences further down are not looked at: they are chosen in one article of a hundred.
FARTHEST = 22
LEAST, MOST = 4, 75


def folded_words(text: str) -> Words:
    """Lower case, no accents: what ROUGE compares."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return tuple(re.findall(r"[a-z0-9]+", bare))


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or a shorter form of it (`cut`); `place` is the sentence's rank in the body."""

    text: str
    place: int
    words: Words
    cut: bool = False


_GLUE = re.compile(
    r"[a-zà-ÿ]{2}[A-ZÀ-Þ][a-zà-ÿ]{2}|[a-zà-ÿ)][.!?][A-ZÀ-Þ][a-zà-ÿ]|[a-zà-ÿ\d]\"[A-ZÀ-Þ]|[?!)][a-zà-ÿ]{3}|"
    r"[a-zà-ÿ] \d[A-ZÀ-Þ][a-zà-ÿ]{2}"
)
# A quoted subheading that lost its line break: '"Je l'ai vu" L'homme est revenu…'.
_HEADED = re.compile(r"[\"«“][^\"«»”]*[\"»”] (?:L'|(?:Les?|La|Une?|Des|Ils?|Elles?|En|Dans|Selon|Pour) )[\wÀ-ÿ]")
_PAGE = re.compile(r"^(?:Lire|À lire|A lire|Voir aussi|Retrouvez|Regardez|Écoutez|Crédits?|Photos?|>>|\W*$)")
_QUOTED = re.compile(r"\"[^\"]*\"|«[^»]*»|“[^”]*”")
_SPEAKER = re.compile(r"\b(?:je|nous|vous|moi|mon|ma|mes|notre|nos|votre|vos)\b|\bj'", re.IGNORECASE)


def outside(text: str) -> str:
    """`text` without what it quotes."""
    return _QUOTED.sub("", text)


def _spans(source: Source) -> Iterator[tuple[int, int]]:
    """The sentences of the body; a quotation mark that opens the next one ('…fin."Une autre…') goes to it."""
    carried = False
    for start, end in source.sentences:
        if end <= source.body_start:
            continue
        begin = start - 1 if carried else start
        carried = source.plain[end - 1] == '"' and source.plain[begin:end].count('"') % 2 == 1
        yield begin, end - carried


def passages(source: Source) -> list[Passage]:
    """The sentences of the body that may be quoted, in order."""
    spans = enumerate(_spans(source))
    texts = [(place, mended(source.plain[a:b])) for place, (a, b) in spans if place < FARTHEST]
    return [Passage(text, place, folded_words(text)) for place, text in texts if is_whole(text)]


def mended(sentence: str) -> str:
    """A sentence without labels and lost subheadings, in French spacing."""
    return closed(typeset(capital(strip_labels(without_subheading(sentence)))))


def is_whole(text: str) -> bool:
    """Whether `text` is one statement in the article's own voice, with nothing glued or left open."""
    if (
        not LEAST <= len(text.split()) <= MOST
        or not is_balanced(text)
        or is_web(text)
        or _PAGE.match(text)
        or _HEADED.match(text)
    ):
        return False
    said = outside(text)
    return not _SPEAKER.search(said) and not _GLUE.search(said)
