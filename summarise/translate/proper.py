"""Proper names in a sentence: people as they are with an English title, places and bodies with their English name."""

# ruff: noqa: E501, SIM905 - lists of words read better as text

import re
from collections.abc import Collection, Iterator
from functools import cache

from summarise.mentions.people_lexicon import Tokens, bodies, fold, given_names, nouns
from summarise.mentions.people_names import find_names
from summarise.translate.found import Found
from summarise.translate.names import exonym

_UP = "A-ZÀ-ÖØ-Þ"
_LOW = "a-zà-öø-ÿ"
_WORD = rf"(?:[LDO]')?[{_UP}][\w]*(?:[-'.&][{_UP}{_LOW}\d][\w]*|-)*"
_LINK = r"(?: (?:de la |de l'|du |des |de |d'|la |le |les |el |al |ben |bin |von |van |den |der |di |da |dos |y |e |-|– )| -|- | & |(?<=-)|(?<= )| )"
_SEQUENCE = re.compile(rf"(?<![\w'-])(?<![{_LOW}]\.)(?:(?:La|Le|Les|L'|Les) ?)?{_WORD}(?:{_LINK}?{_WORD})*")
_AFTER_ELISION = re.compile(rf"(?<=[dlnsqu]'){_WORD}(?:(?: )(?:(?:de la |de l'|du |des |de |d')(?={_WORD}))?{_WORD})*")
_TITLES = {
    "m": "Mr",
    "mm": "Messrs",
    "monsieur": "Mr",
    "mme": "Ms",
    "mmes": "Ms",
    "madame": "Ms",
    "mlle": "Ms",
    "mademoiselle": "Ms",
    "me": "lawyer",
    "mes": "lawyers",
    "maître": "lawyer",
    "maîtres": "lawyers",
    "dr": "Dr",
    "docteur": "Dr",
    "pr": "Professor",
    "mgr": "Mgr",
}
_TITLED = re.compile(
    rf"(?<!\w)(?P<t>MM?\.?|Mmes?|Mlle|Mes?|Dr|Pr|Mgr|Ma[iî]tres?|Monsieur|Madame|Docteur|docteur) (?=[{_UP}])", 0
)
_LAWYER = re.compile(
    r"(?:avocate?s?|défenseure?s?|conseils?|bâtonnier|bâtonnière)(?:,? [^.;:]{0,60}|, )?$", re.IGNORECASE
)
_SMALL = frozenset(
    """
    le la les l un une des du de d au aux ce cet cette ces il elle ils elles on nous vous je tu son sa ses leur
    leurs mon ma mes notre nos votre vos et ou où mais donc or ni car si que qui quoi dont quand comme lorsque puis
    puisque ensuite enfin alors ainsi aussi cependant pourtant toutefois néanmoins selon après avant depuis pendant
    durant dans sur sous par pour sans avec chez contre entre vers dès malgré outre hormis sauf parmi en à a y ici
    là voici voilà tout tous toute toutes plusieurs certains certaines quelques chaque aucun aucune autre autres
    deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante
    cinquante soixante cent mille lors jusqu faute quant grâce face concernant déjà hier demain non oui pas plus
    moins très bien ne se s n c j qu t m quelle quel quelles quels ceux celle celui celles rien personne tel telle
    soit étant ayant première premier deuxième celle-ci celui-ci ceux-ci celles-ci ehpad pdg saisi saisie âgé âgée
    originaire
    """.split()
)
_PLACES = frozenset(
    fold(word)
    for word in """
    Paris Marseille Lyon Toulouse Nice Nantes Strasbourg Montpellier Bordeaux Lille Rennes Reims Toulon Grenoble
    Dijon Angers Nîmes Brest Limoges Tours Amiens Metz Nancy Rouen Caen Besançon Perpignan Orléans Mulhouse Avignon
    Poitiers Versailles Nanterre Bobigny Créteil Évry Pau Bayonne Ajaccio Bastia Cayenne Colmar Douai
    """.split()
)

# Towns and papers whose "Le" hides in "au" and "du".
_WITH_LE = frozenset(
    """
    Havre Mans Touquet Creusot Lamentin Tampon Port Blanc-Mesnil Raincy Bourget Pecq Vésinet Cannet Pontet Chesnay
    Perreux Kremlin-Bicêtre Plessis-Robinson Puy-en-Velay Pradet Luc Muy Lavandou Vigan Barp Teich Bouscat Haillan
    Péage-de-Roussillon Pouzin Thor Boulou Soler Barcarès Parisien Monde Figaro Télégramme Dauphiné Progrès
    """.split()
)
_ARTICLE = re.compile(r"(?<!\w)(?:la|le|en|au|du|l'|aux) ?$", re.IGNORECASE)


