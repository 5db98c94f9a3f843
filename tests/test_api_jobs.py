"""Jobs: whose they are, what is kept of them, and a client that a machine wrote."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_service import FAULTY, STUCK, Running, running, wait_until
from fakes import ARTICLE

from summarise.api.database import Database
from summarise.api.jobs import JobStore
from summarise.api.keys import Keys
from summarise.api.refusals import Busy, JobUnknown
from summarise.api.shapes import BriefRequest, Fault, Line
from summarise.settings import Serve, Settings

JOBS = "/api/v1/jobs"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("data"), job_documents=150) as found:
        yield found


def add(server: Running, *texts: str, **headers: str) -> Any:
    documents = [{"id": f"n{n}", "text": text} for n, text in enumerate(texts)]
    return server.client.post(JOBS, json={"documents": documents}, headers=headers)


def done(server: Running, id: str) -> dict[str, Any]:
    wait_until(lambda: server.client.get(f"{JOBS}/{id}").json()["status"] == "done")
    found: dict[str, Any] = server.client.get(f"{JOBS}/{id}").json()
    return found


def test_a_job_from_first_to_last(server: Running) -> None:
    taken = add(server, ARTICLE, "Court.", FAULTY)
    job = taken.json()
    assert (taken.status_code, taken.headers["location"]) == (202, f"{JOBS}/{job['id']}")
    assert (job["status"], job["total"], job["done"]) == ("queued", 3, 0)
    assert (done(server, job["id"])["failed"], job["expires"] > job["created"]) == (2, True)
    answer = server.client.get(f"{JOBS}/{job['id']}/results").json()
    assert [line["id"] for line in answer["results"]] == ["n0", "n1", "n2"]
    assert [line["error"] and line["error"]["code"] for line in answer["results"]] == [None, "too_short", "internal"]
    assert answer["next"] is None
    assert server.client.delete(f"{JOBS}/{job['id']}").status_code == 204
    assert server.client.get(f"{JOBS}/{job['id']}/results").status_code == 404


def test_lines_in_pages_out(server: Running) -> None:
    rows = "\n".join([*(json.dumps({"id": str(n), "text": ARTICLE}) for n in range(120)), "{"])
    job = server.client.post(JOBS, content=rows, headers={"content-type": "application/x-ndjson"}).json()
    assert (job["total"], job["failed"]) == (121, 1)
    done(server, job["id"])
    first = server.client.get(f"{JOBS}/{job['id']}/results").json()
    second = server.client.get(f"{JOBS}/{job['id']}/results", params={"after": first["next"]}).json()
    assert (first["next"], second["next"]) == (100, None)
    assert [line["index"] for line in first["results"] + second["results"]] == list(range(121))
    assert second["results"][-1]["error"]["code"] == "bad_record"


def test_results_so_far(server: Running) -> None:
    server.clerk.release.clear()
    job = add(server, ARTICLE, STUCK, ARTICLE).json()
    results = f"{JOBS}/{job['id']}/results"
    wait_until(lambda: server.client.get(results).json()["results"])
    assert server.client.get(results).json()["next"] == 1
    assert server.client.get(f"{JOBS}/{job['id']}").json()["status"] == "running"
    server.clerk.release.set()
    done(server, job["id"])


def test_a_job_deleted_at_work_leaves_nothing(server: Running) -> None:
    server.clerk.release.clear()
    job = add(server, STUCK, ARTICLE, ARTICLE).json()
    wait_until(lambda: server.service.desk.busy)
    assert server.client.delete(f"{JOBS}/{job['id']}").status_code == 204
    server.clerk.release.set()
    wait_until(lambda: not server.service.desk.busy)
    assert server.client.get(f"{JOBS}/{job['id']}").status_code == 404


@pytest.mark.parametrize(("number", "status"), [(150, 202), (151, 413)])
def test_how_many(server: Running, number: int, status: int) -> None:
    assert add(server, *["x"] * number).status_code == status


def test_a_job_is_its_owners(tmp_path: Path) -> None:
    keys = Keys(Database(Settings(serve=Serve(data=tmp_path))))
    mine, yours = ({"Authorization": f"Bearer {keys.add(name)}"} for name in "ab")
    with running(tmp_path, require_key=True) as server:
        where = f"{JOBS}/{add(server, ARTICLE, **mine).json()['id']}"
        for method in ("GET", "DELETE"):
            assert server.client.request(method, where, headers=yours).json()["code"] == "job_unknown"
        assert server.client.get(where, headers=mine).status_code == 200


# -- what is kept


def store(data: Path, **more: Any) -> JobStore:
    serve = Serve(data=data, **more)
    return JobStore(Database(Settings(serve=serve)), serve)


def asked(text: str = "Un texte", id: str = "") -> BriefRequest:
    return BriefRequest(id=id, text=text)


def fault(index: int = 0) -> Line:
    return Line(index=index, id="", error=Fault(code="a", detail="b", way_out="c."))


def test_each_job_in_turn(tmp_path: Path) -> None:
    jobs = store(tmp_path)
    jobs.add("me", [asked(id=f"long{n}") for n in range(3)])
    jobs.add("me", [asked(id="short")])
    order = [taken.asked.id for taken in iter(jobs.take, None) if taken]
    assert set(order[:2]) == {"long0", "short"}, "a long job does not hold up a short one"
    assert order[2:] == ["long1", "long2"]


def test_a_text_is_forgotten_with_its_outcome(tmp_path: Path) -> None:
    jobs = store(tmp_path)
    job = jobs.add("me", [asked("MOTSECRET")])
    taken = jobs.take()
    assert taken
    jobs.finish(taken.job, taken.place, fault())
    assert jobs.get(job.id, "me").status == "done"
    jobs._database._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert all(b"MOTSECRET" not in path.read_bytes() for path in tmp_path.iterdir())


def test_what_a_dead_process_left_is_taken_up(tmp_path: Path) -> None:
    first = store(tmp_path)
    first.add("me", [asked()])
    assert first.take()
    again = store(tmp_path)
    assert again.take() is None
    again.put_back()
    taken = again.take()
    assert taken
    assert taken.attempts == 2
    again.put_back(taken)
    assert again.take()


def test_what_another_version_wrote_is_a_fault_of_its_own(tmp_path: Path) -> None:
    jobs = store(tmp_path)
    job = jobs.add("me", [asked(), asked(id="b")])
    with jobs._database.write() as connection:
        connection.execute("UPDATE documents SET asked = '{}' WHERE place = 0")
    taken = jobs.take()
    assert taken
    assert taken.asked.id == "b"
    (line,) = jobs.results(job.id, "me", 0, 10)
    assert line.error
    assert line.error.code == "worker"


def test_results_expire(tmp_path: Path) -> None:
    jobs = store(tmp_path, job_days=1e-9)
    with pytest.raises(JobUnknown):
        jobs.add("me", [asked()])
    jobs.purge()
    assert jobs.take() is None


def test_the_backlog_has_an_end(tmp_path: Path) -> None:
    jobs = store(tmp_path, job_backlog=2)
    jobs.add("me", [asked(), asked()])
    with pytest.raises(Busy):
        jobs.add("me", [asked()])


# -- a client that a machine wrote


# No hooks: they only reformat. The generator knows XML by no name, so a feed reaches its user as bytes.
_CLIENT = "post_hooks: []\ncontent_type_overrides:\n  application/atom+xml: application/octet-stream\n"


@pytest.fixture(scope="module")
def client(server: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a package that openapi-python-client made from the document."""
    pytest.importorskip("openapi_python_client")
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(server.client.get("/openapi.json").text, encoding="utf-8")
    (folder / "config.yaml").write_text(_CLIENT, encoding="utf-8")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "pdm", "--fail-on-warning",
               "--path", "openapi.json", "--config", "config.yaml", "--output-path", "made"]  # fmt: skip
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    assert (folder / "made" / "pyproject.toml").exists(), "pip installs it"
    assert (folder / "made" / "summarise_client" / "py.typed").exists()
    sys.path.insert(0, str(folder / "made"))
    yield "summarise_client"
    sys.path.remove(str(folder / "made"))


