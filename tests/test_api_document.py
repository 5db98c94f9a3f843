"""The OpenAPI document against the service: thousands of odd requests bring no 5xx and no answer that is not in it.

As a script for longer: `python tests/test_api_document.py [--examples 100]`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from fake_service import running
from stores import arrival

from summarise.api.database import Database
from summarise.api.keys import Keys
from summarise.settings import Serve, Settings
from summarise.store import open_archive

# A text of the right shape may still be too short, or no French: nothing of the shape tells.
_NOT_OURS = "positive_data_acceptance"
# What breaks a schema may be too large before it is read: 413 is a refusal as well, which schemathesis does not count.
_CONFIG = """[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 408, 413, 415, 422, 429]
"""


def _tried(folder: Path, *, keyed: bool, examples: int) -> "subprocess.CompletedProcess[str]":
    """schemathesis, in a process of its own, against a service with some briefs in its archive."""
    settings = Settings(serve=Serve(data=folder))
    with open_archive(settings) as archive:
        archive.add(arrival("un", day="2024-03-01", court=("tribunal_correctionnel", "Brest"), amounts=[5]))
    (folder / "schemathesis.toml").write_text(_CONFIG, encoding="utf-8")
    key = Keys(Database(settings)).add("essai")
    with running(folder, require_key=keyed, keyed_per_minute=1_000_000) as server:
        command = [
            sys.executable, "-m", "schemathesis.cli", "run", f"http://127.0.0.1:{server.port}/openapi.json",
            "--checks", "all", "--exclude-checks", _NOT_OURS, "--max-examples", str(examples), "--seed", "1",
            "--generation-database", "none",
            *(["-H", f"Authorization: Bearer {key}"] if keyed else []),
        ]  # fmt: skip
        env = {**os.environ, "NO_COLOR": "1"}
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=env)


@pytest.mark.timeout(300)  # half a minute, and its time on a busy machine
def test_the_document_holds(tmp_path: Path) -> None:
    pytest.importorskip("schemathesis", reason="needs schemathesis")
    done = _tried(tmp_path, keyed=True, examples=3)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def main() -> None:
    """With keys and without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=100)
    given = parser.parse_args()
    for keyed in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            print(_tried(Path(folder), keyed=keyed, examples=given.examples).stdout)


if __name__ == "__main__":
    main()
