"""Annotations without articles: joined again by the digest of the article's text, whatever its number and spaces."""

import json
from pathlib import Path

import pytest

from finetune.annotations import SHIPPED, pack, pack_english, pack_own, translated, unpack, unpack_own
from finetune.corpus import fingerprint, own_rows, read_jsonl
from summarise.errors import FileProblem

ARTICLE = {
    "id": "a1",
    "title": "T",
    "heading": "",
    "article": "Le tribunal de Brive a relaxé le boulanger.",
    "date": None,
}
INVENTED = SHIPPED / "invented.jsonl.xz"  # these articles are our own
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
    "path", sorted(set(SHIPPED.glob("*.xz")) - {SHIPPED / "english.jsonl.xz", INVENTED}), ids=lambda p: p.name
)
def test_shipped_annotations_hold_no_article(path: Path) -> None:
    for row in read_jsonl(path):
        assert len(row["article"]) == 16
        assert not {"title", "heading"} & set(row)
        spans = [s["text"] for key in ("charges", "amounts", "sentences") for s in row.get(key) or []]
        assert all(len(s) < 400 for s in spans), json.dumps(row)[:80]


def test_no_annotated_article_is_both_learnt_from_and_held_out() -> None:
    held = {row["article"] for row in read_jsonl(SHIPPED / "dev.jsonl.xz")}
    learnt = {row["article"] for name in ("train", "added") for row in read_jsonl(SHIPPED / f"{name}.jsonl.xz")}
    assert len(held) > 50
    assert not held & learnt
    assert not held & {fingerprint(row["article"]) for row in read_jsonl(INVENTED)}


def test_invented_articles_hold_the_words_of_their_briefs(tmp_path: Path) -> None:
    rows = list(read_jsonl(INVENTED))
    assert unpack_own(rows, tmp_path) == len(rows) == len({fingerprint(row["article"]) for row in rows})
    for row in rows:
        text = "\n".join((row["title"], row["heading"], row["article"]))
        spans = [
            s["text"] for key in ("defendants", "charges", "amounts", "sentences") for s in row["brief"].get(key) or []
        ]
        assert [s for s in spans if s not in text] == [], row["id"]


def test_articles_of_one_s_own_with_and_without_a_brief(tmp_path: Path) -> None:
    assert pack_own([ARTICLE], [GOLD], tmp_path / "own.jsonl.xz") == 1
    (row,) = own_rows(tmp_path / "own.jsonl.xz")
    assert unpack_own([row, {**row, "brief": None}], tmp_path / "out") == 1
    assert list(read_jsonl(tmp_path / "out" / "gold.jsonl")) == [GOLD]
    assert unpack_own([{**ARTICLE}], tmp_path / "none") == 0
    assert not (tmp_path / "none").exists()


def test_a_line_without_a_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text('{"article": "Un texte."}\n{"text": "Un autre."}\n', encoding="utf-8")
    with pytest.raises(FileProblem, match="ligne 2"):
        own_rows(tmp_path / "own.jsonl")
