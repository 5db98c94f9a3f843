"""Word lists that a jurist or a sub-editor may edit: lexicon.tsv, one list a line."""

import csv
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("lexicon.tsv").read_text(encoding="utf-8")
    return {row["list"]: frozenset(row["words"].split()) for row in csv.DictReader(text.splitlines(), delimiter="\t")}


def word_list(name: str) -> frozenset[str]:
    """The words of one list, such as "day words"."""
    return _lists()[name]
