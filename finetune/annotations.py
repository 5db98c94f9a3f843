"""Our own gold briefs without the articles: an annotation names its article by the digest of the article's text.

Who has the corpus (OrangeSum, CC BY-SA 4.0) gets articles and briefs together again; the project ships no article.
"""

import json
import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path

from finetune.corpus import Row, fingerprint, read_jsonl
from summarise.text.sentences import sentences

SHIPPED = Path(__file__).with_name("annotations")


def pack(articles: Iterable[Row], gold: Iterable[Row], out: Path) -> int:
    """Writes the briefs of `gold` to `out` (JSON Lines, .xz), each with its article's digest; returns how many."""
    marks = {str(row["id"]): fingerprint(row["article"]) for row in articles}
    rows = [{"article": marks[str(g["id"])], **g} for g in gold if str(g["id"]) in marks]
    with lzma.open(out, "wt", encoding="utf-8", preset=9) as lines:
        for row in rows:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return len(rows)


def unpack(annotations: Path, corpus: Iterable[Row], folder: Path) -> int:
    """Writes articles.jsonl and gold.jsonl into `folder` for the annotated articles of `corpus`; returns how many."""
    wanted = {row["article"]: row for row in read_jsonl(annotations)}
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with (
        (folder / "articles.jsonl").open("w", encoding="utf-8") as articles,
        (folder / "gold.jsonl").open("w", encoding="utf-8") as gold,
    ):
        for row in corpus:
            brief = wanted.pop(fingerprint(row["article"]), None)
            if brief is None:
                continue
            count += 1
            articles.write(json.dumps(row, ensure_ascii=False) + "\n")
            gold.write(json.dumps({**brief, "id": str(row["id"])}, ensure_ascii=False) + "\n")
    return count


def pack_own(articles: Iterable[Row], gold: Iterable[Row], out: Path) -> int:
    """Writes articles that may be given away with their briefs to `out` (JSON Lines, .xz); returns how many."""
    briefs = {str(row["id"]): row for row in gold}
    rows = [{**row, "brief": {k: v for k, v in briefs[str(row["id"])].items() if k != "id"}} for row in articles]
    with lzma.open(out, "wt", encoding="utf-8", preset=9) as lines:
        for row in rows:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return len(rows)


def unpack_own(rows: Iterable[Row], folder: Path) -> int:
    """Writes articles.jsonl and gold.jsonl into `folder` for the rows that have a brief; returns how many."""
    known = [row for row in rows if row.get("brief")]
    if known:
        folder.mkdir(parents=True, exist_ok=True)
        articles = [{k: v for k, v in row.items() if k != "brief"} for row in known]
        gold = [{"id": str(row["id"]), **row["brief"]} for row in known]
        for name, part in (("articles.jsonl", articles), ("gold.jsonl", gold)):
            text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in part)
            (folder / name).write_text(text, encoding="utf-8")
    return len(known)


def pack_english(pairs: Iterable[tuple[str, str]], out: Path) -> None:
    """Writes (French, English) sentences to `out` with the digest of the French instead of its words."""
    with lzma.open(out, "wt", encoding="utf-8", preset=9) as lines:
        for french, english in pairs:
            lines.write(json.dumps({"sentence": fingerprint(french), "en": english}, ensure_ascii=False) + "\n")


def translated(translations: Path, corpus: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """The (French, English) sentences of `translations` whose French stands in an article of `corpus`."""
    wanted = {row["sentence"]: row["en"] for row in read_jsonl(translations)}
    for row in corpus:
        for part in (row.get("title") or "", row.get("heading") or "", row["article"]):
            for sentence in (part, *(part[a:b].strip() for a, b in sentences(part))):
                english = wanted.pop(fingerprint(sentence), None) if sentence else None
                if english:
                    yield sentence, english
