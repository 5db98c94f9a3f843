"""What a page of a brief says, in order and in French. Writers only paint it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from summarise.brief.gender import gender
from summarise.records import Brief, Charge, Court, Defendant, Sentence, Victim
from summarise.render.english import english_line, english_rows
from summarise.render.labels import agreed, label, offence
from summarise.render.marks import value_key
from summarise.render.words import day, money, number, of_city, penalty, quantity, says_count, unbroken


@dataclass(frozen=True)
class Row:
    """A line of a section: `head` stands out, `body` explains, `note` is small; `key` names the value it tells.

    `english` is there when it was asked for.
    """

    head: str
    body: str = ""
    note: str = ""
    key: str = ""
    english: str = ""


@dataclass(frozen=True)
class EnglishText:
    """Title, line and summary in English; empty where English was not asked for."""

    title: str = ""
    line: str = ""
    summary: str = ""


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
    badges: tuple[Row, ...] = field(default=())
    english: EnglishText = EnglishText()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# Of these there is one: no city tells them apart.
_SINGLE_COURTS = frozenset(
    {
        "cour_cassation", "conseil_etat", "conseil_constitutionnel", "cour_justice_republique", "cedh", "cjue",
        "parquet_financier", "parquet_antiterroriste",
    }
)  # fmt: skip


def _court(court: Court) -> str:
    """« Tribunal correctionnel de Lille »: the type and the city; the article's words when the type says nothing."""
    name = court.text if court.type == "autre" else label("court", court.type)
    city = "" if court.type in _SINGLE_COURTS else court.city
    return _capital(f"{name} {of_city(city)}" if city and city not in name else name)


_INTRODUCED = re.compile(r"^(?:ce|cet|cette) (?=[a-zà-ÿ])", re.IGNORECASE)
_LOOSE_END = re.compile(r"(?:[\s,]+(?:d[eu]|des?|l[ae]s?|à|aux?|en|et|ou|dans|par|pour|sur|avec|qui|dont|un|une))+$")


def _shown(one: Defendant | Victim) -> str:
    """How the page calls a person: the name, or the article's words; « Cet homme » has nobody to point back to."""
    words = _LOOSE_END.sub("", " ".join((one.name or one.text).split()))
    feminine = words.lower().startswith("cette ")
    return _capital(_INTRODUCED.sub("une " if feminine else "un ", words))


def _is_feminine(one: Defendant | Victim, brief: Brief) -> bool:
    """Whether the words for a person, the name or the brief's own texts tell that she is a woman."""
    person = one if isinstance(one, Defendant) else Defendant(**one.model_dump(), status="autre")
    return gender(person, f"{brief.title_fr}\n{brief.summary_fr}") == "f"


def _badges(brief: Brief) -> Iterator[Row]:
    """What places the matter at a glance: the court, the stage, the day, the matter when it is not criminal."""
    if brief.court:
        yield Row(_court(brief.court), key="court")
    if brief.stage and brief.stage != "autre":
        yield Row(label("stage", brief.stage), key="stage")
    if brief.date:
        yield Row(day(brief.date.iso) if brief.date.iso else brief.date.text, key="date")
    if brief.matter and brief.matter != "penal":
        yield Row(f"matière : {label('matter', brief.matter)}", key="matter")


def _who(brief: Brief, indexes: list[int]) -> str:
    """The people that a charge or penalty is about; nothing when it is about all of them."""
    known = sorted({i for i in indexes if 0 <= i < len(brief.defendants)})
    if len(known) == len(brief.defendants):
        return ""
    return ", ".join(_shown(brief.defendants[i]) for i in known)


# A status, an age or the end of a phrase is no role.
_NO_ROLE = re.compile(
    r"(?:condamné|prévenu|accusé|suspect|mise? en|relaxé|(?:jeune|homme|femme)s?$|d[ue]s?\b|d'|qui\b)", re.IGNORECASE
)


def _role(one: Defendant) -> str:
    """The role as an apposition: « maire d'une commune »; a role cut short loses its loose end."""
    role = _LOOSE_END.sub("", " ".join((one.role or "").split()))
    if _NO_ROLE.match(role):
        return ""
    return re.sub(r"^(?:l[ae]s? |l['’])", "", role, flags=re.IGNORECASE) if len(role.split()) > 1 else role


def _defendant(brief: Brief, one: Defendant) -> Row:
    many, feminine = one.count is None or one.count > 1, _is_feminine(one, brief)
    status = agreed("status", one.status, plural=many, feminine=feminine)
    shown, role = _shown(one), _role(one)
    facts = []
    if role and role.casefold() not in shown.casefold():
        facts.append(role)
    if one.age is not None and str(one.age) not in shown:
        facts.append(f"{one.age} ans")
    if one.minor and "mineur" not in shown:
        facts.append(agreed("age", "minor", plural=many, feminine=feminine))
    if one.count and one.count > 1 and not says_count(shown, one.count):
        facts.append(f"{one.count} personnes")
    return Row(shown, ", ".join([status, *facts]))


