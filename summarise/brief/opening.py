"""A first sentence made from the brief's fields."""

from summarise.brief.sentences import Unit
from summarise.records import Brief
from summarise.text.source import Source


def openings(source: Source, brief: Brief) -> list[Unit]:
    """First sentences that the brief's fields allow."""
    return []
