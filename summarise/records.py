"""The records that flow through: a document in, a brief out. Frozen, strict, JSON both ways."""

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

Matter = Literal["penal", "civil", "administratif", "commercial", "social", "constitutionnel", "autre"]
CourtType = Literal[
    "tribunal_correctionnel", "cour_assises", "cour_appel", "cour_cassation", "tribunal_judiciaire", "tribunal_police",
    "tribunal_enfants", "tribunal_administratif", "cour_administrative_appel", "conseil_etat",
    "conseil_constitutionnel", "tribunal_commerce", "prudhommes", "cour_justice_republique", "cedh", "cjue",
    "chambre_instruction", "juge_instruction", "jld", "parquet", "parquet_financier", "parquet_antiterroriste",
    "autre",
]  # fmt: skip
Stage = Literal[
    "enquete", "garde_a_vue", "mise_en_examen", "renvoi", "proces", "delibere", "jugement", "appel", "cassation",
    "execution", "cloture", "autre",
]  # fmt: skip
Status = Literal[
    "suspect", "garde_a_vue", "mis_en_examen", "temoin_assiste", "prevenu", "accuse", "condamne", "relaxe",
    "acquitte", "non_lieu", "defendeur", "autre",
]  # fmt: skip
Approx = Literal["exact", "plus_de", "moins_de", "environ"]
AmountKind = Literal[
    "saisie", "produit", "prejudice", "amende", "dommages", "caution", "corruption", "rancon", "autre"
]  # fmt: skip
State = Literal["prononcee", "requise", "encourue"]
Penalty = Literal[
    "prison", "perpetuite", "amende", "tig", "interdiction", "bracelet", "stage", "dommages", "autre"
]  # fmt: skip
Unit = Literal["kg", "g", "unite", "litre"]


class Record(BaseModel):
    """Base of all records: immutable, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class WithEnglish(Record):
    """A record with English beside its French: keys that are absent where none was asked or can be vouched for."""

    @model_serializer(mode="wrap")  # its return type is left open: one written down would replace the JSON Schema
    def _said(self, handler: SerializerFunctionWrapHandler):  # type: ignore[no-untyped-def]
        values = handler(self)
        return {k: v for k, v in values.items() if v is not None or not (k == "en" or k.endswith("_en"))}


class Document(Record):
    """An article as it came. `text` is what all offsets count in (code points)."""

    id: str = ""
    title: str = ""
    heading: str = ""
    article: str
    date: datetime.date | None = None
    url: str | None = None

    @property
    def text(self) -> str:
        """Title, heading and article, a line break between them; an empty part drops its line break too."""
        return "\n".join(p for p in (self.title, self.heading, self.article) if p)


class Span(Record):
    """Words of the document: `text` is `document.text[start:end]`."""

    text: str
    start: int
    end: int


class Told(Span, WithEnglish):
    """Words of the document with their English: `en` when it was asked and can be vouched for."""

    en: str | None = None


class Court(Told):
    """The one jurisdiction before which the matter stands."""

    type: CourtType
    city: str | None = None
    city_start: int | None = None
    city_end: int | None = None


class EventDate(Told):
    """The day of the event reported; `iso` is YYYY-MM-DD when it can be resolved."""

    iso: str | None = None


class Defendant(Told):
    """A person, company or group pursued in this matter."""

    name: str | None = None
    name_start: int | None = None
    name_end: int | None = None
    count: int | None = 1
    age: int | None = None
    minor: bool = False
    role: str | None = None
    role_start: int | None = None
    role_end: int | None = None
    role_en: str | None = None
    status: Status
    status_en: str | None = None


class Charge(Told):
    """An offence pursued; `defendants` are indexes into the brief's defendants."""

    offence: str
    attempt: bool = False
    complicity: bool = False
    organised: bool = False
    defendants: list[int] = Field(default_factory=list)


class Amount(Told):
    """A sum of money in whole units of `currency` (ISO 4217); the least, for a range."""

    value: float
    currency: str = "EUR"
    approx: Approx = "exact"
    kind: AmountKind


class Seizure(Told):
    """A thing, not money, seized or found by investigators."""

    quantity: float | None = None
    unit: Unit | None = None
    item: str | None = None
    item_start: int | None = None
    item_end: int | None = None


class Sentence(Told):
    """A penalty given, asked for or possible; lengths in months."""

    state: State
    kind: Penalty
    months: float | None = None
    suspended_months: float | None = None
    defendants: list[int] = Field(default_factory=list)


class Victim(Told):
    """A person or body harmed, or a group of them."""

    name: str | None = None
    name_start: int | None = None
    name_end: int | None = None
    count: int | None = 1
    minor: bool = False


class Coverage(Record):
    """How much of the input was read: code points read, code points in all, and in how many windows."""

    read: int
    total: int
    windows: int = 1


class ModelInfo(Record):
    """Which checkpoint decided: its name, version and a digest of its weights."""

    name: str
    version: str
    digest: str


class Brief(WithEnglish):
    """What an article says of a judicial matter. Keys and codes as in the project's guide.

    `as_of` is the day on which the article appeared (YYYY-MM-DD): what is said holds as of then, and may have changed.
    """

    relevant: bool
    as_of: str | None = None
    reason: str | None = None
    matter: Matter | None = None
    court: Court | None = None
    stage: Stage | None = None
    stage_en: str | None = None
    date: EventDate | None = None
    defendants: list[Defendant] = Field(default_factory=list)
    charges: list[Charge] = Field(default_factory=list)
    amounts: list[Amount] = Field(default_factory=list)
    seizures: list[Seizure] = Field(default_factory=list)
    sentences: list[Sentence] = Field(default_factory=list)
    victims: list[Victim] = Field(default_factory=list)
    prosecutor: str | None = None
    prosecutor_start: int | None = None
    prosecutor_end: int | None = None
    title_fr: str = ""
    summary_fr: str = ""
    title_en: str | None = None
    summary_en: str | None = None
    warnings: list[str] = Field(default_factory=list)
    coverage: Coverage
    model: ModelInfo
