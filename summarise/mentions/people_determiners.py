"""What stands before a noun for people: determiner, number, adjectives."""

from summarise.mentions.people_lexicon import Tokens, word_class

_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt"
)
NUMBERS = {w: n for n, w in enumerate(_UNITS.split(" "))} | {
    "une": 1, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "mille": 1000,
}  # fmt: skip
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "quatre-vingt": 80}
ROUND = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
          "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000, "demi-douzaine": 6}  # fmt: skip
DETS = {"un": "indef", "une": "indef", "des": "indef", "le": "def", "la": "def", "l'": "def", "les": "def",
         "du": "def", "au": "def", "aux": "def", "ce": "dem", "cet": "dem", "cette": "dem", "ces": "dem",
         "son": "poss", "sa": "poss", "ses": "poss", "leur": "poss", "leurs": "poss", "mon": "poss", "ma": "poss",
         "mes": "poss", "notre": "poss", "nos": "poss", "votre": "poss", "vos": "poss", "plusieurs": "indef",
         "certains": "indef", "certaines": "indef", "quelques": "indef", "chaque": "indef"}  # fmt: skip
_PLURAL_DETS = word_class("determiners.plural_dets")
_ADJECTIVES = word_class("determiners.adjectives")


def number_at(tokens: Tokens, i: int) -> int | None:
    """The number that word i stands for: `12`, `douze`, `vingt-cinq`."""
    word = tokens.at(i)
    if word[:1].isdecimal() and word.replace(".", "").isdecimal():
        return int(word.replace(".", "")) if len(word) < 9 else None
    if word in NUMBERS:
        return NUMBERS[word]
    if "-" not in word:
        return None
    tens, _, unit = word.rpartition("-")
    unit_value = NUMBERS.get(unit)
    return _TENS[tens] + unit_value if tens in _TENS and unit_value is not None else None


class Before:
    """What stands before a noun: where the phrase begins, its determiner and its number."""

    def __init__(self, tokens: Tokens, head: int) -> None:
        self.det, self.plural, self.first = "", False, head
        self.count: int | None = None
        self.adjectives: list[str] = []
        i = head - 1
        while (
            i >= 0 and not tokens.breaks(i + 1) and (tokens.at(i) in _ADJECTIVES or tokens.word(i) in {'"', "«", "“"})
        ):
            self.adjectives.append(tokens.at(i))
            i -= 1
        self._read(tokens, i)
        if not self.det:  # quotes and adjectives count only when a determiner holds them
            self.first = (
                head - len([a for a in self.adjectives if a not in {'"', "«", "“"}]) if self.adjectives else head
            )
            self.adjectives = [a for a in self.adjectives if a in _ADJECTIVES]
            if '"' in tokens.low[self.first : head]:
                self.first = head

    def _read(self, tokens: Tokens, i: int) -> None:
        """Reads the determiner at word i, and the words before it that belong to it."""
        word = tokens.at(i)
        if tokens.breaks(i + 1) or i < 0:
            return
        number = number_at(tokens, i)
        if number is not None and word not in {"un", "une"}:
            self.det, self.count, self.plural, self.first = "num", number, number > 1, i
            self._held_number(tokens, i - 1)
        elif word in {"de", "d'"} and self._round(tokens, i - 1):
            return
        elif word in DETS:
            self.det, self.first, self.plural = DETS[word], i, word in _PLURAL_DETS
            self._partitive(tokens, i)
        elif word in {"d'", "de"} and self.adjectives and tokens.at(i + 1) in {"autres", "anciens", "jeunes"}:
            self.det, self.first, self.plural = "indef", i + 1, True

    def _held_number(self, tokens: Tokens, i: int) -> None:
        """`les deux frères`, `ses trois enfants`, `les quatre autres`."""
        while tokens.at(i) in {"autres", "premiers", "quelque"}:
            i -= 1
        if tokens.at(i) in _PLURAL_DETS and tokens.at(i) not in {"des"} and not tokens.breaks(i + 1):
            self.det, self.first = DETS[tokens.at(i)], i

    def _round(self, tokens: Tokens, i: int) -> bool:
        """`une dizaine de`, `des centaines de`."""
        word = tokens.at(i)
        count = ROUND.get(word) or ROUND.get(word.rstrip("s"))
        if not count:
            return False
        self.det, self.plural = "num", True
        self.count = None if word.endswith("s") and word not in ROUND else count
        self.first = i - 1 if tokens.at(i - 1) in {"une", "des", "plusieurs", "la", "cette"} else i
        return True

    def _partitive(self, tokens: Tokens, i: int) -> None:
        """`l'un des`, `un de ses`, `deux des`, `une des`."""
        j = i - 1
        if tokens.at(i) in {"ses", "leurs", "ces", "mes", "nos"} and tokens.at(j) == "de":
            j -= 1
        elif tokens.at(i) != "des":
            return
        number = number_at(tokens, j)
        if number is None or (number == 1 and tokens.at(j - 1) == "un"):
            return
        self.first = j - 1 if tokens.at(j - 1) == "l'" else j
        self.det, self.count, self.plural = "num" if number > 1 else "indef", number, number > 1
        self.adjectives.append("un des")
