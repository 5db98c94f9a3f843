"""Where offences stand in a text: wordings matched, grown to their qualifiers, and given their exact code."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from summarise.mentions.offence_wordings import STRENGTHS, compile_wording, table, wordings

_WHO = r"(?:[\w'’-]+\s+){0,3}?"
_PERSON = (
    r"mineure?s?|personnes?|conjointe?|concubine?|ascendant|agents?|policiers?|policière|gendarmes?|militaires?"
    r"|enfants?|fillettes?|femmes?|compagne|compagnon|épouse|époux|mari|fille|fils|mère|père|s[œo]eur|frère|élu\w*"
    r"|surveillante?s?|pompiers?|sapeurs-pompiers|forces de l'ordre|manifestants?|voisine?s?|étudiante?"
    r"|garçons?|jeunes"
    r"|handicapée?s?|adolescente?s?|élèves?|patientes?|patients|magistrats?|vieille\w*|clientes?|journalistes?"
)
_QUALIFIER = re.compile(
    r"\"?(?:,?\s+(?:et\s+)?|\s*\()(?:"
    r"en (?:bande organisée|réunion|récidive(?: légale)?|état de récidive(?: légale)?|ligne|concours)"
    r"|(?:aggravée?s?|volontaires?|habituel(?:le)?s?|présumée?s?|simples?|criminel(?:le)?s?|organisée?s?"
    r"|mortel(?:le)?s?|sexuel(?:le)?s?|physiques?|terroristes?|incestueu(?:x|ses?)|répétée?s?|multiples|actif|active|passive?s?|privée)\b"
    r"|(?:avec|sans|par) (?:usage (?:ou menace )?d'une )?(?:arme|effraction|violence|préméditation|ruse"
    r"|incendie|escalade)s?"
    r"|avec usage ou menace d'une arme|avec (?:torture|actes? de (?:torture|barbarie))[^,.;\"]{0,30}"
    rf"|(?:sur|par|envers|contre|à l'encontre de|à|d'|de) {_WHO}(?:{_PERSON})\b"
    r"|(?:de |d'|\()(?:moins|plus|\(moins) de (?:\d+|quinze|dix-huit) ans|de (?:\d+|quinze) ans"
    r"|vulnérables?(?: ou dépendantes?)?|(?:dépositaires?|chargées?) (?:de|d')[^,.;\"]{0,12}(?:autorité publique"
    r"|ordre public|mission de service public)|(?:par personne )?ayant autorité"
    r"|(?:ayant|n'ayant pas) (?:entraîné|causé)[^.;,\"]{0,70}|sans (?:itt|incapacité)[^.;,\"]{0,20}"
    r"|agissant [^.;,\"]{0,40}|sans intention de la donner|suivie?s? (?:de|d')[^.;,\"]{0,30}"
    r"|en (?:relation|lien) avec une entreprise (?:individuelle )?terroriste(?: criminelle)?"
    r"|en vue de[^.;,\"]{0,70}|à (?:caractère|raison|connotation) [^.;,\"]{0,40}|en raison de [^.;,\"]{0,60}"
    r"|(?:en|dans l')écritures? (?:publiques?|privées?|comptables?)?(?: (?:et|ou) (?:privée|authentique|publique))?"
    r"|dans l'exercice de ses fonctions|au préjudice de [^.;,\"]{0,40}|d'autrui"
    r"|par (?:imprudence|négligence|conducteur)"
    r"|et usages? de faux|de catégories? [abcd](?: et [abcd])?|commis(?:es)? en (?:réunion|bande organisée)"
    r")(?!\w)"
)
_ATTEMPT = (
    r"(?:tentatives?\s+(?:présumées?\s+|manquées?\s+)?(?:de\s+|d'\s*|du\s+|des\s+)(?:l'|la\s+)?"
    r"|tent(?:é|er|ant|ait|aient)\s+(?:de\s+|d'))"
)
_COMPLICITY = (
    r"(?:complic(?:ités?|es?)\"?\s+(?:et\s+(?:de\s+|d')?(?:recel\s+)?)?"
    r"(?:de\s+|d'\s*|du\s+|des\s+)(?:l'|la\s+|cet\s+)?\"?)"
)
_BEFORE = re.compile(rf"(?P<complicity>{_COMPLICITY})?(?P<attempt>{_ATTEMPT})?(?:l'|la |le |d')?\"?$")
_COMPLICITY_ALONE = re.compile(
    r"(?<!\w)\"?complicité\"?(?!\s+(?:de\b|d'|du\b|des\b|et\b))"
    r"|(?<!\w)complicité(?= de (?:ce|ces)\b)"
)
# "recel d'escroquerie" is the offence of handling; the offence that it feeds on is not charged by these words.
_SWALLOWS = frozenset(
    [
        "recel", "blanchiment", "non_denonciation", "menaces_mort", "menaces", "provocation_crime", "faux_temoignage",
        "terrorisme_apologie", "denonciation_calomnieuse", "association_malfaiteurs", "terrorisme_association",
        "terrorisme_financement",
    ]
)  # fmt: skip
_INTO = re.compile(
    r"\"?\s+(?:(?:aggravé|habituel|présumé)e?s?\s+)?(?:de\s+|d'|du\s+|des\s+|à\s+|au\s+"
    r"|en\s+bande\s+organisée\s+(?:de\s+|d'))(?:l'|la\s+)?\"?"
)
_LIST = re.compile(r"[\"\s]*(?:,|et|ou|ainsi que)?[\"\s]*(?:de\s+|d'|pour\s+|des\s+)?\"?")

# In an article that speaks of children twice or more, a rape or sexual assault is one of a child: 24 of 26 gold briefs.
_CHILD = re.compile(
    r"(?<!\w)(?:fillettes?|mineure?s?|enfants?|collégienne|petite fille|petit garçon"
    r"|pédophil\w*)(?!\w)"
)
_OF_CHILD = {"viol": "viol_mineur", "agression_sexuelle": "agression_sexuelle_mineur"}


@dataclass(frozen=True, slots=True)
class Found:
    """An offence in lower-cased text: its stretch, code, how strongly it is named, and its attributes."""

    start: int
    end: int
    code: str
    strength: str
    attempt: bool = False
    complicity: bool = False
    organised: bool = False
    pattern: int = 0


@lru_cache(maxsize=1)
def _upgrades() -> tuple[tuple[str, str, re.Pattern[str], str], ...]:
    rows = table("offence_upgrades.tsv")
    return tuple((r["code"], r["reach"], compile_wording(r["pattern"]), r["becomes"]) for r in rows)


def lower(text: str) -> str:
    """`text` in lower case, every character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _matches(low: str) -> list[Found]:
    out = []
    for rank, wording in enumerate(wordings()):
        if wording.literal and wording.literal not in low:
            continue
        for match in wording.regex.finditer(low):
            if match.end() > match.start():
                out.append(Found(match.start(), match.end(), wording.code, wording.strength, pattern=rank))
    return out


