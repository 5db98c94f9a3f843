"""Predicates with a date or an adverb inside: "placé mardi en garde à vue", "mise également en examen"."""

import re
from collections.abc import Iterator, Sequence

from summarise.translate.found import Found
from summarise.translate.restore import verbs
from summarise.translate.terms import Terms, tokens

_ADVERBS = {
    "également": "also", "aussi": "also", "de nouveau": "again", "à nouveau": "again", "immédiatement": "immediately",
    "aussitôt": "immediately", "ensuite": "then", "finalement": "eventually", "d'abord": "first", "enfin": "finally",
}  # fmt: skip
_HEAD = re.compile(
    r"(?<![\w-])((?:re)?mis(?:es?)?|plac(?:ée?s?|er)|(?:re)?mettre|laiss(?:ée?s?|er)|renvoy(?:ée?s?|er)) $",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r",? (en (?:examen|garde à vue|détention(?: provisoire)?|liberté(?: sous contrôle judiciaire)?|cause|délibéré"
    r"|procès|correctionnelle|accusation)|hors de cause|sous contrôle judiciaire|sous mandat de dépôt"
    r"|libres? sous contrôle judiciaire|aux assises)(?!\w)",
    re.IGNORECASE,
)
_ADVERB = re.compile(rf"(?<= ),?(?:{'|'.join(_ADVERBS)})(?= )", re.IGNORECASE)


def find(text: str, terms: Terms, dates: Sequence[Found]) -> Iterator[Found]:
    """Each such predicate as one, its date after it."""
    inside = [(d.start, d.end, d.en, True) for d in dates]
    inside += [(m.start(), m.end(), _ADVERBS[m.group().lower().lstrip(",")], False) for m in _ADVERB.finditer(text)]
    for start, end, said, after in inside:
        head, tail = _HEAD.search(text[max(0, start - 12) : start].replace(", ", " ")), _TAIL.match(text, end)
        if head is None or tail is None:
            continue
        en = _english(f"{head[1]} {tail[1]}", terms)
        if en:
            yield Found(start - len(head[1]) - 1, tail.end(), "V", f"{en} {said}" if after else f"{said} {en}", 12)


_ALLEGED = re.compile(
    r"(?:(?<=\s)|^)(?P<aux>aurait|auraient|serait|seraient)(?P<been> été)?"
    r"(?: (?P<adverb>\w+ment|déjà|également|aussi|notamment))? $",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(?:\bn[e']\s?|\b(?:l|m|t|s|lui|les|leur|en|y|se)['\s])$", re.IGNORECASE)


def alleged(text: str, start: int, en: str) -> tuple[int, str] | None:
    """A participle after the conditional of hearsay: "aurait falsifié" → "allegedly falsified"; else None."""
    match = _ALLEGED.search(text[max(0, start - 40) : start])
    if match is None or match["adverb"]:
        return None
    place = start - (len(text[max(0, start - 40) : start]) - match.start("aux"))
    if _NEGATED.search(text[max(0, place - 5) : place]):
        return None
    many = match["aux"].lower() in {"auraient", "seraient"}
    if match["aux"].lower().startswith("ser"):
        return place, f"{'are' if many else 'is'} reportedly {en}"
    if match["been"]:
        return place, f"{'were' if many else 'was'} allegedly {en}"
    first, space, tail = en.partition(" ")
    return place, f"allegedly {verbs().get(first, {}).get('past', first)}{space}{tail}"


# What people do to people: then "l'" is one of them, whose sex the participle tells.
_DONE_TO_PEOPLE = re.compile(
    r"(?:threaten|beat|hit|str[iu]ck|rape|kill|stab|attack|assault|insult|slap|punch|strangle|abuse|molest|harass|arrest"
    r"|convict|acquit|accuse|blackmail|kidnap|abduct|injure|wound|hurt|question|sentence|release|summon)\w*"
)
# The same of terms of several words: whom stands behind the first, "placed him in pre-trial detention".
_MOVED = re.compile(r"(?:placed|held|put|remanded|kept|committed|sent) (?:under|in|on|to|into|before) .+")
_OBJECT = re.compile(
    r"(?:(?<=[\s'])|^)(?:l'|(?P<many>les) )(?P<aux>a|avait|aurait|ont|avaient|auraient) (?P<adverb>\w+ment )?$",
    re.IGNORECASE,
)


def with_object(text: str, start: int, end: int, en: str) -> tuple[int, str] | None:
    """A verb with "l'" or "les" before it: "l'aurait menacée" → "allegedly threatened her".

    None where things may be meant.
    """
    match = _OBJECT.search(text[max(0, start - 25) : start])
    first, space, tail = en.partition(" ")
    if match is None or match["adverb"] or not (_DONE_TO_PEOPLE.fullmatch(en) or _MOVED.fullmatch(en)):
        return None
    place = start - (len(text[max(0, start - 25) : start]) - match.start())
    past = verbs().get(en, {}).get("past", first)
    whom = "them" if match["many"] else "her" if text[start:end].split(maxsplit=1)[0].endswith("e") else "him"
    aux = match["aux"].lower()
    return place, {"avait": "had ", "avaient": "had "}.get(
        aux, "allegedly " if aux.startswith("aur") else ""
    ) + f"{past} {whom}{space}{tail}"


def _english(wording: str, terms: Terms) -> str | None:
    """The English of a predicate as it is without what stands inside."""
    toks = tokens(wording)
    found = next(terms.find(wording, toks), None)
    return found[2].en if found and found[1] == len(toks.words) and found[2].kind == "verb" else None
