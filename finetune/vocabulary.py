"""The guard's list of English words: those of the parallel corpus, of the gold summaries and of the term tables."""

import csv
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_NAME = re.compile(r"\b[A-Z]\w*")
# A word seen once in the corpus is as often a slip as a word; those of gold summaries were written with care.
LEAST = 2


def words_of(text: str) -> list[str]:
    """The words of an English text that begin with a small letter, hyphens apart."""
    return [part for word in WORD.findall(_NAME.sub(" ", text.replace("’", "'"))) for part in word.split("-")]


def corpus_words(paths: Iterable[Path]) -> Iterator[str]:
    """Words that the English side of the parallel files has often enough."""
    counts: Counter[str] = Counter()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                counts.update(words_of(line.rpartition("\t")[2]))
    yield from (word for word, count in counts.items() if count >= LEAST)


def gold_words(paths: Iterable[Path]) -> Iterator[str]:
    """Words of the English gold summaries."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from words_of(json.loads(line).get("summary_en") or "")


def table_words() -> Iterator[str]:
    """Words of the English columns of the shipped tables."""
    folder = files("summarise.translate")
    for name in ("terms.tsv", "verbs.tsv", "lexicon.tsv"):
        lines = folder.joinpath(name).read_text(encoding="utf-8").splitlines()
        rows = csv.DictReader((x for x in lines if x and x[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE)
        yield from (word for row in rows for word in words_of(f"{row.get('en') or ''} {row.get('en_plural') or ''}"))
    for line in folder.joinpath("nouns.tsv").read_text(encoding="utf-8").splitlines():
        yield from words_of(line.rpartition("\t")[2])


def write(path: Path, shared: Path) -> int:
    """Write the list, twelve words a line; how many there are."""
    parallel = (shared / "parallel" / f"{name}.tsv.xz" for name in ("core", "europarl"))
    gold = (shared / "briefs" / name / "gold.jsonl" for name in ("train", "written"))
    found = sorted({w for w in (*corpus_words(parallel), *gold_words(gold), *table_words()) if len(w) > 1})
    lines = [" ".join(found[k : k + 12]) for k in range(0, len(found), 12)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(found)


if __name__ == "__main__":
    print(write(Path("summarise/translate/english_words.txt"), Path("../shared")))
