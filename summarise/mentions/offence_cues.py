"""The general facts around an offence that help to tell whether it is charged in this matter."""

import re
from dataclasses import dataclass
from functools import lru_cache

from summarise.mentions.offence_spans import Found

_TRIGGERS = {
    "mis_en_examen": r"mise?s? en examen|mise en examen|mises? en examen",
    "juge": r"jugée?s?|comparaî\w+|comparu\w*|comparution|procès|répond\w*|renvoyée?s?|renvoi|audience|cité[es]* à",
    "condamne": r"condamn\w+|coupables?|culpabilité|reconnue?s?|écop\w+|peine|réclusion|prison",
    "relaxe": r"relax\w+|acquitt\w+|non-lieu|blanchi[es]?|innocent\w*|abandon\w*|écart\w+",
    "soupconne": r"soupçonn\w+|soupçons?|suspect\w+|présumée?s?|impliqu\w+|mise?s? en cause",
    "accuse": r"accus\w+|reproch\w+|incrimin\w+|imput\w+|dénon\w+",
    "poursuivi": r"poursui\w+|poursuites?|prévenue?s?|prévention",
    "enquete": r"enquêtes?|investigations?|saisie?s?",
    "information": r"information judiciaire|informations judiciaires|instruction",
    "chef": r"chefs?|motifs?|qualifications?|charges?|chef d'accusation|chefs d'inculpation|inculp\w+"
    r"|qualifi\w+|faits",
    "garde_a_vue": r"gardes? à vue|interpell\w+|arrêtée?s?|arrestations?|écrou\w+|détention provisoire"
    r"|incarcér\w+|placée?s?",
    "plainte": r"plaintes?|signalements?|assign\w+",
    "requis": r"requis\w*|requérir|réclam\w+|réquisitions?|parquet|demandé",
    "encouru": r"encour\w+|passible|risqu\w+|punie?s?",
    "affaire": r"affaires?|dossiers?|dans le cadre",
    "avoir": r"pour avoir|d'avoir|avoir",
}
_TRIGGER = re.compile("|".join(rf"(?P<{name}>(?<!\w)(?:{body})(?!\w))" for name, body in _TRIGGERS.items()))
_PREPOSITION = re.compile(
    r"(?P<p>pour|du chef de|des chefs de|des chefs d'|du chef d'|sur|contre|de|d'|des|du|notamment|:)?\s*"
    r"(?:avoir commis|des faits de|des faits d'|faits de|les|le|la|l'|un|une|des|plusieurs|\d|deux|ses|son|sa"
    r"|leur|\s)*[\"(]*\s*$"
)
_FILLER = re.compile(
    r"(?:[\s,\"():/-]|(?<!\w)(?:pour|et|ou|de|du|des|d'|les?|la|l'|un|une|chefs?|notamment|faits?|deux|trois"
    r"|plusieurs|ainsi que|mais aussi|entre autres|aussi|également|en|avec|par|à|au|vendredi|samedi|dimanche"
    r"|lundi|mardi|mercredi"
    r"|jeudi|soir|matin|présumée?s?|aggravée?s?|complicité|tentatives?|voire|puis|une série|diverse?s?"
    r"|commis|suivie?s?|ce|ces|cet|cette|ses|son|sa|leur|leurs|dont|celui|celle|qu'|sous|suspicion)(?!\w))*"
)
_NEAR = {
    "past": r"déjà (?:été )?condamn\w+|casier|antécédents?|récidiviste|par le passé|en (?:19\d\d|200\d)"
    r"|précédent\w*|autre affaire|autre dossier|autre procès|auparavant|à l'époque|par ailleurs",
    "also": r"(?:également|aussi|déjà|d'ailleurs|par ailleurs|entre-temps|finalement) (?:été )?(?:mise?s?"
    r"|condamn\w+|poursuivie?s?|jugée?s?"
    r"|soupçonn\w+|incarcér\w+)|tueur en série",
    "dropped": r"non-lieu|relax\w+|acquitt\w+|écart\w+|abandonn\w+|requalifi\w+|classée? sans suite|prescri\w+"
    r"|annul\w+|initialement|d'abord",
    "denial": r"ni(?:e|ent|ait|ant|er|é)|conteste\w*|récus\w+|dément\w*|réfut\w+|clame\w*|innocence",
    "conditional": r"aurai(?:t|ent)|serai(?:t|ent)|pourrai(?:t|ent)",
    "law": r"la loi|code pénal|encourt|encourent|passible|article|proposition|réforme|prévoit|délit de|crime de",
    "background": r"rappel\w*|en hausse|statisti\w+|chaque année|phénomène|contexte|lutte|depuis des années"
    r"|observatoire|chiffres",
    "defendant": r"suspects?|prévenue?s?|accusée?s?|mis en cause|il|elle|ils|homme|femme|jeune|auteurs?|conducteur",
    "victim": r"victimes?|plaignante?s?|parties? civiles?",
    "minor": r"mineure?s?|enfants?|fillettes?|fille|garçons?|bébé|adolescente?s?|élèves?|collégien\w*"
    r"|nourrisson|petite?",
    "official": r"policiers?|policière|gendarmes?|crs|surveillante?s?|pompiers?|forces de l'ordre|agents?"
    r"|militaires?|magistrat\w*|élue?s?|maire",
    "partner": r"compagne|compagnon|conjointe?|épouse|ex-\w+|concubine?|mari|femme",
    "death": r"morte?s?|décéd\w+|décès|tuée?s?|succomb\w+|corps|cadavre",
    "survival": r"blessée?s?|survécu|survivante?s?|grièvement|hospitalis\w+|jours (?:ne sont pas )?en danger"
    r"|pronostic",
    "terror": r"terroris\w+|jihadis\w+|djihadis\w+|daech|etat islamique|attentats?|antiterroriste|radicalis\w+",
    "court": r"tribunal|cour|assises|juges?|parquet|procureur\w*|correctionnel\w*",
    "negation": r"pas|jamais|aucune?|sans",
    "denounced": r"manifest\w+|ministre|président|politique|loi|débat",
    "group": r"bande organisée|réunion|réseau|complices?",
    "vehicle": r"voiture|véhicule|volant|conducteur|automobiliste|route|chauffeur|conductrice",
}
_NEAR_RE = {name: re.compile(rf"(?<!\w)(?:{body})(?!\w)") for name, body in _NEAR.items()}
_WIDE = ("minor", "terror", "death", "survival", "vehicle", "official")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an offence stands: the text in lower case, its sentence, and where the body begins."""

    low: str
    sentence: tuple[int, int]
    index: int
    body_start: int
    found: tuple[Found, ...]


@lru_cache(maxsize=8)
def _wide(low: str) -> tuple[str, ...]:
    out = []
    for name in _WIDE:
        hits = len(_NEAR_RE[name].findall(low))
        out.append(f"article:{name}:{0 if not hits else 1 if hits < 3 else 2}")
    return tuple(out)


def trigger(place: Place, f: Found) -> tuple[str, str]:
    """Which word of justice governs the offence, and how: strict (only offences between), clause, or none."""
    before = place.low[place.sentence[0] : f.start]
    masked = list(before)
    for other in place.found:
        if place.sentence[0] <= other.start and other.end <= f.start and other.strength != "fact":
            a, b = other.start - place.sentence[0], other.end - place.sentence[0]
            masked[a:b] = " " * (b - a)
    text = "".join(masked)
    hits = list(_TRIGGER.finditer(text))
    if not hits:
        return "none", "none"
    last = hits[-1]
    for hit in reversed(hits):
        if _FILLER.fullmatch(text, hit.end()):
            return str(hit.lastgroup), "strict"
        if hit.lastgroup not in ("chef", "affaire", "avoir"):
            last = hit
            break
    gap = text[last.end() :]
    near = "near" if len(gap) < 60 and re.search(r"(?<!\w)(?:pour|d'|de|du)(?!\w)", gap) else "clause"
    return str(last.lastgroup), near


def _quoted(low: str, f: Found, sentence: tuple[int, int]) -> bool:
    before = low[sentence[0] : f.start]
    return before.count('"') % 2 == 1 or before.count("«") > before.count("»")


def _bucket(n: int) -> str:
    return str(n) if n < 3 else "3-5" if n < 6 else "6+"


def _place_cues(place: Place, f: Found) -> list[str]:
    title_end = place.low.find("\n")
    where = "body" if f.start >= place.body_start else "title" if f.start < title_end or title_end < 0 else "heading"
    span = max(1, len(place.low) - place.body_start)
    tenth = max(0, f.start - place.body_start) * 10 // span
    cues = [f"where:{where}", f"sentence:{_bucket(place.index)}", f"decile:{tenth if where == 'body' else 'head'}"]
    if _quoted(place.low, f, place.sentence):
        cues.append("in_quotes")
    return cues


def _company_cues(place: Place, f: Found) -> list[str]:
    same = [g for g in place.found if g.code == f.code]
    named = {g.code for g in place.found if g.strength == "name"}
    cues = [f"same_code:{_bucket(len(same))}", f"named_codes:{_bucket(len(named))}"]
    if same and same[0] == f:
        cues.append("first_of_code")
    if named - {f.code}:
        cues.append("other_named")
    if any(g.code == f.code and g.strength == "name" for g in same if g != f):
        cues.append("same_named")
    head = next((g for g in place.found if g.strength in ("name", "paraphrase")), None)
    if head == f:
        cues.append("first_named")
    return cues


def _next_word(low: str, at: int) -> str:
    match = re.match(r"[\s\"]*([\w'-]{1,14}|[.,;:)])", low[at : at + 24])
    return match.group(1) if match else "end"


def _previous_word(low: str, at: int) -> str:
    match = re.search(r"([\w-]{1,14}'?|[.,;:(])[\s\"]*$", low[max(0, at - 24) : at])
    return match.group(1) if match else "start"


# The noun that the offence hangs on: "le procès des attentats" is not a trial for them.
_HEAD = re.compile(
    r"(?<!\w)(procès|auteurs?|affaires?|enquêtes?|victimes?|plaintes?|dossiers?|alerte|faits|soupçons?|accusations?|projets?"
    r"|scène|suspects?|lieux?|nuit|jour|série|accusée?s?|complices?|risques?|lendemain|préparation|présumée?s?)"
    r"\s+(?:présumée?s?\s+)?(?:de|d'|du|des|sur|pour|après|avant|dans)\s*(?:l'|la\s+|le\s+|les\s+|un\s+|une\s+|ces\s+|cet\s+)?\"?$"
)


def _head_cue(low: str, at: int) -> list[str]:
    match = _HEAD.search(low[max(0, at - 50) : at])
    if not match:
        return []
    noun = match.group(1)
    return [f"head:{noun if noun == 'procès' else noun.removesuffix('s')}"]


_KEEP = frozenset(
    [
        "pour", "de", "d'", "du", "des", "et", ",", "la", "le", "l'", "un", "une", "les", "(", ":", "avoir", "par",
        "en", "sur", "dans", "contre", "à", "au", "aux", "son", "sa", "ses", "start", "end", ".", ")", "a", "est",
        "qui", "ou", "notamment", "été", "avait", "aurait", "présumé", "présumés", "commis",
    ]
)  # fmt: skip


def _word_cue(group: str, word: str) -> str:
    return f"{group}:{word if word in _KEEP else 'other'}"


def cues(place: Place, f: Found) -> tuple[str, ...]:
    """All cues of one offence, each "group:value"."""
    who, how = trigger(place, f)
    out = [f"strength:{f.strength}", f"trigger:{who}", f"govern:{how}", f"{how}:{who}"]
    out += _place_cues(place, f) + _company_cues(place, f)
    sentence = place.low[place.sentence[0] : place.sentence[1]]
    out += [f"near:{name}" for name, regex in _NEAR_RE.items() if regex.search(sentence)]
    out += _wide(place.low)
    preposition = _PREPOSITION.search(place.low[max(0, f.start - 40) : f.start])
    if preposition and preposition["p"]:
        out.append(f"by:{preposition['p']}")
    out += _head_cue(place.low, f.start)
    out.append(_word_cue("previous", _previous_word(place.low, f.start)))
    out.append(_word_cue("next", _next_word(place.low, f.end)))
    flags = [name for name in ("attempt", "complicity", "organised") if getattr(f, name)]
    out += [f"is:{name}" for name in flags]
    if f.end - f.start > 30:
        out.append("long")
    return tuple(dict.fromkeys(out))
