"""Days in English: "mercredi 19 avril" → "on Wednesday 19 April", "depuis mardi" → "since Tuesday"."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import datetime
import re
from collections.abc import Iterator

from summarise.mentions.date_patterns import PATTERN
from summarise.mentions.date_values import WEEKDAYS, day_number, resolve
from summarise.translate import periods
from summarise.translate.found import Found
from summarise.translate.periods import GOVERNED, MONTH, MONTH_NAMES, YEAR, month, turned

_I = re.IGNORECASE
_DAYS = dict(zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))
_JOINED = re.compile(r"(?<![\w'])(?:et|ou)(?: le)? ?$", _I)
_WD = "|".join(WEEKDAYS)
_WEEKDAY = re.compile(rf"(?<![\w-])(?:{_WD})(?= \d|$)", _I)
_MAY_DAY = re.compile(r"(?<!\w)1er-mai(?!\w)", _I)
_DAY = r"(?:1er|[12]?\d|3[01])"
_RANGE = re.compile(
    rf"(?<!\w)(?P<link>du |entre (?:le )?)?(?:(?P<w1>{_WD}) )?(?P<d1>{_DAY})(?: (?P<m1>{MONTH}))?(?: (?P<y1>{YEAR}))? (?P<to>au|et(?: le)?) (?:(?P<w2>{_WD}) )?(?P<d2>{_DAY}) (?P<m2>{MONTH})(?: (?P<y2>{YEAR}))?(?!\w)",
    _I,
)
_NIGHT = re.compile(
    rf"(?P<lead>dans la |pendant la |la )?nuit (?:de |du )(?P<w1>(?:{_WD}) ?)?(?P<d1>{_DAY} ?)?(?:(?P<m1>{MONTH}) )?(?:à|au) (?P<w2>(?:{_WD}))?(?: ?(?P<d2>{_DAY}))?(?: (?P<m2>{MONTH}))?(?: (?P<y>{YEAR}))?(?!\w)",
    _I,
)
_PART = re.compile(
    r"(?:en (?:toute )?(?P<turn>fin|début|milieu) d(?:e |')(?:la )?)?(?<!\w)(?P<p>matinée|matin|soirée|soir|après-midi|midi|aube|nuit)(?!\w)",
    _I,
)
_PARTS = {"matin": "morning", "matinée": "morning", "soir": "evening", "soirée": "evening", "midi": "noon",
          "après-midi": "afternoon", "nuit": "night", "aube": "dawn"}  # fmt: skip


def _part_of_day(words: str) -> str:
    """The part of the day that a date names: "en fin de matinée" → "late morning"."""
    found = _PART.search(words)
    if not found:
        return ""
    turn = {"fin": "late ", "début": "early ", "milieu": "mid-"}.get((found["turn"] or "").lower(), "")
    return turn + _PARTS[found["p"].lower()]


def _day(weekday: str | None, day: str | None, name: str | None, year: str | None) -> str:
    """ "Wednesday 19 April 2017" of the parts that there are."""
    number = str(day_number(day)) if day else ""
    named = _DAYS.get((weekday or "").strip().lower().removesuffix("s"), "")
    return " ".join(filter(None, (named, number, month(name), year or "")))


def _of_weekday(match: re.Match[str], date: datetime.date | None) -> tuple[str, bool]:
    """(English, whether it takes "on") of a weekday with what hangs on it."""
    got = match.groupdict()
    weekday, turn = got["f_wd"] or got["w_wd"], got["f_t"] or got["w_t"]
    said, part = _DAYS[weekday.lower().removesuffix("s")], _part_of_day(match.group())
    if got["w_wd"] and weekday.lower().endswith("s"):
        return said + "s", True
    said += f" {part}" if part else ""
    if not got["f_d"]:
        return turned(said, turn), not turn or turn == "suivant"
    known = resolve(match, date, 0) if date and not got["f_m"] else None
    name = MONTH_NAMES[known.month] if known else month(got["f_m"])
    return " ".join(filter(None, (said, str(day_number(got["f_d"])), name, got["f_y"] or ""))), True


def _of_pattern(match: re.Match[str], date: datetime.date | None) -> tuple[str, bool] | None:
    """(English, whether it takes "on") of a match of the finder's pattern for days; None for what is no day."""
    got = match.groupdict()
    if got["f_wd"] or got["w_wd"]:
        return _of_weekday(match, date)
    if got["s_d"] and not re.search(r" (?:et|ou) ", match.group()):
        return _day(None, got["s_d"], got["s_m"], got["s_y"]), True
    if got["x_d"] and 1 <= int(got["x_m"]) <= 12:
        return f"{int(got['x_d'])} {MONTH_NAMES[int(got['x_m'])]} {got['x_y']}", True
    return None


