"""The translator: masks a sentence, has it translated, restores it, guards it, tries again, or says it is unsure."""

import datetime
import functools
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from summarise.text.sentences import sentences
from summarise.translate.faults import Fault
from summarise.translate.guard import check
from summarise.translate.holds import Hold, Masked, glossed, mask, unmask
from summarise.translate.mending import SYMBOL, articled, mended
from summarise.translate.phrasal import Phrases
from summarise.translate.phrases import phrase
from summarise.translate.split import clauses, lines, lowered
from summarise.translate.templates import from_template
from summarise.translate.terms import Terms, load_terms

UNSURE = "[?] "
"""What stands before an English sentence that nothing vouches for."""

TRIES = 3
"""Settings of the network that are tried before a sentence is given up."""

# What may never be read, marked or not: a false friend, guilt that French does not state, words left in French.
_NEVER = frozenset({"terme", "culpabilité", "français", "boucle"})
# Nats a piece. Of 150 sentences held out of its training, the 21 below have a chrF of 61, the others of 67.
LEAST_SURE = -0.9
# Nats a word of the table of phrases. Of 280 sentences held out, the 11 below have a chrF of 60, the others of 74.
LEAST_COUNTED = -2.4
_REMEMBERED = 2_000  # phrases that come again in a batch


class Proposal(Protocol):
    """A translation that an engine proposes, with placeholders; the score only orders."""

    @property
    def text(self) -> str:
        """English with the placeholders of the French."""
        ...

    @property
    def score(self) -> float:
        """Higher is better."""
        ...


class Engine(Protocol):
    """What turns masked French into masked English: our network, or a checkpoint of a hub."""

    def translate(self, masked: Sequence[str], *, beam: int = 1, variant: int = 0) -> Sequence[Sequence[Proposal]]:
        """For each sentence its translations, best first; `variant` asks for other settings."""
        ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sentence and its English; `sure` when the guard found no fault. `gist` when only its terms could be given."""

    french: str
    english: str
    sure: bool
    faults: tuple[Fault, ...] = ()
    gist: bool = False

    @property
    def shown(self) -> str:
        """The English as it may be read: marked where nothing vouches for it."""
        return self.english if self.sure else UNSURE + self.english


@dataclass(frozen=True, slots=True)
class Translation:
    """A text sentence by sentence; `breaks` tells after which a line ends."""

    sentences: tuple[Rendered, ...]
    breaks: frozenset[int] = frozenset()

    @property
    def english(self) -> str:
        """The whole English text."""
        out = ""
        for k, one in enumerate(self.sentences):
            out += one.shown + ("\n" if k in self.breaks else " ")
        return out.strip()

    @property
    def warnings(self) -> list[str]:
        """One line in French for each sentence that nothing vouches for, with the sentence itself."""
        return [_warning(k, one) for k, one in enumerate(self.sentences, 1) if not one.sure]


def _warning(number: int, one: Rendered) -> str:
    if one.gist:
        why = one.faults[0].reason if one.faults else "aucun traducteur"
        return f"Phrase {number} non traduite, seuls ses termes le sont ({why}) : « {one.french} »"
    return f"Phrase {number} incertaine ({one.faults[0].reason}) : « {one.french} »"


class _Try(NamedTuple):
    english: str
    faults: tuple[Fault, ...]


class Translator:
    """Puts French into English with one term base and one engine. Without an engine, only terms are put."""

    def __init__(
        self,
        terms: Terms | None = None,
        engine: Engine | None = None,
        tries: int = TRIES,
        phrases: Phrases | None = None,
    ) -> None:
        self.terms = terms or load_terms(None)
        self.engine, self.tries, self.counted = engine, tries, phrases
        self._phrases: dict[str, str | None] = {}

    def text(self, french: str, *, names: Collection[str] = (), date: datetime.date | None = None) -> Translation:
        """A text of any length, line by line and sentence by sentence."""
        found: list[str] = []
        breaks: set[int] = set()
        for line in lines(french):
            found += [line[a:b].strip() for a, b in sentences(line) if line[a:b].strip()]
            breaks.add(len(found) - 1)
        return Translation(tuple(self.sentences(found, names=names, date=date, shown=set())), frozenset(breaks))

    def sentences(
        self,
        french: Sequence[str],
        *,
        names: Collection[str] = (),
        date: datetime.date | None = None,
        tries: int | None = None,
        shown: set[str] | None = None,
    ) -> list[Rendered]:
        """Each sentence; those too long for the engine in parts. `tries` is how many settings are tried.

        With `shown`, French words that English has none for stand in brackets on first use; `shown` has those that did.
        """
        plain = [lowered(s) for s in french]
        parts = [clauses(s) for s in plain]
        flat = [mask(part, self.terms, names=names, date=date) for whole in parts for part in whole]
        if shown is not None:
            flat = [one._replace(holds=glossed(one.holds, self.terms, shown)) for one in flat]
        english = self._translated(flat, [part for whole in parts for part in whole], tries or self.tries)
        out, at = [], 0
        for said, text, whole in zip(french, plain, parts, strict=True):
            mine = english[at : at + len(whole)]
            at += len(whole)
            out.append(_whole(said, text, mine))
        return out

    def phrase(self, french: str) -> str | None:
        """A short phrase (a role, a thing, a group of people), when every part of it can be vouched for."""
        known = phrase(french)
        if known is not None or self.engine is None or not french.strip():
            return known
        if french not in self._phrases:
            if len(self._phrases) > _REMEMBERED:
                self._phrases.clear()
            self._phrases[french] = self._engine_phrase(french)
        return self._phrases[french]

    @staticmethod
    def phrase_known(french: str) -> bool:
        """Whether a name is that of a body with common words ("la mairie de Béziers"), whose English is known."""
        return phrase(french) is not None

    def _engine_phrase(self, french: str) -> str | None:
        one = self.sentences([french], tries=1)[0]
        text = one.english.rstrip(".")
        keep = french[:1].islower() and not re.match(r"[A-Z]{2}|I\b", text)
        return (text[:1].lower() + text[1:] if keep else text) if one.sure else None

    def _translated(self, masked: Sequence[Masked], french: Sequence[str], tries: int) -> list[Rendered]:
        """Each masked sentence by the first setting whose result the guard lets pass."""
        tried = [self._by_template(one, text) for one, text in zip(masked, french, strict=True)]
        left = [k for k in range(len(masked)) if not tried[k]]
        for propose in self._steps(tries if self.engine else 0):
            if not left:
                break
            proposed = propose([masked[k].text for k in left])
            for k, candidates in zip(left, proposed, strict=True):
                tried[k] += self._judged(masked[k], french[k], candidates)
            left = [k for k in left if not any(not t.faults for t in tried[k])]
        return [_best(french[k], masked[k].holds, tried[k]) for k in range(len(masked))]

    def _steps(self, tries: int) -> Iterator[Callable[[list[str]], Sequence[Sequence[Proposal]]]]:
        """What is asked, one after the other: the table of phrases, then the engine in its settings."""
        if self.counted is not None:
            yield self.counted.translate
        for variant in range(tries):
            if self.engine is not None:
                yield functools.partial(self.engine.translate, variant=variant)

    @staticmethod
    def _by_template(masked: Masked, french: str) -> list[_Try]:
        """The English of a sentence of a fixed shape, if the guard finds no fault in it."""
        said = from_template(masked)
        return [_Try(said, ())] if said and not check(french, said) else []

    @staticmethod
    def _judged(masked: Masked, french: str, candidates: Sequence[Proposal]) -> list[_Try]:
        out = []
        for candidate in candidates[:4]:
            english = mended(french, unmask(articled(candidate.text, masked.holds, french), masked.holds))
            faults = (*_symbols(candidate.text, masked.holds), *check(french, english), *_doubt(candidate))
            out.append(_Try(english, faults))
            if not faults:
                break
        return out


def _doubt(candidate: Proposal) -> list[Fault]:
    """The translator's own doubt, and words that it does not know."""
    unknown = getattr(candidate, "unknown", None)
    least = LEAST_SURE if unknown is None else LEAST_COUNTED
    lost = [Fault("mot", word, f"« {word} » n'est pas connu") for word in unknown or ()]
    return lost or (
        [Fault("doute", f"{candidate.score:.1f}", "le traducteur en doute")] if candidate.score < least else []
    )


