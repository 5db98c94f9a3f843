"""Finds penalties: "cinq ans de prison dont deux avec sursis", "la perpétuité", "10 ans d'inéligibilité", a fine."""

import re
from collections.abc import Iterator
from dataclasses import replace

from summarise.mentions.around import around
from summarise.mentions.base import Kind, Mention, PenaltyValue, SumValue
from summarise.mentions.penalty_cues import compared, finer
from summarise.mentions.penalty_state import ASKED, FACED, GIVEN, state_cues, state_of
from summarise.mentions.prison import Found, leaning_terms, life_terms, prison_terms, short_terms
from summarise.mentions.sanctions import sanctions
from summarise.mentions.sum_kinds import KINDS
from summarise.mentions.sums import find as find_sums
from summarise.text.source import Source

# Equal penalties within so many characters are taken to be those of several people.
_CLOSE = 250
# What makes a sum a fine or damages when no word of either stands near.
_OWED = re.compile(r"\b(?:devr\w+|vers\w+|requis\w*|demand\w+|réclam\w+|condamn\w+|payer|octroi)\b", re.IGNORECASE)


def find(source: Source) -> list[Mention]:
    """All penalties in `source`, sorted by place."""
    text = source.plain
    kept: list[Found] = list(sanctions(text))
    kept += _clear(life_terms(text), kept)
    kept += [f for f in _clear(prison_terms(text), kept) if f.sure or _governed(source, f)]
    for start, end in source.sentences:
        if any(start <= f.start < end and f.value.penalty == "prison" for f in kept):
            kept += _clear(short_terms(text, start, end), kept)
            kept += _clear(leaning_terms(text, start, end + 200), kept)
    mentions = [_mention(source, f) for f in _lengthened(sorted(kept, key=lambda f: f.start), text)] + _money(source)
    return compared(_once(sorted(mentions, key=lambda m: (m.start, m.end)), source.body_start))


def _lengthened(found: list[Found], text: str) -> list[Found]:
    """Gives a tag without a length the firm part of the term just before it ("un an ferme sous bracelet")."""
    out: list[Found] = []
    for one in found:
        terms = [t for t in out if t.value.penalty == "prison" and "." not in text[t.end : one.start]]
        if one.value.penalty == "bracelet" and one.value.months is None and terms:
            term = terms[-1].value
            firm = (term.months or 0.0) - (term.suspended_months or 0.0)
            one = replace(one, value=replace(one.value, months=firm or None))  # noqa: PLW2901
        out.append(one)
    return out


def _key(mention: Mention) -> tuple[object, ...]:
    """What makes two mentions tell of one penalty."""
    assert isinstance(mention.value, PenaltyValue)
    money = mention.text if mention.value.penalty in {"amende", "dommages"} else ""
    return mention.value.penalty, mention.value.months, money


def _once(mentions: list[Mention], body: int) -> list[Mention]:
    """Takes the guess from a penalty that is told again: the body tells it better than title and heading.

    Equal ones close together in the body may be several people's, and keep theirs.
    """
    told = {_key(m) for m in mentions if m.start >= body and m.guess != "none"}
    seen: dict[tuple[object, ...], Mention] = {}
    out: list[Mention] = []
    for mention in mentions:
        key = (*_key(mention), mention.guess)
        first = seen.setdefault(key, mention)
        if mention.start < body and _key(mention) in told:
            mention = replace(mention, guess="none", cues=(*mention.cues, "told:below"))  # noqa: PLW2901
        elif first is not mention and first.start >= body:
            far = mention.start - first.end > _CLOSE
            guess = "none" if far else mention.guess
            cue = "seen:far" if far else "seen:close"
            mention = replace(mention, guess=guess, cues=(*mention.cues, cue))  # noqa: PLW2901
        elif first is not mention:
            mention = replace(mention, cues=(*mention.cues, "told:above"))  # noqa: PLW2901
        if mention.start >= body and first.start < body:
            seen[key] = mention
        out.append(mention)
    return _replaced(out)


def _replaced(mentions: list[Mention]) -> list[Mention]:
    """Takes the guess from a penalty told in the pluperfect ("avait été condamné à") when a newer one follows."""
    given = [m for m in mentions if m.guess == "prononcee"]
    fresh = {_key(m)[0] for m in given if "sign:earlier-ruling" not in m.cues}
    replaced = {id(m) for m in given if "sign:earlier-ruling" in m.cues and _key(m)[0] in fresh}
    old = replaced | {id(m) for m in given if "sign:undone" in m.cues}
    return [replace(m, guess="none") if id(m) in old else m for m in mentions]


def _clear(found: Iterator[Found], taken: list[Found]) -> list[Found]:
    """Those of `found` that overlap none of `taken`."""
    return [f for f in found if not any(f.start < t.end and t.start < f.end for t in taken)]


def _governed(source: Source, found: Found) -> bool:
    """Whether a bare length stands in a sentence, or after one, that speaks of penalties."""
    context = around(source, found.start, found.end)
    return any(p.search(t) for p in (ASKED, GIVEN, FACED) for t in (context.text, context.previous))


def _mention(source: Source, found: Found) -> Mention:
    context = around(source, found.start, found.end)
    guess = state_of(context, found.sure and found.value.penalty in {"prison", "perpetuite"})
    cues = [f"form:{found.form}", f"penalty:{found.value.penalty}", *state_cues(context), *context.general()]
    cues += [f"rule:{guess}", *finer(context, guess, found.value.penalty)]
    if found.value.months is not None:
        cues.append(f"months:{min(8, int(found.value.months // 12))}")
    if found.value.suspended_months is not None:
        cues.append("part:suspended" if found.value.suspended_months else "part:firm")
    text = source.plain[found.start : found.end]
    if found.form == "how" and context.before.endswith(("Les ", "les ")):
        guess = "none"  # the firm part of a term told before
    return Mention(Kind.PENALTY, found.start, found.end, text, found.value, guess, tuple(dict.fromkeys(cues)))


def _money(source: Source) -> list[Mention]:
    """Fines and damages: sums whose surroundings speak of them."""
    out: list[Mention] = []
    for mention in find_sums(source):
        context = around(source, mention.start, mention.end)
        for kind in ("amende", "dommages"):
            pattern = KINDS[kind]
            near = _OWED.search(context.before[-50:])
            if near or mention.guess == kind or pattern.search(context.text) or pattern.search(context.previous):
                out.append(_from_sum(source, mention, kind))
    return out


def _from_sum(source: Source, mention: Mention, kind: str) -> Mention:
    context = around(source, mention.start, mention.end)
    assert isinstance(mention.value, SumValue)
    guess = state_of(context, True) if f"rule:{kind}" in mention.cues else "none"
    if kind == "dommages" and guess != "prononcee":
        guess = "none"  # what a civil party asks for is no penalty asked for by the prosecution
    sum_cues = [c for c in mention.cues if c.split(":")[0] in {"span", "before", "after", "size", "form"}]
    cues = [f"penalty:{kind}", f"sum:{mention.guess}", *sum_cues, *state_cues(context), *context.general()]
    cues += [f"rule:{guess}", *finer(context, guess, kind)]
    value = PenaltyValue(kind)
    return Mention(Kind.PENALTY, mention.start, mention.end, mention.text, value, guess, tuple(dict.fromkeys(cues)))
