"""The archive over HTTP, and the feeds made of it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fake_service import Running, running
from stores import arrival

from summarise.settings import Serve, Settings
from summarise.store import open_archive

V1 = "/api/v1"
ATOM = "{http://www.w3.org/2005/Atom}"
SPOOF = 'Titre <script>alert("1")</script> & \x0b\ufffe fin'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = tmp_path_factory.mktemp("data")
    with open_archive(Settings(serve=Serve(data=data))) as archive:
        for place in range(5):
            court = ("tribunal_correctionnel", "Brest" if place % 2 else "Évry")
            archive.add(arrival(f"n{place}", day=f"2024-03-0{place + 1}", court=court, amounts=[place], title=SPOOF))
        archive.add(arrival("mex", people={"Alan Prigent": "mis_en_examen"}, charges=["vol"], day="2024-01-02"))
        archive.add(arrival("free", people={"Alan Prigent": "relaxe"}, charges=["vol"], day="2025-01-20"))
    with running(data) as found:
        yield found


def get(server: Running, path: str, **query: Any) -> Any:
    return server.client.get(V1 + path, params=query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"city": "brest"}, [4, 2]),
        ({"court": "tribunal_correctionnel", "since": "2024-03-04"}, [5, 4]),
        ({"min_amount": 3, "city": "Évry"}, [5]),
        ({"offence": "vol"}, [7, 6]),
        ({"q": "n3"}, [4]),
        ({"q": "", "city": ""}, [7, 6, 5, 4, 3, 2, 1]),
        ({"city": "Brest' OR 1=1 --"}, []),
        ({"court": "%"}, [7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_filters(server: Running, query: dict[str, Any], found: list[int]) -> None:
    answer = get(server, "/briefs", **query)
    assert answer.status_code == 200
    assert [one["id"] for one in answer.json()["briefs"]] == found


def test_pages(server: Running) -> None:
    found, cursor, asked = [], "", 0
    while cursor is not None:
        answer = get(server, "/briefs", limit=3, **({"cursor": cursor} if cursor else {})).json()
        found += [one["id"] for one in answer["briefs"]]
        cursor, asked = answer["next"], asked + 1
    assert (found, asked) == ([7, 6, 5, 4, 3, 2, 1], 3)


@pytest.mark.parametrize(
    ("query", "code", "pointer"),
    [
        ({"min_amount": "nan"}, "request", "/min_amount"),
        ({"min_amount": "-1"}, "request", "/min_amount"),
        ({"since": "hier"}, "request", "/since"),
        ({"since": "1700000000"}, "request", "/since"),
        ({"limit": "101"}, "request", "/limit"),
        ({"nom": "x"}, "request", "/nom"),
        ({"q": "x" * 401}, "request", "/q"),
        ({"cursor": "0"}, "filter", None),
        ({"stage": "x"}, "filter", None),
    ],
)
def test_what_cannot_be_asked(server: Running, query: dict[str, str], code: str, pointer: str | None) -> None:
    for path in ("/briefs", "/feed.atom", "/feed.json"):
        answer = get(server, path, **query)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert [one["pointer"] for one in answer.json()["errors"]] == ([pointer] if pointer else [])


def test_one_brief_with_what_came_later(server: Running) -> None:
    found = get(server, "/briefs/6").json()
    assert (found["as_of"], found["flags"]) == ("2024-01-02", [{"status": "relaxe", "day": "2025-01-20", "story": 7}])
    assert "relaxé" in found["brief"]["warnings"][0]
    assert get(server, "/briefs/7").json()["follows"] == 6


@pytest.mark.parametrize(("id", "status", "code"), [("99", 404, "brief_unknown"), ("x", 404, "not_found"),
                                                    ("0", 422, "request"), ("9" * 30, 422, "request")])  # fmt: skip
def test_a_brief_that_is_not_there(server: Running, id: str, status: int, code: str) -> None:
    answer = get(server, f"/briefs/{id}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_an_atom_feed(server: Running) -> None:
    answer = get(server, "/feed.atom", city="Évry", limit=2)
    feed = ElementTree.fromstring(answer.content)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert links["self"] == str(answer.url)
    assert [e.findtext(f"{ATOM}id") for e in feed.iter(f"{ATOM}entry")] == [
        "urn:summarise:story:5",
        "urn:summarise:story:3",
    ]
    title = feed.findtext(f"{ATOM}entry/{ATOM}title")
    assert title == 'Titre <script>alert("1")</script> &  fin'
    rest = ElementTree.fromstring(server.client.get(str(links["next"])).content)
    assert [e.findtext(f"{ATOM}id") for e in rest.iter(f"{ATOM}entry")] == ["urn:summarise:story:1"]


def test_a_feed_tells_its_day_and_what_came_later(server: Running) -> None:
    feed = ElementTree.fromstring(get(server, "/feed.atom", offence="vol").content)
    later, earlier = (entry.findtext(f"{ATOM}summary") or "" for entry in feed.iter(f"{ATOM}entry"))
    assert later.startswith("Au 20 janvier 2025. ")
    assert earlier.startswith("Attention : ")
    assert "Au 2 janvier 2024. " in earlier


def test_a_json_feed(server: Running) -> None:
    answer = get(server, "/feed.json", limit=6)
    feed = answer.json()
    assert answer.headers["content-type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["_summarise"]["id"] for item in feed["items"]] == [7, 6, 5, 4, 3, 2]
    assert feed["items"][0]["url"] == "https://free.exemple.fr/article"
    assert server.client.get(feed["next_url"]).json()["items"][0]["_summarise"]["id"] == 1


@pytest.mark.parametrize("path", ["/feed.atom", "/feed.json"])
def test_a_feed_that_has_not_changed(server: Running, path: str) -> None:
    first = get(server, path)
    again = server.client.get(V1 + path, headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert get(server, path, city="Brest").headers["etag"] != first.headers["etag"]


def test_a_key_is_asked_for_here_too(tmp_path: Path) -> None:
    with running(tmp_path, require_key=True) as server:
        assert [get(server, path).status_code for path in ("/briefs", "/briefs/1", "/feed.atom", "/feed.json")] == [
            401
        ] * 4


def test_without_the_extra_there_is_no_archive_but_a_service(tmp_path: Path) -> None:
    code = f"""
import sys; sys.modules["sqlalchemy"] = None
from pathlib import Path
from fake_service import running
with running(Path({str(tmp_path)!r})) as server:
    answer = server.client.get("/api/v1/briefs")
    print(answer.status_code, answer.json()["code"], server.client.get("/healthz").status_code)
"""
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60, cwd=here,
        env={"PYTHONPATH": f"{here.parent}:{here}", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.stdout.split() == ["501", "archive_unavailable", "200"], done.stderr[-500:]


def test_the_archive_s_own_trouble_is_told_without_its_words(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite3").write_text("ceci n'est pas une base" * 50)
    with running(tmp_path) as server:
        answer = get(server, "/briefs")
    assert (answer.status_code, answer.json()["code"]) == (503, "store")
    assert "DatabaseError" in json.dumps(answer.json())
