"""Which sentences of an article can stand in a summary, and what each needs before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from summarise.brief.lexicon import word_list
from summarise.brief.tidy import (
    capital,
    closed,
    is_balanced,
    is_glued,
    is_web,
    strip_labels,
    typeset,
    without_asides,
    without_subheading,
)
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
    r"^(?:Et pour cause|Mais|Or|Et|Car|Ainsi|Cependant|Toutefois|Pourtant|En effet|Par ailleurs|De plus|En outre|Puis|"
    r"Ensuite|Enfin|Néanmoins|"
    r"Effectivement|Finalement|Résultat|Concrètement|De fait|Du coup|Au total|Au final|En parallèle|"
    r"Parallèlement|Dans le même temps|Bref),? (?!que\b|qui\b|comme\b)"
)
_NOW = (
    r"(?! (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|soir|midi|jour|mois|week-end|printemps|"
    r"automne|été|semaine|nuit|année|après-midi)\b)"
)
_BEFORE = re.compile(
    r"^(?:Il|Elle|Ils|Elles|Ce dernier|Cette dernière|Ces derniers|Ces dernières|Celui-ci|Celle-ci|Ceux-ci|"
    r"Celles-ci|Lui|Tous|Toutes|"
    r"Tous deux|L'un|L'une|L'un des|L'une des|Une des|Un des|L'autre|Les autres|Les deux|Les trois|Les quatre|"
    r"Les cinq|Les six|Les sept|Les huit|Selon la même|Le second|La "
    r"seconde|Le premier|La première|Un autre|Une autre|"
    r"D'autres|Deux autres|Trois autres|Quatre autres|Son|Sa|Ses|Leur|Leurs|Cela|Ceci|C'est|C'était|Ce sont|Ça|"
    r"Celles?|Ceux|Celui|Là|Aucun|Aucune|Certains|"
    r"Un second|Une seconde|Un deuxième|Un troisième|Quelques|Parmi|Selon (?:lui|elle|eux)|Pour (?:lui|elle|eux)|"
    r"D'après (?:lui|elle)|Dans ce|"
    r"À (?:son|leur|l'issue)|A (?:son|leur|l'issue)|Chacun|Âgée?s?|Agée?s?|Le même|La même|Ce que|Ce qui|On|"
    r"Quelques heures|Une heure|Deux jours|Le lendemain|La veille|Auparavant|Depuis,|À l'époque|A l'époque|Dans "
    r"la foulée|Les faits|"
    r"En garde à vue|Placée?s?|Interrogée?s?|Entendue?s?|Interpellée?s?|Devant|Lors de son|Lors de sa|L'affaire|"
    r"L'enquête|Une enquête|Les enquêteurs)(?=[ ,])"
)
_DEMONSTRATIVE = re.compile(
    rf"\b(?:[Cc]e{_NOW}(?! (?:qui|que|qu|dont|sont|soit|n|fut|serait)\b)|[Cc]et|[Cc]ette{_NOW}|[Cc]es{_NOW}) "
    rf"(?=[a-zà-ÿ])|"
    r"\b(?:celui-ci|celle-ci|ceux-ci|ce dernier|cette dernière|ces derniers|lui aussi|elle aussi|eux aussi|"
    r"également|de ce fait|aussitôt|le même jour|(?<!il )y (?:a|ont|avait) (?:été|été|également|aussi)|"
    r"d'entre (?:eux|elles)|eux-mêmes|elles-mêmes|en effet|en tout cas|pourtant|justement|ensuite|ainsi(?! qu)|"
    r"dès lors|en revanche|cependant|"
    r"toutefois|"
    r"néanmoins|à son tour|à leur tour|à cet égard|dans ce cas|"
    r"[Ll][ae] (?:premi(?:er|ère)|seconde?|deuxième|troisième)(?= (?:a|est|concerne|porte|vise|d'entre|qui)\b)|"
    r"là-bas|plus tard|auparavant|alors que ce|les deux hommes|l'autre|les autres|la seconde|le second|ces faits|"
    r"en outre|par ailleurs|à l'inverse|ainsi que ce|au contraire|de son côté|pour sa part|quant à)\b"
)
_PERSON = re.compile(
    r"^(?:L'homme|Le jeune homme|La jeune femme|L'adolescente?|Le suspect|La suspecte|Le prévenu|La prévenue|"
    r"L'accusée?|Le mis en cause|La mise en cause|"
    r"Le trentenaire|Le quadragénaire|Le quinquagénaire|Le sexagénaire|Le septuagénaire|La trentenaire|La "
    r"quinquagénaire|L'individu|L'intéressée?|Le conducteur|"
    r"L'automobiliste|Le chauffeur|Le père|La mère|Le policier|Le médecin|L'enseignante?|Le professeur|Le prêtre|"
    r"L'étudiante?|Le mineur|Le garçon|Le lycéen|"
    r"Le collégien|Le détenu|Le mari|L'époux|L'épouse|Le couple|Le principal suspect|Le suspect principal|Le "
    r"meurtrier présumé|L'agresseur présumé|L'auteur présumé|"
    r"La petite fille|Le petit garçon|Le bébé|Le nourrisson|L'enfant|La lycéenne|La collégienne|Le journaliste|"
    r"La jeune fille|Le jeune|La femme|Les suspects|Les prévenus|Les accusés|Les mis en cause|La victime|Les "
    r"victimes|La fillette|Le quinquagénaire|L'ancien|L'ancienne|Le maire|Le chanteur|L'acteur)(?=[ ,])"
)
_KNOWN = (
    r"(?:cour|tribunal|parquet|justice|police|procureure?|gouvernement|ministère|défense|préfecture|préfet|"
    r"mairie|président|présidente|ministre|"
    r"procès|verdict|gendarmerie|accusation|avocate?s?|juges?|magistrats?|Conseil|État|Etat|audience|instruction|"
    r"policiers|gendarmes|secours|pompiers|"
    r"enquêteurs|parquets|jurés|jury|décision|jugement|France|information|garde|drame|accident|incendie|attentat|"
    r"attaque|fusillade)"
)
# "Le rappeur a…", "L'élue, qui…": someone or something presented before.
_BARE = re.compile(
    rf"^(?:Le |La |Les |L')(?!{_KNOWN}\b)[a-zà-ÿ-]+(?: (?!d[eu]\b|des\b)[a-zà-ÿ-]+)?"
    r"(?:,| (?:a|est|avait|était|doit|sera|aurait|serait|qui|ont|sont|avaient|étaient|devra|devait|n'a|n'avait|"
    r"s'est|nie|conteste|affirme|assure|risque|encourt|reste)\b)"
)
_VERB = re.compile(
    r"\b(?:a|ont|est|sont|était|étaient|avait|avaient|sera|seront|doit|doivent|fait|font|peut|peuvent|va|vont|"
    r"fut|n'a|n'est|n'ont|s'est|"
    r"encour(?:t|ent)|risquent?|dit|nient?|affirment?|assurent?|contestent?|reconna(?:ît|issent)|compara(?:ît|"
    r"issent)|restent?|vien(?:t|nent)|"
    r"demandent?|réclament?|estiment?|annoncent?|visent?|portent?|concernent?|suspectent?|soupçonnent?|accusent?|"
    r"reproch(?:e|ent)|"
    r"dénoncent?|examinent?|jugent?|condamnent?|rejettent?|confirment?|ordonnent?|enjoin(?:t|ent)|prévoi(?:t|"
    r"ent)|expliquent?|indiquent?|"
    r"précisent?|rappellent?|attend(?:ent)?|rend(?:ent)?|met(?:tent)?|pren(?:d|nent)|ouvr(?:e|ent)|tien(?:t|"
    r"nent)|poursui(?:t|vent)|revien(?:t|nent)|"
    r"\w{3,}(?:ait|aient|era|ira|vra|dra|tra|rra|ront)|aura|auront)\b|\b(?:l'|m'|t')(?:a|ont|avait)\b"
)
_PEOPLE = (
    r"(?:homme|femme|jeune|individu|personne|policier|gendarme|adolescent|suspect|ancien|ex|médecin|"
    r"enseignant|père|mère|couple|élu|maire|détenu|prêtre|salarié|automobiliste|conducteur|étudiant|habitant|"
    r"agent|militaire|mineur|enfant|fillette|garçon|fille|avocat|juge|magistrat|chef|patron)"
)
_FRAGMENT = re.compile(
    rf"^(?:(?:Une?|Autant de|Des|De quoi|De) (?!{_PEOPLE})(?:[\w'-]+ ){{1,3}}(?:qui|dont|que|qu'\w+|à laquelle|"
    rf"auquel|selon)\b|Reste |Sauf |Exit |Direction |Pas question|Rien |Retour |"
    r"(?:L'information|La nouvelle) (?:a été|est) |Les faits se sont |(?:Silhouette|Visage|Cheveux|Regard|Vêtue?|"
    r"Costume|Chemise|Crâne|Barbe|Lunettes|Voix)\b|Nouveau |Nouvelle |Nouveaux |Coup de |Fin "
    r"de |Soit |Sauf que|Preuve |Signe |Sans |Histoire |Même |Bien que |Et |Ou )"
)
_FIRST_PERSON = re.compile(r"\b(?:je|nous|notre|nos|mon|mes|moi|vous|votre)\b|\b[Jjm]'", re.IGNORECASE)
# What only befalls or is said of the person pursued: there "Il" can be nobody else.
PRONOUN_DEED = re.compile(
    r"(?P<who>Il|Elle) (?:(?:a|avait|aurait) (?:depuis |ensuite |également |finalement |aussi |immédiatement |"
    r"déjà )?été (?:mise?|placée?|condamnée?|écrouée?|incarcérée?|"
    r"remise? en liberté|déférée?|relaxée?|acquittée?|inculpée?|poursuivie?|présentée? à un juge|interpellée?|"
    r"arrêtée?|jugée?|reconnue? coupable)\b|"
    r"(?:est|était) (?:\w+ )?(?:soupçonnée?|suspectée?|poursuivie?|accusée?|mise? en examen|jugée?|en garde à "
    r"vue|incarcérée?|présumée? innocente?)\b|"
    r"(?:encourt|risque|comparaît|comparaissait|devra répondre|sera jugée?|doit être (?:jugée?|présentée?|"
    r"déférée?)|sera présentée?|nie|conteste|a nié|a contesté|a reconnu|a avoué|fait appel)\b)"
)
_VERBLESS = re.compile(
    r"(?:Une?|Des) (?:[^,]{3,90}, (?:auquel|à laquelle|dont|qui|que|où) [^,]*\.$|[\w'-]+(?: [\w'-]+)? alors que\b)|"
    r"(?:C'est|C'était|Ce sont|Ce n'est|Ll|Lls)\b"
)
_SCRAP = re.compile(r"\b[Uu]ne homme\b|\b[Uu]n femme\b|[?!…]|\.\.\.|\[|[.] [a-zà-ÿ]")
_JOINED = re.compile(r" :|, (?:C'est|Il|Elle|Ils|Un|Une|Et|Mais|Cette) ")
_SHOWN = re.compile(r"Il (?:s'agit|faut|est reproché|est soupçonné d|y a)\b")
_NO = re.compile(
    r"^(?:Lire|À lire|A lire|Voir|Retrouvez|Regardez|Écoutez|Photo|Crédit|Pour rappel|Que sait-on|Explications|"
    r"Voici|Interview|Résumé|Ce que l'on sait|"
    r"Les faits remontent|Retour sur|Oui|Non|Hier|Demain|Et si|\"|«|“|–|-|—|\.|…)"
)


def units(source: Source) -> list[Unit]:
    """Every sentence that could stand in a summary, the heading's first; a shorter form follows where one exists."""
    title_end = source.title_end
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
    for text in (whole, short, _before_colon(short)):
        if text not in seen and is_fit(text):
            yield Unit(text, place, need(text), heading, cut=text != whole)
        seen.add(text)