def _symbols(text: str, holds: Sequence[Hold]) -> list[Fault]:
    """Placeholders lost, doubled or made up."""
    said = SYMBOL.findall(text)
    out = [Fault("repère", h.fr, f"« {h.fr} » est perdu") for h in holds if h.symbol not in said]
    known = {h.symbol for h in holds}
    return out + [Fault("repère", s, "un repère est de trop") for s in set(said) if said.count(s) > 1 or s not in known]


def _best(french: str, holds: Sequence[Hold], tried: Sequence[_Try]) -> Rendered:
    """The first try without faults; else the least faulty that may be read; else the sentence's terms."""
    sound = next((t for t in tried if not t.faults), None)
    if sound:
        return Rendered(french, sound.english, True)
    readable = [t for t in tried if not any(f.code in _NEVER for f in t.faults) and t.english]
    if readable:
        best = min(readable, key=lambda t: len(t.faults))
        return Rendered(french, best.english, False, best.faults)
    faults = tried[0].faults if tried else ()
    return Rendered(french, gist(holds), False, faults, gist=True)


def gist(holds: Sequence[Hold]) -> str:
    """The terms, names and figures of a sentence in English, in the order of the French."""
    said = list(dict.fromkeys(h.en for h in holds if h.en))
    return f"(not translated; it speaks of: {'; '.join(said)})" if said else "(not translated)"


def _whole(said: str, plain: str, parts: Sequence[Rendered]) -> Rendered:
    """A sentence from its parts, guarded once more as a whole."""
    if len(parts) == 1:
        one = parts[0]
        return Rendered(said, one.english, one.sure, one.faults, one.gist)
    english = " ".join(p.english.rstrip(".") + ("" if p is parts[-1] else ";") for p in parts) + "."
    faults = tuple(f for p in parts for f in p.faults) or tuple(f for f in check(plain, english) if f.code != "boucle")
    return Rendered(said, english, not faults and all(p.sure for p in parts), faults, any(p.gist for p in parts))
