"""General facts about where a person stands in the text: the features behind each guess."""

from functools import lru_cache

from summarise.mentions.people_lexicon import Draft, Tokens, fold, verb_class, word_class
from summarise.text.source import Source

_BE = word_class("cues.be")
_HAVE = word_class("cues.have")
_CLAIM = frozenset(("aurait", "auraient", "serait", "seraient"))
_STOP = frozenset((".", "!", "?", ";", ":"))
_BEFORE = word_class("cues.before")
_NEAR_NOUNS = word_class("cues.near_nouns")
_OFFENCE = word_class("cues.offence")
_PENALTY = ("prison", "ferme", "sursis", "amende", "perpetuite", "reclusion", "emprisonnement", "ineligibilite")
_PAST = ("deja", "precedemment", "autrefois", "parallele", "autre affaire", "par ailleurs", "en 19", "en 200")
_STATUS_OF_HEAD = {
    "suspect": "suspect", "prevenu": "prevenu", "accuse": "accuse", "condamne": "condamne", "mis_en_cause": "suspect",
    "mis_en_examen": "mis_en_examen", "garde_a_vue": "garde_a_vue", "coprevenu": "prevenu", "coaccuse": "accuse",
    "interpelle": "garde_a_vue",
}  # fmt: skip
STATUS_OF_VERB = {
    "charge": "mis_en_examen", "custody": "garde_a_vue", "arrest": "garde_a_vue", "condemn": "condamne",
    "acquit": "relaxe", "suspect": "suspect", "accuse": "suspect", "try": "prevenu", "jail": "mis_en_examen",
    "prosecute": "prevenu", "sentence": "condamne", "dismiss": "non_lieu", "flee": "suspect",
    "assisted": "temoin_assiste",
}  # fmt: skip


def _bounds(source: Source, tokens: Tokens, draft: Draft) -> tuple[int, int]:
    """The words of the sentence that holds the draft."""
    start, end = source.sentence_at(tokens.start[draft.first])
    return min(tokens.index(start), draft.first), max(tokens.index(end), draft.last)


def _after(tokens: Tokens, draft: Draft, stop: int) -> list[str]:
    """Cues of the nine words after: the verbs that follow, active or passive, near or far."""
    out: list[str] = []
    voice, negated = "", False
    own = "head_" if tokens.at(draft.first - 1) in {"de", "d'"} else ""  # the verb belongs to what it completes
    for i in range(draft.last, min(stop, draft.last + 9)):
        word = tokens.low[i]
        if word in _STOP:
            break
        if word in _CLAIM:
            out.append("mood:conditional")
        voice = "pass" if word in _BE else "act" if word in _HAVE and not voice else voice
        negated = negated or word in {"n'", "ne", "pas"}
        found = verb_class(word) if len(word) > 2 else None
        if found:
            near = "near" if i < draft.last + 5 else "far"
            out += [f"{own}after:{found}", f"{own}{near}:{voice or 'bare'}:{found}"]
            if negated:
                out.append(f"not:{found}")
    return [*out, _next(tokens.at(draft.last) if draft.last < stop else "")]


def _next(word: str) -> str:
    """Cue of the very next word."""
    if word in {"qui", "et"}:
        return f"next:{word}"
    if word in _BE | _HAVE:
        return "next:aux"
    return "next:comma" if word == "," else "next:end" if word in {"", *_STOP} else "next:word"


def _main_verb(tokens: Tokens, draft: Draft, stop: int) -> list[str]:
    """Cues of the auxiliary that follows after a long complement: `X, 34 ans, directeur de Y, a été condamné`."""
    if tokens.at(draft.first - 1) in _BEFORE - {"que", "qu'", "et", "dont"}:
        return []
    for i in range(draft.last, min(stop, draft.last + 30)):
        if tokens.low[i] in _STOP:
            return []
        if tokens.low[i] in _BE | _HAVE and tokens.at(i - 1) not in {"qui", "qu'", "il", "elle", "ils", "où"}:
            window = range(i + 1, min(stop, i + 6))
            voice = "pass" if tokens.low[i] in _BE or tokens.at(i + 1) == "été" else "act"
            found = next((v for v in (verb_class(tokens.low[k]) for k in window if len(tokens.low[k]) > 2) if v), None)
            return [f"main:{voice}:{found}"] if found else []
    return []