_SPEECH = re.compile(
    r"(?:affirm|déclar|expliqu|précis|ajout|indiqu|racont|assur|soulign|rappel|estim|confi|annonc|lanc|répond|résum|"
    r"conclu|not|écri|martel|regrett|insist|interrog|plaid)\w*\.$|\b(?:dit|mots?|suivante?s?|phrase|ceci|cela|simple|"
    r"question|conclusion|constat|réponse|résultat)\.$"
)


def _before_colon(text: str) -> str:
    """What a colon explains, when it is a statement of its own: "Un couple a été écroué : ils sont soupçonnés…"."""
    head, colon, tail = text.partition(" : ")
    out = closed(head) if colon and len(head.split()) >= 8 and tail[:1] not in '"«' else ""
    return "" if _SPEECH.search(out) else out


def is_fit(text: str) -> bool:
    """Whether `text` is one whole statement, in the third person, with a verb and no scrap of the page."""
    words = text.split()
    if not 5 <= len(words) <= 62 or is_glued(text) or not is_balanced(text) or is_web(text):
        return False
    if _NO.match(text) or _SCRAP.search(text) or not (text[0].isupper() or text[0].isdigit()):
        return False
    outside = re.sub(r"\"[^\"]*\"|«[^»]*»|“[^”]*”", "", text)
    if _FRAGMENT.match(text) or _VERBLESS.match(text):
        return False
    return bool(_VERB.search(outside)) and not _FIRST_PERSON.search(text) and not _JOINED.search(outside)


