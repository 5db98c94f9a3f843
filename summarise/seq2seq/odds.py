"""The heads' output as probabilities by label."""

from collections.abc import Mapping

import numpy as np

from summarise.mentions.base import CourtValue, Kind
from summarise.seq2seq.draft import Scores
from summarise.seq2seq.labels import DOCUMENT_AT, DOCUMENT_LABELS, STATUS_AT, STATUS_LABELS, UNIT_AT, UNIT_LABELS
from summarise.seq2seq.reading import Reading
from summarise.seq2seq.wide import Floats


def _odds(scores: Floats, labels: tuple[str, ...]) -> dict[str, float]:
    """Softmax."""
    weights = np.exp(scores - scores.max())
    return dict(zip(labels, (weights / weights.sum()).tolist(), strict=True))


def odds(
    reading: Reading, units: Floats, document: Floats, links: Mapping[tuple[int, int], float] | None = None
) -> Scores:
    """`units` (units, UNIT_WIDTH) and `document` (DOCUMENT_WIDTH,) are unnormalised log-probabilities."""
    rows, statuses = [], {}
    for i, unit in enumerate(reading.units):
        at, labels = UNIT_AT[unit.kind], UNIT_LABELS[unit.kind]
        rows.append(_odds(units[i, at : at + len(labels)], labels))
        if unit.kind is Kind.PERSON:
            statuses[i] = _odds(units[i, STATUS_AT:], STATUS_LABELS)
    about = {
        task: _odds(document[DOCUMENT_AT[task] : DOCUMENT_AT[task] + len(labels)], labels)
        for task, labels in DOCUMENT_LABELS.items()
    }
    kinds = {i: reading.mentions[u.mentions[0]].value for i, u in enumerate(reading.units) if u.kind is Kind.COURT}
    courts = {i: value.type for i, value in kinds.items() if isinstance(value, CourtValue)}
    return Scores(rows, statuses, about, links or {}, courts)
