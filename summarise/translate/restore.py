"""English put back for placeholders, in the form that the words around ask for."""

# ruff: noqa: SIM905 - lists of words read better as text

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from summarise.translate.lengths import compound
from summarise.translate.words import article, verb_forms

SYMBOL = re.compile(r"⟦[PLNDTV]\d+⟧")
_BASE_AFTER = frozenset(
    """
    to will would shall should can could may might must did do does didn't don't doesn't cannot won't
    """.split()
)
_PARTICIPLE_AFTER = frozenset(
    """
    is are was were be been being has have had get got having
    """.split()
)
_PREPOSITIONS = frozenset(
    """
    on in at from between during overnight since by until before after for last next
    """.split()
)
# Letters that the network wrote onto a placeholder.
_GLUED = re.compile(r"(?!'s\b|s\b)[a-z]+")
# A hold that is an adverbial brings its preposition: what the network led it in with goes.
_PHRASE = re.compile(r"(?:on|in|at|with no|without|as an?|while|under) (?!flagrante)")
_PHRASE_LED = re.compile(
    r"(?:(?<=[\s(])|^)(?:(?:in|on|at|to|as|with|by|under)(?: (?:the|an?))?|the|an?) $", re.IGNORECASE
)
_GERUND_AFTER = frozenset("of without before after for".split())
_TWICE = re.compile(r"\b(the|an?|of|to|in|on|for|by|and|is|was|at|from) \1\b", re.IGNORECASE)
_LENGTH = re.compile(r"^[\w.,]+(?: and a half)? (?:year|month|week|day|hour|minute)s?$")
_NO_NOUN = (
    "in|of|and|or|for|to|on|at|with|by|from|ago|later|after|before|when|that|which|who|is|was|were|are|has|have|had|as"
    "|over|under|without|if|but|while"
)
_NOUN_AFTER = re.compile(rf"^ (?:(?!(?:{_NO_NOUN})\b)[a-z]|⟦T)")
_WORD_BEFORE = re.compile(
    r"(?:^|[\s(\"“'-])([\w']+)(?: not| never| also| again| now| already| immediately| finally)? ?$"
)


@cache
def verbs() -> dict[str, dict[str, str]]:
    """The forms of each English verb of the tables, by any of them."""
    lines = files("summarise.translate").joinpath("verbs.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((x for x in lines if x and x[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE)
    out: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["en"].startswith("="):
            continue
        made = verb_forms(row["en"].split()[0])
        for form in made.values():
            out.setdefault(form, made)
    return out


def restore(text: str, held: Mapping[str, tuple[str, str]]) -> str:
    """`text` with the English of each placeholder; what is not in `held` is taken out."""
    out, at = "", 0
    for match in SYMBOL.finditer(text):
        out += text[at : match.start()]
        at = match.end()
        glued = _GLUED.match(text, at)
        at = glued.end() if glued else at
        if match.group() in held:
            kind, en = held[match.group()]
            out = _without_article(out) if kind == "P" and en[:1].isupper() else out
            out = _PHRASE_LED.sub("", out) if _PHRASE.match(en) else out
            said = _fitted(kind, en, out, text[at:])
            opens = re.search(r"[.!?…][\"”»]? $", out) is not None
            out = _joined(out, said[:1].upper() + said[1:] if opens else said)
    return _tidy(out + text[at:])


def _fitted(kind: str, en: str, before: str, after: str) -> str:
    """The form of a hold's English that fits between what stands before and after."""
    found = _WORD_BEFORE.search(before)
    last = found[1].lower() if found else ""
    if kind == "V":
        return _verb(en, last, after.startswith((" by ", " in ", " on ")))
    if kind == "D":
        first, _, rest = en.partition(" ")
        day = re.match(r"\d|[A-Z]|the |early |late |mid|summer|winter|spring|autumn", rest)
        return rest if first in {"on", "in", "at"} and last in _PREPOSITIONS and day else en
    if (
        kind == "N"
        and en.endswith("-year-old")
        and (last in {"aged", "is", "was", "of"} or not _NOUN_AFTER.match(after))
    ):
        return (
            en.removesuffix("-year-old")
            if last == "aged" or not before.strip() or before.rstrip().endswith(",")
            else en
        )
    if (
        kind == "N"
        and _LENGTH.match(en)
        and last in {"a", "an", "the", "his", "her", "their", "its"}
        and _NOUN_AFTER.match(after)
    ):
        return compound(en)
    return en


def _without_article(before: str) -> str:
    """No article before a person's name."""
    return re.sub(r"(?:(?<=\s)|^)(?:the|an?) $", "", before, flags=re.IGNORECASE)


def _verb(en: str, last: str, by_follows: bool) -> str:
    """A verb after an auxiliary: "did not" + "acquitted" → "acquit"."""
    first, space, tail = en.partition(" ")
    if first in {"will", "would"} and last in {"will", "would", "to", "could", "should"}:
        first, space, tail = tail.partition(" ")
    made = verbs().get(first)
    if made is None:
        return first + space + tail
    if last in _BASE_AFTER:
        first = made["base"]
    elif last in _GERUND_AFTER and first in {made["base"], made["past"], made["pp"]} and not by_follows:
        first = made["ing"]
    elif last in _PARTICIPLE_AFTER and first in {made["base"], made["s"], made["past"]}:
        first = made["pp"]
    return first + space + tail


def _joined(before: str, en: str) -> str:
    """`en` after `before`: "a" or "an", no second article, a space between words."""
    found = re.search(r"(?:^|(?<=[\s\"“(]))(an?|the) $", before, re.IGNORECASE)
    if found and re.match(r"(?:an?|the) ", en):
        head = before[: found.start()]
        if found[1].lower() == "the":
            en = "the " + en.partition(" ")[2]
        return head + (en[0].upper() + en[1:] if found[1][0].isupper() else en)
    if found and found[1].lower() in {"a", "an"}:
        right = article(en)
        before = before[: found.start(1)] + (right.capitalize() if found[1][0].isupper() else right) + " "
    gap = " " if before and (before[-1].isalnum() or before[-1] in ",;:)%") and en[:1].isalnum() else ""
    return before + gap + en


def _tidy(text: str) -> str:
    """One space between words, none before a full stop, a capital at the start of each sentence."""
    text = _TWICE.sub(r"\1", re.sub(r"[ \t]{2,}", " ", text))
    text = re.sub(r" +([,.;:!?)%](?!\w))", r"\1", text)
    text = re.sub(r"(?<=[\w€$£%])(?=€\d)", " ", text)
    text = re.sub(r"\.\.(?!\.)", ".", text)
    return re.sub(r"^([\s\"“'(]*)([a-zà-ÿ])", lambda m: m[1] + m[2].upper(), text)
