"""Polling real servers on loopback: what is fetched, how politely, what is kept."""

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from fakes import ARTICLE, FakeDecider
from sites import Page, Site, serving
from stores import postgres_url, settings  # noqa: F401 - fixtures

from summarise import cli
from summarise.feeds.poll import Poller
from summarise.feeds.turns import Turns
from summarise.pipeline import Condenser
from summarise.records import Brief
from summarise.settings import Feeds, Fetch, Serve, Settings
from summarise.store import open_archive, polls
from summarise.store.asked import Filters
from summarise.text.source import Source

# ruff: noqa: F811 - a fixture is an argument of the same name


class Decider(FakeDecider):
    """Relevant unless the article says otherwise; breaks where it is told to."""

    def __call__(self, source: Source) -> Brief:
        if "ÉCHOUE" in source.plain:
            raise ZeroDivisionError(source.plain)
        brief = super().__call__(source)
        return brief.model_copy(
            update={"relevant": "HORS SUJET" not in source.plain, "title_fr": source.document.title}
        )


def page_of(title: str, text: str) -> str:
    body = f"<article><p>{escape(text)}</p></article>"
    return f"<html><head><title>{escape(title)}</title></head><body>{body}</body></html>"


def article(topic: str, extra: str = "") -> str:
    """A page on a matter of its own."""
    text = " ".join(f"{ARTICLE} À {topic}, {word} {topic} {number}." for number, word in enumerate(topic.split() * 3))
    return page_of(topic, f"{text} {extra}")


def different(topic: str) -> str:
    """A page that shares no run of words with those of other topics."""
    said = " ".join(f"{topic}{i % 7} le tribunal {topic} a condamné {topic}{i} pour des faits" for i in range(30))
    return page_of(topic, f"{said}.")


def rss(*entries: tuple[str, str]) -> str:
    items = "".join(f"<item><title>{escape(t)}</title><link>{escape(link)}</link></item>" for link, t in entries)
    return f'<rss version="2.0"><channel><title>Flux</title>{items}</channel></rss>'


class Newsroom:
    """An archive with a poller over a fake model."""

    def __init__(self, settings: Settings) -> None:
        quick = settings.feeds.model_copy(update={"pause": 0.0})
        self.settings = settings.model_copy(
            update={"fetch": Fetch(allow_private=True, timeout=2), "feeds": quick}
        )  # fmt: skip
        self.decider = Decider()
        self.archive = open_archive(self.settings)
        self.poller = self.new_poller()

    def new_poller(self) -> Poller:
        return Poller(self.archive, lambda: Condenser(self.decider, self.settings))

    def add(self, *urls: str) -> None:
        for url in urls:
            polls.add(self.archive.engine, url, "")

    def run(self) -> dict[str, int]:
        tally = self.poller.run()
        return {**{f"feeds {k}": v for k, v in tally.feeds.items()}, **tally.articles}

    def titles(self) -> list[str]:
        return [one.brief.title_fr for one in self.archive.find(Filters(), limit=100).briefs]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    found = Newsroom(Settings(serve=Serve(data=tmp_path)))
    yield found
    found.archive.close()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def both(settings: Settings) -> Iterator[Newsroom]:
    """In either database."""
    found = Newsroom(settings)
    yield found
    found.archive.close()


def test_a_feed_s_articles_are_kept_once(both: Newsroom, site: Site) -> None:
    room = both
    links = [site.put(f"/{n}", different(n)) for n in ("brest", "lyon")]
    site.put("/rss", rss(*((link, "T") for link in links)), headers={"ETag": '"1"'})
    room.add(site.url + "/rss")
    assert room.run() == {"feeds read": 1, "new": 2}
    assert sorted(room.titles()) == ["brest", "lyon"]
    assert room.run() == {"feeds unchanged": 1}
    site.put("/rss", rss((links[0] + "?utm_source=rss", "T"), (site.put("/nice", different("nice")), "T")))
    assert room.run() == {"feeds read": 1, "new": 1}


