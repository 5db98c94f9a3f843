"""Finds offences: named ("abus de confiance"), paraphrased ("escroqué") or told as facts ("poignardé")."""

from bisect import bisect_right

from summarise.mentions.base import Kind, Mention, OffenceValue
from summarise.mentions.offence_choice import charges
from summarise.mentions.offence_company import company, ledger
from summarise.mentions.offence_cues import Place, cues
from summarise.mentions.offence_spans import Found, lower, spans
from summarise.text.source import Source

# Copy without full stops (lists, transcripts) has "sentences" of pages; what is farther off says nothing of an offence.
_REACH = 500


def _mention(source: Source, f: Found, cues_: tuple[str, ...], charged: bool) -> Mention:
    value = OffenceValue(f.code, f.attempt, f.complicity, f.organised)
    text = source.plain[f.start : f.end]
    return Mention(Kind.OFFENCE, f.start, f.end, text, value, "charge" if charged else "none", cues_)


def find(source: Source) -> list[Mention]:
    """All mentions of offences, in order; those that a rule would list as charges of this matter are guessed so."""
    low = lower(source.plain)
    starts = [start for start, _ in source.sentences]
    found = tuple(spans(low, [end for _, end in source.sentences]))
    marked: list[tuple[Found, tuple[str, ...]]] = []
    for f in found:
        index = max(0, bisect_right(starts, f.start) - 1)
        start, end = source.sentences[index]
        near = (max(start, f.start - _REACH), min(end, f.end + _REACH))
        place = Place(low, near, index, source.body_start, found)
        marked.append((f, cues(place, f)))
    chosen = charges(marked)
    book = ledger(marked)
    mentions = []
    for i, (f, facts) in enumerate(marked):
        more = dict.fromkeys(company(low, source.sentence_at(f.start), book, (f, facts)))
        mentions.append(_mention(source, f, (*facts, *more), i in chosen))
    return mentions
