"""OrangeSum without its headlines-only articles, and the articles kept apart to measure summaries on."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from finetune.annotations import SHIPPED
from finetune.corpus import Row, fingerprint, read_jsonl
from summarise.brief.extract.passages import folded_words

# A shorter heading is a date or a label ("6 mars"): such articles belong to OrangeSum's titles, not its abstracts.
LEAST_WORDS = 10
# Of articles that no brief was written for, this share is kept apart: 1 300 of them have an abstract.
SHARE = 0.06


def kept_apart(mark: str) -> bool:
    """Whether the article with this fingerprint measures summaries, and so teaches nothing."""
    return int(hashlib.sha256(f"validation {mark}".encode()).hexdigest()[:8], 16) < SHARE * 2**32


def briefed(briefs: Path) -> set[str]:
    """Fingerprints of every article that has a gold brief, beside the project or shipped with it."""
    marks = {fingerprint(r["article"]) for path in sorted(briefs.glob("*/articles.jsonl")) for r in read_jsonl(path)}
    shipped = (row for path in sorted(SHIPPED.glob("*.jsonl.xz")) for row in read_jsonl(path))
    return marks | {row["article"] for row in shipped if "article" in row}


def has_abstract(row: Row) -> bool:
    """Whether the heading is an abstract."""
    return len(folded_words(row["heading"])) >= LEAST_WORDS


def split(rows: Iterable[Row], briefs: Path, *, apart: bool) -> Iterator[Row]:
    """The articles with abstracts to measure on (`apart`), or to learn from; none twice, none with a gold brief."""
    seen = briefed(briefs)
    for row in rows:
        mark = fingerprint(row["article"])
        if mark not in seen and has_abstract(row) and kept_apart(mark) is apart:
            yield row
        seen.add(mark)
