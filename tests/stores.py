"""Archives for tests, in both databases, and small briefs to put into them."""

import datetime
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import MODEL
from postgres import running
from sqlalchemy import create_engine, text

from summarise.records import Brief, Coverage
from summarise.settings import Serve, Settings, Store
from summarise.store import open_archive
from summarise.store.archive import Archive, text_key
from summarise.store.shapes import Arrival

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    try:
        with running() as url:
            yield url
    except LookupError as error:
        pytest.skip(str(error))


def _fresh(url: str) -> str:
    """A database of its own."""
    name = f"t{next(_NUMBERS)}"
    engine = create_engine(url.replace("postgresql", "postgresql+psycopg", 1), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.rpartition("/")[0] + "/" + name


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    url = None if request.param == "sqlite" else _fresh(request.getfixturevalue("postgres_url"))
    return Settings(serve=Serve(data=tmp_path), store=Store(url=url))


@pytest.fixture
def archive(settings: Settings) -> Iterator[Archive]:
    with open_archive(settings) as found:
        yield found


def brief(**fields: Any) -> Brief:
    """A relevant brief; people as {"name": status}, charges as codes, a court as (type, city), sums as numbers."""
    span = {"text": "…", "start": 0, "end": 1}
    people = [{**span, "name": name, "status": status, "age": fields.get("age")}
              for name, status in fields.get("people", {}).items()]  # fmt: skip
    court = fields.get("court")
    return Brief.model_validate(
        {
            "relevant": True, "stage": fields.get("stage"), "title_fr": fields.get("title", "Un titre"),
            "summary_fr": fields.get("summary", "Un résumé."), "defendants": people,
            "court": {**span, "text": f"le {court[0]}", "type": court[0], "city": court[1]} if court else None,
            "charges": [{**span, "offence": code} for code in fields.get("charges", ())],
            "amounts": [{**span, "value": value, "kind": "amende"} for value in fields.get("amounts", ())],
            "sentences": fields.get("sentences", []),
            "coverage": Coverage(read=1, total=1), "model": MODEL,
        }
    )  # fmt: skip


def arrival(name: str, day: str | None = "2024-03-05", text: str = "", **fields: Any) -> Arrival:
    """An article at `name` with such a brief."""
    text = text or f"Le texte de {name}."
    return Arrival(
        key=f"{name:0>64}"[-64:], url=f"https://{name}.exemple.fr/article", site=f"{name}.exemple.fr",
        day=datetime.date.fromisoformat(day) if day else None, text=text, text_key=text_key(text),
        brief=brief(**fields),
    )  # fmt: skip
