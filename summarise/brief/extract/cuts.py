"""Shorter forms of a sentence: a bracket, a clause between commas, a leading adverbial can go and the rest still holds.

Only words are taken out, never put in. What says who is the source of a claim stays, save a newspaper or an agency.
"""

import re
from collections.abc import Iterator

from summarise.brief.tidy import capital, closed, is_balanced, typeset, without_asides

# Too short a sentence tells nothing, whatever was taken out.
LEAST = 8
_BRACKET = re.compile(r"\s+\([^()]*\)")
_VERB = r"(?:a|ont|est|sont|va|vont|avait|avaient|était|étaient|doit|doivent|sera|seront|s'est|n'a|n'est|ne|se)"
_ONE = r"(?:l'|le|la|les|un|une|des|ce|cet|cette|ces|plusieurs|deux|trois|quatre|plus de|près de)"
# "Mardi matin, ", "Après trois jours de débats, ": when or where, before a subject. "À Lyon, " stays.
_LEADING = re.compile(
    r"^(?:(?:Après|Avant|Depuis|Dans|(?:En|Au|Aux|À|A)(?! [A-ZÀ-Þ])|Lors|Face|Dès|Pendant|Durant|Avec|Pour|Sur|Chez|"
    r"Devant|Au-delà|Interrogée?s?|Invitée?s?|Comme|Outre|Alors que|Tandis que|Quelques|Lundi|Mardi|Mercredi|Jeudi|"
    r"Vendredi|Samedi|Dimanche|Ce (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|Cette (?:semaine|année)|Hier|"
    r"Aujourd'hui|Par ailleurs|En effet|Toutefois|Cependant|Néanmoins|Pourtant|Ainsi|Enfin|Mais|Or|De plus|En outre|"
    r"Du coup|D'ailleurs|De fait|Au total|De son côté|Pour sa part)\b[^,\"«]{0,90}, |(?:Mais|Or|Et|Car|Ainsi) )"
    rf"(?!une? [^,.]*, )(?={_ONE}\b|[A-ZÀ-Þ])"
)
# ", qui…", ", dont…", ", alors que…": to the end of the sentence, or to the comma that closes it.
_CLAUSE = (
    r"(?:qui|dont|où|lequel|laquelle|alors (?:que|qu')|tandis (?:que|qu')|notamment|avant de|avant que|"
    r"après (?:avoir|être)|ainsi que|soit|comme|à l'image|à savoir|en raison|en marge|afin|lors|rejoignant|rappelant|"
    r"évoquant|citant|devenant|provoquant|suscitant|laissant|permettant)"
)
_TAIL = re.compile(rf", {_CLAUSE}\b[^,\"«»]*(?=\.$)")
_MIDDLE = re.compile(rf", {_CLAUSE}\b[^,\"«»:;]{{3,110}}, (?=(?:{_VERB}|sur|pour|dans|en|de|du|à)\b)")
# ", professeur à Lyon,": what a name is, between commas.
_APPOSED = re.compile(rf"(?<=[\w'] )([A-ZÀ-Þ][\w'-]+), (?:\d{{2}} ans|[a-zà-ÿ][^,\"«»:;]{{3,70}}), (?={_VERB}\b)")
_COLON = re.compile(r"(?<=\w) : [^\"«»]*(?=\.$)")
# Without these a sentence would say something else.
_BOUND = re.compile(
    r"\b(?:sauf|sans|si|à condition|hormis|excepté|pas|jamais|aucune?|faux|fausse|démenti|soupçonn|présumé|selon|"
    r"d'après)\b"
)
_OUT = ((_BRACKET, ""), (_LEADING, ""), (_TAIL, ""), (_MIDDLE, " "), (_APPOSED, r"\1 "), (_COLON, ""))


def shorter(text: str) -> Iterator[str]:
    """`text` with one thing taken out, each way that can be."""
    # A quotation keeps who says it.
    told = () if '"' in text or "«" in text else (without_asides(text),)
    for out in (*told, *_without(text)):
        whole = closed(typeset(capital(out)))
        if whole != text and len(whole.split()) >= LEAST and is_balanced(whole):
            yield whole


def _without(text: str) -> Iterator[str]:
    for pattern, left in _OUT:
        for match in pattern.finditer(text):
            if not _BOUND.search(match.group()):
                yield text[: match.start()] + match.expand(left) + text[match.end() :]