def test_what_no_database_can_hold_stops_no_round(both: Newsroom, site: Site) -> None:
    said = " ".join(f"Le tribunal de Lyon a jugé le prévenu numéro {i} pour vol." for i in range(20))
    odd = "a\x00b\ud800"
    items = [
        {"id": odd, "title": "Un\x1b[2J titre", "content_text": said},
        {"id": "2", "title": odd, "content_text": said},
    ]
    site.put("/feed", json.dumps({"title": odd, "items": items}), "application/json")
    both.add(site.url + "/feed")
    assert both.run() == {"feeds read": 1, "new": 1, "refused": 1}
    assert [feed.title for feed in polls.every(both.archive.engine)] == ["ab"]


def test_the_second_time_only_what_is_new_is_asked(room: Newsroom, site: Site) -> None:
    site.put("/rss", rss(), headers={"ETag": '"1"', "Last-Modified": "Mon, 04 Mar 2024 10:00:00 GMT"})
    room.add(site.url + "/rss")
    room.run()
    room.run()
    headers = [headers for _, _, path, headers, _ in site.asked if path == "/rss"]
    assert headers[1]["if-none-match"] == '"1"'
    assert headers[1]["if-modified-since"] == "Mon, 04 Mar 2024 10:00:00 GMT"
    assert headers[0]["user-agent"].startswith("summarise/")


def test_one_copy_on_five_sites_is_one_story(room: Newsroom) -> None:
    changes = ["", " (Avec AFP.)", " Lire aussi : la météo.", " Mis à jour.", " © Agence."]
    with serving() as first, serving("127.0.0.2") as second, serving("127.0.0.3") as third:
        sites = [first, second, third, first, second]
        for place, (site, change) in enumerate(zip(sites, changes, strict=True)):
            page = article("Quimper", extra=change).replace("<title>", f"<title>Site {place} : ")
            site.put(f"/rss{place}", rss((site.put(f"/{place}", page), "T")))
            room.add(f"{site.url}/rss{place}")
        assert room.run() == {"feeds read": 5, "new": 1, "copy": 4}
    (only,) = room.archive.find(Filters()).briefs
    assert len({source.url for source in only.sources}) == 5
    assert {source.site.partition(":")[0] for source in only.sources} == {"127.0.0.1", "127.0.0.2", "127.0.0.3"}
    assert len(room.decider.history) == 1


def test_an_update_is_a_version(room: Newsroom, site: Site) -> None:
    link = site.put("/a", different("brest"))
    site.put("/rss", rss((link, "Avant")))
    room.add(site.url + "/rss")
    room.run()
    site.put("/a", different("brest").replace("</p>", " Il fait appel.</p>"))
    site.put("/rss", rss((link, "Après")))
    assert room.run() == {"feeds read": 1, "updated": 1}
    (only,) = room.archive.find(Filters()).briefs
    assert (only.version, only.sources[0].url) == (2, link)


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        (Page(different("météo HORS SUJET").encode()), "irrelevant"),
        (Page(b"<p>Court.</p>"), "refused"),
        (Page(b"%PDF", "application/pdf"), "refused"),
        (Page(b"", status=404), "refused"),
        (Page(b"", status=503), "failed"),
        (Page(different("ÉCHOUE").encode()), "failed"),
        (Page(b"", status=302, headers={"Location": "file:///etc/passwd"}), "refused"),
    ],
)
def test_what_is_not_kept_is_counted(room: Newsroom, site: Site, page: Page, outcome: str) -> None:
    site.pages["/a"] = page
    site.put("/rss", rss((site.url + "/a", "T")), headers={"ETag": '"1"'})
    room.add(site.url + "/rss")
    rounds = [room.run() for _ in range(5)]
    assert [found.get(outcome, 0) for found in rounds] == ([1, 1, 1, 0, 0] if outcome == "failed" else [1, 0, 0, 0, 0])
    assert room.titles() == []


