"""French–English pairs: read, cleaned, names and figures behind placeholders as the translator will see them."""

import lzma
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from summarise.translate.pieces import KINDS, PER_KIND, SYMBOL, ready

Pair = tuple[str, str]
_NUMBER = re.compile(r"(?<![\w,.])\d+(?:[.,]\d+)*(?![\w])")
_NAME = re.compile(r"(?<!\w)[A-ZÀ-Þ][\wÀ-ÿ'’-]*[\wÀ-ÿ](?:\s+[A-ZÀ-Þ][\wÀ-ÿ'’-]*[\wÀ-ÿ])*")
_WORD = re.compile(r"\w+")
LONGEST = 45  # words


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a TSV file, .xz allowed; lines without two columns are passed over."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            sides = line.rstrip("\n").split("\t")
            if len(sides) == 2 and all(sides):
                yield sides[0], sides[1]


def usable(pair: Pair) -> bool:
    """Whether a pair is short enough and looks like a translation: lengths alike, not the same text."""
    french, english = (len(side.split()) for side in pair)
    alike = 0.45 <= (french + 2) / (english + 2) <= 2.4
    return alike and max(french, english) <= LONGEST and pair[0] != pair[1]


class Symbols:
    """Placeholders for one sentence, numbered at random so that each is learnt."""

    def __init__(self, random_: random.Random) -> None:
        self._random = random_
        self._free = {kind: random_.sample(range(PER_KIND), PER_KIND) for kind in KINDS}

    def next(self, kind: str) -> str | None:
        """A fresh symbol, or None when a kind's are used up."""
        return f"⟦{kind}{self._free[kind].pop()}⟧" if self._free[kind] else None


def _shared(pattern: re.Pattern[str], pair: Pair) -> list[str]:
    """What stands once on each side, longest first."""
    left = [m.group() for m in pattern.finditer(pair[0])]
    right = [m.group() for m in pattern.finditer(pair[1])]
    once = [w for w in dict.fromkeys(left) if left.count(w) == 1 and right.count(w) == 1]
    return sorted(once, key=len, reverse=True)


def hide(pair: Pair, random_: random.Random, share: float = 0.85) -> Pair:
    """Figures and names that are the same on both sides, most of them behind placeholders."""
    symbols = Symbols(random_)
    for pattern, kinds in ((_NUMBER, "N"), (_NAME, "PPL")):
        for word in _shared(pattern, pair):
            symbol = symbols.next(random_.choice(kinds)) if random_.random() < share else None
            if symbol and len(word) > (0 if kinds == "N" else 1):
                pair = _swap(pair, word, word, symbol)
    return pair


def _swap(pair: Pair, french: str, english: str, symbol: str) -> Pair:
    """Both sides with a word replaced by a symbol, if it stands once on each."""
    sides = []
    for text, word in zip(pair, (french, english), strict=True):
        found = list(re.finditer(rf"(?<![\w⟦]){re.escape(word)}(?![\w⟧])", text))
        if len(found) != 1:
            return pair
        sides.append(text[: found[0].start()] + symbol + text[found[0].end() :])
    return sides[0], sides[1]


def spread(pair: Pair, random_: random.Random) -> Pair:
    """The same pair with its placeholders numbered anew."""
    fresh = Symbols(random_)
    names: dict[str, str] = {}
    for symbol in SYMBOL.findall(pair[0] + pair[1]):
        names.setdefault(symbol, fresh.next(symbol[1]) or symbol)
    return SYMBOL.sub(lambda m: names[m.group()], pair[0]), SYMBOL.sub(lambda m: names[m.group()], pair[1])


def made_ready(pairs: Iterable[Pair], seed: int) -> Iterator[Pair]:
    """Usable pairs, masked and in the network's form."""
    random_ = random.Random(seed)
    for pair in pairs:
        if usable(pair):
            french, english = hide(pair, random_)
            yield ready(french), ready(english)
