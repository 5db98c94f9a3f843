"""What an article reports: acts of procedure and sayings, each with the form in which it is told.

"a été relâché" is news, "avait été relâché" is background, "en vue d'une mise en examen" has not happened yet.
"""

import csv
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from summarise.mentions.base import Stretch

SAID, HARM = "say", "killed"
_REACH = 45  # characters before an act that tell its form
_GOING = r"(?: ?(?:une?|la|le|sa|son|leurs?|des))?(?: (?:éventuelle|nouvelle|possible))?$"
# Tried in this order on the words before an act: the first that fits tells its form.
_FORMS: dict[str, str] = {
    "aim": r"(?:en vue (?:de|d')|vers|risque|pourrai\w+ (?:aboutir|conduire) à|demand\w+|éventuelles?|éviter|réclam\w+"
    rf"|souhait\w+|envisag\w+){_GOING}",
    "already": r"\bdéjà(?: été)?$",
    "pluperfect": r"\b(?:avai(?:t|ent)|étai(?:t|ent)|fut|furent|eut)\b(?: déjà| également| alors| ensuite| d'abord)?"
    r"(?: (?:été|pas|plus))*(?: [\wéè]+ment)?(?: été)?$",
    "conditional": r"\b(?:aurai(?:t|ent)|serai(?:t|ent)|pourrai(?:t|ent)|devrai(?:t|ent))\b(?: \w+){0,2}$",
    "future": r"\b(?:sera|seront|devra|devront|va|vont|doit|doivent|pourra|pourront)\b(?: \w+){0,2}$",
    "perfect": r"\b(?:a|ont|est|sont|s'est|ayant|étant|ai|avons)\b(?: \w+)?"
    r"(?: (?:été|pas|plus|également|aussi|finalement|donc|ensuite|déjà))*(?: [\wéè]+ment)?$",
    "infinitive": r"\b(?:être|avoir|avoir été|d'être|d'avoir|pour|de)$",
    "noun": r"\b(?:la|le|les|l'|son|sa|ses|leur|leurs|une?|des|du|d'|en|sous|sans|au|aux|cette|ce|cet)$",
}
_SPEAKERS: dict[str, str] = {
    "prosecutor": r"(?i:\b(?:procureur|parquet|ministère public|magistrat))",
    "source": r"(?i:\b(?:sources?\b|auprès d))",
    "press": r"Parisien|BFM|\bRTL\b|Figaro|Le Monde|France (?:Bleu|Info|3|2|Inter)|franceinfo|Europe 1|Journal du|JDD"
    r"|Dépêche|Ouest-France|Sud[- ]Ouest|Le Point|M[eé]diapart|Libération|L'Express|LCI|CNews|Voix du Nord|20 Minutes"
    r"|Provence|Progrès|Dauphiné|Républicain|Télégramme|Midi Libre|L'Obs|Paris Match|Nice[- ]Matin|L'Équipe"
    r"|Indépendant|Courrier|Actu\b|Canard|quotidien|hebdomadaire|magazine|journal|radio|chaîne|site",
    "lawyer": r"(?i:\b(?:avocat|la défense|conseils? d))|\bMe [A-Z]",
    "politics": r"(?i:\b(?:ministre|maire\b|député|président|préfe|élysée|gouvernement|sénat))",
    "police": r"(?i:\b(?:polic|gendarm|enquêteur))",
    "family": r"(?i:\b(?:famille|mère|père|sœur|frère|fille|fils|proches?\b|épouse|veuve|mari\b))",
    "agency": r"\bAFP",
    "court": r"(?i:\b(?:tribunal|cour\b|juges?\b|conseil d'état|conseil constitutionnel))",
}
_CUT = re.compile(
    r"[,;:()«»\"—–]"
    r"|\b(?:alors qu|tandis qu|mais |où |puis |après |avant |suite à|à la suite|qui |dont |selon |d'après )"
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An act that the text names: `act` as in data/news_acts.tsv, `form` as the words before it tell."""

    start: int
    end: int
    act: str
    form: str


@cache
def _pattern() -> re.Pattern[str]:
    """All acts in one pattern; the group that matched is the act. The first one listed wins."""
    path = files("summarise.mentions") / "data" / "news_acts.tsv"
    with path.open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        listed = "|".join(f"(?P<{row['act']}>{row['pattern']})" for row in rows)
    return re.compile(rf"\b(?:{listed})(?!\w)", re.IGNORECASE)


@cache
def _compiled(which: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    if which == "forms":
        return tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _FORMS.items())
    return tuple((name, re.compile(words)) for name, words in _SPEAKERS.items())


def form(before: str) -> str:
    """How the words before an act tell it: "avait été" is "pluperfect", "doit être" "future"."""
    end = before.rstrip()
    return next((name for name, pattern in _compiled("forms") if pattern.search(end)), "bare")


@lru_cache(maxsize=4)
def happenings(text: str) -> tuple[Happening, ...]:
    """All acts that `text` names, in order."""
    return tuple(
        Happening(*m.span(), m.lastgroup or "", form(text[max(0, m.start() - _REACH) : m.start()]))
        for m in _pattern().finditer(text)
    )


def within(found: Sequence[Happening], start: int, end: int) -> Sequence[Happening]:
    """Those that begin in `start:end`."""
    return found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]


def _start(happening: Happening) -> int:
    return happening.start


def speakers(text: str) -> list[str]:
    """Who may be speaking or is spoken of in `text`: {"prosecutor", "press"}."""
    return [name for name, pattern in _compiled("speakers") if pattern.search(text)]


def clauses(text: str, start: int, end: int) -> list[Stretch]:
    """The parts of a sentence between commas, brackets and the conjunctions that open a clause."""
    inner = [m.start() if m.group()[0].isalpha() else m.end() for m in _CUT.finditer(text, start, end)]
    cuts = sorted({start, *inner, end})
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]
