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


def day_number(day: str) -> int:
    """The number of a day as written: "1er" is 1."""
    return int(re.sub(r"\D", "", day) or 1)


def on_calendar(
    day: str, month: str, year: str | None, written: datetime.date | None, lean: int
) -> datetime.date | None:
    """The day of a month; without a year, the nearest one to the article's date."""
    number, m = day_number(day), MONTHS.get(month.lower())
    if m is None:
        return None
    if year:
        return day_of(int(year), m, number)
    return nearest(m, number, written, lean) if written else None


def _of_weekday(name: str, day: str | None, written: datetime.date | None, lean: int) -> datetime.date | None:
    """A weekday, with the number of its day where written ("mardi 12"): the number wins."""
    if not written or name.lower().rstrip("s") not in WEEKDAYS:
        return None
    if day:
        number = day_number(day)
        near = [written + datetime.timedelta(days=k) for k in range(-25, 26)]
        return min((d for d in near if d.day == number), key=lambda d: abs((d - written).days), default=None)
    return weekday(name.lower().rstrip("s"), written, lean)


def _night(got: dict[str, str | None], written: datetime.date | None) -> datetime.date | None:
    """The first day of an overnight phrase, counted from whichever end carries the number."""
    month, year = got["n_m"] or got["n_m2"], got["n_y"] or got["n_y2"]
    if got["n_d"] and month:
        return on_calendar(got["n_d"], month, year, written, 0)
    if got["n_d2"] and month:
        last = on_calendar(got["n_d2"], month, year, written, 0)
        return last - datetime.timedelta(days=1) if last else None
    if got["n_wd"] and written:
        if not got["n_wd2"] or got["n_d"]:
            return _of_weekday(got["n_wd"], got["n_d"], written, 0)
        # The night counts from its end: "de samedi à dimanche" in Sunday's paper is the night before.
        last = _of_weekday(got["n_wd2"], got["n_d2"], written, 0)
        return last - datetime.timedelta(days=1) if last else None
    return None


def resolve(match: re.Match[str], written: datetime.date | None, lean: int) -> datetime.date | None:
    """The day that a match of `date_patterns.PATTERN` means; None when vague or when it hangs on an unknown date."""
    got = match.groupdict()
    day: datetime.date | None = None
    if match.group().lower().startswith("nuit"):
        day = _night(got, written)
    elif got["f_wd"] and not got["f_m"]:
        day = _of_weekday(got["f_wd"], got["f_d"], written, lean)
    elif got["f_d"] or got["s_d"]:
        month, year = got["f_m"] or got["s_m"], got["f_y"] or got["s_y"]
        day = on_calendar(got["f_d"] or got["s_d"], month, year, written, lean)
    elif got["x_d"]:
        day = day_of(int(got["x_y"]), int(got["x_m"]), int(got["x_d"]))
    elif got["w_wd"]:
        day = _of_weekday(got["w_wd"], None, written, lean)
    elif got["rel"] and written:
        day = relative(got["rel"].lower(), written)
    return day


def shape(match: re.Match[str]) -> str:
    """How a date is written: "full", "day_year", "weekday", "vague"."""
    got = match.groupdict()
    for key, name in (("vague", "vague"), ("rel", "relative"), ("w_wd", "weekday"), ("x_d", "numeric")):
        if got[key]:
            return name
    year = got["f_y"] or got["s_y"] or got["n_y"] or got["n_y2"]
    kind = "full" if got["f_wd"] else "day" if got["s_d"] else "night"
    return kind + ("_year" if year else "")
