"""Whether a penalty is given, asked for or only possible: the nearest governing word decides."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re

from summarise.mentions.around import Around, last_hit

_I = re.IGNORECASE
ASKED = re.compile(
    r"\b(?:requ(?:is|ise?s?|iert|ièrent|érir|érait|érant|ériront|erra)|réquisitions?|réquisitoire|réclam\w+|préconis\w+|sollicit\w+"
    r"|demand(?:é|e|ent|ait|aient|ant|er|ée?s)|souhait\w+|suggér\w+|suggèr\w+|propos(?:e|é|ait|er)|voudrait|veut|voulai\w+)\b",
    _I,
)
GIVEN = re.compile(
    r"\b(?:condamn(?:é|ée|és|ées|e|ent|ait|ant|ations?|er|era|èrent)|écop\w+|inflig\w+|prononc\w+|confirm\w+|sanctionn\w+|alourdi\w*"
    r"|aggrav\w+|ramen\w+|rédui\w+|verdict|sentence|jugement|(?:tribunal|cour|juges|magistrats)(?: [\w'-]+){0,4} (?:a|ont|y ajoute|ajoute)"
    r"|reçu|dispensée?s?|ordonn\w+|vaut|valu|allou\w+|accord\w+|versera|recevr(?:a|ont)|percevra|touche(?:ra)?|obtien\w+|obten\w+"
    r"|se partageront|récupérera|devr(?:a|ont)|ce sera|s'en (?:sort|tire)|rendu|tranché|tombe|repart|prend|ressort|assorti\w*|s'y ajoute(?:nt)?|lui est|il (?:leur|lui) est|se fer(?:a|ont)|exécuté\w*|s'exécutera|effectué\w*)\b",
    _I,
)
FACED = re.compile(
    r"\b(?:encour\w+|risqu\w+|passibles?|punie?s? (?:de|d'|par|jusqu)|punissables?|punit|peine maximale|s'expos\w+|prévoi\w+|peut être puni"
    r"|peu(?:t|vent) aller|pouvant aller|sanctionnée?s? (?:de|d'|par))",
    _I,
)
# What speaks for a state when no verb does: who acts, and words that several states share.
_WEAK = {
    "requise": re.compile(r"\b(?:procureure?|parquet|avocate? générale?|ministère public|avocats généraux)\b", _I),
    "prononcee": re.compile(r"\b(?:tribunal|cour|juges|magistrats|peines?|coupables?)\b", _I),
    "encourue": re.compile(r"(?:jusqu'à|maximum|menac\w+|\bpouvai\w+)", _I),
}
# A prosecutor who comes as a new subject ("deux ans, le parquet en avait requis cinq") governs another penalty.
_OTHER_ASKS = r"(?![^.;:]{0,45}(?:alors qu|quand |tandis qu|, (?:et )?(?:le (?:procureur|parquet|ministère)|la procureure|l'a(?:vocate?|ccusation))))"
_RIGHT_ASKED = re.compile(
    rf"^{_OTHER_ASKS}"
    r"[^.;:]{0,45}\b(?:(?:a|ont|avai\w+|est|sont) (?:\w+ )?(?:été )?(?:requ\w+|réclam\w+|demand\w+)|requis\w*|demandée?s? par|réclamée?s? par"
    r"|souhaités|soit? demandé|proposés par le (?:parquet|procureur))",
    _I,
)
_RIGHT_FACED = re.compile(
    r"^(?!(?: [^.;:,]{0,30})?, (?:qui|alors qu))[^.;:]{0,35}\b(?:encour\w+|est prévue?|sont prévue?s)|^,? (?:(?:le|la|soit le) )?(?:peine )?maxim\w+",
    _I,
)
_RIGHT_GIVEN = re.compile(
    r"^[^.;:]{0,45}\b(?:(?:a|ont) été (?:prononc\w+|inflig\w+|confirm\w+)|confirmée?s?|infligée?s?|prononcée?s?)", _I
)
_ASK_TO = re.compile(
    r"(?:demand\w+|requ\w+|réclam\w+|souhait\w+|propos\w+)[^.;]{0,60}(?:\bde |\bd'|\bà |\bque |la )[^.;]{0,40}"
    r"(?<!, )(?:condamn(?:er|ation|é|ée)|infliger|prononcer|confirmer|confirmation|soi(?:t|ent))[^.;]*$",
    _I,
)
_MIGHT = re.compile(r"(?:peu(?:t|vent)|pourrai\w+|pouvai\w+|risqu\w+)(?: être| d'être)? (?:condamn|pun)\w+[^.;]*$", _I)
_EARLIER = re.compile(
    r"\bdéjà(?: \w+){0,3} (?:été )?(?:condamn|purg|écop)\w*|casier|antécédents|précédente? (?:condamnation|affaire|peine)"
    r"|avai(?:t|ent) (?:déjà )?(?:été condamn|écop|purg)\w*[^.;]{0,60}\ben (?:19|20)\d\d|condamn\w+ (?:\w+ )?en (?:19|20)\d\d"
    r"|\ben (?:19|20)\d\d[^.;]{0,40}condamn|purg(?:eait|é|e)\b|sorti de prison|détention provisoire|contrôle judiciaire|à nouveau condamn"
    r"|mandat de dépôt criminel|autre (?:affaire|procédure|dossier)|première condamnation",
    _I,
)
_RULED_BEFORE = re.compile(
    r"(?:avai(?:t|ent)(?: [\w']+){0,2} (?:condamn|écop|inflig|valu|pris\b)\w*[^.;]{0,90}|(?:condamn|inflig)\w+,? (?:alors|en première instance|(?:en|l'an) "
    r"(?:\w+ )?(?:(?:19|20)\d\d|dernier))[^.;]{0,60}|[Ee]n première instance[^.;]{0,120}|en (?:\w+ )?(?:19|20)\d\d,? à |La condamnation de [^.;]{0,60})$"
)
_DISMISSED = re.compile(
    r"\b(?:échapp\w+ à|au lieu d|ne (?:risque|sera)[^.;]{0,30} pas|n'a pas (?:été|prononcé)|sans |pas de |aucune )[^.;,]{0,30}$",
    _I,
)


_UNDONE_BEFORE = re.compile(
    r"\b(?:acquitté|relaxé|blanchi)e?s?\b[^.]{0,40}\b(?:il|elle)s? avai(?:t|ent) (?:\w+ )?été condamn[^.]{0,60}$", _I
)
_UNDONE_AFTER = re.compile(
    r"^[^.;]{0,70}\bpeine (?:ramenée|réduite|alourdie|portée|aggravée)|^[^.;]{0,60}, [^.;]{0,40}\b(?:acquitté|relaxé)e?s? en appel",
    _I,
)
_RULED_AFTER = re.compile(
    r"^[^.;,]{0,40}\ben (?:première instance|(?:janvier|février|mars|avril|mai|juin|juillet|août|\w+bre )?(?:19|20)\d\d)",
    _I,
)


def state_of(context: Around, sure: bool) -> str:
    """The state of a penalty, "none" when it is not one of this matter or nothing governs it."""
    before, after = _clause(context.before), context.after
    if _EARLIER.search(before[-130:]) or _DISMISSED.search(before[-50:]):
        return "none"
    right = _right_state(after)
    if right:
        return right
    if _ASK_TO.search(before):
        return "requise"
    if _MIGHT.search(before):
        return "encourue"
    return _left_state(before) or _carried(context, sure)


def _clause(before: str) -> str:
    """What governs: a quotation or dash does not cut, a semicolon does."""
    return before.rpartition(";")[2]


def _right_state(after: str) -> str | None:
    if _RIGHT_ASKED.match(after):
        return "requise"
    if _RIGHT_FACED.match(after):
        return "encourue"
    return "prononcee" if _RIGHT_GIVEN.match(after) else None


def _left_state(before: str) -> str | None:
    return _nearest({"requise": ASKED, "prononcee": GIVEN, "encourue": FACED}, before)


def _nearest(patterns: dict[str, re.Pattern[str]], before: str) -> str | None:
    hits = {state: hit.end() for state, pattern in patterns.items() if (hit := last_hit(pattern, before))}
    return max(hits, key=lambda state: hits[state]) if hits else None


def _carried(context: Around, sure: bool) -> str:
    """What the rest of the sentence or the sentence before says, when nothing before the penalty governs it."""
    found = _left_state(context.after[:90]) or _left_state(context.previous)
    return found or _nearest(_WEAK, context.before) or ("prononcee" if sure else "none")


def state_cues(context: Around) -> list[str]:
    """Which governing words stand before, after, in the sentence before; signs of an earlier case."""
    cues: list[str] = []
    for state, pattern in (("asked", ASKED), ("given", GIVEN), ("faced", FACED)):
        for zone, text in (("before", context.before), ("near", context.before[-40:]), ("after", context.after[:60]),
                           ("previous", context.previous)):  # fmt: skip
            if pattern.search(text):
                cues.append(f"{zone}:{state}")
    left = _left_state(context.before)
    cues.append(f"left:{left}")
    cues.append(f"right:{_right_state(context.after)}")
    checks = (("earlier", _EARLIER, context.before), ("earlier-after", _EARLIER, context.after), ("asks-to", _ASK_TO, context.before),
              ("might", _MIGHT, context.before), ("dismissed", _DISMISSED, context.before),
              ("undone", _UNDONE_BEFORE, context.before), ("undone", _UNDONE_AFTER, context.after),
              ("earlier-ruling", _RULED_BEFORE, context.before), ("earlier-ruling", _RULED_AFTER, context.after))  # fmt: skip
    return cues + [f"sign:{name}" for name, pattern, text in checks if pattern.search(text)]
