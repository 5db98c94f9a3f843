"""Finer cues of what a sum is for: the words that govern it, what the article is about, its rank among the sums."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from summarise.mentions.around import Around
from summarise.mentions.base import Mention, SumValue

_I = re.IGNORECASE
_CLASSES: dict[str, str] = {
    "fine": r"amendes?|contraventions?|encour\w+|passibles?|risqu\w+|sous peine",
    "condemn": r"condamn\w+|écop\w+|inflig\w+|prononc\w+|sanctionn\w+",
    "damages": r"dommages?[ -](?:et[ -])?intérêts?|réparations?|dédommag\w+|indemni\w+|partie civile|parties civiles|préjudices? mora(?:l|ux)|provisions?",
    "grant": r"accord(?:é|ée|és|e|ent|ait)|allou\w+|octroy\w+|attribu\w+|obten\w+|obtien\w+|recevr\w+|percevr\w+",
    "pay": r"vers(?:é|ée|és|er|ait|ent|era|eront|ements?)|pa(?:y|i)(?:é|ée|és|er|ait|e|ent|era|eront|aient|ement)|régl\w+|acquitt\w+|débours\w+|dépens\w+",
    "repay": r"rembours\w+|restitu\w+|à rendre|rendu\w*",
    "receive": r"perç\w+|perce(?:vait|voir|vaient)|touch(?:é|ée|és|er|ait|aient|ent|e)|reçu\w*|recevai\w+|encaiss\w+|bénéfici\w+",
    "gain": r"bénéfices?|gains?|gagn\w+|profits?|rapport(?:é|er|ait|aient|ent|ant)|empoch\w+|recettes?|chiffres? d'affaires|génér\w+|produit|plus-values?|engrang\w+",
    "steal": r"vol(?:é|ée|és|ées|er|s)?|dérob\w+|détourn\w+|soutir\w+|subtilis\w+|siphonn\w+|butin|prélev\w+|ponctionn\w+|retir\w+|disparu\w*|emport\w+",
    "cheat": r"escroqu\w+|arnaqu\w+|fraud\w+|trop-perçus?|indu\w*|extor\w+|tromp\w+|abus\w*|dissimul\w+|éludé\w*|soustrai\w+",
    "harm": r"préjudices?|dégâts|pertes?|manque à gagner|dommages?|dégradations?|surcoûts?|lésé\w*",
    "debt": r"dettes?|dus?|devai\w+|doit|impayé\w*|redressements?|arriérés?|créances?|impôts?|fisc\w*|cotisations?",
    "ask": r"réclam\w+|demand\w+|exig\w+|sollicit\w+|requ(?:is|iert|érait|ises)",
    "seize": r"saisi\w*|confisqu\w+|gel(?:é|és|ée|ées)|scellés|mis la main",
    "find": r"découv\w+|(?:re)?trouv\w+|perquisition\w*|en possession|cach\w+|coffre|transport\w+",
    "cash": r"en liquide|espèces|numéraire|billets?|coupures?|liquide|sacs?|valise",
    "value": r"valeur|valant|estim\w+|évalu\w+|chiffr\w+|prix|montant|s'élèv\w+|atteign\w+|coût\w*|totale?",
    "trade": r"achet\w+|acheter|acqu(?:is|isition|érir)\w*|vend\w*|revend\w*|revente|ventes?|céd(?:é|er)\w*|transaction|transferts?",
    "rent": r"loyers?|location|loué\w*|bail|charges",
    "salary": r"salaires?|rémunér\w+|payes?|bruts?|nets?|mensuel\w*|indemnités? parlementaires?|emplois? fictifs?|honoraires|retraites?|pensions?|RSA|allocations?|aides?",
    "costs": r"frais|honoraires|factur\w+|dépens|astreintes?|retard|consign\w+",
    "bribe": r"pots?-de-vin|corrup\w+|corrom\w+|(?:rétro)?commissions?|enveloppes?|dessous-de-table|bakchich\w*|en échange|en contrepartie|moyennant|contre|cadeaux?|soudoy\w+",
    "fund": r"campagnes?|financ\w+|dons?|don(?:né|ner)\w*|subventions?|parti|cagnottes?|legs|héritage|succession",
    "lend": r"prêt\w*|emprunt\w*|avanc\w+|invest\w+|plac(?:é|er|ements?)|crédits?|capital|actions",
    "market": r"contrats?|marchés?|budgets?|projets?|travaux|chantiers?|rachats?|offres?|reprise|accord",
    "wealth": r"fortune|patrimoine|comptes?|avoirs|villas?|appartements?|maisons?|montres?|voitures?|bijoux|virements?",
    "bail": r"caution\w*",
    "ransom": r"rançons?|chantage|ravisseurs?|libération|séquestr\w+|menac\w+",
    "reward": r"récompenses?|primes?|promet\w*|promis\w*|propos\w+",
    "drugs": r"stupéfiants?|cannabis|cocaïne|héroïne|drogues?|trafics?|deal\w*|passes?|prostitu\w+|proxénét\w+|blanch\w+",
}
_ANY = re.compile("|".join(rf"(?P<{k}>\b(?:{w})\b)" for k, w in _CLASSES.items()), _I)
_RATE = re.compile(
    r"^(?: (?:euros?|brut|net)s?)?,? (?:par|chaque|la|le|l'|pièce|mensuels?|chacune?|de l'heure)(?: ?)(\w+)?", _I
)
_RATE_WORDS = re.compile(
    r"mois|an|jour|semaine|heure|passe|nuit|gramme|unité|pièce|kilo|personne|infraction|mensuel|chacun|dose|minute|tête|litre|m2",
    _I,
)
_OWNERS = {
    "accused": r"prévenue?s?|suspects?|accusée?s?|mise?s? en (?:cause|examen)|voleurs?|escrocs?|malfaiteurs?|auteurs?|trafiquants?|gérante?|braqueurs?",
    "victim": r"victimes?|plaignante?s?|clients?|retraitée?s?|parties? civiles?|famille|veuve|parents|salariée?s?|épargnants|octogénaire|investisseurs",
    "state": r"État|Trésor|fisc|CAF|Sécurité sociale|assurance maladie|commune|mairie|ville|département|région|contribuable|Assemblée|Sénat|hôpital|URSSAF|douanes?",
    "company": r"société|entreprise|banque|groupe|filiale|assureur|association|fondation|employeur|boutique|bijouterie|magasin",
    "court": r"tribunal|cour|juges?|justice|magistrats?|procureure?|parquet|avocate? général\w*",
    "police": r"policiers?|gendarmes?|enquêteurs?|douaniers?|police",
}
_OWNER = {k: re.compile(rf"\b(?:{w})\b", _I) for k, w in _OWNERS.items()}
_TOLD = {
    "judged": re.compile(r"\bcondamné\w*|écop\w+|jugement|coupables?\b", _I),
    "asked": re.compile(r"\brequis\w*|réquisitions|\brequiert", _I),
    "held": re.compile(r"\bmis\w* en examen|garde à vue|interpell\w+|enquête\b", _I),
    "tried": re.compile(r"\bprocès|comparaî\w+|jugée?s?|tribunal correctionnel", _I),
    "admin": re.compile(r"\btribunal administratif|conseil d'état|conseil constitutionnel", _I),
    "civil": re.compile(
        r"\bprud'hom\w+|tribunal (?:de commerce|judiciaire|de grande instance)|assign\w+|licenci\w+", _I
    ),
    "bribery": re.compile(r"\bcorruption|trafic d'influence|pots?-de-vin|favoritisme|financement", _I),
    "fraud": re.compile(
        r"\bescroqu\w+|fraud\w+|détourn\w+|abus de (?:confiance|faiblesse|biens)|arnaqu\w+|emplois? fictifs?", _I
    ),
    "theft": re.compile(r"\bvols?\b|cambriol\w+|braqu\w+|recel", _I),
    "drug": re.compile(r"\bstupéfiants|drogues?|cannabis|cocaïne|proxénét\w+|blanchiment", _I),
    "blood": re.compile(r"\bmeurtre|assassin\w+|viols?\b|violences|agress\w+", _I),
    "ransom": re.compile(r"\brançons?|enlèvement|chantage|séquestr\w+", _I),
}


def _classes(text: str) -> list[tuple[str, int, int]]:
    return [(m.lastgroup or "", m.start(), m.end()) for m in _ANY.finditer(text)]


def _lead(context: Around) -> str:
    """The sum's own words before its figure ("une amende de ")."""
    span = context.source.plain[context.start : context.end]
    figure = re.search(r"\d", span)
    return span[: figure.start()] if figure else ""


