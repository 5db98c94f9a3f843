"""The summaries that an article about a case allows, by what the brief holds and by what a journalist would keep."""

from collections.abc import Sequence

import numpy as np

from summarise.brief.choose import candidates, follows, restates
from summarise.brief.extract.choose import features, field_of
from summarise.brief.extract.choose import ranked as extracts
from summarise.brief.extract.passages import Passage, folded_words, passages
from summarise.brief.extract.tables import load
from summarise.brief.rank import Salience, score
from summarise.brief.sentences import Unit, need
from summarise.records import Brief
from summarise.text.source import Source

Choice = tuple[Unit, ...]
# What an abstract's likely words weigh beside the brief's fields. ROUGE-1 on 120 training articles, against the gold
# summary and the abstract: from the article alone 45.9 and 28.2 without it, 50.9 and 30.6 at 1, 50.8 and 30.8 at 1.5;
# with title and heading 55.5 without it, 56.5 at 0.5, 54.9 at 2.5: there the heading is the abstract already.
WEIGHT = {"alone": 1.0, "headed": 0.5}
EXTRACTS = 30


def headed(source: Source) -> bool:
    """Whether the article comes with an abstract of its own, or what may be one."""
    return len(source.plain[source.title_end : source.body_start].split()) >= 10


def weighed(source: Source, brief: Brief, pool: Sequence[Unit]) -> list[Choice]:
    """The choices, best first. `pool` are the sentences that the brief's own rules hold fit, and openings."""
    wholes, salience, alone = passages(source), Salience(source, brief), not headed(source)
    before = sum(source.title_end < end <= source.body_start for _, end in source.sentences)
    known = {u.text for u in pool}
    more = [u for u in (_unit(p, before) for p in wholes) if u.text not in known]
    every = list(candidates([*pool, *(more if brief.relevant else ())], brief, salience))
    for passage_choice in extracts(wholes, load())[: EXTRACTS if brief.relevant else 0]:
        chosen = tuple(_unit(p, before) for p in passage_choice)
        # Alone, an article presents nobody before its first sentence: what would need a heading must do without.
        if not restates(chosen) if alone else follows(chosen, brief):
            every.append(chosen)
    every = list(dict.fromkeys(every))
    if not every:
        return []
    weight = WEIGHT["alone" if alone else "headed"]
    kept = weight * _kept(every, wholes, before)
    worth = [score(chosen, salience) + float(k) for chosen, k in zip(every, kept, strict=True)]
    order = sorted(range(len(every)), key=lambda k: (-worth[k], every[k][0].place))
    return [every[k] for k in order]


def _unit(passage: Passage, before: int) -> Unit:
    return Unit(passage.text, passage.place + before, need(passage.text), cut=passage.cut)


def _kept(
    choices: Sequence[Choice], wholes: Sequence[Passage], before: int
) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """How much of each choice a journalist would keep."""
    texts = {p.text for p in wholes}
    units = list(dict.fromkeys(u for chosen in choices for u in chosen))
    forms = [Passage(u.text, max(u.place - before, 0), folded_words(u.text), u.text not in texts) for u in units]
    at = {u: k for k, u in enumerate(units)}
    out: np.ndarray[tuple[int], np.dtype[np.float32]]
    out = features(field_of(wholes, forms, load()), [tuple(at[u] for u in c) for c in choices]) @ load().weights
    return out
