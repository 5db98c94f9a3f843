"""Rows of a CSV file. A broken row costs itself alone: reading starts again at the next line."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import TextIO

from summarise.errors import BadRecord, SourceError, SummariseError

_DELIMITERS = ",;\t|"
# One row may hold a whole article with its line breaks, no more than that.
_MOST_CHARS = 1_000_000


class _Lines:
    """Lines of a file that can be given back."""

    def __init__(self, file: TextIO) -> None:
        self._file, self._back, self.number = file, deque[str](), 0

    def take(self) -> str | None:
        """The next line, None at the end."""
        line = self._back.popleft() if self._back else self._file.readline()
        self.number += bool(line)
        return line or None

    def give_back(self, lines: list[str]) -> None:
        """Lines to be taken again, first one first."""
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)


def _parse(text: str, delimiter: str) -> list[str] | None:
    """The fields of one row, None when `text` is not one whole row."""
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _row(lines: _Lines, delimiter: str) -> list[str] | None:
    """The next row; None when it is broken, and then only its first line is used up."""
    taken: list[str] = []
    size = quotes = 0
    while (line := lines.take()) is not None:
        taken.append(line)
        size, quotes = size + len(line), quotes + line.count('"')
        if len(taken) == 1 or quotes % 2 == 0:
            row = _parse("".join(taken), delimiter)
            if row is not None:
                return row
        if quotes % 2 == 0 or size > _MOST_CHARS:
            break
    lines.give_back(taken[1:])
    return None


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def csv_rows(file: TextIO) -> Iterator[tuple[int, dict[str, str] | SummariseError]]:
    """(line number, row by column name), or the error of a broken row. The first row names the columns."""
    csv.field_size_limit(_MOST_CHARS * 2)
    lines = _Lines(file)
    header = lines.take() or ""
    delimiter = _delimiter(header)
    names = [name.strip().lower() for name in _parse(header, delimiter) or []]
    if not {"article", "text"} & set(names):
        raise SourceError(
            "La première ligne du CSV ne nomme pas de colonne « article » ou « text »", "ajoutez les noms des colonnes."
        )
    while True:
        number = lines.number + 1
        start = lines.take()
        if start is None:
            return
        if not start.strip():
            continue
        lines.give_back([start])
        row = _row(lines, delimiter)
        if row is None:
            yield number, BadRecord(f"La ligne {number} du CSV est mal formée", "vérifiez ses guillemets.")
        elif len(row) != len(names):
            wrong = f"La ligne {number} du CSV a {len(row)} champs au lieu de {len(names)}"
            yield number, BadRecord(wrong, "mettez entre guillemets les champs qui contiennent le séparateur.")
        else:
            yield number, dict(zip(names, row, strict=True))
