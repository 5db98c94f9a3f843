"""The articles of a feed, as requests: the page of each entry is fetched when its turn comes."""

from collections.abc import Mapping
from typing import Any

from summarise.api.shapes import BriefRequest, Line
from summarise.errors import SourceError
from summarise.settings import Settings


class FeedsUnavailable(SourceError):
    """Feeds are not installed."""

    code = "feeds_unavailable"


def read_feed(address: str, settings: Settings, options: Mapping[str, Any]) -> list[BriefRequest | Line]:  # noqa: ARG001
    """All entries of the feed at `address`."""
    raise FeedsUnavailable("Les flux ne sont pas servis ici", "déposez plutôt un fichier.")
