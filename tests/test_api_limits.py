"""Keys, shares, the queue and its end, slow models, a graceful stop."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from fake_service import SLOW, STUCK, Running, load_clerk, running, wait_until
from fakes import ARTICLE, load_dying, load_fragile

from summarise.api.database import Database
from summarise.api.desk import Desk
from summarise.api.hands import Hands
from summarise.api.keys import Keys
from summarise.api.limits import Buckets
from summarise.api.refusals import Busy, Internal, Late
from summarise.api.serve import is_loopback, warning
from summarise.api.shapes import BriefAnswer, BriefRequest
from summarise.api.work import Condense
from summarise.errors import ModelError, WorkerError
from summarise.settings import Serve, Settings, data_folder

TESTS = Path(__file__).parent
BRIEFS = "/api/v1/briefs"


def settings(data: Path) -> Settings:
    return Settings(serve=Serve(data=data))


def bearer(key: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", **more}


def ask(server: Running, text: str = ARTICLE, **headers: str) -> httpx.Response:
    return server.client.post(BRIEFS, json={"text": text}, headers=headers)


# -- keys


def test_a_key_is_kept_as_a_digest_and_can_be_revoked(tmp_path: Path) -> None:
    keys = Keys(Database(settings(tmp_path)))
    key = keys.add("Le Télégramme")
    (known,) = keys.all()
    assert keys.owner(key) == known.id
    assert all(key[-20:].encode() not in path.read_bytes() for path in tmp_path.iterdir())
    keys.revoke(known.id)
    assert keys.owner(key) is None
    assert keys.all()[0].revoked


@pytest.mark.parametrize("key", ["", "smr", "smr__", "smr_a_b", "a" * 10_000, "smr_' OR 1=1 --_x", "\ud800", "smr_é_é"])
def test_what_is_no_key_opens_nothing(tmp_path: Path, key: str) -> None:
    keys = Keys(Database(settings(tmp_path)))
    keys.add("a")
    assert keys.owner(key) is None


def test_a_key_of_another_prefix_opens_nothing(tmp_path: Path) -> None:
    keys = Keys(Database(settings(tmp_path)))
    assert keys.owner(keys.add("a").replace("smr_", "xxx_", 1)) is None


@pytest.mark.skipif(os.name == "nt", reason="modes of Unix")
def test_the_file_is_its_users_alone(tmp_path: Path) -> None:
    Database(settings(tmp_path / "new"))
    assert ((tmp_path / "new").stat().st_mode & 0o777, (tmp_path / "new/service.sqlite3").stat().st_mode & 0o777) == (
        0o700, 0o600,
    )  # fmt: skip
    assert data_folder(Settings()).name == "summarise"


def test_with_required_keys(tmp_path: Path) -> None:
    key = Keys(Database(settings(tmp_path))).add("a")
    with running(tmp_path, require_key=True, anonymous_per_minute=3, keyed_per_minute=5) as server:
        missing = ask(server)
        assert (missing.status_code, missing.json()["code"]) == (401, "key_missing")
        assert missing.headers["www-authenticate"] == "Bearer"
        assert ask(server, **bearer(key)).status_code == 200
        for path in ("/docs", "/openapi.json", "/healthz", "/readyz", "/api/v1/schema", "/api/v1/models"):
            assert server.client.get(path).status_code == 200, path
        assert server.client.get("/metrics").status_code == 401
        answers = [ask(server, **bearer(key + "x")) for _ in range(4)]
        assert [a.status_code for a in answers] == [401, 401, 401, 429], "guessing keys is limited"
        assert ask(server, **bearer(key)).status_code == 429, "from that address"


def test_a_keys_share_is_its_own(tmp_path: Path) -> None:
    keys = Keys(Database(settings(tmp_path)))
    first, second = keys.add("a"), keys.add("b")
    with running(tmp_path, require_key=True, keyed_per_minute=3) as server:
        assert [ask(server, **bearer(first)).status_code for _ in range(4)] == [200, 200, 200, 429]
        assert ask(server, **bearer(second)).status_code == 200
        keys.revoke(keys.all()[1].id)
        assert ask(server, **bearer(second)).status_code == 401, "revoked by another process, at once"


def test_strangers_have_a_share_by_address_and_a_key_lifts_it(tmp_path: Path) -> None:
    key = Keys(Database(settings(tmp_path))).add("a")
    with running(tmp_path, anonymous_per_minute=2, keyed_per_minute=50) as server:
        codes = [ask(server, **{"X-Forwarded-For": "203.0.113.5"}).status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        late = ask(server, **{"X-Forwarded-For": "203.0.113.5"})
        assert (late.json()["code"], 1 <= int(late.headers["retry-after"]) <= 60) == ("rate_limited", True)
        assert ask(server, **{"X-Forwarded-For": "203.0.113.6"}).status_code == 200
        assert ask(server, **bearer(key, **{"X-Forwarded-For": "203.0.113.5"})).status_code == 200
        assert {ask(server).status_code for _ in range(5)} == {200}, "one's own machine is not limited"
        addresses = [f"2001:db8:1:1::{n}" for n in range(3)]
        assert [ask(server, **{"X-Forwarded-For": a}).status_code for a in addresses] == [200, 200, 429]


def test_a_batch_counts_its_documents(tmp_path: Path) -> None:
    stranger = {"X-Forwarded-For": "203.0.113.7"}
    with running(tmp_path, anonymous_per_minute=5) as server:
        body = {"documents": [{"text": ARTICLE}] * 8}
        assert server.client.post(BRIEFS + "/batch", json=body, headers=stranger).status_code == 200
        refused = ask(server, **stranger)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 20, "three more than the share, and one"


def test_buckets_fill_again() -> None:
    now = [0.0]
    buckets = Buckets(lambda: now[0])
    assert [buckets.take("a", 2) for _ in range(3)] == [0, 0, 30]
    now[0] = 30
    assert buckets.take("a", 2) == 0
    now[0] = 1e6
    assert [buckets.take("a", 2) for _ in range(3)] == [0, 0, 30]


def test_buckets_do_not_grow_without_end() -> None:
    buckets = Buckets()
    for n in range(20_500):
        buckets.take(str(n), 20)
    assert len(buckets._left) == 20_000


# -- the desk


def test_the_65th_who_waits_is_refused_and_health_answers_meanwhile(tmp_path: Path) -> None:
    with running(tmp_path) as server, ThreadPoolExecutor(70) as many:
        waiting = [many.submit(ask, server, STUCK) for _ in range(2)]
        wait_until(lambda: server.service.desk.busy == 2)
        waiting += [many.submit(ask, server, STUCK) for _ in range(64)]
        wait_until(lambda: server.service.desk.waiting == 64)
        refused = ask(server)
        assert (refused.status_code, refused.json()["code"]) == (503, "busy")
        assert int(refused.headers["retry-after"]) >= 1
        start = time.perf_counter()
        assert server.client.get("/healthz").status_code == 200
        assert time.perf_counter() - start < 10, "the model is stuck for longer"
        assert "summarise_queue_waiting 64.0" in server.client.get("/metrics").text
        server.clerk.release.set()
        assert [future.result().status_code for future in waiting] == [200] * 66, "all that were taken are answered"


def test_the_deadline(tmp_path: Path) -> None:
    with running(tmp_path, deadline=1.5) as server:
        late = ask(server, STUCK)
        assert (late.status_code, late.json()["code"], "retry-after" in late.headers) == (503, "deadline", True)
        body = {"documents": [{"text": ARTICLE}, {"text": STUCK}]}
        lines = server.client.post(BRIEFS + "/batch", json=body).json()["results"]
        server.clerk.release.set()
        codes = [line["error"] and line["error"]["code"] for line in lines]
        assert codes == [None, "deadline"]


def test_a_body_that_never_comes(tmp_path: Path) -> None:
    with running(tmp_path, deadline=0.2) as server, socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.sendall(b"POST /api/v1/briefs HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                     b"Content-Length: 99\r\n\r\n{")  # fmt: skip
        assert b"408" in slow.recv(1_000)


def test_seventeen_streams_are_too_many(tmp_path: Path) -> None:
    head = b"POST /api/v1/briefs/batch HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n"
    head += b"Content-Type: application/x-ndjson\r\n\r\n"
    with running(tmp_path) as server, ExitStack() as stack:
        for _ in range(16):
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port))).sendall(head)
        lines = {"content-type": "application/x-ndjson"}
        wait_until(lambda: server.client.post(BRIEFS + "/batch", content="{}", headers=lines).status_code == 503)
        assert ask(server).status_code == 200


def test_who_would_wait_too_long_is_refused_at_once() -> None:
    async def main() -> None:
        desk = Desk("t", workers=1, queue=64, max_wait=1.0)
        desk.mean = 0.6
        gate = threading.Event()
        first, second = (asyncio.create_task(desk.run(gate.wait)) for _ in range(2))
        await asyncio.sleep(0)
        with pytest.raises(Busy) as refused:
            await desk.run(gate.wait)
        assert refused.value.headers["Retry-After"] == "2"
        later = asyncio.create_task(desk.run(gate.wait, later=True))
        await asyncio.sleep(0)
        gate.set()
        assert all(await asyncio.gather(first, second, later))
        desk.close()

    asyncio.run(main())


def test_who_goes_away_leaves_the_queue() -> None:
    async def main() -> None:
        desk = Desk("t", workers=1, queue=2)
        gate = threading.Event()
        first, second = (asyncio.create_task(desk.run(gate.wait)) for _ in range(2))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.sleep(0)
        assert desk.waiting == 0
        gate.set()
        assert await first
        desk.close()

    asyncio.run(main())


def test_those_who_wait_in_person_go_first_but_not_for_ever() -> None:
    order: list[str] = []

    async def main() -> None:
        desk = Desk("t", workers=1, queue=64)
        gate = threading.Event()
        first = asyncio.create_task(desk.run(gate.wait))
        later = [asyncio.create_task(desk.run(partial(order.append, "later"), later=True)) for _ in range(3)]
        now = [asyncio.create_task(desk.run(partial(order.append, "now"))) for _ in range(6)]
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(first, *later, *now)
        desk.close()

    asyncio.run(main())
    assert order[:2] == ["now", "now"]
    assert "later" in order[:4]


# -- starting and stopping


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), ("a.fr", False)],
)
def test_strangers_without_keys_are_worth_a_warning(tmp_path: Path, host: str, here: bool) -> None:
    keys = Keys(Database(settings(tmp_path)))
    assert is_loopback(host) is here
    assert (warning(host, False, keys) is None) is here
    assert "keys add" in (warning(host, True, keys) or "")
    keys.add("a")
    assert warning(host, True, keys) is None


def start(data: Path, *more: str) -> tuple["subprocess.Popen[str]", str]:
    """The service in a process of its own, and its address."""
    config = data / "c.yaml"
    config.write_text(json.dumps({"serve": {"data": str(data), "workers": 1}}), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, str(TESTS / "fake_service.py"), "serve", "--port", str(port), "--config", str(config)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])}
    process = subprocess.Popen([*command, *more], stderr=subprocess.PIPE, text=True, env=env)
    base = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return httpx.get(base + "/readyz", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    wait_until(answers)
    return process, base


def post(base: str, path: str, body: Any) -> httpx.Response:
    return httpx.post(base + path, json=body, trust_env=False, timeout=90)


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_a_killed_service_loses_no_job_and_a_stopped_one_finishes(tmp_path: Path) -> None:
    process, base = start(tmp_path)
    documents = [{"id": str(n), "text": SLOW} for n in range(4)]
    job = post(base, "/api/v1/jobs", {"documents": documents}).json()
    time.sleep(0.2)
    process.kill()
    process.communicate()

    process, base = start(tmp_path)
    where = f"{base}/api/v1/jobs/{job['id']}"
    wait_until(lambda: httpx.get(where, trust_env=False).json()["status"] == "done")
    results = httpx.get(where + "/results", trust_env=False).json()
    assert [line["id"] for line in results["results"]] == ["0", "1", "2", "3"]
    assert all(line["answer"] for line in results["results"])

    with ThreadPoolExecutor(1) as one:
        answer = one.submit(post, base, BRIEFS, {"text": SLOW})
        wait_until(lambda: "workers_busy 1.0" in httpx.get(base + "/metrics", trust_env=False).text)
        process.send_signal(signal.SIGTERM)
        assert answer.result().status_code == 200, "what was taken is finished"
    _, log = process.communicate(timeout=60)
    assert re.search(r"POST /briefs 200", log)
    assert "Prigent" not in log, "no word of an article"
    assert "Traceback" not in log


def test_the_commands(tmp_path: Path) -> None:
    config = tmp_path / "c.yaml"
    config.write_text(json.dumps({"serve": {"data": str(tmp_path)}}), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(TESTS.parent)}

    def run(*arguments: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "summarise", *arguments, "--config", str(config)]
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
        return done.returncode, done.stdout, done.stderr

    code, key, _ = run("keys", "add", "Ouest-France")
    assert (code, bool(re.fullmatch(r"smr_[0-9a-f]{8}_\S{43}\n", key))) == (0, True)
    id = key.split("_")[1]
    assert re.fullmatch(rf"{id}  [0-9-]{{10}}  valable   Ouest-France\n", run("keys", "list")[1])
    assert run("keys", "revoke", id)[0] == 0
    again = run("keys", "revoke", id)
    assert (again[0], again[2].count("\n")) == (2, 1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, str(TESTS / "fake_service.py"), "serve", "--port", str(taken.getsockname()[1])]
        env["PYTHONPATH"] += os.pathsep + str(TESTS)
        done = subprocess.run([*command, "--config", str(config)], capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


# -- processes


def hands(load: Any, seconds: float = 20) -> Hands:
    return Hands(load, workers=1, seconds=seconds)


def test_a_crash_costs_one_article() -> None:
    work = hands(load_fragile)
    work.start()
    with pytest.raises(WorkerError):
        work(Condense(BriefRequest(text=ARTICLE + " MEURS")))
    with pytest.raises(Internal):
        work(Condense(BriefRequest(text=ARTICLE + " ÉCHOUE")))
    answer = work(Condense(BriefRequest(text=ARTICLE, id="a")))
    assert isinstance(answer, BriefAnswer)
    assert answer.id == "a"
    work.close()


def test_a_worker_that_hangs_is_ended_and_replaced() -> None:
    work = hands(partial(load_clerk, Settings()), 2)
    work.start()
    with pytest.raises(Late):
        work(Condense(BriefRequest(text=STUCK)))
    assert isinstance(work(Condense(BriefRequest(text=ARTICLE))), BriefAnswer)
    work.close()


def test_a_model_that_cannot_be_loaded_says_so() -> None:
    with pytest.raises(ModelError, match="mémoire"):
        hands(load_dying).start()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
def test_a_worker_may_not_take_all_memory() -> None:
    """What asks for more gets an error, and the process goes on."""
    code = (
        "from summarise.api.bounds import bound_memory; bound_memory(200)\n"
        "small = bytearray(100_000_000)\n"
        "try: bytearray(400_000_000); print('all')\n"
        "except MemoryError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"
