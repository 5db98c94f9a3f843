"""The headline: the article's own when it is one, else one made from the brief, else a short statement."""

import re
from collections.abc import Iterator

from summarise.brief.blame import blamed
from summarise.brief.check import TITLE_WORDS, check_title, word_count
from summarise.brief.facts import noun
from summarise.brief.phrases import at_city, deed, subject
from summarise.brief.rank import BACK, Salience, content
from summarise.brief.sentences import is_fit, need
from summarise.brief.tidy import (
    capital,
    closed,
    is_balanced,
    is_glued,
    is_web,
    strip_labels,
    typeset,
    without_asides,
    without_subheading,
)
from summarise.records import Brief
from summarise.text.source import Source

_BAIT = re.compile(
    r"\?|!|…|\.\.\.|\bce que l'on sait|ce qu'il faut|ce qu'on sait|ce qu'(?:a|ont)\b|on vous (?:explique|"
    r"raconte)|\bpourquoi|"
    r"\bcomment\b|que sait-on|voici|"
    r"\b(?:je|nous|vous|mon|mes|notre)\b|\bj'|les choses à savoir|\bqui (?:est|sont)\b|retour sur|en images|"
    r"insolite|chronologie|quand la|a-t-(?:il|elle)|ce qui attend",
    re.IGNORECASE,
)
_NUMBERED = (
    r"(?:\d|une? |la |deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|dix-huit|vingt|trente|"
    r"perpétuité)"
)
_COUNTED = r"(?:\d|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|dix-huit|vingt|trente|perpétuité)"
# Where a long headline may end: before when, where, why, by whom.
_CUTS = re.compile(
    r"(?:, (?![\dA-ZÀ-Þ])| : | - | – |\. | ; | (?=(?:après|avant|lors|en raison|à la suite|dans|pour|afin|malgré|qui|"
    r"dont|en vue|depuis|sur fond|"
    rf"devant|pendant|selon|contre|à cause|sous|par (?:la|le|un|une|son|sa)|à [A-ZÀ-Þ]|en [A-ZÀ-Þ]|à "
    rf"{_NUMBERED})(?:\b|(?<=[A-ZÀ-Þ\d]))))"
)
_MEDIA_TAIL = re.compile(
    r"\s*(?:,|\(|-|–)\s*(?:selon|d'après|révèle|rapporte|affirme|annonce|indique|"
    r"confirme)[^,:]*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]*\"|«[^»]*»|“[^”]*”")
_AUXILIARY = re.compile(
    r" (?:a|ont) (?:\w+ment )?été (?=(?:mis|plac|condamn|relax|acquitt|interpell|arrêt|écrou|"
    r"incarcér|renvoy|jug|retrouv|tu|débout|rejet))"
)


# What may not end a headline: "la fillette a été tuée" without by whom, a verb without its object.
_UNSAID = re.compile(
    r" (?:été|être) (?:tué|agressé|violé|frappé|attaqué|blessé|visé|touché|menacé|trahi|dénoncé|sauvé|suivi)e?s?$|"
    r" (?:accusé|soupçonné|suspecté|poursuivi|jugé|mis|reconnu)e?s?$|"
    r" respectivement$| (?:est|sont) (?:l[ae]s?|une?|des) \w+$"
)


# After the colon of "Attentats : malgré l'absence des assaillants", what matters is still to come.
_UNBEGUN = re.compile(
    r"(?:malgré|après|avant|pour|sans|face|selon|depuis|alors|si|quand|en|"
    r"(?:jugé|accusé|soupçonné|suspecté|condamné|mis|placé|poursuivi|visé|interpellé|arrêté)e?s?) [^,]*$"
)


def headline(source: Source, brief: Brief) -> str:
    """A headline of 6 to 14 words that the article bears out; empty when the article is too poor for one."""
    own = source.plain[: source.title_end]
    for tier in (_own(own), _made(source, brief), _asked(own), _stated(source, brief), _anything(own, source)):
        for text in tier:
            if text and is_balanced(text) and not check_title(text, source.document, brief) and not blamed(text, brief):
                return text
    return ""


def cleaned(title: str) -> str:
    """The title without labels, spaced as French is, without a full stop."""
    text = typeset(strip_labels(" ".join(title.split())))
    text = re.sub(r"(?<=\w) - (?=\w)", " : ", text, count=1) if " :" not in text else text
    text = re.sub(r"(?<= : )(?:Une?|Les?|La|Des|Deux|Trois)(?= [a-zà-ÿ])", lambda m: m.group().lower(), text)
    return capital(text.rstrip(" .:,-–"))


