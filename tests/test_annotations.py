"""Annotations without articles: joined again by the digest of the article's text, whatever its number and spaces."""

import json
from pathlib import Path

import pytest

from finetune.annotations import SHIPPED, pack, pack_english, translated, unpack
from finetune.corpus import read_jsonl

ARTICLE = {
    "id": "a1",
    "title": "T",
    "heading": "",
    "article": "Le tribunal de Brive a relaxé le boulanger.",
    "date": None,
}
GOLD = {"id": "a1", "relevant": True, "stage": "jugement"}


def test_a_brief_finds_its_article_under_another_number(tmp_path: Path) -> None:
    assert pack([ARTICLE], [GOLD, {"id": "lost"}], tmp_path / "a.jsonl.xz") == 1
    moved = {**ARTICLE, "id": "z9", "article": "Le tribunal de Brive  a relaxé\u00a0le boulanger ."}
    assert unpack(tmp_path / "a.jsonl.xz", [{**ARTICLE, "article": "Autre chose."}, moved], tmp_path / "out") == 1
    (gold,) = read_jsonl(tmp_path / "out" / "gold.jsonl")
    assert gold["id"] == "z9"
    assert gold["stage"] == "jugement"


def test_a_translation_finds_its_sentence(tmp_path: Path) -> None:
    pack_english([("Il a été relaxé.", "He was acquitted.")], tmp_path / "e.jsonl.xz")
    row = {**ARTICLE, "article": "Le tribunal a jugé. Il a été  relaxé. Le parquet fait appel."}
    assert list(translated(tmp_path / "e.jsonl.xz", [row])) == [("Il a été  relaxé.", "He was acquitted.")]


@pytest.mark.parametrize(
    "path", sorted(set(SHIPPED.glob("*.xz")) - {SHIPPED / "english.jsonl.xz"}), ids=lambda p: p.name
)
def test_shipped_annotations_hold_no_article(path: Path) -> None:
    for row in read_jsonl(path):
        assert len(row["article"]) == 16
        assert not {"title", "heading"} & set(row)
        spans = [s["text"] for key in ("charges", "amounts", "sentences") for s in row.get(key) or []]
        assert all(len(s) < 400 for s in spans), json.dumps(row)[:80]
