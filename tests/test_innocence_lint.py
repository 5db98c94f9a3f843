"""Guilt language: the labelled tables, offsets, and what excuses."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise import cli
from summarise.innocence import People, check, check_text, language_of

DATA = Path(__file__).parent / "data"


def _rows(language: str, split: str) -> list[dict[str, str]]:
    with (DATA / f"innocence_{language}.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [r for r in rows if r["split"].startswith(split)]


@pytest.mark.parametrize(("language", "least"), [("fr", 250), ("en", 100)])
def test_the_tables_are_large_and_balanced(language: str, least: int) -> None:
    rows = _rows(language, "")
    faults = sum(r["label"] == "fault" for r in rows)
    assert len(rows) >= least
    assert 0.4 < faults / len(rows) < 0.6
    assert len({r["sentence"] for r in rows}) == len(rows)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("splits", "least"),
    [(("rules",), 0.97), (("held", "fresh"), 0.95), (("fresh",), 0.85)],
    ids=["seen while writing rules", "all that was not", "written after the rules, at another time"],
)
def test_recall_and_precision(language: str, splits: tuple[str, ...], least: float) -> None:
    """`held` was set aside before the rules were written, `fresh` written after them; neither was looked at since."""
    rows = [r for split in splits for r in _rows(language, split)]
    verdicts = [(r["label"] == "fault", bool(check(r["sentence"], language))) for r in rows]  # type: ignore[arg-type]
    caught = sum(label and found for label, found in verdicts)
    assert caught / sum(label for label, _ in verdicts) >= least
    assert caught / sum(found for _, found in verdicts) >= 0.90


CASES = [
    ("le nom d'auteur", "Le voleur a été placé en garde à vue.", ["nom"]),
    ("le verbe à l'indicatif", "Le suspect a volé trois vélos.", ["verbe"]),
    ("présumé, faute de forme", "Le violeur présumé est en garde à vue.", ["presume"]),
    ("le parquet ne condamne pas", "Le parquet a condamné le maire à un an de prison.", ["requis"]),
    ("condamnation non définitive", "Condamné à six ans, l'escroc a fait appel.", ["appel"]),
    ("condamné", "L'escroc a été condamné à six ans de prison.", []),
    ("cité", "« Le voleur a pris la fuite », dit le gérant.", []),
    ("auteur présumé : toléré", "L'auteur présumé des faits est en garde à vue.", []),
]


@pytest.mark.parametrize(("text", "rules"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_rules(text: str, rules: list[str]) -> None:
    assert [f.rule for f in check(text, "fr")] == rules


def test_a_finding_says_words_reason_law_and_better() -> None:
    (found,) = check("Mardi, le suspect a volé trois vélos.", "fr")
    assert found.words == "a volé"
    assert "avoir volé" in found.better
    assert any("9-1" in title for title in found.law)


def test_statuses_win_over_the_text() -> None:
    text = "Luc Perrin est l'escroc de Pau."
    assert check(text, "fr", People({"Luc Perrin": "condamne"})) == []
    assert check(text, "fr", People({"Luc Perrin": "prevenu"}))


def test_someone_not_pursued_here_is_left_alone() -> None:
    text = "La sœur de Karim Doré, auteur de l'attentat, est en garde à vue."
    assert check(text, "fr", People({"Samia Doret": "garde_a_vue"})) == []


def test_language_is_told_from_the_words() -> None:
    assert language_of("The thief was arrested in Pau.") == "en"
    assert [f.rule for f in check_text("The thief was arrested in Pau and is in custody.")] == ["nom"]


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("Mardi,\nle suspect a volé trois vélos dans la cour de la gare.", 3, "2:12 « a volé » [verbe]"),
        ("Le suspect aurait volé trois vélos dans la cour de la gare.", 0, "Aucune alerte"),
    ],
)
def test_the_command_shows_findings_and_says_so_by_its_code(
    text: str, code: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "texte.txt"
    file.write_text(text, encoding="utf-8")
    assert cli.run(["check", str(file)]) == code
    assert told in capsys.readouterr().out


@given(st.text(max_size=200))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    for language in ("fr", "en"):
        for found in check_text(text, language):
            assert text[found.start : found.end] == found.words


@given(st.sampled_from(["Le voleur", "Le meurtrier présumé", "Le suspect a tué"]), st.text(max_size=20))
def test_offsets_hold_around_odd_characters(words: str, noise: str) -> None:
    text = f"{noise}\n{words} est en garde\u00a0à vue."
    assert all(text[f.start : f.end] == f.words for f in check(text, "fr"))
