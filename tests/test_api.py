"""The API over a real connection: what it answers, and what it refuses with which words."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from fake_service import FAULTY, STUCK, Running, running
from fakes import ARTICLE, MODEL, TITLE, full_brief

from summarise.api.docs_page import page
from summarise.api.middleware import is_api
from summarise.api.refusals import _FIXED, Refusal
from summarise.render.json import Result

V1 = "/api/v1"
NDJSON = {"content-type": "application/x-ndjson"}
PAGE_TITLE = "Trois ans de prison pour le faux guérisseur"
HTML = f"<html><head><title>{PAGE_TITLE}</title></head><body><article><p>{ARTICLE}</p></article></body></html>"
MINOR = ARTICLE + " Le père de Kevin Dupont-Lassalle, 12 ans, a été entendu."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("data"), batch_documents=4) as found:
        yield found


def post(server: Running, path: str, body: Any) -> Any:
    return server.client.post(V1 + path, json=body)


def test_a_brief_with_its_id_and_its_request_id(server: Running) -> None:
    answer = server.client.post(V1 + "/briefs", json={"id": "a", "text": ARTICLE}, headers={"X-Request-ID": "r.1"})
    assert (answer.status_code, answer.headers["x-request-id"]) == (200, "r.1")
    assert answer.json()["brief"]["title_fr"] == "Fiche de a"
    Result.model_validate({key: answer.json()[key] for key in ("id", "brief")})


def test_a_strange_request_id_is_replaced(server: Running) -> None:
    answer = server.client.get("/healthz", headers={"X-Request-ID": "a b\tc"})
    assert answer.headers["x-request-id"] not in ("", "a b\tc")


@pytest.mark.parametrize(
    ("asked", "has_text"),
    [
        ({"text": ARTICLE}, False),
        ({"text": ARTICLE, "title": TITLE, "date": "2024-03-05", "heading": "Brest"}, False),
        ({"html": HTML}, True),
        ({"text": HTML}, True),
        ({"html": HTML, "title": "Autre titre"}, True),
    ],
)
def test_the_text_that_offsets_count_in(server: Running, asked: dict[str, str], has_text: bool) -> None:
    answer = post(server, "/briefs", asked).json()
    seen = server.clerk.history[-1].document
    assert answer["text"] == (seen.text if has_text else None)
    assert seen.title == (asked.get("title") or (PAGE_TITLE if has_text else ""))
    assert "<p>" not in seen.text


@pytest.mark.parametrize(("redact", "there"), [(True, False), (False, True)])
def test_a_minor_is_not_named(server: Running, redact: bool, there: bool) -> None:
    answer = post(server, "/briefs", {"text": MINOR, "redact": redact}).json()
    assert bool(answer["replaced"]) is not there
    assert (answer["text"] is None) is there
    assert there or "Kevin" not in json.dumps(answer)
    assert any("ne sont pas remplacés" in w for w in answer["brief"]["warnings"]) is there


def test_an_address_is_fetched_and_its_page_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with running(tmp_path / "data", fetch={"allow_private": True}) as server:
        site = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(tmp_path)))
        Thread(target=site.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{site.server_port}/a.html"
        answer = post(server, "/briefs", {"url": url, "title": "Le mien"})
        gone = post(server, "/briefs", {"url": url + "x"})
        site.shutdown()
        site.server_close()
    assert answer.json()["text"].startswith("Le mien\nLe tribunal correctionnel de Brest")
    assert (gone.status_code, gone.json()["code"]) == (422, "fetch")


BAD: list[tuple[str, Any, int, str, str]] = [
    ("nothing", {}, 422, "request", ""),
    ("two sources", {"text": ARTICLE, "url": "https://a.fr"}, 422, "request", ""),
    ("an unknown field", {"text": ARTICLE, "tilte": "x"}, 422, "request", "/tilte"),
    ("a number", {"text": 3}, 422, "request", "/text"),
    ("a yes", {"text": ARTICLE, "redact": "yes"}, 422, "request", "/redact"),
    ("a date in words", {"text": ARTICLE, "date": "hier"}, 422, "request", "/date"),
    ("a date in seconds", {"text": ARTICLE, "date": 0}, 422, "request", "/date"),
    ("a day that is none", {"text": ARTICLE, "date": "2024-02-30"}, 422, "request", "/date"),
    ("a long title", {"text": ARTICLE, "title": "a" * 1_001}, 422, "request", "/title"),
    ("a list", [], 422, "request", ""),
    ("an empty text", {"text": ""}, 422, "empty", ""),
    ("a short text", {"text": "Condamné à Lille."}, 422, "too_short", ""),
    ("English", {"text": "The court has sentenced the man to three years in prison. " * 8}, 422, "not_french", ""),
    ("binary", {"text": ARTICLE + "\0"}, 422, "binary", ""),
    ("20 001 characters", {"text": "a " * 10_000 + "b"}, 413, "too_large", ""),
    ("an inner address", {"url": "http://127.0.0.1:1/"}, 422, "forbidden_address", ""),
    ("an inner address in disguise", {"url": "http://[::ffff:10.0.0.1]/"}, 422, "forbidden_address", ""),
    ("a file of the server", {"url": "/etc/passwd"}, 422, "forbidden_address", ""),
    ("standard input", {"url": "-"}, 422, "forbidden_address", ""),
    ("another scheme", {"url": "file:///etc/passwd"}, 422, "forbidden_address", ""),
    ("no such host", {"url": "http://rien.invalid/"}, 422, "fetch", ""),
    ("our own fault", {"text": FAULTY}, 500, "internal", ""),
]


@pytest.mark.parametrize(("body", "status", "code", "pointer"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_what_cannot_be_done_is_a_problem(server: Running, body: Any, status: int, code: str, pointer: str) -> None:
    answer = post(server, "/briefs", body)
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert problem["detail"]
    assert problem["way_out"].endswith(".")
    assert problem["errors"] == [] or problem["errors"][0]["pointer"] == pointer
    assert "magnétiseur" not in answer.text, "nothing of the article comes back"


@pytest.mark.parametrize(
    ("content", "headers", "status", "code"),
    [
        (b"{", {}, 400, "json"),
        (b'{"text": "\xff"}', {}, 400, "json"),
        (b"[" * 100_000, {}, 400, "json"),
        (b'{"text": "\\ud800"}', {}, 422, "request"),
        (b"null", {}, 422, "request"),
        (b"", {}, 422, "request"),
        (b"a" * 262_145, {}, 413, "body_too_large"),
        (iter([b"a" * 100_000] * 3), {}, 413, "body_too_large"),
        (b"text=a", {"content-type": "application/x-www-form-urlencoded"}, 415, "media_type"),
        (b"a", {"content-encoding": "gzip"}, 415, "media_type"),
        (b"{}", {"content-type": "application/x-ndjson"}, 422, "request"),
    ],
)
def test_bodies(server: Running, content: Any, headers: dict[str, str], status: int, code: str) -> None:
    headers = {"content-type": "application/json", **headers}
    answer = server.client.post(V1 + "/briefs", content=content, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/rien", 404, "not_found"),
        ("GET", V1 + "/rien", 404, "not_found"),
        ("PUT", V1 + "/briefs", 405, "method"),
        ("GET", V1 + "/jobs/rien", 404, "job_unknown"),
        ("DELETE", V1 + "/jobs/rien", 404, "job_unknown"),
        ("GET", V1 + "/jobs/rien/results?limit=0", 422, "request"),
    ],
)
def test_paths(server: Running, method: str, path: str, status: int, code: str) -> None:
    answer = server.client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["x-request-id"]


def test_allow_names_all_methods(server: Running) -> None:
    assert server.client.put(V1 + "/jobs/a").headers["allow"] == "DELETE, GET"
    assert server.client.post("/healthz").status_code == 405


def test_a_batch_keeps_order_and_costs_only_what_fails(server: Running) -> None:
    documents = [{"id": "1", "text": ARTICLE}, {"id": "2", "text": "Court."}, {"id": "3", "text": FAULTY}]
    lines = post(server, "/briefs/batch", {"documents": documents}).json()["results"]
    assert [(line["index"], line["id"]) for line in lines] == [(0, "1"), (1, "2"), (2, "3")]
    assert lines[0]["answer"]["brief"]["relevant"]
    assert [line["error"]["code"] for line in lines[1:]] == ["too_short", "internal"]


@pytest.mark.parametrize(
    ("documents", "status", "code"),
    [
        ([], 422, "request"),
        ([{"text": ARTICLE}] * 5, 413, "too_many"),
        ([{"text": ARTICLE, "x": 1}], 422, "request"),
    ],
)
@pytest.mark.parametrize("path", ["/briefs/batch", "/jobs"])
def test_batches_refused(server: Running, path: str, documents: Any, status: int, code: str) -> None:
    if (path, code) == ("/jobs", "too_many"):
        pytest.skip("a job may have more")
    answer = post(server, path, {"documents": documents})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_lines_in_lines_out(server: Running) -> None:
    rows: list[Any] = [
        {"id": "é", "text": ARTICLE},
        3,
        {"text": "x", "zz": 1},
        {"text": "a" * 20_001},
        {"text": ARTICLE},
    ]
    body = "\n\n".join(json.dumps(row) for row in rows) + "\n{"
    answer = server.client.post(V1 + "/briefs/batch", content=body, headers=NDJSON)
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [line["index"] for line in lines] == list(range(6))
    codes = [line["error"] and line["error"]["code"] for line in lines]
    assert codes == [None, "bad_record", "bad_record", "too_large", None, "bad_record"]
    assert "/zz" in lines[2]["error"]["detail"]


def test_lines_come_as_they_are_done(server: Running) -> None:
    body = "\n".join(json.dumps({"text": text}) for text in (ARTICLE, STUCK, ARTICLE))
    server.clerk.release.clear()
    with server.client.stream("POST", V1 + "/briefs/batch", content=body, headers=NDJSON) as answer:
        lines = answer.iter_lines()
        assert json.loads(next(lines))["index"] == 0, "the first is here while the second is still at work"
        server.clerk.release.set()
        assert len(list(lines)) == 2


def test_a_sentence_in_english_is_vouched_for_or_marked(server: Running) -> None:
    made = post(server, "/translations", {"text": "Il a été relaxé lundi à Pau."}).json()
    assert "acquitted" in made["text"]
    assert made["text"].startswith("[?]") == bool(made["warnings"])


@pytest.mark.parametrize(
    ("text", "code"), [("  ", "empty"), ("He was placed under formal investigation on Monday.", "not_french")]
)
def test_what_is_no_french_is_not_translated(server: Running, text: str, code: str) -> None:
    answer = post(server, "/translations", {"text": text})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_english_stands_beside_every_part_when_asked(server: Running) -> None:
    server.clerk.known[f"{TITLE}\n{ARTICLE}"] = full_brief()
    made = post(server, "/briefs", {"text": ARTICLE, "title": TITLE, "english": True}).json()
    assert made["brief"]["summary_en"] in made["english"]["text"]
    assert made["brief"]["court"]["en"] == "Brest criminal court (tribunal correctionnel)"
    plain = post(server, "/briefs", {"text": ARTICLE, "title": TITLE}).json()
    assert plain["english"] is None
    assert "summary_en" not in plain["brief"]


def test_about_the_service(server: Running) -> None:
    get = server.client.get
    assert get(V1 + "/models").json() == {"models": [MODEL.model_dump()]}
    assert get(V1 + "/schema").json()["required"] == ["id", "brief"]
    assert get("/healthz").json() == get("/readyz").json() == {"status": "ok"}
    post(server, "/briefs", {"text": ARTICLE})
    figures = get("/metrics").text
    assert 'summarise_requests_total{method="POST",route="/briefs",status="200"}' in figures
    assert "process_resident_memory_bytes" in figures
    assert "magnétiseur" not in figures


def test_the_document_describes_what_happens(server: Running) -> None:
    document = server.client.get("/openapi.json").json()
    assert {"/api/v1/briefs", "/api/v1/jobs/{id}/results", "/healthz"} <= set(document["paths"])
    brief = document["paths"]["/api/v1/briefs"]["post"]
    assert {"200", "413", "422", "429", "503"} <= set(brief["responses"])
    assert "application/problem+json" in brief["responses"]["429"]["content"]
    batch = document["paths"]["/api/v1/briefs/batch"]["post"]
    assert set(batch["responses"]["200"]["content"]) == {"application/json", "application/x-ndjson"}
    assert "application/x-ndjson" in batch["description"]
    schemas = document["components"]["schemas"]
    assert schemas["BriefRequest"]["examples"]
    assert schemas["BriefRequest"]["additionalProperties"] is False
    assert "HTTPValidationError" not in json.dumps(document)


def test_examples_of_the_document_work(server: Running) -> None:
    schemas = server.client.get("/openapi.json").json()["components"]["schemas"]
    assert post(server, "/briefs", schemas["BriefRequest"]["examples"][0]).status_code == 200
    assert post(server, "/briefs/batch", schemas["BatchRequest"]["examples"][0]).status_code == 200


def test_the_documentation_needs_nothing_from_elsewhere(server: Running) -> None:
    answer = server.client.get("/docs")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "https://" not in answer.text.replace("https://exemple.fr", "")
    assert server.client.get("/").headers.get("location") == "/docs" or not is_api("/")


def test_the_documentation_escapes() -> None:
    evil = "<script>alert(1)</script>"
    document = {
        "info": {"title": evil, "version": "1", "description": evil},
        "paths": {},
        "components": {"schemas": {}},
    }
    assert "<script" not in page(document)


@pytest.mark.parametrize("code", _FIXED)
def test_each_refusal_has_its_own_name(code: str) -> None:
    refusal = Refusal.of(code)
    assert refusal.way_out.endswith(".")
    assert (refusal.code == code) is (400 <= refusal.status <= 503)


def test_nothing_of_an_article_is_logged(server: Running, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        for body in ({"id": "Prigent", "text": ARTICLE, "redact": False}, {"text": FAULTY}, {"Prigent": 1}):
            post(server, "/briefs", body)
        server.client.post(V1 + "/Prigent", json={})
    # The client's own log is not ours, and the server's access log is off outside of pytest.
    ours = [record for record in caplog.records if not record.name.startswith(("http", "uvicorn.access"))]
    said = "\n".join(record.getMessage() for record in ours)
    assert "ZeroDivisionError" in said
    assert "Prigent" not in said
