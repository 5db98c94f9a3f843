"""What requests and answers look like. Unknown fields are refused, every field has an example."""

import datetime
import re
from itertools import combinations
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    model_validator,
)
from pydantic.config import JsonDict

from summarise.records import Brief, ModelInfo

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ARTICLE = (
    "Le tribunal correctionnel de Quimper a condamné lundi un restaurateur de 47 ans à huit mois de prison avec sursis "
    "et 5 000 euros d'amende pour travail dissimulé. La procureure avait requis un an de prison avec sursis."
)
_ASKED: JsonDict = {"id": "a-1", "text": ARTICLE, "title": "Quimper : un restaurateur condamné", "date": "2024-03-12"}


def _said(*names: str) -> JsonDict:
    """The schema of an object in which these fields hold a text; null is as good as absent."""
    return {"required": list(names), "properties": {name: {"type": "string"} for name in names}}


# Exactly one of the three. Said by `not`: at a `oneOf` client generators forget the whole class.
_SOURCES = ("text", "html", "url")
_NONE: JsonDict = {"not": {"anyOf": [_said(name) for name in _SOURCES]}}
_ONE_SOURCE: JsonDict = {"anyOf": [*(_said(*pair) for pair in combinations(_SOURCES, 2)), _NONE]}


def _day(value: Any) -> Any:
    """Only YYYY-MM-DD: pydantic would take seconds since 1970 too."""
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) and _DAY.fullmatch(value) else "")
    except ValueError as error:
        raise ValueError("Écrivez le jour AAAA-MM-JJ.") from error


def _encodable(value: str) -> str:
    """Half a surrogate pair is JSON but no text: nothing could write it down again."""
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise ValueError("Ce texte contient des caractères invalides.")
    return value


Words = Annotated[str, AfterValidator(_encodable)]
Day = Annotated[datetime.date, BeforeValidator(_day)]


class Asked(BaseModel):
    """Base of what is asked: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BriefRequest(Asked):
    """One article, as exactly one of `text`, `html` and `url`."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [_ASKED, {"url": "https://exemple.fr/article"}], "not": _ONE_SOURCE}
    )

    id: Words = Field(default="", max_length=200, description="Comes back with the brief.", examples=["a-1"])
    text: Words | None = Field(default=None, description="The article. Offsets count in it.", examples=[ARTICLE])
    html: Words | None = Field(
        default=None, description="A page; its article is found.", examples=["<article><p>…</p></article>"]
    )
    url: Words | None = Field(
        default=None, max_length=2_000, description="An address on the public web.",
        examples=["https://exemple.fr/article"],
    )  # fmt: skip
    title: Words = Field(default="", max_length=1_000, examples=["Quimper : un restaurateur condamné"])
    heading: Words = Field(default="", max_length=5_000, description="The standfirst.", examples=[""])
    date: Day | None = Field(
        default=None, description="When it appeared, YYYY-MM-DD: « mardi » becomes a day.", examples=["2024-03-12"]
    )
    english: StrictBool = Field(default=False, description="English beside every part of the brief.", examples=[False])
    redact: StrictBool = Field(
        default=True, examples=[True],
        description="Replace the names of minors and of victims of sexual offences before anything reads them. "
        "Offsets then count in the `text` of the answer.",
    )  # fmt: skip

    @model_validator(mode="after")
    def _one_source(self) -> "BriefRequest":
        if sum(source is not None for source in (self.text, self.html, self.url)) != 1:
            raise ValueError("Donnez l'article par un seul des champs text, html et url.")
        return self


class BatchRequest(Asked):
    """Several articles at once. More of them go as NDJSON, one `BriefRequest` a line."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"documents": [_ASKED]}]})

    documents: list[BriefRequest] = Field(min_length=1)


class TranslationRequest(Asked):
    """French text to put into English."""

    text: Words = Field(min_length=1, description="French.", examples=["Il a été mis en examen pour escroquerie."])


class Translation(BaseModel):
    """Its English."""

    text: str = Field(examples=["He was placed under formal investigation for fraud."])
    warnings: list[str] = Field(
        default_factory=list, description="In French: each sentence that nothing vouches for, and why.", examples=[[]]
    )


class BriefAnswer(BaseModel):
    """A brief under the id that its article came with."""

    id: str = Field(examples=["a-1"])
    brief: Brief
    text: str | None = Field(
        default=None,
        description="The text that all offsets count in, when it is not title, heading and text as they were sent: "
        "for a page, an address, or an article in which names were replaced.",
    )
    replaced: int = Field(default=0, description="How many stretches were replaced to protect people.", examples=[0])
    english: Translation | None = Field(default=None, description="Title and summary; null unless asked.")


class Fault(BaseModel):
    """Why one document of many has no brief."""

    code: str = Field(examples=["too_short"])
    detail: str = Field(examples=["Le texte est trop court (3 mots, il en faut 20)"])
    way_out: str = Field(examples=["donnez l'article entier."])


class Line(BaseModel):
    """One outcome of a batch or a job: `answer` or `error`, the other is null."""

    index: int = Field(description="Which document, from 0.", examples=[0])
    id: str = Field(examples=["a-1"])
    answer: BriefAnswer | None = None
    error: Fault | None = None


class BatchAnswer(BaseModel):
    """One line for each document, in their order."""

    results: list[Line]


class Job(BaseModel):
    """How far a job is."""

    id: str = Field(examples=["qJ7n0w2m5x8cV1bZ"])
    status: Literal["queued", "running", "done"]
    total: int = Field(examples=[120])
    done: int = Field(description="How many have an outcome, failures included.", examples=[80])
    failed: int = Field(examples=[2])
    created: datetime.datetime
    expires: datetime.datetime = Field(description="When its results are deleted.")


class JobResults(BaseModel):
    """Outcomes so far, in the order of the documents. `next` is the `after` of the following page, null at the end."""

    results: list[Line]
    next: int | None = Field(examples=[None])


class Models(BaseModel):
    """The models that answer."""

    models: list[ModelInfo]


class Health(BaseModel):
    """Whether the service is well."""

    status: Literal["ok"] = "ok"
