"""The gate: what cannot become a brief is refused with a reason. What is not about justice passes."""

import re
import unicodedata

from summarise.errors import BadEncoding, EmptyInput, NotFrench, NotText, TooLarge, TooShort
from summarise.records import Document
from summarise.settings import Limits
from summarise.sources.language import other_language

_WORD = re.compile(r"[^\W\d_]+")
# UTF-8 read as Latin-1 or cp1252: é → Ã©, ’ → â€™, « → Â«.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf‰ˆ¢´]|â€[™œ\u009d“”¦]|Â[«» \u00a0]")


def _number(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def _readable(text: str) -> None:
    """Refuse characters that cannot be text."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise BadEncoding("Le texte contient des caractères invalides", "enregistrez-le à nouveau en UTF-8.")
    control = sum(unicodedata.category(c) == "Cc" and c not in "\n\r\t\f\v\x85" for c in text)
    if "\0" in text or control * 50 > len(text):
        raise NotText("Ce contenu est binaire, ce n'est pas du texte", "donnez l'article en texte, Markdown ou HTML.")
    broken = text.count("\ufffd") + len(_MOJIBAKE.findall(text))
    if broken * 200 > len(text) and broken > 1:
        raise BadEncoding(
            "Les accents du texte sont abîmés (« Ã© » au lieu de « é », par exemple)",
            "reprenez l'article à sa source et enregistrez-le en UTF-8.",
        )


def _bounded(text: str, limits: Limits, wanted: str) -> None:
    """Refuse what is empty, too long, unreadable or without a letter."""
    if not text.strip():
        raise EmptyInput("Le texte est vide", f"donnez {wanted}.")
    if len(text) > limits.max_chars:
        raise TooLarge(
            f"Le texte compte {_number(len(text))} caractères, plus que les {_number(limits.max_chars)} acceptés",
            "gardez le seul article, ou relevez limits.max_chars dans la configuration.",
        )
    _readable(text)
    if not any(c.isalpha() for c in text):
        raise TooShort("Le texte ne contient aucun mot", f"donnez {wanted}.")


def _named(language: str) -> str:
    return "n'est dans aucune langue reconnue" if language == "langue inconnue" else f"semble être en {language}"


def check_french(text: str, limits: Limits) -> None:
    """Raise an InputError when `text` cannot be put into English: a line is enough, but it must be French."""
    _bounded(text, limits, "un texte en français")
    words = len(_WORD.findall(text))
    language = other_language(text)
    if language == "anglais" and words >= 4:
        raise NotFrench("Le texte est déjà en anglais", "donnez un texte en français.")
    # A headline has few small words: only those of another language tell that it is no French.
    if language and (words >= limits.min_words or (language != "langue inconnue" and words >= 6)):
        raise NotFrench(f"Le texte {_named(language)}", "donnez un texte en français.")


def check(document: Document, limits: Limits) -> None:
    """Raise an InputError when `document` cannot become a brief."""
    text = document.text
    _bounded(text, limits, "le texte d'un article")
    language = other_language(text)
    words = len(_WORD.findall(text))
    # Three words are too few to name their language: there the length is the better reason.
    if language and (words >= limits.min_words or len(text) >= 200):
        raise NotFrench(f"Le texte {_named(language)}", "donnez un article en français.")
    if words < limits.min_words:
        raise TooShort(
            f"Le texte est trop court ({words} mots, il en faut {limits.min_words})", "donnez l'article entier."
        )
