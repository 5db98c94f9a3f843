"""`summarise translate`, `brief --english` and `batch --english` as a user runs them."""

import json
from pathlib import Path

import pytest

from summarise.cli import run
from summarise.errors import SummariseError
from summarise.settings import Settings
from summarise.sources.gate import check_french

FRENCH = "Le maire a été mis en examen mardi pour favoritisme."


def written(tmp_path: Path, text: str, name: str = "a.txt") -> str:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / name)


def test_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["translate", written(tmp_path, FRENCH)]) == 0
    out, err = capsys.readouterr()
    assert "placed under formal investigation" in out
    assert ("[?]" in out) == bool(err), "what is not sure is said to be so, in both places"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("123 456", "too_short"),
        ("\0" * 9, "binary"),
        ("The mayor was placed under formal investigation on Tuesday.", "not_french"),
        ("Der Bürgermeister wurde am Dienstag von der Polizei in der Stadt verhaftet.", "not_french"),
        ("мэр был арестован во вторник в городе полицией по подозрению в коррупции", "not_french"),
        ("mot " * 60_000, "too_large"),
    ],
)
def test_what_cannot_be_translated_is_refused_in_one_sentence(text: str, code: str) -> None:
    with pytest.raises(SummariseError) as caught:
        check_french(text, Settings().limits)
    assert caught.value.code == code
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    "text", [FRENCH, "Relaxe.", "Annecy : un professeur condamné", "LE MAIRE MIS EN EXAMEN", "le " * 10_000]
)
def test_french_of_any_length_is_taken(text: str) -> None:
    check_french(text, Settings().limits)


def test_markup_is_taken_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = f"<html><body><article><p>{FRENCH} {FRENCH.replace('maire', 'préfet')}</p></article></body></html>"
    assert run(["translate", written(tmp_path, page, "a.html")]) == 0
    assert "<" not in capsys.readouterr().out


def test_lines(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": FRENCH},
        {"id": 7, "text": "She was tried in London by the court on Monday."},
        {"id": "c"},
        {"id": "d", "text": "Elle a été relaxée."},
    ]
    source = written(tmp_path, "\n".join([*map(json.dumps, lines), "{pas du json", "[1]", ""]), "in.jsonl")
    out = tmp_path / "out.jsonl"
    assert run(["translate", source, str(out)]) == 3
    made = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [m["id"] for m in made] == ["a", 7, "c", "d", "ligne-5", "ligne-6"]
    assert ["en" in m for m in made] == [True, False, False, True, False, False]
    assert [m["error"]["code"] for m in made if "error" in m] == [
        "not_french",
        "bad_record",
        "bad_record",
        "bad_record",
    ]
    assert set(made[0]) == {"id", "en", "warnings"}
    assert "acquitted" in made[3]["en"]


@pytest.mark.parametrize(
    ("source", "out"), [("absent.jsonl", "o.jsonl"), ("a.txt", "o.jsonl"), ("in.jsonl", "in.jsonl")]
)
def test_files_that_cannot_be_used(tmp_path: Path, source: str, out: str) -> None:
    written(tmp_path, FRENCH)
    written(tmp_path, "{}", "in.jsonl")
    assert run(["translate", str(tmp_path / source), str(tmp_path / out)]) == 2


def test_a_newsroom_has_its_own_terms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = written(tmp_path, "fr\tkind\ten\nmaire\trole\tfirst citizen\n", "own.tsv")
    config = written(tmp_path, f"english:\n  terms: {own}\n", "c.yaml")
    assert run(["translate", written(tmp_path, FRENCH), "--config", config]) == 0
    assert "first citizen" in capsys.readouterr().out


def test_a_bad_term_file_is_one_sentence(tmp_path: Path) -> None:
    config = written(tmp_path, "english:\n  terms: /nulle/part.tsv\n", "c.yaml")
    assert run(["translate", written(tmp_path, FRENCH), "--config", config]) == 2