# What a pronoun or "l'homme" inside the sentence needs.
_INSIDE: tuple[tuple[re.Pattern[str], Need], ...] = (
    (
        re.compile(
            r"(?:Le|La|Les) (?:parquet|procureure?|justice|juges?|tribunal|cour|magistrats|policiers|enquêteurs)\b"
            r"[^,.]{0,40}\b(?:leurs?|lui)\b"
        ),
        "avant",
    ),
    (
        re.compile(r".{0,60}\b(?:l'(?:a|ont|avait|avaient|aurait)|(?:lui|leur) (?:a|ont|avait|avaient|aurait|est))\b"),
        "avant",
    ),
    (
        re.compile(
            r"[^,]{3,60}, (?:l'(?:homme|accusée?|adolescente?|individu|intéressée?)|"
            r"l[ae] (?:jeune (?:homme|femme|fille)|suspecte?|prévenue?|mise? en cause|victime))\b"
        ),
        "personne",
    ),
    (re.compile(r"[^,\"]{3,70} que l'(?:homme|accusée?|adolescente?|individu|intéressée?)\b"), "personne"),
    (re.compile(r"[^\"]{3,60}\b(?:son client|sa cliente|ses clients)\b"), "avant"),
    (re.compile(r"[^,\"]{3,90}, (?:il|elle|ils|elles|celui-ci|celle-ci|on)\b"), "avant"),
)


