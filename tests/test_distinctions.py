"""Asked, possible, given; firm, suspended; seized, fined; first instance, appeal: never one for the other.

An item is `kind:state:months:suspended` for a penalty, `amende:state:value` for a fine, `sum:kind:value` for money; `*`
stands for any. What must come out and does not is a miss, and is counted; what must not and does is a swap, and fails.
"""

import csv
from pathlib import Path

import pytest

from summarise.mentions import penalties, sums
from summarise.mentions.base import Mention, PenaltyValue, SumValue
from summarise.records import Document
from summarise.text.source import Source

TABLE = Path(__file__).parent / "data" / "distinctions.tsv"
LEAST_FOUND = 0.95  # measured 0.966 when the table was made: 8 of 232 missed


def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value < 1e5 else f"{value:.0f}"


def _penalty(mention: Mention, money: dict[tuple[int, int], SumValue]) -> str:
    value = mention.value
    assert isinstance(value, PenaltyValue)
    if value.penalty in {"amende", "dommages"}:
        return f"{value.penalty}:{mention.guess}:{_number(money[mention.start, mention.end].value)}"
    return f"{value.penalty}:{mention.guess}:{_number(value.months)}:{_number(value.suspended_months)}"


def _found(sentence: str) -> list[str]:
    """All that the finders believe of one sentence, in the table's notation."""
    source = Source(Document(article=sentence))
    money = {(m.start, m.end): m.value for m in sums.find(source) if isinstance(m.value, SumValue)}
    told = [f"sum:{m.guess}:{_number(m.value.value)}" for m in sums.find(source) if isinstance(m.value, SumValue)]
    return told + [_penalty(m, money) for m in penalties.find(source) if m.guess != "none"]


def _matches(wanted: str, found: str) -> bool:
    """Whether every part named in `wanted` is so in `found`."""
    parts = found.split(":")
    return all(w in ("*", parts[i] if i < len(parts) else "") for i, w in enumerate(wanted.split(":")))


def test_the_table_is_large() -> None:
    assert len(_rows()) >= 200
    assert len({r["sentence"] for r in _rows()}) == len(_rows())


@pytest.mark.parametrize("row", _rows(), ids=lambda r: r["sentence"][:60])
def test_no_swap(row: dict[str, str]) -> None:
    found = _found(row["sentence"])
    assert not [w for w in row["must_not"].split() if any(_matches(w, f) for f in found)], found


# Of twenty sentences written after the rules, four are told wrong. They wait here for the rule that tells them right.
OPEN = [
    (
        "La caution a été fixée à 50.000 euros et 200.000 euros ont été gelés sur ses comptes.",
        "sum:saisie:50000",
    ),
    (
        "Le procureur a réclamé une amende de 30.000 euros, le tribunal l'a limitée à 10.000 euros.",
        "amende:requise:10000",
    ),
    (
        "Le tribunal est allé au-delà des réquisitions : trois ans ferme au lieu des deux ans demandés.",
        "prison:requise:36:*",
    ),
    (
        "La rançon de 500.000 euros n'a jamais été versée, 20.000 euros ont été retrouvés et saisis.",
        "sum:rancon:20000",
    ),
]


@pytest.mark.parametrize(("sentence", "swap"), OPEN, ids=[o[0][:40] for o in OPEN])
@pytest.mark.xfail(strict=True, reason="not told apart yet")
def test_swaps_still_open(sentence: str, swap: str) -> None:
    assert not any(_matches(swap, found) for found in _found(sentence))


def test_few_misses() -> None:
    wanted = [(r["sentence"], w) for r in _rows() for w in r["must"].split()]
    missed = [(s, w) for s, w in wanted if not any(_matches(w, f) for f in _found(s))]
    assert 1 - len(missed) / len(wanted) >= LEAST_FOUND, missed
