import contextlib
import datetime
import io
from pathlib import Path

import pytest
from fakes import ARTICLE, TITLE
from hypothesis import given
from hypothesis import strategies as st

from summarise.errors import SummariseError
from summarise.settings import Limits, Settings
from summarise.sources.decode import decode, stream_encoding
from summarise.sources.html import looks_like_html
from summarise.sources.markdown import strip_markdown
from summarise.sources.reading import from_text, parse_date, read

PAGE = f"""<!DOCTYPE html><html lang="fr"><head><title>{TITLE}</title>
<meta property="article:published_time" content="2024-03-06T08:00:00+01:00">
<meta property="og:title" content="{TITLE}">
<script>alert("intrus")</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Accueil</a></nav><article><h1>{TITLE}</h1>
{"".join(f"<p>{part}</p>" for part in ARTICLE.split(chr(10)))}
<script>document.write("intrus")</script><!-- intrus --></article><footer>Mentions légales</footer></body></html>"""


def test_a_page_gives_its_article_title_and_date() -> None:
    document = from_text(PAGE)
    assert (document.title, document.date) == (TITLE, datetime.date(2024, 3, 6))
    assert document.article == ARTICLE


@pytest.mark.parametrize(
    "markup",
    [
        PAGE,
        f"<p>{ARTICLE}</p><script>var x = 'intrus';</script>",
        f"<div onclick='intrus()'>{ARTICLE}<SCRIPT SRC=x>intrus</SCRIPT></div>",
        f"<script>intrus</script><p>{ARTICLE}</p><style>.intrus {{}}</style><iframe src='javascript:intrus'></iframe>",
        f"<p>{ARTICLE}<p><script>intrus",
    ],
)
def test_scripts_never_come_through(markup: str) -> None:
    text = from_text(markup).text
    assert "intrus" not in text
    assert "Alan Prigent" in text


@pytest.mark.parametrize("markup", ["<html></html>", "<p></p>", "<!doctype html>", "<script>x</script>"])
def test_a_page_without_words_is_an_empty_document(markup: str) -> None:
    assert not from_text(markup, "html").article


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<p>Bonjour</p>", True),
        ("\n<!DOCTYPE html>", True),
        ("Il a dit <merci> et 3 < 4.", False),
        ("Un texte.\n<p>un</p><p>deux</p>", True),
        ("<3 les tribunaux", False),
    ],
)
def test_html_is_recognised(text: str, html: bool) -> None:
    assert looks_like_html(text) is html


@pytest.mark.parametrize(
    ("markdown", "title", "article"),
    [
        ("# Titre\n\nDu **gras** et de l'*italique*.", "Titre", "Du gras et de l'italique."),
        ("---\ntitle: \"Le titre\"\n---\nTexte.", "Le titre", "Texte."),
        ("Un [lien](http://x.fr) et ![image](a.png).", "", "Un lien et ."),
        ("> Cité\n\n- un\n- deux\n\n1. trois", "", "Cité\nun\ndeux\ntrois"),
        ("Chapeau.\n\n## Plus loin\n\nSuite.", "", "Chapeau.\nPlus loin\nSuite."),
        ("Du `code`, 5 * 3 * 2, un_nom_long et \\*rien\\*.", "", "Du code, 5 * 3 * 2, un_nom_long et *rien*."),
        ("Avant <script>intrus()</script> après.", "", "Avant  après."),
        ("L&#39;affaire &amp; la suite", "", "L'affaire & la suite"),
    ],
)  # fmt: skip
def test_markdown_becomes_text(markdown: str, title: str, article: str) -> None:
    assert strip_markdown(markdown) == (title, article)


def test_plain_text_is_kept_to_the_letter() -> None:
    text = "  Première ligne.\r\n\n« Deuxième »\u202f: 3 < 4 * 2 * 1.\n"
    assert from_text(text).text == text


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_are_found(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ARTICLE.encode(encoding))
    assert read(str(path), Settings()).article == ARTICLE
    assert ARTICLE.encode(encoding).decode(stream_encoding(path)) == ARTICLE


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        (b"%PDF-1.7 ...", "binary", "PDF"),
        (b"PK\x03\x04rest", "binary", "Word"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary", "image"),
        (bytes(range(32)) * 40, "binary", "binaire"),
        (b"{\\rtf1 Bonjour}", "binary", "RTF"),
        (b"Un mot \x81\x8d\x8f puis d'autres mots", "encoding", "UTF-8"),
        (b"\xff\xfeB\x00o\x00n", "encoding", ""),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, code: str, said: str) -> None:
    with pytest.raises(SummariseError) as caught:
        decode(raw)
    assert caught.value.code == code
    assert said in caught.value.message


@given(st.binary())
def test_decoding_gives_text_or_a_reason(raw: bytes) -> None:
    with contextlib.suppress(SummariseError):
        assert isinstance(decode(raw), str)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_no_text_breaks_the_reading(text: str) -> None:
    strip_markdown(text)
    assert from_text(text, "text").article == text or looks_like_html(text)


def test_what_is_given_wins_over_what_the_page_says(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    document = read(str(path), Settings(), title="Autre", date="2024-01-02")
    assert (document.title, document.date) == ("Autre", datetime.date(2024, 1, 2))


@pytest.mark.parametrize("date", ["hier", "2024-13-01", "05/03/2024", "2024", "20240305", "2024-W10-2", "2024-03-055"])
def test_a_wrong_date_is_refused(date: str) -> None:
    with pytest.raises(SummariseError, match="AAAA-MM-JJ"):
        parse_date(date)


@pytest.mark.parametrize(("text", "day"), [("2024-03-05", 5), (" 2024-03-05T10:00:00Z", 5), ("", None), (None, None)])
def test_dates_are_read(text: str | None, day: int | None) -> None:
    found = parse_date(text)
    assert (found.day if found else None) == day


@pytest.mark.parametrize("where", ["rien.txt", ".", "x" * 5000, "nul\0.txt"])
def test_a_file_that_cannot_be_read_is_named(where: str) -> None:
    with pytest.raises(SummariseError) as caught:
        read(where, Settings())
    assert caught.value.code == "file"


def test_a_large_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE * 10, encoding="utf-8")
    with pytest.raises(SummariseError, match="gardez le seul article"):
        read(str(path), Settings(limits=Limits(max_bytes=2000)))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + ARTICLE.encode())))
    assert read("-", Settings()).article == ARTICLE
