"""Builds the word lists of the rules: read once, compiled on first use."""

import re
from functools import cache
from importlib.resources import files

import yaml

_QUOTES = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
NAME = r"[A-ZÀ-Þ][\w'’-]+(?:\s(?:de\s|d'|da\s|el\s)?[A-ZÀ-Þ][\w'’-]*\.?)*"


@cache
def words(language: str) -> dict[str, str]:
    """The lists of `words_fr.yaml` or `words_en.yaml`, each as alternatives of a regular expression."""
    raw = files(__package__).joinpath(f"words_{language}.yaml").read_text(encoding="utf-8")
    lists = yaml.safe_load(raw)
    return {key: value if key == "phrases" else _alternatives(value) for key, value in lists.items()}


def _alternatives(value: str) -> str:
    return "|".join(sorted(value.split(), key=lambda w: (-len(w), w)))


def phrases(language: str) -> str:
    """The phrases of the list, without the line breaks of the file."""
    return re.sub(r"\|\s+", "|", words(language)["phrases"])


def quoted(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each quotation."""
    return [m.span() for m in _QUOTES.finditer(text)]


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that matches any of `patterns`, whatever the case."""
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
