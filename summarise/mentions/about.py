"""What an article is about besides its case: foreign justice, politics, comment, statistics, sport, business."""

import re
from functools import cache
from importlib import resources

_TABLE = resources.files("summarise.mentions") / "data" / "about.tsv"
_SIZES = (0, 1, 2, 4, 8)


@cache
def topics() -> dict[str, re.Pattern[str]]:
    """One pattern a topic."""
    rows: dict[str, list[str]] = {}
    for topic, words in _listed():
        rows.setdefault(topic, []).append(_inflected(words))
    return {t: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") for t, words in rows.items()}


def _listed() -> list[tuple[str, str]]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()[2:]
    return [(topic, words) for topic, words in (line.split("\t") for line in lines)]


def _inflected(words: str) -> str:
    """The pattern of an entry: "algérienne?" stands for algérien, algérienne and their plurals."""
    if words.endswith("nne?"):
        return words.removesuffix("nne?") + "n(?:ne)?s?"
    return words + "s?" if words.endswith("e?") else words


@cache
def words_of(topic: str) -> dict[str, str]:
    """The topic's entries as listed, each with its pattern."""
    return {words: _inflected(words) for name, words in _listed() if name == topic}


def about(title: str, heading: str, body: str) -> list[str]:
    """ "foreign:title:1", "politics:body:4": how often each topic's words stand in each part, in steps."""
    out = []
    for topic, pattern in topics().items():
        total = 0
        for part, text in (("title", title), ("heading", heading), ("body", body)):
            count = len(pattern.findall(text.lower()))
            total += count
            out.append(f"{topic}:{part}:{max(s for s in _SIZES if s <= count)}")
        out.append(f"{topic}:all:{max(s for s in _SIZES if s <= total)}")
    return out
