"""What a sum of money is for, told by the words around it: the nearest word of a kind counts most."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from functools import lru_cache

from summarise.mentions.around import Around

_WORDS: dict[str, str] = {
    "amende": (
        r"amendes?|jours?[- ](?:d')?amende|contraventions?|euros? ferme|sanctions? (?:pécuniaires?|financières?)"
        r"|emprisonnement|prison|réclusion|encour\w+|passibles?|avec sursis"
    ),
    "dommages": (
        r"dommages?[ -](?:et[ -])?intérêts?|indemni(?:té|tés|sation|ser|sés?|sée?s?)\b(?! journali| chômage)|réparation"
        r"|euro symbolique|symbolique|partie[s]? civiles?|préjudices? mora(?:l|ux)|au titre du préjudice"
        r"|dédommag\w+|rembours\w+|provision(?:nelle)?|à verser|devr(?:a|ont) (?:\w+ )?verser|versera|allou\w+|solidairement|pretium doloris"
        r"|recevr(?:a|ont)|percevr(?:a|ont)|toucher(?:a|ont)|débout\w+|à rendre|attribuer|obtien(?:t|nent)|se partageront|récupérera|accord(?:é|e|és|ent)\b|licenciement|ayants droit"
    ),
    "saisie": (
        r"saisi(?:e|es|s|r|t)?\b|saisies|confisqu\w+|confiscations?|perquisition\w*|découv\w+|retrouv\w+|gel(?:é|és|ée|ées)?\b"
        r"|avoirs (?:criminels|bancaires)|en liquide|en (?:petites )?coupures|en espèces|en numéraire|trouv\w+|valeur (?:marchande|à la revente)"
        r"|mis(?:e)? la main|coffre|valeur"
    ),
    "prejudice": (
        r"préjudices?\b(?! mora)|détourn\w+|escroqu\w+|vol(?:é|és|ée|ées|er)?\b|dérob\w+|dégâts|dommages?\b(?![ -](?:et|intér))|butin|pertes?"
        r"|fraud\w+|arnaqu\w+|éludé\w*|soustrai\w+|rémunér\w+|salaires?|impôts?|dissimul\w+|indûment|abus de|emplois? fictifs?|siphonn\w+"
        r"|sommes? détournées?|extorqu\w+|dettes?|dilapid\w+|prélev\w+|économies|héritage|travaux|arnaque|disparu\w*|coût\w*"
    ),
    "produit": (
        r"bénéfices?|chiffres? d'affaires|gains?|rapport(?:é|er|ait|aient)|gagn\w+|profits?|recettes?|produit d|blanch\w+"
        r"|revenus?|plus-values?|encaiss\w+|générée?s?|empoch\w+|écoul\w+|revente|trafic|revend\w+|vend\w+"
    ),
    "caution": r"caution(?:nement)?s?",
    "corruption": (
        r"pots?-de-vin|corruption|corromp\w+|commissions?|rétrocommissions?|campagne|financement|dessous-de-table|enveloppes?"
        r"|trafic d'influence|bakchich|libyen\w*|versements?|soudoy\w+|en échange d|en contrepartie|illégal\w+|illicit\w+|avantages?|gratifications?"
    ),
    "rancon": r"rançons?|chantage|maître[- ]chanteur|ravisseurs?|enlèvement",
    "autre": (
        r"astreintes?|sous astreinte|par jour de retard|par infraction|frais (?:de (?:justice|procédure|avocat)|irrépétibles)|article (?:475|700|761)"
        r"|par mois|mensuel\w*|salaires?|loyers?|prix|achet\w+|contrats?|marché|cagnottes?|récompense|budget|subventions?|prime"
        r"|fortune|patrimoine|estim\w+|acquis\w*|prêt\w*|offre|demand\w+|honoraires|factur\w+|aide juridictionnelle|dépens\b|le gramme|par an|retraite|dépens\w+|frais|promet\w*|investi\w*|allocations?|billets?|pour frais"
    ),
}
KINDS: dict[str, re.Pattern[str]] = {k: re.compile(rf"\b(?:{w})", re.IGNORECASE) for k, w in _WORDS.items()}
_OFFENCES: dict[str, re.Pattern[str]] = {
    "prejudice": re.compile(
        r"escroqu\w+|abus de (?:confiance|faiblesse|biens)|détourn\w+|fraud\w+|\bvols?\b|cambriol\w+|braqu\w+|emplois? fictifs?|préjudices?\b"
        r"|arnaqu\w+|dégradations?|dégâts|extor\w+|victimes? d",
        re.IGNORECASE,
    ),
    "produit": re.compile(
        r"stupéfiants|proxénétisme|blanchiment|trafics?\b(?! d'influence)|contrebande|contrefaçon|passeurs?|travail dissimulé|bénéfices?",
        re.IGNORECASE,
    ),
    "corruption": re.compile(
        r"corrupti?\w+|trafic d'influence|favoritisme|pots?-de-vin|financement (?:illégal|illicite)|campagne|prise illégale|concussion",
        re.IGNORECASE,
    ),
    "dommages": re.compile(
        r"dommages?[ -](?:et[ -])?intérêts?|prud'hom\w+|indemnis\w+|licenciement|réparation|préjudice moral|rapporteur public",
        re.IGNORECASE,
    ),
    "rancon": re.compile(r"rançons?|séquestr\w+|enlèvement|chantage", re.IGNORECASE),
    "autre": re.compile(
        r"tribunal administratif|conseil d'état|astreintes?|héritage|succession|contrats?|marché|loyers?|subventions?|reprise|tarifs?|impôts?",
        re.IGNORECASE,
    ),
}
_PRIOR = {"autre": 0.2, "prejudice": 0.08, "amende": 0.03}
_TOPIC = 0.6
# How fast a word loses its say with distance (characters); a word in the sum's own span has no distance.
_REACH = 45.0
_PREVIOUS = 0.15


def kind_scores(span: str, context: Around) -> dict[str, float]:
    """How strongly the surroundings speak for each kind."""
    topic = _topic(context.source.plain)
    return {
        kind: _governed(kind, context)
        + _score(pattern, span, context)
        + _PRIOR.get(kind, 0.0)
        + _TOPIC * topic.get(kind, 0.0)
        for kind, pattern in KINDS.items()
    }


@lru_cache(maxsize=8)
def _topic(text: str) -> dict[str, float]:
    """The share of each kind among the offences and actions that the whole text names."""
    counts = {k: len(p.findall(text)) for k, p in _OFFENCES.items()}
    total = sum(counts.values()) or 1
    return {k: n / total for k, n in counts.items()}


# What is said straight after the sum governs it, whatever else the sentence tells.
_GOVERNED = {
    "saisie": re.compile(
        r"^(?: en [\w ]{3,20})?(?: (?:ont|a|avaient|avait) (?:\w+ )?été)? (?:saisis?|saisies?|confisqu\w+)\b",
        re.IGNORECASE,
    )
}


def _score(pattern: re.Pattern[str], span: str, context: Around) -> float:
    if pattern.search(span):
        return 3.0
    left = [len(context.before) - m.end() for m in pattern.finditer(context.before)]
    right = [m.start() for m in pattern.finditer(context.after)]
    near_left = max((_REACH / (_REACH + d) for d in left), default=0.0)
    near_right = max((0.9 * _REACH / (_REACH + d) for d in right), default=0.0)
    same_sentence = near_left + near_right if min(near_left, near_right) > 0.4 else max(near_left, near_right)
    return same_sentence or (_PREVIOUS if pattern.search(context.previous) else 0.0)


def _governed(kind: str, context: Around) -> float:
    """A say that outweighs all others when the verb that follows names the kind ("20.000 euros ont été saisis")."""
    pattern = _GOVERNED.get(kind)
    return 2.0 if pattern and pattern.match(context.after) else 0.0


def kind_cues(span: str, context: Around) -> list[str]:
    """Which kinds' words stand in the span, just before, just after, in the sentence, in the one before it."""
    zones = {
        "span": span,
        "before": context.before[-40:],
        "after": context.after[:40],
        "sentence": context.text,
        "previous": context.previous,
    }
    return [f"{zone}:{kind}" for zone, text in zones.items() for kind, pat in KINDS.items() if pat.search(text)]