def _gap(count: int) -> str:
    return "near" if count < 12 else "mid" if count < 40 else "far"


def governing(context: Around) -> list[str]:
    """The classes of the governing words: the two nearest before, the two nearest after, and how these go together."""
    before = context.before[-160:] + _lead(context)
    left, right = _classes(before), _classes(context.after[:80])
    width = len(before)
    one = left[-1][0] if left else "none"
    two = left[-2][0] if len(left) > 1 else "none"
    after = right[0][0] if right else "none"
    cues = [f"gov:{one}", f"gov2:{two}", f"gov+:{one}+{two}", f"aft:{after}", f"gov+aft:{one}+{after}"]
    if left:
        between = before[left[-1][2] :]
        cues.append(f"gov:{one}:{_gap(width - left[-1][2])}")
        cues.append(f"gov:{one}:{'cut' if re.search(r'[,;:]', between) else 'whole'}")
    if right:
        between = context.after[: right[0][1]]
        cues.append(f"aft:{after}:{_gap(right[0][1])}")
        cues.append(f"aft:{after}:{'cut' if re.search(r'[,;:]| et | dont ', between) else 'whole'}")
    cues += [f"say:{name}" for name, _, _ in sorted({*left[-4:], *right[:2]})]
    previous = _classes(context.previous)
    return [*cues, f"prevgov:{previous[-1][0] if previous else 'none'}"]


