"""The part that a rule would give each chain: defendant, victim, prosecutor, lawyer and others."""

from collections import Counter

_WEIGHTS: dict[str, float] = {
    "near:pass:charge": 3, "near:bare:charge": 3, "near:obj:charge": 2, "near:prep:charge": 3,
    "near:pass:custody": 3, "near:bare:custody": 3, "near:prep:custody": 2, "near:obj:custody": 2,
    "near:pass:arrest": 2.5, "near:bare:arrest": 2, "near:obj:arrest": 1.5, "near:prep:arrest": 1.5,
    "near:pass:condemn": 3, "near:bare:condemn": 2.5, "near:obj:condemn": 2.5, "near:prep:condemn": 1.5,
    "near:pass:jail": 2, "near:bare:jail": 1.5, "near:obj:jail": 1, "near:act:sentence": 1,
    "near:pass:suspect": 3, "near:bare:suspect": 2.5, "near:obj:suspect": 1.5, "near:act:admit": 2, "near:act:deny": 2,
    "near:bare:deny": 1.5, "near:bare:admit": 1, "near:pass:try": 2.5, "near:bare:try": 2, "near:prep:try": 1.5,
    "near:pass:accuse": 2, "near:bare:accuse": 1.5, "near:pass:prosecute": 2, "near:bare:prosecute": 1.5,
    "near:pass:acquit": 2.5, "near:obj:acquit": 2, "near:pass:release": 1, "prep:contre": 1.5,
    "main:pass:charge": 2, "main:pass:custody": 2, "main:pass:condemn": 2, "main:pass:try": 1.5, "main:pass:suspect": 2,
    "main:pass:arrest": 1.5, "main:act:admit": 1, "main:pass:accuse": 1, "main:pass:jail": 1,
    "class:status": 1.5, "presumed": 1, "in:title": 0.7, "in:heading": 0.5, "age": 0.5,
    "class:victim": -4, "class:magistrate": -1.5, "class:lawyer": -2, "title:Me": -4, "class:police": -0.3,
    "class:minor": -1.2, "of:avocat": -0.3, "before:complain": -0.5, "after:complain": -1, "class:kin": -0.4,
    "near:pass:hurt": -2, "near:pass:kill": -2.5, "near:bare:die": -1, "near:act:say": -0.3, "class:expert": -2,
    "noun_de:mort": -3, "noun_de:meurtre": -3, "noun_de:famille": -2.5, "noun_de:disparition": -3, "noun_de:corps": -2.5,
    "noun_de:décès": -3, "noun_de:viol": -2, "noun_de:assassinat": -3, "noun_de:agression": -1.5,
    "det:indef": 0.3, "company": -1, "class:pronoun": -0.5, "class:journalist": -0.3, "class:witness": -2,
}  # fmt: skip
_VICTIM: dict[str, float] = {
    "class:victim": 3, "near:pass:hurt": 2, "near:pass:kill": 2.5, "near:bare:hurt": 1, "near:obj:kill": 1.5, "near:obj:hurt": 1.5,
    "near:bare:kill": 1, "near:pass:die": 1, "near:bare:die": 1.2, "near:act:die": 1, "noun_de:mort": 3, "noun_de:meurtre": 3,
    "noun_de:disparition": 2.5, "noun_de:corps": 2.5, "noun_de:décès": 3, "noun_de:viol": 2.5, "noun_de:assassinat": 3,
    "noun_de:agression": 2, "near:prep:hurt": 1, "near:prep:kill": 1.5, "class:minor": 1, "after:complain": 0.7, "minor": 0.4,
    "near:obj:rob": 1, "near:prep:harass": 1, "near:pass:rob": 1.5, "near:pass:abduct": 1, "near:obj:abduct": 1.5,
    "near:prep:rob": 0.5, "near:obj:harass": 0.8, "noun_de:famille": 0.7, "near:prep:abduct": 1, "age": 0.2,
    "title:Me": -4, "class:lawyer": -3, "class:magistrate": -2.5, "company": -0.5, "in:title": 0.2,
}  # fmt: skip
_STRONG = ("near:pass:charge", "near:bare:charge", "near:pass:custody", "near:bare:custody", "near:pass:condemn", "class:status",
           "near:pass:suspect", "near:pass:try", "near:pass:arrest")  # fmt: skip
DEFENDANT_AT, NEAR_BEST, VICTIM_AT = 2.0, 0.5, 2.0


def _score(cues: Counter[str], weights: dict[str, float]) -> float:
    """Sum of weights; a cue that comes twice counts half as much again."""
    return sum(w * (1 + 0.5 * (min(cues[c], 3) - 1)) for c, w in weights.items() if cues[c])


def pursued_score(cues: Counter[str]) -> float:
    """How much the cues speak for a defendant, less what they speak for a victim beyond that."""
    defendant, victim = _score(cues, _WEIGHTS), _score(cues, _VICTIM)
    return defendant if defendant >= victim else defendant - victim


_PURSUIT = ("charge", "custody", "arrest", "condemn", "jail", "suspect", "try", "acquit", "accuse", "prosecute")


def is_pursued(cues: tuple[str, ...]) -> bool:
    """Whether a verb close by says that the person is suspected, charged, tried or condemned."""
    return any(c.startswith(("near:pass:", "near:bare:", "main:pass:")) and c.rpartition(":")[2] in _PURSUIT for c in cues)


def standings(totals: dict[int, Counter[str]]) -> dict[int, str]:
    """How each chain stands among those of the article: the likeliest defendant, near it, or behind."""
    scores = {chain: pursued_score(cues) for chain, cues in totals.items()}
    best = max(scores.values(), default=0.0)
    order = sorted(scores, key=lambda chain: -scores[chain])
    out = {}
    for rank, chain in enumerate(order):
        near = scores[chain] >= 0.6 * best and best > 0
        out[chain] = "stand:" + ("top" if rank == 0 else "near" if near else "second" if rank < 3 else "behind")
    return out


def guess_roles(totals: dict[int, Counter[str]]) -> dict[int, str]:
    """The role of each chain of an article."""
    scores = {chain: pursued_score(cues) for chain, cues in totals.items()}
    best = max(scores.values(), default=0.0)
    return {chain: _guess(cues, scores[chain], best) for chain, cues in totals.items()}


def _guess(cues: Counter[str], pursued: float, best: float) -> str:
    """The role of a chain from the cues of its mentions (counted), and from how the likeliest defendant scores."""
    if cues["class:magistrate"] and cues["named"]:
        return "prosecutor" if any(cues[f"head:{h}"] for h in _PROSECUTORS) else "judge"
    if (cues["title:Me"] or cues["class:lawyer"] and cues["named"]) and not any(cues[c] for c in _STRONG[:5]):
        return "lawyer"
    victim = _score(cues, _VICTIM)
    if pursued >= DEFENDANT_AT and pursued >= NEAR_BEST * best:
        return "defendant"
    if victim >= VICTIM_AT:
        return "victim"
    return _other(cues)


_PROSECUTORS = ("procureur", "procureur_general", "vice-procureur", "substitut", "avocat_general")
_BY_CLASS = {"police": "police", "magistrate": "judge", "lawyer": "lawyer", "politician": "politician", "kin": "relative",
             "witness": "witness", "expert": "expert", "journalist": "journalist"}  # fmt: skip


def _other(cues: Counter[str]) -> str:
    """The role that the class of its nouns gives, none otherwise."""
    return next((role for cls, role in _BY_CLASS.items() if cues[f"class:{cls}"]), "none")
