"""Dates and times of the calendar in English: "mercredi 19 avril" → "Wednesday 19 April", "la veille" → "the day before"."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import datetime
import re
from collections.abc import Iterator

from summarise.mentions.date_patterns import PATTERN
from summarise.mentions.date_values import MONTHS, WEEKDAYS, day_number, resolve
from summarise.mentions.numbers import WORDS, read_number
from summarise.translate.figures import spell
from summarise.translate.found import Found

_I = re.IGNORECASE
_DAYS = dict(zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))
_NAMES = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {"printemps": "spring", "été": "summer", "automne": "autumn", "hiver": "winter"}
# After these a date is a noun ("depuis mardi" → "since Tuesday"), else an adverb ("mardi" → "on Tuesday").
_GOVERNED = re.compile(
    r"(?:(?<![\w'])(?:de|du|d'|depuis|dès|avant|après|jusqu'à|jusqu'au|entre|vers|pour|au|aux|à partir d[eu]|à compter d[eu]|d'ici|d'ici au|lors du|fin|début|mi|le procès de|que|des|les|chaque|tous les|un|et|ou|celle du|celui du|a|la journée d[eu]) ?|-)$",
    _I,
)
_JOINED = re.compile(r"(?<![\w'])(?:et|ou)(?: le)? ?$", _I)
_ARTICLE = re.compile(r"^(?:ce|le) ", _I)
_MONTH = "|".join(
    sorted((m for m in MONTHS if len(m) > 4 or m in {"mars", "mai", "juin", "août", "aout"}), key=len, reverse=True)
)
_YEAR = r"(?:19|20)\d\d"
_WD = "|".join(WEEKDAYS)
_DAY = r"(?:1er|[12]?\d|3[01])"
_RANGE = re.compile(
    rf"(?<!\w)(?P<link>du |entre (?:le )?)?(?:(?P<w1>{_WD}) )?(?P<d1>{_DAY})(?: (?P<m1>{_MONTH}))?(?: (?P<y1>{_YEAR}))? (?:au|et(?: le)?) (?:(?P<w2>{_WD}) )?(?P<d2>{_DAY}) (?P<m2>{_MONTH})(?: (?P<y2>{_YEAR}))?(?!\w)",
    _I,
)
_NIGHT = re.compile(
    rf"(?P<lead>dans la |pendant la |la )?nuit (?:de |du )(?P<w1>(?:{_WD}) ?)?(?P<d1>{_DAY} ?)?(?:(?P<m1>{_MONTH}) )?(?:à|au) (?P<w2>(?:{_WD}))?(?: ?(?P<d2>{_DAY}))?(?: (?P<m2>{_MONTH}))?(?: (?P<y>{_YEAR}))?(?!\w)",
    _I,
)
_WHEN = r"(?P<turn>début|fin|mi|milieu|courant)"
_VAGUE = re.compile(
    rf"(?<!\w)(?P<lead>à la |en |au |depuis |de |d'|la |l'|le )?{_WHEN}[ -](?P<m>{_MONTH})(?: (?P<y>{_YEAR}))?(?!\w)|(?<!\w)(?P<lead3>depuis |de |en |à la |au )?(?P<turn3>début|fin|mi)[ -](?P<y3>{_YEAR})(?!\w)",
    _I,
)
_MONTHLY = re.compile(
    rf"(?<!\w)(?P<lead>en |au mois (?:de |d')|du mois (?:de |d'))?(?P<m>{_MONTH})(?: (?P<y>{_YEAR})| (?P<t>dernier|prochain))?(?!\w)",
    _I,
)
_YEARLY = re.compile(rf"(?<!\w)en (?P<y>{_YEAR})(?: et (?:en )?(?P<y2>{_YEAR}))?(?![\w,.]\d|\w)", _I)
_SEASON = re.compile(
    rf"(?<!\w)(?P<lead>au |à l'|en |l'|cet |le |durant l'|pendant l')?(?P<s>printemps|été|automne|hiver) (?:(?P<y>{_YEAR})|(?P<t>dernier|prochain))(?!\w)|(?<!\w)(?:à l'|cet |l')(?P<s2>été|automne|hiver)(?= (?:dernier|prochain)|[,.])",
    _I,
)
_AGO = re.compile(
    rf"(?<!\w)il y a (?P<how>près de |plus de |environ |plus d')?(?P<n>\d{{1,3}}|{WORDS}|quelques|plusieurs)(?: (?P<adj>petits?|longues?))? (?P<u>ans?|années?|mois|semaines?|jours?|heures?|minutes?)(?P<half> et demie?)?(?!\w)",
    _I,
)
_LATER = re.compile(
    rf"(?<![\w.,-])(?P<n>\d{{1,3}}|{WORDS}|quelques|plusieurs) (?P<u>ans?|années?|mois|semaines?|jours?|heures?|minutes?)(?P<half> et demie?)? (?P<w>plus tard|auparavant|plus tôt|(?:après|avant)(?= ?[,.;:)]|$| (?:il|elle|ils|elles)\b))(?!\w)",
    _I,
)
_FIXED = {
    "avant-hier": "the day before yesterday", "hier": "yesterday", "hier soir": "yesterday evening", "hier matin": "yesterday morning", "hier après-midi": "yesterday afternoon",
    "aujourd'hui": "today", "demain": "tomorrow", "demain matin": "tomorrow morning", "après-demain": "the day after tomorrow",
    "la veille": "the day before", "la veille au soir": "the evening before", "le lendemain": "the next day", "le lendemain matin": "the next morning", "le jour même": "the same day",
    "ce matin": "this morning", "ce soir": "this evening", "ce midi": "at noon", "cet après-midi": "this afternoon", "cette nuit": "overnight", "cette semaine": "this week",
    "ce week-end": "this weekend", "cette année": "this year", "ce mois-ci": "this month", "cet été": "this summer", "cet hiver": "this winter", "cet automne": "this autumn",
    "la semaine dernière": "last week", "la semaine passée": "last week", "la semaine prochaine": "next week", "la semaine suivante": "the following week", "le mois dernier": "last month",
    "le mois prochain": "next month", "l'an dernier": "last year", "l'an passé": "last year", "l'année dernière": "last year", "l'année suivante": "the following year", "l'an prochain": "next year",
    "l'année prochaine": "next year", "le week-end dernier": "last weekend", "le week-end prochain": "next weekend", "la nuit dernière": "last night", "dans la soirée": "in the evening",
    "dans la matinée": "in the morning", "dans la journée": "during the day", "dans l'après-midi": "in the afternoon", "dans la nuit": "during the night", "en soirée": "in the evening",
    "en fin de journée": "late in the day", "en fin de matinée": "late in the morning", "en début de soirée": "early in the evening", "en fin d'après-midi": "late in the afternoon", "en début d'après-midi": "early in the afternoon",
    "en fin de soirée": "late in the evening", "en début de matinée": "early in the morning", "à l'aube": "at dawn", "en début de semaine": "early in the week", "en fin de semaine": "late in the week",
    "fin de semaine": "late in the week", "à l'époque": "at the time", "du jour au lendemain": "overnight", "ces derniers mois": "in recent months", "ces dernières années": "in recent years", "ces derniers jours": "in recent days",
    "en début d'année": "at the start of the year", "en fin d'année": "at the end of the year", "dans les prochains jours": "in the coming days", "dans les prochaines semaines": "in the coming weeks", "dans les prochains mois": "in the coming months",
}  # fmt: skip
_FIXED_RE = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _FIXED), key=len, reverse=True))})(?![\w-])", _I)
_NOUNS = {"la veille": "day before", "lendemain": "next day"}
_PARTS = {
    "matin": "morning",
    "matinée": "morning",
    "soir": "evening",
    "soirée": "evening",
    "midi": "at noon",
    "après-midi": "afternoon",
    "nuit": "night",
    "journée": "",
}


def _month(name: str | None) -> str:
    return _NAMES[MONTHS[name.lower()]] if name else ""


def _part_of_day(words: str) -> str:
    """The part of the day that a date names: "en fin de matinée" → "late morning"."""
    found = re.search(
        r"(?:en (?:toute )?(?P<turn>fin|début|milieu) d(?:e |')(?:la )?)?(?<!\w)(?P<p>matinée|matin|soirée|soir|après-midi|midi|aube|nuit)(?!\w)",
        words,
        _I,
    )
    if not found:
        return ""
    said = {"midi": "noon", "aube": "dawn"}.get(found["p"].lower()) or _PARTS.get(found["p"].lower(), "")
    turn = {"fin": "late ", "début": "early ", "milieu": "mid-"}.get((found["turn"] or "").lower(), "")
    return turn + said


def _day(weekday: str | None, day: str | None, month: str | None, year: str | None) -> str:
    """ "Wednesday 19 April 2017" of the parts that there are."""
    number = str(day_number(day)) if day else ""
    named = _DAYS.get((weekday or "").strip().lower().removesuffix("s"), "")
    return " ".join(filter(None, (named, number, _month(month), year or "")))


def _turned(said: str, turn: str | None) -> str:
    lead = {"dernier": "last ", "prochain": "next ", "à venir": "next ", "passé": "last "}.get((turn or "").lower(), "")
    return said + " following" if (turn or "").lower() == "suivant" else lead + said


def _of_pattern(match: re.Match[str], date: datetime.date | None) -> tuple[str, bool] | None:
    """(English, whether it takes "on") of a match of the finder's pattern for days."""
    got = match.groupdict()
    weekday = got["f_wd"] or got["w_wd"]
    if weekday:
        part = _part_of_day(match.group())
        said = _DAYS[weekday.lower().removesuffix("s")]
        repeated = got["w_wd"] and weekday.lower().endswith("s")
        said += "s" if repeated else f" {part}" if part else ""
        turned = got["f_t"] or got["w_t"]
        if got["f_d"]:
            day = resolve(match, date, 0) if date and not got["f_m"] else None
            month = _NAMES[day.month] if day else _month(got["f_m"])
            said += " " + " ".join(filter(None, (str(day_number(got["f_d"])), month, got["f_y"] or "")))
            return said, True
        return _turned(said, turned), not turned or turned == "suivant"
    if got["s_d"] and " et " not in match.group() and " ou " not in match.group():
        return _turned(_day(None, got["s_d"], got["s_m"], got["s_y"]), None), True
    if got["x_d"]:
        return f"{int(got['x_d'])} {_NAMES[int(got['x_m'])]} {got['x_y']}" if 1 <= int(got["x_m"]) <= 12 else "", True
    return None


