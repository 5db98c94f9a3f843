"""English: the one place where the translator is joined to the service.

WIRING: `english_of_brief` gives the English version of a brief, `english_of_text` that of a text, both called in a
worker thread; `require_english` stops refusing. Nothing else in the service needs to change.
"""

from summarise.api.refusals import Refusal
from summarise.api.shapes import Translation
from summarise.records import Brief


def require_english() -> None:
    """Refuse what asks for English while there is no translator: before any work is done."""
    raise Refusal.of("english_unavailable")


def english_of_brief(brief: Brief) -> Translation:  # noqa: ARG001 - until it is wired
    """The English version of a brief."""
    raise Refusal.of("english_unavailable")


def english_of_text(text: str) -> Translation:  # noqa: ARG001 - until it is wired
    """The English version of a French text."""
    raise Refusal.of("english_unavailable")
