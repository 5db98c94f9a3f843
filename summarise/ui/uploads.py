"""From dropped files to articles. Archives are read in memory within bounds: nothing is unpacked onto the disk."""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from summarise.api.refusals import TooMany
from summarise.api.service import fault_of
from summarise.api.shapes import BriefRequest, Line
from summarise.batch.csv_rows import csv_rows
from summarise.errors import BadRecord, InputError, SummariseError, TooLarge
from summarise.settings import Settings
from summarise.sources.decode import decode

Asked = BriefRequest | Line
_TEXTS = (".txt", ".md", ".markdown", ".html", ".htm")
_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")
KINDS = (*_TEXTS, *_LINES, *_TABLES, ".zip")
# A newsroom's day. More of them are the API's jobs: these wait in the memory of one page.
MOST = 300
_MOST_MEMBERS = 2_000
# Text shrinks to a third or a tenth; a hundredth is a bomb.
_MOST_RATIO = 100
_FIELDS = {"title": 1_000, "heading": 5_000}


class BadArchive(InputError):
    """A .zip that cannot be read, or had better not be."""

    code = "archive"


def _fault(name: str, error: SummariseError) -> Line:
    return Line(index=0, id=name[:200], error=fault_of(error))


def _request(name: str, options: Mapping[str, Any], **fields: Any) -> Asked:
    try:
        return BriefRequest.model_validate({"id": name[:200], **fields, **options})
    except ValidationError:
        wrong = BadRecord("Un champ de cet article ne convient pas", "vérifiez son texte, son titre et sa date.")
        return _fault(name, wrong)


def _record(record: Mapping[str, Any], name: str, options: Mapping[str, Any]) -> Asked:
    """The request of one record of many: `article` or `text`, `html`, or `url`, and what is told of it."""
    given = {key: value for key, value in record.items() if isinstance(value, str) and value.strip()}
    own = str(record.get("id") or name)
    fields: dict[str, Any] = {key: given[key][:most] for key, most in _FIELDS.items() if key in given}
    fields["date"] = given.get("date", "")[:10] or None
    text = given.get("article") or given.get("text")
    source = {"text": text} if text else {key: given[key] for key in ("html", "url") if key in given}
    return _request(own, options, **fields, **dict(list(source.items())[:1]))


def _json_lines(raw: bytes, name: str, options: Mapping[str, Any]) -> Iterator[Asked]:
    for number, line in enumerate(raw.splitlines(), 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            record = None
        if isinstance(record, dict):
            yield _record(record, place, options)
        else:
            yield _fault(place, BadRecord(f"La ligne {number} n'est pas un objet JSON", "corrigez cette ligne."))


def _table(raw: bytes, name: str, options: Mapping[str, Any]) -> Iterator[Asked]:
    try:
        for number, row in csv_rows(io.StringIO(decode(raw), newline="")):
            place = f"{name}:{number}"
            yield _fault(place, row) if isinstance(row, SummariseError) else _record(row, place, options)
    except csv.Error:
        yield _fault(name, BadRecord("Ce CSV est mal formé", "vérifiez ses guillemets."))


def _articles(name: str, raw: bytes, options: Mapping[str, Any]) -> Iterator[Asked]:
    """The articles of one file that is no archive."""
    ending = PurePosixPath(name).suffix.lower()
    try:
        if ending in _LINES:
            yield from _json_lines(raw, name, options)
        elif ending in _TABLES:
            yield from _table(raw, name, options)
        elif ending in (".html", ".htm"):
            yield _request(name, options, html=decode(raw))
        else:
            yield _request(name, options, text=decode(raw))
    except SummariseError as error:
        yield _fault(name, error)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes of a member; what its header says of its size is not believed."""
    limit = min(left, max(member.compress_size, 1_000) * _MOST_RATIO)
    with archive.open(member) as file:
        raw = file.read(limit + 1)
    if len(raw) > limit:
        raise TooLarge("L'archive se déplie au-delà de ce qui est accepté", "donnez une archive plus petite.")
    return raw


def _unzipped(raw: bytes, most: int) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the articles in an archive; folders, hidden files and archives within are passed over."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if len(members) > _MOST_MEMBERS:
                raise TooLarge(f"L'archive contient {len(members)} fichiers", "donnez une archive plus petite.")
            for member in members:
                path = PurePosixPath(member.filename.replace("\\", "/"))
                if path.suffix.lower() in KINDS[:-1] and not any(p.startswith((".", "__MACOSX")) for p in path.parts):
                    body = _member(archive, member, most)
                    most -= len(body)
                    yield path.name, body
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BadArchive("Cette archive ne peut être lue", "donnez un .zip d'articles, sans mot de passe.") from error


def _of_file(path: Path, settings: Settings, options: Mapping[str, Any]) -> Iterator[Asked]:
    most = settings.serve.max_stream_bytes
    name, raw = path.name, b""
    with path.open("rb") as file:
        raw = file.read(most + 1)
    if len(raw) > most:
        yield _fault(name, TooLarge(f"Le fichier dépasse {most // 1_000_000} Mo", "partagez-le."))
    elif path.suffix.lower() == ".zip":
        try:
            for member, body in _unzipped(raw, most * 4):
                yield from _articles(member, body, options)
        except SummariseError as error:
            yield _fault(name, error)
    else:
        yield from _articles(name, raw, options)


def read_uploads(paths: list[Path], settings: Settings, options: Mapping[str, Any]) -> list[Asked]:
    """All articles of all files, each as a request with `options`, or as the line that says why not."""
    found: list[Asked] = []
    for path in paths:
        for asked in _of_file(path, settings, options):
            if len(found) == MOST:
                raise too_many()
            found.append(asked)
    return found


def too_many() -> SummariseError:
    """The refusal of more articles than the page takes at once."""
    return TooMany(f"La page condense jusqu'à {MOST} articles à la fois", "partagez-les, ou voyez les lots de l'API.")
