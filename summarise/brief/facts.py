"""Charges as they follow "pour" and "soupçonné": "vol", "avoir volé un sac", "le meurtre de sa femme"."""

import re

from summarise.brief.phrases import de, listed
from summarise.records import Charge

_PARTICIPLE = re.compile(
    r"^(?:\w{2,}é|mis|pris|omis|commis|détruit|conduit|ouvert|offert|menti|reçu|tenu|vendu) "
    r"(?!de\b|d'|en réunion|par\b|sur\b|avec\b)"
)
_NOUN = re.compile(
    r"^(?:vol|viol|meurtre|homicide|violence|abus|recel|outrage|menace|trafic|coup|port|injure|refus|délit|"
    r"fraude|atteinte|crime|"
    r"acte|extorsion|assassinat|attentat|proxénétisme|favoritisme|cambriolage|chantage|usage|infanticide|"
    r"parricide|féminicide|"
    r"racisme|inceste|piratage|terrorisme|évasion|rébellion|mauvais|travail|délaissement|apologie|complicité|"
    r"tentative|mise|prise|"
    r"appel|concussion|pots?|tapage|incendie|banqueroute|entrave|agression|non-|[a-zà-ÿ]{4,}(?:tion|sion|ment|"
    r"age|ance|ence|erie|ure))s?(?:\b|(?<=-))|^faux\b"
)
_OF_SOMEONE = re.compile(
    r"^(meurtre|viol|vol|assassinat|enlèvement|homicide) (?=(?:du |des |de l'|de la |de "
    r"(?:son|sa|ses|leur|cette|[A-ZÀ-Þ])|d'[A-ZÀ-Þ]))"
)
# Verbs that want an object at once: "avoir tué à coups de couteau" leaves the reader asking whom.
_BARE_VERB = re.compile(
    r"^(?:avoir )?(?:tué|frappé|agressé|poignardé|violé|menacé|blessé|giflé|mordu|insulté|"
    r"séquestré|volé|étranglé|percuté) (?:à|au|avec|dans|en|par|lors|de|d'|sur)\b"
)
_NOT = re.compile(
    r"^(?:n'|ne |se |disparition|attaque|affrontement|soupçon)|\b(?:je|nous|cette|cet|ces|"
    r"leurs?)\b|\"[^\"]*$"
)


# A wording that was cut short: "association de malfaiteurs en vue de".
_LOOSE_END = re.compile(
    r"(?:[\s,]+(?:d[eu']?|des|d'un|d'une|l[ae]s?|l'|à|aux?|en(?: vue)?|et|ou|dans|par|pour|sur|avec|qui|que|dont|une?|"
    r"ayant|sans|sa|son|ses|plus|moins|lors|contre|envers))+$"
)


def noun(text: str) -> str:
    """The facts as they follow "pour"; empty when the words are no charge that a sentence can carry."""
    words = _LOOSE_END.sub("", re.sub(r"^d'(?=avoir |être |s'être )", "", " ".join(text.split())))
    if not words[:1].islower() or len(words.split()) > 16 or _NOT.search(words) or _BARE_VERB.match(words):
        return ""
    if words.startswith(("avoir ", "s'être ")):
        return words
    if _NOUN.match(words):
        return words
    if re.match(r"(?:le |la |les |l')", words):
        return words if _NOUN.match(re.sub(r"^(?:le |la |les |l')", "", words)) else ""
    return f"avoir {words}" if _PARTICIPLE.match(words) else ""


def usable(charges: list[Charge]) -> list[str]:
    """Up to three charges fit to follow "pour"; a wording held by another is left out, nouns come before verbs."""
    nouns = [n for n in dict.fromkeys(noun(c.text) for c in charges) if n]
    kept = [n for n in nouns if not any(n != other and n in other for other in nouns)]
    told = [n for n in kept if n.startswith(("avoir ", "s'être "))]
    nouns = [n for n in kept if n not in told][:3] or told[:1]
    return [_determined(nouns[0])] if len(nouns) == 1 else nouns


def _determined(words: str) -> str:
    """ "le meurtre de sa femme", but "meurtre en réunion"."""
    if not _OF_SOMEONE.match(words):
        return words
    return f"l'{words}" if words[0] in "aeh" else f"le {words}"


def suspected_of(facts: list[str]) -> str:
    """ "de vol", "d'avoir volé un sac", "du meurtre de sa femme"."""
    out = []
    for fact in facts:
        for article, joined in (("le ", "du "), ("les ", "des "), ("la ", "de la "), ("l'", "de l'")):
            if fact.startswith(article):
                out.append(joined + fact[len(article) :])
                break
        else:
            out.append(de(fact))
    return listed(out)
