"""What the sparse half of the heads says, laid out as the encoder's heads lay out theirs."""

from collections.abc import Mapping

import numpy as np

from summarise.mentions.base import Kind
from summarise.seq2seq.labels import (
    DOCUMENT_AT,
    DOCUMENT_LABELS,
    DOCUMENT_WIDTH,
    STATUS_AT,
    STATUS_LABELS,
    UNIT_AT,
    UNIT_LABELS,
    UNIT_WIDTH,
)
from summarise.seq2seq.reading import STATUS, Reading
from summarise.seq2seq.wide import Floats, Table

# The log-probability of a label that no training brief had.
NEVER = -7.0


def spread(table_labels: tuple[str, ...], scores: Floats, labels: tuple[str, ...]) -> Floats:
    """Log-probabilities in the order of `labels`; those that the table does not know are nearly impossible."""
    known = dict(zip(table_labels, (scores - np.logaddexp.reduce(scores)).tolist(), strict=True))
    return np.array([max(known.get(label, NEVER), NEVER) for label in labels], dtype=np.float32)


def prior(reading: Reading, tables: Mapping[str, Table]) -> tuple[Floats, Floats]:
    """Log-probabilities of units (units, UNIT_WIDTH) and of the document (DOCUMENT_WIDTH,)."""
    units = np.zeros((len(reading.units), UNIT_WIDTH), np.float32)
    for i, unit in enumerate(reading.units):
        table, labels = tables[unit.kind.value], UNIT_LABELS[unit.kind]
        at = UNIT_AT[unit.kind]
        units[i, at : at + len(labels)] = spread(table.labels, table.scores(reading.features[i]), labels)
        if unit.kind is Kind.PERSON:
            status = tables[STATUS]
            units[i, STATUS_AT:] = spread(status.labels, status.scores(reading.status_features(i)), STATUS_LABELS)
    document = np.zeros(DOCUMENT_WIDTH, np.float32)
    for task, labels in DOCUMENT_LABELS.items():
        at, table = DOCUMENT_AT[task], tables[task]
        document[at : at + len(labels)] = spread(table.labels, table.scores(reading.document), labels)
    return units, document
