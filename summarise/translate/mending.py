"""What can be put right in English without a doubt: articles, spaces, quotation marks, "he" for a woman."""

import re
from collections.abc import Sequence

from summarise.translate.gender import rightly_owned, wrong_gender
from summarise.translate.holds import Hold

SYMBOL = re.compile(r"⟦[A-Z]\d+⟧")
"""A placeholder."""

_DEFINITE = re.compile(r"(?:(?<!\w)(?:l[ae]s?|du|aux?) |(?<![\w'])(?:de )?l['’])$", re.IGNORECASE)
_BARE_BEFORE = r"(?:^|(?:(?<= )|^)(?:of|by|from|to|with|before|against|for|at|and|that|when|after|told) )"
_TAKES_ARTICLE = re.compile(
    r"\b(?:court|judges?|prosecutors?|defendants?|accused|lawyers?|police|victims?|complainants?|suspects?|jury|jurors?"
    r"|office|investigators?|gendarmes|gendarmerie|prosecution|defence|mayor|minister|driver|owner|manager|director)$"
)


def articled(text: str, holds: Sequence[Hold], french: str) -> str:
    """The masked English with "the" before courts and people where the French has it and the English has nothing."""
    for hold in holds:
        if hold.kind == "T" and _DEFINITE.search(french[: hold.start]) and _TAKES_ARTICLE.search(hold.en):
            text = re.sub(rf"({_BARE_BEFORE}){hold.symbol}", rf"\1the {hold.symbol}", text)
    return text


def mended(french: str, english: str) -> str:
    """The English with what can be put right without a doubt: spaces, the capital, "he" for a woman."""
    text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s+", " ", SYMBOL.sub("", english))).strip()
    text = _quoted(french, re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text))
    text = re.sub(r"^(\W*)([a-z])", lambda m: m.group(1) + m.group(2).upper(), text)
    if text and text[-1].isalnum() and french.rstrip().endswith((".", "…")):
        text += "."
    text = rightly_owned(french, text)
    one = re.match(r"(?:Il|Elle)\b(?! (?:est|a été|était|sera) (?:reproché|interdit|prévu|question|possible))", french)
    if one:  # a person, where what befell is what befalls people
        text = _IT.sub("She" if one.group() == "Elle" else "He", text)
    wrong = next(wrong_gender(french, text), None)
    return _other_sex(text, woman="femme" in wrong.reason) if wrong else text


_SINGLE = re.compile(r"(?<![\w’'])['‘]\s?((?:[^'‘’\"]|(?<=\w)['’](?=\w))+?)\s?['’](?!\w)")


def _quoted(french: str, text: str) -> str:
    """Double quotation marks, where the French quotes and the English has single or typographic ones."""
    if not re.search(r"[«\"“]", french):
        return text
    return _SINGLE.sub(r'"\1"', re.sub(r"[“”„«»]\s?(?=\w)|[“”„]|\s?[«»]", '"', text))


_IT = re.compile(
    r"^It(?= (?:is|was|has been|had been|will be|would be) (?:also |now |still |again )?(?:suspected|summoned"
    r"|prosecuted|tried|sentenced|"
    r"placed|accused|charged|remanded|convicted|acquitted|wanted|arrested|questioned|detained|imprisoned|jailed"
    r"|released|"
    r"brought|on trial|in (?:police )?custody|under|due to|fined)\b| (?:den(?:ies|ied)|admit(?:s|ted)|faces|risks)\b)"
)
_HIS = {"he": "she", "his": "her", "him": "her", "himself": "herself"}
_HER = {"she": "he", "hers": "his", "herself": "himself"}


def _other_sex(text: str, *, woman: bool) -> str:
    table = _HIS if woman else _HER

    def swapped(match: re.Match[str]) -> str:
        word = table[match.group().lower()]
        return word.capitalize() if match.group()[0].isupper() else word

    text = re.sub(rf"\b(?:{'|'.join(table)})\b", swapped, text, flags=re.IGNORECASE)
    if woman:
        return text
    text = re.sub(r"\bher\b(?= (?:under|in|into|on|to|before|for|with|at|from|by|and|of|as)\b)", "him", text)
    return re.sub(r"\bher\b(?= [a-z])", "his", re.sub(r"\bHer\b(?= [a-z])", "His", text))
