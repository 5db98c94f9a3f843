"""The page's words, in French and in English: for Gradio's own labels, and for our HTML, which carries both."""

from functools import cache
from importlib.resources import files
from typing import Any

from summarise.errors import SummariseError
from summarise.ui.markup import escape

LANGUAGES = ("fr", "en")


@cache
def _table(name: str) -> dict[str, Any]:
    import yaml  # noqa: PLC0415 - only who serves the page pays for it

    text = files("summarise.ui").joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def examples() -> list[dict[str, Any]]:
    """The examples of the page: `name` in both languages, `title`, `date` and `text`."""
    found: list[dict[str, Any]] = _table("examples.yaml")["examples"]
    return found


def translations() -> dict[str, dict[str, str]]:
    """All words by language, as `gr.I18n` takes them."""
    words = _table("words.yaml") | {f"example_{i}": one["name"] for i, one in enumerate(examples())}
    return {name: {key: str(pair[index]) for key, pair in words.items()} for index, name in enumerate(LANGUAGES)}


def word(key: str, language: str = "fr") -> str:
    """One word of the page."""
    return str(_table("words.yaml")[key][LANGUAGES.index(language)])


def both(key: str) -> str:
    """A word in both languages as HTML; the style sheet shows the one that the reader chose."""
    return in_both(word(key, "fr"), word(key, "en"))


def in_both(french: str, english: str) -> str:
    """The same, for words that are not in the table."""
    if french == english:
        return escape(french)
    return f'<span class="t" lang="fr">{escape(french)}</span><span class="t" lang="en">{escape(english)}</span>'


def named(key: str) -> str:
    """The attributes that name an element without words; the script keeps them in the reader's language."""
    french, english = word(key, "fr"), word(key, "en")
    return f'aria-label="{escape(french)}" data-fr="{escape(french)}" data-en="{escape(english)}"'


def fault(code: str, french: str) -> tuple[str, str]:
    """What went wrong, in French and in English."""
    table = _table("faults.yaml")
    return french, str(table.get(code, table["other"]))


def fault_of(error: SummariseError) -> tuple[str, str]:
    """The same, of an error."""
    return fault(error.code, error.message)
