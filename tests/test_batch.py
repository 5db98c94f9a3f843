import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import ARTICLE, load_dying, load_fake, load_fragile
from hypothesis import given
from hypothesis import strategies as st

from summarise.batch.csv_rows import csv_rows
from summarise.batch.readers import items
from summarise.batch.run import Tally, run_batch
from summarise.errors import ModelError, SummariseError
from summarise.settings import Settings

ALONE, TOGETHER = Settings(jobs=1), Settings(jobs=2)


def _jsonl(path: Path, *records: Any) -> Path:
    lines = (r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _outcomes(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _codes(path: Path) -> list[tuple[str, str]]:
    return [(o["id"], o["error"]["code"] if "error" in o else "ok") for o in _outcomes(path)]


MIXED = [
    {"id": "a", "article": ARTICLE, "date": "2024-03-06", "url": "https://exemple.fr/a"},
    {"id": "b", "text": ARTICLE, "title": "Un titre", "heading": "Un chapeau"},
    {"id": 7, "article": ""},
    {"id": "d"},
    "{broken",
    '["a list"]',
    {"id": "g", "article": 3},
    {"id": "h", "article": ARTICLE, "date": "hier"},
    {"article": ARTICLE, "unknown": [1]},
    {"id": "j", "article": "The court said that the man was guilty of theft and of fraud. " * 6},
    '{"id": "k", "article": "half \\ud800 pair, et puis des mots de plus dans le texte pour la longueur voulue"}',
    {"id": "l", "article": f"<p>{ARTICLE}</p><script>x()</script>"},
    {"id": "a", "article": None},
]
# An article without an id is named by its content.
NAMELESS = "sha256-" + hashlib.sha256("\0".join(("", "", ARTICLE, "", "")).encode()).hexdigest()[:20]
EXPECTED = [
    ("a", "ok"), ("b", "ok"), ("7", "empty"), ("d", "bad_record"), ("ligne-5", "bad_record"), ("ligne-6", "bad_record"),
    ("g", "bad_record"), ("h", "date"), (NAMELESS, "ok"), ("j", "not_french"), ("k", "encoding"), ("l", "ok"),
    ("a", "empty"),
]  # fmt: skip


@pytest.mark.parametrize("settings", [ALONE, TOGETHER], ids=["alone", "pool"])
def test_one_outcome_for_each_input_in_order(tmp_path: Path, settings: Settings) -> None:
    source, out = _jsonl(tmp_path / "in.jsonl", *MIXED), tmp_path / "out.jsonl"
    assert run_batch(source, out, settings, load=load_fake) == Tally(len(MIXED), 9)
    assert _codes(out) == EXPECTED
    assert {frozenset(o) for o in _outcomes(out)} == {frozenset({"id", "brief"}), frozenset({"id", "error"})}


def test_order_is_kept_by_many_processes(tmp_path: Path) -> None:
    records = [{"id": str(n), "article": ARTICLE * (1 + n % 3)} for n in range(60)]
    run_batch(_jsonl(tmp_path / "in.jsonl", *records), tmp_path / "out.jsonl", Settings(jobs=3), load=load_fake)
    assert [o["brief"]["title_fr"] for o in _outcomes(tmp_path / "out.jsonl")] == [f"Fiche de {n}" for n in range(60)]


def test_a_crash_costs_one_article(tmp_path: Path) -> None:
    texts = {2: "MEURS ", 5: "ÉCHOUE ", 6: "MEURS ", 7: "MEURS "}
    records = [{"id": str(n), "article": texts.get(n, "") + ARTICLE} for n in range(10)]
    out = tmp_path / "out.jsonl"
    tally = run_batch(_jsonl(tmp_path / "in.jsonl", *records), out, TOGETHER, load=load_fragile)
    assert tally == Tally(10, 4)
    assert _codes(out) == [(str(n), "worker" if n in texts else "ok") for n in range(10)]
    assert "Alan" not in json.dumps([o.get("error") for o in _outcomes(out)]), "no word of the article in an error"


@pytest.mark.parametrize("settings", [ALONE, TOGETHER])
def test_without_a_model_nothing_runs(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    source = _jsonl(tmp_path / "in.jsonl", *MIXED)
    with pytest.raises(ModelError):
        run_batch(source, tmp_path / "out.jsonl", settings.model_copy(update={"model": tmp_path / "no"}))


def test_a_model_that_kills_its_process_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="chargé"):
        run_batch(_jsonl(tmp_path / "in.jsonl", *MIXED), tmp_path / "out.jsonl", TOGETHER, load=load_dying)


CSV_CASES: list[tuple[str, str, list[str]]] = [
    ("commas", "id,article\n1,un\n2,deux\n", ["1:un", "2:deux"]),
    ("semicolons", "id;title;article\n1;T, U;un\n", ["1:un"]),
    ("tabs", "id\tarticle\n1\tun, deux; trois\n", ["1:un, deux; trois"]),
    ("a quoted line break", 'id,article\n1,"un\ndeux ""trois"""\n2,b\n', ['1:un\ndeux "trois"', "2:b"]),
    ("too few fields", "id,article\n1\n2,deux\n", ["!ligne-2", "2:deux"]),
    ("too many fields", "id,article\n1,un,deux\n2,deux\n", ["!ligne-2", "2:deux"]),
    ("a quote left open", 'id,article\n1,"un\n2,"deux"\n3,trois\n', ["!ligne-2", "2:deux", "3:trois"]),
    ("a quote open to the end", 'id,article\n1,"un\n2,deux\n3,trois\n', ["!ligne-2", "2:deux", "3:trois"]),
    ("text after a quote", 'id,article\n1,"un"x\n2,deux\n', ["!ligne-2", "2:deux"]),
    ("blank lines", "id,article\n\n1,un\n\n", ["1:un"]),
    ("names in capitals", "ID,Article\n1,un\n", ["1:un"]),
    ("Windows line ends", "id,article\r\n1,un\r\n", ["1:un"]),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CSV_CASES], ids=[c[0] for c in CSV_CASES])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv(tmp_path: Path, text: str, expected: list[str], encoding: str) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(text.encode(encoding))
    found = [f"{i.id}:{i.document.article}" if i.document else f"!{i.id}" for i in items(path, ALONE)]
    assert found == expected


def test_accents_of_a_windows_csv(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("id;article\n1;l’été à Nîmes\n".encode("cp1252"))
    assert [i.document.article for i in items(path, ALONE) if i.document] == ["l’été à Nîmes"]


@given(st.lists(st.text(alphabet='ab",;\n'), max_size=12))
def test_no_csv_breaks_the_reader_and_its_last_good_row_is_kept(lines: list[str]) -> None:
    import io  # noqa: PLC0415

    text = "id,article\n" + "\n".join(lines).replace('"', "", 0) + "\nlast,row\n"
    rows = list(csv_rows(io.StringIO(text, newline="")))
    number, last = rows[-1]
    assert last == {"id": "last", "article": "row"} or '"' in text
    assert number <= text.count("\n")


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-16")
    (folder / "b" / "c.html").write_text(f"<title>T</title><p>{ARTICLE}</p>", encoding="utf-8")
    (folder / "d.md").write_text(f"# Titre\n\n{ARTICLE}", encoding="utf-8")
    (folder / "e.txt").write_bytes(b"%PDF-1.4")
    (folder / "f.jpg").write_bytes(b"\xff\xd8\xff")
    found = [(i.id, i.document.title if i.document else i.error and i.error.code) for i in items(folder, ALONE)]
    assert found == [("a.txt", ""), ("b/c.html", "T"), ("d.md", "Titre"), ("e.txt", "binary")]


def _folder_without_articles(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda p: p / "rien.jsonl", "file"),
        (lambda p: _folder_without_articles(p / "vide"), "file"),
        (lambda p: _jsonl(p / "in.xlsx", "x"), "source"),
        (lambda p: _jsonl(p / "in.jsonl", ""), "source"),
        (lambda p: _jsonl(p / "in.csv", "id,titre", "1,un"), "source"),
    ],
)
def test_an_input_that_is_none_leaves_the_output_alone(tmp_path: Path, make: Callable[[Path], Path], code: str) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("earlier", encoding="utf-8")
    with pytest.raises(SummariseError) as caught:
        run_batch(make(tmp_path), out, ALONE, load=load_fake)
    assert caught.value.code == code
    assert out.read_text(encoding="utf-8") == "earlier"


@pytest.mark.parametrize("out", ["in.jsonl", ".", "nowhere/out.jsonl"])
def test_an_output_that_cannot_be_written(tmp_path: Path, out: str) -> None:
    source = _jsonl(tmp_path / "in.jsonl", *MIXED)
    with pytest.raises(SummariseError) as caught:
        run_batch(source, tmp_path / out, ALONE, load=load_fake)
    assert caught.value.code == "output"
    assert source.stat().st_size


def test_the_input_is_read_as_the_output_is_written(tmp_path: Path) -> None:
    """A batch does not read ahead: when an outcome is told, few more items than outcomes have been taken."""
    records = [{"id": str(n), "article": ARTICLE} for n in range(500)]
    out = tmp_path / "out.jsonl"
    sizes: list[int] = []
    run_batch(
        _jsonl(tmp_path / "in.jsonl", *records),
        out,
        ALONE,
        load=load_fake,
        step=lambda _: sizes.append(out.stat().st_size),
    )
    assert sizes == sorted(sizes)
    assert sizes[0] > 0
    assert len(set(sizes)) == len(records)