def find(text: str, date: datetime.date | None = None) -> list[Found]:
    """All dates of a plain sentence."""
    found = [*_ranges(text), *_nights(text), *_days(text, date), *_months(text), *_counted(text)]
    for match in _FIXED_RE.finditer(text):
        found.append(Found(*match.span(), "D", _FIXED[match.group().lower()], 6))
    return found


def _days(text: str, date: datetime.date | None) -> Iterator[Found]:
    """Days: an adverb with its "on", or after a preposition a bare noun."""
    for match in PATTERN.finditer(text):
        told = _of_pattern(match, date)
        if not told or not told[0]:
            continue
        start, end = match.start(), match.end()
        article = re.match(r"(?:ce|le|du|au) ", match.group(), _I)
        before = text[:start]
        governed = bool(_GOVERNED.search(before)) and not _JOINED.search(before)
        if article and article.group().lower() in {"du ", "au "}:
            start, governed = start + article.end(), True
        elif not article and re.search(r"(?<!\w)le $", before, _I):
            start -= 3
        if governed and article and article.group().lower() == "le ":
            governed = bool(_GOVERNED.search(before))
        yield Found(start, end, "D", told[0] if governed or not told[1] else f"on {told[0]}", 7)


def _ranges(text: str) -> Iterator[Found]:
    """ "du 6 au 17 novembre" → "from 6 to 17 November"."""
    for match in _RANGE.finditer(text):
        joins = " et " in match.group().lower()
        if not match["link"] and not joins:
            continue
        first = _day(match["w1"], match["d1"], match["m1"], match["y1"])
        last = _day(match["w2"], match["d2"], match["m2"], match["y2"])
        if (match["link"] or "").lower().startswith("du") and not joins:
            said = f"from {first} to {last}"
        elif (match["link"] or "").lower().startswith("entre"):
            said = f"between {first} and {last}"
        else:
            said = (
                f"{first} and {last}"
                if match["link"] or _GOVERNED.search(text[: match.start()])
                else f"on {first} and {last}"
            )
        start = match.start() - 3 if re.search(r"(?<!\w)le $", text[: match.start()], _I) else match.start()
        start = start + 3 if joins and (match["link"] or "").lower().startswith("du") else start
        yield Found(start, match.end(), "D", said, 8)


