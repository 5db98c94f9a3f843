"""The rule that picks the court before which the matter now stands.

Every type of court named in the article is weighed by its family and by what the article speaks of, and so is the
answer "no court". The weights (data/courts_weights.tsv) were fitted on read articles by conditional logistic regression
with a pull to zero. Over five folds of 821 articles the rule finds the right type at F1 0.87; the first court, 0.78.
"""

import re

from summarise.mentions.base import CourtValue, Mention
from summarise.mentions.weights import weigh
from summarise.text.source import Source

_FAMILIES = {
    "parquet": "parquet", "juge_instruction": "instruction", "chambre_instruction": "chamber", "jld": "jld",
    "parquet_antiterroriste": "special", "parquet_financier": "special", "cour_appel": "appeal",
    "cour_administrative_appel": "appeal", "cour_cassation": "high", "conseil_etat": "high",
    "conseil_constitutionnel": "high", "cedh": "high", "cjue": "high", "cour_justice_republique": "high",
    "cour_assises": "assizes", "tribunal_correctionnel": "trial", "tribunal_police": "trial",
    "tribunal_enfants": "trial", "autre": "other",
}  # fmt: skip
_I = re.IGNORECASE
_MARKS = {
    "charged": re.compile(r"mise?s? en examen|information judiciaire|détention provisoire|contrôle judiciaire", _I),
    "custody": re.compile(
        r"garde à vue|interpell|arrêtée?s?\b|enquête (?:préliminaire|ouverte|a été ouverte)|flagrance", _I
    ),
    "ruled": re.compile(r"condamn|relax|acquitt|débout|annul|rejet|coupable|verdict|infligé|suspend", _I),
    "trial": re.compile(r"procès|\bjugée?s?\b|compar|audience|prévenu|accusée?s?\b|à la barre|réquisit|requis", _I),
    "appeal": re.compile(r"\bappel\b|confirm", _I),
}


def family(mention: Mention) -> str:
    """The family of a court's type, for the rule: "trial", "instruction", "civil"."""
    value = mention.value
    return _FAMILIES.get(value.type, "civil") if isinstance(value, CourtValue) else "civil"


def head_end(source: Source) -> int:
    """Where the part of an article ends that says what is new: title, heading and three sentences."""
    return source.sentence_at(source.body_start)[1] + 350


def marks(source: Source) -> set[str]:
    """What the head of the article, and its whole, speak of."""
    head, body = source.plain[: head_end(source)], source.plain
    found = {f"head:{name}" for name, pattern in _MARKS.items() if pattern.search(head)}
    return found | {f"all:{name}" for name in ("charged", "ruled", "trial") if _MARKS[name].search(body)}


def features(group: list[Mention], others: set[str], source: Source, found: set[str]) -> set[str]:
    """What the rule sees of the mentions of one type: `others` are the other families of the article."""
    own = family(group[0])
    out = {own, *(f"{own}&{mark}" for mark in found), *(f"{own}|{other}" for other in others)}
    first = group[0].start
    if first < source.body_start:
        out.add(f"{own}@top")
    if first < head_end(source):
        out |= {"@head", f"{own}@head"}
    if len(group) > 1:
        out |= {"@again", f"{own}@again"}
    if len(group) > 3:
        out.add("@often")
    if not any(is_full(m) for m in group):
        out |= {"bare", f"{own}:bare"}
    for act in ("appel", "requis", "condamne", "tranche", "information", "annonce", "examen", "renvoi", "juge"):
        if any(f"near:{act}" in m.cues for m in group):
            out.add(f"{own}~{act}")
    if any("tense:future" in m.cues for m in group):
        out.add(f"{own}~future")
    return out


def is_full(mention: Mention) -> bool:
    """Whether the mention names its court in full, not by "le juge" or "la cour" alone."""
    return not any(cue.startswith("name:bare") for cue in mention.cues)


def groups(mentions: list[Mention]) -> dict[str, list[Mention]]:
    """Mentions by type of court, types in the order of their first mention."""
    out: dict[str, list[Mention]] = {}
    for mention in mentions:
        if isinstance(mention.value, CourtValue):
            out.setdefault(mention.value.type, []).append(mention)
    return out


def none_features(families: set[str], found: set[str]) -> set[str]:
    """What speaks for no court at all."""
    return {"none", *(f"none&{mark}" for mark in found), *(f"none|{name}" for name in families)}


def ranking(mentions: list[Mention], source: Source) -> list[str]:
    """Types of the article's courts, the likeliest seised first; "" stands for none of them."""
    by_type, found = groups(mentions), marks(source)
    kinds = {name: family(group[0]) for name, group in by_type.items()}
    scores = {"": weigh(none_features(set(kinds.values()), found), "courts")}
    for name, group in by_type.items():
        others = {kind for other, kind in kinds.items() if other != name}
        scores[name] = weigh(features(group, others, source, found), "courts")
    return sorted(scores, key=lambda name: -scores[name])


def main_court(mentions: list[Mention], source: Source) -> Mention | None:
    """The one court before which the matter stands, by rule; None when none is named."""
    best = ranking(mentions, source)[0]
    group = groups(mentions).get(best, [])
    own = [m for m in group if "city:own" in m.cues]
    return next(iter(own or [m for m in group if is_full(m)] or group), None)
