"""Which language a text looks like, by its small words. Small and honest: it says when it does not know."""

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
# Of 894 French court articles the lowest share is 27 %, of 4 000 news texts of all kinds 14 %; code has under 10 %.
_ENOUGH = 0.12
_SCRIPTS = {
    "ARABIC": "arabe", "CYRILLIC": "russe ou une langue voisine", "GREEK": "grec", "HEBREW": "hébreu",
    "CJK": "chinois", "HIRAGANA": "japonais", "KATAKANA": "japonais", "HANGUL": "coréen", "THAI": "thaï",
    "DEVANAGARI": "hindi",
}  # fmt: skip
_SAMPLE = 20_000


@cache
def _small_words() -> dict[str, tuple[str, frozenset[str]]]:
    table = files("summarise.sources").joinpath("languages.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    return {code: (name, frozenset(words.split())) for code, name, words in rows}


def _script(text: str) -> str | None:
    """The language that most letters belong to when they are not Latin."""
    letters = [c for c in text[:2_000] if c.isalpha()]
    other = Counter(unicodedata.name(c, "?").split()[0] for c in letters if ord(c) > 0x24F)
    if not other or other.total() * 2 < len(letters):
        return None
    return next((_SCRIPTS[name] for name, _ in other.most_common() if name in _SCRIPTS), "langue inconnue")


def shares(text: str) -> dict[str, float]:
    """For each language, the share of the words of `text` that are its small words."""
    sample = unicodedata.normalize("NFC", text[:_SAMPLE]).lower()
    counts = Counter(_WORD.findall(sample))
    total = counts.total() or 1
    return {
        code: sum(n for word, n in counts.items() if word in words) / total
        for code, (_, words) in _small_words().items()
    }


def other_language(text: str) -> str | None:
    """None for French; else the French name of the language that it looks like, or « langue inconnue »."""
    script = _script(text)
    if script:
        return script
    found = shares(text)
    best = max(found, key=lambda code: found[code])
    if found["fr"] >= _ENOUGH and found["fr"] >= found[best]:
        return None
    return _small_words()[best][0] if best != "fr" and found[best] >= _ENOUGH else "langue inconnue"
