"""The news corpus: read, stripped of every text that is scored on, people's names hidden."""

import hashlib
import itertools
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from summarise.errors import FileProblem
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


_WORD = re.compile(r"\w+")
_RUN = 8  # words
# Agency copy is told again in the next day's article: a paragraph may come back, half a text is a copy.
COPIED = 0.5


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


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text).text.lower())


class HeldOut:
    """Articles that nothing may be learnt from, known again by their number, their letters or their runs of words."""

    def __init__(self, rows: Iterable[Row]) -> None:
        held = list(rows)
        self.ids = {str(row["id"]) for row in held if row.get("id") is not None}
        self.marks = {fingerprint(row["article"]) for row in held}
        self.sizes: list[int] = []
        # Runs of words with the articles that they stand in, by their first and last word: most pairs are of none.
        self.runs: dict[tuple[str, str], dict[str, set[int]]] = {}
        for k, row in enumerate(held):
            words = _words(row["article"])
            self.sizes.append(max(1, len(words) - _RUN + 1))
            for at in range(len(words) - _RUN + 1):
                run = words[at : at + _RUN]
                self.runs.setdefault((run[0], run[-1]), {}).setdefault(" ".join(run), set()).add(k)

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "HeldOut":
        """The articles of those files."""
        return cls(row for path in paths for row in read_jsonl(path))

    def holds(self, row: Row) -> bool:
        """Whether `row` is one of them, or shares at least COPIED of either text's runs with one."""
        if str(row.get("id")) in self.ids or fingerprint(row["article"]) in self.marks:
            return True
        words = _words(row["article"])
        shared: Counter[int] = Counter()
        for at, pair in enumerate(zip(words, words[_RUN - 1 :], strict=False)):
            if pair in self.runs:
                shared.update(self.runs[pair].get(" ".join(words[at : at + _RUN]), ()))
        return any(count >= COPIED * min(len(words) - _RUN + 1, self.sizes[k]) for k, count in shared.items())


def training_rows(corpus: Path, held_out: Iterable[Path], more: Iterable[Row] = ()) -> list[Row]:
    """The corpus and `more` without duplicates and without any article of the files `held_out`, or copies of them."""
    held = HeldOut.of(held_out)
    seen: set[str] = set()
    rows: list[Row] = []
    for row in itertools.chain(read_jsonl(corpus), more):
        mark = fingerprint(row["article"])
        if mark not in seen and not held.holds(row):
            seen.add(mark)
            rows.append(row)
    return rows


def own_rows(path: Path) -> list[Row]:
    """Articles of one's own, as JSON Lines: what the corpus's rows have is there, empty where the file says nothing."""
    rows = []
    for number, row in enumerate(read_jsonl(path)):
        if not isinstance(row.get("article"), str) or not row["article"].strip():
            raise FileProblem(
                f"{path}, ligne {number + 1} : pas de texte", "donnez à chaque ligne une clé « article »."
            )
        blank = {"id": f"{path.name.split('.')[0]}-{number}", "title": "", "heading": "", "date": None}
        rows.append({**blank, **{k: v for k, v in row.items() if v is not None}})
    return rows


def with_articles(rows: list[Row], folders: list[Path], held: HeldOut | None = None) -> list[Row]:
    """`rows` and the articles of the folders of gold briefs that the corpus lacks, those held out apart."""
    seen = {fingerprint(row["article"]) for row in rows}
    more = [row for folder in folders for row in read_jsonl(folder / "articles.jsonl")]
    more = [row for row in more if fingerprint(row["article"]) not in seen]
    return [*rows, *(row for row in more if held is None or not held.holds(row))]


def write_jsonl(path: Path, rows: list[Row]) -> None:
    """One object a line, .xz; moved into place when whole."""
    beside = path.with_name(path.name + ".part")
    with lzma.open(beside, "wt", encoding="utf-8", preset=1) as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    beside.replace(path)
