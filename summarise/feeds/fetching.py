"""Reads feeds and articles, from the web or from files; conditional where it can be."""

from dataclasses import dataclass
from pathlib import Path

from summarise.errors import FileProblem, SummariseError
from summarise.feeds.addresses import is_web, named_by
from summarise.feeds.intake import Article
from summarise.feeds.parse import Entry, Feed, parse
from summarise.feeds.robots import Robots
from summarise.records import Document
from summarise.settings import Settings
from summarise.sources.reading import from_page, from_text
from summarise.sources.web import Ask, fetch
from summarise.store.polls import Known


@dataclass(frozen=True)
class Read:
    """A feed as it was read; `feed` None means nothing new."""

    feed: Feed | None
    etag: str | None = None
    modified: str | None = None


class Fetcher:
    """Reads with manners: robots.txt first, « only if new » where the site told how."""

    def __init__(self, settings: Settings, robots: Robots) -> None:
        self._settings, self._robots = settings, robots

    def feed(self, known: Known) -> Read:
        """The feed, or None in it when it has not changed."""
        return self._from_web(known) if is_web(known.url) else self._from_file(known)

    def _from_web(self, known: Known) -> Read:
        given = {"if-none-match": known.etag, "if-modified-since": known.modified}
        ask = Ask(
            types=None, headers={name: value for name, value in given.items() if value}, before=self._robots.check,
            max_bytes=self._settings.feeds.max_bytes,
        )  # fmt: skip
        page = fetch(known.url, self._settings, ask)
        if page.status == 304:
            return Read(None, known.etag, known.modified)
        found = parse(page.body, page.url, self._settings.feeds, page.charset)
        return Read(found, page.headers.get("etag"), page.headers.get("last-modified"))

    def _from_file(self, known: Known) -> Read:
        path, most = Path(known.url), self._settings.feeds.max_bytes
        try:
            stat = path.stat()
            etag = f"{stat.st_mtime_ns}-{stat.st_size}"
            if etag == known.etag:
                return Read(None, etag)
            with path.open("rb") as file:
                raw = file.read(most + 1)
        except (OSError, ValueError) as error:
            raise FileProblem(f"Le flux « {path} » ne peut être lu", "vérifiez son nom et ses droits.") from error
        return Read(parse(raw, "", self._settings.feeds), etag)

    def article(self, entry: Entry) -> Article:
        """The article that an entry tells of: its page, or the feed's own text where that is longer."""
        own = from_text(entry.content, "html") if entry.content.strip() else Document(article="")
        if not is_web(entry.link):
            return Article(_dated(own, entry), entry.link or entry.title)
        try:
            page = fetch(entry.link, self._settings, Ask(before=self._robots.check))
            found = from_page(page)
        except SummariseError as error:
            # A feed with whole articles needs no page; an address that may not be asked for stays unread.
            if error.code in ("robots", "forbidden_address") or len(own.article.split()) < _WHOLE:
                raise
            return Article(_dated(own, entry), entry.link)
        if len(own.article) > len(found.article):
            found = own.model_copy(update={"title": found.title, "date": found.date})
        return Article(_dated(found, entry), named_by(page.body, page.url))


# From so many words on a feed's own text is an article and no teaser.
_WHOLE = 120


def _dated(document: Document, entry: Entry) -> Document:
    """With the feed's title where the page has none, and its day, which it knows better."""
    title = document.title or " ".join(from_text(entry.title, "html").article.split() if "<" in entry.title else
                                       entry.title.split())  # fmt: skip
    return document.model_copy(update={"title": title, "date": entry.day or document.date})
