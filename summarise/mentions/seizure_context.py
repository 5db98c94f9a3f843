"""Whether a thing is said to be seized or found by investigators: verbs, places of search, who acts."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re

from summarise.mentions.around import Around, last_hit

_I = re.IGNORECASE
SEIZED = re.compile(
    r"\b(?:saisi(?:e|es|s|r|ssent|t|ssant|rent)?|saisies?|découv(?:ert|erte|erts|ertes|rent|rir|re|erte|rant)|retrouv(?:é|ée|és|ées|ent|er|èrent|ant|e)"
    r"|trouv(?:é|ée|és|ées|ent|er|èrent|ant|aient|ait)|mis(?:es?)? (?:la main|au jour|sous scellés)|mettent la main|confisqu\w+|intercept\w+"
    r"|perquisition\w*|fouill\w+|récupér\w+|détenai\w+|stock\w+|cach(?:é|ée|és|ées|ait|aient|ette|ettes)\b|dissimul\w+|planqu\w+|entrepos\w+"
    r"|recel\w+|contenai(?:t|ent)|contenant|comptaient|exhum\w+|scellés?|inventair\w+|repêch\w+|porteurs?|en possession|transport\w+"
    r"|coffre|mobile home|cave|box|domicile|butin|figurai\w+|comprenai\w+|arsenal|repér\w+|chez (?:lui|elle|eux)|a été pris|abandonn\w+|extrai\w+"
    r"|relev(?:é|ée|és|ées)|ramass\w+|prenait livraison|à bord|arsenal|dépôt|ingéré\w*|cultiv\w+|interpellée?s? avec|arrêtée?s? avec|compté\w*|débarrassé\w*|jeté\w*|renferm\w+|équipé\w*|à l'abri|sur place|ont quitté|analys\w+|lieux?|exploit\w+|acquis\w*|gelée?s?|immobilis\w+|prélev\w+|autopsie|il y avait|déball\w+)\b",
    _I,
)
STRONG = re.compile(
    r"\b(?:saisi(?:e|es|s|r|ssent)?|saisies|découvert(?:e|s|es)?|découverte|retrouvée?s?|retrouvent|trouvée?s?|extrai\w+|mis(?:es?)? (?:la main|sous scellés)|confisqu\w+"
    r"|intercept\w+|perquisition\w*|récupérée?s?|mettent la main|en possession|découvrent|cachette|scellés?|mise au jour|fouille)\b"
    r"(?! (?:mort|sans vie|inanim|gisant|pendu|noy|en vie|vivant|libre|bless|cribl|le corps|son corps|un corps|un cadavre|d[ue] (?:dossier|l'enquête|l'affaire)))",
    _I,
)
_SEARCH = re.compile(
    r"\b(?:perquisition\w*|fouill\w+|domicile|chez (?:lui|elle|eux)|coffre|cave|box|véhicule|appartement|cellule|hangar|garage)\b",
    _I,
)
_ACTORS = re.compile(
    r"\b(?:enquêteurs?|policiers?|gendarmes?|douan\w+|police|brigade|PJ|gendarmerie|agents?|magistrats?|démineurs?|Ocrtis|juges?)\b",
    _I,
)
_USED = re.compile(
    r"\b(?:armée?s? (?:de|d'un)|à l'aide d|au moyen d|coups? d[e']|à coups d|frapp\w+|poignard\w+|tir(?:é|er|ant|ait|s)\b|menac\w+|bless\w+|brandi\w*|utilis\w+|muni\w*"
    r"|attaqu\w+|asséné|touché\w*|blessure\w*|tué\w*|sous la menace|avec un|percut\w+|renvers\w+)",
    _I,
)
_STOLEN = re.compile(
    r"\b(?:vol(?:é|ée|és|ées|er|ait)|dérob\w+|cambriol\w+|braqu\w+|achet\w+|vend\w+|import\w+|livr\w+|consomm\w+|trafic\w*|offert\w*)\b",
    _I,
)
_NONE = re.compile(
    r"\b(?:aucun|pas (?:été )?(?:retrouv|trouv|saisi)|jamais (?:été )?(?:retrouv|trouv)|introuvable|recherch\w+|n'a pas|n'ont pas|rien)\b",
    _I,
)
_SIGNS = {
    "search": _SEARCH,
    "actors": _ACTORS,
    "used": _USED,
    "stolen": _STOLEN,
    "not-found": _NONE,
    "seizing": SEIZED,
    "strong": STRONG,
}


def in_reach(context: Around) -> bool:
    """Whether the sentence or the one before speaks of finding, seizing, hiding or searching."""
    return bool(SEIZED.search(context.text) or SEIZED.search(context.previous))


_PLACE = re.compile(r"\b(?:dans|sur|sous|devant|derrière|vers|depuis|par|avec|à|au|contre|selon|près de) $", _I)
_DEFINITE = frozenset(
    {"le", "la", "l'", "les", "son", "sa", "ses", "leur", "leurs", "du", "ce", "cette", "d'", "cet", "ces"}
)
# Groups of which a thing named without a determiner or a numeral is still likely to be in a list of seizures.
_LISTED = frozenset({"arme", "explosif", "drogue", "électronique", "weight"})
_NO_SEIZURE = frozenset({"immobilier", "trace", "other"})


def is_seized(context: Around, group: str, determiner: str) -> bool:
    """A rule's view: a strong verb close by, and no sign that the thing was only used, or a place."""
    left, right = last_hit(STRONG, context.before), STRONG.search(context.after[:70])
    near = (left is not None and len(context.before) - left.end() < 140) or right is not None
    if not near or _NONE.search(context.text) or group in _NO_SEIZURE:
        return False
    if determiner in _DEFINITE and not (right is not None and right.start() < 25):
        return False
    if determiner == "none" and group not in _LISTED:
        return False
    return not _PLACE.search(context.before) and not _USED.search(context.before[-45:])


def seizure_cues(context: Around) -> list[str]:
    """Signs of a search, of who acts and of use, by zone."""
    cues: list[str] = []
    zones = {
        "before": context.before[-60:],
        "after": context.after[:60],
        "sentence": context.text,
        "previous": context.previous,
    }
    for zone, text in zones.items():
        cues += [f"{zone}:{name}" for name, pattern in _SIGNS.items() if pattern.search(text)]
    return cues
