"""Checks of a brief against its article. They report and decide nothing."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from summarise.brief.claims import Ground, claims, ground
from summarise.brief.guilt import stated_guilt
from summarise.records import Brief, Charge, Document, Record, Sentence

SUMMARY_WORDS = (20, 70)
TITLE_WORDS = (6, 14)

Code = Literal["absent", "span", "index", "peine", "montant", "longueur", "culpabilite", "texte", "code"]


@dataclass(frozen=True, slots=True)
class Report:
    """One fault: what kind, where, which words, and why, in French."""

    code: Code
    field: str
    words: str
    reason: str


def word_count(text: str) -> int:
    """Words as a reader counts them: a lone sign ("»", ":", "–") is none."""
    return sum(any(c.isalnum() for c in piece) for piece in text.split())


def check_text(text: str, document: Document, field: str = "summary_fr") -> list[Report]:
    """What `text` says that `document` does not: names, numbers, sums, places, dates."""
    return list(_ungrounded(text, ground(document.text), field))


def _ungrounded(text: str, article: Ground, field: str) -> Iterator[Report]:
    for claim in claims(text):
        if not article.holds(claim):
            reason = f"le {claim.kind} « {claim.words} » n'est pas dans l'article"
            yield Report(
                "absent", field, claim.words, reason if claim.kind != "date" else reason.replace("le date", "la date")
            )


def check_length(text: str, bounds: tuple[int, int], field: str) -> list[Report]:
    """Whether the number of words is within bounds."""
    count = word_count(text)
    if bounds[0] <= count <= bounds[1]:
        return []
    return [Report("longueur", field, text[:40], f"{count} mots, hors de l'intervalle {bounds[0]}–{bounds[1]}")]


_GLUED = re.compile(r"[a-zà-ÿ\d][.!?][A-ZÀ-Þ][a-zà-ÿ']|[a-zà-ÿ]{4,}[A-ZÀ-Þ][a-zà-ÿ]{2,}|  ")


def check_shape(text: str, field: str) -> list[Report]:
    """Faults of typography that show a cut or glued sentence."""
    out: list[Report] = []
    glued = _GLUED.search(text)
    if glued:
        out.append(Report("texte", field, glued.group(), "des mots sont collés ou mal espacés"))
    for left, right in (("«", "»"), ("(", ")"), ("“", "”")):
        if text.count(left) != text.count(right):
            out.append(Report("texte", field, left, "une parenthèse ou un guillemet n'est pas fermé"))
    if text.count('"') % 2:
        out.append(Report("texte", field, '"', "un guillemet n'est pas fermé"))
    return out


def check_spans(brief: Brief, document: Document) -> list[Report]:
    """Whether each span of `brief` is `document.text[start:end]`."""
    text = document.text
    return [
        Report("span", path, words, "ces mots ne sont pas à cet endroit de l'article")
        for path, words, start, end in _spans(brief, "")
        if start is None or end is None or not 0 <= start < end <= len(text) or text[start:end] != words
    ]


def _spans(record: Record, path: str) -> Iterator[tuple[str, str, int | None, int | None]]:
    """(path, words, start, end) of every span in a record: `text`, and any field with `_start` and `_end`."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        here = f"{path}.{name}" if path else name
        if name == "text":
            yield here, value, getattr(record, "start", None), getattr(record, "end", None)
        elif isinstance(value, str) and f"{name}_start" in type(record).model_fields:
            yield here, value, getattr(record, f"{name}_start"), getattr(record, f"{name}_end")
        elif isinstance(value, Record):
            yield from _spans(value, here)
        elif isinstance(value, list):
            for k, item in enumerate(value):
                if isinstance(item, Record):
                    yield from _spans(item, f"{here}[{k}]")


