"""What finders return: typed stretches of the text, with a guess and the cues behind it. Finders decide nothing."""

from dataclasses import dataclass
from enum import Enum


class Kind(str, Enum):
    """The kinds of mentions."""

    COURT = "court"
    DATE = "date"
    PERSON = "person"
    OFFENCE = "offence"
    SUM = "sum"
    QUANTITY = "quantity"
    PENALTY = "penalty"


Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CourtValue:
    """`type` as in GUIDE.md's list; `city` where the name of its city stands."""

    type: str
    city: Stretch | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """`iso` is YYYY-MM-DD, None when vague or when the article's own date is unknown."""

    iso: str | None = None


@dataclass(frozen=True, slots=True)
class PersonValue:
    """A person, group or company. Mentions of one and the same person share `chain`."""

    chain: int
    name: Stretch | None = None
    count: int | None = 1
    age: int | None = None
    minor: bool = False
    role: Stretch | None = None
    gender: str | None = None
    company: bool = False


@dataclass(frozen=True, slots=True)
class OffenceValue:
    """`code` from offences.tsv."""

    code: str
    attempt: bool = False
    complicity: bool = False
    organised: bool = False


@dataclass(frozen=True, slots=True)
class SumValue:
    """`value` in whole units of `currency` (ISO 4217); the least for a range. `approx` as in GUIDE.md."""

    value: float
    currency: str = "EUR"
    approx: str = "exact"


@dataclass(frozen=True, slots=True)
class QuantityValue:
    """`unit` is kg, g, unite, litre or None; `item` where the thing itself is named."""

    quantity: float | None
    unit: str | None
    item: Stretch | None = None


@dataclass(frozen=True, slots=True)
class PenaltyValue:
    """`penalty` is GUIDE.md's kind of penalty; lengths in months."""

    penalty: str
    months: float | None = None
    suspended_months: float | None = None


Value = CourtValue | DateValue | PersonValue | OffenceValue | SumValue | QuantityValue | PenaltyValue


@dataclass(frozen=True, slots=True)
class Mention:
    """`text` is `Source.plain[start:end]`.

    `guess` is the role that a rule would give it (court: main; date: event; person: defendant, victim, prosecutor,
    lawyer, judge, police, politician, relative, witness, other; offence: charge; sum: GUIDE.md's kinds; quantity:
    seized; penalty: prononcee, requise, encourue), "none" when it has no part in the brief.
    `cues` name the general facts behind the guess ("after:avocat de"); the model reads them as features.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: Value
    guess: str = "none"
    cues: tuple[str, ...] = ()
