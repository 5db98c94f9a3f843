"""Guilt language in English: what states guilt, and what excuses it."""

import re
from collections.abc import Iterator
from functools import cache

from summarise.innocence.finding import Hit
from summarise.innocence.grammar import NAME, any_of, phrases, words
from summarise.innocence.rules import Convictions, Excuses

_ADV = r"(?:\s(?:also|then|later|brutally|sexually|repeatedly|fatally|already|deliberately|violently|first|twice))*"
_ADJ = r"(?:(?:\d+|two|three|four|five|six|young|serial|armed|real|other|drug)\s)?"
_PROCEDURE = any_of(
    r"suspect", r"custody", r"investigation", r"defendant", r"\baccused\b", r"\btrial\b", r"\btried\b", r"court",
    r"prosecut", r"arrested", r"detention", r"\bjail", r"prison", r"inquiry", r"\bjudge",
)  # fmt: skip
_OPEN = any_of(
    r"custody", r"under (?:formal )?investigation", r"(?:will|is to|due to) (?:be tried|stand trial|appear)",
    r"trial opens", r"pre-trial", r"suspected",
)  # fmt: skip
_UNREAL = re.compile(
    r"(?:\bnot\b|n't|\bnever\b|\bcould\b|\bmay\b|\bmight\b|\bwould\b|\bwill\b|\bif\b|"
    r"\bto\b|\bshould\b|\bbe\b|asked)\s*(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_CONVICTED = any_of(
    r"\bconvicted\b", r"\bconviction\b", r"\bsentenced\b", r"found guilty", r"\bpleaded guilty\b",
    r"\b(?:given|jailed for|received|got) \S+(?: \S+)? (?:years|months)", r"\bserving\b", r"handed (?:a|an|down)?",
    r"\b(?:given|received|receives|got) an?\b[^.,]{0,40}\bsentence", r"\b(?:fined|ordered to pay)\b",
)  # fmt: skip
_PRIOR = re.compile(
    r"already (?:been )?convicted|previous(?:ly)? convict|convicted[^.,]{0,30}\bin (?:19|20)\d\d", re.IGNORECASE
)
_APPEAL = any_of(
    r"\b(?:has|have|had) (?:\w+ )?appealed(?! against the (?:decision|release))", r"is appealing",
    r"(?:lodged|filed) an appeal",
    r"appeal(?:s|ed)? against (?:his|her|their|the) (?:conviction|sentence)",
    r"not final",
)  # fmt: skip
_CLEARED = any_of(
    r"acquitt", r"not guilty", r"case (?:was |is )?dismissed", r"\bcleared\b", r"no case to answer", r"exonerat"
)
_SAYING = (
    r"(?:sa(?:y|ys|id)\b|claim|alleg|believ|argu|maintain|insist|admit|confess|acknowledg|"
    r"den(?:y|ies|ied)|suspect|accus|"
    r"told|tells|state|think|consider|report|add|explain|contend|assert|testif|suggest|"
    r"whether|prov(?:e|es|ed)|establish|"
    r"describ|recount|recall|warn|according)"
)
_ATTRIBUTED = any_of(
    r"\baccording to\b(?! the article)", r"\bfor the (?:prosecution|prosecutor|defence)\b",
    r"\ballegedly\b", r"\breportedly\b",
    _SAYING + r"(?:\w+)?\s(?:[^.;:,]{0,60}?\s)?(?:that\s|he\b|she\b|they\b|the\b|it\b|his\b|her\b)",
    r"\b(?:said|alleged|reported|believed|thought|suspected|supposed) to\b", r"\bif (?:he|she|they|the)\b",
)  # fmt: skip
_SAID = (
    r"(?:said|says?|claim(?:s|ed)?|alleg(?:es|ed)|believes?|argu(?:es|ed)|insist(?:s|"
    r"ed)?|told|according|maintain(?:s|ed)?)\b"
)
_SAID_AFTER = re.compile(r",\s(?:[\w'’]+\s){0,4}?" + _SAID, re.IGNORECASE)
_GOVERNED = any_of(
    r"suspected (?:of|to)",
    r"accused of",
    r"(?:tried|prosecuted|charged|investigation|trial)[^.,;]{0,40}\b(?:for|with|of|over)\b",
    r"\balleged",
)
_AS = re.compile(
    r"(?:\bbe\b|\bbeing\b|\bas\b|called|nicknamed|identity of|alleged|suspected)\s*(?:\w+\s){0,2}$", re.IGNORECASE
)
_SOUGHT = re.compile(
    r"(?:looking for|search(?:ing)? for|hunt(?:ing)? for|hunting|seeking|identify|find|trace)\s*$", re.IGNORECASE
)
_UNKNOWN = any_of(
    r"not (?:yet )?been (?:identified|found|arrested|caught)", r"on the run", r"at large", r"\bwanted\b",
    r"\bunknown\b",
    r"\bunidentified\b", r"\bfled\.?$", r"still being sought",
)  # fmt: skip
_DEAD = any_of(
    r"shot dead by",
    r"\bdied\b",
    r"killed (?:himself|herself)",
    r"\bsuicide\b",
    r"who was shot",
    r"\bdead\b",
    r"killed by police",
    r"shot by police",
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern made from the word lists."""
    w = words("en")
    nouns, author = rf"(?:{w['nouns']})", rf"(?:{w['nouns']}|{w['authors']})"
    done = rf"(?:{w['participles']}|{phrases('en')})"
    flags = re.IGNORECASE
    agent = rf"(?:his|her|their|the|an?|two|three|(?-i:{NAME}))\s?[\w'-]*"
    return {
        "nom": re.compile(rf"(?:\b(?:the|this|that|these|those|his|her|their)|'s?)\s{_ADJ}({nouns})\b", flags),
        "presume": re.compile(rf"\bpresumed\s(?:{author}|guilty)\b", flags),
        "apposition": re.compile(rf"(?-i:{NAME}),\s(?:an?|the)\s(?:\w+\s)?{author}\b", flags),
        "attribut": re.compile(
            rf"\b(?:is|are|was|were)\s(?:indeed\s|clearly\s)?(?:guilty\sof|(?:an?|the)\s{_ADJ}{author})\b", flags
        ),
        "fini": re.compile(
            rf"\b(?P<subject>(?:he|she|they|who)|(?:(?:the|a|an|two|three|his|her|their)\s(?:[\w'-]+\s"
            rf"){{0,3}}?[\w'-]+)|(?-i:{NAME}))(?:(?:\s(?:had|has|have))?{_ADV}\s(?P<verb>{done})|\s(?:had|has|have){_ADV}\s"
            rf"(?P<part>{w['passive']}))\b",
            flags,
        ),
        "after": re.compile(rf"\bafter\s(?:having\s)?(?P<verb>{w['gerunds']}|setting fire to|breaking into)\b", flags),
        "present": re.compile(
            rf"(?:^|[:,;]\s)(?P<subject>(?:he|she|an?|the)(?:\s\w+){{0,3}})\s(?P<verb>{w['present']})\b", flags
        ),
        "passif": re.compile(
            rf"\b(?:was|were|been)(?<!allegedly){_ADV}\s(?P<verb>{w['passive']})\s(?:[^.,;]{{0,25}}?\s"
            rf")?by\s(?P<agent>{agent})",
            flags,
        ),
        "possessif": re.compile(r"\b(?:his|her|their)\s(?:own\s)?(?:crimes?|misdeeds?)\b", flags),
        "certitude": re.compile(
            r"\bguilt\b[^.;]{0,30}?(?:is (?:certain|beyond doubt|obvious|established)|in no doubt)", flags
        ),
        "requis": re.compile(
            r"\b(?:prosecutors?|prosecution(?: service)?|public prosecutor)(?:'s office)?\s(?:has\s"
            r"|have\s)?(?:sentenced|handed down|imposed|convicted|jailed|fined)\b",
            flags,
        ),
        "indicted": re.compile(r"\bindict(?:ed|s|ing|ments?)\b", flags),
    }


def hits(sentence: str) -> Iterator[Hit]:
    """All that could state guilt in `sentence`, in the order of the rules."""
    for key, pattern in _patterns().items():
        for match in pattern.finditer(sentence):
            if _counts(key, match, sentence):
                rule = key if key not in ("fini", "after", "present") else "verbe"
                yield Hit(*match.span(), rule, match.groupdict().get("verb") or match.groupdict().get("part") or "")


def _counts(key: str, match: re.Match[str], sentence: str) -> bool:
    """Whether what matched has a person for its author."""
    found = match.groupdict()
    subject, agent = found.get("subject") or "", found.get("agent") or ""
    verb = found.get("verb") or found.get("part") or ""
    if key == "nom" and _adjective(match.group(), sentence[match.end() :]):
        return False
    if key in ("fini", "present") and (_thing(subject) or _passive_or_denied(subject)):
        return False
    if key == "passif" and (
        _thing(agent) or (re.match(r"(?:an?|two|three)\s", agent, re.IGNORECASE) and not _PROCEDURE.search(sentence))
    ):
        return False
    if key == "fini" and _reduced(subject, sentence[: match.start()], sentence[match.end() :]):
        return False
    weak = re.fullmatch(words("en")["weak"], verb, re.IGNORECASE)
    return not weak or bool(_PROCEDURE.search(sentence))


def _adjective(noun: str, after: str) -> bool:
    """Whether the noun only qualifies the next one: "the criminal court", "the terrorist lead"."""
    follows = re.match(r"\s(?!was|is|has|had|will|who|may|and|of|went|faces|got|in|on|at|from)\w", after)
    return noun.casefold().endswith(("criminal", "terrorist")) and bool(follows)


def _reduced(subject: str, before: str, after: str) -> bool:
    """Whether the verb is a passive without its auxiliary: "the six children killed in the crash", "hit by his car"."""
    pronoun = re.fullmatch(r"he|she|they|who", subject, re.IGNORECASE)
    return bool(re.search(r"\bby\s$", before) or (not pronoun and re.match(r"\s(?:in|by|during|on)\b", after)))


def _thing(phrase: str) -> bool:
    return bool(re.search(rf"\b(?:{words('en')['things']})\b", phrase, re.IGNORECASE))


def _passive_or_denied(subject: str) -> bool:
    """Whether the words taken for a subject hold an auxiliary: "the man was" killed, "did not", "having" stolen."""
    return bool(
        re.search(
            r"\b(?:was|were|been|be|being|is|are|not|never|having|to|of|for|may|might|would|could|have|"
            r"allegedly|reportedly|supposedly|" + _SAID + r")\b",
            subject,
            re.IGNORECASE,
        )
    )


_EXCUSES = Excuses(
    attributed=_ATTRIBUTED, said_after=_SAID_AFTER, governed=_GOVERNED, as_called=_AS, sought=_SOUGHT,
    unknown=_UNKNOWN, dead=_DEAD, cleared=_CLEARED, procedure=_PROCEDURE,
    never=frozenset({"requis", "indicted", "certitude"}), after_subject=True,
)  # fmt: skip
_CONVICTIONS = Convictions(told=_CONVICTED, unreal=_UNREAL, prior=_PRIOR, pending=_OPEN, reach=40)
excused = _EXCUSES.excuse


def convicted(text: str) -> bool:
    """Whether the text says that a conviction stands: not asked for, feared, past, or before someone else."""
    return _CONVICTIONS.stands(text, _patterns)


def appealed(text: str) -> bool:
    """Whether the text says that a ruling is under appeal."""
    return bool(_APPEAL.search(text))
