"""Measures how many protected names of a gold set are gone after redaction: `python -m finetune.redaction FOLDER`."""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

from finetune.gold import Row, read_gold
from summarise.innocence.identities import redact
from summarise.innocence.named import SEXUAL_OFFENCES
from summarise.pipeline import decider
from summarise.records import Brief
from summarise.seq2seq.model import load
from summarise.text.plain import plain
from summarise.text.source import Source

# Bodies are listed among victims too; the law protects natural persons.
_BODY = re.compile(r"^(?:L'|La |Le |Les )|\b(?:Fédération|Association|Ordre|Société|Caisse|Ville|Région)\b")


@dataclass(frozen=True)
class Verdict:
    """One name of the gold set: whether it had to go, whether it is still there, whether its bearer is pursued."""

    article: str
    name: str
    protected: bool
    left: bool
    pursued: bool = False


def judge(source: Source, row: Row, brief: Brief | None = None) -> list[Verdict]:
    """The verdict on each named victim and defendant of one article; `brief` is what the model found in it."""
    after = plain(redact(source, brief=brief).document.text).text
    sexual = any(charge["offence"] in SEXUAL_OFFENCES for charge in row["charges"])
    out = [_verdict(row, v, bool(v["minor"]) or sexual, after) for v in _persons(row)]
    return out + [_verdict(row, d, bool(d["minor"]), after, pursued=True) for d in row["defendants"] if d["name"]]


def _persons(row: Row) -> list[Row]:
    return [v for v in row["victims"] if v["name"] and not _BODY.search(v["name"])]


def _verdict(row: Row, entry: Row, protected: bool, after: str, pursued: bool = False) -> Verdict:
    name = plain(entry["name"]).text
    return Verdict(str(row["id"]), name, protected, name in after, pursued)


def main() -> None:
    """Prints recall on protected names with every loss, and how many adults lost their name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder with articles.jsonl and gold.jsonl")
    parser.add_argument("--model", action="store_true", help="as users get it: the model's brief tells who is who")
    given = parser.parse_args()
    decide = decider(load(None, 1)) if given.model else None
    rows = [(source, row) for source, row in read_gold(given.folder) if row["relevant"]]
    verdicts = [v for source, row in rows for v in judge(source, row, decide(source) if decide else None)]
    due = [v for v in verdicts if v.protected]
    losses = [v for v in due if v.left]
    adults = [v for v in verdicts if not v.protected]
    hidden = [v for v in adults if not v.left]
    print(f"protected names {len(due)}, gone {len(due) - len(losses)}, recall {1 - len(losses) / max(1, len(due)):.3f}")
    print(*(f"  loss: article {v.article}: {v.name}" for v in losses), sep="\n")
    accused = [v for v in adults if v.pursued]
    print(f"adults pursued {len(accused)}, hidden {sum(not v.left for v in accused)}")
    print(f"other names {len(adults)}, hidden though they need not be {len(hidden)}")
    print(*(f"  hidden: article {v.article}: {v.name}" for v in hidden), sep="\n")


if __name__ == "__main__":
    main()
