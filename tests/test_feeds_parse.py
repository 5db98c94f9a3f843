"""What feeds say, and what strangers write into them."""

import contextlib
import datetime
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.errors import SummariseError
from summarise.feeds.addresses import canonical, discreet, host_of, key_of, named_by
from summarise.feeds.parse import BadFeed, parse
from summarise.settings import Feeds

AT = "https://exemple.fr/flux"
DAY = datetime.date(2024, 3, 5)
RSS2 = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Le Journal</title><item>
<title>Procès &amp; peine</title><link>https://exemple.fr/a</link><pubDate>Mon, 04 Mar 2024 23:30:00 GMT</pubDate>
<description>&lt;p&gt;Le texte&lt;/p&gt;</description></item></channel></rss>"""
RSS1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://exemple.fr/"><title>Le Journal</title></channel>
<item rdf:about="https://exemple.fr/a"><title>Procès &amp; peine</title><link>https://exemple.fr/a</link>
<dc:date>2024-03-05T10:00:00+01:00</dc:date><description>Le texte</description></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://exemple.fr/"><title>Le Journal</title><entry>
<id>urn:1</id><title>Procès &amp; peine</title><link href="a"/><published>2024-03-05T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le texte</p></div></content></entry></feed>"""
JSON = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Le Journal", "items": [
    {"id": "1", "url": "https://exemple.fr/a", "title": "Procès & peine", "date_published": "2024-03-05T00:30:00+01:00",
     "content_text": "Le texte"}]})  # fmt: skip


@pytest.mark.parametrize("text", [RSS2, RSS1, ATOM, JSON, "\ufeff" + RSS2, " \n" + JSON], ids=range(6))
def test_four_formats_say_the_same(text: str) -> None:
    feed = parse(text.encode(), AT, Feeds())
    assert feed.title == "Le Journal"
    assert [(e.link, e.title, e.day) for e in feed.entries] == [("https://exemple.fr/a", "Procès & peine", DAY)]
    assert "Le texte" in feed.entries[0].content


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        (RSS2.replace("utf-8", "iso-8859-1").encode("latin-1"), None),
        (RSS2.replace(' encoding="utf-8"', "").encode("latin-1"), "iso-8859-1"),
        (RSS2.replace("utf-8", "utf-16").encode("utf-16"), None),
        (RSS2.replace("&amp;", "&").encode(), None),
        (RSS2.replace("</channel></rss>", "").encode(), None),
    ],
    ids=["latin-1", "latin-1 by its header", "utf-16", "a bare ampersand", "cut short"],
)
def test_feeds_as_they_are_in_the_wild(raw: bytes, charset: str | None) -> None:
    entry = parse(raw, AT, Feeds(), charset).entries[0]
    assert (entry.link, entry.title[:6]) == ("https://exemple.fr/a", "Procès")


def test_an_entry_that_is_told_otherwise_is_changed() -> None:
    first, second = (parse(text.encode(), AT, Feeds()).entries[0] for text in (RSS2, RSS2.replace("peine", "Peine")))
    assert first.changed != second.changed
    assert first.changed == parse(RSS2.encode(), "https://ailleurs.fr", Feeds()).entries[0].changed


LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + RSS2.partition("?>")[2].replace(
    "Le texte", "&b;"
)
READS = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + RSS2.partition("?>")[2].replace("Le texte", "&a;")
BAD: list[tuple[str, bytes, str]] = [
    ("empty", b"", "pas un flux"),
    ("a page", b"<!DOCTYPE html><html><body><p>Bonjour</p></body></html>", "pas un flux"),
    ("words", b"Du texte, simplement.", "flux"),
    ("a billion laughs", LAUGHS.encode(), "entités"),
    ("a file of ours", READS.encode(), "entités"),
    ("the same in broken XML", READS.replace("</rss>", "").encode(), "entités"),
    ("a file's name", b"/etc/passwd", "flux"),
    ("an address", b"http://127.0.0.1:1/", "flux"),
    ("65 levels", b"<rss>" + b"<a>" * 64 + b"</a>" * 64 + b"</rss>", "64 niveaux"),
    ("10 000 levels, broken", b"<rss>" + b"<a>" * 10_000, "flux"),
    ("too many elements", b"<rss>" + b"<a/>" * 200_001 + b"</rss>", "trop d'éléments"),
    ("JSON of 65 levels", b'{"items": ' + b"[" * 65 + b"]" * 65 + b"}", "64 niveaux"),
    ("JSON of 100 000 levels", b'{"items": ' + b"[" * 100_000, "64 niveaux"),
    ("JSON that is no feed", b'{"items": 3}', "pas un flux"),
    ("broken JSON", b'{"items": [', "JSON"),
    ("too large", b"<rss>" + b" " * 5_000_000 + b"</rss>", "octets"),
    ("binary", bytes(range(256)) * 8, "binaire|flux"),
    ("a PDF", b"%PDF-1.7", "PDF"),
]


