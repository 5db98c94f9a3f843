"""The labels that heads choose from, and the markers by which mentions stand in the model's input."""

from typing import get_args

from summarise.mentions.base import Kind
from summarise.records import AmountKind, Matter, Stage, State, Status

NONE = "none"
UNIT_LABELS: dict[Kind, tuple[str, ...]] = {
    Kind.COURT: (NONE, "main"),
    Kind.DATE: (NONE, "event"),
    Kind.PERSON: (NONE, "defendant", "victim", "prosecutor"),
    Kind.OFFENCE: (NONE, "charge"),
    Kind.SUM: (NONE, *get_args(AmountKind)),
    Kind.QUANTITY: (NONE, "seized"),
    Kind.PENALTY: (NONE, *get_args(State)),
}
DOCUMENT_LABELS: dict[str, tuple[str, ...]] = {
    "relevant": ("False", "True"),
    "stage": get_args(Stage),
    "matter": get_args(Matter),
}
STATUS_LABELS: tuple[str, ...] = get_args(Status)

# Guesses that a finder may make of a mention's role; each (kind, guess) has a marker piece of its own, so that the
# encoder sees what the finder thinks and learns when to overrule it.
_GUESSES: dict[Kind, tuple[str, ...]] = {
    **UNIT_LABELS,
    Kind.PERSON: (
        NONE, "defendant", "victim", "prosecutor", "lawyer", "judge", "police", "politician", "relative", "witness",
        "expert", "journalist", "other",
    ),
}  # fmt: skip
MARKERS: dict[tuple[Kind, str], str] = {
    pair: f"<x{number}>"
    for number, pair in enumerate((kind, guess) for kind, guesses in _GUESSES.items() for guess in guesses)
}


def marker(kind: Kind, guess: str) -> str:
    """The marker piece of a mention; an unknown guess counts as none."""
    return MARKERS.get((kind, guess), MARKERS[kind, NONE])


# Where the labels of each kind of unit stand in the heads' output; the defendant's status follows them.
_SIZES = {kind: len(labels) for kind, labels in UNIT_LABELS.items()}
UNIT_AT: dict[Kind, int] = {kind: sum(list(_SIZES.values())[:k]) for k, kind in enumerate(_SIZES)}
STATUS_AT = sum(_SIZES.values())
UNIT_WIDTH = STATUS_AT + len(STATUS_LABELS)
DOCUMENT_AT: dict[str, int] = {
    task: sum(len(labels) for labels in list(DOCUMENT_LABELS.values())[:k]) for k, task in enumerate(DOCUMENT_LABELS)
}
DOCUMENT_WIDTH = sum(len(labels) for labels in DOCUMENT_LABELS.values())
