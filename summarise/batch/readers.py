"""Readers of a batch's input: JSON Lines, CSV, a folder. They yield one item for each input and never hold them all."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from summarise.batch.csv_rows import csv_rows
from summarise.batch.items import Item, item_of
from summarise.errors import BadEncoding, BadRecord, FileProblem, SourceError, SummariseError, TooLarge
from summarise.settings import Settings
from summarise.sources.decode import stream_encoding
from summarise.sources.reading import FORMS, read_file

Reader = Callable[[Path, Settings], Iterator[Item]]


def _json_item(raw: bytes, number: int) -> Item:
    """The item of one line of JSON; what is wrong with it is recorded without its text."""
    fallback = f"ligne-{number}"
    try:
        record = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        problem = BadEncoding(f"La ligne {number} n'est pas en UTF-8", "enregistrez le fichier en UTF-8.")
        return Item(fallback, error=problem)
    except (ValueError, RecursionError):
        problem_json = BadRecord(f"La ligne {number} n'est pas du JSON valable", "corrigez cette ligne.")
        return Item(fallback, error=problem_json)
    if not isinstance(record, dict):
        return Item(fallback, error=BadRecord(f"La ligne {number} n'est pas un objet JSON", "corrigez cette ligne."))
    return item_of(record, fallback)


def read_jsonl(path: Path, settings: Settings) -> Iterator[Item]:
    """One item for each line that is not blank."""
    limit = settings.limits.max_bytes * 2  # JSON escapes may double an article
    with path.open("rb") as file:
        number, raw = 0, file.readline(limit)
        while raw:
            number += 1
            if len(raw) >= limit and not raw.endswith(b"\n"):
                while raw and not raw.endswith(b"\n"):
                    raw = file.readline(limit)
                yield Item(f"ligne-{number}", error=TooLarge(f"La ligne {number} est trop longue", "coupez-la."))
            elif raw.strip():
                yield _json_item(raw, number)
            raw = file.readline(limit)


def read_csv(path: Path, settings: Settings) -> Iterator[Item]:  # noqa: ARG001 - one shape for all readers
    """One item for each row; the delimiter is found in the header, the encoding in the whole file."""
    encoding = stream_encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        for number, row in csv_rows(file):
            fallback = f"ligne-{number}"
            yield Item(fallback, error=row) if isinstance(row, SummariseError) else item_of(row, fallback)


def read_folder(path: Path, settings: Settings) -> Iterator[Item]:
    """One item for each text, Markdown or HTML file, in the order of their names; the id is the path in the folder."""
    names = sorted(p.relative_to(path).as_posix() for p in path.rglob("*") if p.suffix.lower() in FORMS and p.is_file())
    if not names:
        raise FileProblem(f"Le dossier « {path} » ne contient aucun article", "mettez-y des fichiers .txt ou .html.")
    for name in names:
        try:
            document = read_file(path / name, settings)
            yield Item(name, document.model_copy(update={"id": name}))
        except SummariseError as error:
            yield Item(name, error=error)


READERS: dict[str, Reader] = {".jsonl": read_jsonl, ".ndjson": read_jsonl, ".csv": read_csv, ".tsv": read_csv}


def items(path: Path, settings: Settings) -> Iterator[Item]:
    """The items of `path`, by what it is."""
    if path.is_dir():
        return read_folder(path, settings)
    if not path.exists():
        raise FileProblem(f"Le fichier « {path} » n'existe pas", "vérifiez son nom et son dossier.")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(
            f"Le format de « {path.name} » n'est pas connu", "donnez un fichier .jsonl ou .csv, ou un dossier."
        )
    try:
        path.open("rb").close()
    except OSError as error:
        raise FileProblem(f"Le fichier « {path} » ne peut être lu", "vérifiez ses droits.") from error
    return reader(path, settings)


def count(path: Path) -> int | None:
    """How many inputs `path` has; None where that cannot be told without reading them all."""
    if path.is_dir():
        return sum(one.suffix.lower() in FORMS and one.is_file() for one in path.rglob("*"))
    if READERS.get(path.suffix.lower()) is not read_jsonl:
        return None
    try:
        with path.open("rb") as file:
            return sum(not line.isspace() for line in file)
    except OSError:
        return None
