"""The phrases by which French news names courts, prosecution offices and investigating judges."""

import csv
import re
from functools import cache
from importlib.resources import files

# Parts that several names share; "{judge}" in data/courts_names.tsv stands for the text here.
_PARTS = {
    "of_court": r"(?: (?:du tribunal(?: (?:de grande instance|judiciaire|correctionnel))?"
    r"|près le tribunal(?: judiciaire)?|au palais de justice))?",
    "judge": r"(?:juge|magistrat)(?:e)?s?",
}


def _filled(pattern: str) -> str:
    for name, part in _PARTS.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


@cache
def pattern() -> re.Pattern[str]:
    """One pattern for all names; the group that matched says the type.

    Names are tried in the order of data/courts_names.tsv, the longer and the more telling first. A type that begins
    with "bare_" is a word such as "le tribunal", whose meaning hangs on what the article named before.
    """
    names: dict[str, list[str]] = {}
    path = files("summarise.mentions") / "data" / "courts_names.tsv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            names.setdefault(row["type"], []).append(_filled(row["pattern"]))
    groups = "|".join(f"(?P<{name}>{'|'.join(listed)})" for name, listed in names.items())
    return re.compile(rf"(?<![\w-])(?:{groups})(?!\w)", re.IGNORECASE)
