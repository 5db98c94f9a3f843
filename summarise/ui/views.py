"""Pieces of HTML around the results: the head of the page, what is going on, what went wrong."""

import secrets

from summarise.errors import SummariseError
from summarise.ui.article import article_view
from summarise.ui.fiche import fiche_view
from summarise.ui.shown import Shown
from summarise.ui.words import both, fault_of, in_both, named


def header() -> str:
    """The name, what it does, the language, light or dark."""
    return (
        f'<header class="top"><div><h1>summarise</h1><p>{both("tagline")}</p></div>'
        f'<div class="switches"><div class="languages" role="group" {named("language")}>'
        '<button type="button" data-lang="fr" lang="fr" aria-pressed="true">Français</button>'
        '<button type="button" data-lang="en" lang="en" aria-pressed="false">English</button></div>'
        f'<button type="button" class="theme" {named("light")}>◐</button></div></header>'
    )


def footer() -> str:
    """What becomes of what is pasted."""
    return f'<footer class="bottom"><p>{both("footer")}</p><p><a href="/docs">{both("api")}</a></p></footer>'


def busy() -> str:
    """Work is going on."""
    return (
        f'<div class="busy" role="status"><progress {named("working")}></progress><span>{both("working")}</span></div>'
    )


def fault_view(error: SummariseError) -> str:
    """What went wrong, with the way out."""
    return (
        f'<div class="fault" role="alert" tabindex="-1" data-fresh="{secrets.token_hex(4)}">'
        f"<strong>{both('failed')}</strong><p>{in_both(*fault_of(error))}</p></div>"
    )


def pair(shown: Shown) -> str:
    """The brief beside its article. One component holds both: choosing a value looks no further than this."""
    return (
        f'<div class="pair" tabindex="-1" data-fresh="{secrets.token_hex(4)}" {named("ready")}>'
        f"{fiche_view(shown)}{article_view(shown.document, shown.brief)}</div>"
    )
