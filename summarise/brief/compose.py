"""The brief's two texts, made of the article's own sentences and the brief's fields."""

import re
from collections.abc import Callable, Iterator
from itertools import dropwhile, islice

from summarise.brief.blame import blamed, without_blame
from summarise.brief.check import SUMMARY_WORDS, check_summary, word_count
from summarise.brief.extract.choose import ranked as extracts
from summarise.brief.extract.passages import passages
from summarise.brief.extract.tables import load as load_tables
from summarise.brief.guilt import suspected
from summarise.brief.headline import headline
from summarise.brief.names import with_full_names, with_pronoun
from summarise.brief.opening import openings
from summarise.brief.sentences import Unit, is_fit, need, units
from summarise.brief.tidy import capital, closed, guillemets, strip_labels, typeset, without_asides
from summarise.brief.weigh import headed, weighed
from summarise.records import Brief
from summarise.text.source import Source

# A candidate that fails its checks is dropped for the next; after this many, something is wrong with the article.
TRIES = 40


# Several texts in, the model's preference for each out (higher is better).
Judge = Callable[[list[str]], list[float]]
# How many verified summaries the model chooses from (one: it is not asked), and what a place further down the ranking
# costs against the mean log-probability of a piece. With six, ROUGE-1 fell at each cost: on 150 articles of train from
# 0.550 to 0.506 (cost 0.02), 0.513 (0.05), 0.529 (0.1), 0.537 (0.2), 0.544 (0.3); on 60 written ones from 0.503 to
# 0.464, 0.480, 0.490, 0.497, 0.503. The decoder, at 5.3 nats a piece, prefers frequent words to the article's.
JUDGED, RANK_COST = 1, 0.2


def compose(source: Source, brief: Brief, judge: Judge | None = None) -> tuple[str, str]:
    """Headline and summary in French, every name and number of which the article has. Either may be empty."""
    return guillemets(headline(source, brief)), guillemets(summary(source, brief, judge))


def summary(source: Source, brief: Brief, judge: Judge | None = None) -> str:
    """One to three sentences, 20 to 70 words; empty only when the article is shorter than that."""
    sound = _sound(source, brief)
    if judge is None or JUDGED < 2:
        return next(sound, "")
    best = list(dict.fromkeys(islice(sound, JUDGED)))
    if len(best) < 2:
        return "".join(best)
    liked = [score - RANK_COST * place for place, score in enumerate(judge(best))]
    return best[liked.index(max(liked))]


def _sound(source: Source, brief: Brief) -> Iterator[str]:
    """The texts that pass every check; where none of the chosen does, one without the sentences that accuse."""
    for texts in (_extracts(source, brief), _chosen(source, brief), _left(source, brief)):
        refused: list[str] = []
        for text in texts:
            if check_summary(text, source.document, brief):
                continue
            if not blamed(text, brief):
                yield text
            else:
                refused.append(text)
        yield from filter(None, (without_blame(text, brief) for text in refused))


def _pool(source: Source, brief: Brief) -> list[Unit]:
    """The sentences to choose from."""
    pool = [*openings(source, brief), *units(source)]
    if not brief.relevant:  # nothing is known of such an article but that its head says best what it is about
        pool = [u for u in pool if u.place <= 4] or pool
    # A sentence that accuses would take each choice down with it.
    return [u for u in pool if not blamed(u.text, brief)] or pool


def _extracts(source: Source, brief: Brief) -> Iterator[str]:
    """What a journalist would keep of an article about no case; where it has a heading, that says it better."""
    if brief.relevant or headed(source):
        return
    for chosen in extracts(passages(source), load_tables())[:TRIES]:
        yield with_full_names(" ".join(p.text for p in chosen), source)


def _chosen(source: Source, brief: Brief) -> Iterator[str]:
    """What the summary could be, best first."""
    for chosen in weighed(source, brief, _pool(source, brief))[:TRIES]:
        yield joined(chosen, source, brief)


def _left(source: Source, brief: Brief) -> Iterator[str]:
    """What is left when no choice is sound: the article's head as it stands."""
    pool = _pool(source, brief)
    whole = [u for u in pool if not u.cut and u.place >= 0 and u.need != "avant"]
    yield from _runs([u.text for u in dropwhile(lambda u: u.need != "rien", whole)])
    yield from _heads(source)


def joined(chosen: tuple[Unit, ...], source: Source, brief: Brief) -> str:
    """The chosen sentences as one text, each person called by the full name once."""
    parts = [u.text for u in chosen]
    return suspected(with_full_names(" ".join(with_pronoun(parts, brief, source)), source), brief)


def _heads(source: Source) -> Iterator[str]:
    """Runs of the first sentences, then the title and heading, cut at sentence ends: the last resort."""
    whole = [typeset(strip_labels(source.plain[a:b])) for a, b in source.sentences]
    for sentences in (whole[1:], whole):
        for shape in (_whole, lambda s: _whole(without_asides(s))):
            firsts = sorted(range(min(6, len(sentences))), key=lambda k: not _opens(shape(sentences[k])))
            for first in firsts:
                yield from _runs([shape(s) for s in sentences[first:]])
    words = re.sub(r"\s+", " ", source.plain).split()
    yield from (closed(" ".join(words[:n])) for n in _clause_ends(words))


def _opens(text: str) -> bool:
    """Whether a summary may begin with `text`."""
    return is_fit(text) and need(text) == "rien"


def _whole(sentence: str) -> str:
    return closed(capital(sentence))


def _runs(sentences: list[str]) -> Iterator[str]:
    """The longest run from the first sentence that keeps within bounds."""
    run = ""
    best = ""
    for sentence in sentences:
        run = f"{run} {sentence}".strip()
        if word_count(run) > SUMMARY_WORDS[1]:
            break
        best = run
    if word_count(best) >= SUMMARY_WORDS[0]:
        yield best


def _clause_ends(words: list[str]) -> Iterator[int]:
    """Word counts, longest first, at which a clause of an endless sentence ends."""
    for n in range(min(SUMMARY_WORDS[1], len(words)), SUMMARY_WORDS[0] - 1, -1):
        if words[n - 1][-1] in ".;:,!?":
            yield n
