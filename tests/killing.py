"""A batch that is killed again and again: `python tests/killing.py articles.jsonl [--times 30] [--fake]`.

Each run is ended by `kill -9` once some more outcomes stand in the output, at a random moment; every other time its
workers die with it. The last run is left in peace, and what came out is compared with that of an unbroken run.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
ENV = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)])}
FAKE = [sys.executable, str(HERE / "fake_cli.py")]
REAL = [sys.executable, "-m", "summarise"]


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _killed(command: Sequence[str], out: Path, grown: int, late: float, group: bool) -> bool:
    """Run `command` until its output has grown so much, then kill it; False when it ended before."""
    before = _size(out)
    process = subprocess.Popen(command, env=ENV, stderr=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None and _size(out) < before + grown:
        time.sleep(0.001)
    time.sleep(late)
    alive = process.poll() is None
    if alive:
        (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
    process.wait()
    return alive


def survive(program: Sequence[str], source: Path, out: Path, times: int, size: int) -> int:
    """Run a batch that is killed `times` times, then once more to its end: how many of the kills met it at work.

    `size` is that of the whole output: the kills come at random moments all the way through.
    """
    chance, command = random.Random(0), [*program, "batch", str(source), str(out), "--jobs", "2"]
    hit = 0
    for turn in range(times):
        grown = int(size / (times + 1) * chance.random() * 2)
        hit += _killed(command, out, grown, chance.random() * 0.05, group=turn % 2 == 1)
    subprocess.run(command, env=ENV, stderr=subprocess.DEVNULL, check=False)
    return hit


def main() -> None:
    """Print what happened."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--fake", action="store_true")
    parser.add_argument("--whole", type=Path, help="The output of an unbroken run; without it one is made.")
    given = parser.parse_args()
    program = FAKE if given.fake else REAL
    with tempfile.TemporaryDirectory() as folder:
        whole, broken = given.whole or Path(folder) / "whole.jsonl", Path(folder) / "broken.jsonl"
        if given.whole is None:
            subprocess.run([*program, "batch", str(given.source), str(whole), "--jobs", "2"], env=ENV, check=False)
        hit = survive(program, given.source, broken, given.times, _size(whole))
        outcomes = broken.read_bytes().count(b"\n")
        same = whole.read_bytes() == broken.read_bytes()
        print(f"{hit} of {given.times} kills at work; {outcomes} outcomes; the same: {same}", flush=True)
        pairs = zip(whole.read_text("utf-8").splitlines(), broken.read_text("utf-8").splitlines(), strict=False)
        for one, other in pairs:
            if one != other:
                print(f"- {one}\n+ {other}")


if __name__ == "__main__":
    main()
