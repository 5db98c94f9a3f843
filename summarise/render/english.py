"""The English of a brief's values, by the key of the row that tells each."""

from collections.abc import Iterator

from summarise.records import Brief, Defendant
from summarise.render.marks import value_key


def english_rows(brief: Brief) -> dict[str, str]:
    """The English of each value that has some, under its row's key."""
    return {key: words for key, words in _rows(brief) if words}


def _rows(brief: Brief) -> Iterator[tuple[str, str | None]]:
    for index, one in enumerate(brief.defendants):
        yield value_key("defendants", index), _defendant(one)
    values = (
        ("charges", brief.charges), ("sentences", brief.sentences), ("amounts", brief.amounts),
        ("seizures", brief.seizures), ("victims", brief.victims),
    )  # fmt: skip
    for name, items in values:
        for index, item in enumerate(items):
            yield value_key(name, index), item.en


def _defendant(one: Defendant) -> str:
    """ "a 45-year-old man, mayor, convicted"."""
    return ", ".join(words for words in (one.en, one.role_en, one.status_en) if words)


def english_line(brief: Brief) -> str:
    """Court, stage and day in English: "Paris criminal court (tribunal correctionnel) · on trial · Monday 4 May"."""
    court = brief.court.en if brief.court else None
    stage = brief.stage_en if brief.stage != "autre" else None
    date = brief.date.en if brief.date else None
    return " · ".join(words for words in (court, stage, date) if words)
