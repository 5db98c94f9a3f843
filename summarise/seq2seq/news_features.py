"""Features of the whole article from the acts it reports: where each stands, in which form, beside which others."""

import itertools
from collections.abc import Iterator, Sequence

from summarise.mentions.base import DateValue, Kind, Mention
from summarise.mentions.news import HARM, SAID, Happening, happenings, speakers, within
from summarise.seq2seq.date_clause import clause, distance
from summarise.text.source import Source

# Acts that say where a matter stands; the last of them that the article tells as news is told by `evlast`.
PROCEDURE = frozenset(
    {
        "freed", "custody", "arrest", "deferred", "examined", "jailed", "supervised", "witness", "information",
        "inquiry", "complaint", "sent", "trialopen", "trial0", "required", "reserved", "convicted", "acquitted",
        "granted", "confirmed", "appealed", "cassation", "dismissed", "executed", "heard",
    }
)  # fmt: skip
# From the first steps of a procedure to the last: the furthest one reached tells more than the others.
_ORDER = (
    "say", "killed", "complaint", "seize", "search", "inquiry", "heard", "confess", "information", "custody0",
    "custody", "arrest", "freed", "deferred", "witness", "supervised", "examined", "jailed", "sent", "trial0",
    "trialopen", "required", "reserved", "convicted", "acquitted", "granted", "appealed", "confirmed", "cassation",
    "dismissed", "executed",
)  # fmt: skip
_RANK = {act: k for k, act in enumerate(_ORDER)}
_LEAD, _TAIL = 2, 3  # sentences
_TOLD = ("perfect", "bare", "noun")
_BACKGROUND = ("already", "pluperfect")


def _zones(source: Source) -> list[tuple[str, int, int]]:
    """Title, heading, first sentences of the body, the rest."""
    body, size = source.body_start, len(source.plain)
    ends = [end for start, end in source.sentences if start >= body][:_LEAD]
    lead = ends[-1] if ends else body
    return [("t", 0, source.title_end), ("h", source.title_end, body), ("l", body, lead), ("b", lead, size)]


def _places(zone: str, found: Sequence[Happening]) -> Iterator[str]:
    """The acts of one zone, each with its form, and the first and the last."""
    for h in found:
        yield f"ev:{zone}:{h.act}"
        yield f"ev:{zone}:{h.act}:{h.form}"
        if zone != "b":
            yield f"ev:top:{h.act}"
            yield f"ev:top:{h.act}:{h.form}"
    legal = [h.act for h in found if h.act != HARM]
    yield f"ev1:{zone}:{legal[0] if legal else '-'}"
    if legal:
        yield f"evn:{zone}:{legal[-1]}"
    if len(legal) > 1:
        yield f"ev12:{zone}:{legal[0]}_{legal[1]}"


def _furthest(found: Sequence[Happening]) -> Happening:
    return max(found, key=lambda h: _RANK[h.act])


def _reached(top: Sequence[Happening], everything: Sequence[Happening]) -> Iterator[str]:
    """The furthest act told as news at the top, the furthest one in the whole article, pairs at the top."""
    if told := [h for h in top if h.form in _TOLD]:
        furthest = _furthest(told)
        yield from (f"evmax:{furthest.act}", f"evmax:{furthest.act}:{furthest.form}")
    if done := [h for h in everything if h.form == "perfect"]:
        yield f"evmaxpc:{_furthest(done).act}"
    if first := [h for h in top if h.form == "perfect"]:
        yield f"ev1pc:{first[0].act}"
    yield from (f"ev2:{a}+{b}" for a, b in itertools.combinations(sorted({h.act for h in top}), 2))


def _outcome(source: Source, everything: Sequence[Happening]) -> Iterator[str]:
    """What is left when background is taken away: pairs of acts, the last one, those of the last sentences."""
    legal = [h for h in everything if h.act in PROCEDURE]
    news = [h for h in legal if h.form not in _BACKGROUND]
    yield from (f"evb2:{a}+{b}" for a, b in itertools.combinations(sorted({h.act for h in news}), 2))
    sentences = [s for s in source.sentences if s[0] >= source.body_start]
    if len(sentences) > 2 + _TAIL:
        yield from (f"eve:{h.act}:{h.form}" for h in within(legal, sentences[-_TAIL][0], len(source.plain)))
    if last := [h for h in news if h.form != "aim"]:
        yield f"evlast:{last[-1].act}"


def _dated(source: Source, mentions: Sequence[Mention]) -> Iterator[str]:
    """Acts with the distance of their date: "jugé" today is a trial, "jugé" in three weeks is not yet one."""
    if source.date is None:
        return
    for mention in mentions:
        if mention.kind is Kind.DATE and isinstance(mention.value, DateValue):
            far = distance(mention.value.iso, source.date)
            part = "top" if mention.start < source.body_start else "body"
            for h in clause(source, mention).acts:
                if h.act in PROCEDURE:
                    yield from (f"evd:{far}:{h.act}", f"evd:{part}:{far}:{h.act}", f"evd:{far}:{h.act}:{h.form}")


def _sayings(source: Source) -> Iterator[str]:
    """Who speaks at the top, and whether a sentence there tells acts of procedure or only what somebody says."""
    text, found = source.plain, happenings(source.plain)
    for zone, start, end in _zones(source)[:3]:
        for left, right in (s for s in source.sentences if start <= s[0] < end):
            here, who = within(found, left, right), speakers(text[left:right]) or ["-"]
            said = any(h.act == SAID for h in here)
            quoted = '"' in text[left:right] or "«" in text[left:right]
            if said:
                yield from (f"{name}:{w}" for w in who for name in (f"evs:{zone}", "evs"))
            if quoted:
                yield from (f"evq:{zone}", *(f"evq:{zone}:{w}" for w in who))
            if quoted and zone == "t" and ":" in text[left:right]:
                yield "evq:colon"
            legal = "legal" if any(h.act not in (SAID, HARM) for h in here) else "none"
            yield f"evl:{zone}:{legal}:{'say' if said else 'q' if quoted else '-'}"


def news_features(source: Source, mentions: Sequence[Mention]) -> set[str]:
    """All of them; each begins with "ev"."""
    everything = [h for h in happenings(source.plain) if h.act != SAID]
    found: set[str] = set()
    for zone, start, end in _zones(source):
        found.update(_places(zone, within(everything, start, end)))
    lead_end = _zones(source)[2][2]
    top = [h for h in within(everything, 0, lead_end) if h.act != HARM]
    found.update(_reached(top, everything))
    found.update(_outcome(source, everything))
    found.update(_dated(source, mentions))
    found.update(_sayings(source))
    return found