def _apart(found: list[Found]) -> list[Found]:
    """The matches without those that overlap a stronger or longer one."""
    order = sorted(found, key=lambda f: (STRENGTHS.index(f.strength), f.start - f.end, f.pattern))
    taken: list[Found] = []
    used: set[int] = set()
    for f in order:
        stretch = range(f.start, f.end)
        if used.isdisjoint(stretch):
            used.update(stretch)
            taken.append(f)
    return sorted(taken, key=lambda f: f.start)


def _grow_left(low: str, f: Found) -> Found:
    before = _BEFORE.search(low[max(0, f.start - 60) : f.start])
    if not before or not (before["attempt"] or before["complicity"]):
        return f
    start = f.start if "recel" in before.group() else f.start - len(before.group())
    attempt = f.attempt or bool(before["attempt"])
    return replace(f, start=start, attempt=attempt, complicity=f.complicity or bool(before["complicity"]))


def _grow_right(low: str, f: Found, limit: int) -> Found:
    end = f.end
    for _ in range(6):
        match = _QUALIFIER.match(low, end, limit)
        if not match:
            break
        end = match.end()
    return replace(f, end=end)


def _flagged(f: Found) -> bool:
    return f.attempt or f.complicity


def _swallow(low: str, found: list[Found]) -> list[Found]:
    """Joins "recel" and "de vol" into one, and neighbours of one code ("enlèvement et séquestration") too."""
    out: list[Found] = []
    for f in found:
        last = out[-1] if out else None
        if last and f.strength == "name" and last.strength == "name" and f.start >= last.end:
            gap = low[last.end : f.start]
            joint = low[max(0, last.start - 30) : last.start]
            if last.code in _SWALLOWS and _INTO.fullmatch(gap):
                if re.search(r"complicité\"?\s+et\s+(?:de\s+)?$", joint):
                    out.append(replace(f, complicity=True))
                else:
                    out[-1] = replace(last, end=f.end)
                continue
            if f.code == last.code and not (_flagged(f) or _flagged(last)) and _LIST.fullmatch(gap):
                out[-1] = replace(last, end=f.end)
                continue
        out.append(f)
    return out


