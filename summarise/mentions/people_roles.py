"""The part that a rule would give each chain: defendant, victim, prosecutor, lawyer and others."""

from collections import Counter
from functools import cache

from summarise.mentions.people_lexicon import data_lines, word_class

_STRONG = ("near:pass:charge", "near:bare:charge", "near:pass:custody", "near:bare:custody", "near:pass:condemn")
_COUNTED = ("near:", "noun_de:", "prep:contre")
# Log-odds from which a chain is taken for a defendant or a victim; the likeliest one of an article needs less.
DEFENDANT_AT, DEFENDANT_BEST_AT, VICTIM_AT = -0.9, -1.9, -1.6


@cache
def _weights(role: str) -> tuple[float, dict[str, float]]:
    """The constant and the weight of each cue for a role (`def`, `vic`)."""
    rows = [line.split("\t") for line in data_lines("people_weights.tsv")]
    table = {cue: float(weight) for name, cue, weight in rows if name == role}
    return table.pop("bias"), table


def _score(cues: Counter[str], role: str) -> float:
    """Log-odds of the role by the cues of a chain; verbs close by count twice at most, other cues once."""
    bias, table = _weights(role)
    return bias + sum(table.get(c, 0.0) * (min(n, 2) if c.startswith(_COUNTED) else 1) for c, n in cues.items())


def pursued_score(cues: Counter[str]) -> float:
    """How much the cues speak for a defendant, in log-odds."""
    return _score(cues, "def")


_PURSUIT = word_class("roles.pursuit")


def is_pursued(cues: tuple[str, ...]) -> bool:
    """Whether a verb close by says that the person is suspected, charged, tried or condemned."""
    return any(
        c.startswith(("near:pass:", "near:bare:", "main:pass:")) and c.rpartition(":")[2] in _PURSUIT for c in cues
    )


def standings(totals: dict[int, Counter[str]]) -> dict[int, str]:
    """How each chain stands among those of the article: the likeliest defendant, near it, or behind."""
    scores = {chain: pursued_score(cues) for chain, cues in totals.items()}
    best = max(scores.values(), default=0.0)
    out = {}
    for rank, chain in enumerate(sorted(scores, key=lambda chain: -scores[chain])):
        near = scores[chain] >= best - 0.7
        out[chain] = "stand:" + ("top" if rank == 0 else "near" if near else "second" if rank < 3 else "behind")
    return out


def guess_roles(totals: dict[int, Counter[str]]) -> dict[int, str]:
    """The role of each chain of an article."""
    scores = {chain: pursued_score(cues) for chain, cues in totals.items()}
    best = max(scores.values(), default=0.0)
    return {chain: _guess(cues, scores[chain], scores[chain] == best) for chain, cues in totals.items()}


def _guess(cues: Counter[str], pursued: float, likeliest: bool) -> str:
    """The role of a chain from the cues of its mentions (counted), and whether it is the likeliest defendant."""
    if cues["class:magistrate"] and cues["named"]:
        return "prosecutor" if any(cues[f"head:{h}"] for h in _PROSECUTORS) else "judge"
    if (cues["title:Me"] or (cues["class:lawyer"] and cues["named"])) and not any(cues[c] for c in _STRONG):
        return "lawyer"
    above = pursued - (DEFENDANT_BEST_AT if likeliest else DEFENDANT_AT)
    harmed = _score(cues, "vic") - VICTIM_AT
    if above >= 0 and (above >= harmed or not cues["class:victim"]):
        return "defendant"
    return "victim" if harmed >= 0 else _other(cues)


_PROSECUTORS = (
    "magistrat",
    "chef_du_parquet",
    "procureur",
    "procureur_general",
    "vice-procureur",
    "substitut",
    "avocat_general",
)
_BY_CLASS = {
    "police": "police", "magistrate": "judge", "lawyer": "lawyer", "politician": "politician", "kin": "relative",
    "witness": "witness", "expert": "expert", "journalist": "journalist",
}  # fmt: skip


def _other(cues: Counter[str]) -> str:
    """The role that the class of its nouns gives, none otherwise."""
    return next((role for cls, role in _BY_CLASS.items() if cues[f"class:{cls}"]), "none")
