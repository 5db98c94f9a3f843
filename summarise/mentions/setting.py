"""Where a mention stands and what happens around it: cues that courts and dates share."""

import csv
import re
from bisect import bisect_right
from functools import cache, lru_cache
from importlib.resources import files

from summarise.text.source import Source


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What each kind of judicial act is told by, from data/acts.tsv."""
    path = files("summarise.mentions") / "data" / "acts.tsv"
    with path.open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["act"]: re.compile(row["pattern"], re.IGNORECASE) for row in rows}


_FUTURE = re.compile(
    r"prochain|à venir|\bser(?:a|ont)\b|\bdevr(?:a|ont)\b|\baur(?:a|ont)\b|\bdoi(?:t|vent)\b|prévue?s?\b|attendue?s?\b"
    r"|\b(?:s'ouvrir|comparaîtr|rendr|débuter|tiendr|examiner|dir|durer)(?:a|ont)\b|renvoyée? (?:au|à)"
)


@lru_cache(maxsize=512)
def acts(text: str) -> frozenset[str]:
    """Names of the kinds of judicial acts that `text` speaks of: {"condamne", "appel"}."""
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(text))


def future(text: str) -> bool:
    """Whether `text` looks ahead: "sera jugé", "doit comparaître", "prévue"."""
    return bool(_FUTURE.search(text))


def _sentence(source: Source, start: int) -> tuple[int, int]:
    """The sentence around `start`, cut to what can bear on it: copy without full stops would cost its square."""
    left, right = source.sentence_at(start)
    return max(left, start - 500), min(right, start + 500)


def body_sentence(source: Source, offset: int) -> int:
    """Number of the body's sentence that holds `offset`: 0 is the first; negative in title and heading."""
    starts = [start for start, _ in source.sentences]
    here = bisect_right(starts, offset) - 1
    first = bisect_right(starts, source.body_start) - 1
    return here - first


def quoted(source: Source, start: int) -> bool:
    """Whether `start` lies inside quotation marks."""
    left, _ = source.sentence_at(start)
    before = source.plain[max(0, start - 400) : start]
    return before.rfind("«") > before.rfind("»") or source.plain[max(left, start - 1500) : start].count('"') % 2 == 1


def place(source: Source, start: int) -> tuple[str, ...]:
    """Cues of position: title, heading or which sentence of the body, tenth of the text, quotation."""
    title_end = source.title_end
    if start < title_end:
        part = "title"
    elif start < source.body_start:
        part = "heading"
    else:
        number = body_sentence(source, start)
        part = f"s{number}" if number < 4 else "s4-7" if number < 8 else "later"
    tenth = f"tenth:{10 * start // max(1, len(source.plain))}"
    return (f"part:{part}", tenth, "quote:yes") if quoted(source, start) else (f"part:{part}", tenth)


def words_around(source: Source, start: int, end: int) -> tuple[str, ...]:
    """Cues of the short words next to a mention; numbers and names are not told."""
    text = source.plain
    before = re.findall(r"[\w'-]+|[,;:.\"«»()]", text[max(0, start - 40) : start])[-2:]
    after = re.findall(r"[\w'-]+|[,;:.\"«»()]", text[end : end + 40])[:2]
    known = [f"before{i}:{word.lower()}" for i, word in enumerate(reversed(before), 1) if _plain_word(word)]
    return (*known, *(f"after{i}:{word.lower()}" for i, word in enumerate(after, 1) if _plain_word(word)))


def _plain_word(word: str) -> bool:
    return len(word) <= 12 and not any(c.isdigit() for c in word) and not word[0].isupper()


def closest_acts(source: Source, start: int, end: int) -> tuple[str, ...]:
    """Cues of the nearest judicial act on each side of a mention, within its sentence."""
    left, right = source.sentence_at(start)
    before, after = source.plain[max(left, start - 120) : start], source.plain[end : min(right, end + 120)]
    lasts: dict[str, int] = {}
    nexts: dict[str, int] = {}
    for name, pattern in _patterns().items():
        ends = [match.end() for match in pattern.finditer(before)]
        if ends:
            lasts[name] = ends[-1]
        if following := pattern.search(after):
            nexts[name] = following.start()
    last, nearest = max(lasts, key=lasts.__getitem__, default="none"), min(nexts, key=nexts.__getitem__, default="none")
    return f"last:{last}", f"next:{nearest}"


def stems(text: str) -> set[str]:
    """Beginnings of the longer words of `text`, to see whether two stretches speak of the same thing."""
    return {word[:6].lower() for word in re.findall(r"[^\W\d_]{5,}", text)}


def echo(source: Source, start: int) -> tuple[str, ...]:
    """Cues of how much the sentence of a mention repeats the title, in words and in acts."""
    left, right = _sentence(source, start)
    title, sentence = source.plain[: source.title_end], source.plain[left:right]
    shared = len(stems(title) & stems(sentence))
    cue = f"echo:{'none' if not shared else 'some' if shared < 3 else 'much'}"
    return (cue, "echo:act") if acts(title) & acts(sentence) else (cue,)


def nearby(source: Source, start: int, end: int) -> str:
    """The words around a mention: sixty characters each way, within its sentence."""
    left, right = source.sentence_at(start)
    return source.plain[max(left, start - 60) : min(right, end + 60)]


def context(source: Source, start: int, end: int) -> tuple[str, ...]:
    """All cues that courts and dates share: place, acts, words around, echo of the title, time."""
    left, right = _sentence(source, start)
    near = nearby(source, start, end)
    return (
        *place(source, start),
        *(f"act:{name}" for name in sorted(acts(source.plain[left:right]))),
        *(f"near:{name}" for name in sorted(acts(near))),
        *words_around(source, start, end),
        *closest_acts(source, start, end),
        *echo(source, start),
        *(("tense:future",) if future(near) else ()),
    )
