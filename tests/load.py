"""How the service holds up: `python tests/load.py [--seconds 60] [--fake 0.02]`.

Measures the capacity (as many callers as workers), then sends four times as much, open loop, and looks at the answers.
`--fake` puts a model that takes so many seconds in the place of the real one.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

HERE = Path(__file__).parent
ARTICLE = (HERE.parent / "examples" / "tribunal-correctionnel.txt").read_text(encoding="utf-8")


def start(fake: float | None, port: int, data: str) -> "subprocess.Popen[bytes]":
    """The service in a process of its own."""
    config = Path(data) / "c.yaml"
    config.write_text(json.dumps({"serve": {"data": data}}), encoding="utf-8")
    program = ["-m", "summarise"] if fake is None else [str(HERE / "fake_service.py")]
    command = [sys.executable, *program, "serve", "--port", str(port), "--config", str(config)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)])}
    env["CLERK_SECONDS"] = str(fake or 0)
    return subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)


def memory(pid: int) -> int:
    """Resident megabytes of a process and its children (Linux)."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if pid in (int(fields["Pid"]), int(fields["PPid"])):
            total += int(fields.get("VmRSS", "0 kB").split()[0])
    return total // 1024


async def figure(client: httpx.AsyncClient, name: str) -> float:
    """One of the service's own figures."""
    lines = (await client.get("/metrics")).text.splitlines()
    return float(next(line for line in lines if line.startswith(name + " ")).split()[1])


async def ask(client: httpx.AsyncClient, seen: list[tuple[int, float]]) -> None:
    """One article; its answer must be a brief, or a 503 that says when to come back."""
    begun = time.perf_counter()
    answer = await client.post("/api/v1/briefs", json={"text": ARTICLE, "id": "a"})
    took = time.perf_counter() - begun
    good = answer.json()["brief"]["relevant"] if answer.status_code == 200 else "retry-after" in answer.headers
    seen.append((answer.status_code if good else -answer.status_code, took))


async def capacity(client: httpx.AsyncClient, workers: int, seconds: float) -> float:
    """Articles a second when each worker always has one."""
    seen: list[tuple[int, float]] = []
    end = time.perf_counter() + seconds

    async def caller() -> None:
        while time.perf_counter() < end:
            await ask(client, seen)

    begun = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(workers)))
    return len(seen) / (time.perf_counter() - begun)


async def flood(client: httpx.AsyncClient, rate: float, seconds: float) -> list[tuple[int, float]]:
    """Requests at `rate` a second whatever the answers."""
    seen: list[tuple[int, float]] = []
    tasks = []
    begun = time.perf_counter()
    for n in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, begun + n / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(client, seen)))
    await asyncio.gather(*tasks)
    return seen


async def ready(client: httpx.AsyncClient) -> None:
    """Wait until the service takes articles; on a busy machine its models take their time."""
    for _ in range(3_000):
        try:
            if (await client.get("/readyz")).status_code == 200:
                return
        except httpx.TransportError:
            pass
        await asyncio.sleep(0.1)


async def measure(pid: int, port: int, seconds: float) -> dict[str, Any]:
    """All figures."""
    limits = httpx.Limits(max_connections=400, max_keepalive_connections=400)
    base = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=base, timeout=90, trust_env=False, limits=limits) as client:
        await ready(client)
        workers = int(await figure(client, "summarise_workers"))
        most = await capacity(client, workers, min(10.0, seconds / 4))
        before = memory(pid)
        seen = await flood(client, most * 4, seconds)
        after = memory(pid)
    good = sorted(took for status, took in seen if status == 200)
    return {
        "workers": workers, "capacity_per_second": round(most, 1), "sent": len(seen),
        "answers": dict(Counter(status for status, _ in seen)), "p50": round(good[len(good) // 2], 3),
        "p95": round(good[int(len(good) * 0.95)], 3), "slowest": round(good[-1], 3),
        "memory_mb": [before, after], "load": os.getloadavg()[0],
    }  # fmt: skip


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--fake", type=float)
    parser.add_argument("--port", type=int, default=8765)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        service = start(given.fake, given.port, data)
        try:
            print(json.dumps(asyncio.run(measure(service.pid, given.port, given.seconds))))
        finally:
            service.terminate()
            service.wait()


if __name__ == "__main__":
    main()
