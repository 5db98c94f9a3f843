"""The page without a browser: what its HTML holds, what it lets in, what programs get from it."""

import csv
import io
import json
import os
import signal
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest
from fake_service import Running, running
from fakes import ARTICLE, DOCUMENT, TITLE, full_brief
from strangers import XSS, read
from test_api_limits import start

from summarise.api.keys import Keys
from summarise.api.shapes import BriefAnswer, BriefRequest, Fault, Line
from summarise.errors import InputError, SummariseError
from summarise.records import Brief, Document
from summarise.render.csv import harmless
from summarise.settings import Serve, Settings
from summarise.ui.article import article_view
from summarise.ui.fiche import fiche_view
from summarise.ui.shown import Shown, shown
from summarise.ui.table import Entry, archive, table_view
from summarise.ui.uploads import MOST, read_uploads
from summarise.ui.views import fault_view, pair
from summarise.ui.words import translations

SHOWN = Shown(DOCUMENT, full_brief(), replaced=2)
_FREE = frozenset(
    ("text", "name", "role", "city", "item", "title_fr", "summary_fr", "title_en", "summary_en", "prosecutor", "reason",
     "offence", "version", "en")
)  # fmt: skip


def _filled(value: Any, words: str) -> Any:
    """The same record with `words` in every free text."""
    if isinstance(value, dict):
        return {k: words if k in _FREE and isinstance(v, str) else _filled(v, words) for k, v in value.items()}
    if isinstance(value, list):
        return [words if isinstance(v, str) else _filled(v, words) for v in value]
    return value


def _hostile(words: str) -> Shown:
    english = {"title_en": "x", "summary_en": "x"}
    brief = Brief.model_validate(_filled({**full_brief().model_dump(), **english}, words))
    document = Document(id=words, title=words, heading=words, article=words + ARTICLE, url=words)
    return Shown(document, brief, replaced=1)


def _line(found: Shown, id: str = "a-1") -> Entry:
    answer = BriefAnswer(id=id, brief=found.brief, text=found.document.text)
    return Entry(BriefRequest(id=id[:200], text=ARTICLE, title=id), Line(index=0, id=id, answer=answer))


@pytest.mark.parametrize("words", XSS)
def test_nothing_of_strangers_becomes_markup(words: str) -> None:
    found = _hostile(words)
    wrong = Line(index=0, id=words, error=Fault(code="fetch", detail=words, way_out=words))
    entries = [_line(found, words), Entry(None, wrong), Entry(BriefRequest(url=words, title=words), wrong)]
    pages = [pair(found), table_view(entries, whole=True), fault_view(InputError(words, words))]
    for page in pages:
        assert not read(page).wrong
        assert not {"{{", "${", "`"} & {page[i : i + n] for i in range(len(page)) for n in (1, 2)}
    files = {ending: body for ending, _, body in found.files()}
    assert read(files["html"].decode()).wrong == []
    assert not read(files["md"].decode()).wrong
    assert docx.Document(io.BytesIO(files["docx"])).paragraphs
    assert json.loads(files["json"])["brief"]["relevant"]


@pytest.mark.parametrize(
    "words", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", '=HYPERLINK("x")']
)
def test_a_spreadsheet_computes_nothing(words: str) -> None:
    assert harmless(words).startswith("'")
    files = {ending: body for ending, _, body in _hostile(words).files()}
    archived = zipfile.ZipFile(io.BytesIO(archive([_line(_hostile(words), words)]))).read("fiches.csv")
    for body in (files["csv"], archived):
        cells = [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";") for cell in row]
        assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@", "＝"))]


def test_values_and_their_words_carry_the_same_key() -> None:
    brief, article = fiche_view(SHOWN), article_view(SHOWN.document, SHOWN.brief)
    for key, words in {
        "defendants-0": "Alan Prigent",
        "sentences-1": "quatre ans",
        "seizures-1": "deux voitures",
    }.items():
        assert f'data-v="{key}"' in brief
        assert words in article.split(f'data-v="{key}"')[1].split("</mark>")[0]


def test_overlaps_are_told_once() -> None:
    """The fine and the sum of the fine share words."""
    reader = read(article_view(SHOWN.document, SHOWN.brief))
    assert "".join(reader.text).count("une amende de 15 000 euros") == 1
    assert 'data-v="amounts-1 sentences-2"' in article_view(SHOWN.document, SHOWN.brief)


def test_the_brief_says_it_all() -> None:
    text = " ".join("".join(read(fiche_view(SHOWN)).text).split())
    for words in ("Alan Prigent", "condamné", "art. 313-1", "Requises", "Prononcées", "210 000", "passages remplacés"):
        assert words in text
    assert text.index("déduite du jour") < text.index(TITLE.split(" :")[0])  # warnings first


