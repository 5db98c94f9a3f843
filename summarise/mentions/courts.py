"""Finds courts, prosecution offices and investigating judges, with the city of each."""

import re
from collections import Counter
from dataclasses import replace

from summarise.mentions.base import CourtValue, Kind, Mention, Stretch
from summarise.mentions.court_cities import city_after, demonym_after, departement_after, departements, seats
from summarise.mentions.court_main import main_court
from summarise.mentions.court_names import PATTERN
from summarise.mentions.setting import acts, future, place, words_around
from summarise.text.source import Source

_TRIBUNALS = ("tribunal_", "prudhommes")
_CIVIL = re.compile(r"\bassign|référé|plaignant|dommages et intérêts|\bcivil\b|débout", re.I)
_PENAL = re.compile(r"correctionnel|prévenu|relax|prison|garde à vue|mise? en examen|sursis|amende|parquet|procureur", re.I)


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
    wanted = (adjective,) if adjective else departements().get(departement or "", ())
    for name in wanted:
        for stretch in places:
            if _text_of(source, stretch).upper().replace("É", "E") == name.upper().replace("É", "E"):
                return stretch
    return None


def _borrowed(source: Source, place_of: int, kind: str, known: list[tuple[str, Stretch]], places: list[Stretch]) -> Stretch | None:
    """A city for a court that names none: that of a court of its type, of any court, the nearest one named."""
    same = [city for other, city in known if other == kind]
    if same:
        return same[0]
    left, right = source.sentence_at(place_of)
    here = [p for p in places if left <= p[0] < right]
    if known:
        counts = Counter(_text_of(source, city) for _, city in known)
        return max((city for _, city in known), key=lambda c: (counts[_text_of(source, c)], -c[0]))
    if here:
        return min(here, key=lambda p: abs(p[0] - place_of))
    if places:
        counts = Counter(_text_of(source, p) for p in places)
        return max(places, key=lambda p: (counts[_text_of(source, p)], -p[0]))
    return None


def _found(source: Source) -> list[tuple[int, int, str, str, Stretch | None]]:
    """(start, end, name, type, own city) of every court phrase."""
    out: list[tuple[int, int, str, str, Stretch | None]] = []
    places = seats(source)
    for match in PATTERN.finditer(source.plain):
        name = match.lastgroup or ""
        kind = _meaning(name, [row[3] for row in out if row[2] == row[3]], source)
        out.append((*match.span(), name, kind, _own_city(source, match.end(), places)))
    return out


def _cues(source: Source, start: int, end: int, name: str, kind: str, own: bool) -> list[str]:
    left, right = source.sentence_at(start)
    sentence = source.plain[left:right]
    near = source.plain[max(left, start - 60) : min(right, end + 60)]
    cues = [f"court:{kind}", f"name:{name}", f"city:{'own' if own else 'none'}", *place(source, start)]
    cues += [f"act:{act}" for act in sorted(acts(sentence))]
    cues += [f"near:{act}" for act in sorted(acts(near))]
    cues += words_around(source, start, end)
    if future(near):
        cues.append("tense:future")
    return cues


def find(source: Source) -> list[Mention]:
    """All courts of the article in order; the one that a rule takes as seised has guess "main"."""
    rows, places = _found(source), seats(source)
    known = [(kind, city) for *_, kind, city in rows if city]
    types = Counter(row[3] for row in rows)
    mentions, seen = [], set()
    for start, end, name, kind, own in rows:
        city = own or _borrowed(source, start, kind, known, places)
        stop = own[1] if own and own[0] >= end and own[1] - end < 60 else end
        cues = _cues(source, start, end, name, kind, own is not None)
        cues += [f"times:{min(types[kind], 4)}", f"first:{'no' if kind in seen else 'yes'}"]
        seen.add(kind)
        text = source.plain[start:stop]
        mentions.append(Mention(Kind.COURT, start, stop, text, CourtValue(kind, city), "none", tuple(cues)))
    main = main_court(mentions, source)
    return [replace(m, guess="main") if m is main else m for m in mentions]
