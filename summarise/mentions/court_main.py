"""The rule that picks the court before which the matter now stands."""

from summarise.mentions.base import Mention
from summarise.text.source import Source


def main_court(mentions: list[Mention], source: Source) -> Mention | None:
    """The one court before which the matter stands, by rule; None when none is named."""
    return mentions[0] if mentions else None