@lru_cache(maxsize=16)
def _told(text: str, name: str) -> bool:
    return bool(_TOLD[name].search(text))


def about(context: Around, guess: str) -> list[str]:
    """What title and heading, and the whole article, are about; who is named beside the sum."""
    document = context.source
    head = document.plain[: document.body_start]
    cues = [f"head:{name}" for name in _TOLD if _told(head, name)]
    gov = _classes(context.before[-160:] + _lead(context))
    governor = gov[-1][0] if gov else "none"
    for name in ("bribery", "fraud", "theft", "drug", "ransom", "admin", "civil", "judged"):
        if _told(document.plain, name):
            cues += [f"doc:{name}", f"doc+gov:{name}+{governor}"]
            cues += [f"doc+rule:{name}+{guess}"]
    cues += [f"head+rule:{name}+{guess}" for name in _TOLD if _told(head, name)]
    cues += [f"who-before:{name}" for name, pattern in _OWNER.items() if pattern.search(context.before[-90:])]
    cues += [f"who-after:{name}" for name, pattern in _OWNER.items() if pattern.search(context.after[:60])]
    return cues


def shape(context: Around) -> list[str]:
    """How the sum is built into its sentence: a rate, a note's worth, an apposition, a quotation."""
    cues = []
    if _RATE.match(context.after) and _RATE_WORDS.search(context.after[:16]):
        cues.append("shape:rate")
    if re.search(r"(?:billets?|coupures?|pièces?|liasses?) de $", context.before, _I):
        cues.append("shape:note")
    if re.search(r"(?:, |\()(?:soit|c'est-à-dire)(?: \w+)? $", context.before, _I):
        cues.append("shape:sum-up")
    if re.search(
        r"\b(?:somme|montant|total|hauteur|valeur|budget|contrat|dette|facture|prix|salaire|chèque|virement|paiement)s?(?: \w+)? d(?:e |')$",
        context.before,
        _I,
    ):
        cues.append("shape:of-noun")
    if re.search(r"\b(?:en|depuis|de) (?:19|20)\d\d\b", context.text):
        cues.append("shape:year")
    if re.search(r"\bavai(?:t|ent)\b[^,;]{0,40}$", context.before):
        cues.append("shape:pluperfect")
    return cues


def ranked(mentions: Sequence[Mention]) -> list[Mention]:
    """Adds each sum's rank: the greatest, the first or the only one, told more than once, and what its twins are."""
    values = [m.value.value for m in mentions if isinstance(m.value, SumValue)]
    out: list[Mention] = []
    for k, mention in enumerate(mentions):
        assert isinstance(mention.value, SumValue)
        value = mention.value.value
        twins = [
            o for j, o in enumerate(mentions) if j != k and isinstance(o.value, SumValue) and o.value.value == value
        ]
        cues = [f"rank:size:{min(3, sum(v > value for v in {*values}))}", f"many:{min(4, len({*values}))}"]
        cues += [f"twin:{c[5:]}" for o in twins for c in o.cues if c.startswith("rule:")]
        cues += [f"twin-at:{c[3:]}" for o in twins for c in o.cues if c.startswith("at:")]
        cues += [f"twin-gov:{c[4:]}" for o in twins for c in o.cues if re.fullmatch(r"gov:\w+", c)]
        out.append(replace(mention, cues=tuple(dict.fromkeys((*mention.cues, *cues)))))
    return out
