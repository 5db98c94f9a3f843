"""Words that state guilt before a conviction."""

import re

from summarise.brief.claims import folded
from summarise.records import Brief

BEFORE_CONVICTION = frozenset({"suspect", "garde_a_vue", "mis_en_examen", "temoin_assiste", "prevenu", "accuse"})
CLEARED = frozenset({"relaxe", "acquitte", "non_lieu"})

_LABEL = re.compile(
    r"\b(?:le|la|les|l'|un|une|son|sa|ses|du|des|au|aux) ?"
    r"((?:meurtri(?:er|ère)|assassin|violeur|empoisonneur|empoisonneuse|escroc|agresseur|tueur|tueuse|pédophile|"
    r"voleur|voleuse|terroriste)s?)\b(?! présumé| supposé| en série)",
    re.IGNORECASE,
)
_GUILTY = re.compile(
    r"(?<!plaider )(?<!plaidé )(?<!plaide )\b(?:est|sont|était|reconnue?s?) coupables?\b|"
    r"\b(?:sa|leur) culpabilité est établie",
    re.IGNORECASE,
)
_ACT = (
    r"(?:tué|assassiné|poignardé|violé|agressé|frappé|volé|escroqué|détourné|abattu|étranglé|égorgé|empoisonné|"
    r"séquestré|"
    r"enlevé|incendié|menacé|harcelé|cambriolé|braqué|tabassé|torturé|corrompu|blanchi|falsifié|renversé|percuté|"
    r"mutilé)"
)
_ALREADY = re.compile(
    r"\b(?P<deed>(?:placé|mis|interpellé|arrêté|écroué|incarcéré|déféré)(?P<ending>e?s?)\b[^.;]{0,70}?),? après avoir "
    rf"(?P<act>(?:\w+ment )?(?:{_ACT}|blessé|incendié|foncé|tiré|provoqué|commis|jeté|lancé|fauché|giflé|insulté)\b)"
)
_HEDGE = re.compile(
    r"soupçonn|présumé|accus|suspect|mise?s? en examen|mise?s? en cause|poursuivi|selon|aurai(?:t|ent)|reconnu|"
    r"avou|aveux|"
    r"admis|jugée?s? pour|renvoyée?s?|reproch|d'après|pour avoir|garde à vue|comparaî|comparu|condamné|raconté|déclaré|"
    r"expliqué|affirm|assur|indiqué|prévenu|inculp|incrimin|plainte|présent[ée]+s? comme|conteste|nie|victime",
    re.IGNORECASE,
)


def _references(brief: Brief) -> list[str]:
    """How the brief's defendants may be called in a sentence: names, their last words, descriptors."""
    out: list[str] = [
        "le suspect",
        "le prévenu",
        "l'accusé",
        "le mis en cause",
        "la suspecte",
        "la prévenue",
        "l'accusée",
    ]
    for person in brief.defendants:
        if person.status in BEFORE_CONVICTION | CLEARED:
            out += [person.text, *([person.name, person.name.split()[-1]] if person.name else [])]
    return [re.escape(words) for words in out if len(words) > 2]


def stated_guilt(text: str, brief: Brief) -> list[str]:
    """The stretches of `text` that state as a fact what a defendant of `brief` is only suspected of."""
    statuses = {d.status for d in brief.defendants}
    if not statuses & (BEFORE_CONVICTION | CLEARED) or "condamne" in statuses:
        return []
    straight = text.replace("’", "'")
    out = [] if brief.stage in {"appel", "cassation", "execution"} else [m.group() for m in _GUILTY.finditer(straight)]
    out += [m.group() for m in _ALREADY.finditer(straight)] if suspected(straight, brief) != straight else []
    subject = (
        rf"(?:{'|'.join(_references(brief))})(?:, [^,.;]+,)? (?:a|ont|avait|avaient) (?:(?!été )\w+ )?{_ACT}e?s?\b"
    )
    for sentence in re.split(r"(?<=[.!?])\s+", straight):
        if _HEDGE.search(sentence):
            continue
        out += [m.group() for m in re.finditer(subject, sentence, re.IGNORECASE)]
        out += [m.group() for m in _LABEL.finditer(sentence) if _is_defendant(m.group(1), brief)]
    return out


def suspected(text: str, brief: Brief) -> str:
    """ "placé en garde à vue après avoir agressé" becomes "…, soupçonné d'avoir agressé" before a conviction."""
    if not brief.defendants or not {d.status for d in brief.defendants} <= BEFORE_CONVICTION:
        return text
    return _ALREADY.sub(lambda m: f"{m['deed']}, soupçonné{m['ending']} d'avoir {m['act']}", text)


def _is_defendant(label: str, brief: Brief) -> bool:
    """Whether the brief's own words do not already use the label (a victim's killer may be dead or unknown)."""
    return bool(brief.defendants) and folded(label) not in folded(" ".join(d.text for d in brief.defendants))
