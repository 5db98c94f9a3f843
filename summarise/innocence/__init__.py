"""Presumption of innocence and identities: a text never says more than a court has, and protects who must be."""

import re

from summarise.innocence.finding import Finding, Language, People
from summarise.innocence.lint import check

__all__ = ["Finding", "Language", "People", "check", "check_text", "language_of"]

_FRENCH = re.compile(
    r"\b(?:le|la|les|des|du|une?|est|été|et|dans|pour|qui|sur|avec|au|aux|ses?|il|elle)\b", re.IGNORECASE
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|was|were|is|has|his|her|for|with|who|he|she|by|an?|to|in|after)\b", re.IGNORECASE
)


def language_of(text: str) -> Language:
    """French or English, by the little words; French when nothing tells."""
    return "en" if len(_ENGLISH.findall(text)) > len(_FRENCH.findall(text)) else "fr"


def check_text(text: str, language: str | None = None) -> list[Finding]:
    """Findings in any text that a user gives; its language is told from its words unless named ("fr", "en")."""
    return check(text, "en" if (language or language_of(text)) == "en" else "fr")