def _charge(brief: Brief, one: Charge) -> Row:
    name = offence(one.offence) if one.offence != "autre" else None
    head = _capital(name.fr if name else one.text)
    if one.organised and "bande organisée" not in head:
        head += " en bande organisée"
    forms = [word for holds, word in ((one.attempt, "tentative"), (one.complicity, "complicité")) if holds]
    forms = [word for word in forms if word not in head.lower()]
    head += f" ({', '.join(forms)})" if forms else ""
    return Row(head, _who(brief, one.defendants), name.law if name else "")


def _victim(brief: Brief, one: Victim) -> Row:
    many = one.count is None or one.count > 1
    shown = _shown(one)
    facts = [f"{one.count} personnes"] if one.count and one.count > 1 and not says_count(shown, one.count) else []
    if one.minor and "mineur" not in shown:
        facts.append(agreed("age", "minor", plural=many, feminine=_is_feminine(one, brief)))
    return Row(shown, ", ".join(facts))


def _quoted(text: str) -> str:
    return unbroken(f"« {' '.join(text.split())} »")


def _plain_digits(text: str) -> str:
    """« 50.000 euros » → « 50 000 euros », with the spaces that `number` writes."""
    return re.sub(r"(?<=\d)[.\s](?=\d{3})", "\u202f", text)


def _amounts(brief: Brief) -> Iterator[Row]:
    """Sums, those of one kind together."""
    kinds = list(dict.fromkeys(amount.kind for amount in brief.amounts))
    for kind in kinds:
        for index, amount in enumerate(brief.amounts):
            if amount.kind == kind:
                said = number(amount.value) in _plain_digits(amount.text)
                note = "" if said else _quoted(amount.text)
                yield Row(label("amount", kind), money(amount), note, value_key("amounts", index))


def _penalty(one: Sentence) -> tuple[str, str]:
    """The penalty and the article's words for it; these alone where the code says nothing."""
    if one.kind == "autre" and one.months is None:
        return _quoted(one.text), ""
    return penalty(one), _quoted(one.text)


def _sentences(brief: Brief) -> Iterator[Row]:
    """Penalties: given first, then asked for, then possible."""
    for state in ("prononcee", "requise", "encourue"):
        for index, one in enumerate(brief.sentences):
            if one.state == state:
                who = _who(brief, one.defendants)
                said, note = _penalty(one)
                body = f"{said} ({who})" if who else said
                yield Row(label("state", state), body, note, value_key("sentences", index))


def _seizures(brief: Brief) -> Iterator[Row]:
    for one in brief.seizures:
        counted = one.unit in (None, "unite")  # « deux voitures » says it better than « Voitures : 2 »
        if counted or not one.item:
            yield Row(_capital(one.text))
        else:
            yield Row(_capital(one.item), quantity(one), _quoted(one.text))


def _in_order(name: str, rows: Iterator[Row]) -> Iterator[Row]:
    """Rows that stand in the order of the brief's values, each with its key."""
    return (replace(row, key=value_key(name, index)) for index, row in enumerate(rows))


_ROWS: dict[str, Callable[[Brief], Iterator[Row]]] = {
    "defendants": lambda brief: _in_order("defendants", (_defendant(brief, d) for d in brief.defendants)),
    "charges": lambda brief: _in_order("charges", (_charge(brief, c) for c in brief.charges)),
    "sentences": _sentences,
    "amounts": _amounts,
    "seizures": lambda brief: _in_order("seizures", _seizures(brief)),
    "victims": lambda brief: _in_order("victims", (_victim(brief, v) for v in brief.victims)),
    "prosecutor": lambda brief: (Row(name, key="prosecutor") for name in [brief.prosecutor] if name),
}


def _footer(brief: Brief) -> str:
    held = f"état de l'affaire au {day(brief.as_of)}" if brief.as_of else "article sans date"
    parts = [held, f"{brief.model.name} {brief.model.version}"]
    read, total = brief.coverage.read, brief.coverage.total
    if read < total:
        parts.append(f"lu {100 * read // max(total, 1)} % de l'article")
    elif brief.coverage.windows > 1:
        parts.append(f"lu en entier, en {brief.coverage.windows} fois")
    return " · ".join(parts)


def _heading(name: str, brief: Brief) -> str:
    """The heading of a section; nobody is prosecuted where all are parties to a suit."""
    suit = name == "defendants" and all(d.status == "defendeur" for d in brief.defendants)
    return label("section", "parties" if suit else name)


def page_of(brief: Brief) -> PageText:
    """The page of a brief; when the article is not about justice, only that and its summary."""
    if not brief.relevant:
        line = f"Hors sujet : {brief.reason}" if brief.reason else "Hors sujet : cet article ne traite pas de justice."
        return _page(brief, line, ())
    said = english_rows(brief)
    sections = (
        (name, tuple(replace(row, english=said.get(row.key, "")) for row in rows(brief)))
        for name, rows in _ROWS.items()
    )
    shown = tuple(Section(name, _heading(name, brief), rows) for name, rows in sections if rows)
    badges = tuple(_badges(brief))
    return replace(_page(brief, " · ".join(badge.head for badge in badges), shown), badges=badges)


def _page(brief: Brief, line: str, sections: tuple[Section, ...]) -> PageText:
    title, summary = unbroken(brief.title_fr), unbroken(brief.summary_fr)
    english = EnglishText(brief.title_en or "", english_line(brief), brief.summary_en or "")
    return PageText(title, line, summary, sections, _footer(brief), tuple(brief.warnings), english=english)
