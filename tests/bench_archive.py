"""Measures the archive and the feeds on this machine. Run from the project's folder with PYTHONPATH=.

python tests/bench_archive.py search [100000]      searches of made-up briefs in both databases: median and p95
python tests/bench_archive.py feeds [500]          feeds polled a second, each from a host of its own on loopback
python tests/bench_archive.py same ARTICLES.jsonl  how well « nearly the same text » tells copies from others
"""

import asyncio
import json
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from postgres import running
from sqlalchemy import insert
from stores import arrival

from summarise.feeds.addresses import key_of
from summarise.feeds.marks import mark_of
from summarise.feeds.parse import parse
from summarise.feeds.poll import Poller
from summarise.settings import Feeds, Fetch, Serve, Settings, Store
from summarise.store import near, open_archive, polls
from summarise.store.archive import Archive
from summarise.store.asked import Filters
from summarise.store.engine import writing
from summarise.store.names import named
from summarise.store.tables import briefs, entries, offences, people, sources, stories

TOWNS = ("Brest", "Lyon", "Évry", "Nantes", "Quimper", "Rodez", "Tulle", "Vesoul", "Auch", "Digne", "Laon", "Mende")
OFFENCES = ("vol", "escroquerie", "meurtre", "viol", "recel", "corruption", "travail_dissimule", "blanchiment")
STAGES = ("enquete", "mise_en_examen", "proces", "jugement", "appel")
COMMON = (
    "tribunal",
    "condamné",
    "prison",
    "ans",
    "prévenu",
    "avocat",
    "procureur",
    "enquête",
    "police",
    "victime",
    "amende",
)


def megabytes(who: int = resource.RUSAGE_SELF) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def vocabulary(rng: random.Random) -> list[str]:
    """20 000 words as frequent as words are: the n-th n times rarer than the first."""
    syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "ou", "an", "in")]
    return [*COMMON, *("".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(20_000))]


def made(count: int) -> Iterator[Any]:
    rng = random.Random(0)
    words = vocabulary(rng)
    frequencies = np.cumsum([1 / (n + 5) for n in range(len(words))]).tolist()
    for number in range(count):
        said = rng.choices(words, cum_weights=frequencies, k=250)
        day = f"20{rng.randint(15, 24)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        yield arrival(
            f"n{number}", day=day, text=" ".join(said), title=" ".join(said[:8]), summary=" ".join(said[8:40]),
            court=("tribunal_correctionnel", rng.choice(TOWNS)), charges=[rng.choice(OFFENCES)],
            stage=rng.choice(STAGES), amounts=[round(10 ** rng.uniform(2, 6))],
            people={f"{words[rng.randint(20, 5000)]} {words[rng.randint(20, 5000)]}".title(): "condamne"},
        )  # fmt: skip