def _recode(low: str, f: Found, sentence_end: int) -> Found:
    after = low[f.start : min(sentence_end, f.end + 60)]
    after = re.split(r"[;:.!?]|,\s+(?:il|elle|qui|dont|un|une|le|la)\b", after[f.end - f.start :])[0]
    reaches = {"span": low[f.start : f.end], "after": low[f.start : f.end] + after}
    for code, reach, pattern, becomes in _upgrades():
        if code == f.code and pattern.search(reaches[reach]):
            return replace(f, code=becomes)
    return f


def _of_children(low: str, found: list[Found]) -> list[Found]:
    if not any(f.code in _OF_CHILD for f in found) or len(_CHILD.findall(low)) < 2:
        return found
    return [replace(f, code=_OF_CHILD.get(f.code, f.code)) for f in found]


def _with_flags(low: str, f: Found) -> Found:
    """What a mention's own words say: "en bande organisée", "tentative", "complicité"."""
    words = low[f.start : f.end]
    attempt = f.attempt or words.startswith("tentative") or re.match(r"complicité (?:de )?tentative", words) is not None
    return replace(
        f,
        attempt=attempt,
        complicity=f.complicity or words.startswith("complicité"),
        organised="bande organisée" in words,
    )


def _complicity_alone(low: str, found: list[Found]) -> list[Found]:
    """ "Complicité" with no offence after it: of the last offence named before it."""
    out = []
    for match in _COMPLICITY_ALONE.finditer(low):
        named = [f for f in found if f.strength == "name"]
        before = [f for f in named if f.end <= match.start()]
        inside = any(f.start <= match.start() < f.end for f in found)
        if before and not inside:
            out.append(Found(match.start(), match.end(), before[-1].code, "anaphora", complicity=True))
    return out


def spans(low: str, sentence_ends: list[int]) -> list[Found]:
    """The offences in `low`, a text in lower case whose sentences end at `sentence_ends`; none overlaps another."""
    found = [_grow_left(low, f) for f in _apart(_matches(low))]
    found = _swallow(low, found)
    grown: list[Found] = []
    for i, f in enumerate(found):
        stop = next((e for e in sentence_ends if e >= f.end), len(low))
        following = next((g.start for g in found[i + 1 :] if g.strength == "name"), len(low))
        grown.append(_recode(low, _grow_right(low, f, min(stop, following)) if f.strength != "fact" else f, stop))
    grown = [_with_flags(low, f) for f in _of_children(low, _swallow(low, _apart(grown)))]
    return sorted(grown + _complicity_alone(low, grown), key=lambda f: (f.start, f.end))
