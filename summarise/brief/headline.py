"""The headline: the article's own when it is one, else one made from the brief."""

import re
from collections.abc import Iterator

from summarise.brief.check import TITLE_WORDS, check_title, word_count
from summarise.brief.phrases import at_city, deed, subject
from summarise.brief.tidy import capital, is_balanced, is_glued, is_web, strip_labels, typeset
from summarise.records import Brief
from summarise.text.source import Source

_BAIT = re.compile(
    r"\?|!|…|\.\.\.|ce que l'on sait|ce qu'il faut|ce qu'on sait|on vous (?:explique|raconte)|pourquoi|comment|que sait-on|voici|"
    r"\b(?:je|nous|vous|mon|ma|mes|notre)\b|\bj'|les choses à savoir|qui est|retour sur|en images|insolite",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:, | : | - | – |\. )(?=[^,:]*$)")
_MEDIA_TAIL = re.compile(r"\s*(?:,|\(|-|–)\s*(?:selon|d'après|révèle|rapporte|affirme|annonce|indique|confirme)[^,:]*$", re.IGNORECASE)


def headline(source: Source, brief: Brief) -> str:
    """A headline of 6 to 14 words that the article bears out; empty when the article is too poor for one."""
    for text in (*_own(source.plain[: len(source.document.title)]), *_made(source, brief), *_lead(source)):
        if _fits(text, source, brief):
            return text
    return ""


def _fits(text: str, source: Source, brief: Brief) -> bool:
    return bool(text) and not check_title(text, source.document, brief) and is_balanced(text)


def cleaned(title: str) -> str:
    """The title without labels, spaced as French is, without a full stop."""
    text = typeset(strip_labels(title.split("\n")[0]))
    text = re.sub(r"(?<=\w) - (?=\w)", " : ", text, count=1) if " :" not in text else text
    return capital(text.rstrip(" .:,-–"))


def _own(title: str) -> Iterator[str]:
    """The article's title, whole or shortened, unless it teases."""
    text = cleaned(title)
    if not text or is_glued(text) or is_web(text):
        return
    for form in (text, _MEDIA_TAIL.sub("", text)):
        if not _BAIT.search(form):
            yield form
    tail = _TAIL.search(text)
    if tail and word_count(text) > TITLE_WORDS[1] and not _BAIT.search(text[: tail.start()]):
        yield text[: tail.start()]


def _made(source: Source, brief: Brief) -> Iterator[str]:
    """"Lyon : un homme de 45 ans mis en examen pour vol", as long as fits."""
    who = subject(source, brief)
    what = deed(brief) if who else ""
    if not who or not what:
        return
    place = at_city(brief)
    charges = [c.text for c in brief.charges if len(c.text.split()) <= 6 and c.text[:1].islower()]
    base = f"{place} : {who} {what}" if place else capital(f"{who} {what}")
    if charges:
        yield f"{base} pour {charges[0]}"
    yield base


def _lead(source: Source) -> Iterator[str]:
    """The head of the first short sentence, or of the title, cut where a clause ends."""
    title = cleaned(source.plain[: len(source.document.title)])
    pieces = [title, *(source.plain[a:b] for a, b in source.sentences[:6])]
    for piece in pieces:
        text = typeset(piece).rstrip(" .!?")
        yield text
        for at in [m.start() for m in re.finditer(r", | : |\. | ;", text)]:
            yield text[:at]
