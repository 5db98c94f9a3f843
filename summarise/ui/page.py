"""The page's parts, and what follows from touching them."""

from collections.abc import AsyncIterator
from typing import Any

import gradio as gr
from fastapi import FastAPI

from summarise.api.service import Service
from summarise.ui.asking import Asking, of_failure, request_of
from summarise.ui.batch_tab import BatchTab
from summarise.ui.endpoints import add_endpoints
from summarise.ui.shown import shown
from summarise.ui.views import busy, fault_view, footer, header, pair
from summarise.ui.words import examples, translations

# Uploads are read at once; what is older than this is deleted, looked for this often (seconds).
_LOOKED_FOR, _KEPT = 300, 900
# Pages are fetched while others are condensed: more may be at work than there are models.
_BESIDE = 8
t = gr.I18n(**translations())


class _ArticleTab:
    """One article: the form, then the brief beside the article in its place."""

    def __init__(self, asking: Asking, slots: int) -> None:
        self._asking, self._slots = asking, slots
        with gr.Column(elem_id="ask") as self.ask:
            self._form()
        self.status = gr.HTML("", elem_id="status", apply_default_css=False)
        with gr.Column(visible=False, elem_id="result") as self.result:
            with gr.Row(elem_classes="bar"):
                self.change = gr.Button(t("change"), size="sm", elem_id="change")
                self.again = gr.Button(t("again"), size="sm", elem_id="again")
                self.translate = gr.Button(t("in_english"), size="sm", elem_id="translate")
            self.view = gr.HTML("", elem_id="view", apply_default_css=False)

    def _form(self) -> None:
        self.article = gr.Textbox(
            label=t("article"), placeholder=t("article_hint"), lines=1, max_lines=18, autofocus=True, elem_id="article"
        )
        with gr.Row(elem_classes="details"):
            self.title = gr.Textbox(label=t("article_title"), elem_id="article-title", scale=3)
            self.day = gr.Textbox(label=t("day"), placeholder=t("day_hint"), elem_id="day", scale=1, min_width=150)
        with gr.Row(elem_classes="choices"):
            self.hide = gr.Checkbox(value=True, label=t("hide"), info=t("hide_hint"), elem_id="hide", scale=3)
            self.english = gr.Checkbox(value=False, label=t("english_too"), elem_id="english", scale=1, min_width=150)
        self.go = gr.Button(t("condense"), variant="primary", elem_id="condense")
        with gr.Row(elem_classes="examples"):
            self.examples = [
                gr.Button(t(f"example_{index}"), size="sm", variant="secondary", min_width=120)
                for index, _ in enumerate(examples())
            ]
        with gr.Accordion(t("access"), open=False, elem_id="access"):
            self.key = gr.Textbox(label=t("key"), info=t("key_hint"), type="password", elem_id="key")

    def wire(self) -> None:
        """Join the parts."""
        inputs = {self.article, self.title, self.day, self.hide, self.english, self.key}
        outputs = [self.ask, self.status, self.result, self.view, self.go, self.translate]
        ask: dict[str, Any] = {
            "inputs": inputs, "outputs": outputs, "show_progress": "hidden", "api_visibility": "private",
            "concurrency_limit": self._slots, "concurrency_id": "one", "trigger_mode": "once",
        }  # fmt: skip
        gr.on([self.go.click, self.article.submit, self.title.submit, self.day.submit], self.show_one, **ask)
        now: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
        for button, example in zip(self.examples, examples(), strict=True):
            given = (example["text"], example["title"], example["date"])
            button.click(
                lambda given=given: given, None, [self.article, self.title, self.day], **now
            ).then(self.show_one, **ask)  # fmt: skip
        self.translate.click(lambda: True, None, self.english, **now).then(self.show_one, **ask)
        shown = [self.ask, self.result, self.status]
        back = (gr.Column(visible=True), gr.Column(visible=False), "")
        self.change.click(lambda: back, None, shown, **now)
        self.again.click(lambda: (*back, "", "", ""), None, [*shown, self.article, self.title, self.day], **now)

    async def show_one(self, given: dict[Any, Any], request: gr.Request) -> AsyncIterator[dict[Any, Any]]:
        """First a sign of work, then the brief or what went wrong."""
        yield {self.status: busy(), self.go: gr.Button(interactive=False)}
        try:
            asked = request_of(
                given[self.article] or "", given[self.title] or "", given[self.day] or "",
                redact=bool(given[self.hide]), english=bool(given[self.english]),
            )  # fmt: skip
            answer = await self._asking.one(asked, given[self.key] or "", request)
            yield {
                self.status: "", self.view: pair(shown(asked, answer)), self.result: gr.Column(visible=True),
                self.ask: gr.Column(visible=False), self.go: gr.Button(interactive=True),
                self.translate: gr.Button(visible=not asked.english),
            }  # fmt: skip
        except Exception as error:
            yield {self.status: fault_view(of_failure(error)), self.go: gr.Button(interactive=True)}


def build(app: FastAPI, service: Service) -> gr.Blocks:
    """The page on `service`, with the access rules of `app`."""
    asking = Asking(app, service)
    slots = service.settings.serve.workers + _BESIDE
    page: gr.Blocks
    with gr.Blocks(
        title="summarise", analytics_enabled=False, delete_cache=(_LOOKED_FOR, _KEPT), fill_width=True
    ) as page:
        gr.HTML(header(), apply_default_css=False, elem_id="top")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(t("one"), id="one"):
                one = _ArticleTab(asking, slots)
            with gr.Tab(t("many"), id="many"):
                many = BatchTab(asking, t)
        gr.HTML(footer(), apply_default_css=False, elem_id="bottom")
        one.wire()
        many.wire(one.key)
        add_endpoints(asking, slots)
    page.queue(max_size=service.settings.serve.queue, default_concurrency_limit=slots, api_open=True)
    return page
