"""Which mentions of offences a good rule would list as the charges of the matter."""

from summarise.mentions.offence_spans import Found

Marked = tuple[Found, tuple[str, ...]]

_WEIGHT = {
    "strength:name": 2.0, "strength:anaphora": 0.5, "strength:paraphrase": 0.0, "strength:fact": -1.5,
    "govern:strict": 2.0, "govern:near": 0.7, "by:pour": 1.0, "where:title": 0.8, "where:heading": 0.8,
    "near:past": -1.0, "near:dropped": -0.8, "near:law": -0.5, "near:background": -0.7, "in_quotes": -0.3,
    "first_of_code": 0.3, "first_named": 1.0,
}  # fmt: skip


def _score(facts: tuple[str, ...]) -> float:
    return sum(_WEIGHT.get(cue, 0.0) for cue in facts)


def charges(marked: list[Marked]) -> set[int]:
    """The indexes of the mentions chosen: at most one for each offence."""
    best: dict[str, tuple[float, int]] = {}
    for i, (f, facts) in enumerate(marked):
        score = _score(facts) + min(f.end - f.start, 60) / 200
        if f.code not in best or score > best[f.code][0]:
            best[f.code] = (score, i)
    if not best:
        return set()
    top = max(score for score, _ in best.values())
    bar = max(2.5, 0.0) if top >= 2.5 else top
    return {i for score, i in best.values() if score >= bar}