def people(text: str, names: Collection[str]) -> list[Found]:
    """Names of persons, with their title in English."""
    tokens = Tokens(text)
    out = []
    for draft in find_names(tokens, frozenset()):
        if draft.company or draft.name is None:
            continue
        name = draft.stretch(tokens, draft.name)
        if name and _plausible(text, *name):
            out.append(_person(text, *name))
    for start, end in _given(text, names):
        out.append(_person(text, start, end))
    return out


def _plausible(text: str, start: int, end: int) -> bool:
    """Whether the finder's name is one for a sentence read alone: no capitalised common word at its start."""
    first = re.split(r"[\s']", text[start:end])[0].lower()
    return not (first in _SMALL and (start == 0 or first == text[start:end].lower())) and not text[start:end].isupper()


def _given(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where the names passed in stand, whole words only."""
    for name in names:
        at = text.find(name) if name.strip() else -1
        while at >= 0:
            end = at + len(name)
            if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
                yield at, end
            at = text.find(name, end)


def _person(text: str, start: int, end: int) -> Found:
    """A person with the title before the name."""
    said = text[start:end]
    if said.endswith(".") and not re.search(rf"(?:^|[\s.])[{_UP}]\.$", said):
        end -= 1
        said = said[:-1]
    title = None
    for match in _TITLED.finditer(text[: start + 1], max(0, start - 12)):
        title = match if match.end() == start else title
    if title is None:
        return Found(start, end, "P", said, 6)
    described = re.search(r"(?<!\w)(?:le|la) $", text[: title.start()]) if title["t"][0] in "dD" else None
    named = _TITLES[title["t"].lower().removesuffix(".")]
    if named.startswith("lawyer") and _LAWYER.search(text[: title.start()]):
        named = ""
    return Found(described.start() if described else title.start(), end, "P", f"{named} {said}".strip(), 8)


@cache
def _common() -> frozenset[str]:
    """Common nouns for people, folded: "Américain" and "Maire" are no names."""
    return frozenset(fold(words[0]) for words in nouns())


def _opens(text: str, start: int) -> bool:
    return not text[:start].strip(" \"«“'(-–—•") or bool(
        re.search(r"[.!?:…;]\s*[\"«“(]?\s*$|[\"«“]\s*$|\n\s*$", text[:start])
    )


def places(text: str) -> Iterator[Found]:
    """Every other capitalised sequence: places, bodies, papers, acronyms."""
    for pattern in (_SEQUENCE, _AFTER_ELISION):
        for match in pattern.finditer(text):
            yield from _place(text, match.start(), match.end())


def _place(text: str, start: int, end: int) -> Iterator[Found]:
    """The name in a capitalised sequence, without the common word that opens a sentence."""
    said = text[start:end].rstrip(" -'.&")
    end = start + len(said)
    titled = _TITLED.match(said)
    if titled and titled.end() < len(said):
        yield _person(text, start + titled.end(), end)
        return
    words = re.findall(r"[\w'-]+", said)
    first = words[0].rstrip("'") if words else ""
    if _opens(text, start) and not _known(said, first, words, text[end : end + 2] == ", "):
        rest = re.search(rf"(?<=[\s'])(?=[{_UP}])", said)
        if not rest or fold(first) in _SMALL or first.split("'")[0].lower() in _SMALL or len(words) == 1:
            if rest and len(words) > 1:
                yield from _place(text, start + rest.start(), end) if rest.start() else ()
            return
        if re.search(r"(?:é|ée|és|ées|er|ment)$", first) or fold(first) in _common():
            yield from _place(text, start + rest.start(), end)
            return
    if not said or (len(said) < 2 and not said.isdigit()):
        return
    if re.fullmatch(r"[XVI]+e?", said) or (fold(first) in _SMALL and len(words) == 1):
        return
    english = exonym(said)
    if said in _WITH_LE and re.search(r"(?<!\w)(?:au|du) $", text[max(0, start - 4) : start], re.IGNORECASE):
        english = (f"Le {said}",)
    person = len(words) == 1 and not english and fold(first) in given_names() and fold(first) not in _PLACES
    kind = "P" if person and not _ARTICLE.search(text[max(0, start - 5) : start]) else "L"
    yield Found(start, end, kind, english[0] if english else said, 3)


def _known(said: str, first: str, words: list[str], alone: bool) -> bool:
    """Whether a sequence that opens a sentence is surely a name: a known place or body, or a given name first."""
    if exonym(said) or first in bodies() or fold(first) in _PLACES:
        return True
    if re.fullmatch(rf"[{_UP}]{{2,}}", first) and len(first) < 7:
        return True
    given = fold(first) in given_names() and fold(first) not in _common()
    return given and (len(words) > 1 or alone)


def find(text: str, names: Collection[str] = ()) -> list[Found]:
    """People, places and bodies of a plain sentence."""
    return [*people(text, names), *places(text)]
