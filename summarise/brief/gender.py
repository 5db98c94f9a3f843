"""Whether the words for a person are masculine or feminine."""

import re

from summarise.brief.lexicon import word_list
from summarise.mentions.numbers import NUMBER
from summarise.records import Defendant

_FEMININE = re.compile(
    r"\b(?:femmes?|mères?|filles?|fillettes?|sœurs?|soeurs?|épouses?|compagnes?|personnes?|société|entreprise|"
    r"association|veuve|reine|"
    r"maîtresse|nounou|nonne|tante|nièce|dame|princesse|duchesse|[\w-]*(?:euse|trice|ière|ienne|onne|ante|ente|"
    r"iste femme|cienne|ée|igée|sse))s?\b",
    re.IGNORECASE,
)
_MASCULINE = re.compile(
    r"\b(?:hommes?|pères?|fils|garçons?|frères?|maris?|époux|compagnons?|maires?|prêtres?|gendarmes?|suspects?|"
    r"individus?|jeunes|mineurs?|"
    r"militants?|étudiants?|présidents?|adolescents?|lycéens?|collégiens?|retraités?|députés?|avocats?|oncles?|"
    r"neveux?|parrains?|"
    r"[\w-]*(?:eur|teur|ier|ien|in|ant|ent|ois|ais|if|el))s?\b",
    re.IGNORECASE,
)
_FIRST_F = word_list("feminine first names")
_FIRST_M = word_list("masculine first names")
_AFTER = (
    r"(?:, [^,]{1,60},)? (?:a été|avait été|est|était|sera) (?:\w+ )?"
    r"(mise?|placée?|condamnée?|interpellée?|soupçonnée?|poursuivie?|jugée?|renvoyée?|entendue?|accusée?|"
    r"relaxée?|incarcérée?|écrouée?)\b"
)


# "Trente" and "cinquante" look like feminine nouns.
_NUMERAL = re.compile(rf"^(?:les |ces |des )?(?:{NUMBER}|[\w-]+aine)(?: de| d')? ", re.IGNORECASE)


_SEX = {"la": "f", "une": "f", "le": "m", "un": "m"}


def gender(person: Defendant, text: str) -> str | None:
    """ "f", "m", or None when neither the words for the person nor the verbs of `text` tell."""
    if person.name and person.count == 1:
        return _of_name(person, text)
    head = re.split(r",| (?:soupçonn|accus|qui |dont |âgé|d'avoir|de |d'|du )", person.text)[0]
    return _by_article(head) or _of_noun(_NUMERAL.sub("", head))


def _by_article(head: str) -> str | None:
    determiner = re.match(r"(une|la|un|le) ", head, re.IGNORECASE)
    if not determiner:
        return None
    return "f" if determiner.group(1).lower() in {"une", "la"} else "m"


def _of_noun(head: str) -> str | None:
    """The gender of the first noun that has one; several people with one man among them are masculine."""
    found = [(m.start(), sex) for sex, nouns in (("f", _FEMININE), ("m", _MASCULINE)) for m in nouns.finditer(head)]
    return min(found)[1] if found else None


def _of_name(person: Defendant, text: str) -> str | None:
    """What the article's verbs and civilities, then the first name, then the role say; None where they disagree."""
    name = person.name or ""
    last = re.escape(name.split()[-1])
    full = re.escape(name)
    marks = {
        "f" if m.group(1).endswith(("ée", "ie", "ise", "ue")) else "m"
        for m in re.finditer(rf"(?:^|[\n.!?»\"] ?|, ){full}{_AFTER}", text)
    }
    marks |= {_SEX[m.group(1)] for m in re.finditer(rf"{full}, (la|une|le|un) (?!plus\b|seul)[a-zà-ÿ]", text)}
    marks |= {sex for sex, civil in (("f", "Mme"), ("m", r"M\.")) if re.search(rf"\b{civil} {last}\b", text)}
    first = name.split()[0].split("-")[0].lower()
    known = "f" if first in _FIRST_F else "m" if first in _FIRST_M else None
    if len(marks) == 1:
        sure = marks.pop()
        return sure if known in (None, sure) else None
    head = re.split(r",| (?:de |d'|du |des )", person.role or "")[0]
    return known or _by_article(head) or _of_noun(head)
