"""Which one to three sentences, whole or shortened, make the best summary of an article."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from summarise.brief.extract.cuts import shorter
from summarise.brief.extract.hopes import (
    TIMES,
    Ints,
    Lexis,
    counted,
    lexis,
    neighbours,
    pair_hopes,
    pairs,
    word_hopes,
)
from summarise.brief.extract.passages import Passage, folded_words, outside
from summarise.brief.extract.tables import Floats, Tables
from summarise.brief.sentences import is_descriptor, leans

Choice = tuple[int, ...]
# The words of a usual abstract: what a summary is measured against.
USUAL = 36.0
WANTED = (20, 62)
# Sentences that a choice is made of, by their own worth; more of them never won on the training articles.
POOL = 8
# A shorter form may be tried where what it is likely to share with the abstract is at least this share of the whole's.
LOST = 0.97
# The most frequent words of the tables say nothing of a subject.
EMPTY = 120
TOP = 10
_VERB = re.compile(r"\b(?:a|ont|est|sont|était|étaient|avait|avaient|va|vont|doit|doivent|peut|peuvent|sera|seront)\b")


@dataclass(frozen=True)
class Field:
    """The passages of an article that a choice is made of, with how likely the abstract has what they say."""

    passages: list[Passage]
    tally: Ints
    held: Ints
    gains: Floats
    likely: Floats
    subject: Floats
    top: Floats
    traits: Floats


def field(wholes: Sequence[Passage], tables: Tables) -> Field:
    """The best of `wholes` with a shorter form of each, ready to be chosen from."""
    seen = lexis(wholes, tables)
    hopes = word_hopes(seen, tables)
    best = _pool(wholes, seen, hopes)
    return _field(wholes, [form for p in best for form in (p, *_shortened(p, seen, hopes))], seen, tables)


def field_of(wholes: Sequence[Passage], forms: Sequence[Passage], tables: Tables) -> Field:
    """Those `forms` ready to be chosen from, whoever made them; `wholes` are the article's sentences."""
    return _field(wholes, forms, lexis([*wholes, *(f for f in forms if f.cut)], tables), tables)


def _field(wholes: Sequence[Passage], forms: Sequence[Passage], seen: Lexis, tables: Tables) -> Field:
    hopes = word_hopes(seen, tables)
    found = pairs([*wholes, *(f for f in forms if f.cut)], seen, hopes[:, 0], tables)
    held = np.zeros((len(forms), len(found.here)), np.intp)
    for k, form in enumerate(forms):
        held[k, [found.here[pair] for pair in neighbours(form.words, seen.here)]] = 1
    subject = ((seen.known == 0) | (seen.known > EMPTY)).astype(np.float32)
    top = np.zeros(len(seen.here), np.float32)
    top[np.argsort(-hopes[:, 0] * subject, kind="stable")[:TOP]] = 1 / TOP
    gains = np.hstack([np.zeros((len(hopes), 1), np.float32), hopes.cumsum(1)])
    tally = counted([f.words for f in forms], seen.here)
    traits = np.array([_traits(f) for f in forms], np.float32)
    return Field(list(forms), tally, held, gains, pair_hopes(found, seen, tables), subject, top, traits)


def _hoped(words: Iterable[str], seen: Lexis, hopes: Floats) -> float:
    """How many of `words` the abstract is likely to have, as a share of both texts."""
    times: dict[int, int] = {}
    total, size = 0.0, 0
    for word in words:
        k = seen.here[word]
        nth = times.get(k, 0)
        times[k] = nth + 1
        size += 1
        total += float(hopes[k, nth]) if nth < TIMES else 0.0
    return total / (size + USUAL)


def _pool(wholes: Sequence[Passage], seen: Lexis, hopes: Floats) -> list[Passage]:
    ranked = sorted(wholes, key=lambda p: (-_hoped(p.words, seen, hopes), p.place))
    return sorted(ranked[:POOL], key=lambda p: p.place)


def _shortened(whole: Passage, seen: Lexis, hopes: Floats) -> list[Passage]:
    """The sentence without what the abstract is least likely to have: thing after thing, while little is lost."""
    text, best = whole.text, LOST * _hoped(whole.words, seen, hopes)
    while True:
        tried = [(_hoped(words, seen, hopes), t) for t in shorter(text) if _same(words := folded_words(t), seen)]
        if not tried or max(tried)[0] < best:
            break
        text = max(tried)[1]
    return [Passage(text, whole.place, folded_words(text), True)] if text != whole.text else []


