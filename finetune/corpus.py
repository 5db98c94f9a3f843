"""The news corpus: read, stripped of every text that is scored on, people's names hidden."""

import hashlib
import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarise.text.plain import plain

Row = dict[str, Any]

_JUSTICE = re.compile(
    r"tribunal|mise? en examen|garde à vue|procureur|parquet|cour d'a|condamné|prévenu|juge |juges|correctionnel"
    r"|réclusion|prison|interpell|soupçonné|enquête|plainte|justice|avocat"
)
# Two or more capitalised words in a row, or one after a civility: nearly always a person (or a party, a place).
_NAME = re.compile(
    r"(?:(?<=M\. )|(?<=Mme )|(?<=Me ))[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)*"
    r"|(?<![.!?\"] )(?<!^)(?<![\w.])[A-ZÀ-Þ][a-zà-ÿ-]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?"
    r"(?: (?:de |du |d'|Le |La |El |Ben |Van )?[A-ZÀ-Þ][\w-]*\.?)+"
)


def read_jsonl(path: Path) -> Iterator[Row]:
    """Each object of a JSON Lines file, plain or .xz."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def fingerprint(article: str) -> str:
    """A digest of the letters of a text: the same for copies that differ in spaces or punctuation only."""
    letters = "".join(c for c in plain(article).text.lower() if c.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()[:16]


def hide_names(text: str) -> str:
    """`text` with what looks like people's names replaced by `<name>`: the model must not learn from names."""
    return _NAME.sub("<name>", text)


def justice_score(row: Row) -> int:
    """How many words of justice the article uses."""
    return len(_JUSTICE.findall(plain(row["title"] + "\n" + row["heading"] + "\n" + row["article"]).text))


def training_rows(corpus: Path, held_out: list[Path]) -> list[Row]:
    """The corpus without duplicates and without any article of the files `held_out` (by id and by fingerprint)."""
    held = [row for path in held_out for row in read_jsonl(path)]
    ids = {str(row["id"]) for row in held}
    seen = {fingerprint(row["article"]) for row in held}
    rows: list[Row] = []
    for row in read_jsonl(corpus):
        mark = fingerprint(row["article"])
        if str(row["id"]) in ids or mark in seen:
            continue
        seen.add(mark)
        rows.append(row)
    return rows


def with_articles(rows: list[Row], folders: list[Path]) -> list[Row]:
    """`rows` and the articles of the folders of gold briefs that the corpus lacks."""
    seen = {fingerprint(row["article"]) for row in rows}
    more = [row for folder in folders for row in read_jsonl(folder / "articles.jsonl")]
    return [*rows, *(row for row in more if fingerprint(row["article"]) not in seen)]


def write_jsonl(path: Path, rows: list[Row]) -> None:
    """One object a line, .xz; moved into place when whole."""
    beside = path.with_name(path.name + ".part")
    with lzma.open(beside, "wt", encoding="utf-8", preset=1) as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    beside.replace(path)
