"""People called by a civility and a last name get the first name that the article gives them."""

import re

from summarise.brief.gender import gender
from summarise.records import Brief
from summarise.text.source import Source

_CIVIL = re.compile(r"\b(?:M\.|Mme|Mlle|Monsieur|Madame) ([A-ZÀ-Þ][\w'-]+)(?! [A-ZÀ-Þ])(?=[\s,.;:)]|$)")
_NAME = r"(?<![\w.-])([A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?) {last}(?![\w-])"
_NO_FIRST = frozenset("Mme Mlle Me Maître Monsieur Madame Le La Les Dr Docteur Président Ministre Affaire Selon Pour Avec Si Mais Depuis Famille".split())


def with_full_names(text: str, source: Source) -> str:
    """ "M. Petit a nié" becomes "Jean Petit a nié" when the text has no "Jean Petit" before and the article only one."""
    out = text
    for match in _CIVIL.finditer(text):
        last = match.group(1)
        firsts = set(re.findall(_NAME.format(last=re.escape(last)), source.plain)) - _NO_FIRST
        if len(firsts) == 1:
            full = f"{firsts.pop()} {last}"
            if full not in text:
                out = out.replace(match.group(), full, 1)
    return out


def with_pronoun(parts: list[str], brief: Brief, source: Source) -> list[str]:
    """The sentences with "Il" or "Elle" where a second one in a row begins with the one defendant's full name."""
    if len(brief.defendants) != 1 or not brief.defendants[0].name:
        return parts
    name, sex = brief.defendants[0].name, gender(brief.defendants[0], source.plain)
    verb = re.compile(rf"{re.escape(name)}(?=(?: (?:a|est|avait|était|sera|doit|devra|encourt|risque|nie|conteste|devait|reste|aurait|serait) ))")
    out = parts[:1]
    for before, part in zip(parts, parts[1:], strict=False):
        again = verb.match(part) if before.startswith(name) and sex else None
        out.append(("Elle" if sex == "f" else "Il") + part[again.end() :] if again else part)
    return out