def questions(rng: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """One of each kind."""
    words = vocabulary(random.Random(0))
    yield "nothing", {}
    yield "a frequent word", {"q": rng.choice(COMMON)}
    yield "a rare word", {"q": rng.choice(words[2_000:])}
    yield "two words", {"q": f"{rng.choice(COMMON)} {rng.choice(words[20:500])}"}
    yield "words in a row", {"q": f'"{rng.choice(COMMON)} {rng.choice(COMMON)}"'}
    yield "a town and an offence", {"city": rng.choice(TOWNS), "offence": rng.choice(OFFENCES)}
    yield "a sum", {"min_amount": 10 ** rng.uniform(3, 5.9)}
    yield "a day and a stage", {"since": f"2024-{rng.randint(1, 12):02}-01", "stage": rng.choice(STAGES)}
    yield "a word, a town, a sum", {"q": rng.choice(COMMON), "city": rng.choice(TOWNS), "min_amount": 200_000}


def measure(archive: Archive, rounds: int = 60) -> None:
    took: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        for kind, given in questions(random.Random(number)):
            start = time.perf_counter()
            archive.find(Filters.model_validate(given))
            took[kind].append((time.perf_counter() - start) * 1_000)
    every = [one for some in took.values() for one in some]
    for kind, some in [*took.items(), ("all", every)]:
        print(f"  {kind:24} median {statistics.median(some):7.1f} ms   p95 {np.percentile(some, 95):7.1f} ms")


def load(archive: Archive, found: list[Any], first: int) -> None:
    """Many at once, past all that makes a story of one: what is measured is the search."""
    numbers = range(first, first + len(found))
    rows = [archive._row(one) for one in found]
    with writing(archive.engine) as connection:
        for table, values in (
            (stories, [{"id": n, "created": 0} for n in numbers]),
            (sources, [{"id": n, "story": n, "key": f"{n:064}", "url": one.url, "site": one.site, "lead": True,
                        "seen": 0, "text_key": one.text_key} for n, one in zip(numbers, found, strict=True)]),
            (briefs, [{"id": n, "story": n, "source": n, "version": 1, **row}
                      for n, row in zip(numbers, rows, strict=True)]),
            (offences, [{"brief": n, "offence": one.brief.charges[0].offence}
                        for n, one in zip(numbers, found, strict=True)]),
            (people, [{"brief": n, "story": n, **named(one.brief)[0]} for n, one in zip(numbers, found, strict=True)]),
        ):  # fmt: skip
            connection.execute(insert(table), values)
        for number, one in zip(numbers, found, strict=True):
            archive._words.put(connection, number, f"{one.brief.title_fr} {one.brief.summary_fr} {one.text}")


def fill(name: str, settings: Settings, count: int) -> None:
    with open_archive(settings) as archive:
        start = time.perf_counter()
        found = made(count)
        for first in range(1, count + 1, 1_000):
            load(archive, list(islice(found, 1_000)), first)
        print(f"{name}: {count} briefs loaded in {time.perf_counter() - start:.0f} s", flush=True)
        if archive.engine.dialect.name == "postgresql":
            with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM ANALYZE")
        else:
            print(f"  file: {(data_of(settings) / 'archive.sqlite3').stat().st_size / 1e6:.0f} MB")
        measure(archive)
        print(f"  memory of this process: {megabytes()} MB", flush=True)


def data_of(settings: Settings) -> Path:
    assert settings.serve.data is not None
    return settings.serve.data


def search(count: int, databases: list[str]) -> None:
    if "sqlite" in databases:
        with tempfile.TemporaryDirectory() as home:
            fill("SQLite", Settings(serve=Serve(data=Path(home))), count)
    if "postgresql" in databases:
        with running() as url:
            fill("PostgreSQL", Settings(store=Store(url=url)), count)


HOSTS = [f"127.0.{i // 250 + 1}.{i % 250 + 1}" for i in range(1_000)]


def feed_of(host: str) -> bytes:
    items = "".join(
        f"<item><title>Un titre d'article {i}</title><description>{'Quelques mots de chapeau. ' * 8}</description>"
        f"<link>http://{host}/{i}</link><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate></item>"
        for i in range(20)
    )
    return f'<rss version="2.0"><channel><title>Flux de {host}</title>{items}</channel></rss>'.encode()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    host = writer.get_extra_info("sockname")[0]
    body, status = (b"", b"404 Not Found") if b"/robots.txt" in head else (feed_of(host), b"200 OK")
    if b"if-none-match" in head:
        body, status = b"", b"304 Not Modified"
    fields = b'Content-Type: application/rss+xml\r\nETag: "1"\r\nConnection: close\r\n'
    writer.write(b"HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s" % (status, fields, len(body), body))
    await writer.drain()
    writer.close()


def _serve(hosts: list[str], port: int, ready: Any) -> None:
    async def forever() -> None:
        for host in hosts:
            await asyncio.start_server(_answer, host, port)
        ready.set()
        await asyncio.Event().wait()

    asyncio.run(forever())


@contextmanager
def servers(hosts: list[str], port: int) -> Iterator[None]:
    context = multiprocessing.get_context("fork")
    ready = context.Event()
    process = context.Process(target=_serve, args=(hosts, port, ready), daemon=True)
    process.start()
    assert ready.wait(30)
    yield
    process.kill()
    process.join()


def _no_model() -> Any:
    raise AssertionError("no article here is worth a model")


def known(archive: Archive, host: str, feed: int) -> None:
    """Its articles have been read: what is measured is the polling."""
    found = parse(feed_of(host), "", Feeds()).entries
    rows = [{"key": key_of(one.link), "feed": feed, "content": one.changed, "outcome": "new", "tries": 1, "seen": 0}
            for one in found]  # fmt: skip
    with writing(archive.engine) as connection:
        connection.execute(insert(entries), rows)


def feeds(count: int) -> None:
    port, hosts = 18_080, HOSTS[:count]
    with tempfile.TemporaryDirectory() as home, servers(hosts, port):
        settings = Settings(serve=Serve(data=Path(home)), fetch=Fetch(allow_private=True), feeds=Feeds(workers=8))
        with open_archive(settings) as archive:
            for host in hosts:
                known(archive, host, polls.add(archive.engine, f"http://{host}:{port}/feed", ""))
            poller = Poller(archive, _no_model)
            for kind in ("robots.txt, and 20 entries in each", "nothing new (304)", "20 entries in each"):
                if kind.startswith("20"):
                    for feed in polls.every(archive.engine):
                        polls.settle(archive.engine, feed.id, etag=None, modified=None)
                start, cpu = time.perf_counter(), time.process_time()
                tally = poller.run()
                took, cpu = time.perf_counter() - start, time.process_time() - cpu
                print(f"{kind}: {count / took:.0f} feeds a second, {cpu / count * 1_000:.1f} ms of processor each, "
                      f"{dict(tally.feeds)}", flush=True)  # fmt: skip
    print(f"memory: {megabytes()} MB")


def copies(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """What other sites make of a copy."""
    words = text.split()
    yield "signed, with links", f"Publié à 10 h 32. {text} (Avec AFP.) Lire aussi notre dossier. Abonnez-vous."
    half = len(words) // 2
    yield "NEWS: a third new, the rest as it was", " ".join(rng.sample(words, half) + words)
    yield "NEWS: half new, half as it was", " ".join(rng.sample(words, half) + words[:half])
    yield "last quarter cut", " ".join(words[: len(words) * 3 // 4])
    yield "last half cut", " ".join(words[: len(words) // 2])
    yield "every 30th word another", " ".join(w if i % 30 else "autrement" for i, w in enumerate(words))
    sentences = text.split(". ")
    yield "a fifth of its sentences gone", ". ".join(s for s in sentences if rng.random() > 0.2)


def same(path: Path) -> None:
    rng = random.Random(0)
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][:3_000]
    texts = [row["article"] for row in rows]
    start = time.perf_counter()
    marks = [mark_of(text) for text in texts]
    print(f"{len(texts)} texts, {(time.perf_counter() - start) / len(texts) * 1_000:.1f} ms for each signature")
    index: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, mark in enumerate(marks):
        for place, value in enumerate(mark.bands if mark else ()):
            index[place, value].append(number)

    def found(mark: Any) -> dict[int, float]:
        """Candidates, and how much of it each has."""
        near_by = {n for place, value in enumerate(mark.bands) for n in index.get((place, value), ())}
        return {n: near.inside(mark.signature, marks[n].signature) for n in near_by}

    pairs = [(a, b, s) for a, mark in enumerate(marks) if mark for b, s in found(mark).items() if a != b and s >= 0.3]
    for least in (0.4, 0.5, 0.6, near.SAME, 0.9):
        print(f"{least} of one in another: {sum(s >= least for *_, s in pairs)} of the articles")
    for a, b, score in sorted(pairs, key=lambda pair: -pair[2])[:20]:
        print(f"  {score:.2f}  {rows[a]['id']}  {rows[b]['id']}  {texts[a][:70]!r}  {texts[b][:70]!r}")
    hits: dict[str, list[bool]] = defaultdict(list)
    for number, text in enumerate(texts[:1_000]):
        for kind, other in copies(text, rng):
            mark = mark_of(other)
            hits[kind].append(mark is not None and found(mark).get(number, 0.0) >= near.SAME)
    for kind, some in hits.items():
        print(f"taken for a copy, {kind}: {statistics.mean(some):.3f}")


if __name__ == "__main__":
    what, given = sys.argv[1], sys.argv[2:]
    if what == "same":
        same(Path(given[0]))
    elif what == "feeds":
        feeds(int(given[0]) if given else 500)
    else:
        search(int(given[0]) if given else 100_000, given[1:] or ["sqlite", "postgresql"])