def find(text: str, date: datetime.date | None = None) -> list[Found]:
    """All dates of a plain sentence; `date` is the day the text appeared."""
    return [*_ranges(text), *_nights(text), *_days(text, date), *_weekdays(text), *_may_days(text), *periods.find(text)]


def _days(text: str, date: datetime.date | None) -> Iterator[Found]:
    """Days: an adverb with its "on", or after a preposition a bare noun."""
    for match in PATTERN.finditer(text):
        told = _of_pattern(match, date)
        if not told:
            continue
        start, before = match.start(), text[max(0, match.start() - 24) : match.start()]
        article = re.match(r"(?:ce|le|du|au) ", match.group(), _I)
        governed = bool(GOVERNED.search(before)) and not _JOINED.search(before)
        if article and article.group().lower() in {"du ", "au "}:
            start, governed = start + article.end(), True
        elif not article and re.search(r"(?<!\w)le $", before, _I):
            start -= 3
        yield Found(start, match.end(), "D", told[0] if governed or not told[1] else f"on {told[0]}", 7)


def _may_days(text: str) -> Iterator[Found]:
    """ "les violences du 1er-Mai"."""
    for match in _MAY_DAY.finditer(text):
        yield Found(*match.span(), "D", "1 May", 7)


def _weekdays(text: str) -> Iterator[Found]:
    """Weekdays before a number that is none of a day: "requis mercredi 4.000 euros"."""
    for match in _WEEKDAY.finditer(text):
        yield Found(*match.span(), "D", f"on {_DAYS[match.group().lower()]}", 3)


def _ranges(text: str) -> Iterator[Found]:
    """ "du 6 au 17 novembre" → "from 6 to 17 November", "les 3 et 4 mai" → "3 and 4 May"."""
    for match in _RANGE.finditer(text):
        link, to = (match["link"] or "").lower(), match["to"].lower()
        if to == "au" and not link.startswith("du"):
            continue
        first = _day(match["w1"], match["d1"], match["m1"], match["y1"])
        last = _day(match["w2"], match["d2"], match["m2"], match["y2"])
        before = re.sub(r"(?<!\w)les? $", "", text[max(0, match.start() - 24) : match.start()], flags=_I)
        if to == "au":
            said = f"from {first} to {last}"
        elif link.startswith("entre"):
            said = f"between {first} and {last}"
        else:
            said = f"{first} and {last}" if link or GOVERNED.search(before) else f"on {first} and {last}"
        led = re.search(r"(?<!\w)les? $", text[max(0, match.start() - 4) : match.start()], _I)
        start = match.start() - len(led.group()) if led and not link else match.start()
        yield Found(start + (3 if to != "au" and link.startswith("du") else 0), match.end(), "D", said, 8)


def _nights(text: str) -> Iterator[Found]:
    """ "dans la nuit de samedi à dimanche" → "overnight from Saturday to Sunday"."""
    for match in _NIGHT.finditer(text):
        first = _day(match["w1"], match["d1"], match["m1"], None)
        last = _day(match["w2"], match["d2"], match["m2"], match["y"])
        if first and last:
            noun = (match["lead"] or "").lower().startswith("la")
            said = f"the night of {first} to {last}" if noun else f"overnight from {first} to {last}"
            yield Found(*match.span(), "D", said, 9)
