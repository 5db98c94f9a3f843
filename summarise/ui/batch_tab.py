"""Many articles: dropped as files or taken from a feed, as a table that grows while they are condensed."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from summarise.api.refusals import Refusal
from summarise.api.shapes import BriefRequest, Line
from summarise.errors import EmptyInput
from summarise.ui.asking import Asking, of_failure
from summarise.ui.table import Entry, entry_of, progress_view, table_view
from summarise.ui.uploads import KINDS, read_uploads
from summarise.ui.views import fault_view, pair

# The table is sent again as it grows, this many times at most.
_STEPS = 12
_PRESSED = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-act]');
  if (button) trigger('click', { act: button.dataset.act, row: Number(button.dataset.row) });
});
"""


class BatchTab:
    """The second tab."""

    def __init__(self, asking: Asking, t: gr.I18n) -> None:
        self._asking = asking
        self.entries = gr.State([], time_to_live=3_600)
        with gr.Column(elem_id="drop"), gr.Row(equal_height=True):
            self.files = gr.File(
                label=t("files"), file_count="multiple", file_types=list(KINDS), height=170, elem_id="files"
            )
            with gr.Column():
                self.feed = gr.Textbox(label=t("feed"), placeholder=t("feed_hint"), elem_id="feed")
                self.hide = gr.Checkbox(value=True, label=t("hide"), elem_id="hide-many")
                self.english = gr.Checkbox(value=False, label=t("english_too"), elem_id="english-many")
                self.go = gr.Button(t("condense_all"), variant="primary", elem_id="condense-all")
        self.status = gr.HTML("", elem_id="many-status", apply_default_css=False)
        self.table = gr.HTML("", elem_id="table", apply_default_css=False, js_on_load=_PRESSED)
        self.view = gr.HTML("", elem_id="many-view", apply_default_css=False)

    def wire(self, key: gr.Textbox) -> None:
        """Join the parts; the key is that of the first tab."""
        self._key = key
        ask: dict[str, Any] = {
            "inputs": {self.files, self.feed, self.hide, self.english, key},
            "outputs": [self.status, self.table, self.view, self.go, self.entries],
            "show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 4, "concurrency_id": "many",
            "trigger_mode": "once",
        }  # fmt: skip
        gr.on([self.go.click, self.feed.submit], self.show_many, **ask)
        self.table.click(
            self.press, [self.entries, key], [self.status, self.table, self.view, self.entries],
            show_progress="hidden", api_visibility="private", concurrency_limit=8, concurrency_id="press",
        )  # fmt: skip

    async def _asked(self, given: dict[Any, Any]) -> Sequence[BriefRequest | Line]:
        """All that was dropped, and what the feed holds."""
        settings = self._asking.service.settings
        options = {"redact": bool(given[self.hide]), "english": bool(given[self.english])}
        found: list[BriefRequest | Line] = []
        paths = [Path(str(path)) for path in given[self.files] or ()]
        if paths:
            found += await self._asking.beside(lambda: read_uploads(paths, settings, options))
        address = (given[self.feed] or "").strip()
        if address:
            found += await self._asking.feed(address, options)
        if not found:
            raise EmptyInput("Rien à condenser", "déposez un fichier ou donnez l'adresse d'un flux.")
        return found

    async def show_many(self, given: dict[Any, Any], request: gr.Request) -> AsyncIterator[dict[Any, Any]]:
        """Progress, and the table as it grows."""
        idle = {self.go: gr.Button(interactive=True)}
        entries: list[Entry] = []
        yield {
            self.status: progress_view(0, 1, 0),
            self.view: "",
            self.table: "",
            self.go: gr.Button(interactive=False),
        }
        try:
            asked = await self._asked(given)
            await self._asking.admit(len(asked), given[self._key] or "", request)
            step = max(1, len(asked) // _STEPS)
            async for line in self._asking.many(asked):
                entries.append(entry_of(asked[len(entries)], line))
                failed = sum(entry.state == "wrong" for entry in entries)
                grown = {self.table: table_view(entries)} if len(entries) % step == 0 else {}
                yield {self.status: progress_view(len(entries), len(asked), failed), **grown}
            yield {self.table: table_view(entries, whole=True), self.entries: entries, **idle}
        except Exception as error:
            yield {self.status: fault_view(of_failure(error)), self.entries: entries, **idle}

    async def press(
        self, entries: list[Entry], key: str, event: gr.EventData, request: gr.Request
    ) -> AsyncIterator[tuple[Any, ...]]:
        """Show the brief of a row, or try a failed one again."""
        keep = gr.skip()
        index = event._data.get("row") if isinstance(event._data, dict) else None
        if not isinstance(index, int) or not 0 <= index < len(entries):
            yield keep, keep, keep, keep
            return
        entry = entries[index]
        try:
            if event._data.get("act") == "retry" and entry.asked is not None:
                yield progress_view(0, 1, 0), keep, "", keep
                entry = await self._again(entry.asked, key, request)
                entries = [*entries[:index], entry, *entries[index + 1 :]]
                failed = sum(one.state == "wrong" for one in entries)
                yield progress_view(len(entries), len(entries), failed), table_view(entries, whole=True), "", entries
            elif entry.shown is not None:
                yield keep, keep, pair(entry.shown), keep
        except Exception as error:
            yield fault_view(of_failure(error)), keep, keep, keep

    async def _again(self, asked: BriefRequest, key: str, request: gr.Request) -> Entry:
        """A second try of one article; it counts as one."""
        await self._asking.admit(1, key, request)
        async for line in self._asking.many([asked]):
            return entry_of(asked, line)
        raise Refusal.of("internal")
