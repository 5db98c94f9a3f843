"""The headline: the article's own when it is one, else one made from the brief."""

import re
from collections.abc import Iterator

from summarise.brief.check import TITLE_WORDS, check_title, word_count
from summarise.brief.phrases import at_city, deed, subject
from summarise.brief.sentences import need
from summarise.brief.tidy import capital, is_balanced, is_glued, is_web, strip_labels, typeset
from summarise.records import Brief
from summarise.text.source import Source

_BAIT = re.compile(
    r"\?|!|…|\.\.\.|ce que l'on sait|ce qu'il faut|ce qu'on sait|on vous (?:explique|raconte)|pourquoi|comment|que sait-on|voici|"
    r"\b(?:je|nous|vous|mon|ma|mes|notre)\b|\bj'|les choses à savoir|qui est|retour sur|en images|insolite",
    re.IGNORECASE,
)
# Where a long headline may end: before what came before, where, or why.
_CUTS = re.compile(r"(?:, (?!\d)| : | - | – |\. | ; | (?=(?:après|avant|lors|en raison|à la suite|dans|pour avoir|afin|malgré|qui|dont|en vue|depuis|sur fond|devant|pendant|selon|contre|pour|à cause|à (?:une?|la|\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|perpétuité))\b))")
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
    yield from (form for form in _shortened(text) if not _BAIT.search(form))


def _shortened(text: str) -> Iterator[str]:
    """A long headline without its tail, longest first; then what follows its colon."""
    if word_count(text) <= TITLE_WORDS[1]:
        return
    head = text.find(" : ")
    for match in reversed(list(_CUTS.finditer(text))):
        if match.start() > head + 12 and word_count(text[: match.start()]) >= 8:
            yield text[: match.start()]
    if head > 0 and re.match(r"(?:une?|le|la|les|l'|des|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|[A-ZÀ-Þ]|\\d)", text[head + 3 :]):
        yield capital(text[head + 3 :])


def _made(source: Source, brief: Brief) -> Iterator[str]:
    """"Lyon : un homme de 45 ans mis en examen pour vol", as long as fits."""
    who = subject(source, brief)
    what = deed(brief) if who else ""
    if not who or not what:
        return
    place = at_city(brief)
    charges = [c.text for c in brief.charges if len(c.text.split()) <= 6 and c.text[:1].islower()]
    base = f"{place} : {who} {what}" if place else capital(f"{who} {what}")
    given = [s.text for s in brief.sentences if s.state == "prononcee" and re.match(r"\d|[a-z-]+ (?:ans|mois)", s.text)]
    if given and brief.defendants[0].status == "condamne":
        yield f"{base} à {given[0]}"
    if charges:
        yield f"{base} pour {charges[0]}"
    yield base


def _lead(source: Source) -> Iterator[str]:
    """The first statement short enough; then the longest head of one, cut where a clause ends."""
    texts = [strip_labels(source.plain[a:b]) for a, b in source.sentences[:8]]
    pieces = [typeset(t).rstrip(" .") for t in texts if not _BAIT.search(t) and not is_glued(t) and not is_web(t)]
    yield from (p for p in pieces if need(p) == "rien")
    for piece in pieces:
        if need(piece) == "rien":
            yield from (head for head in _clauses(piece) if word_count(head) >= 8)
    for piece in [*pieces, typeset(source.plain[: len(source.document.title)]).rstrip(" ?!."), *map(typeset, texts)]:
        yield piece
        yield from _clauses(piece)


def _clauses(sentence: str) -> list[str]:
    """The heads of a sentence that end where a clause does, longest first."""
    return [sentence[: m.start()] for m in reversed(list(re.finditer(r"[,;.?] | : ", sentence)))]
