"""Penalties other than prison: bans, community service, tags, courses, safety periods, treatment, confiscation."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Iterator

from summarise.mentions.base import PenaltyValue
from summarise.mentions.durations import DURATION, read_length
from summarise.mentions.prison import Found

_D = rf"(?:{DURATION})"
_FOR = rf"(?: (?:\(?d'une durée de |pendant |durant |pour une durée de |pour |de |d'|sur )(?:une période de )?{_D}| définitive| à vie)"
_BAN_OF = r" (?:définitive |temporaire |à vie |totale |judiciaire |professionnelle )?(?:d[eu'](?: )?(?:(?!\bet\b|\bainsi\b)[\w'’ -]){2,60}?)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "autre",
        r"(?:sont |est |a été |ont été )?confisquée?s?(?! par)|sera dissoute?|(?:le )?maintien en détention|restituer (?:les|leur|la|le|l')[\w' ]{2,30}",
    ),
    (
        "autre",
        rf"(?:une )?sûreté des deux tiers|deux tiers de sûreté|suivi socio-?judiciaire pendant {_D}|révo(?:qué|cation)[\w' \"]{{0,30}}sursis[\w' ]{{0,30}}?(?=[,.;]| et)",
    ),
    (
        "autre",
        r"(?:une |sous )?astreinte(?: record)? (?:de |d'|à )[\d. ]+(?:euros|€|millions d'euros)(?: par [\w' ]{2,30})?|semi-liberté|(?:un )?blâme",
    ),
    ("bracelet", r"portera un bracelet(?: électronique)?|bracelet à la cheville"),
    ("stage", r"(?:un )?stage de [\w' ]{4,30}?(?= à ses frais|[,.;]| et|$)"),
    (
        "interdiction",
        rf"{_D} (?:de suspension|d'exclusion)(?: d[\w' ]{{3,40}}?(?=[,.;]| et|$))?|priv(?:é|ée|és) de (?:ses|leurs) droits[\w' ]{{0,40}}?(?:{_FOR}|(?=[,.;]))",
    ),
    (
        "interdiction",
        rf"n'(?:a|ont|aura|auront) (?:plus|pas) le droit (?:de |d')[\w' ]{{3,60}}?(?:{_FOR}|(?=[,.;]| et |$))|(?:retirer|retrait (?:définitif )?d[eu]) (?:son |de son |du )?permis(?: de \w+)?",
    ),
    (
        "interdiction",
        rf"permis (?:de conduire )?(?:est |a (?:\w+ ){{0,3}}été |sera )?(?:annulé|suspendu|retiré)(?:{_FOR})?|exclue?s? des marchés publics{_FOR}",
    ),
    ("tig", r"(?:\d+|\w+(?:-\w+)*) heures (?:de |d')(?:travaux|travail|TIG)(?: (?:d'intérêt général|non rémunéré))?"),
    ("tig", r"(?:un |des )?(?:travail|travaux) d'intérêt général(?: de \d+ heures)?|\bTIG\b"),
    (
        "bracelet",
        rf"{_D} (?:de |d'|sous )(?:port (?:de |du |d'un )|détention à domicile|assignation à )?(?:\w+ )?(?:sous )?(?:bracelet|surveillance électronique)(?: électronique)?",
    ),
    (
        "bracelet",
        r"(?:(?:le |un )?port (?:du |d'un )|sous (?:un )?|détention à domicile sous |avec )?(?:bracelet(?: électronique)?|surveillance électronique)",
    ),
    ("bracelet", rf"{_D} de détention à domicile|détention à domicile"),
    (
        "stage",
        r"(?:un |des |l'obligation d'effectuer un |suivre un |effectuer un )?stages? (?:de |d')(?:citoyenneté|sensibilisation|responsabilis\w+|prévention|récupération|parentalité|responsabilité)[\w' ]{0,40}?(?=[,.;]| et|$)",
    ),
    (
        "autre",
        rf"(?:une |d'une |la |leur )?(?:période|peine)s? de sûreté(?: d'une durée)?(?: (?:de |d')(?:{_D})| des deux[ -]tiers| incompressible| maximale?)?",
    ),
    ("autre", rf"{_D} de (?:période de )?sûreté"),
    ("autre", rf"(?:un |du )?suivi(?: socio-judiciaire| judiciaire| sociojudiciaire)(?: (?:de |d'|pendant )(?:{_D}))?"),
    ("autre", rf"{_D} de (?:suivi(?: socio-judiciaire| judiciaire| sociojudiciaire)?|probation|mise à l'épreuve)"),
    (
        "autre",
        r"(?:une |l'|d'une |leur )?(?:obligation|injonction)s? (?:de |d'|des )(?:se )?(?:soins?|soigner|travail|travailler|formation|indemnis\w+(?: \w+){0,3}|rembours\w+)",
    ),
    (
        "autre",
        r"(?:l'|son |une )?inscri(?:ption|te?s?) (?:automatique )?(?:au|dans le|sur le) (?:fijais|fichier[\w' ]{0,60})",
    ),
    ("autre", r"(?:une )?dispens(?:e|ée?s?) de peine|admonest\w+|ajournement de (?:la )?peine|mesures? éducatives?"),
    ("autre", r"(?:la |une |les )?confiscations?(?: (?:de|du|des|d')[\w' -]{2,60}?)?(?=[,.;)]| et |$)"),
    (
        "autre",
        r"(?:l'|un |son )?affichage(?: (?:de la|du) (?:décision|jugement|condamnation))|(?:la )?publication (?:de la décision|du jugement)",
    ),
    (
        "autre",
        r"(?:la )?dissolution (?:de|du)[\w' -]{2,40}|révocation (?:de(?:s| son)? )?(?:du )?sursis[\w' ]{0,30}?(?=[,.;]| et)",
    ),
    (
        "autre",
        r"(?:le |un )?retrait (?:total |partiel )?de (?:l'|son )autorité parentale|(?:la )?fermeture (?:définitive |administrative )?(?:de|du)[\w' -]{2,40}?(?=[,.;]| et|$)",
    ),
    (
        "autre",
        r"(?:son )?(?:hospitalisation d'office|internement|hospitalisation sous contrainte|hospitalisation complète)|déchéance de (?:la |sa )?nationalité",
    ),
    ("interdiction", rf"{_D} d'(?:inéligibilité|interdiction{_BAN_OF}?(?=[,.;:)]| et |$)|interdictions?)"),
    (
        "interdiction",
        rf"{_D} de (?:privation d[\w' ,]{{3,50}}?(?=[,.;]| et|$)|suspension d[\w' ]{{3,30}}|retrait de permis|faillite personnelle|perte d[\w' ]{{3,20}})",
    ),
    (
        "interdiction",
        rf"(?:une |l'|à une |d'une |leur |son |peine d')?(?:peine )?(?:d')?inéligibilité(?:{_FOR})?|inéligibles?(?:{_FOR})?",
    ),
    (
        "interdiction",
        rf"(?:une |l'|d'une |d'|son |leur |des |les )?interdictions?{_BAN_OF}(?:{_FOR}|(?=[,.;:)»\"]| et | ainsi |$))",
    ),
    ("interdiction", r"(?:l')?interdictions? (?:définitives?|professionnelles?|à vie|bancaire|judiciaire)"),
    (
        "interdiction",
        rf"interdi(?:te?s?|t) (?:définitivement |à vie )?(?:d[eu'](?: )?[\w' -]{{2,60}}?)(?:{_FOR}|(?=[,.;:)]| et |$))",
    ),
    (
        "interdiction",
        rf"(?:la |une |l')?(?:suspension|annulation|retrait|invalidation)(?: définitif| définitive)? (?:de |du |de son |de leur )permis(?: de \w+)?(?:{_FOR})?",
    ),
    (
        "interdiction",
        rf"(?:la |une )?privation (?:de |des |de ses )(?:droits?|ses droits)[\w' ,]{{0,40}}?(?:{_FOR}|(?=[,.;:)]| et |$))",
    ),
    ("interdiction", rf"(?:une |la )?faillite personnelle(?:{_FOR})?"),
    (
        "interdiction",
        rf"ne (?:pourra|pourront|peut|peuvent)(?: plus| pas)? (?:exercer|détenir|gérer|diriger|approcher|entrer|chasser|conduire|enseigner|se présenter)[\w' ]{{0,50}}?(?:{_FOR}|(?=[,.;:)]| et |$))",
    ),
)
_COMPILED = tuple(
    (kind, re.compile(r"(?<![\w-])(?:" + pattern + r")(?!\w)", re.IGNORECASE)) for kind, pattern in _PATTERNS
)
_LENGTH = re.compile(rf"(?<!\w){_D}", re.IGNORECASE)


def sanctions(text: str) -> Iterator[Found]:
    """All mentions of penalties other than prison, fines and damages; of two that overlap, the longer."""
    hits = [(m.start(), m.end(), kind) for kind, pattern in _COMPILED for m in pattern.finditer(text)]
    taken: list[tuple[int, int]] = []
    for start, end, kind in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        if any(start < e and s < end for s, e in taken):
            continue
        taken.append((start, end))
        months = _months(text[start:end])
        yield Found(start, end, PenaltyValue(kind, months, None), True, kind)


def _months(words: str) -> float | None:
    match = _LENGTH.search(words)
    length = read_length(match.group()) if match else None
    return length.months if length else None