def _before(tokens: Tokens, draft: Draft, start: int) -> list[str]:
    """Cues of the six words before: a preposition, a noun, the verbs whose object it may be."""
    out: list[str] = []
    article = tokens.at(draft.first) in {"du", "des", "au", "aux"}
    at = draft.first if article else draft.first - 1
    word = tokens.at(at) if at >= start else ""
    other = "start" if at < start else "comma" if word == "," else "other"
    out.append(f"prep:{word if word in _BEFORE else other}")
    for i in range(max(start, draft.first - 6), draft.first):
        found = verb_class(tokens.low[i]) if len(tokens.low[i]) > 2 else None
        if found:
            near = "near" if i >= draft.first - 3 and word != "," else "far"
            out += [f"before:{found}", f"{near}:{'prep' if word in _BEFORE else 'obj'}:{found}"]
        if tokens.low[i] in _NEAR_NOUNS and i >= draft.first - 3:
            out.append(f"of:{tokens.low[i]}")
    if word in {"de", "d'", "du", "des"} or article:
        noun = tokens.at(at - 1)
        if noun in _NEAR_NOUNS:
            out.append(f"noun_de:{noun}")
    return out


def _form(draft: Draft) -> list[str]:
    """Cues of the phrase itself."""
    out = [f"det:{draft.det or 'none'}", f"class:{draft.cls or 'name'}", f"gender:{draft.gender or 'x'}"]
    facts = {f"title:{draft.title}": draft.title, "named": draft.name, "age": draft.age is not None,
             "plural": draft.plural, "minor": draft.minor, "company": draft.company}  # fmt: skip
    out += [cue for cue, true in facts.items() if true]
    if draft.count and draft.count > 1:
        out.append("count:2" if draft.count == 2 else "count:few" if draft.count < 10 else "count:many")
    if draft.cls in {"kin", "status", "victim", "minor", "magistrate", "generic"}:
        out.append(f"head:{draft.head.replace(' ', '_')}")
    out += ["presumed"] if any(a.startswith(("présum", "prétendu", "supposé")) for a in draft.extra) else []
    out += ["ex"] if draft.head.startswith("ex") or any(a.startswith("ancien") for a in draft.extra) else []
    status = _STATUS_OF_HEAD.get(draft.head.rpartition(" ")[2] if draft.head[:1].isdigit() else draft.head)
    return out + ([f"status:{status}"] if status else [])


@lru_cache(maxsize=256)
def _around(sentence: str) -> tuple[str, ...]:
    """What else the sentence speaks of: an offence, a penalty, an earlier case."""
    text = fold(sentence)
    spoken = {"sent:offence": _OFFENCE, "sent:penalty": _PENALTY, "sent:past": _PAST}
    return tuple(cue for cue, listed in spoken.items() if any(w in text for w in listed))


def _place(source: Source, tokens: Tokens, draft: Draft, sentence: tuple[int, int]) -> list[str]:
    """Cues of the place in the article, and of the sentence around."""
    at = tokens.start[draft.first]
    body = source.body_start
    title = source.title_end
    out = ["in:title" if at < title else "in:heading" if at < body else
           "in:lead" if at < body + 400 else "in:body" if at < body + 1500 else "in:tail"]  # fmt: skip
    out += _around(source.plain[tokens.start[sentence[0]] : tokens.end[sentence[1] - 1]])
    quotes = source.plain.count("«", max(0, at - 300), at) - source.plain.count("»", max(0, at - 300), at)
    out += ["quote"] if quotes > 0 else []
    return out


def _status(cues: list[str]) -> list[str]:
    """The legal status that verbs near by give the person as their subject or object."""
    out = []
    for cue in cues:
        for prefix in ("near:pass:", "near:bare:", "near:obj:", "near:prep:", "main:pass:"):
            status = STATUS_OF_VERB.get(cue.removeprefix(prefix)) if cue.startswith(prefix) else None
            if status:
                out.append(f"status:{status}")
    return out


def draft_cues(source: Source, tokens: Tokens, draft: Draft, limit: int) -> tuple[str, ...]:
    """All cues of one mention, each once, in order of finding; words from `limit` on belong to somebody else."""
    start, stop = _bounds(source, tokens, draft)
    cues = _form(draft) + _after(tokens, draft, max(draft.last, min(stop, limit))) + _before(tokens, draft, start)
    cues += _main_verb(tokens, draft, max(draft.last, min(stop, limit)))
    if draft.company and ("prep:contre" in cues or any(c.endswith((":condemn", ":prosecute")) for c in cues)):
        cues.append("status:defendeur")
    cues += _status(cues) + _place(source, tokens, draft, (start, stop))
    return tuple(dict.fromkeys(cues))


