"""From rows to what is shown: each brief with its sources and with what later stories say."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from summarise.innocence.policy import load_policy
from summarise.records import Brief
from summarise.store.shapes import Flag, SourceOf, Stored, when
from summarise.store.tables import flags, sources, stories

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905


def day_fr(day: str | None) -> str:
    """« 12 mars 2024 »."""
    if not day:
        return ""
    year, month, number = day.split("-")
    return f"{'1er' if number == '01' else int(number)} {_MONTHS[int(month) - 1]} {year}"


def held(day: str | None) -> str:
    """As of which day a brief holds: « Au 12 mars 2024 »."""
    return f"Au {day_fr(day)}" if day else "Date de l'article inconnue"


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