def _teases(text: str) -> bool:
    return bool(_BAIT.search(_QUOTED.sub("", text))) or not re.search(r"[a-zà-ÿ]{3}", _QUOTED.sub("", text))


def _own(title: str) -> Iterator[str]:
    """The article's title, whole or shortened, unless it teases."""
    text = cleaned(title)
    if not text or is_glued(text) or is_web(text):
        return
    forms = [text, _MEDIA_TAIL.sub("", text), *(shortened(text) if word_count(text) > TITLE_WORDS[1] else [])]
    forms += [text.split(" : ")[0]] if "?" in text else []
    yield from (form for form in forms if not _teases(form))


def _asked(title: str) -> Iterator[str]:
    """A title that asks whether something is so: better than a statement picked from the article."""
    text = cleaned(title)
    if text.endswith("?") and not re.search(
        r"\b(?:qu[ei]\w*|quels?|quelles?|pourquoi|comment|où|combien)\b|-t-|"
        r"-on\b",
        text,
        re.IGNORECASE,
    ):
        yield text


def shortened(text: str) -> Iterator[str]:
    """A long headline without its tail, longest first; then what follows its colon."""
    head = text.find(" : ")
    for match in reversed(list(_CUTS.finditer(text))):
        # A quotation goes on after its last mark: « L'État mettra tout en œuvre » pour récupérer…
        if _UNSAID.search(text[: match.start()]) or re.search(r"[\"»]$", text[: match.start()]):
            continue
        if text[match.start() :].startswith(", ") and _UNBEGUN.match(
            text[: match.start()].rsplit(" : ", maxsplit=1)[-1]
        ):
            continue
        if match.start() > head + 12 and len(re.split(r", ", text[: match.start()])[-1].split()) >= 3:
            yield text[: match.start()]
    if head > 0 and re.match(
        rf"(?:le |les |l'|des |plus de |près de |au moins |[A-ZÀ-Þ]|{_NUMBERED})", text[head + 3 :]
    ):
        yield capital(text[head + 3 :])


def _made(source: Source, brief: Brief) -> Iterator[str]:
    """ "Lyon : un homme de 45 ans mis en examen pour vol", as long as fits."""
    who = subject(source, brief)
    what = deed(source, brief) if who else ""
    if not what:
        return
    place = at_city(brief)
    charges = [words for c in brief.charges if 0 < len((words := noun(c.text)).split()) <= 6]
    base = f"{place} : {who} {what}" if place else capital(f"{who} {what}")
    given = [s.text for s in brief.sentences if s.state == "prononcee" and re.match(r"\d|[a-z-]+ (?:ans|mois)", s.text)]
    if given and brief.defendants[0].status == "condamne":
        yield f"{base} à {given[0]}"
    yield from (f"{base} pour {charge}" for charge in charges[:1])
    yield base


def _stated(source: Source, brief: Brief) -> Iterator[str]:
    """Short statements among the first sentences and their heads; the nearest to title and brief first."""
    salience = Salience(source, brief)
    wanted = salience.fields["title"] | salience.fields["defendants"] | salience.fields["status"]
    found: list[tuple[float, int, str]] = []
    for place, (start, end) in enumerate(source.sentences[1:11]):
        whole = typeset(without_asides(without_subheading(strip_labels(source.plain[start:end]))))
        for statement in (whole.rstrip(" ."), *shortened(whole)):
            if not is_fit(closed(statement)) or need(statement) != "rien" or _teases(statement):
                continue
            text = _AUXILIARY.sub(" ", statement)
            if TITLE_WORDS[0] <= word_count(text) <= TITLE_WORDS[1] and not text.endswith((" :", " et")):
                shared = len(wanted & frozenset(content(text))) / (1 + len(wanted)) - place / 50
                found.append((bool(BACK.search(statement)) - shared, place, text))
    yield from (text for *_, text in sorted(found))


def _anything(title: str, source: Source) -> Iterator[str]:
    """The last resort: the title as it is, then heads of the first sentences, cut where a clause ends."""
    pieces = [cleaned(title), *(typeset(strip_labels(source.plain[a:b])).rstrip(" .") for a, b in source.sentences[:8])]
    yield from (p for p in pieces if "?" not in p)
    for piece in [*pieces[1:], *pieces[:1]]:
        yield from (piece[: m.start()] for m in reversed(list(re.finditer(r"[,;.?] | : ", piece))))
