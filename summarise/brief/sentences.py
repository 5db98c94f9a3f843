"""Which sentences of an article can stand in a summary, and what each needs before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from summarise.brief.tidy import capital, closed, is_balanced, is_glued, is_web, strip_labels, typeset, without_asides, without_subheading
from summarise.text.source import Source

Need = Literal["rien", "personne", "avant"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence fit for a summary.

    `place` is its rank in the document after the title; `need` says what must precede it: nothing, a sentence that
    presents the one person it is about ("Le jeune homme…"), or the very sentence before it ("Il…", "Cette peine…").
    """

    text: str
    place: int
    need: Need = "rien"
    heading: bool = False
    cut: bool = False


_LINK = re.compile(
    r"^(?:Mais|Or|Et|Car|Ainsi|Cependant|Toutefois|Pourtant|En effet|Par ailleurs|De plus|En outre|Puis|Ensuite|Enfin|Néanmoins|"
    r"Effectivement|Finalement|Résultat|Concrètement|De fait|Du coup|Au total|Bref),? (?!que\b|qui\b|comme\b)"
)
_NOW = r"(?! (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|soir|midi|jour|mois|week-end|printemps|automne|été|semaine|nuit|année|après-midi)\b)"
_BEFORE = re.compile(
    r"^(?:Il|Elle|Ils|Elles|Ce dernier|Cette dernière|Ces derniers|Ces dernières|Celui-ci|Celle-ci|Ceux-ci|Celles-ci|Lui|Tous|Toutes|"
    r"Tous deux|L'un|L'une|L'autre|Les autres|Les deux|Les trois|Le second|La seconde|Le premier|La première|Un autre|Une autre|"
    r"D'autres|Deux autres|Trois autres|Quatre autres|Son|Sa|Ses|Leur|Leurs|Cela|Ceci|C'est|C'était|Ce sont|Ça|Celles?|Ceux|Celui|Là|Aucun|Aucune|Certains|"
    r"Un second|Une seconde|Un deuxième|Un troisième|Quelques|Parmi|Selon (?:lui|elle|eux)|Pour (?:lui|elle|eux)|D'après (?:lui|elle)|Dans ce|"
    r"À (?:son|leur|l'issue)|A (?:son|leur|l'issue)|Chacun|Âgée?s?|Agée?s?|Le même|La même|Ce que|Ce qui|On|"
    r"Quelques heures|Une heure|Deux jours|Le lendemain|La veille|Auparavant|Depuis,|À l'époque|A l'époque|Dans la foulée|Les faits|"
    r"En garde à vue|Placée?s?|Interrogée?s?|Entendue?s?|Interpellée?s?|Devant|Lors de son|Lors de sa|L'affaire|L'enquête|Une enquête|Les enquêteurs)(?=[ ,])"
)
_DEMONSTRATIVE = re.compile(
    rf"\b(?:[Cc]e{_NOW}(?! (?:qui|que|qu|dont|sont|soit|n|fut|serait)\b)|[Cc]et|[Cc]ette{_NOW}|[Cc]es{_NOW}) (?=[a-zà-ÿ])|"
    r"\b(?:celui-ci|celle-ci|ceux-ci|ce dernier|cette dernière|ces derniers|lui aussi|elle aussi|eux aussi|également|de ce fait|aussitôt|le même jour|"
    r"les deux hommes|l'autre|les autres|la seconde|le second|ces faits|en outre|par ailleurs|à l'inverse|au contraire|de son côté|pour sa part|quant à)\b"
)
_PERSON = re.compile(
    r"^(?:L'homme|Le jeune homme|La jeune femme|L'adolescente?|Le suspect|La suspecte|Le prévenu|La prévenue|L'accusée?|Le mis en cause|La mise en cause|"
    r"Le trentenaire|Le quadragénaire|Le quinquagénaire|Le sexagénaire|Le septuagénaire|La trentenaire|La quinquagénaire|L'individu|L'intéressée?|Le conducteur|"
    r"L'automobiliste|Le chauffeur|Le père|La mère|Le policier|Le médecin|L'enseignante?|Le professeur|Le prêtre|L'étudiante?|Le mineur|Le garçon|Le lycéen|"
    r"Le collégien|Le détenu|Le mari|L'époux|L'épouse|Le couple|Le principal suspect|Le suspect principal|Le meurtrier présumé|L'agresseur présumé|L'auteur présumé|"
    r"Les suspects|Les prévenus|Les accusés|Les mis en cause|La victime|Les victimes|La fillette|Le quinquagénaire|L'ancien|L'ancienne|Le maire|Le chanteur|L'acteur)(?=[ ,])"
)
_VERB = re.compile(
    r"\b(?:a|ont|est|sont|était|étaient|avait|avaient|sera|seront|doit|doivent|fait|peut|pourrait|aurait|auraient|serait|seraient|va|vont|n'a|n'est|"
    r"s'est|encourt|risque|devra|devait|dit|nie|affirme|assure|conteste|reconnaît|comparaît|reste|vient|fut|demande|réclame|estime|annonce|"
    r"\w{3,}(?:ait|aient|ra|ront|ent))\b|\b(?:l'|m'|t')(?:a|ont|avait)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:je|nous|notre|nos|mon|mes|moi|vous|votre)\b|\b[Jjm]'", re.IGNORECASE)
