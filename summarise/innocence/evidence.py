"""Which procedural statuses a French text gives to the people it speaks of: what `lattice.cap` compares a claim with."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re

from summarise.innocence.rules_fr import appealed, convicted
from summarise.records import Brief

_TOLD = {
    "suspect": r"soupçonn|suspect|mise?s? en cause|interpell|arrêtée?s?\b|enquête|plainte|vis(?:é|ant|e)|accus|entendu|audition",
    "garde_a_vue": r"garde à vue|gardée?s? à vue|mesure de garde",
    "temoin_assiste": r"témoins? assistée?s?",
    "mis_en_examen": r"mise?s? en examen|mises en examen|inculp|détention provisoire|contrôle judiciaire|information judiciaire",
    "renvoye": r"renvoy|renvoi|sera(?:ient|it|ont)? jug|\bconvoqu|citée? à comparaître|citation directe|procès|répondr\w+ d|compara",
    "prevenu": r"prévenue?s?\b|correctionnel|comparution immédiate|tribunal de police|tribunal|à la barre|jugée?s?\b|procès|compara|CRPC|plaider-coupable",
    "accuse": r"\baccusée?s?\b|assises|cour criminelle",
    "condamne": r"condamn|coupable|écop|peine d|prison ferme|perpétuité|purg|réclusion|infligé|détenu\b|amende",
    "relaxe": r"\brelax",
    "acquitte": r"\bacquitt",
    "non_lieu": r"non-lieu",
    "classement": r"class\w+ sans suite|sans suite",
}
_PATTERNS = {status: re.compile(pattern, re.IGNORECASE) for status, pattern in _TOLD.items()}
_LATER = {
    "condamne_appel": re.compile(
        r"(?:en appel|cour d'appel)[^.]{0,80}(?:condamn|confirm)|condamn[^.]{0,60}en appel", re.IGNORECASE
    ),
    "condamne_definitif": re.compile(
        r"définitivement condamn|condamnation (?:est |devenue )?définitive|pourvoi (?:a été )?rejeté|rejet\w* [^.]{0,20}(?:le|son) pourvoi|"
        r"Cour de cassation[^.]{0,60}(?:validé|confirmé)|confirmée?s? par la Cour de cassation",
        re.IGNORECASE,
    ),
}
RECOURSE = "recours"
_DECIDED = frozenset({"jugement", "appel", "cassation", "execution"})


def evidence(text: str) -> frozenset[str]:
    """The statuses that `text` supports for somebody, and "recours" when a conviction is under appeal.

    Guilt needs more than its words: a conviction asked for, feared or of another time supports none.
    """
    found = {status for status, pattern in _PATTERNS.items() if pattern.search(text)}
    if not convicted(text):
        found -= {"condamne"}
    if "condamne" in found:
        found |= {status for status, pattern in _LATER.items() if pattern.search(text)}
        found |= {RECOURSE} if appealed(text) and "condamne_definitif" not in found else set()
    return frozenset(found | {"defendeur"})  # it accuses nobody of anything


def ruled(brief: Brief) -> frozenset[str]:
    """A conviction told by its penalty alone: « le tribunal est descendu à trois ans », « dix mois avec sursis »."""
    given = any(one.state == "prononcee" for one in brief.sentences)
    return frozenset({"condamne"} if given and brief.stage in _DECIDED else ())