def pronoun_cues(source: Source, tokens: Tokens, drafts: list[Draft]) -> dict[int, list[str]]:
    """Verbs whose subject is `il` or `elle`, given to the mention that the pronoun most likely takes up."""
    out: dict[int, list[str]] = {}
    for i, word in enumerate(tokens.low):
        if word not in {"il", "elle", "lui"} or (word == "il" and _impersonal(tokens, i)):
            continue
        start, stop = source.sentence_at(tokens.start[i])
        gender = "f" if word == "elle" else "m"
        k = _antecedent(source, tokens, [(k, d) for k, d in enumerate(drafts) if _taken_up(d, i, gender)], start)
        if k is not None:
            found = _after(tokens, Draft(i, i + 1), max(i + 1, min(tokens.index(stop), i + 9)))[:-1]
            out.setdefault(k, []).extend([*found, *_status(found), "pronoun"])
    return out


def shared_cues(tokens: Tokens, drafts: list[Draft], cues: list[tuple[str, ...]]) -> dict[int, list[str]]:
    """What is said of one of two coordinated people is said of both: `X et Y ont été condamnés`."""
    out: dict[int, list[str]] = {}
    for k in range(len(drafts) - 2, -1, -1):
        a, b = drafts[k], drafts[k + 1]
        between = tokens.low[a.last : b.first]
        both_named = bool(a.name) and bool(b.name)
        if between not in (["et"], [",", "et"], ["ainsi", "que"]) and not (both_named and between == [","]):
            continue
        if a.company != b.company or (a.cls == b.cls == "police"):
            continue
        later = [*cues[k + 1], *out.get(k + 1, [])]
        out.setdefault(k, []).extend(
            c for c in later if c.startswith(("near:pass", "near:bare", "main:pass", "status:"))
        )
        out.setdefault(k + 1, []).extend(c for c in cues[k] if c.startswith(("near:obj", "near:prep", "prep:contre")))
        out[k].append("coordinated")
        out[k + 1].append("coordinated")
    return out


def _impersonal(tokens: Tokens, i: int) -> bool:
    """`il s'agit`, `il y a`, `il faut`."""
    return tokens.at(i + 1) in {"y", "faut"} or tokens.at(i + 2) == "agit"


def _taken_up(draft: Draft, i: int, gender: str) -> bool:
    """Whether a pronoun of that gender at word i may take the mention up."""
    single = not (draft.plural or draft.company or draft.weak or draft.det == "pron")
    return single and draft.first < i and draft.gender in {gender, None}


def _antecedent(source: Source, tokens: Tokens, before: list[tuple[int, Draft]], start: int) -> int | None:
    """The first person in the sentence that begins at `start`, else in the sentence before that."""
    previous = source.sentence_at(max(0, start - 2))[0]
    here = [(k, tokens.start[d.first]) for k, d in before if tokens.start[d.first] >= previous]
    own = [k for k, at in here if at >= start]
    return next(iter(own or [k for k, _ in here]), None)


def chain_cues(kept: list[tuple[Draft, tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """The cues of each mention with those that only its whole chain, or the other chains, can tell."""
    dets: dict[int, list[str]] = {}
    named, pursued = set(), set()
    for draft, cues in kept:
        dets.setdefault(draft.chain, []).append(draft.det)
        if draft.name:
            named.add(draft.chain)
        if any(c.startswith("status:") for c in cues):
            pursued.add(draft.chain)
    order = {chain: k for k, chain in enumerate(dets)}
    out = []
    for draft, cues in kept:
        chain = draft.chain
        others = pursued - {chain}
        more = [f"chain:first_{dets[chain][0] or 'none'}", "size:" + _bucket(len(dets[chain]))]
        more.append("rank:" + ("first" if order[chain] == 0 else "early" if order[chain] < 3 else "later"))
        more += ["chain:only_def"] if set(dets[chain]) <= {"def", "dem", "poss", "pron"} else []
        more += ["others:named_pursued"] if others & named else []
        more += ["others:pursued"] if others else ["others:none"]
        more += ["chain:named"] if chain in named else ["chain:unnamed"]
        out.append((*cues, *more))
    return out


def _bucket(size: int) -> str:
    """How many mentions, roughly."""
    return "1" if size == 1 else "2-3" if size < 4 else "4-7" if size < 8 else "8+"
