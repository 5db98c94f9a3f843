"""What the words straight beside a sum or a penalty say it is, whatever a model makes of the rest of the sentence.

Asked for, possible or given; seized, a bail, a ransom, a fine: where a verb or noun governs the words themselves, its
say is final. On 894 + 1 580 annotated articles these rules change a handful of decisions of the model; they are there
for the sentence that nothing was fitted on.
"""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Sequence

from summarise.mentions.base import Kind, Mention
from summarise.text.source import Source

_I = re.IGNORECASE
# What may stand between a verb and what it governs: an amount's adverbs, against whom.
_TO = (
    r"(?:plus de |près de |environ |quelque |au moins |jusqu'à |une? |la somme de |un total de |l'équivalent de |les |des |de |d'|à "
    r"|une peine (?:totale )?(?:de |d')?|une amende (?:de |d')?|une condamnation à |à (?:son|leur) encontre "
    r"|contre (?:lui|elles?|eux|[A-ZÀ-Þ][\w' -]{2,30}|(?:le|la|les|son|l')[^.,;:]{2,25}) |à l'encontre d[^.,;:]{2,30} )*"
)
_MUCH = r"(?:plus de |près de |environ |quelque |la somme de |un total de |les |des |de |d')*"
_SUCH = r"^,? (?:ferme |avec sursis )?"
_WAS = r"(?:ont|a|avaient|avait|seront|sont)"
_IN = r"^(?: en [\w ]{3,22}?)? ?"
_CAUGHT = r"(?:saisie?s?|gelée?s?|confisquée?s?|bloquée?s?|interceptée?s?)\b"
_Rules = Sequence[tuple[str, re.Pattern[str]]]


def _rules(*rows: tuple[str, str]) -> _Rules:
    return [(role, re.compile(pattern, _I)) for role, pattern in rows]


_BEFORE: dict[Kind, _Rules] = {
    Kind.PENALTY: _rules(
        ("requise", r"\b(?:demand|requ|réclam|souhait|sollicit)\w*\b[^.;]{0,50}\b(?:de confirmer|que soi(?:t|ent) confirmée?s?|la confirmation d\w+) [^.;,]{0,25}$"),
        ("requise", rf"\b(?:a|ont|avait|avaient) (?:\w+ )?(?:requis|réclamé|demandé|sollicité) {_TO}$"),
        ("requise", rf"\b(?:requiert|requièrent|réclame|requérait) {_TO}$"),
        ("encourue", rf"\b(?:encour(?:t|ent|ait|aient)|risqu(?:e|ent|ait|aient)) (?:donc |désormais |également |aussi )?{_TO}$"),
        ("encourue", rf"\bpassibles? {_TO}$|\bs'expos\w+ {_TO}$|\baurai(?:t|ent) (?:été|pu être) {_TO}$"),
        ("encourue", rf"\bp(?:eu|ourrai|ouvai)(?:t|vent|ent) être (?:condamn|pun)\w+ {_TO}$"),
        (
            "prononcee",
            r"\b(?:tribunal|cour|jury|jurés|assises|juges|magistrats|conseil)\b[^.;:,]{0,50} (?:a|ont|l'a|l'ont|les a|les ont) (?:\w+ )?"
            rf"(?:limitée?s?|réduite?s?|ramenée?s?|fixée?s?|condamnée?s?|infligée?s?|prononcée?s?) (?:[^.,;:]{{0,30}} )?{_TO}$",
        ),
        ("prononcee", rf"\b(?:le|la|les|l')\s?(?:condamne|condamnent|a condamnée?s?|ont condamnée?s?) (?:donc |finalement )?{_TO}$"),
        ("prononcee", rf"\b(?:a|ont) (?:\w+ )?été (?:\w+ )?condamnée?s? {_TO}$|\bécop(?:e|ent|é) {_TO}$"),
        ("prononcee", rf"\b(?:au-delà|en[ -]deçà|sévères?|supérieure?s?|inférieure?s?) (?:que |à |aux |des )?(?:celles |les )?réquisitions ?[:(–-] ?{_TO}$"),
        ("prononcee", rf"\b(?:en|n'en) (?:paiera|paieront|paie) (?:que |finalement )?{_TO}$"),
    ),
    Kind.SUM: _rules(
        (
            "saisie",
            r"\b(?:saisie?s?|saisir|saisissent|confisquée?s?|confisquer|gelé|geler|intercepté|intercepter|saisie d[e']|confiscation d[e'])"
            rf"(?: (?:dans|chez) [^.,;:]{{3,30}}| également| aussi| notamment)? ?{_MUCH}$",
        ),
        ("caution", r"\bcaution(?:nement)?(?: (?:a été |est |avait été )?(?:fixée?|portée?|ramenée?)(?: [^.,;:]{2,25})?)? (?:à |de |d'un montant de |d')(?:plus de )?$"),
        ("prejudice", rf"\bpréjudice[^.;:,]{{0,45}} (?:estimé|évalué|chiffré|dépass\w+|attein\w+|avoisin\w+|s'élève|de|d') ?(?:à )?{_MUCH}$|\bpréjudices? $"),
        ("rancon", r"\brançon (?:de |d')(?:plus de )?$"),
        ("amende", r"\bamendes? (?:douanière |civile |pénale |record |ferme |fiscale )?(?:de |d'|d'un montant de |fixée à |à hauteur de )(?:plus de |près de )?$"),
    ),
}  # fmt: skip
_AFTER: dict[Kind, _Rules] = {
    Kind.PENALTY: _rules(
        ("requise", rf"{_SUCH}{_WAS} (?:\w+ )?été (?:requise?s?|demandée?s?|réclamée?s?)\b|{_SUCH}requise?s?\b"),
        ("prononcee", rf"{_SUCH}{_WAS} (?:\w+ )?été (?:prononcée?s?|infligée?s?)\b|{_SUCH}(?:prononcée?s?|infligée?s?)\b"),
    ),
    Kind.SUM: _rules(
        ("saisie", rf"{_IN},? ?{_WAS} (?:\w+ )?(?:été |être )?(?:\w+ )?{_CAUGHT}|{_IN}(?:ont|avaient|pourront) pu être {_CAUGHT}|{_IN}{_CAUGHT}"),
        ("saisie", rf"{_IN},? ?{_WAS} (?:\w+ )?été (?:\w+ )?(?:retrouvée?s?|découverte?s?)\b"),
        ("caution", r"^ (?:de|à titre de|au titre d'une?|en guise de|comme) caution"),
        ("rancon", r"^ de rançon"),
        ("amende", r"^ (?:d'amende|de jours-amende)"),
        ("dommages", r"^ (?:de|à titre de|au titre d[eu]s?|en) (?:dommages|provision|réparation)"),
        ("corruption", r"^ de (?:pots?-de-vin|commissions? occultes?|dessous-de-table)"),
    ),
}  # fmt: skip


def governed(source: Source, mention: Mention, role: str) -> str:
    """The role that the words beside `mention` give it, or `role` when they say nothing of it or it is not told."""
    if role == "none" or mention.kind not in _BEFORE:
        return role
    start, end = source.sentence_at(mention.start)
    before, after = source.plain[start : mention.start], source.plain[mention.end : end]
    for said, pattern in _BEFORE[mention.kind]:
        if pattern.search(before):
            return said
    for said, pattern in _AFTER[mention.kind]:
        if pattern.match(after):
            return said
    return role
