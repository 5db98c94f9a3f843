"""Counts statuses later than the gold brief's: `python -m finetune.statuses FOLDER`.

FOLDER holds articles.jsonl and gold.jsonl; the scorer lies beside it. People are paired as the scorer pairs them.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from finetune.gold import Row, read_gold
from finetune.scoring import load_scorer
from summarise.innocence.lattice import precedes, states_guilt
from summarise.innocence.policy import load_policy
from summarise.pipeline import decider
from summarise.seq2seq.model import load

Pair = tuple[str, str]


def is_later(told: str, gold: str) -> bool:
    """Whether a brief says more against somebody than the gold one does.

    Pursued is more than not pursued at all ("autre", "defendeur"); convicted is more than cleared.
    """
    if told == gold or load_policy().statuses[told].clears:
        return False
    if load_policy().statuses[gold].clears:
        return states_guilt(told) or not precedes(told, gold)
    if gold in {"autre", "defendeur"}:
        return told not in {"autre", "defendeur", "suspect"}
    return precedes(gold, told)


def pairs(scorer: ModuleType, row: Row, people: list[Row]) -> Iterator[Pair]:
    """(told, gold) status of each person of the gold brief whom the brief has too."""
    left = list(people)
    for person in row["defendants"]:
        found = next((p for p in left if scorer.same_person(person, p)), None)
        if found is not None:
            left.remove(found)
            yield found["status"], person["status"]


def main() -> None:
    """Prints how many people are found, how many have the gold's status, how many a later one, and which."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder with articles.jsonl and gold.jsonl")
    parser.add_argument("--checkpoint", type=Path, help="the model [the embedded one]")
    given = parser.parse_args()
    decide, scorer = decider(load(given.checkpoint, 1)), load_scorer(given.folder.parent)
    found: list[Pair] = []
    for source, row in read_gold(given.folder):
        if row["relevant"]:
            people = [person.model_dump() for person in decide(source).defendants]
            found += pairs(scorer, row, people)
    later = Counter(pair for pair in found if is_later(*pair))
    right = sum(told == gold for told, gold in found)
    print(f"people found {len(found)}, right status {right}, later than the gold {later.total()}")
    for (told, gold), count in later.most_common():
        print(f"  {count:3d} {told}, gold {gold}")


if __name__ == "__main__":
    main()
