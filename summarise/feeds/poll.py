"""One round over the feeds: read those that are due, take their new articles in, and say what became of all."""

import email.utils
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from summarise.errors import FetchProblem, ForbiddenAddress, SummariseError
from summarise.feeds.addresses import host_of, is_web, key_of
from summarise.feeds.fetching import Fetcher, Read
from summarise.feeds.intake import Article, Intake
from summarise.feeds.parse import Entry
from summarise.feeds.robots import Robots
from summarise.feeds.turns import Turns
from summarise.pipeline import Condenser
from summarise.render.clean import one_line
from summarise.store import polls
from summarise.store.archive import Archive
from summarise.store.polls import Known

Step = Callable[[str], None]
# Feeds are read only while fewer articles than this wait for their turn.
_WAITING = 200


@dataclass
class Tally:
    """How a round went: feeds by how they answered, articles by what became of them."""

    feeds: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)


@dataclass
class _Open:
    """A feed at work: what it said, how many of its articles are still to come, whether one must be tried again."""

    known: Known
    read: Read
    left: int
    again: bool = False


@dataclass(frozen=True)
class _FeedRead:
    known: Known
    read: Read | SummariseError


@dataclass(frozen=True)
class _ArticleRead:
    feed: _Open
    entry: Entry
    article: Article | SummariseError


_Result = _FeedRead | _ArticleRead


def _seconds(retry_after: str | None) -> float | None:
    """A Retry-After: seconds, or a date."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after.strip()[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


class Poller:
    """Polls the feeds of an archive."""

    def __init__(self, archive: Archive, load: Callable[[], Condenser]) -> None:
        self._archive, self._settings = archive, archive.settings.feeds
        self._robots = Robots(archive.settings)
        self._fetcher = Fetcher(archive.settings, self._robots)
        self.intake = Intake(archive, load)

    def run(self, *, waiting: bool = False, step: Step = lambda _: None) -> Tally:
        """Poll all feeds that are not left in peace, or with `waiting` those whose time has come."""
        feeds = deque(polls.due(self._archive.engine, int(time.time()), waiting=waiting))
        tally = Tally()
        with Turns[_Result](self._settings.workers, self._pause) as turns:
            while feeds or turns.open:
                while feeds and turns.open < max(_WAITING, 4 * self._settings.workers):
                    known = feeds.popleft()
                    turns.add(host_of(known.url), partial(self._read_feed, known))
                result = turns.next()
                if isinstance(result, _FeedRead):
                    self._heard(result, turns, tally)
                else:
                    step(self._took(result, tally))
        self._archive.forget_old()
        return tally

    def _pause(self, host: str) -> float:
        return 0.0 if host == "file" else self._robots.pause(host)

    def _read_feed(self, known: Known) -> _FeedRead:
        try:
            return _FeedRead(known, self._fetcher.feed(known))
        except SummariseError as error:
            return _FeedRead(known, error)
        except Exception as error:  # a thread that dies would be waited for in vain
            return _FeedRead(known, FetchProblem(f"Erreur interne ({type(error).__name__})", "signalez ce flux."))

    def _read_article(self, feed: _Open, entry: Entry) -> _ArticleRead:
        try:
            return _ArticleRead(feed, entry, self._fetcher.article(entry))
        except SummariseError as error:
            return _ArticleRead(feed, entry, error)
        except Exception as error:
            return _ArticleRead(feed, entry, FetchProblem(f"Erreur interne ({type(error).__name__})", "signalez-la."))

    def _heard(self, result: _FeedRead, turns: Turns[_Result], tally: Tally) -> None:
        """A feed answered: its new articles are put in line."""
        known, read = result.known, result.read
        if isinstance(read, SummariseError):
            tally.feeds["failed"] += 1
            self._failed(known, read)
            return
        tally.feeds["unchanged" if read.feed is None else "read"] += 1
        new = self._new(read.feed.entries) if read.feed else []
        at_work = _Open(known, read, len(new))
        for entry in new:
            turns.add(
                host_of(entry.link) if is_web(entry.link) else "file", partial(self._read_article, at_work, entry)
            )
        if not new:
            self._settle(at_work)

    def _new(self, entries: Iterable[Entry]) -> list[Entry]:
        """Those not yet read, or told otherwise than before; one for each address."""
        by_key = {key_of(entry.link or entry.title): entry for entry in entries}
        unread = polls.unread(self._archive.engine, ((key, entry.changed) for key, entry in by_key.items()))
        return [entry for key, entry in by_key.items() if key in unread]

    def _took(self, result: _ArticleRead, tally: Tally) -> str:
        """An article came, or did not."""
        article = result.article
        if isinstance(article, Article):
            outcome: str = self.intake.take(article)
        elif article.code == "robots":
            outcome = "robots"
        elif isinstance(article, FetchProblem) and article.status not in (404, 410, 401, 403, 451):
            outcome = "failed"
        else:
            outcome = "refused"
        tally.articles[outcome] += 1
        told = (key_of(result.entry.link or result.entry.title), result.entry.changed)
        feed = result.feed
        feed.again |= not polls.note(self._archive.engine, feed.known.id, told, outcome)
        feed.left -= 1
        if not feed.left:
            self._settle(feed)
        return outcome

    def _settle(self, feed: _Open) -> None:
        """A feed is done with. Only now may it say « nothing new » next time: a crash before loses no article."""
        read = feed.read
        title = {"title": one_line(read.feed.title)[:300]} if read.feed is not None and read.feed.title else {}
        again = feed.again
        polls.settle(
            self._archive.engine, feed.known.id, failures=0, status="ok",
            due=int(time.time() + self._settings.interval),
            etag=None if again else read.etag, modified=None if again else read.modified, **title,
        )  # fmt: skip

    def _failed(self, known: Known, error: SummariseError) -> None:
        failures = known.failures + 1
        asked = _seconds(error.retry_after) if isinstance(error, FetchProblem) else None
        gone = isinstance(error, ForbiddenAddress) or (isinstance(error, FetchProblem) and error.status == 410)
        wait = polls.backoff(self._settings.interval, failures, asked)
        polls.settle(
            self._archive.engine, known.id, failures=failures, status=one_line(error.problem)[:300], active=not gone,
            due=int(time.time()) + wait,
        )  # fmt: skip
