"""People called by a civility and a last name get the first name that the article gives them."""

import re
from itertools import pairwise

from summarise.brief.gender import gender
from summarise.brief.lexicon import word_list
from summarise.records import Brief
from summarise.text.source import Source

_CIVIL = re.compile(r"\b(?:M\.|Mme|Mlle|Monsieur|Madame) ([A-ZÀ-Þ][\w'-]+)(?! [A-ZÀ-Þ])(?=[\s,.;:)]|$)")
_NAME = r"(?<![\w.-])([A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?) {last}(?![\w-])"
_NO_FIRST = word_list("no first names")


def with_full_names(text: str, source: Source) -> str:
    """ "M. Petit a nié" becomes "Jean Petit a nié" where the article knows one first name and the text has none."""
    out = text
    for match in _CIVIL.finditer(text):
        last = match.group(1)
        firsts = set(re.findall(_NAME.format(last=re.escape(last)), source.plain)) - _NO_FIRST
        if len(firsts) == 1:
            full = f"{firsts.pop()} {last}"
            if full not in out:
                out = out.replace(match.group(), full, 1)
    return out


def with_pronoun(parts: list[str], brief: Brief, source: Source) -> list[str]:
    """The sentences with "Il" or "Elle" where a second one in a row begins with the one defendant's full name."""
    if len(brief.defendants) != 1 or not brief.defendants[0].name:
        return parts
    name, sex = brief.defendants[0].name, gender(brief.defendants[0], source.plain)
    verb = re.compile(
        rf"{re.escape(name)}(?=(?: (?:a|est|avait|était|sera|doit|devra|encourt|risque|nie|"
        rf"conteste|devait|reste|aurait|serait) ))"
    )
    out = parts[:1]
    for before, part in pairwise(parts):
        again = verb.match(part) if before.startswith(name) and sex else None
        out.append(("Elle" if sex == "f" else "Il") + part[again.end() :] if again else part)
    return out