def _nights(text: str) -> Iterator[Found]:
    """ "dans la nuit de samedi à dimanche" → "overnight from Saturday to Sunday"."""
    for match in _NIGHT.finditer(text):
        first = _day(match["w1"], match["d1"], match["m1"], None)
        last = _day(match["w2"], match["d2"], match["m2"], match["y"])
        if first and last:
            lead = (match["lead"] or "").lower()
            said = (
                f"overnight from {first} to {last}"
                if lead.startswith(("dans", "pendant")) or not lead
                else f"the night of {first} to {last}"
            )
            yield Found(*match.span(), "D", said, 9)


def _months(text: str) -> Iterator[Found]:
    """Months, seasons and years."""
    for match in _VAGUE.finditer(text):
        turn = (match["turn"] or match["turn3"]).lower()
        lead = (match["lead"] or match["lead3"] or "").lower().strip()
        when = " ".join(filter(None, (_month(match["m"]), match["y"]))) or match["y3"]
        noun = {"début": f"early {when}", "mi": f"mid-{when}", "milieu": f"mid-{when}", "courant": when}.get(
            turn, f"the end of {when}"
        )
        adverb = f"at {noun}" if turn == "fin" else f"in {noun}"
        kept = match.start() + (
            len(match["lead"] or match["lead3"] or "") if lead in {"depuis", "de", "d'", "la", "l'", "le"} else 0
        )
        governed = lead in {"depuis", "de", "d'", "la", "l'", "le"} or _GOVERNED.search(text[: match.start()])
        yield Found(kept, match.end(), "D", noun if governed else adverb, 7)
    for match in _MONTHLY.finditer(text):
        lead = (match["lead"] or "").lower()
        said = _turned(" ".join(filter(None, (_month(match["m"]), match["y"]))), match["t"])
        if match["m"].lower() in {"mars", "mai"} and not lead and not match["y"] and match["m"][0].isupper():
            continue
        start = match.start("m") if lead.startswith("du") else match.start()
        adverbial = bool(lead) and not lead.startswith("du") and not match["t"]
        yield Found(start, match.end(), "D", f"in {said}" if adverbial else said, 5)
    for match in _YEARLY.finditer(text):
        yield Found(*match.span(), "D", f"in {match['y']}" + (f" and {match['y2']}" if match["y2"] else ""), 6)
    for match in re.finditer(rf"(?<![\w.,€-]){_YEAR}(?![\w€%]|[.,]\d| (?:euros|€|personnes|ans))", text):
        yield Found(*match.span(), "D", match.group(), 3)
    yield from _seasons(text)


