"""A second translator: English put together of phrases that were counted in pairs of sentences. It knows rare words.

It writes less well than the network and loses nothing: each French word is rendered, and placeholders stay.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from summarise.translate import tokens
from summarise.translate.pieces import finished, ready

FILE = "phrases.npz"
LONGEST = 4  # French words of a phrase
SCALE = 12  # steps of a nat
_BEAM = 16
_BACK = 1.0  # nats that leaving out a word of the model's memory costs
_WORDS, _PHRASE, _MODEL = 0.6, 0.0, 0.4  # what an English word and a phrase are worth, and what the model is
_UNKNOWN_COST = -12.0
_SURE_KIN = -1.5  # nats of the likeliest English of another form
# French words that never go before what they follow.
MOVES_NOT = frozenset(
    [
        "les",
        "des",
        "une",
        "est",
        "sont",
        "été",
        "était",
        "ont",
        "qui",
        "que",
        "pas",
        "plus",
        "par",
        "pour",
        "sur",
        "dans",
        "avec",
        "aux",
        "ses",
        "mes",
        "tes",
        "nos",
        "vos",
        "leur",
        "leurs",
        "cet",
        "cette",
        "ces",
        "son",
        "mon",
        "ton",
        "mais",
        "donc",
        "car",
        "très",
        "trop",
        "aussi",
        "comme",
        "sans",
        "sous",
        "entre",
        "chez",
        "vers",
    ]
)


# Endings of a word and of another form of it, the nearer first.
_FORMS = (
    ("ées", "é"), ("ée", "é"), ("és", "é"), ("é", "és"), ("é", "ée"), ("aux", "al"), ("es", ""), ("e", ""), ("s", ""),
    ("aient", "ait"), ("èrent", "a"), ("ent", "e"), ("é", "er"), ("ée", "er"), ("és", "er"), ("ait", "e"), ("", "s"),
    ("eront", "era"), ("era", "e"), ("ant", "er"), ("a", "é"),
)  # fmt: skip


_CAPITAL = re.compile(r"(?<=[ «\"'(])[A-ZÀ-Þ][\w-]*")


def bare(word: str) -> str:
    """A placeholder without its number."""
    return f"⟦{word[1]}⟧" if is_mark(word) else word


def is_mark(word: str) -> bool:
    """Whether a word is a placeholder."""
    return len(word) > 2 and word[0] == "⟦" and word[-1] == "⟧"


def packed(ids: Sequence[int]) -> int:
    """At most four ids below 65,536 in one number."""
    out = 0
    for k in ids:
        out = out << 16 | k
    return out


def order(words: Sequence[str], movers: frozenset[str]) -> list[int]:
    """The places of French words in the order of English: an adjective of `movers` before its noun."""
    places = list(range(len(words)))
    for k in range(1, len(words)):
        word, before = words[places[k]], words[places[k - 1]]
        noun = (is_mark(before) and before[1] in "TL") or (before.isalpha() and len(before) > 2)
        if word in movers and noun and before not in MOVES_NOT:
            places[k - 1], places[k] = places[k], places[k - 1]
    return places


class Candidate(NamedTuple):
    """A translation with nats a word, and the words that it could not render."""

    text: str
    score: float
    unknown: tuple[str, ...] = ()


class _Option(NamedTuple):
    words: tuple[str, ...]
    ids: tuple[int, ...]
    score: float


class _Path(NamedTuple):
    score: float
    last: tuple[int, int]
    words: tuple[str, ...]


class Phrases:
    """A loaded table of phrases."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[int, float] = {}

    @cached_property
    def _held(self) -> dict[str, npt.NDArray[Any]]:
        with np.load(self.path) as held:
            out = {name: held[name] for name in held.files}
        for name in ("keys", "two_keys", "three_keys"):
            out[name] = np.cumsum(out[name], dtype=np.uint64)
        out["first"] = np.concatenate(([0], np.cumsum(out["counts"], dtype=np.int64)))
        out["start"] = np.concatenate(([0], np.cumsum(out["lengths"], dtype=np.int64)))
        return out

    def _words(self, name: str) -> list[str]:
        return bytes(self._held[name]).decode().split("\n")

    @cached_property
    def french(self) -> dict[str, int]:
        """French words and their ids."""
        return {w: k + 1 for k, w in enumerate(self._words("french"))}

    @cached_property
    def english(self) -> list[str]:
        """English words by id."""
        return self._words("english")

    @cached_property
    def _english_words(self) -> frozenset[str]:
        return frozenset(self.english)

    @cached_property
    def movers(self) -> frozenset[str]:
        """French words that go before the noun they follow."""
        return frozenset(self._words("movers"))

    def translate(self, masked: Sequence[str]) -> list[list[Candidate]]:
        """The best translation of each masked sentence, one each."""
        return [[self._one(sentence)] for sentence in masked]

    def _one(self, sentence: str) -> Candidate:
        words = tokens.french(ready(sentence))
        names = {w.lower(): w for w in _CAPITAL.findall(sentence)}
        words = [words[k] for k in order(words, self.movers)]
        if not words:
            return Candidate("", 0.0)
        unknown: list[str] = []
        beams: list[dict[tuple[int, int], _Path]] = [{} for _ in range(len(words) + 1)]
        beams[0][(1, 1)] = _Path(0.0, (1, 1), ())
        for at in range(len(words)):
            paths = sorted(beams[at].values(), key=lambda p: -p.score)[:_BEAM]
            for size in range(1, min(LONGEST, len(words) - at) + 1):
                options = self._options(words[at : at + size])
                if size == 1 and not options:
                    options = self._kin(words[at])
                if size == 1 and not options:
                    said = names.get(words[at], words[at])
                    options = [_Option((said,), (0,), _UNKNOWN_COST)]
                    unknown += [] if said != words[at] or said in self._english_words else [words[at]]
                for option in options:
                    self._grow(paths, option, beams[at + size])
        ended = [p._replace(score=p.score + _MODEL * self._follows(p.last, 2)) for p in beams[-1].values()]
        best = max(ended, key=lambda p: p.score)
        text = finished(tokens.joined(list(best.words)))
        return Candidate(text, best.score / max(1, len(words)), tuple(unknown))

    def _grow(self, paths: Sequence[_Path], option: _Option, into: dict[tuple[int, int], _Path]) -> None:
        worth = option.score + _PHRASE + _WORDS * len(option.ids)
        for path in paths:
            last, said = path.last, 0.0
            for k in option.ids:
                said += self._follows(last, k)
                last = (last[1], k)
            score = path.score + worth + _MODEL * said
            if last not in into or into[last].score < score:
                into[last] = _Path(score, last, path.words + option.words)

    def _options(self, words: Sequence[str]) -> list[_Option]:
        """The English of a run of French words, placeholders numbered as there."""
        ids = [self.french.get(bare(w), 0) for w in words]
        if not all(ids):
            return []
        held = self._held
        key = np.uint64(packed(ids))
        place = int(np.searchsorted(held["keys"], key))
        if place == len(held["keys"]) or held["keys"][place] != key:
            return [_Option((words[0],), tuple(ids[:0]) or (0,), 0.0)] if len(words) == 1 and is_mark(words[0]) else []
        out = []
        marks = [w for w in words if is_mark(w)]
        for k in range(int(held["first"][place]), int(held["first"][place + 1])):
            said = [int(i) for i in held["ids"][held["start"][k] : held["start"][k + 1]]]
            out.append(
                _Option(_numbered([self.english[i] for i in said], marks), tuple(said), held["scores"][k] / SCALE)
            )
        return out

    def _kin(self, word: str) -> list[_Option]:
        """The English of another form of a word that is not known: "pilotée" by "piloté"."""
        for ending, other in _FORMS:
            if word.endswith(ending) and len(word) > len(ending) + 3:
                options = self._options([word.removesuffix(ending) + other])
                # A form that is mostly something else ("bidon", fake) tells nothing of its kin ("bidons", cans).
                if options and max(o.score for o in options) > _SURE_KIN:
                    return options
        return []

    def _follows(self, last: tuple[int, int], word: int) -> float:
        """The log-probability of a word after two others, with what is known of fewer."""
        key = packed((*last, word))
        known = self._known.get(key)
        if known is None:
            if len(self._known) > 400_000:
                self._known.clear()
            known = self._known[key] = self._looked_up(last, word)
        return known

    def _looked_up(self, last: tuple[int, int], word: int) -> float:
        held = self._held
        for name, ids, cost in (("three", (*last, word), 0.0), ("two", (last[1], word), _BACK)):
            key = np.uint64(packed(ids))
            place = int(np.searchsorted(held[f"{name}_keys"], key))
            if place < len(held[f"{name}_keys"]) and held[f"{name}_keys"][place] == key:
                return float(held[f"{name}_scores"][place]) / SCALE - cost
        return float(held["one"][word]) / SCALE - 2 * _BACK


def _numbered(words: list[str], marks: list[str]) -> tuple[str, ...]:
    """The placeholders of an English phrase with the numbers of the French, kind by kind in their order."""
    left = list(marks)
    out = []
    for word in words:
        if is_mark(word):
            mark = next((m for m in left if bare(m) == word), None)
            if mark is None:
                continue
            left.remove(mark)
            word = mark  # noqa: PLW2901
        out.append(word)
    return tuple(out)
