"""The table of many: one row for each article, filtered in the browser, each with what can be done with it."""

import base64
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarise.api.shapes import BriefRequest, Line
from summarise.render.csv import overview, overview_header, table
from summarise.render.labels import label
from summarise.render.page import page_of
from summarise.ui.markup import escape
from summarise.ui.shown import Shown, shown
from summarise.ui.words import both, fault, in_both, named

_COLUMNS = ("column_article", "stage", "column_people", "column_charges", "column_penalties", "column_sums")
_MOST_IN_CELL = 3


@dataclass(frozen=True)
class Entry:
    """One article of many: what was asked (nothing where it could not even be read), and the outcome."""

    asked: BriefRequest | None
    line: Line

    @property
    def shown(self) -> Shown | None:
        """The brief, where there is one."""
        return shown(self.asked, self.line.answer) if self.asked and self.line.answer else None

    @property
    def state(self) -> str:
        """fine, astray or wrong."""
        answer = self.line.answer
        return "wrong" if answer is None else "fine" if answer.brief.relevant else "astray"


def entry_of(asked: BriefRequest | Line, line: Line) -> Entry:
    """An outcome beside its request."""
    return Entry(asked if isinstance(asked, BriefRequest) else None, line)


def _list(items: Sequence[str]) -> str:
    """The first few of them; how many more there are."""
    more = len(items) - _MOST_IN_CELL
    shown = "<br>".join(escape(item) for item in items[:_MOST_IN_CELL])
    return shown + (f'<br><span class="small">+ {more}</span>' if more > 0 else "")


def _title(entry: Entry, found: Shown | None) -> str:
    name = (entry.asked.title or entry.asked.url or "") if entry.asked else ""
    head = (found.brief.title_fr if found else "") or name or entry.line.id
    small = f'<span class="small">{escape(entry.line.id)}</span>' if entry.line.id not in ("", head) else ""
    return f"<strong>{escape(head[:200])}</strong>{small}"


def _told(found: Shown) -> str:
    page = page_of(found.brief)
    rows = {section.name: section.rows for section in page.sections}
    stage = next((badge.head for badge in page.badges if badge.key == "stage"), "")
    court = next((badge.head for badge in page.badges if badge.key == "court"), "")
    people = [f"{row.head}, {row.body.partition(', ')[0]}" for row in rows.get("defendants", ())]
    cells = (
        (f'<span class="b-stage">{escape(stage)}</span>' if stage else "")
        + (f'<span class="small">{escape(court)}</span>' if court else ""),
        _list(people),
        _list([row.head for row in rows.get("charges", ())]),
        _list([f"{row.head} : {row.body}" for row in rows.get("sentences", ())]),
        _list([row.body for row in rows.get("amounts", ())]),
    )
    return "".join(f"<td>{cell}</td>" for cell in cells)


def _wrong(entry: Entry) -> str:
    error = entry.line.error
    french, english = fault(error.code, f"{error.detail} : {error.way_out}") if error else ("", "")
    return f'<td colspan="5" class="wrong">{in_both(french, english)}</td>'


def _button(entry: Entry, index: int) -> str:
    if entry.state != "wrong":
        return f'<button type="button" class="tool" data-act="see" data-row="{index}">{both("see")}</button>'
    if entry.asked is None:
        return ""
    return f'<button type="button" class="tool" data-act="retry" data-row="{index}">{both("retry")}</button>'


def _row(entry: Entry, index: int) -> str:
    found = entry.shown
    stage = (found.brief.stage if found else "") or ""
    off = f'<td colspan="5">{both("irrelevant")}</td>'
    cells = _wrong(entry) if found is None else _told(found) if found.brief.relevant else off
    return (
        f'<tr data-state="{entry.state}" data-stage="{escape(stage)}"><td class="number">{index + 1}</td>'
        f"<td>{_title(entry, found)}</td>{cells}<td>{_button(entry, index)}</td></tr>"
    )


def _filters(entries: Sequence[Entry], link: str) -> str:
    """Filters that work in the browser, on the rows that are there."""
    stages = dict.fromkeys(e.line.answer.brief.stage or "" for e in entries if e.line.answer)
    options = "".join(f'<option value="{escape(s)}">{escape(label("stage", s))}</option>' for s in sorted(stages) if s)
    states = "".join(f'<option value="{s}" data-word="{s}"></option>' for s in ("fine", "astray", "wrong"))
    return (
        f'<div class="filters" role="search" {named("filter")}>'
        f'<label>{both("filter_words")}<input type="search" data-filter="words" autocomplete="off"></label>'
        f'<label>{both("filter_stage")}<select data-filter="stage"><option value="" data-word="all"></option>{options}'
        f'</select></label><label>{both("filter_state")}<select data-filter="state">'
        f'<option value="" data-word="all"></option>{states}</select></label>'
        f'<span class="small"><output data-count>{len(entries)}</output> {both("rows_done")}</span>{link}</div>'
    )


def _download(entries: Sequence[Entry]) -> str:
    """A link that carries all briefs as one archive."""
    body = base64.b64encode(archive(entries)).decode()
    return (
        '<a class="tool strong" download="fiches.zip" href="data:application/zip;base64,'
        f'{body}">{both("download_all")}</a>'
    )


def table_view(entries: Sequence[Entry], *, whole: bool = False) -> str:
    """Outcomes as a table with its filters; once it is `whole`, all of it can be downloaded."""
    if not entries:
        return ""
    heads = "".join(f'<th scope="col">{both(key)}</th>' for key in _COLUMNS)
    rows = "".join(_row(entry, index) for index, entry in enumerate(entries))
    link = _download(entries) if whole else ""
    return (
        f'{_filters(entries, link)}<div class="scroll" tabindex="0" role="region" {named("many")}>'
        '<table class="many"><thead>'
        f'<tr><th scope="col"><span class="unseen">n°</span></th>{heads}<th></th></tr></thead><tbody>{rows}</tbody>'
        f'</table></div><p class="nothing" hidden>{both("nothing_found")}</p>'
    )


def progress_view(done: int, total: int, failed: int) -> str:
    """How far it is."""
    wrong = f" · {failed} {both('failures')}" if failed else ""
    return (
        f'<div class="progress" role="status"><progress max="{total}" value="{done}" {named("reading")}></progress>'
        f"<span>{done} / {total}{wrong}</span></div>"
    )


def _files(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """(name, text) of what the archive of all holds."""
    rows, lines, pages = [overview_header()], [], []
    for entry in entries:
        lines.append(entry.line.model_dump_json())
        found = entry.shown
        if found is not None:
            rows.append(overview(entry.line.id, found.brief))
            pages.append(next(body for ending, _, body in found.files() if ending == "md").decode())
    yield "fiches.jsonl", "\n".join(lines) + "\n"
    yield "fiches.csv", table(rows)
    yield "fiches.md", "\n\n".join(pages)


def archive(entries: Iterable[Entry]) -> bytes:
    """All outcomes as one .zip: JSON lines, a table, Markdown."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in _files(entries):
            file.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
