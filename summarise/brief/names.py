"""People called by a civility and a last name get the first name that the article gives them."""

import re

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