_NO = re.compile(
    r"^(?:Lire|À lire|A lire|Voir|Retrouvez|Regardez|Écoutez|Photo|Crédit|Pour rappel|Que sait-on|Explications|Voici|Interview|Résumé|Ce que l'on sait|"
    r"Les faits remontent|Retour sur|Oui|Non|Hier|Demain|Et si|\"|«|“|–|-|—|\.|…)"
)


def units(source: Source) -> list[Unit]:
    """Every sentence that could stand in a summary, the heading's first; a shorter form follows where one exists."""
    title_end = source.view.from_raw(0, len(source.document.title))[1] if source.document.title else 0
    out: list[Unit] = []
    place = 0
    for start, end in source.sentences:
        if end <= title_end:
            continue
        out += _forms(source.plain[start:end], place, heading=end <= source.body_start)
        place += 1
    return out


def _forms(sentence: str, place: int, *, heading: bool) -> Iterator[Unit]:
    """The sentence as it stands, and without its asides, each if fit."""
    whole = closed(typeset(capital(_LINK.sub("", strip_labels(without_subheading(sentence))))))
    short = closed(typeset(without_asides(whole)))
    seen: set[str] = set()
    for text in (whole, short):
        if text not in seen and is_fit(text):
            yield Unit(text, place, need(text), heading, cut=text != whole)
        seen.add(text)


def is_fit(text: str) -> bool:
    """Whether `text` is one whole statement, in the third person, with a verb and no scrap of the page."""
    words = text.split()
    if not 5 <= len(words) <= 62 or is_glued(text) or not is_balanced(text) or is_web(text):
        return False
    if _NO.match(text) or re.search(r"[?!…]|\.\.\.|\[", text) or not text[0].isupper() and not text[0].isdigit():
        return False
    outside = re.sub(r"\"[^\"]*\"|«[^»]*»|“[^”]*”", "", text)
    return bool(_VERB.search(outside)) and not _FIRST_PERSON.search(text) and " :" not in outside


def need(text: str) -> Need:
    """What `text` needs before it to be understood."""
    outside = re.sub(r"\"[^\"]*\"|«[^»]*»", "", text)
    if re.match(r"Il (?:s'agit|faut|est reproché|est soupçonné d|y a)\b", text) or _BEFORE.match(text) or _DEMONSTRATIVE.search(outside):
        return "avant"
    return "personne" if is_descriptor(text) else "rien"


def is_descriptor(text: str) -> bool:
    """Whether `text` is about someone presented before ("Le prévenu a…"), not named at once ("L'ancien maire Jean Petit")."""
    match = _PERSON.match(text)
    return bool(match) and not re.match(r"(?: [a-zà-ÿ'-]+){0,6} [A-ZÀ-Þ]", text[match.end() :] if match else "")
