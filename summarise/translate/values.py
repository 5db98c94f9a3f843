"""Codes and values of a brief in English, exact by construction: sums, durations, dates, courts, penalties."""

import datetime
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from summarise.brief.phrases import town
from summarise.mentions.numbers import read_number
from summarise.records import Amount, Charge, Court, EventDate, Sentence
from summarise.translate.names import exonym
from summarise.translate.terms import Terms
from summarise.translate.words import article, say

_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}
_NAMED = {"CHF": "Swiss francs", "FRF": "francs"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# Of these there is one: no city tells them apart.
SINGLE = frozenset(
    {"cour_cassation", "conseil_etat", "conseil_constitutionnel", "cour_justice_republique", "cedh", "cjue",
     "parquet_financier", "parquet_antiterroriste"}
)  # fmt: skip


@cache
def _labels() -> dict[str, dict[str, Any]]:
    import yaml  # noqa: PLC0415 - only who asks for English pays for it

    text = files("summarise.translate").joinpath("labels_en.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def label(group: str, code: str) -> Any:
    """The English of a code."""
    return _labels()[group].get(code, code.replace("_", " "))


def money(value: float, currency: str) -> str:
    """€50,000; €1.5 million; 20,000 Swiss francs."""
    if value >= 1e6 and round(value / 1e4) * 1e4 == value:
        scale, word = (1e9, " billion") if value >= 1e9 else (1e6, " million")
        text = f"{value / scale:.2f}".rstrip("0").rstrip(".") + word
    else:
        text = f"{value:,.2f}".removesuffix(".00")
    return f"{_SIGNS[currency]}{text}" if currency in _SIGNS else f"{text} {_NAMED.get(currency, currency)}"


def sum_of(amount: Amount) -> str:
    """ "more than €50,000"."""
    return f"{label('approx', amount.approx)} {money(amount.value, amount.currency)}".strip()


def amount(one: Amount) -> str:
    """ "loss of more than €50,000"."""
    return str(label("amount", one.kind)).replace("{}", sum_of(one))


def duration(months: float) -> str:
    """18 → "18 months", 36 → "three years", 30 → "two and a half years"."""
    years, rest = divmod(months, 12)
    if rest == 0 and years:
        return f"{say(years)} year{'s' if years > 1 else ''}"
    if rest == 6 and years:
        return f"{say(years)} and a half years" if years > 1 else "18 months"
    return f"{say(months)} month{'s' if months != 1 else ''}"


def prison(one: Sentence) -> str:
    """ "18 months in prison, six of them suspended"."""
    if one.months is None:
        return "a suspended prison sentence" if "sursis" in one.text.lower() else "a prison sentence"
    held = one.suspended_months
    if held and held >= one.months:
        return f"a suspended sentence of {duration(one.months)} in prison"
    said = f"{duration(one.months)} in prison"
    if not held:
        return said
    same = (held % 12 == 0) == (one.months % 12 == 0)
    part = say(held / 12 if held % 12 == 0 else held) if same and one.months > 1 else duration(held)
    return f"{said}, {part} of {'it' if one.months in (1, 12) else 'them'} suspended"


_BANS = (
    (r"inéligib", "disqualification from public office"), (r"territoire", "ban from French territory"),
    (r"gérer|gestion|entreprise", "ban on running a business"), (r"stade", "ban from stadiums"),
    (r"contact|approcher|entrer en relation", "ban on contact"), (r"arme", "ban on owning weapons"),
    (r"conduire|permis", "driving ban"), (r"droits civi", "loss of civic rights"),
    (r"séjour|paraître", "ban from the area"), (r"exercer|profession|activité", "ban on practising"),
)  # fmt: skip
_OTHER = (
    (r"confisc", "confiscation"), (r"sursis probatoire|mise à l'épreuve", "probation"),
    (r"période de sûreté|de sûreté", "minimum term"), (r"suivi socio-judiciaire", "court-ordered supervision"),
    (r"dispense de peine", "conviction without penalty"), (r"jours?-amende", "day fines"),
    (r"contrainte pénale", "community sentence"), (r"obligation de soins|injonction de soins", "compulsory treatment"),
    (r"fermeture", "closure"), (r"rétention de sûreté", "preventive detention"), (r"exclusion", "exclusion"),
    (r"permis", "loss of the driving licence"), (r"autorité parentale", "loss of parental authority"),
    (r"mandat de dépôt", "committal to prison"), (r"blâme", "reprimand"), (r"radiation", "striking off"),
)  # fmt: skip


def _ban(one: Sentence) -> str:
    words = one.text.lower().replace("’", "'")
    what = next((en for fr, en in _BANS if re.search(fr, words)), "ban")
    if re.search(r"définiti|à vie", words):
        return f"a permanent {what}"
    if one.months is None:
        return what if what.startswith(("disq", "loss")) else f"{article(what)} {what}"
    unit = _compound(one.months)
    return (
        f"{duration(one.months)} of {what}" if what.startswith(("disq", "loss")) else f"{article(unit)} {unit} {what}"
    )


def _compound(months: float) -> str:
    """60 → "five-year", 18 → "18-month"."""
    value, unit = (months / 12, "year") if months % 12 == 0 else (months, "month")
    return f"{say(value)}-{unit}"


def _hours(text: str) -> str:
    match = re.search(r"(\d+|[a-zà-ÿ-]+) heures", text)
    value = read_number(match.group(1)) if match else None
    return f"{say(value)} hours of community service" if value else "community service"


def _other(one: Sentence) -> str | None:
    words = one.text.lower().replace("’", "'")
    what = next((en for fr, en in _OTHER if re.search(fr, words)), None)
    if what is None or one.months is None:
        return what
    return (
        f"{article(_compound(one.months))} {_compound(one.months)} {what}"
        if what == "minimum term"
        else f"{duration(one.months)} of {what}"
    )


def penalty(one: Sentence, sums: list[Amount]) -> str | None:
    """The penalty without its state; `sums` are the brief's, of which one may stand in the penalty's words."""
    if one.kind in ("amende", "dommages"):
        return _payment(one, sums)
    return _PENALTIES[one.kind](one)


_PENALTIES: dict[str, Callable[[Sentence], str | None]] = {
    "prison": prison,
    "perpetuite": lambda _: "life imprisonment",
    "tig": lambda one: _hours(one.text.lower()),
    "interdiction": _ban,
    "bracelet": lambda one: f"{duration(one.months)} under an electronic tag" if one.months else "an electronic tag",
    "stage": lambda _: "a compulsory course",
    "autre": _other,
}


def _payment(one: Sentence, sums: list[Amount]) -> str | None:
    """ "a €15,000 fine, €5,000 of it suspended"; the sum is the one that stands in the same words."""
    same = [a for a in sums if a.start < one.end and one.start < a.end]
    if not same:
        return "a fine" if one.kind == "amende" else None
    total = max(same, key=lambda a: a.value)
    said = sum_of(total)
    if one.kind == "dommages":
        return f"{said} in damages"
    words = one.text.lower()
    fine = f"a fine of {said}" if total.approx != "exact" else f"{_article(total.value)} {said} fine"
    part = [a for a in same if a is not total and "sursis" in words]
    if part:
        return f"{fine}, {sum_of(part[0])} of it suspended"
    return f"a suspended fine of {said}" if "sursis" in words and "dont" not in words else fine


def _article(value: float) -> str:
    """ "an €8,000 fine", "an €11,000 fine", "a €15,000 fine": a euro sign is read after the number."""
    digits = f"{value:.0f}"
    return "an" if digits[0] == "8" or (digits[:2] in ("11", "18") and len(digits) % 3 == 2) else "a"


def sentence(one: Sentence, sums: list[Amount]) -> str | None:
    """ "18 months in prison, six of them suspended (sought by the prosecution)"."""
    said = penalty(one, sums)
    if said is None:
        return None
    if one.state == "encourue" and said.startswith(("a ", "an ")):
        said = said.split(" ", 1)[1]
    return str(label("state", one.state)).replace("{}", said)


def court_name(court: Court, *, gloss: bool = False) -> str:
    """ "Paris criminal court", with the French in brackets when wanted."""
    names = list(label("court", court.type)) if court.type != "autre" else []
    if not names:
        return "court"
    city = "" if court.type in SINGLE else place(court.city)
    said = f"{city} {names[0]}".strip()
    return f"{said} ({names[1]})" if gloss and len(names) > 1 else said


def place(city: str | None) -> str:
    """A town's English name; empty for what is no name."""
    if not city or not city[:1].isupper():
        return ""
    whole = " ".join(town(city).split())
    return (exonym(whole) or (whole,))[0]


def charge(one: Charge, terms: Terms) -> str | None:
    """ "attempted murder", "complicity in fraud as an organised group"; None for an offence without a code."""
    if one.offence == "autre":
        return None
    name = terms.english(f"offence:{one.offence}")
    if name is None:
        return None
    said = re.sub(r"\s*\([^)]*\)", "", name)
    if one.attempt:
        said = said if said.startswith("attempted") else f"attempted {said}"
    if one.organised and "organised" not in said:
        said += " as an organised group"
    return f"complicity in {said}" if one.complicity else said


def day(date: EventDate) -> str | None:
    """ "Wednesday 19 April 2023"; without the year and weekday that the article's words do not give."""
    if date.iso is None:
        return None
    found = datetime.date.fromisoformat(date.iso)
    weekday = next((en for fr, en in zip(_FR_DAYS, _DAYS, strict=True) if fr in date.text.lower()), "")
    told = re.search(r"\d", date.text) is not None
    said = f"{found.day} {_MONTHS[found.month - 1]}" if told or not weekday else ""
    if (not told and not weekday) or str(found.year) in date.text:
        said += f" {found.year}"
    return f"{weekday} {said}".strip()


_FR_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
