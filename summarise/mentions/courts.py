"""Finds courts, prosecution offices and investigating judges, with the city of each."""

import re
from collections import Counter
from dataclasses import replace

from summarise.mentions.base import CourtValue, Kind, Mention, Stretch
from summarise.mentions.court_cities import city_after, demonym_after, departement_after, departements, seats
from summarise.mentions.court_main import main_court, marks, ranking
from summarise.mentions.court_names import pattern
from summarise.mentions.setting import context
from summarise.text.source import Source

_TRIBUNALS = ("tribunal_", "prudhommes")
_NATIONAL = {"parquet_antiterroriste", "parquet_financier"}
_CITY_REACH = 45  # a city further from the court's name is no part of the same phrase
_PENAL = re.compile(
    r"correctionnel|prévenu|relax|prison|garde à vue|mise? en examen|sursis|amende|parquet|procureur", re.I
)


def _meaning(name: str, earlier: list[str], source: Source) -> str:
    """The type that a bare word stands for: that of the last full name of its family before it."""
    if not name.startswith("bare_"):
        return name
    last = earlier[::-1]
    penal = bool(_PENAL.search(source.plain))
    if name == "bare_tribunal":
        named = next((t for t in last if t.startswith(_TRIBUNALS)), "")
        return named or ("tribunal_correctionnel" if penal else "tribunal_judiciaire")
    if name == "bare_cour":
        return next((t for t in last if t.startswith("cour_") or t in {"cedh", "cjue"}), "cour_appel")
    if name == "bare_referes":
        return next((t for t in last if t in {"tribunal_administratif", "conseil_etat"}), "tribunal_judiciaire")
    if name == "bare_palais":
        return "tribunal_correctionnel"
    return next((t for t in last if not t.startswith("parquet")), "juge_instruction")


def _text_of(source: Source, stretch: Stretch | None) -> str:
    return source.plain[slice(*stretch)] if stretch else ""


def _own_city(source: Source, end: int, places: list[Stretch]) -> Stretch | None:
    """The city that the court's own phrase gives, by name, adjective or département."""
    text = source.plain
    city = city_after(text, end)
    if city:
        return city
    adjective, departement = demonym_after(text, end), departement_after(text, end)
    if departement and (city := city_after(text, text.index(departement, end) + len(departement))):
        return city
    wanted = (adjective,) if adjective else departements().get(departement or "", ())
    for name in wanted:
        for stretch in places:
            if _text_of(source, stretch).upper().replace("É", "E") == name.upper().replace("É", "E"):
                return stretch
    return None


def _borrowed(
    source: Source, place_of: int, kind: str, known: list[tuple[str, Stretch]], places: list[Stretch]
) -> Stretch | None:
    """A city for a court that names none: that of a court of its type, of any court, the nearest one named."""
    same = [city for other, city in known if other == kind]
    if same:
        return same[0]
    # Terrorism and national financial crime are dealt with in Paris for the whole country.
    national = [p for p in places if _text_of(source, p) == "Paris"] if kind in _NATIONAL else []
    if national:
        return national[0]
    left, right = source.sentence_at(place_of)
    here = [p for p in places if left <= p[0] < right]
    if here and not known:
        return min(here, key=lambda p: abs(p[0] - place_of))
    named = [city for _, city in known] or places
    counts = Counter(_text_of(source, p) for p in named)
    return max(named, key=lambda p: (counts[_text_of(source, p)], -p[0]), default=None)


def _found(source: Source) -> list[tuple[int, int, str, str, Stretch | None]]:
    """(start, end, name, type, own city) of every court phrase."""
    out: list[tuple[int, int, str, str, Stretch | None]] = []
    places = seats(source)
    for match in pattern().finditer(source.plain):
        name = match.lastgroup or ""
        kind = _meaning(name, [row[3] for row in out if row[2] == row[3]], source)
        out.append((*match.span(), name, kind, _own_city(source, match.end(), places)))
    return out


def _mentions(source: Source) -> list[Mention]:
    rows, places = _found(source), seats(source)
    known = [(kind, city) for *_, kind, city in rows if city]
    types, seen = Counter(row[3] for row in rows), set()
    mentions: list[Mention] = []
    for number, (start, end, name, kind, own) in enumerate(rows):
        following = rows[number + 1][0] if number + 1 < len(rows) else len(source.plain)
        stop = own[1] if own and end <= own[0] and own[1] <= min(end + _CITY_REACH, following) else end
        cues = [f"court:{kind}", f"name:{name}", f"city:{'own' if own else 'none'}", *context(source, start, end)]
        cues += [f"times:{min(types[kind], 4)}", f"first:{'no' if kind in seen else 'yes'}"]
        seen.add(kind)
        value = CourtValue(kind, own or _borrowed(source, start, kind, known, places))
        mentions.append(Mention(Kind.COURT, start, stop, source.plain[start:stop], value, "none", tuple(cues)))
    return mentions


def find(source: Source) -> list[Mention]:
    """All courts of the article in order; the one that a rule takes as seised has guess "main"."""
    mentions = _mentions(source)
    order, main = ranking(mentions, source), main_court(mentions, source)
    about = tuple(sorted(marks(source)))
    return [_judged(m, order, about, m is main) for m in mentions]


def _judged(mention: Mention, order: list[str], about: tuple[str, ...], main: bool) -> Mention:
    """The mention with the rule's verdict, the rank of its type, and what the article speaks of."""
    kind = mention.value.type if isinstance(mention.value, CourtValue) else ""
    rank = order.index(kind) - (order.index("") < order.index(kind))
    cues = (*mention.cues, f"rank:{min(rank, 3)}", f"none:{'likelier' if order[0] == '' else 'unlikely'}", *about)
    return replace(mention, guess="main" if main else "none", cues=cues)
