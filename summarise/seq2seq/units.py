"""Units: what one decision is about. A unit holds every mention of one and the same thing."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarise.mentions.base import CourtValue, DateValue, Kind, Mention, OffenceValue, PersonValue
from summarise.text.source import Source

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """`mentions` are indexes into the document's list of mentions, in order of place."""

    kind: Kind
    mentions: tuple[int, ...]


def _key(source: Source, mention: Mention, index: int) -> Key:
    """Mentions with the same key are decided together."""
    value = mention.value
    if isinstance(value, CourtValue):
        city = source.plain[slice(*value.city)].lower() if value.city else ""
        return mention.kind, value.type, city
    if isinstance(value, DateValue):
        return mention.kind, value.iso or mention.text.lower()
    if isinstance(value, PersonValue):
        return mention.kind, value.chain
    if isinstance(value, OffenceValue):
        return mention.kind, value.code
    return mention.kind, index


def units(source: Source, mentions: Sequence[Mention]) -> list[Unit]:
    """The units: courts by type and city, dates by day, people by chain, offences by code, others one by one."""
    groups: dict[Key, list[int]] = {}
    for index, mention in enumerate(mentions):
        groups.setdefault(_key(source, mention, index), []).append(index)
    return [Unit(mentions[rows[0]].kind, tuple(rows)) for rows in groups.values()]
