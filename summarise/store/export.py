"""Takes briefs out of the archive: JSON Lines, CSV, XLSX, Parquet. Page by page: memory does not grow with them."""

import csv
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from summarise.errors import BadOption, OutputProblem
from summarise.render.clean import one_line
from summarise.render.csv import harmless
from summarise.store import missing
from summarise.store.rows import COLUMNS, ROWS
from summarise.store.shapes import Stored

_SHEET_ROWS, _CELL = 1_048_576, 32_767  # what a sheet and a cell of a workbook can hold
_GROUP = 5_000


def write_jsonl(found: Iterable[Stored], path: Path, kinds: tuple[str, ...]) -> None:  # noqa: ARG001 - one shape for all
    """The whole brief with its sources and flags, one a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for one in found:
            file.write(one.model_dump_json() + "\n")


def write_csv(found: Iterable[Stored], path: Path, kinds: tuple[str, ...]) -> None:
    """One kind of rows, for spreadsheets set to French; what they would compute has an apostrophe before it."""
    columns = COLUMNS[kinds[0]]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(columns)
        for one in found:
            for row in ROWS[kinds[0]](one):
                writer.writerow([harmless(v) if isinstance(v := row[name], str) else v for name in columns])


def write_xlsx(found: Iterable[Stored], path: Path, kinds: tuple[str, ...]) -> None:
    """A workbook with a sheet for each kind of rows. No cell is a formula or a link."""
    import xlsxwriter  # noqa: PLC0415 - an extra

    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(str(path), plain) as book:
        sheets = {kind: book.add_worksheet(kind) for kind in kinds}
        last = dict.fromkeys(kinds, 0)
        for kind, sheet in sheets.items():
            sheet.write_row(0, 0, list(COLUMNS[kind]))
        for one in found:
            for kind, sheet in sheets.items():
                for row in ROWS[kind](one):
                    last[kind] += 1
                    _fits(last[kind])
                    sheet.write_row(last[kind], 0, [_cell(row[name]) for name in COLUMNS[kind]])


def _cell(value: Any) -> Any:
    return one_line(value)[:_CELL] if isinstance(value, str) else value


def _fits(row: int) -> None:
    if row >= _SHEET_ROWS:
        raise OutputProblem("Une feuille de calcul ne tient pas tant de lignes", "exportez en .parquet ou en .csv.")


def write_parquet(found: Iterable[Stored], path: Path, kinds: tuple[str, ...]) -> None:
    """One kind of rows, with types."""
    import pyarrow  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415

    types = {int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS[kinds[0]].items()])
    rows = (row for one in found for row in ROWS[kinds[0]](one))
    with parquet.ParquetWriter(path, schema) as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))


class _Counted:
    """Counts what goes through."""

    def __init__(self, found: Iterable[Stored]) -> None:
        self._found, self.count = found, 0

    def __iter__(self) -> Iterator[Stored]:
        for one in self._found:
            self.count += 1
            yield one


Writer = Callable[[Iterable[Stored], Path, tuple[str, ...]], None]
WRITERS: dict[str, Writer] = {
    ".jsonl": write_jsonl, ".csv": write_csv, ".xlsx": write_xlsx, ".parquet": write_parquet,
}  # fmt: skip


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file that takes its place only when it is whole."""
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        os.replace(part, path)  # noqa: PTH105 - as atomic as it gets
    finally:
        part.unlink(missing_ok=True)


def export(found: Iterable[Stored], path: Path, rows: str | None = None) -> int:
    """Write the briefs to `path`, by its ending, and say how many there were. `rows` is one of ROWS."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise BadOption(f"Le format de « {path.name} » n'est pas connu", f"choisissez {', '.join(WRITERS)}.")
    if rows is not None and rows not in ROWS:
        raise BadOption(f"Il n'y a pas de lignes « {rows} »", f"choisissez {', '.join(ROWS)}.")
    if rows is not None and writer is write_jsonl:
        raise BadOption("Une ligne JSON est une fiche entière", "ôtez --rows, ou écrivez un fichier .csv.")
    kinds = (rows,) if rows else tuple(ROWS) if writer is write_xlsx else ("briefs",)
    counted = _Counted(found)
    try:
        with _whole(path) as part:
            writer(counted, part, kinds)
    except ImportError as error:
        raise missing(error, "Cet export", "export") from error
    except OSError as error:
        raise OutputProblem(f"« {path} » ne peut être écrit", "vérifiez le dossier et ses droits.") from error
    return counted.count
