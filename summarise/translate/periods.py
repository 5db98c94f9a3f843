"""Months, seasons, years and moments in English: "fin juin" → "at the end of June", "la veille" → "the day before"."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Iterator

from summarise.mentions.date_values import MONTHS
from summarise.mentions.numbers import WORDS, read_number
from summarise.translate.found import Found
from summarise.translate.lengths import spell, unit_of

_I = re.IGNORECASE
MONTH_NAMES = ("", *"January February March April May June July August September October November December".split())  # noqa: SIM905
MONTH = "|".join(
    sorted((m for m in MONTHS if len(m) > 4 or m in {"mars", "mai", "juin", "août", "aout"}), key=len, reverse=True)
)
"""Pattern of a month's French name."""
YEAR = r"(?:19|20)\d\d"
# After these a date is a noun ("depuis mardi" → "since Tuesday"), else an adverb ("mardi" → "on Tuesday").
GOVERNED = re.compile(
    r"(?:(?<![\w'])(?:de|du|d'|depuis|dès|avant|après|jusqu'à|jusqu'au|entre|vers|pour|au|aux|à partir d[eu]|à compter d[eu]|d'ici|lors du|fin|début|mi|que|des|les|chaque|tous les|un|et|ou) ?|-)$",
    _I,
)
_SEASONS = {"printemps": "spring", "été": "summer", "automne": "autumn", "hiver": "winter"}
_LED = frozenset(("depuis", "de", "d'", "la", "l'", "le"))
_VAGUE = re.compile(
    rf"(?<!\w)(?P<lead>à la |en |au |depuis |de |d'|la |l'|le )?(?P<turn>début|fin|mi|milieu|courant)[ -](?:(?P<m>{MONTH})(?: (?P<y>{YEAR}))?|(?P<y3>{YEAR}))(?!\w)",
    _I,
)
_MONTHLY = re.compile(
    rf"(?<!\w)(?P<lead>en |au mois (?:de |d')|du mois (?:de |d'))?(?P<m>{MONTH})(?: (?P<y>{YEAR})| (?P<t>dernier|prochain))?(?!\w)",
    _I,
)
_IN_YEARS = re.compile(rf"(?<!\w)en (?P<y>{YEAR})(?: et (?:en )?(?P<y2>{YEAR}))?(?![\w,.]\d|\w)", _I)
_YEARS = re.compile(rf"(?<![\w.,€-]){YEAR}(?![\w€%]|[.,]\d| (?:euros|€|personnes|ans))")
_SEASON = re.compile(
    rf"(?<!\w)(?P<lead>au |à l'|en |l'|cet |le |durant l'|pendant l')?(?P<s>printemps|été|automne|hiver) (?:(?P<y>{YEAR})|(?P<t>dernier|prochain))(?!\w)",
    _I,
)
_UNIT = r"(?P<u>ans?|années?|mois|semaines?|jours?|heures?|minutes?)(?P<half> et demie?)?"
_AGO = re.compile(
    rf"(?<!\w)il y a (?P<how>près de |plus de |environ |plus d')?(?P<n>\d{{1,3}}|{WORDS}|quelques|plusieurs)(?: petits?| longues?)? {_UNIT}(?!\w)",
    _I,
)
_LATER = re.compile(
    rf"(?<![\w.,-])(?P<n>\d{{1,3}}|{WORDS}|quelques|plusieurs) {_UNIT} (?P<w>plus tard|auparavant|plus tôt|(?:après|avant)(?= ?[,.;:)]|$| (?:il|elle|ils|elles)\b))(?!\w)",
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


def month(name: str | None) -> str:
    """The English name of a French month; "" for none."""
    return MONTH_NAMES[MONTHS[name.lower()]] if name else ""


def turned(said: str, turn: str | None) -> str:
    """A date with "dernier" or "prochain": "last Tuesday", "next month"."""
    low = (turn or "").lower()
    lead = {"dernier": "last ", "prochain": "next ", "à venir": "next ", "passé": "last "}.get(low, "")
    return said + " following" if low == "suivant" else lead + said


def find(text: str) -> list[Found]:
    """All periods and moments of a plain sentence."""
    moments = [Found(*m.span(), "D", _FIXED[m.group().lower()], 6) for m in _FIXED_RE.finditer(text)]
    return [*moments, *_vague(text), *_months(text), *_seasons(text), *_counted(text)]


def _vague(text: str) -> Iterator[Found]:
    """ "fin juin", "début 2016", "depuis la mi-mai"."""
    for match in _VAGUE.finditer(text):
        turn, lead = match["turn"].lower(), (match["lead"] or "").lower().strip()
        when = " ".join(filter(None, (month(match["m"]), match["y"] or match["y3"])))
        noun = {"début": f"early {when}", "fin": f"the end of {when}", "courant": when}.get(turn, f"mid-{when}")
        adverb = f"at {noun}" if turn == "fin" else f"in {noun}"
        start = match.start() + (len(match["lead"]) if lead in _LED else 0)
        governed = lead in _LED or GOVERNED.search(text[max(0, match.start() - 20) : match.start()])
        yield Found(start, match.end(), "D", noun if governed else adverb, 7)


def _months(text: str) -> Iterator[Found]:
    """Months and years."""
    for match in _MONTHLY.finditer(text):
        lead = (match["lead"] or "").lower()
        if match["m"].lower() in {"mars", "mai"} and not lead and not match["y"] and match["m"][0].isupper():
            continue
        said = turned(" ".join(filter(None, (month(match["m"]), match["y"]))), match["t"])
        start = match.start("m") if lead.startswith("du") else match.start()
        adverbial = bool(lead) and not lead.startswith("du") and not match["t"]
        yield Found(start, match.end(), "D", f"in {said}" if adverbial else said, 5)
    for match in _IN_YEARS.finditer(text):
        yield Found(*match.span(), "D", f"in {match['y']}" + (f" and {match['y2']}" if match["y2"] else ""), 6)
    for match in _YEARS.finditer(text):
        yield Found(*match.span(), "D", match.group(), 3)


def _seasons(text: str) -> Iterator[Found]:
    for match in _SEASON.finditer(text):
        name, lead = _SEASONS[match["s"].lower()], (match["lead"] or "").lower().strip()
        if match["y"]:
            adverb = lead in {"au", "à l'", "en", "durant l'", "pendant l'"}
            yield Found(*match.span(), "D", f"{'in ' if adverb else ''}the {name} of {match['y']}", 6)
        else:
            yield Found(*match.span(), "D", turned(name, match["t"]), 6)


def _counted(text: str) -> Iterator[Found]:
    """ "il y a dix ans" → "ten years ago", "trois jours plus tard" → "three days later"."""
    for match in _AGO.finditer(text):
        low = (match["how"] or "").lower()
        how = {"": "", "près de ": "nearly ", "environ ": "about "}.get(low, "more than ")
        yield Found(*match.span(), "D", f"{how}{_count(match)} ago", 8)
    for match in _LATER.finditer(text):
        later = "later" if match["w"].lower() in {"plus tard", "après"} else "earlier"
        yield Found(*match.span(), "D", f"{_count(match)} {later}", 7)


def _count(match: re.Match[str]) -> str:
    vague = {"quelques": "a few", "plusieurs": "several"}.get(match["n"].lower())
    unit = unit_of(match["u"])
    return f"{vague} {unit}s" if vague else spell(read_number(match["n"]) or 0, unit, bool(match["half"]))
