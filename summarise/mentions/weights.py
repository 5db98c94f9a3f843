"""Weighed rules: small tables of what each fact of the context speaks for, kept as data beside the code."""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, float]:
    """The weights of `data/<name>_weights.tsv`: {"trial@head": 0.6}."""
    path = files("summarise.mentions") / "data" / f"{name}_weights.tsv"
    with path.open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["fact"]: float(row["weight"]) for row in rows}


def weigh(facts: Iterable[str], name: str) -> float:
    """The sum of the weights of `facts`; a fact that the table does not list weighs nothing."""
    weights = table(name)
    return sum(weights.get(fact, 0.0) for fact in sorted(facts))
