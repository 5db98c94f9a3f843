"""One writer for each format."""

import importlib
from collections.abc import Callable

from summarise.records import Brief, Document
from summarise.render.look import Look

Writer = Callable[[Document, Brief, Look], str]
# Named, not imported: each format pays only for its own libraries.
WRITERS = {
    "text": "summarise.render.text:write_text",
    "markdown": "summarise.render.markdown:write_markdown",
    "html": "summarise.render.html:write_html",
    "json": "summarise.render.json:write_json",
    "csv": "summarise.render.csv:write_csv",
}


def get_writer(name: str) -> Writer:
    """The writer of a format; KeyError when there is none."""
    module, _, function = WRITERS[name].partition(":")
    writer: Writer = getattr(importlib.import_module(module), function)
    return writer
