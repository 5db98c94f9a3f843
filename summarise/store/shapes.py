"""What the archive gives back."""

import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from summarise.records import Brief


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class SourceOf(_Shape):
    """Where a story was told."""

    url: str = Field(examples=["https://exemple.fr/article"])
    site: str = Field(examples=["exemple.fr"])
    day: str | None = Field(default=None, examples=["2024-03-12"])


class Flag(_Shape):
    """A later decision that clears someone of whom this brief tells."""

    status: str = Field(examples=["relaxe"])
    day: str = Field(description="The day that the later brief holds.", examples=["2025-01-20"])
    story: int = Field(description="The later story.", examples=[12])


class Stored(_Shape):
    """A brief of the archive. `brief.warnings` also tells of its flags."""

    id: int = Field(examples=[7])
    story: int = Field(description="What all versions and sources of it share.", examples=[3])
    version: int = Field(description="One more each time that the article changed.", examples=[1])
    as_of: str | None = Field(description="The day that the brief holds: its article's.", examples=["2024-03-12"])
    stored: datetime.datetime
    follows: int | None = Field(default=None, description="The earlier story of the same case.", examples=[None])
    sources: list[SourceOf] = Field(default_factory=list)
    flags: list[Flag] = Field(default_factory=list)
    brief: Brief


class Page(_Shape):
    """Briefs, the last stored first. `next` is the `cursor` of the following page, null at the end."""

    briefs: list[Stored]
    next: str | None = Field(default=None, examples=[None])


class Mark(_Shape):
    """What a text is compared by: its signature and the parts that near-same texts share."""

    signature: bytes
    bands: tuple[int, ...]


class Told(_Shape):
    """An article at an address; what it is compared by are digests of its words."""

    key: str
    url: str
    site: str
    day: datetime.date | None
    text_key: str
    mark: Mark | None = None


class Arrival(Told):
    """The same with its brief and the text that its offsets count in, where names are replaced."""

    text: str
    brief: Brief


def when(seconds: Any) -> datetime.datetime:
    """A time of the tables as one of Python's."""
    return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc)
