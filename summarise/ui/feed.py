"""The articles of a feed, as requests: the page of each entry is fetched when its turn comes."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from summarise.api.service import fault_of
from summarise.api.shapes import BriefRequest, Line
from summarise.errors import BadRecord, ForbiddenAddress, SourceError
from summarise.settings import Settings
from summarise.sources.reading import is_address
from summarise.sources.web import Ask, fetch
from summarise.ui.uploads import MOST


class FeedsUnavailable(SourceError):
    """Feeds are not installed."""

    code = "feeds_unavailable"


def _request(link: str, content: str, options: Mapping[str, Any], **told: Any) -> BriefRequest | Line:
    """The page of an entry; what the feed itself says of it where there is no page."""
    source = {"url": link} if is_address(link) else {"html": content}
    try:
        return BriefRequest.model_validate({"id": link[:200], **source, **told, **options})
    except ValidationError:
        wrong = BadRecord("Cette entrée du flux ne convient pas", "ouvrez sa page et collez son texte.")
        return Line(index=0, id=link[:200], error=fault_of(wrong))


def read_feed(address: str, settings: Settings, options: Mapping[str, Any]) -> list[BriefRequest | Line]:
    """The entries of the feed at `address`, fetched with the same guard as any page."""
    try:
        from summarise.feeds.parse import parse  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise FeedsUnavailable("Les flux ne sont pas installés ici", "déposez plutôt un fichier.") from error
    if not is_address(address):
        raise ForbiddenAddress("Cette adresse n'est pas complète", "donnez-la avec http:// ou https://.")
    page = fetch(address, settings, Ask(types=None, max_bytes=settings.feeds.max_bytes))
    feed = parse(page.body, page.url, settings.feeds, page.charset)
    return [
        _request(entry.link, entry.content, options, title=entry.title[:1_000], date=entry.day)
        for entry in feed.entries[:MOST]
    ]