def test_an_article_that_comes_back_is_kept(room: Newsroom, site: Site) -> None:
    site.pages["/a"] = Page(b"", status=503)
    site.put("/rss", rss((site.url + "/a", "T")), headers={"ETag": '"1"'})
    room.add(site.url + "/rss")
    room.run()
    site.put("/a", different("brest"))
    assert room.run() == {"feeds read": 1, "new": 1}


def test_a_feed_s_own_text_where_its_page_is_closed(room: Newsroom, site: Site) -> None:
    text = " ".join(f"Le tribunal de Brest a jugé le prévenu numéro {i} pour escroquerie." for i in range(20))
    site.pages["/a"] = Page(b"", status=403)
    items = [{"url": site.url + "/a", "title": "Titre", "content_text": text, "date_published": "2024-03-05T10:00:00Z"}]
    site.put("/feed.json", json.dumps({"items": items}), "application/feed+json")
    room.add(site.url + "/feed.json")
    assert room.run() == {"feeds read": 1, "new": 1}
    assert [(one.brief.title_fr, one.as_of) for one in room.archive.find(Filters()).briefs] == [("Titre", "2024-03-05")]


def test_robots_txt_is_obeyed(room: Newsroom, site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /prive/\nUser-agent: summarise\nDisallow: /non*fin", "text/plain")
    links = [site.put(path, different(path.strip("/")[:3])) for path in ("/prive/a", "/non-a-fin", "/oui")]
    site.put("/rss", rss(*((link, "T") for link in links)))
    site.pages["/vers"] = Page(b"", status=302, headers={"Location": "/non-b-fin"})
    site.put("/rss2", rss((site.url + "/vers", "T")))
    room.add(site.url + "/rss", site.url + "/rss2")
    assert room.run() == {"feeds read": 2, "new": 2, "robots": 2}
    assert not {"/non-a-fin", "/non-b-fin"} & set(site.paths())
    assert [path for _, _, path, _, _ in site.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(("status", "feeds"), [(404, "read"), (403, "read"), (500, "failed"), (429, "failed")])
def test_a_robots_txt_out_of_reach(room: Newsroom, site: Site, status: int, feeds: str) -> None:
    site.pages["/robots.txt"] = Page(b"", status=status)
    site.put("/rss", rss())
    room.add(site.url + "/rss")
    assert room.run() == {f"feeds {feeds}": 1}


def test_one_request_at_a_time_for_a_host_with_a_pause(tmp_path: Path) -> None:
    room = Newsroom(Settings(serve=Serve(data=tmp_path)))
    quick = room.settings.model_copy(update={"feeds": Feeds(pause=0.1)})
    with serving() as one, serving("127.0.0.2") as other, open_archive(quick) as archive:
        for site in (one, other):
            site.slow = 0.05
            site.put("/rss", rss(*((site.put(f"/{n}{site.url[-5:]}", different(f"{n}")), "T") for n in "abcd")))
            polls.add(archive.engine, site.url + "/rss", "")
        Poller(archive, lambda: Condenser(room.decider, quick)).run()
        assert (one.busiest, other.busiest) == (1, 1)
        moments = [moment for moment, _, path, _, _ in one.asked if path != "/robots.txt"]
        assert len(moments) == 5
        assert all(b - a >= 0.14 for a, b in itertools.pairwise(moments))
        overlap = min(one.asked[-1][0], other.asked[-1][0]) - max(one.asked[0][0], other.asked[0][0])
        assert overlap > 0
    room.archive.close()


@pytest.mark.parametrize(
    ("status", "retry_after", "seconds"),
    [
        (500, None, 1_800),
        (429, "7200", 7_200),
        (503, "Mon, 04 Mar 2019 10:00:00 GMT", 1_800),
        (503, "demain", 1_800),
        (410, None, 1_800),
    ],
)
def test_a_feed_that_fails_is_left_in_peace(
    room: Newsroom, site: Site, status: int, retry_after: str | None, seconds: int
) -> None:  # fmt: skip
    site.pages["/rss"] = Page(b"", status=status, headers={"Retry-After": retry_after} if retry_after else {})
    room.add(site.url + "/rss")
    assert room.run() == {"feeds failed": 1}
    (feed,) = polls.every(room.archive.engine)
    assert (feed.active, feed.failures) == (status != 410, 1)
    assert abs(feed.due - time.time() - seconds) < 60
    assert room.run() == {}
    assert len(site.paths()) == 1


@pytest.mark.parametrize(("failures", "asked", "wait"), [(1, None, 1800), (3, None, 7200), (30, None, 86_400),
                                                         (1, 1e12, 604_800), (1, 5.0, 1800)])  # fmt: skip
def test_back_off(failures: int, asked: float | None, wait: int) -> None:
    assert polls.backoff(900, failures, asked) == wait


def test_a_feed_and_its_pages_in_files(room: Newsroom, site: Site, tmp_path: Path) -> None:
    path = tmp_path / "flux.xml"
    path.write_text(
        rss((site.put("/a", different("brest")), "T"), ("file:///etc/passwd", "T"), (str(path), "T")), "utf-8"
    )
    room.add(str(path))
    assert room.run() == {"feeds read": 1, "new": 1, "refused": 2}
    assert room.run() == {"feeds unchanged": 1}


def test_inner_addresses_are_not_read_for_a_stranger_s_feed(tmp_path: Path, site: Site) -> None:
    feed = tmp_path / "flux.xml"
    feed.write_text(rss((site.put("/a", different("brest")), "T")), "utf-8")
    settings = Settings(serve=Serve(data=tmp_path), feeds=Feeds(pause=0))
    with open_archive(settings) as archive:
        polls.add(archive.engine, str(feed), "")
        tally = Poller(archive, lambda: Condenser(Decider(), settings)).run()
    assert (dict(tally.articles), site.asked) == ({"refused": 1}, [])


def test_names_are_replaced_before_anything_is_kept(room: Newsroom, site: Site) -> None:
    said = " ".join(
        f"Le collégien Kevin Dupont-Lassalle, 12 ans, a été entendu le {i} mars à Brest." for i in range(1, 9)
    )
    page = f"<html><head><title>Kevin Dupont-Lassalle entendu</title></head><body><p>{ARTICLE} {said}</p></body></html>"
    site.put("/rss", rss((site.put("/faits/kevin-dupont-lassalle-12-ans", page), "Kevin Dupont-Lassalle entendu")))
    room.add(site.url + "/rss")
    assert room.run() == {"feeds read": 1, "new": 1}
    room.archive.close()
    held = b"".join(path.read_bytes() for path in Path(room.settings.serve.data or "").glob("archive*"))
    assert b"lassalle" not in held.lower()
    assert b"Brest" in held


def test_a_crash_loses_no_article(room: Newsroom, site: Site) -> None:
    """The feed would say « nothing new » the next time: it may do so only when all of its articles are done with."""
    links = [site.put(f"/{n}", different(n)) for n in ("brest", "lyon", "nice")]
    site.put("/rss", rss(*((link, "T") for link in links)), headers={"ETag": '"1"'})
    room.add(site.url + "/rss")

    def crash(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        room.poller.run(step=crash)
    assert len(room.titles()) == 1
    room.poller = room.new_poller()
    assert room.run() == {"feeds read": 1, "new": 2}
    assert sorted(room.titles()) == ["brest", "lyon", "nice"]


def test_turns_give_every_result_and_keep_hosts_apart() -> None:
    at_once: Counter[str] = Counter()
    worst = 0
    lock = threading.Lock()

    def job(host: str, number: int) -> tuple[str, int]:
        nonlocal worst
        with lock:
            at_once[host] += 1
            worst = max(worst, at_once[host])
        time.sleep(0.001)
        with lock:
            at_once[host] -= 1
        return host, number

    with Turns[tuple[str, int]](4, lambda _: 0.0) as turns:
        for number in range(40):
            for host in "abc":
                turns.add(host, lambda host=host, number=number: job(host, number))  # type: ignore[misc]
        found = [turns.next() for _ in range(turns.open)]
    assert sorted(found) == [(host, number) for host in "abc" for number in range(40)]
    assert [n for host, n in found if host == "a"] == sorted(n for host, n in found if host == "a")
    assert worst == 1


# The command line.


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "c.yaml"
    data = f"serve: {{data: {tmp_path}}}\nfetch: {{allow_private: true}}\nfeeds: {{pause: 0, interval: 10}}\n"
    path.write_text(data, encoding="utf-8")
    return path


def command(config: Path, *arguments: str) -> int:
    return cli.run([*arguments, "--config", str(config)])


def test_commands(config: Path, site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    monkeypatch.setattr(Condenser, "load", lambda settings: Condenser(Decider(), settings))
    site.put("/rss", rss((site.put("/a", different("brest")), "T")))
    assert command(config, "feed", "add", site.url + "/rss") == 0
    assert command(config, "feed", "add", site.url + "/rss") == 0
    assert command(config, "feed", "add", site.url + "/a") == 2
    assert command(config, "feed", "add", "nulle-part.xml") == 2
    said = capsys.readouterr()
    assert said.out == "1  Flux\n1  Flux\n"
    assert [line.partition(" : ")[0] for line in said.err.splitlines()] == [
        "Ce contenu n'est pas un flux", "Le flux « nulle-part.xml » n'existe pas",
    ]  # fmt: skip
    assert command(config, "feed", "run") == 0
    assert capsys.readouterr().err == "1 flux (1 lus) ; 1 articles (1 fiches)\n"
    assert command(config, "feed", "list") == 0
    assert "ok  Flux" in capsys.readouterr().out
    assert [command(config, "feed", "remove", which) for which in ("1", "1", "x")] == [0, 2, 2]
    assert command(config, "search", "--q", "brest") == 0
    assert "brest" in capsys.readouterr().out


def test_articles_of_a_file_are_archived_once(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    monkeypatch.setattr(Condenser, "load", lambda settings: Condenser(Decider(), settings))
    said = " ".join(f"Le tribunal de Lyon a jugé le prévenu numéro {i} pour vol." for i in range(9))
    rows = [{"id": "1", "article": ARTICLE, "title": "Brest"}, {"id": "2", "article": said}, {"id": "3"},
            {"id": "4", "article": ARTICLE, "title": "Brest", "url": "https://exemple.fr/a"}]  # fmt: skip
    path = config.parent / "a.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [command(config, "archive", str(path)) for _ in range(2)] == [0, 0]
    assert capsys.readouterr().err.splitlines() == [
        "4 articles (2 fiches, 1 reprises, 1 refusés)", "4 articles (3 inchangés, 1 refusés)",
    ]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_watch_ends_well(config: Path, site: Site, sent: signal.Signals) -> None:
    site.put("/rss", rss())
    assert command(config, "feed", "add", site.url + "/rss") == 0
    root = Path(__file__).parent.parent
    # What is started in the background ignores Ctrl-C, and its children with it.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom summarise import cli\n"
        f"sys.exit(cli.run(['feed', 'watch', '--config', {str(config)!r}]))"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(root)}, text=True
    )
    assert running.stderr is not None
    assert running.stderr.readline() == "1 flux (1 lus) ; 0 articles\n"
    running.send_signal(sent)
    assert running.wait(30) == 0
    assert running.stderr.read().startswith("Arrêt")
    running.stderr.close()


@pytest.mark.parametrize("package", ["feedparser", "defusedxml", "datasketch", "protego"])
def test_without_the_extra_the_way_to_it_is_told(config: Path, package: str, site: Site) -> None:
    code = (
        f"import sys; sys.modules[{package!r}] = None\nfrom summarise import cli\n"
        f"sys.exit(cli.run(['feed', 'run', '--config', {str(config)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, timeout=100,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{package} : installez-le : pip install 'summarise[feeds]'" in done.stderr
