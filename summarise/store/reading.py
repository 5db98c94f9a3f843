"""From rows to what is shown: each brief with its sources and with what later stories say."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from summarise.innocence.policy import load_policy
from summarise.records import Brief
from summarise.store.dates import day_fr
from summarise.store.shapes import Flag, SourceOf, Stored, when
from summarise.store.tables import flags, sources, stories


def _warning(flag: Flag) -> str:
    policy = load_policy()
    status = policy.statuses[flag.status].label if flag.status in policy.statuses else flag.status
    return policy.later_ruling_warning.format(status=status, date=day_fr(flag.day))


def _brief(row: Row[Any], found: list[Flag]) -> Brief:
    brief = Brief.model_validate_json(row.brief)
    warnings = list(dict.fromkeys(_warning(flag) for flag in found))
    return brief.model_copy(update={"warnings": [*warnings, *brief.warnings]}) if warnings else brief


def stored(connection: Connection, rows: Sequence[Row[Any]]) -> list[Stored]:
    """The rows of `briefs` with all that belongs to them, in their order."""
    wanted = {row.story for row in rows}
    told: dict[int, list[SourceOf]] = defaultdict(list)
    marked: dict[int, list[Flag]] = defaultdict(list)
    if not wanted:
        return []
    for one in connection.execute(
        select(sources.c.story, sources.c.url, sources.c.site, sources.c.day)
        .where(sources.c.story.in_(wanted)).order_by(sources.c.lead.desc(), sources.c.id)
    ):  # fmt: skip
        told[one.story].append(SourceOf(url=one.url, site=one.site, day=one.day))
    for one in connection.execute(select(flags).where(flags.c.story.in_(wanted)).order_by(flags.c.id)):
        marked[one.story].append(Flag(status=one.status, day=one.day, story=one.by))
    chosen = select(stories.c.id, stories.c.follows).where(stories.c.id.in_(wanted))
    follows = {one.id: one.follows for one in connection.execute(chosen)}
    return [
        Stored(
            id=row.id, story=row.story, version=row.version, as_of=row.as_of, stored=when(row.stored),
            follows=follows.get(row.story), sources=told[row.story], flags=marked[row.story],
            brief=_brief(row, marked[row.story]),
        )
        for row in rows
    ]  # fmt: skip