def _seasons(text: str) -> Iterator[Found]:
    for match in _SEASON.finditer(text):
        name = _SEASONS[(match["s"] or match["s2"]).lower()]
        said = (
            f"the {name} of {match['y']}"
            if match["y"]
            else f"last {name}"
            if match["t"] == "dernier"
            else f"next {name}"
            if match["t"]
            else f"the {name}"
        )
        adverb = match["y"] and (match["lead"] or "").lower().strip() in {"au", "à l'", "en", "durant l'", "pendant l'"}
        yield Found(*match.span(), "D", f"in {said}" if adverb else said, 6)


def _counted(text: str) -> Iterator[Found]:
    """ "il y a dix ans" → "ten years ago", "trois jours plus tard" → "three days later"."""
    for match in _AGO.finditer(text):
        how = {"près de ": "nearly ", "environ ": "about "}.get(
            (match["how"] or "").lower(), "more than " if match["how"] else ""
        )
        yield Found(*match.span(), "D", f"{how}{_count(match)} ago", 8)
    for match in _LATER.finditer(text):
        later = {"plus tard": "later", "après": "later"}.get(match["w"].lower(), "earlier")
        yield Found(*match.span(), "D", f"{_count(match)} {later}", 7)


def _count(match: re.Match[str]) -> str:
    unit = match["u"].lower()
    name = {
        "an": "year",
        "ans": "year",
        "mois": "month",
        "semaine": "week",
        "jour": "day",
        "heure": "hour",
        "minute": "minute",
    }
    single = name.get(unit) or name.get(unit.removesuffix("s"), "year")
    vague = {"quelques": "a few", "plusieurs": "several"}.get(match["n"].lower())
    return f"{vague} {single}s" if vague else spell(read_number(match["n"]) or 0, single, bool(match["half"]))
