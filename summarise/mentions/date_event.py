"""The rule that picks the date of the event an article reports."""

from dataclasses import replace

from summarise.mentions.base import DateValue, Mention


def score(mention: Mention) -> float:
    return -mention.start


def choose(mentions: list[Mention]) -> list[Mention]:
    """The mentions, with guess "event" on the best one that has a day and repeat counts among the cues."""
    if not mentions:
        return []
    best = max(mentions, key=score)
    return [replace(m, guess="event") if m is best else m for m in mentions]
