"""Measures how many protected names of a gold set are gone after redaction: `python -m finetune.redaction FOLDER`."""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

from finetune.gold import Row, read_gold
from summarise.innocence.identities import redact
from summarise.text.plain import plain
from summarise.text.source import Source

SEXUAL = frozenset(
    (
        "viol",
        "viol_mineur",
        "agression_sexuelle",
        "agression_sexuelle_mineur",
        "atteinte_sexuelle_mineur",
        "corruption_mineur",
        "pedopornographie",
        "exhibition_sexuelle",
        "harcelement_sexuel",
        "proxenetisme",
    )
)


# Bodies are listed among victims too; the law protects natural persons.
_BODY = re.compile(r"^(?:L'|La |Le |Les )|\b(?:Fédération|Association|Ordre|Société|Caisse|Ville|Région)\b")


@dataclass(frozen=True)
class Verdict:
    """One name of the gold set: whether it had to go, and whether it is still there."""

    article: str
    name: str
    protected: bool
    left: bool


def judge(source: Source, row: Row) -> list[Verdict]:
    """The verdict on each named victim and defendant of one article."""
    after = plain(redact(source).document.text).text
    sexual = any(charge["offence"] in SEXUAL for charge in row["charges"])
    out = [_verdict(row, v, bool(v["minor"]) or sexual, after) for v in _persons(row)]
    return out + [_verdict(row, d, bool(d["minor"]), after) for d in row["defendants"] if d["name"]]


def _persons(row: Row) -> list[Row]:
    return [v for v in row["victims"] if v["name"] and not _BODY.search(v["name"])]


def _verdict(row: Row, entry: Row, protected: bool, after: str) -> Verdict:
    name = plain(entry["name"]).text
    return Verdict(str(row["id"]), name, protected, name in after)


def main() -> None:
    """Prints recall on protected names with every loss, and how many adults lost their name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder with articles.jsonl and gold.jsonl")
    verdicts = [
        v for source, row in read_gold(parser.parse_args().folder) if row["relevant"] for v in judge(source, row)
    ]
    due = [v for v in verdicts if v.protected]
    losses = [v for v in due if v.left]
    adults = [v for v in verdicts if not v.protected]
    hidden = [v for v in adults if not v.left]
    print(f"protected names {len(due)}, gone {len(due) - len(losses)}, recall {1 - len(losses) / max(1, len(due)):.3f}")
    print(*(f"  loss: article {v.article}: {v.name}" for v in losses), sep="\n")
    print(f"other names {len(adults)}, hidden though they need not be {len(hidden)}")
    print(*(f"  hidden: article {v.article}: {v.name}" for v in hidden), sep="\n")


if __name__ == "__main__":
    main()
