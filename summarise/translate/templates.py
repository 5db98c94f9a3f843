"""Sentences of a few fixed shapes, put into English without a network: who, what befell them, when, by whom, for what.

The brief's own first sentences and made headlines have these shapes: their English is exact.
"""

import re
from collections.abc import Iterator, Mapping

from summarise.translate.holds import Hold, Masked
from summarise.translate.phrases import phrase

_T = r"⟦[TV]\d+⟧"
_LIST = rf"(?:{_T})(?:(?:, | et | ainsi que )(?:{_T}))*"
_SHAPE = re.compile(
    rf"^(?:(?P<place>⟦L\d+⟧) : )?(?:(?P<pursued>⟦V\d+⟧) pour (?P<facts>{_LIST}), )?"
    r"(?P<who>(?:⟦P\d+⟧|(?:[Uu]ne?|[Ll]es|[Dd]es|[Dd]eux|⟦N\d+⟧) [^,.⟦⟧]*(?:⟦[TN]\d+⟧[^,.⟦⟧]{0,8}?){0,3}?)"
    r"(?:, [^,.]{1,60}){0,2}?,?)"
    r" (?:(?P<aux>a été|ont été|avait été|avaient été|est|sont) )?(?P<verb>⟦V\d+⟧)(?P<rest>.*?)\.?$"
)
_AUX = {
    "a été": "was", "ont été": "were", "avait été": "had been", "avaient été": "had been", "est": "is", "sont": "are",
}  # fmt: skip
_PENALTY = re.compile(r"prison|imprisonment|sentence|fine|€|service|damages")
_STEPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", re.compile(r",? (⟦D\d+⟧),?(?= |$)")),
    ("by", re.compile(r",? (par|devant) (?:le |la |l'|les )(⟦[TL]\d+⟧)")),
    ("to", re.compile(r",? à ((?:⟦N\d+⟧|une? ⟦T\d+⟧ de ⟦N\d+⟧)(?:(?:,| et)(?: à| de)? ⟦N\d+⟧)*)")),
    ("for", re.compile(rf",? (pour|de |d')\s?({_LIST})(?!\w)")),
    ("in", re.compile(r" à (⟦L\d+⟧)")),
)
_LINKS = {"par": "by", "devant": "before", "pour": "for", "de": "of", "d'": "of"}


def from_template(masked: Masked) -> str | None:
    """The English of a sentence of a known shape, every part of it exact; None for any other."""
    match = _SHAPE.match(masked.text.strip())
    holds = {h.symbol: h for h in masked.holds}
    if not match or not all(s in holds for s in re.findall(r"⟦\w+⟧", masked.text)):
        return None
    who, rest = _subject(match["who"], holds), _rest(match["rest"], holds)
    verb = holds[match["verb"]].en
    if who is None or rest is None or (match["aux"] is None and not match["place"] and "." in masked.text):
        return None
    parts = [who, _AUX.get(match["aux"] or "", ""), verb, rest]
    said = " ".join(p for p in parts if p)
    if match["pursued"]:
        if not holds[match["pursued"]].fr.lower().startswith("poursuivi"):
            return None
        said = f"Prosecuted for {_listed(match['facts'], holds)}, {said}"
    if match["place"]:
        said = f"{holds[match['place']].en}: {said}"
    end = "." if masked.text.rstrip().endswith(".") else ""
    return said[:1].upper() + said[1:] + end


def _subject(words: str, holds: Mapping[str, Hold]) -> str | None:
    """ "Paul Petit, 45, mayor of Cabourg,", "a 45-year-old man"; None when a part of it is not known."""
    head, *asides = [w.strip() for w in words.rstrip(",").split(", ")]
    said = [_noun(head, holds), *(_aside(a, holds) for a in asides)]
    if not all(said):
        return None
    return ", ".join(filter(None, said)) + ("," if asides else "")


def _noun(words: str, holds: Mapping[str, Hold]) -> str | None:
    return holds[words].en if re.fullmatch(r"⟦P\d+⟧", words) else phrase(_french(words, holds))


def _aside(words: str, holds: Mapping[str, Hold]) -> str | None:
    """An age, or a role."""
    age = re.fullmatch(r"⟦N\d+⟧", words)
    if age:
        return re.sub(r"-year-old$", "", holds[words].en)
    said = phrase(_french(words, holds))
    return re.sub(r"^an? ", "", said) if said else None


def _french(words: str, holds: Mapping[str, Hold]) -> str:
    return re.sub(r"⟦\w+⟧", lambda m: holds[m.group()].fr, words)


def _listed(words: str, holds: Mapping[str, Hold]) -> str:
    parts = [holds[s].en for s in re.findall(r"⟦\w+⟧", words)]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _rest(words: str, holds: Mapping[str, Hold]) -> str | None:
    """What follows the verb, step by step; None when a step is not known."""
    out: list[str] = []
    while words.strip(" ,"):
        for kind, pattern in _STEPS:
            match = pattern.match(words)
            said = _step(kind, match, holds) if match else None
            if match and said:
                out.append(said)
                words = words[match.end() :]
                break
        else:
            return None
    return " ".join(out)


def _step(kind: str, match: re.Match[str], holds: Mapping[str, Hold]) -> str | None:
    if kind == "day":
        return holds[match[1]].en
    if kind == "in":
        return f"in {holds[match[1]].en}"
    if kind == "by":
        return f"{_LINKS[match[1]]} the {holds[match[2]].en}"
    if kind == "for":
        return f"{_LINKS[match[1].strip()]} {_listed(match[2], holds)}"
    parts = list(_penalties(match[1], holds))
    return f"to {' and '.join(parts)}" if all(_PENALTY.search(p) for p in parts) else None


def _penalties(words: str, holds: Mapping[str, Hold]) -> Iterator[str]:
    for piece in re.split(r"(?:,| et)(?: à| de)? (?=⟦N)", words):
        yield " of ".join(holds[s].en for s in re.findall(r"⟦\w+⟧", piece))
