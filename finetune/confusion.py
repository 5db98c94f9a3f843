"""Which value is taken for which, where the product found the thing but not what it is."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

Row = Mapping[str, Any]
Same = Callable[[Row, Row], bool]
# What the gold brief has and the product lacks, and the other way round.
MISSED, ADDED = "(manque)", "(en trop)"


@dataclass(frozen=True)
class Confusion:
    """How often `gold` was told as `given`: `counts[gold, given]`."""

    name: str
    counts: Mapping[tuple[str, str], int]

    @property
    def labels(self) -> tuple[list[str], list[str]]:
        """The gold values and the given ones, the most frequent first, what is missed or added last."""
        sides = []
        for side, last in ((0, ADDED), (1, MISSED)):
            total: Counter[str] = Counter()
            for pair, n in self.counts.items():
                total[pair[side]] += n
            sides.append(sorted(total, key=lambda label, t=total, x=last: (label == x, -t[label], label)))  # type: ignore[misc]
        return sides[0], sides[1]

    @property
    def right(self) -> float:
        """The share of what was found that is told right."""
        found = {pair: n for pair, n in self.counts.items() if MISSED not in pair and ADDED not in pair}
        return sum(n for (a, b), n in found.items() if a == b) / max(1, sum(found.values()))

    def rows(self) -> list[dict[str, Any]]:
        """For JSON: one object a pair of values."""
        ordered = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))
        return [{"gold": a, "given": b, "count": n} for (a, b), n in ordered]

    def markdown(self) -> str:
        """A table: gold values down, given ones across."""
        gold, given = self.labels
        head = [f"{self.name} : fiche ↓, produit →", *given]
        lines = [[g, *(str(self.counts.get((g, p), "")) for p in given)] for g in gold]
        return "\n".join("| " + " | ".join(line) + " |" for line in [head, ["---"] * len(head), *lines])


def _paired(gold: Sequence[Row], given: Sequence[Row], same: Same, key: str) -> Iterator[tuple[Row | None, Row | None]]:
    """Each gold entry with the given one that is the same thing, one that says the same of it if there is one."""
    left = list(given)
    for entry in gold:
        alike = [k for k, other in enumerate(left) if same(entry, other)]
        best = min(alike, key=lambda k: (left[k].get(key) != entry.get(key), k), default=None)
        yield entry, None if best is None else left.pop(best)
    yield from ((None, other) for other in left)


def _label(entry: Row | None, key: str, none: str) -> str:
    return none if entry is None else str(entry.get(key))


def _same_penalty(scorer: ModuleType) -> Same:
    """The same penalty but for whether it is asked, possible or given."""

    def same(gold: Row, given: Row) -> bool:
        alike = scorer.alike(gold.get("text"), given.get("text"))
        return bool(gold["kind"] == given["kind"] and (gold["months"] == given["months"]) and alike)

    return same


def _listed(name: str, field: str, key: str, same: Same, pairs: Iterable[tuple[Row, Row]]) -> Confusion:
    counts: Counter[tuple[str, str]] = Counter()
    for gold, given in pairs:
        for a, b in _paired(gold.get(field) or [], given.get(field) or [], same, key):
            counts[_label(a, key, ADDED), _label(b, key, MISSED)] += 1
    return Confusion(name, counts)


def confusions(scorer: ModuleType, gold: Sequence[Row], predicted: Mapping[str, Row]) -> list[Confusion]:
    """Asked or given, kinds of sums, statuses, stages and courts, over the relevant articles."""
    pairs = [(g, predicted.get(g["id"], {})) for g in gold if g.get("relevant", True)]
    sums = scorer.LOOSE["amount_value"][1]
    court = Counter((_label(g.get("court"), "type", ADDED), _label(p.get("court"), "type", MISSED)) for g, p in pairs)
    return [
        _listed("peines, demandées ou prononcées", "sentences", "state", _same_penalty(scorer), pairs),
        _listed("genre des sommes", "amounts", "kind", sums, pairs),
        _listed("statut des personnes", "defendants", "status", scorer.MATCH["defendants"], pairs),
        Confusion("stade", Counter((str(g.get("stage")), str(p.get("stage"))) for g, p in pairs)),
        Confusion("juridiction", {pair: n for pair, n in court.items() if pair != (ADDED, MISSED)}),
    ]
