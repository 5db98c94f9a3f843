"""How French writes the values of a brief: sums, durations, dates, counts."""

import datetime
import re
import unicodedata

from summarise.brief.phrases import town
from summarise.mentions.numbers import NUMBER, read_number
from summarise.records import Amount, Seizure, Sentence
from summarise.render.labels import label

_NO_BREAK = "\u00a0"
_THIN = "\u202f"
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "CHF": "francs suisses", "FRF": "francs"}
_NUMERAL = re.compile(rf"(?<![\w-]){NUMBER}(?![\w-])", re.IGNORECASE)
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


def number(value: float) -> str:
    """50000.0 → « 50 000 », 14.2 → « 14,2 » (thin no-break spaces)."""
    text = f"{value:,.2f}".replace(",", _THIN).replace(".", ",")
    return text.rstrip("0").rstrip(",") if "," in text else text


def money(amount: Amount) -> str:
    """« plus de 50 000 € »."""
    sign = _SIGNS.get(amount.currency, amount.currency)
    return f"{label('approx', amount.approx)} {number(amount.value)}{_NO_BREAK}{sign}".strip()


def months(value: float) -> str:
    """30 → « 2 ans et 6 mois »."""
    years, rest = divmod(value, 12)
    parts = []
    if years:
        parts.append(f"{number(years)}{_NO_BREAK}an{'s' if years > 1 else ''}")
    if rest or not years:
        parts.append(f"{number(rest)}{_NO_BREAK}mois")
    return " et ".join(parts)


def penalty(sentence: Sentence) -> str:
    """« prison, 3 ans, dont 1 an avec sursis »."""
    parts = [label("penalty", sentence.kind)]
    if sentence.months is not None:
        parts.append(months(sentence.months))
        held = sentence.suspended_months
        if held:
            parts.append("avec sursis" if held >= sentence.months else f"dont {months(held)} avec sursis")
        elif held == 0:
            parts.append("ferme")
    return ", ".join(parts)


def quantity(seizure: Seizure) -> str:
    """« 14,2 kg » or « 3 »; empty when the article does not count."""
    if seizure.quantity is None:
        return ""
    unit = label("unit", seizure.unit) if seizure.unit else ""
    return f"{number(seizure.quantity)}{_NO_BREAK}{unit}".rstrip(_NO_BREAK)


def says_count(text: str, count: int) -> bool:
    """Whether `text` says the number itself: « Deux complices », « les 12 prévenus », « trente-deux salariés »."""
    return any(read_number(m.group()) == count for m in _NUMERAL.finditer(text))


def of_city(city: str) -> str:
    """« de Lille », « d'Évreux », « du Mans », « des Sables-d'Olonne »; in brackets what is no name."""
    if not city[:1].isupper():
        return f"({city})"
    city = town(city)
    for article, of in (("Le ", "du "), ("Les ", "des ")):
        if city.startswith(article):
            return of + city[len(article) :]
    first = unicodedata.normalize("NFD", city)[0]
    return f"d'{city}" if first in "AEIOU" else f"de {city}"


def unbroken(text: str) -> str:
    """No line may break before « : », « ; », « ? », « ! » and « % », nor inside guillemets."""
    return re.sub(r"« ", f"«{_NO_BREAK}", re.sub(r" (?=[:;?!»%€])", _NO_BREAK, text))


def day(iso: str) -> str:
    """« 2024-03-01 » → « 1er mars 2024 »; what is no date is shown as it is."""
    try:
        date = datetime.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{'1er' if date.day == 1 else date.day} {_MONTHS[date.month - 1]} {date.year}"
