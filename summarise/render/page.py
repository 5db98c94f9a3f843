"""What a page of a brief says, in order and in French. Writers only paint it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from summarise.records import Brief, Charge, Court, Defendant, Victim
from summarise.render.labels import label, offence, plural
from summarise.render.words import day, money, number, of_city, penalty, quantity, says_count


@dataclass(frozen=True)
class Row:
    """A line of a section: `head` stands out, `body` explains, `note` is small."""

    head: str
    body: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Rows under a heading; `name` is the brief's key."""

    name: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class PageText:
    """A whole page. Texts are plain: each writer escapes them in its own way."""

    title: str
    line: str
    summary: str
    sections: tuple[Section, ...]
    footer: str
    warnings: tuple[str, ...] = field(default=())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _court(court: Court) -> str:
    """« Tribunal correctionnel de Lille »: the type and the city; the article's words when the type says nothing."""
    name = court.text if court.type == "autre" else label("court", court.type)
    return _capital(f"{name} {of_city(court.city)}" if court.city and court.city not in name else name)


def _line(brief: Brief) -> str:
    parts = [_court(brief.court)] if brief.court else []
    if brief.stage and brief.stage != "autre":
        parts.append(label("stage", brief.stage))
    if brief.date:
        parts.append(day(brief.date.iso) if brief.date.iso else brief.date.text)
    if brief.matter and brief.matter != "penal":
        parts.append(f"matière : {label('matter', brief.matter)}")
    return " · ".join(parts)


def _who(brief: Brief, indexes: list[int]) -> str:
    """The people that a charge or penalty is about; nothing when it is about all of them."""
    known = sorted({i for i in indexes if 0 <= i < len(brief.defendants)})
    if len(known) == len(brief.defendants):
        return ""
    return ", ".join(brief.defendants[i].name or brief.defendants[i].text for i in known)


def _defendant(one: Defendant) -> Row:
    many = one.count is None or one.count > 1
    status = (plural if many else label)("status", one.status)
    shown = one.name or one.text
    facts = []
    if one.role and one.role.casefold() not in shown.casefold():
        facts.append(one.role)
    if one.age is not None and str(one.age) not in shown:
        facts.append(f"{one.age} ans")
    if one.minor:
        facts.append("mineurs" if many else "mineur")
    if one.count and one.count > 1 and not says_count(shown, one.count):
        facts.append(f"{one.count} personnes")
    return Row(_capital(shown), ", ".join([status, *facts]))


def _charge(brief: Brief, one: Charge) -> Row:
    name = offence(one.offence) if one.offence != "autre" else None
    head = _capital(name.fr if name else one.text)
    if one.organised and "bande organisée" not in head:
        head += " en bande organisée"
    forms = [word for holds, word in ((one.attempt, "tentative"), (one.complicity, "complicité")) if holds]
    forms = [word for word in forms if word not in head.lower()]
    head += f" ({', '.join(forms)})" if forms else ""
    return Row(head, _who(brief, one.defendants), name.law if name else "")


def _victim(one: Victim) -> Row:
    many = one.count is None or one.count > 1
    shown = one.name or one.text
    facts = [f"{one.count} personnes"] if one.count and one.count > 1 and not says_count(shown, one.count) else []
    if one.minor and "mineur" not in shown:
        facts.append("mineurs" if many else "mineur")
    return Row(_capital(shown), ", ".join(facts))


def _quoted(text: str) -> str:
    return f"« {text} »"


def _plain_digits(text: str) -> str:
    """« 50.000 euros » → « 50 000 euros », with the spaces that `number` writes."""
    return re.sub(r"(?<=\d)[.\s](?=\d{3})", "\u202f", text)


def _amounts(brief: Brief) -> Iterator[Row]:
    """Sums, those of one kind together."""
    kinds = list(dict.fromkeys(amount.kind for amount in brief.amounts))
    for kind in kinds:
        for amount in (a for a in brief.amounts if a.kind == kind):
            said = number(amount.value) in _plain_digits(amount.text)
            yield Row(label("amount", kind), money(amount), "" if said else _quoted(amount.text))


def _sentences(brief: Brief) -> Iterator[Row]:
    """Penalties: given first, then asked for, then possible."""
    for state in ("prononcee", "requise", "encourue"):
        for one in (s for s in brief.sentences if s.state == state):
            who = _who(brief, one.defendants)
            text = f"{penalty(one)} ({who})" if who else penalty(one)
            yield Row(label("state", state), text, _quoted(one.text))


def _seizures(brief: Brief) -> Iterator[Row]:
    for one in brief.seizures:
        counted = one.unit in (None, "unite")  # « deux voitures » says it better than « Voitures : 2 »
        if counted or not one.item:
            yield Row(_capital(one.text))
        else:
            yield Row(_capital(one.item), quantity(one), _quoted(one.text))


_ROWS: dict[str, Callable[[Brief], Iterator[Row]]] = {
    "defendants": lambda brief: (_defendant(d) for d in brief.defendants),
    "charges": lambda brief: (_charge(brief, c) for c in brief.charges),
    "sentences": _sentences,
    "amounts": _amounts,
    "seizures": _seizures,
    "victims": lambda brief: (_victim(v) for v in brief.victims),
    "prosecutor": lambda brief: (Row(name) for name in [brief.prosecutor] if name),
}


def _footer(brief: Brief) -> str:
    parts = [f"{brief.model.name} {brief.model.version}"]
    read, total = brief.coverage.read, brief.coverage.total
    if read < total:
        parts.append(f"lu {100 * read // max(total, 1)} % de l'article")
    elif brief.coverage.windows > 1:
        parts.append(f"lu en entier, en {brief.coverage.windows} fois")
    return " · ".join(parts)


def page_of(brief: Brief) -> PageText:
    """The page of a brief; when the article is not about justice, only that and its summary."""
    if not brief.relevant:
        line = f"Hors sujet : {brief.reason}" if brief.reason else "Hors sujet : cet article ne traite pas de justice."
        return PageText(brief.title_fr, line, brief.summary_fr, (), _footer(brief), tuple(brief.warnings))
    sections = ((name, tuple(rows(brief))) for name, rows in _ROWS.items())
    shown = tuple(Section(name, label("section", name), rows) for name, rows in sections if rows)
    return PageText(brief.title_fr, _line(brief), brief.summary_fr, shown, _footer(brief), tuple(brief.warnings))
