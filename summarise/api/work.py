"""The work itself, as a worker does it: from what was asked to its answer."""

from dataclasses import dataclass
from typing import Any

from summarise.api.english import english_of_brief, english_of_text, english_texts
from summarise.api.shapes import BriefAnswer, BriefRequest, Translation
from summarise.errors import TooLarge
from summarise.pipeline import Condenser
from summarise.records import Document
from summarise.settings import Limits
from summarise.sources.html import looks_like_html
from summarise.sources.reading import from_page, from_text
from summarise.sources.web import Fetched


@dataclass(frozen=True)
class Condense:
    """One article to condense; `page` is what its address gave."""

    asked: BriefRequest
    page: Fetched | None = None


@dataclass(frozen=True)
class Translate:
    """A text to put into English."""

    text: str


Task = Condense | Translate
Answer = BriefAnswer | Translation


def do(condenser: Condenser, task: Task) -> Answer:
    """The answer to a task; raises what keeps it from having one."""
    return english_of_text(condenser, task.text) if isinstance(task, Translate) else _condense(condenser, task)


def fits(text: str, limits: Limits) -> None:
    """Refuse a text that is longer than the service takes."""
    if len(text) > limits.web_max_chars:
        problem = f"Le texte compte {len(text)} caractères, plus que les {limits.web_max_chars} acceptés"
        raise TooLarge(problem, "gardez le seul article.")


def _own(asked: BriefRequest) -> dict[str, Any]:
    """What the request itself says of the article."""
    return {"id": asked.id, "title": asked.title, "heading": asked.heading, "date": asked.date, "url": asked.url}


def _document(task: Condense) -> Document:
    """The article. What the request says wins over what the page says; plain text is left as it is, offsets count."""
    asked = task.asked
    if task.page is not None:
        found = from_page(task.page)
    elif asked.html is not None or looks_like_html(asked.text or ""):
        found = from_text(asked.html or asked.text or "", "html")
    else:
        found = Document(article=asked.text or "")
    return found.model_copy(update={key: value for key, value in _own(asked).items() if value})


def _condense(condenser: Condenser, task: Condense) -> BriefAnswer:
    asked, document = task.asked, _document(task)
    fits(document.text, condenser.settings.limits)
    made = condenser.read(document, redact=asked.redact)
    seen, brief = made.document, made.shown
    if asked.english:
        brief = english_of_brief(condenser, brief, seen)
    given = Document(**_own(asked), article=asked.text or "")
    return BriefAnswer(
        id=document.id, brief=brief, text=None if seen.text == given.text else seen.text,
        replaced=made.replaced, english=english_texts(brief) if asked.english else None,
    )  # fmt: skip
