"""The page on its server, without a browser: what it lets in and out, and what programs get from it."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fake_service import Running, running
from fakes import ARTICLE, DOCUMENT, TITLE, full_brief
from test_api_limits import start

from summarise.api.keys import Keys


# --- on the server --------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("data")) as found:
        found.clerk.known[DOCUMENT.text] = full_brief()
        yield found


def test_the_page_loads_nothing_from_elsewhere(server: Running) -> None:
    answer = server.client.get("/", headers={"accept-encoding": "br, gzip"})
    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "raw.githubusercontent.com" not in answer.text
    assert "fonts.googleapis.com" not in answer.text
    assert '<html\n\tlang="fr"' in answer.text


def test_telemetry_and_history_are_off(server: Running) -> None:
    config = server.client.get("/config").json()
    assert config["analytics_enabled"] is False
    assert config["max_file_size"] == server.settings.serve.max_stream_bytes
    assert not config.get("run_history")
    assert not config.get("is_space")
    assert not [c for c in config["components"] if "flag" in str(c["props"].get("value", "")).lower()]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/api/v1/nothing", 404), ("GET", "/api/v1/translations", 405)]
)
def test_the_api_keeps_its_own_errors(server: Running, method: str, path: str, status: int) -> None:
    answer = server.client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["/gradio_api/file=/etc/passwd", "/gradio_api/file=../../pyproject.toml", "/file=/etc/passwd"]
)
def test_no_file_of_the_machine_is_served(server: Running, path: str) -> None:
    assert server.client.get(path).status_code in (403, 404)


def test_uploads_have_an_end(server: Running) -> None:
    most = server.settings.serve.max_stream_bytes
    try:
        answer = server.client.post("/gradio_api/upload", files={"files": ("a.txt", b"x" * (most + 200_000))})
    except httpx.TransportError:
        return  # closed on us
    assert answer.status_code in (400, 413)


def _client(server: Running, **options: Any) -> Any:
    gradio_client = pytest.importorskip("gradio_client")
    return gradio_client.Client(f"http://127.0.0.1:{server.port}", verbose=False, analytics_enabled=False, **options)


def test_gradios_client_gets_a_brief(server: Running) -> None:
    client = _client(server)
    answer = client.predict(ARTICLE, title=TITLE, api_name="/condense")
    assert answer["brief"]["court"]["city"] == "Brest"
    assert list(client.view_api(return_format="dict", print_info=False)["named_endpoints"]) == ["/condense"]
    with pytest.raises(Exception, match="trop court"):
        client.predict("Trop court.", api_name="/condense")


def test_keys_hold_for_the_page(tmp_path: Path) -> None:
    with running(tmp_path, require_key=True, keyed_per_minute=2) as server:
        key = Keys(server.app.state.access._keys._database).add("essai")
        client = _client(server)
        with pytest.raises(Exception, match="Une clé est nécessaire"):
            client.predict(ARTICLE, api_name="/condense")
        with pytest.raises(Exception, match="pas connue"):
            client.predict(ARTICLE, key="smr_x_y", api_name="/condense")
        for _ in range(2):
            assert client.predict(ARTICLE, key=key, api_name="/condense")["brief"]["relevant"]
        with pytest.raises(Exception, match="Trop de demandes"):
            client.predict(ARTICLE, key=key, api_name="/condense")


def test_a_file_counts_as_much_as_an_article(tmp_path: Path) -> None:
    with running(tmp_path, require_key=True, anonymous_per_minute=2) as server:
        files = {"files": ("a.txt", b"x")}
        answers = [server.client.post("/gradio_api/upload", files=files).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_an_open_page_does_not_hold_the_service_up(tmp_path: Path) -> None:
    process, base = start(tmp_path)
    with httpx.stream("GET", f"{base}/gradio_api/heartbeat/abc", trust_env=False, timeout=60) as alive:
        next(alive.iter_bytes())
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert time.monotonic() - began < 20


def test_the_model_context_protocol_by_gradios_own_flag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mcp", reason="needs the extra mcp")
    monkeypatch.setenv("GRADIO_MCP_SERVER", "True")
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    with running(tmp_path) as server:
        accept = {"accept": "application/json, text/event-stream"}
        answer = server.client.post("/gradio_api/mcp/", json=asked, headers=accept)
        assert answer.status_code == 200
        told = json.loads(answer.text.partition("data: ")[2])["result"]["tools"]
    assert [tool["name"].rpartition("condense")[1] for tool in told] == ["condense"]
    assert "article" in told[0]["inputSchema"]["properties"]


def test_what_is_told_to_programs_works(server: Running, capsys: pytest.CaptureFixture[str]) -> None:
    """The Python of docs/page.md, run as it stands but for the address."""
    pytest.importorskip("gradio_client")
    told = (Path(__file__).parent.parent / "docs" / "page.md").read_text(encoding="utf-8")
    code = told.split("```python\n")[1].partition("```")[0].replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
    exec(code.replace('"https://exemple.fr/article"', repr(ARTICLE)), {})
    assert "Fiche de" in capsys.readouterr().out