def test_english_stands_beside_french() -> None:
    brief = full_brief().model_copy(update={"title_en": "Three years", "summary_en": "He was convicted."})
    page = fiche_view(Shown(DOCUMENT, brief))
    assert '<div lang="en"><h2 class="headline">Three years</h2>' in page
    assert "story two" not in fiche_view(SHOWN)


def test_an_article_that_is_off_topic() -> None:
    brief = full_brief().model_copy(update={"relevant": False, "reason": "du sport"})
    assert "Hors sujet" in fiche_view(Shown(DOCUMENT, brief))
    assert 'data-state="astray"' in table_view([_line(Shown(DOCUMENT, brief))])


def test_offsets_count_in_the_answers_text() -> None:
    """Where names were replaced, the article shown is what was read."""
    asked = BriefRequest(title=TITLE, text="autre chose")
    found = shown(asked, BriefAnswer(id="", brief=full_brief(), text=DOCUMENT.text))
    assert (found.document.title, found.document.text) == (TITLE, DOCUMENT.text)


def test_all_words_are_in_both_languages() -> None:
    words = translations()
    assert words["fr"].keys() == words["en"].keys()
    assert all(isinstance(word, str) and word for table in words.values() for word in table.values())


# --- uploads --------------------------------------------------------------------------------------------------------
def _read(folder: Path, name: str, raw: bytes, settings: Settings | None = None) -> list[str]:
    """What became of a dropped file: « text », « html » or « url » for a request, the code of an error otherwise."""
    (folder / name).write_bytes(raw)
    found = read_uploads([folder / name], settings or Settings(), {"redact": True})
    return [
        (one.error.code if one.error else "?")
        if isinstance(one, Line)
        else next(key for key in ("text", "html", "url") if getattr(one, key) is not None)
        for one in found
    ]


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in members.items():
            file.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("a.txt", ARTICLE.encode(), ["text"]),
        ("a.txt", ARTICLE.encode("cp1252"), ["text"]),
        ("a.html", b"<p>x</p>", ["html"]),
        ("a.jsonl", b'{"text": "a"}\n\n{"url": "https://x.fr/a"}', ["text", "url"]),
        ("a.jsonl", b'{"article": "b", "date": "2024-01-02T10:00"}', ["text"]),
        ("a.jsonl", b'nothing\n[1]\n{"text": 1}\n{"text": "a", "date": "mardi"}', ["bad_record"] * 4),
        ("a.csv", b"title;text\nA;un\nB;deux\nC", ["text", "text", "bad_record"]),
        ("a.csv", b"a,b\n1,2\n", ["source"]),
        ("a.txt", b"%PDF-1.4", ["binary"]),
        ("a.zip", b"PK nothing", ["archive"]),
        ("a.zip", _zip({"x/a.txt": b"un", "b.jsonl": b'{"text": "a"}', "c.png": b"x"}), ["text", "text"]),
        ("a.zip", _zip({"__MACOSX/a.txt": b"x", ".b.txt": b"x", "c.md": b"x"}), ["text"]),
        ("a.zip", _zip({"../../etc/passwd.txt": b"un", "inner.zip": _zip({"a.txt": b"x"})}), []),
    ],
)  # fmt: skip
def test_dropped_files(tmp_path: Path, name: str, raw: bytes, expected: list[str]) -> None:
    assert _read(tmp_path, name, raw) == expected


@pytest.mark.parametrize(
    "members",
    [
        {"bomb.txt": b"0" * 30_000_000},
        {f"{i}.txt": b"0" * 4_000_000 for i in range(12)},
        {f"{i}.txt": b"" for i in range(2_500)},
    ],
)
def test_zip_bombs_are_refused(tmp_path: Path, members: dict[str, bytes]) -> None:
    assert _read(tmp_path, "bomb.zip", _zip(members))[-1] == "too_large"


def test_a_header_that_lies_about_its_size_gains_nothing(tmp_path: Path) -> None:
    raw = bytearray(_zip({"a.txt": b"0" * 9_000_000}))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert _read(tmp_path, "a.zip", bytes(raw))[-1] in ("too_large", "archive")


def test_too_many_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SummariseError, match="jusqu'à"):
        _read(tmp_path, "a.jsonl", b'{"text": "a"}\n' * (MOST + 1))


def test_a_file_that_is_too_long(tmp_path: Path) -> None:
    settings = Settings(serve=Serve(max_stream_bytes=1_000))
    assert _read(tmp_path, "a.txt", b"x" * 1_001, settings) == ["too_large"]


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
