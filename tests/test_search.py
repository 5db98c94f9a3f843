"""`summarise search` and `summarise export`, on an archive of three stories."""

import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from pyarrow import parquet
from stores import arrival

from summarise import cli
from summarise.settings import Serve, Settings
from summarise.store import open_archive

CITIES = ("Brest", "Évry", "Lyon")


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("archive")
    with open_archive(Settings(serve=Serve(data=home))) as archive:
        for place, city in enumerate(CITIES):
            archive.add(
                arrival(
                    f"n{place}", title=f"=HYPERLINK(0) à {city}\x1b[2J", court=("tribunal_correctionnel", city),
                    people={"Alan Prigent": "condamne", "Yann Le Bihan": "relaxe"}, amounts=[1000.5 * place, 12],
                    sentences=[{"text": "six mois", "start": 0, "end": 1, "state": "requise", "kind": "prison",
                                "months": 6, "defendants": [0, 7]}],
                )
            )  # fmt: skip
    path = home / "c.yaml"
    path.write_text(f"serve: {{data: {home}}}", encoding="utf-8")
    return path


class Done(NamedTuple):
    """What a command did."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> Done:
        code = cli.run([*arguments, "--config", str(config)])
        return Done(code, *capsys.readouterr())

    return command


def test_search_tells_title_day_court_and_address(run: Run) -> None:
    done = run("search", "--city", "evry")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == [
        "2  =HYPERLINK(0) à Évry[2J",
        "    Au 5 mars 2024 · le tribunal_correctionnel",
    ]
    assert "https://n1.exemple.fr/article" in done.stdout


def test_search_pages(run: Run) -> None:
    first = run("search", "--limit", "2", "--json")
    cursor = first.stderr.split()[-1]
    second = run("search", "--limit", "2", "--json", "--cursor", cursor)
    found = [json.loads(line)["brief"]["court"]["city"] for line in (first.stdout + second.stdout).splitlines()]
    assert (found, second.stderr) == (list(CITIES[::-1]), "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", "--offence", "vole"], "vouliez-vous écrire"),
        (["search", "--min-amount", "beaucoup"], "--min-amount"),
        (["search", "--cursor", "?"], "curseur"),
        (["export", "a.doc"], ".parquet"),
        (["export", "a.csv", "--rows", "lines"], "amounts"),
        (["export", "a.jsonl", "--rows", "amounts"], "--rows"),
        (["export", "nulle/part.csv"], "droits"),
    ],
)
def test_what_cannot_be_done(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_json_lines(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "a.jsonl")).stderr.startswith("3 fiches")
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["brief"]["court"]["city"] for line in lines] == list(CITIES[::-1])


@pytest.mark.parametrize(
    ("rows", "count", "first"),
    [
        ("briefs", 3, {"title": "'=HYPERLINK(0) à Lyon[2J", "city": "Lyon",
                       "defendants": "Alan Prigent (condamne) ; Yann Le Bihan (relaxe)"}),
        ("amounts", 6, {"value": "2001.0", "currency": "EUR", "kind": "amende"}),
        ("sentences", 3, {"months": "6.0", "state": "requise", "suspended_months": "", "defendants": "Alan Prigent"}),
    ],
)  # fmt: skip
def test_csv(run: Run, tmp_path: Path, rows: str, count: int, first: dict[str, str]) -> None:
    assert run("export", str(tmp_path / "a.csv"), "--rows", rows).returncode == 0
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file, delimiter=";"))
    assert len(found) == count
    assert first.items() <= found[0].items()


def test_xlsx_has_a_sheet_a_kind_and_no_formula(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "a.xlsx")).returncode == 0
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheets = [book.read(f"xl/worksheets/sheet{place}.xml").decode() for place in (1, 2, 3)]
    assert [sheet.count("<row ") for sheet in sheets] == [4, 7, 4]
    assert "=HYPERLINK" in sheets[0]
    assert not any("<f>" in sheet for sheet in sheets)


def test_parquet_has_types(run: Run, tmp_path: Path) -> None:
    assert run("export", str(tmp_path / "a.parquet"), "--rows", "amounts").returncode == 0
    found = parquet.read_table(tmp_path / "a.parquet")
    assert found.column("value").to_pylist() == [2001.0, 12.0, 1000.5, 12.0, 0.0, 12.0]


def test_an_export_that_fails_leaves_the_old_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("avant", encoding="utf-8")
    assert run("export", str(tmp_path / "a.csv"), "--cursor", "x").returncode == 2
    assert run("export", str(tmp_path / "a.csv"), "--offence", "x").returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "avant"


def test_without_the_extra_the_way_to_it_is_told() -> None:
    code = "import sys; sys.modules['sqlalchemy'] = None\nfrom summarise import cli\nsys.exit(cli.run(['search']))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, timeout=60,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'summarise[store]'" in done.stderr
