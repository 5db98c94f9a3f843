"""Finds dates and says what day each means: "vendredi 12 juin", "mardi soir", "la veille", "fin janvier"."""

import datetime
import re

from summarise.mentions.base import DateValue, Kind, Mention
from summarise.mentions.date_event import choose
from summarise.mentions.date_values import MONTHS, WEEKDAYS, day_of, nearest, relative, weekday
from summarise.mentions.setting import acts, future, place, words_around
from summarise.text.source import Source

_WD = rf"(?:{'|'.join(WEEKDAYS)})s?"
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
_DAY = r"(?:1er|1ᵉʳ|[12]?\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_PART = (
    r"(?:matin(?:ée)?|soir(?:ée)?|midi|après-midi|en (?:toute )?(?:fin|début|milieu) (?:de|d') ?"
    r"(?:matinée|soirée|après-midi|journée|nuit)|en soirée|en journée|à la mi-journée|dans la (?:soirée|matinée|nuit|journée)|dans l'après-midi|à l'aube)"
)
_TURN = r"(?:dernier|prochain|à venir|suivant|passé)"
_PATTERN = re.compile(
    rf"""\b(?:
    nuit\ (?:de\ |du\ |d')(?:(?:ce\ )?(?P<n_wd>{_WD})\s?)?(?P<n_d>{_DAY})?(?:\ (?P<n_m>{_MONTH}))?(?:\ (?P<n_y>{_YEAR}))?
        \ (?:à|au)\ (?:ce\ )?(?P<n_wd2>{_WD})?\s?(?P<n_d2>{_DAY})?(?:\ (?P<n_m2>{_MONTH}))?(?:\ (?P<n_y2>{_YEAR}))?(?<=[\wûé])
  | (?:ce\ )?(?P<f_wd>{_WD}),?(?:\ {_PART})?,?\ (?:le\ )?(?P<f_d>{_DAY})(?:\ (?P<f_m>{_MONTH})(?:\ (?P<f_y>{_YEAR}))?)?
        (?!\d|\ ?(?:h\b|heures?|ans\b|hommes|femmes|personnes|jeunes|policiers|mois|jours|%|euros|[A-Z]))
        (?:\ (?P<f_t>{_TURN}))?(?:\ {_PART})?
  | (?:(?:ce|le|du|au)\ )?(?P<s_d>{_DAY})(?:\ (?:et|au|ou)\ {_DAY})?\ (?P<s_m>{_MONTH})(?:\ (?P<s_y>{_YEAR}))?(?:\ (?P<s_t>{_TURN}))?
  | (?P<x_d>\d\d?)[/.](?P<x_m>\d\d?)[/.](?P<x_y>{_YEAR})
  | (?:ce\ )?(?P<w_wd>{_WD})(?:\ (?P<w_t>{_TURN}))?(?:\ (?:{_PART}))?
  | (?P<rel>avant-hier|hier|aujourd'hui|demain|(?:la\ )?veille|(?:le\ )?lendemain|cet\ après-midi|ce\ (?:matin|midi|soir)
        |cette\ nuit|le\ jour\ même|dans\ la\ (?:matinée|journée|soirée|nuit|foulée)|dans\ l'après-midi
        |(?:en|la)\ (?:fin|début)\ (?:de\ (?:matinée|soirée|journée)|d'après-midi))(?:\ (?:matin|soir|au\ soir|après-midi))?
  | (?P<vague>(?:depuis\ )?(?:en\ |la\ )?(?:fin|début|mi-?|milieu|courant|mi-)\ ?{_MONTH}(?:\ (?:{_YEAR}|{_TURN}))?
        |{_MONTH}\ (?:{_YEAR}|{_TURN})|(?:au\ mois\ d[e']\ ?|en\ ){_MONTH}
        |(?:la|une|cette)\ semaine(?:\ (?:dernière|prochaine|passée|suivante|du\ {_DAY}\ {_MONTH}))?
        |en\ (?:début|fin|milieu)\ de\ semaine|(?:le|ce)\ week-end(?:\ {_TURN})?
        |(?:au\ |l'|cet\ |l')?(?:printemps|été|automne|hiver)\ (?:{_YEAR}|{_TURN})|(?:le\ )?mois\ {_TURN}|l'an\ {_TURN}|l'année\ (?:dernière|prochaine)
        |il\ y\ a\ (?:un|une|deux|trois|quatre|cinq|six|dix|quelques|plusieurs|\d+)\ (?:jours|semaines?|mois|ans?))
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_LISTED = re.compile(rf"\b(?P<d>{_DAY})(?=(?:, {_DAY})* (?:et|au|ou) {_DAY} (?P<m>{_MONTH})(?: (?P<y>{_YEAR}))?)", re.I)


def _leaning(turn: str | None, after: str, before: str) -> int:
    turn = (turn or "").lower()
    if turn in {"dernier", "passé"}:
        return -1
    if turn in {"prochain", "à venir"} or re.match(r" prochain| à venir", after):
        return 1
    return 1 if re.search(r"(?:jusqu'à|d'ici(?: à)?|avant|à partir de|à compter de) $", before) else 0


def _calendar(day: str, month: str, year: str | None, written: datetime.date | None, lean: int) -> datetime.date | None:
    number, m = int(re.sub(r"\D", "", day) or 1), MONTHS[month.lower()]
    if year:
        return day_of(int(year), m, number)
    return nearest(m, number, written, lean) if written else None


def _of_weekday(name: str, day: str | None, written: datetime.date | None, lean: int) -> datetime.date | None:
    """A weekday, with the number of its day where written ("mardi 12"): the number wins."""
    if not written:
        return None
    if day:
        number = int(re.sub(r"\D", "", day) or 1)
        near = [written + datetime.timedelta(days=k) for k in range(-25, 26)]
        return min((d for d in near if d.day == number), key=lambda d: abs((d - written).days), default=None)
    return weekday(name.lower().rstrip("s") if name.lower() not in WEEKDAYS else name.lower(), written, lean)


def _night(got: dict[str, str | None], written: datetime.date | None) -> datetime.date | None:
    """The first day of an overnight phrase, counted from whichever end carries the number."""
    month, year = got["n_m"] or got["n_m2"], got["n_y"] or got["n_y2"]
    if got["n_d"] and month:
        return _calendar(got["n_d"], month, year, written, 0)
    if got["n_d2"] and month:
        last = _calendar(got["n_d2"], month, year, written, 0)
        return last - datetime.timedelta(days=1) if last else None
    if got["n_wd"] and written:
        if not got["n_wd2"] or got["n_d"]:
            return _of_weekday(got["n_wd"], got["n_d"], written, 0)
        # The night counts from its end: "de samedi à dimanche" in Sunday's paper is the night before.
        return _of_weekday(got["n_wd2"], got["n_d2"], written, 0) - datetime.timedelta(days=1)  # type: ignore[operator]
    return None


def _resolve(match: re.Match[str], written: datetime.date | None, lean: int) -> datetime.date | None:
    got = match.groupdict()
    if match.group().lower().startswith("nuit"):
        return _night(got, written)
    if got["f_wd"] and got["f_m"]:
        return _calendar(got["f_d"], got["f_m"], got["f_y"], written, lean)
    if got["f_wd"]:
        return _of_weekday(got["f_wd"], got["f_d"], written, lean)
    if got["s_d"]:
        return _calendar(got["s_d"], got["s_m"], got["s_y"], written, lean)
    if got["x_d"]:
        return day_of(int(got["x_y"]), int(got["x_m"]), int(got["x_d"]))
    if got["w_wd"]:
        return _of_weekday(got["w_wd"], None, written, lean)
    return relative(got["rel"].lower(), written) if got["rel"] and written else None


def _shape(match: re.Match[str]) -> str:
    got = match.groupdict()
    for key, name in (("vague", "vague"), ("rel", "relative"), ("w_wd", "weekday"), ("x_d", "numeric")):
        if got[key]:
            return name
    year = got["f_y"] or got["s_y"] or got["n_y"] or got["n_y2"]
    kind = "full" if got["f_wd"] else "day" if got["s_d"] else "night"
    return kind + ("_year" if year else "")


def _distance(iso: str | None, written: datetime.date | None) -> str:
    if not iso:
        return "unknown"
    if not written:
        return "undated"
    days = (written - datetime.date.fromisoformat(iso)).days
    if days < 0:
        return "future:near" if days >= -3 else "future:far"
    for limit in (0, 1, 2, 7, 30, 365):
        if days <= limit:
            return f"within:{limit}"
    return "old"


def _cues(source: Source, start: int, end: int, shape: str, iso: str | None) -> list[str]:
    left, right = source.sentence_at(start)
    sentence = source.plain[left:right]
    near = source.plain[max(left, start - 60) : min(right, end + 60)]
    cues = [f"shape:{shape}", f"distance:{_distance(iso, source.date)}", *place(source, start)]
    cues += [f"act:{name}" for name in sorted(acts(sentence))]
    cues += [f"near:{name}" for name in sorted(acts(near))]
    cues += words_around(source, start, end)
    if future(near):
        cues.append("tense:future")
    if source.plain[start : start + 3].lower() == "ce ":
        cues.append("word:ce")
    if re.search(r"\b(?:avait|avaient|était|étaient|eut|fut)\b", near):
        cues.append("tense:past")
    return cues


def _mention(source: Source, start: int, end: int, day: datetime.date | None, shape: str) -> Mention:
    iso = day.isoformat() if day else None
    cues = _cues(source, start, end, shape, iso)
    return Mention(Kind.DATE, start, end, source.plain[start:end], DateValue(iso), "none", tuple(cues))


def _listed(source: Source, taken: list[tuple[int, int]]) -> list[Mention]:
    """The first days of "les 12, 13 et 14 juin", whose month stands at the last one."""
    out = []
    for match in _LISTED.finditer(source.plain):
        if not any(a <= match.start() < b for a, b in taken):
            day = _calendar(match["d"], match["m"], match["y"], source.date, 0)
            out.append(_mention(source, *match.span(), day, "day"))
    return out


def find(source: Source) -> list[Mention]:
    """All dates of the article in order; the one that a rule takes as the event's has guess "event"."""
    found, taken = [], []
    for match in _PATTERN.finditer(source.plain):
        start, end = match.span()
        turn = match["f_t"] or match["s_t"] or match["w_t"]
        lean = _leaning(turn, source.plain[end : end + 12], source.plain[max(0, start - 16) : start])
        found.append(_mention(source, start, end, _resolve(match, source.date, lean), _shape(match)))
        taken.append((start, end))
    found += _listed(source, taken)
    return choose(sorted(found, key=lambda m: (m.start, m.end)))
