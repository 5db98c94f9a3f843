"""What day a French date phrase means: "vendredi 12 juin", "mardi soir", "le 1er mars 2019", "hier"."""

import calendar
import datetime
import re

WEEKDAYS = {d: i for i, d in enumerate(("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"))}
MONTHS = {
    "janvier": 1, "février": 2, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8,
    "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "decembre": 12,
    "janv": 1, "févr": 2, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12,
}  # fmt: skip
_OFFSETS = {"avant-hier": -2, "hier": -1, "veille": -1, "aujourd'hui": 0, "demain": 1, "lendemain": 0}


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    """The date, or None when there is no such day ("31 juin")."""
    if 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return datetime.date(year, month, day)
    return None


def nearest(month: int, day: int, written: datetime.date, leaning: int = 0) -> datetime.date | None:
    """The day of that name nearest to `written`; `leaning` −1 keeps to the past, 1 to the future."""
    found = [d for y in (written.year - 1, written.year, written.year + 1) if (d := day_of(y, month, day))]
    if leaning:
        found = [d for d in found if (d - written).days * leaning >= 0] or found
    return min(found, key=lambda d: abs((d - written).days)) if found else None


def weekday(name: str, written: datetime.date, leaning: int = 0) -> datetime.date:
    """The last such weekday on or before `written`; with `leaning` 1 the next one after it."""
    back = (written.weekday() - WEEKDAYS[name]) % 7
    if leaning > 0:
        return written + datetime.timedelta(days=(7 - back) or 7)
    return written - datetime.timedelta(days=back)


def relative(word: str, written: datetime.date) -> datetime.date | None:
    """The day that "hier", "la veille", "ce soir" or "dans la matinée" means."""
    for name, days in _OFFSETS.items():
        if re.search(rf"\b{name}\b", word):
            return written + datetime.timedelta(days=days)
    return written