def _same(words: Iterable[str], seen: Lexis) -> bool:
    return all(word in seen.here for word in words)


def _traits(passage: Passage) -> list[float]:
    """What a reader sees of a passage at a glance."""
    text, said = passage.text, outside(passage.text)
    return [
        1 - len(said) / max(1, len(text)), len(re.findall(r"\d+", text)) / 3,
        len(re.findall(r"(?<=[a-zà-ÿ,'] )[A-ZÀ-Þ]|(?<=')[A-ZÀ-Þ]", text)) / 5, float("?" in text), text.count(",") / 3,
        float("(" in text), float(" : " in text), float(leans(text)), float(is_descriptor(text)),
        float(bool(_VERB.search(said))), float(passage.cut),
    ]  # fmt: skip


def choices(found: Field) -> list[Choice]:
    """The passages that may make a summary together, in the article's order."""
    sizes = [len(p.words) for p in found.passages]
    places = [p.place for p in found.passages]
    out = [
        chosen
        for size in (1, 2, 3)
        for chosen in combinations(range(len(sizes)), size)
        if WANTED[0] <= sum(sizes[k] for k in chosen) <= WANTED[1] and len({places[k] for k in chosen}) == size
    ]
    return _best_of([c for c in out if _reads(found, c)], out, [(k,) for k in range(len(sizes))])


def _best_of(*lists: list[Choice]) -> list[Choice]:
    """The first list that holds anything."""
    return next((some for some in lists if some), [])


def _reads(found: Field, chosen: Choice) -> bool:
    """Whether what leans on the sentence before it has that one before it."""
    before = -2
    for k in chosen:
        passage = found.passages[k]
        if leans(passage.text) and passage.place != before + 1:
            return False
        before = passage.place
    return True


def features(found: Field, chosen: Sequence[Choice]) -> Floats:
    """A row of figures for each choice; `Tables.weights` says what each is worth."""
    picks = np.zeros((len(chosen), len(found.passages)), np.intp)
    for k, choice in enumerate(chosen):
        picks[k, list(choice)] = 1
    tally = picks @ found.tally
    sizes = tally.sum(1).astype(np.float32)
    words = np.take_along_axis(found.gains[None], np.minimum(tally, TIMES)[:, :, None], 2)[:, :, 0].sum(1)
    both = ((picks @ found.held) > 0) @ found.likely
    number = picks.sum(1)
    places = np.array([p.place for p in found.passages], np.float32)
    firsts, lasts = places[[c[0] for c in chosen]], places[[c[-1] for c in chosen]]
    lengths = np.array([len(p.words) for p in found.passages], np.float32)
    several = (picks @ (found.tally > 0).astype(np.intp) > 1) @ found.subject
    distinct = (tally > 0) @ found.subject
    columns = [
        20 * words / (sizes + USUAL), 40 * both / (sizes + USUAL - 2), 5 * words / sizes, 10 * both / sizes,
        words / 10, both / 5, sizes / 30,
        *(np.maximum(0, size - sizes) / 10 for size in (25, 35)),
        *(np.maximum(0, sizes - size) / 10 for size in (35, 45, 55)),
        number == 2, number == 3, np.log1p(firsts), firsts == 0, firsts == 1, np.log1p(lasts),
        several / np.maximum(1, distinct), (tally > 0) @ found.top,
        *(np.array([reach(lengths[list(c)]) for c in chosen]) / 30 for reach in (np.min, np.max)),
    ]  # fmt: skip
    means = picks @ found.traits / number[:, None]
    opening = found.traits[[c[0] for c in chosen]]
    out: Floats = np.hstack([np.array(columns, np.float32).T, means, opening[:, [0, 7, 8]]]).astype(np.float32)
    return out


def ranked(wholes: Sequence[Passage], tables: Tables) -> list[tuple[Passage, ...]]:
    """The choices, best first."""
    if not wholes:
        return []
    found = field(wholes, tables)
    chosen = choices(found)
    worth = features(found, chosen) @ tables.weights
    order = sorted(range(len(chosen)), key=lambda k: (-float(worth[k]), chosen[k]))
    return [tuple(found.passages[k] for k in chosen[at]) for at in order]
