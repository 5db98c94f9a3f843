"""The brief as a page that one would rather look at than read. All text of strangers goes through `escape`."""

import re
from collections.abc import Callable

from summarise.records import Brief
from summarise.render.marks import values
from summarise.render.page import PageText, Row, Section, page_of
from summarise.ui.markup import escape
from summarise.ui.shown import Shown
from summarise.ui.words import both, named

_STATES = ("requise", "prononcee", "encourue")
_AFTER_FIGURE = re.compile(r"(?<=\d) (?=[\w€%])")
_LABELS = {"json": "JSON", "md": "Markdown", "csv": "CSV", "html": "HTML", "docx": "Word"}


class _Values:
    """Values as buttons that show their words; what has no words in the article is plain."""

    def __init__(self, brief: Brief) -> None:
        self._known = {mark.field for mark in values(brief)}

    def button(self, row: Row, text: str, kind: str = "") -> str:
        """`text` as the value of `row`."""
        if row.key not in self._known:
            return f'<span class="v plain {kind}">{escape(text)}</span>'
        field = row.key.partition("-")[0]
        return (
            f'<button type="button" class="v f-{field} {kind}" data-v="{escape(row.key)}" aria-pressed="false">'
            f"{escape(text)}</button>"
        )


def _small(text: str) -> str:
    return f'<span class="small">{escape(text)}</span>' if text else ""


def _english(text: str) -> str:
    return f'<span class="en" lang="en">{escape(text)}</span>' if text else ""


def _people(section: Section, value: _Values, brief: Brief) -> str:
    """Names with their status as a badge."""
    items = []
    for row, one in zip(section.rows, brief.defendants, strict=True):
        status, _, facts = row.body.partition(", ")
        badge = f'<span class="status s-{escape(one.status)}">{escape(status)}</span>'
        items.append(f"<li>{value.button(row, row.head, 'name')} {badge}{_small(facts)}{_english(row.english)}</li>")
    return f'<ul class="people">{"".join(items)}</ul>'


def _charges(section: Section, value: _Values, _: Brief) -> str:
    items = (
        f"<li>{value.button(row, row.head)}"
        + (f'<span class="law">{escape(row.note)}</span>' if row.note else "")
        + f"{_small(row.body)}{_english(row.english)}</li>"
        for row in section.rows
    )
    return f'<ul class="charges">{"".join(items)}</ul>'


def _penalties(section: Section, value: _Values, brief: Brief) -> str:
    """What was asked for and what was given, side by side; what is possible where there is some."""
    columns = []
    states = {row.key: brief.sentences[int(row.key.partition("-")[2])].state for row in section.rows}
    compared = not {"requise", "prononcee"}.isdisjoint(states.values())
    for state in _STATES:
        rows = [row for row in section.rows if states[row.key] == state]
        if not rows and (state == "encourue" or not compared):
            continue
        items = "".join(f"<li>{value.button(row, row.body)}{_english(row.english)}</li>" for row in rows)
        body = f"<ul>{items}</ul>" if rows else f'<p class="none">{both("none_asked")}</p>'
        columns.append(f'<div class="state {state}"><h4>{both(state)}</h4>{body}</div>')
    return f'<div class="states">{"".join(columns)}</div>'


def _sums(section: Section, value: _Values, _: Brief) -> str:
    """Sums by their kind."""
    kinds = dict.fromkeys(row.head for row in section.rows)

    def sum_of(row: Row) -> str:
        return f"<span>{value.button(row, row.body)}{_english(row.english)}</span>"

    lines = (
        f"<div><dt>{escape(kind)}</dt><dd>{''.join(sum_of(r) for r in section.rows if r.head == kind)}</dd></div>"
        for kind in kinds
    )
    return f'<dl class="sums">{"".join(lines)}</dl>'


def _chips(section: Section, value: _Values, _: Brief) -> str:
    """Things and people, each with what is known of it."""
    items = (f"<li>{value.button(row, row.head)}{_small(row.body)}{_english(row.english)}</li>" for row in section.rows)
    return f'<ul class="chips">{"".join(items)}</ul>'


_BODIES: dict[str, Callable[[Section, _Values, Brief], str]] = {
    "defendants": _people, "charges": _charges, "sentences": _penalties, "amounts": _sums,
}  # fmt: skip


def _section(section: Section, value: _Values, brief: Brief) -> str:
    suit = section.name == "defendants" and all(one.status == "defendeur" for one in brief.defendants)
    body = _BODIES.get(section.name, _chips)(section, value, brief)
    return (
        f'<section class="part p-{section.name}"><h3>{both("parties" if suit else section.name)}</h3>{body}</section>'
    )


def _warnings(shown: Shown) -> str:
    said = [f'<li lang="fr">{escape(warning)}</li>' for warning in shown.brief.warnings]
    note = ""
    if shown.replaced:
        count = both("replaced_one" if shown.replaced == 1 else "replaced_many")
        note = f'<p class="shield">{shown.replaced} {count}</p>'
    found = f'<aside class="warnings"><h3>{both("warnings")}</h3><ul>{"".join(said)}</ul></aside>' if said else ""
    return found + note


def _badges(page: PageText, value: _Values) -> str:
    items = "".join(f"<li>{value.button(badge, badge.head, f'badge b-{badge.key}')}</li>" for badge in page.badges)
    return f'<ul class="badges">{items}</ul>{_english(page.english.line)}' if items else ""


def _tools(shown: Shown) -> str:
    """Copy and download; the links carry their files."""
    links = "".join(
        f'<a class="tool" download="{escape(shown.name)}.{ending}" href="{address}">{_LABELS[ending]}</a>'
        for ending, address in shown.links()
    )
    return (
        f'<div class="tools"><button type="button" class="tool copy" data-copy="{escape(shown.text())}">'
        f'{both("copy")}</button><span class="downloads" role="group" {named("download")}>{links}</span></div>'
    )


def _flowing(text: str) -> str:
    """Escaped; no line breaks between a figure and what it counts."""
    return escape(_AFTER_FIGURE.sub("\u00a0", text))


def _story(title: str, summary: str, language: str) -> str:
    """A headline and a summary in one language."""
    head = f'<h2 class="headline">{_flowing(title)}</h2>' if title else ""
    body = f'<p class="summary">{_flowing(summary)}</p>' if summary else ""
    return f'<div lang="{language}">{head}{body}</div>'


def _stories(page: PageText) -> str:
    """The headline and the summary; English beside French where there is some."""
    line = f'<p class="off">{escape(page.line)}</p>' if page.line and not page.badges else ""
    french = _story(page.title, page.summary, "fr")
    if not (page.english.title or page.english.summary):
        return f'{line}<div class="story">{french}</div>'
    english = _story(page.english.title, page.english.summary, "en")
    return f'{line}<div class="story two">{french}{english}</div>'


def fiche_view(shown: Shown) -> str:
    """The brief: warnings first, then the headline and what the article says, field by field."""
    brief, page = shown.brief, page_of(shown.brief)
    value = _Values(brief)
    sections = "".join(_section(section, value, brief) for section in page.sections)
    return (
        f'<article class="fiche" tabindex="-1" {named("fiche")}>{_warnings(shown)}{_badges(page, value)}'
        f'{_stories(page)}<div class="parts">{sections}</div>{_tools(shown)}'
        f'<p class="model">{escape(page.footer)}</p></article>'
    )
