"""The same articles give the same bytes, whatever the hash seed and the number of processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_CUES = """
import csv, json, sys
from summarise.mentions import penalties, sums
from summarise.records import Document
from summarise.text.source import Source
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8"), delimiter="\\t", quoting=csv.QUOTE_NONE))
text = [" ".join(r["sentence"] for r in rows[k : k + 8]) for k in range(0, 64, 8)]
sources = [Source(Document(article=t)) for t in text]
print(json.dumps([[m.guess, m.cues] for s in sources for m in [*sums.find(s), *penalties.find(s)]]))
"""


def _run(seed: int, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": str(seed)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def test_cues_come_in_one_order() -> None:
    table = str(ROOT / "tests/data/distinctions.tsv")
    first = _run(1, "-c", _CUES, table)
    assert len(json.loads(first)) > 20
    assert all(_run(seed, "-c", _CUES, table) == first for seed in (2, 3))


def test_briefs_are_the_same_bytes(tmp_path: Path) -> None:
    found = []
    for seed, jobs in ((1, 1), (2, 2)):
        out = tmp_path / f"{seed}.jsonl"
        _run(seed, "-m", "summarise", "batch", "examples", str(out), "--jobs", str(jobs))
        found.append(out.read_bytes())
    assert found[0]
    assert found[0] == found[1]
