"""A document read once: its mentions, units, features and pieces. One function for training and for use."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarise.mentions.base import Kind, Mention
from summarise.seq2seq.features import Setting, document_features, unit_features
from summarise.seq2seq.units import Unit, units
from summarise.text.source import Source

STATUS = "status"
DOCUMENT_TASKS = ("relevant", "matter", "stage")


@dataclass(frozen=True)
class Reading:
    """`features[i]` belong to `units[i]`; `document` to the article."""

    source: Source
    mentions: Sequence[Mention]
    units: Sequence[Unit]
    features: Sequence[Sequence[str]]
    document: Sequence[str]

    def status_features(self, unit: int) -> list[str]:
        """What a defendant's status depends on: the person's features and the words of title and heading."""
        return [*self.features[unit], *(f"D:{f}" for f in self.document if f.startswith("th:"))]


def read(source: Source, mentions: Sequence[Mention]) -> Reading:
    """Groups mentions into units and works out the features of each."""
    groups = units(source, mentions)
    by_kind: dict[Kind, list[Unit]] = {}
    for unit in groups:
        by_kind.setdefault(unit.kind, []).append(unit)
    setting = Setting(source, mentions)
    features = [unit_features(setting, unit, by_kind[unit.kind]) for unit in groups]
    return Reading(source, mentions, groups, features, document_features(setting))
