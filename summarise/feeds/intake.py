"""From an article to the archive: compared with what is there, condensed, its names replaced, kept if relevant.

What is compared are digests; no word of an article is kept before the names that may not be published are replaced.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from summarise.errors import InputError, SummariseError
from summarise.feeds.addresses import discreet, host_of, key_of
from summarise.feeds.marks import mark_of
from summarise.innocence.identities import redact
from summarise.pipeline import Condenser
from summarise.records import Document
from summarise.render.clean import one_line
from summarise.sources.gate import check
from summarise.store.archive import Archive, text_key
from summarise.store.shapes import Arrival, Told
from summarise.text.source import Source

_LOG = logging.getLogger(__name__)
Result = Literal["new", "updated", "copy", "unchanged", "irrelevant", "refused", "robots", "failed"]


@dataclass(frozen=True)
class Article:
    """A document under the address (or the name) that it is known by."""

    document: Document
    address: str


class Intake:
    """Takes articles in. The model is loaded when the first one needs it."""

    def __init__(self, archive: Archive, load: Callable[[], Condenser]) -> None:
        self._archive, self._load = archive, load
        self._condenser: Condenser | None = None

    def take(self, article: Article) -> Result:
        """What became of an article. Nothing about it is kept but in the archive; the log has only kinds of errors."""
        try:
            return self._take(article)
        except InputError:
            return "refused"
        except SummariseError:
            raise  # the archive or the model: the next article would fare no better
        except Exception as error:
            _LOG.error("condensing failed: %s", type(error).__name__)
            return "failed"

    def _take(self, article: Article) -> Result:
        document, settings = article.document, self._archive.settings
        check(document, settings.limits)
        key, digest, mark = key_of(article.address), text_key(document.text), mark_of(document.text)
        known = self._archive.known(key)
        if known is not None and known.text_key == digest:
            return "unchanged"
        site = host_of(article.address).removeprefix("www.")
        told = Told(key=key, url="", site=site, day=document.date, text_key=digest, mark=mark)
        if known is None or not known.lead:
            story = self._archive.near(digest, mark)
            if story is not None:
                names = redact(Source(document), enabled=settings.redact).names
                self._archive.join(story, told.model_copy(update={"url": one_line(discreet(article.address, names))}))
                return "copy"
        self._condenser = self._condenser or self._load()
        made = self._condenser.read(document)
        if not made.brief.relevant:
            return "irrelevant"
        url = one_line(discreet(article.address, made.redacted.names))
        self._archive.add(Arrival(**{**dict(told), "url": url}, text=made.document.text, brief=made.shown))
        return "updated" if known is not None and known.lead else "new"
