"""French labels of codes, from one file; names of offences from the table that finds them."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class OffenceLabel:
    """`fr` is the offence's name; `law` the article of law written out, empty when there is none."""

    fr: str
    law: str = ""


@cache
def _labels() -> dict[str, dict[str, Any]]:
    import yaml  # noqa: PLC0415 - only who renders pays for it

    text = files("summarise.render").joinpath("labels_fr.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def label(group: str, code: str) -> str:
    """The French label of `code`; an unknown code is shown as it is, with spaces."""
    found = _labels().get(group, {}).get(code, code.replace("_", " "))
    return str(found[0]) if isinstance(found, list) else str(found)


def agreed(group: str, code: str, *, plural: bool, feminine: bool) -> str:
    """The French label of `code`, agreed with whom it is said of: « condamné », « mises en examen »."""
    forms = _labels().get(group, {}).get(code)
    if not isinstance(forms, list):
        return label(group, code)
    return str(forms[plural + 2 * (feminine and len(forms) > 2)])


def _law(article: str) -> str:
    """« CP 222-37 » written out: « art. 222-37 du code pénal »."""
    code, _, number = article.partition(" ")
    name = label("code", code)
    article_of = "de la" if name.startswith("loi") else "du"
    return f"art. {number} {article_of} {name}" if number else ""


@cache
def _offences() -> dict[str, OffenceLabel]:
    table = files("summarise.mentions").joinpath("data").joinpath("offences.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["code"]: OffenceLabel(row["label"], _law(row["article"] or "")) for row in rows}


def offence(code: str) -> OffenceLabel:
    """The name and the article of law of an offence."""
    return _offences().get(code) or OffenceLabel(code.replace("_", " "))


def offence_codes() -> tuple[str, ...]:
    """All codes of offences."""
    return tuple(_offences())
