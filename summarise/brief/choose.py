"""All the summaries that an article's sentences allow, best first."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from summarise.brief.gender import gender
from summarise.brief.rank import Salience, content, score
from summarise.brief.sentences import GENERIC, Unit, head_noun
from summarise.records import Brief

WANTED = (25, 62)
# More sentences than these never won on the training briefs, and three of them make 560 summaries at most.
POOL = 16


# Someone presented, at the head of a sentence: "Un homme…", "À Lyon, une femme…".
_ANEW = r"(?:[^,]{2,40}, )?(?:une?|deux|trois|quatre|cinq|six) "
_COUNTED = re.compile(
    r"(?<!les )(?<!ces )\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|\d+) "
    r"(?:hommes|femmes|individus|personnes|suspects|prévenus|policiers|mineurs|adolescents|jeunes)\b",
    re.IGNORECASE,
)
_SAME_DEED = re.compile(r"(?:a|ont) été (?:mise?s? en examen|placée?s? en garde à vue)")


def follows(chosen: tuple[Unit, ...], brief: Brief) -> bool:
    """Whether each sentence has before it what it needs to be understood."""
    if chosen[0].need != "rien":
        return False
    if restates(chosen):
        return False
    for k, (before, unit) in enumerate(pairwise(chosen), start=1):
        if before.place == unit.place:
            return False
        if unit.need == "avant" and not (before.place == unit.place - 1 and before.place >= 0):
            return False
        if unit.need == "personne" and not presents(chosen[:k], unit, brief) and before.place != unit.place - 1:
            return False
    return True


def restates(chosen: tuple[Unit, ...]) -> bool:
    """Whether two of the sentences say the same, or a later one presents anew whom an earlier one did ("Un homme…")."""
    if len(_SAME_DEED.findall(" ".join(u.text for u in chosen))) > 1:
        return True
    if any(aged(a.text) & aged(b.text) for a, b in combinations(chosen, 2)):
        return True
    bags = [(unit.text, bag(unit.text)) for unit in chosen]
    for i, (_, first) in enumerate(bags):
        for text, second in bags[i + 1 :]:
            shared = len(first & second) / max(1, min(len(first), len(second)))
            if shared >= (0.35 if re.match(_ANEW, text, re.IGNORECASE) else 0.55):
                return True
            if re.match(_ANEW, text, re.IGNORECASE) and chosen[i].text.split()[:2] == text.split()[:2]:
                return True
            if runs(chosen[i].text) & runs(text) or presented(chosen[i].text) & presented(text):
                return True
    return False


def sets_the_scene(turned: tuple[Unit, ...], brief: Brief) -> bool:
    """Whether a short heading reads better after the sentence that it comes before: the one with the day."""
    if len(turned) < 2 or not turned[1].heading or turned[0].heading or brief.date is None:
        return False
    first, heading = turned[0].text, turned[1].text
    day = brief.date.text
    return turned[0].need == "rien" and len(heading) < len(first) and day in first and day not in heading


@lru_cache(maxsize=4096)
def aged(text: str) -> frozenset[str]:
    """The ages by which a sentence presents people: the same one again is the same person presented again."""
    return frozenset(re.findall(r"(?:, | de |âgée? de )(\d{1,2}) ans(?=[ ,.])(?! de | d'|,? dont| ferme| avec)", text))


@lru_cache(maxsize=4096)
def presented(text: str) -> frozenset[str]:
    """The people whom a sentence presents by their number: "quatre individus" twice would be eight."""
    return frozenset(m.group().lower() for m in _COUNTED.finditer(text))


@lru_cache(maxsize=4096)
def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Each four content words in a row: two sentences that share one repeat each other."""
    words = content(text)
    return frozenset(zip(*(words[k:] for k in range(4)), strict=False))


@lru_cache(maxsize=4096)
def bag(text: str) -> frozenset[str]:
    """The content words of a sentence."""
    return frozenset(content(text))


def presents(earlier: tuple[Unit, ...], unit: Unit, brief: Brief) -> bool:
    """Whether `earlier` speaks of the only person whom "Le prévenu" in `unit` can mean."""
    said = " ".join(u.text for u in earlier).lower()
    noun = head_noun(unit.text)
    if noun.startswith("victime"):
        return "victime" in said or any(v.text.lower() in said for v in brief.victims)
    if noun and noun not in GENERIC:
        return re.search(rf"\b{re.escape(noun)}\b", said) is not None
    if len(brief.defendants) != 1 or brief.defendants[0].count != 1:
        return False
    one = brief.defendants[0]
    if unit.text.startswith(("Il ", "Elle ")) and gender(one, said) not in (
        None,
        "f" if unit.text.startswith("Elle") else "m",
    ):
        return False
    return (one.name or one.text).lower() in said


def candidates(pool: list[Unit], brief: Brief, salience: Salience) -> Iterator[tuple[Unit, ...]]:
    """Every readable summary of one to three sentences of `pool` within the wanted length, in any good order."""
    best = set(sorted(pool, key=lambda u: (-score((u,), salience), u.place))[:POOL])
    ordered = [u for u in pool if u in best]
    lengths = {u: len(u.text.split()) for u in ordered}
    for size in (1, 2, 3):
        for chosen in combinations(ordered, size):
            if WANTED[0] <= sum(lengths[u] for u in chosen) <= WANTED[1]:
                yield from _orders(chosen, brief)


def _orders(chosen: tuple[Unit, ...], brief: Brief) -> Iterator[tuple[Unit, ...]]:
    """The article's order; or the heading after the sentence that presents the person it speaks of."""
    turned = (chosen[1], chosen[0], *chosen[2:]) if len(chosen) > 1 else chosen
    if sets_the_scene(turned, brief) and follows(turned, brief):
        yield turned
    elif follows(chosen, brief):
        yield chosen
    elif len(chosen) == 2 and (chosen[0].need, chosen[1].need) == ("personne", "rien"):
        yield from (turned,) if presents(turned[:1], turned[1], brief) else ()
