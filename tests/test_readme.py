"""What the README tells to type works. The two commands that set everything up are run by .ci/run."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from summarise import settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = README.split("```")[1::2]
LINES = [line for block in BLOCKS if block.startswith("sh\n") for line in block.splitlines()[1:]]
COMMANDS = [line for line in LINES if line.startswith(".venv/bin/summarise")]


def test_the_first_two_commands_set_up_and_test() -> None:
    first, second = (line for line in LINES if line.startswith("python3 -m venv"))
    assert shlex.split(first)[-3] in {f"examples/{path.name}" for path in (ROOT / "examples").iterdir()}
    assert "pytest" in second


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(tmp_path: Path, command: str) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    fake = f'"{sys.executable}" "{ROOT / "tests" / "fake_cli.py"}"'
    line = command.replace(".venv/bin/summarise", fake)
    env = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_settings_shown_are_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(next(b for b in BLOCKS if b.startswith("yaml\n")).removeprefix("yaml\n"), encoding="utf-8")
    assert settings.load(path) == settings.Settings()