def check_indexes(brief: Brief) -> list[Report]:
    """Whether charges and penalties point at defendants that exist, each once."""
    out: list[Report] = []
    pointing: list[tuple[str, Sequence[Charge | Sentence]]] = [
        ("charges", brief.charges),
        ("sentences", brief.sentences),
    ]
    for field, items in pointing:
        for k, item in enumerate(items):
            path, indexes = f"{field}[{k}].defendants", item.defendants
            if any(not 0 <= i < len(brief.defendants) for i in indexes):
                out.append(Report("index", path, str(indexes), "un numéro ne désigne aucune personne poursuivie"))
            if len(set(indexes)) != len(indexes):
                out.append(Report("index", path, str(indexes), "une même personne est désignée deux fois"))
    return out


def check_values(brief: Brief, offences: frozenset[str] | None = None) -> list[Report]:
    """Whether months, sums, counts, ages and dates are possible, and codes of `offences` (when given) known."""
    out = [
        report
        for k, s in enumerate(brief.sentences)
        for report in _months(f"sentences[{k}]", s.text, s.months, s.suspended_months)
    ]
    for k, amount in enumerate(brief.amounts):
        if not math.isfinite(amount.value) or amount.value <= 0:
            out.append(Report("montant", f"amounts[{k}].value", amount.text, "la somme n'est pas un nombre positif"))
    for k, person in enumerate(brief.defendants):
        if person.age is not None and not 0 < person.age < 120:
            out.append(
                Report("code", f"defendants[{k}].age", person.text, f"un âge de {person.age} ans n'est pas possible")
            )
    for k, charge in enumerate(brief.charges):
        if offences is not None and charge.offence not in offences:
            out.append(
                Report(
                    "code", f"charges[{k}].offence", charge.offence, "ce code n'est pas dans la liste des infractions"
                )
            )
    if (
        brief.date
        and brief.date.iso is not None
        and not re.fullmatch(
            r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|"
            r"3[01])",
            brief.date.iso,
        )
    ):
        out.append(Report("code", "date.iso", brief.date.iso, "la date n'est pas de la forme AAAA-MM-JJ"))
    return out


def _months(path: str, words: str, months: float | None, suspended: float | None) -> Iterator[Report]:
    if months is not None and not (math.isfinite(months) and months > 0):
        yield Report("peine", f"{path}.months", words, "la durée n'est pas un nombre de mois positif")
    if suspended is not None and suspended < 0:
        yield Report("peine", f"{path}.suspended_months", words, "la part avec sursis est négative")
    if months is not None and suspended is not None and suspended > months:
        yield Report("peine", f"{path}.suspended_months", words, "la part avec sursis dépasse la peine")


def check_guilt(text: str, brief: Brief, field: str = "summary_fr") -> list[Report]:
    """Where `text` states guilt although no defendant is convicted."""
    why = "la culpabilité est affirmée avant toute condamnation"
    return [Report("culpabilite", field, words, why) for words in stated_guilt(text, brief)]


def check_summary(text: str, document: Document, brief: Brief) -> list[Report]:
    """All that may be wrong with a summary."""
    return [
        *check_text(text, document),
        *check_length(text, SUMMARY_WORDS, "summary_fr"),
        *check_shape(text, "summary_fr"),
        *check_guilt(text, brief),
    ]


def check_title(text: str, document: Document, brief: Brief) -> list[Report]:
    """All that may be wrong with a headline."""
    return [
        *check_text(text, document, "title_fr"),
        *check_length(text, TITLE_WORDS, "title_fr"),
        *check_shape(text, "title_fr"),
        *check_guilt(text, brief, "title_fr"),
    ]


def check_brief(brief: Brief, document: Document, offences: frozenset[str] | None = None) -> list[Report]:
    """Everything: spans, indexes, values, and the two texts when they are there."""
    out = [*check_spans(brief, document), *check_indexes(brief), *check_values(brief, offences)]
    if brief.summary_fr:
        out += check_summary(brief.summary_fr, document, brief)
    if brief.title_fr:
        out += check_title(brief.title_fr, document, brief)
    return out
