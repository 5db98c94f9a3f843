"""What stands around a stretch of a text: its sentence, the words before and after, and general cues of context."""

import re
from dataclasses import dataclass

from summarise.mentions.base import Stretch
from summarise.text.source import Source

_I = re.IGNORECASE
_GENERAL: dict[str, re.Pattern[str]] = {
    "justice": re.compile(r"\b(?:tribunal|cour|juges?|procès|audience|jugement|arrêt|président[e]? d[ue])\b", _I),
    "prosecution": re.compile(
        r"\b(?:procureure?|parquet|avocate? général|ministère public|réquisit\w+|requi[st]\w*)\b", _I
    ),
    "defence": re.compile(r"\b(?:avocate?s? de|son avocate?|la défense|plaid\w+|Me [A-Z])", 0),
    "police": re.compile(r"\b(?:policiers?|gendarmes?|enquêteurs?|douan\w+|perquisition\w*|police|gendarmerie)\b", _I),
    "victim": re.compile(r"\b(?:victimes?|parties? civiles?|plaignant\w*|préjudice|famille)\b", _I),
    "conviction": re.compile(r"\b(?:condamn\w+|écop\w+|inflig\w+|peines?|coupables?)\b", _I),
    "past": re.compile(r"\b(?:déjà|précédent\w*|casier|antécédents|récidiv\w+|en (?:19|20)\d\d|autre affaire)\b", _I),
    "foreign": re.compile(
        r"\b(?:États-Unis|américain\w*|suisse|belge|belgique|italien\w*|allemand\w*|britannique)\b", _I
    ),
    "negation": re.compile(r"\b(?:n'|ne |pas |sans |aucun|jamais|relax\w+|acquitt\w+)", _I),
    "conditional": re.compile(r"\b(?:aurai(?:t|ent)|serai(?:t|ent)|pourrai(?:t|ent)|devrai(?:t|ent)|si )\b", _I),
    "law": re.compile(r"\b(?:loi|article|code|prévoit|prévue?s?|maximum|maximale)\b", _I),
    "appeal": re.compile(r"\b(?:appel|première instance|confirm\w+|cassation)\b", _I),
}


@dataclass(frozen=True)
class Around:
    """A stretch of a source in its sentence."""

    source: Source
    start: int
    end: int
    sentence: Stretch

    @property
    def before(self) -> str:
        """The sentence up to the stretch."""
        return self.source.plain[self.sentence[0] : self.start]

    @property
    def after(self) -> str:
        """The sentence from the stretch on."""
        return self.source.plain[self.end : self.sentence[1]]

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.source.plain[self.sentence[0] : self.sentence[1]]

    @property
    def previous(self) -> str:
        """The sentence before, empty when there is none."""
        ends = [s for s in self.source.sentences if s[1] <= self.sentence[0]]
        return self.source.plain[ends[-1][0] : ends[-1][1]] if ends else ""

    def general(self) -> tuple[str, ...]:
        """Cues that fit any kind of mention: where it stands, who acts, mood, quotation."""
        cues = [f"sent:{name}" for name, pattern in _GENERAL.items() if pattern.search(self.text)]
        cues += [f"prev:{name}" for name, pattern in _GENERAL.items() if pattern.search(self.previous)]
        cues.append(self._place())
        if self.before.count('"') % 2 or self.before.count("«") > self.before.count("»"):
            cues.append("in:quote")
        if self.before.count("(") > self.before.count(")"):
            cues.append("in:parenthesis")
        return tuple(cues)

    def _place(self) -> str:
        source = self.source
        if self.start < source.body_start:
            return "at:title" if self.start < source.title_end else "at:heading"
        body = max(1, len(source.plain) - source.body_start)
        return f"at:body{min(3, 4 * (self.start - source.body_start) // body)}"


def around(source: Source, start: int, end: int) -> Around:
    """The surroundings of `source.plain[start:end]`."""
    left, right = source.sentence_at(start)
    return Around(source, start, end, (min(left, start), max(right, end)))


def last_hit(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match of `pattern` in `text`."""
    hit = None
    for match in pattern.finditer(text):
        hit = match
    return hit
