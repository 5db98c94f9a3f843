"""Guilt language in French: what states guilt, and what excuses it."""

import re
from collections.abc import Iterator
from functools import cache

from summarise.innocence.finding import Hit
from summarise.innocence.grammar import NAME, any_of, phrases, words
from summarise.innocence.rules import Convictions, Excuses
from summarise.innocence.subject_fr import is_personal, is_thing

_DET = r"(?:le|la|l'|les|ce|cet|cette|ces|son|sa|ses|leur|leurs|du|au|aux)"
_ADV = (
    r"(?:\s(?:bien|mortellement|violemment|sexuellement|ensuite|alors|aussi|également|"
    r"déjà|même|sauvagement|froidement|grièvement|volontairement|puis|donc|à plusieurs "
    r"reprises|tous|toutes|lui-même|sciemment|longtemps|depuis \w+))*"
)
_ADJ = r"(?:(?:\d+|deux|trois|quatre|cinq|six|jeunes?|faux|ancien|petit|grand|vrai|véritable|ou les|seul)\s)?"
_PROCEDURE = any_of(
    r"suspect", r"garde à vue", r"gardée?s? à vue", r"mise?s? en examen", r"écrou", r"prévenue?s?\b",
    r"\baccusée?s?\b",
    r"\bassises\b", r"procès", r"tribunal", r"parquet", r"procureure?", r"compar[ua]", r"poursuivi", r"déféré",
    r"détention provisoire",
    r"jugée?s?\b", r"interpell", r"arrêtée?s?\b", r"mise?s? en cause", r"prison", r"enquête",
)  # fmt: skip
_OPEN = any_of(
    r"garde à vue", r"mise?s? en examen", r"enquête est ouverte", r"\bser(?:a|ont) jug",
    r"procès (?:s'ouvre|aura|doit)",
    r"compara(?:ît|îtr|iss)", r"détention provisoire", r"soupçonn", r"déféré", r"convoqué",
)  # fmt: skip
_UNREAL = re.compile(
    r"(?:\bn'|\bne\b|\bpas\b|\bjamais\b|aurai(?:en)?t été|pourrai(?:en)?t|\bser(?:a|ont)\b|risqu\w+ d|\bsoi(?:t|ent)\b|"
    r"\bsi\b|espère|redout\w+|avant d'être|sans être|craint d'|être|\bnon)\s*(?:[\w']+\s){0,3}$",
    re.IGNORECASE,
)
_CONVICTED = any_of(
    r"\bcondamnée?s?\b", r"(?:reconnue?s?|déclarée?s?|jugée?s?) coupables?", r"jug\w+ (?:\S+ ){0,3}coupables?",
    r"\bécop(?:e|ent|é|ait|era)\b", r"\bpurg(?:e|ent|é|eait|er)\b",
    r"condamnation (?:du|de la|de l'|des|définitive)", r"(?:sa|leur) condamnation", r"a été prononcée? contre",
    r"^[^.]{0,20}\bans? (?:de réclusion|de prison|avec sursis|ferme)[^.]{0,20}\spour (?:le|la|l'|les|un|une)\s",
    r"perpétuité pour (?:le|la|l'|les|un|une)\s", r"\binfligée?s? à\b",
)  # fmt: skip
_PRIOR = re.compile(
    r"déjà(?: été)? condamn|condamn\w+[^.,]{0,30}\b(?:en|par le passé|il y a)\b ?(?:19|20)?\d*", re.IGNORECASE
)
_APPEAL = any_of(
    r"\b(?:a|ont|avait|avaient|va|vont|veut) (?:\w+ )?(?:fait|faire|interjeté|interjeter|"
    r"relevé) appel(?! de la (?:libération|remise)| de l'ordonnance)", r"s'est pourvue? en cassation",
    r"appel de (?:sa|cette|leur) condamnation", r"formé un pourvoi", r"non définitive",
    r"(?:intention|décidé|annoncé|compte(?:nt)?|souhait\w+|jours pour|comptent|entend|prévoit)\s(?:\w+\s)?(?:de\s|d')?"
    r"(?:faire appel|interjeter appel|se pourvoir)",
    r"\b(?:avant|attente de|d'ici) (?:son|leur|le|un)(?: \w+)? procès en appel",
    r"pourvoi en cassation[^.]{0,40}sera examiné",
)  # fmt: skip
_CLEARED = any_of(
    r"\brelax(?:ée?s?|e)\b", r"\bacquitt(?:ée?s?|ement)\b", r"non-lieu", r"non coupables?", r"blanchi[es]* par",
    r"mise?s? hors de cause", r"innocentée?s?", r"class\w+ sans suite",
)  # fmt: skip
_SAYING = (
    r"(?:affirm|estim|soutien|souten|soupçonn|déclar|assur|expliqu|racont|di(?:t|sent|"
    r"sait|re)\b|dénonc|prétend|considèr|"
    r"pens(?:e|ent|ait)|croi(?:t|ent)|indiqu|précis|ajout|rapport|reconn|avou|adme|confi|maintien|mainten|martel|plaid|"
    r"répét|répond|jur(?:e|é)|lanc|témoign|suggèr|suppos|concl|argu|insist|accus|ni(?:e|"
    r"ait|é)\b|contest|réfut|doute|prouv|"
    r"établi|savoir|déterminer|révél|montr|laiss\w+ entendre|craign|redout|imagin|évoqu|relat|retra[cç]|rappel|entend|"
    r"a jugé|ont jugé|reproch)"
)
_ATTRIBUTED = any_of(
    r"\b(?:selon|d'après|suivant|aux yeux d|aux dires d|à en croire|de l'avis d)(?! "
    r"l'article| nos| toute| la presse| moi| un classement)",
    r"\bpour (?:le procureur|la procureure|l'accusation|le parquet|le ministère public|la défense|l'avocat|son avocat|"
    r"les? parties? civiles?|les juges|le juge|les enquêteurs|la plaignante|le plaignant|la police|l'avocate?)",
    _SAYING + r"[^.;:]{0,70}?\bqu[e']",
    r"\brien ne\b|\baucun(?:e)? (?:preuve|élément)\b", r"\bsi (?:le|la|l'|il|elle|les|ce)\b",
)  # fmt: skip
_SAID_AFTER = re.compile(
    r",\s(?:a-t-|(?:a|ont|avait)\s)?(?:\w+\s)?(?!accusé|soupçonné)"
    + _SAYING
    + r"|,\s(?:(?:selon|d'après)(?! nos| l'article| la presse)|aux yeux|assure|jure)",
    re.IGNORECASE,
)
_GOVERNED = any_of(
    r"soupçonn", r"suspectée?s?\b", r"\baccus(?:ée?s?|e|ent|ait) d", r"reproch",
    r"\b(?:aur|ser|pourr|devr)ai(?:en)?t\b",
    r"(?:jug|poursuiv|renvoy|mise?s? en examen|mise?s? en cause|compara)[^.,;]{0,40}\bpour\b",
    r"répond\w*[^.,;]{0,20}\bd",
)  # fmt: skip
_AS = re.compile(
    r"(?:\bêtre\b|comme|qualifi\w+ d[e']|trait\w+ d[e']|pris pour|tenu pour|passer pour|"
    r"celui que \w+ disai\w+|que l'on di\w+|"
    r"soi-disant|surnomm\w+|dit|\bsi|identité|rôle|serai(?:en)?t)\s*(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"(?:recherch\w+|traqu\w+|identifi\w+|retrouv\w+|sur la (?:piste|trace)|aux trousses|"
    r"qui est|enquêt\w+ sur|démasquer|chasse)"
    r"[^.,;]{0,12}$",
    re.IGNORECASE,
)
_UNKNOWN = any_of(
    r"(?:pas|jamais|toujours pas|non)(?: encore)?(?: été)? (?:identifi|retrouv|interpell|arrêt)", r"\brecherchée?s?\b",
    r"en fuite", r"\bcour(?:t|ent) toujours", r"dans la nature", r"en cavale", r"pris la fuite\s*\.?$", r"\bcontre X\b",
    r"parvenue?s? à s'enfuir", r"\bappel à témoins", r"\binconnue?s?\b",
)  # fmt: skip
_DEAD = any_of(
    r"\babattue?s?\b(?! par (?:son|sa|leur)\b)",
    r"(?:s'est|s'était|se sont) (?:suicid|donné la mort|tu)", r"\b(?:est|sont) morte?s?\b",
    r"retourné l'arme", r"\bdécédée?s?\b", r"avant de se (?:suicider|donner la mort)", r"retrouvée?s? morte?s?",
)  # fmt: skip
_PERSON_AGENT = r"(?:son|sa|ses|leurs?|le|la|l'|les|[Uu]ne?|deux|trois|quatre)\s?\S+"


def _agree(participles: str) -> str:
    return rf"(?:{participles})(?:e?s?)"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern made from the word lists."""
    w = words("fr")
    nouns, done = rf"(?:{w['nouns']})s?", rf"(?:{_agree(w['participles'])}|{phrases('fr')})"
    crime, blamed = rf"(?:{w['crimes']})", rf"{nouns}|(?:{w['authors']})s?"
    flags = re.IGNORECASE
    return {
        "nom": re.compile(
            rf"\b{_DET}\s?{_ADJ}(?:{nouns}|cerveau d[eu])\b|"
            rf"\b(?:l'|cet |cette )auteure? (?:du|de la|des?|de l')\s?{crime}\b",
            flags,
        ),
        "presume": re.compile(rf"\bprésumée?s?\s(?:{blamed})\b|\b(?:{blamed})\sprésumée?s?\b", flags),
        "apposition": re.compile(
            rf"(?-i:{NAME}),\s(?:(?:un|une|le|la|l')\s?)?(?:(?:{nouns})(?:\s\w+)?(?=,|\sde\s|"
            rf"\sd'|\sdu\s)|auteure?\s(?:des?|du|de la|de l')\s?{crime}\b)",
            flags,
        ),
        "metier": re.compile(rf"(?<=\w),\s(?:un|une)\s{_ADJ}(?:{nouns})(?=,)", flags),
        "attribut": re.compile(
            rf"(?<!n')(?<!ne )\b(?:est|était|sont|étaient|demeure|reste)\s(?:bien\s|donc\s)?(?:(?:un|"
            rf"une|le|la|l'|les|des|de)\s?)?{_ADJ}(?:{nouns}\b|auteure?s?\s(?:des?|du|de la|de "
            rf"l')\s?{crime})",
            flags,
        ),
        "fini": re.compile(
            rf"(?P<aux>\b(?:a|ont|avait|avaient|eut|eurent|ayant))(?P<adv>{_ADV})\s(?P<verb>{done})\b", flags
        ),
        "apres": re.compile(rf"\baprès\s(?:s'être\s|(?:l'|les\s)?avoir)(?P<adv>{_ADV})\s(?P<verb>{done})\b", flags),
        "reflechi": re.compile(
            r"\bs'(?:est|sont|était|étaient)\s(?P<verb>servie?s? dans (?:la|les|le|ses)\s"
            r"(?:caisses?|comptes?|fonds|coffres?)|"
            r"livrée?s? à (?:un|une|des|ce|cette) (?:trafic|escroquerie|fraude|détournements?|attouchements?))\b",
            flags,
        ),
        "present": re.compile(
            rf"(?:(?:^|[:,;]\s|\bet\s)(?:il|elle|ils|elles)\s(?:la\s|le\s|les\s|l'|lui\s)?|(?:^|"
            rf"[:,.;]\s)(?:un|une|le|la|l'|les|deux|trois|des)\s?(?:[\w-]+\s){{1,4}}|\bet\s|(?-i:^{NAME})\s"
            rf")(?P<verb>{w['present']}|{_imperfect(w['participles'])})\b",
            flags,
        ),
        "passif": re.compile(
            rf"(?<!aurait )(?<!auraient )\bété{_ADV}\s(?P<verb>{_agree(w['participles'])})\s(?:[^.,;]{{0,25}}?\s"
            rf")?par\s(?P<agent>{_PERSON_AGENT}|(?-i:{NAME}))",
            flags,
        ),
        "reduit": re.compile(
            rf"(?:^|,\s|(?<!été\s)\b(?:homme|femme|fille|fils|garçon|enfant|victime|adolescente?|jeune)\s)"
            rf"(?P<verb>{_agree(w['participles'])})(?:\s(?:à mort|\w+ment))?"
            rf"\spar\s(?P<agent>{_PERSON_AGENT}|(?-i:{NAME}))",
            flags,
        ),
        "nominal": re.compile(
            rf"\b{crime}\s(?:d[eu]s?|de la|d')\s?[^.,;:]{{1,40}}?\spar\s(?P<agent>(?:son|sa|ses|le|la|l')\s?\S+)", flags
        ),
        "possessif": re.compile(
            r"\b(?:(?:son|ses|leurs?)\s(?:propres?\s)?(?:crimes?|forfaits?|méfaits?)|"
            r"(?:sa|ses|leurs)\svictimes?(?! présumée| supposée)|"
            r"(?:son|leur|ses|leurs)\s(?:gestes?|actes?|coups?|projets?|équipée|expédition)\s(?:meurtri|criminel|homicide|délictueu|assassin)\w*)\b",
            flags,
        ),
        "certitude": re.compile(
            r"\bculpabilité\b[^.;]{0,40}?(?:ne fait (?:aucun|guère de|pas de|plus de) doute|"
            r"(?<!pas )\b(?:établie|évidente|certaine|prouvée|acquise|démontrée))|"
            r"\b(?:confondue?s?|trahie?s?|démasquée?s?)\b(?=\spar\b|[^.]{0,30}(?:écrou|garde à vue|mise? en examen))",
            flags,
        ),
        "requis": re.compile(
            r"\b(?:procureure?s?|parquet|ministère public|avocate?s? générale?s?|accusation)\b(?:\s"
            r"(?!que\b|qui\b|a\b)\w+){0,4}\s?(?:l'|les |lui )?(?:a|ont|avait)\s(?:(?:aussi|finalement|"
            r"également)\s)?(?:condamné|infligé|prononcé)e?s?\b",
            flags,
        ),
    }


def hits(sentence: str) -> Iterator[Hit]:
    """All that could state guilt in `sentence`, in the order of the rules."""
    for key, pattern in _patterns().items():
        for match in pattern.finditer(sentence):
            hit = _hit(key, match, sentence)
            if hit is not None:
                yield hit


def _hit(key: str, match: re.Match[str], sentence: str) -> Hit | None:
    verb = match.groupdict().get("verb") or ""
    start, end = match.span()
    if key == "fini" and not is_personal(sentence[:start]):
        return None
    if key in ("fini", "nom") and _idiom(match.group(), sentence[end:]):
        return None
    if key in ("fini", "apres", "passif", "reduit") and _weak(verb) and not _PROCEDURE.search(sentence):
        return None
    if key == "present" and is_thing(match.group()):
        return None
    if key in ("passif", "reduit", "nominal") and not _agent_known(match.group("agent"), sentence):
        return None
    rule = _RULE_OF.get(key, key)
    lead = len(match.group()) - len(match.group().lstrip(":,;. "))
    return Hit(start + lead, end, rule, verb)


_RULE_OF = {
    "fini": "verbe",
    "apres": "verbe",
    "reflechi": "verbe",
    "present": "verbe",
    "reduit": "passif",
    "nominal": "passif",
    "metier": "apposition",
}
_IDIOM = re.compile(
    r"volée?s?\s(?:la vedette|au secours|en éclats|de ses propres|haut|à)|coupables?\s(?:idéa|désigné|parfait|tout)|"
    r"(?:frappé|touché)e?s?\s(?:à la porte|les esprits|d'|sa retraite|le fond)",
    re.IGNORECASE,
)


def _idiom(found: str, after: str) -> bool:
    """Whether the words say something else with what follows: « a volé la vedette », « le coupable idéal »."""
    return bool(_IDIOM.match(found.rsplit(maxsplit=1)[-1] + after))


def _imperfect(participles: str) -> str:
    """« harcelait », « harcelaient », « harcela » for each « harcelé » that is no weak verb."""
    weak = set(words("fr")["weak"].split("|"))
    stems = [p[:-1] for p in participles.split("|") if p.endswith("é") and p not in weak]
    soft = [s + "e" if s.endswith("g") else s[:-1] + "ç" if s.endswith("c") else s for s in stems]
    return "|".join(rf"{s}(?:ait|aient|a)" for s in sorted(soft, key=lambda s: (-len(s), s)))


def _weak(verb: str) -> bool:
    return bool(re.match(rf"(?:{words('fr')['weak']})e?s?$", verb, re.IGNORECASE))


_BODY = re.compile(
    r"\b(?:cour|tribunal|juge|ministère|jury|préfet|parquet|procureure?|justice|presse|État|loi)\b", re.IGNORECASE
)


def _agent_known(agent: str, sentence: str) -> bool:
    """Whether the agent of a passive is a person whom the text places: not a bullet, not a stranger."""
    if (
        is_thing(agent)
        or _BODY.search(agent)
        or re.match(r"une?\s(?:inconnu|individu|tiers|arme|couteau)", agent, re.IGNORECASE)
    ):
        return False
    return not re.match(r"(?:une?|deux|trois|quatre)\s", agent, re.IGNORECASE) or bool(_PROCEDURE.search(sentence))


_EXCUSES = Excuses(
    attributed=_ATTRIBUTED, said_after=_SAID_AFTER, governed=_GOVERNED, as_called=_AS, sought=_SOUGHT,
    unknown=_UNKNOWN, dead=_DEAD, cleared=_CLEARED, procedure=_PROCEDURE,
    never=frozenset({"requis", "appel", "certitude", "presume"}),
)  # fmt: skip
_CONVICTIONS = Convictions(told=_CONVICTED, unreal=_UNREAL, prior=_PRIOR, pending=_OPEN, reach=60)
excused = _EXCUSES.excuse


def convicted(text: str) -> bool:
    """Whether the text says that a conviction stands: not asked for, feared, past, or before someone else."""
    return _CONVICTIONS.stands(text, _patterns)


def unreal(text: str, start: int) -> bool:
    """Whether what stands at `start` is denied, feared or still to come."""
    return bool(_UNREAL.search(text[max(0, start - 40) : start]))


def conviction_words(text: str) -> Iterator[tuple[int, int]]:
    """Where `text` says that somebody was found guilty, of this or of another case."""
    return ((m.start(), m.end()) for m in _CONVICTED.finditer(text) if not unreal(text, m.start()))


def appealed(text: str) -> bool:
    """Whether the text says that a ruling is under appeal."""
    return bool(_APPEAL.search(text))
