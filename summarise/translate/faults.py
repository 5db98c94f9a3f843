"""What the guard reports: one fault of a translation, and its reason in French."""

from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "nombre",
    "nom",
    "date",
    "durée",
    "sursis",
    "négation",
    "conditionnel",
    "culpabilité",
    "terme",
    "longueur",
    "français",
    "boucle",
    "genre",
    "repère",
    "langue",
    "doute",
    "mot",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its kind, the words it is about, and why, as a user may read it."""

    code: Code
    words: str
    reason: str