@pytest.mark.parametrize(("case", "raw", "said"), BAD, ids=[case for case, _, _ in BAD])
def test_what_is_no_feed_or_not_safe(case: str, raw: bytes, said: str) -> None:
    with pytest.raises(SummariseError, match=said):
        parse(raw, AT, Feeds())


def test_64_levels_are_read() -> None:
    assert parse(RSS2.replace("<item>", "<x>" * 60 + "</x>" * 60 + "<item>").encode(), AT, Feeds()).entries


@pytest.mark.skipif(os.name == "nt", reason="names of files")
def test_a_feed_whose_words_are_a_file_s_name_opens_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_text(RSS2, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadFeed):
        parse(b"x", AT, Feeds())


def test_no_more_entries_than_allowed() -> None:
    many = json.dumps({"items": [{"url": f"https://exemple.fr/{i}"} for i in range(1_000)]})
    assert len(parse(many.encode(), AT, Feeds(max_entries=7)).entries) == 7


@pytest.mark.parametrize(
    "item", [1, None, {}, {"url": 3, "title": ["x"], "date_published": {}}, {"date_published": "9"}]
)
def test_odd_items(item: object) -> None:
    feed = parse(json.dumps({"title": 3, "items": [item]}).encode(), AT, Feeds())
    assert all(isinstance(e.link, str) and e.day is None for e in feed.entries)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode()))
def test_any_bytes_are_a_feed_or_a_word(raw: bytes) -> None:
    for start in (b"", b"{", b"<rss><channel>"):
        with contextlib.suppress(SummariseError):
            assert parse(start + raw, AT, Feeds()).entries is not None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://exemple.fr/a", "HTTP://WWW.Exemple.FR:80/a/#x", True),
        ("https://exemple.fr/a?id=3&utm_source=x&xtor=RSS-1&fbclid=2", "https://exemple.fr/a?id=3", True),
        ("https://exemple.fr/a?b=1&a=2", "https://exemple.fr/a?a=2&b=1", True),
        ("https://exemple.fr/a?id=3", "https://exemple.fr/a?id=4", False),
        ("https://exemple.fr/a", "https://exemple.fr/A", False),
        ("https://exemple.fr/a", "https://exemple.fr:8443/a", False),
        ("article-1", "article-2", False),
    ],
)
def test_canonical_addresses(one: str, other: str, same: bool) -> None:
    assert (key_of(one) == key_of(other)) is same
    assert canonical(canonical(one)) == canonical(one)


@pytest.mark.parametrize(
    ("head", "named"),
    [
        ('<link rel="canonical" href="/b">', "https://exemple.fr/b"),
        ("<LINK href='https://exemple.fr/b?x=1&amp;y=2' rel=canonical>", "https://exemple.fr/b?x=1&y=2"),
        ('<link rel="canonical" href="https://autre.fr/b">', "https://exemple.fr/a"),
        ('<link rel="canonical" href="https://exemple.fr/">', "https://exemple.fr/a"),
        ('<link rel="stylesheet" href="/b">', "https://exemple.fr/a"),
        ("", "https://exemple.fr/a"),
    ],
)
def test_a_page_names_its_own_address(head: str, named: str) -> None:
    assert named_by(f"<html><head>{head}</head>".encode(), "https://exemple.fr/a") == named


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://exemple.fr/faits/kevin-lassalle-12-ans", "https://exemple.fr/"),
        ("https://exemple.fr/faits?t=K%C3%A9vin", "https://exemple.fr/faits?t=K%C3%A9vin"),
        ("https://exemple.fr/faits?t=Kevin", "https://exemple.fr/"),
        ("https://exemple.fr/faits/un-enfant", "https://exemple.fr/faits/un-enfant"),
        ("https://exemple.fr/de-la-cour", "https://exemple.fr/de-la-cour"),
    ],
)
def test_an_address_tells_no_name_that_was_replaced(address: str, shown: str) -> None:
    assert discreet(address, (("Kévin de Lassalle", "[mineur]"),)) == shown


def test_hosts() -> None:
    assert [host_of(a) for a in ("http://A.fr:80/x", "http://a.fr:81/", "file:///x", "http://[::1", "x")] == [
        "a.fr", "a.fr:81", "file", "?", "file",
    ]  # fmt: skip
