import contextlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from fakes import ARTICLE, TITLE

from summarise import cli

TESTS = Path(__file__).parent
ENGLISH = "The court has sentenced the man to three years in prison, and he said that he would appeal. " * 4


def run(*arguments: str, stdin: bytes = b"", real: bool = False, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, with a fake model unless `real`."""
    program = ["-m", "summarise"] if real else [str(TESTS / "fake_cli.py")]
    paths = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    return subprocess.run(
        [sys.executable, *program, *arguments], input=stdin, capture_output=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": paths, **env},
    )  # fmt: skip


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(f"{TITLE}\n{ARTICLE}", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("format", "starts"), [("text", TITLE), ("markdown", "# Brest"), ("html", "<!DOCTYPE html>"), ("json", "{")]
)
def test_a_brief_in_every_format(article: str, format: str, starts: str) -> None:
    done = run("brief", article, "--format", format)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().replace("\u00a0", " ").startswith(starts)


def test_standard_input_and_a_locale_without_accents() -> None:
    done = run("brief", stdin=ARTICLE.encode("cp1252"), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "prononcée" in done.stdout.decode().lower()


BAD: list[tuple[str, list[str], bytes, str]] = [
    ("empty", ["brief", "-"], b"", "vide"),
    ("white space", ["brief", "-"], b" \n ", "vide"),
    ("too short", ["brief", "-"], "Condamné à Lille.".encode(), "trop court"),
    ("English", ["brief", "-"], ENGLISH.encode(), "anglais"),
    ("a PDF", ["brief", "-"], b"%PDF-1.7", "PDF"),
    ("binary", ["brief", "-"], bytes(range(256)) * 10, "binaire"),
    ("damaged accents", ["brief", "-"], ARTICLE.encode().decode("cp1252").encode(), "accents"),
    ("5 MB", ["brief", "-"], ARTICLE.encode() * 15_000, "5 Mo"),
    ("just under 5 MB", ["brief", "-"], ARTICLE.encode() * 11_000, "caractères"),
    ("only a script", ["brief", "-"], b"<script>alert(1)</script>", "vide"),
    ("a missing file", ["brief", "rien.txt"], b"", "n'existe pas"),
    ("a folder", ["brief", "."], b"", "dossier"),
    ("an unreachable address", ["brief", "http://rien.invalid/a"], b"", "atteinte"),
    ("an inner address", ["brief", "http://127.0.0.1:1/"], b"", "publique"),
    ("another scheme", ["brief", "ftp://exemple.fr/a"], b"", "http"),
    ("a wrong date", ["brief", "-", "--date", "hier"], ARTICLE.encode(), "AAAA-MM-JJ"),
    ("a wrong format", ["brief", "-", "--format", "pdf"], ARTICLE.encode(), "markdown"),
    ("no settings", ["brief", "-", "--config", "rien.yaml"], ARTICLE.encode(), "configuration"),
    ("an unknown option", ["brief", "-", "--formt", "json"], b"", "--help"),
    ("an unknown command", ["resume"], b"", "--help"),
    ("too many arguments", ["schema", "x"], b"", "--help"),
    ("a batch of nothing", ["batch", "rien.jsonl", "out.jsonl"], b"", "n'existe pas"),
    ("zero processes", ["batch", "rien.jsonl", "out.jsonl", "--jobs", "0"], b"", "--help"),
]


@pytest.mark.parametrize(("arguments", "stdin", "said"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_bad_input_gets_one_sentence(arguments: list[str], stdin: bytes, said: str) -> None:
    done = run(*arguments, stdin=stdin)
    message = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in message
    assert "Traceback" not in message
    assert re.fullmatch(r"[^\n]+ : [^\n]+\.\n", message), "one sentence that ends with the way out"


def test_a_batch_counts_its_failures(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text(f'id;article\n1;"{ARTICLE}"\n2\n', encoding="utf-8")
    done = run("batch", str(source), str(out), "--jobs", "1")
    assert done.returncode == 3
    assert "2 articles, 1 fiches, 1 échecs" in done.stderr.decode()
    assert [set(json.loads(line)) for line in out.read_text(encoding="utf-8").splitlines()] == [
        {"id", "brief"}, {"id", "error"},
    ]  # fmt: skip
    assert "magnétiseur" not in done.stderr.decode(), "no word of an article in the log"


def test_a_batch_without_failures_ends_well(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": 1, "text": ARTICLE}), encoding="utf-8")
    assert run("batch", str(source), str(tmp_path / "o.jsonl"), "--jobs", "1").returncode == 0


def test_the_schema_describes_the_public_shape(article: str) -> None:
    schema = json.loads(run("schema", real=True).stdout)
    assert schema["required"] == ["id", "brief"]
    brief = json.loads(run("brief", article, "--format", "json").stdout)["brief"]
    english = {"title_en", "summary_en", "stage_en"}  # absent unless asked
    assert set(brief) == set(schema["$defs"]["Brief"]["properties"]) - english


def test_version_and_help_are_quick() -> None:
    assert re.fullmatch(rb"summarise \d+\.\d+\.\d+\n", run("--version", real=True).stdout)
    start = time.perf_counter()
    done = run("--help", real=True)
    assert done.returncode == 0
    assert {b"brief", b"batch", b"schema"} <= set(done.stdout.split())
    assert time.perf_counter() - start < 2, "0.1 s on two idle cores; far more means a heavy import"


@pytest.mark.parametrize(
    "face", ["summarise.cli", "summarise.pipeline", "summarise.sources.reading", "summarise.batch.run"]
)
def test_importing_a_face_loads_nothing_heavy(face: str) -> None:
    heavy = "torch transformers onnxruntime trafilatura httpx numpy rich yaml"
    code = f"import sys, {face}; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=TESTS.parent)
    assert done.stdout.strip() == b"[]"


def test_a_reader_that_goes_away_is_no_error(article: str) -> None:
    command = f'"{sys.executable}" "{TESTS}/fake_cli.py" brief "{article}" --format html | head -c 10'
    env = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}
    done = subprocess.run(["sh", "-c", command], capture_output=True, env=env, check=False)
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ZeroDivisionError("secret"), 1, "Erreur interne (ZeroDivisionError)"),
        (OSError(28, "No space left on device"), 2, "No space left"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_no_traceback_whatever_happens(
    error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.setattr(cli, "_say", print)
    monkeypatch.delenv("SUMMARISE_DEBUG", raising=False)
    assert cli.run([]) == code
    shown = capsys.readouterr().out
    assert said in shown
    assert "secret" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_person_who_watches_a_batch_sees_it_go(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415

    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps({"id": n, "text": ARTICLE}) for n in range(30)), encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, str(TESTS / "fake_cli.py"), "batch", str(source), str(tmp_path / "o"), "--jobs", "1"]
    env = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}", "TERM": "xterm"}
    seen: list[bytes] = []

    def watch() -> None:
        with contextlib.suppress(OSError):  # how a terminal says that it is closed
            while part := os.read(ours, 4_096):
                seen.append(part)

    watcher = threading.Thread(target=watch)
    watcher.start()
    subprocess.run(command, stderr=theirs, env=env, check=True, timeout=60)
    os.close(theirs)
    watcher.join()
    os.close(ours)
    shown = b"".join(seen).decode()
    assert "articles, 0 échecs" in shown
    assert "30 articles, 30 fiches" in shown
