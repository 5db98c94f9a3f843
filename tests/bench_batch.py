"""What a batch costs: `python tests/bench_batch.py articles.jsonl [--jobs 1] [--engine pool|ray] [--first 200]`.

Prints articles a second by the clock and by the processor (the clock tells little on a machine that others use), and
the largest memory of the process that leads and of those that work. `--fake` puts a stand-in in the model's place.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENV = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)])}


def _taken(source: Path, first: int, out: Path) -> None:
    """The first articles of `source`, from its beginning again when it has fewer, each with an id of its own."""
    with source.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as file:
        for number, line in enumerate(islice(cycle(lines), first)):
            file.write(json.dumps({**json.loads(line), "id": str(number)}, ensure_ascii=False) + "\n")


def _memory(pid: int) -> tuple[int, int]:
    """Megabytes of a process, and of the largest of its children (Linux)."""
    own = largest = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        size = int(fields.get("VmRSS", "0 kB").split()[0]) // 1024
        if int(fields["Pid"]) == pid:
            own = size
        elif int(fields["PPid"]) == pid:
            largest = max(largest, size)
    return own, largest


def measure(source: Path, out: Path, options: list[str], fake: bool) -> dict[str, Any]:
    """One batch."""
    program = [str(HERE / "fake_cli.py")] if fake else ["-m", "summarise"]
    command = [sys.executable, *program, "batch", str(source), str(out), *options]
    begun, most = time.perf_counter(), (0, 0)
    process = subprocess.Popen(command, env=ENV, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        now = _memory(process.pid)
        most = (max(most[0], now[0]), max(most[1], now[1]))
        time.sleep(0.25)
    seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    count = out.read_bytes().count(b"\n")
    return {
        "articles": count, "seconds": round(seconds, 1), "a_second": round(count / seconds, 2),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "a_processor_second": round(count / (used.ru_utime + used.ru_stime), 2),
        "memory_mb": {"leader": most[0], "largest_worker": most[1]}, "load": os.getloadavg()[0],
        "bytes_of_output": out.stat().st_size,
    }  # fmt: skip


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--first", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--engine", default="pool")
    parser.add_argument("--fake", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        taken, out = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        _taken(given.source, given.first, taken)
        options = ["--jobs", str(given.jobs), "--engine", given.engine]
        print(json.dumps(measure(taken, out, options, given.fake)))


if __name__ == "__main__":
    main()
