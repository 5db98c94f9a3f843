"""Settings: strict, frozen, from YAML. A key that does not exist is refused by naming the nearest one that does."""

import difflib
import os
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarise.errors import SettingsError


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Strict):
    """What is accepted as an article."""

    # A page of HTML weighs ten times its article; the longest of 4 000 news articles has 10 000 characters.
    max_bytes: int = Field(default=5_000_000, ge=1_000)
    max_chars: int = Field(default=200_000, ge=100)
    web_max_chars: int = Field(default=20_000, ge=100)
    # The shortest article that tells who, where and what needs about twenty words.
    min_words: int = Field(default=20, ge=1)


class Fetch(_Strict):
    """How addresses are fetched."""

    # Seconds for the whole, redirects included; to be connected, name and all; and without receiving anything.
    timeout: float = Field(default=15.0, gt=0, le=120)
    connect_timeout: float = Field(default=5.0, gt=0, le=120)
    read_timeout: float = Field(default=10.0, gt=0, le=120)
    max_redirects: int = Field(default=3, ge=0, le=20)
    # As it comes over the wire; unpacked it may have limits.max_bytes. Pages are packed four to ten times.
    max_wire_bytes: int = Field(default=2_000_000, ge=1_000)
    max_ratio: float = Field(default=50.0, ge=1)
    # Only for tests and for newsrooms with pages of their own: an address given by a stranger could read inner pages.
    allow_private: bool = False


class English(_Strict):
    """How English is made."""

    # Whether every brief has English beside it; what --english asks for.
    beside: bool = False
    # A newsroom's own terms, in the columns of the shipped terms.tsv: they win over it.
    terms: Path | None = None
    # A translator of a hub, by folder or name ("Helsinki-NLP/opus-mt-fr-en"); null is the embedded one.
    model: str | None = None
    # How many settings of the translator are tried on a sentence before it is given up.
    tries: int = Field(default=3, ge=1, le=8)


class Batch(_Strict):
    """How a batch survives."""

    # Seconds over one article before its process is ended and the article recorded as failed.
    deadline: float = Field(default=300.0, gt=0)
    # Seconds that a full disk is waited for, before the batch stops where it is and can be gone on with.
    wait_for_space: float = Field(default=600.0, ge=0)


class Serve(_Strict):
    """How the service holds up. A page and an API share these."""

    max_body_bytes: int = Field(default=262_144, ge=1_000)
    # Lines that come as NDJSON: some thousand articles.
    max_stream_bytes: int = Field(default=8_000_000, ge=1_000)
    batch_documents: int = Field(default=32, ge=1, le=1_000)
    job_documents: int = Field(default=2_000, ge=1)
    # How many documents of jobs may wait on the disk, and for how many days results are kept.
    job_backlog: int = Field(default=20_000, ge=1)
    job_days: float = Field(default=7, gt=0)
    # Each is a process with its own model, some 250 MB.
    workers: int = Field(default_factory=lambda: min(cores(), 8), ge=1, le=256)
    # What a worker may take beyond its model: the largest article needs a tenth of it, a hostile page would take all.
    worker_megabytes: int = Field(default=2_000, ge=100)
    queue: int = Field(default=64, ge=1)
    # Who would be answered later than this is refused with a Retry-After at once; 0 means the queue's length alone.
    max_wait: float = Field(default=1.6, ge=0)
    deadline: float = Field(default=60.0, gt=0)
    anonymous_per_minute: int = Field(default=20, ge=1)
    keyed_per_minute: int = Field(default=120, ge=1)
    # Where keys and jobs are kept; null is the user's own data folder.
    data: Path | None = None


class Store(_Strict):
    """The archive of briefs."""

    # An SQLAlchemy address; null is archive.sqlite3 in the data folder (serve.data).
    url: str | None = None
    # With the article's text (names already replaced) offsets keep their words and search reads all of it.
    keep_text: bool = True


class Feeds(_Strict):
    """How feeds are polled."""

    workers: int = Field(default=8, ge=1, le=64)
    # Seconds between two requests to one host; robots.txt may ask for more.
    pause: float = Field(default=1.0, ge=0, le=3_600)
    # Seconds between two polls of one feed while watching.
    interval: float = Field(default=900, ge=10)
    max_bytes: int = Field(default=5_000_000, ge=1_000)
    max_depth: int = Field(default=64, ge=4, le=200)
    max_entries: int = Field(default=500, ge=1)
    # The same agency copy comes within days; older articles are not compared.
    same_days: int = Field(default=14, ge=0)


class Settings(_Strict):
    """All that can be set. `model` is a folder with a checkpoint; without it the embedded one is used."""

    model: Path | None = None
    threads: int = Field(default_factory=cores, ge=1, le=256)
    jobs: int = Field(default_factory=cores, ge=1, le=256)
    # Whether names of minors and of victims of sexual offences are replaced; its use is logged, without the name.
    redact: bool = True
    # What a newsroom's lawyer changes of innocence/policy.yaml, in the same keys; null is the shipped policy.
    policy: Path | None = None
    limits: Limits = Limits()
    fetch: Fetch = Fetch()
    english: English = English()
    batch: Batch = Batch()
    serve: Serve = Field(default_factory=Serve)
    store: Store = Store()
    feeds: Feeds = Feeds()


def data_folder(settings: Settings) -> Path:
    """Where keys, jobs and the archive are kept."""
    if settings.serve.data is not None:
        return settings.serve.data
    home = Path.home()
    base = {
        "win32": Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"),
        "darwin": home / "Library" / "Application Support",
    }.get(sys.platform, Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"))
    return base / "summarise"


def _known(place: tuple[int | str, ...]) -> list[str]:
    """The keys that exist beside the one at `place`."""
    model: type[BaseModel] = Settings
    for part in place[:-1]:
        inner = model.model_fields[str(part)].annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return list(model.model_fields)


def _unknown(place: tuple[int | str, ...], where: str) -> SettingsError:
    key, known = str(place[-1]), _known(place)
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    hint = f"vouliez-vous écrire « {near[0]} » ?" if near else f"les clés possibles sont {', '.join(known)}."
    return SettingsError(f"La clé « {'.'.join(map(str, place))} » de {where} n'existe pas", hint)


def parse(data: Any, where: str = "la configuration") -> Settings:
    """Settings from what a YAML file holds; an empty file gives the defaults."""
    if data is None:
        return Settings()
    if not isinstance(data, dict):
        raise SettingsError(f"Le contenu de {where} n'est pas une liste de clés", "écrivez une ligne « clé: valeur ».")
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
        worst = next((f for f in faults if f["type"] == "extra_forbidden"), faults[0])
        if worst["type"] == "extra_forbidden":
            raise _unknown(worst["loc"], where) from error
        place = ".".join(map(str, worst["loc"]))
        raise SettingsError(
            f"La valeur de « {place} » dans {where} ne convient pas ({worst['msg'].lower()})", "corrigez cette ligne."
        ) from error


def load(path: Path | None) -> Settings:
    """Settings from a YAML file, or the defaults."""
    if path is None:
        return Settings()
    import yaml  # noqa: PLC0415 - only those who give a file pay for it

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"Le fichier de configuration {path} ne peut être lu", "vérifiez son chemin.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (ligne {mark.line + 1})" if mark else ""
        raise SettingsError(f"{path} n'est pas du YAML valable{line}", "corrigez cette ligne.") from error
    return parse(data, str(path))
