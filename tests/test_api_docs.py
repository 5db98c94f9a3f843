"""What docs/api.md tells to type works, and it names every code."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_service import Running, running

from summarise.api.refusals import _FIXED
from summarise.settings import Settings

TEXT = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = [block.removeprefix("sh\n") for block in TEXT.split("```")[1::2] if block.startswith("sh\n")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("data")) as found:
        yield found


@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("bash"), reason="needs curl and bash")
@pytest.mark.parametrize("block", BLOCKS)
def test_commands(server: Running, block: str) -> None:
    script = "set -euo pipefail\n" + block.replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr
    assert '"code":"bad_record"' not in done.stdout


@pytest.mark.parametrize("code", _FIXED)
def test_each_code_is_told(code: str) -> None:
    assert f"`{code}`" in TEXT


def test_the_defaults_told_are_those_of_the_settings() -> None:
    serve = Settings().serve
    for name in re.findall(r"`(\w+)`", "".join(line for line in TEXT.splitlines() if line.startswith("| `"))):
        assert hasattr(serve, name) or name == "limits", name
    assert f"| `queue` | {serve.queue} |" in TEXT
    assert f"| `max_wait` | {serve.max_wait:g} s |" in TEXT
    assert f"| `deadline` | {serve.deadline:g} s |" in TEXT
    assert (
        f"may ask {serve.keyed_per_minute} articles a minute, an address without one {serve.anonymous_per_minute}"
        in TEXT
    )