# "Claire Morel, cette lycéenne d'Annecy": the name before it is what "cette" points at.
_APPOSED = re.compile(r"(?<=[\w'] )([A-ZÀ-Þ][\w-]+,) (?:cet?|cette|ces)(?= [a-zà-ÿ])")


def need(text: str) -> Need:
    """What `text` needs before it to be understood."""
    outside = _APPOSED.sub(r"\1", re.sub(r"\"[^\"]*\"|«[^»]*»", "", text))
    if PRONOUN_DEED.match(text) and not _DEMONSTRATIVE.search(outside.split(" ", 1)[1]):
        return "personne"
    if _SHOWN.match(text) or _BEFORE.match(text) or _DEMONSTRATIVE.search(outside):
        return "avant"
    for pattern, needed in _INSIDE:
        if pattern.match(outside):
            return needed
    return "personne" if is_descriptor(text) or _BARE.match(text) else "rien"


_LEANING = re.compile(r"(?:C'|Ce n'|Cette fois|Une telle|Un tel|De tels|De telles|Autre |Même |Si bien |D'où )")


def leans(text: str) -> bool:
    """Whether `text` opens with words that only the sentence before it explains ("Il…", "Celui-ci…", "Sa mère…")."""
    return bool(_BEFORE.match(text) or _LEANING.match(text) or _LINK.match(text))


def head_noun(text: str) -> str:
    """The noun that "Le rappeur a…" begins with; empty for another beginning."""
    match = re.match(r"(?:Le |La |Les |L')([a-zà-ÿ-]+)", text)
    return match.group(1) if match else ""


GENERIC = word_list("generic people")


# "Le chauffeur du car impliqué dans l'accident de Laon" says itself which driver.
_TOLD_APART = r" (?:impliqué|accusé|soupçonné|suspecté|ayant)"


def is_descriptor(text: str) -> bool:
    """Whether `text` is about someone presented before ("Le prévenu…"), not named at once."""
    match = _PERSON.match(text)
    rest = text[match.end() :] if match else ""
    return bool(match) and not re.match(rf"(?: [a-zà-ÿ'-]+){{0,6}}(?: [A-ZÀ-Þ]|{_TOLD_APART})", rest)