def test_the_generated_client_condenses(server: Running, client: str) -> None:
    package = importlib.import_module(client)
    models = importlib.import_module(f"{client}.models")
    call = importlib.import_module(f"{client}.api.fiches.condense")
    with package.Client(base_url=f"http://127.0.0.1:{server.port}") as talk:
        answer = call.sync(client=talk, body=models.BriefRequest(text=ARTICLE, id="a"))
        assert isinstance(answer, models.BriefAnswer)
        assert (answer.id, answer.brief.title_fr, answer.brief.coverage.total) == ("a", "Fiche de a", len(ARTICLE))
        refused = call.sync(client=talk, body=models.BriefRequest(text="Court."))
        assert isinstance(refused, models.Problem)
        assert refused.code == "too_short"


def test_the_generated_client_leaves_a_job(server: Running, client: str) -> None:
    package = importlib.import_module(client)
    models = importlib.import_module(f"{client}.models")
    jobs = {
        name: importlib.import_module(f"{client}.api.lots.{name}") for name in ("add_job", "get_job", "get_results")
    }
    with package.Client(base_url=f"http://127.0.0.1:{server.port}") as talk:
        body = models.BatchRequest(documents=[models.BriefRequest(text=ARTICLE)])
        job = jobs["add_job"].sync(client=talk, body=body)
        assert isinstance(job, models.Job)
        wait_until(lambda: jobs["get_job"].sync(job.id, client=talk).status == "done")
        results = jobs["get_results"].sync(job.id, client=talk)
        assert results.results[0].answer.brief.relevant
