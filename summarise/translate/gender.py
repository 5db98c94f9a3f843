"""Who is a woman and who a man in a French sentence, and whether the English calls them so."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from summarise.brief.lexicon import word_list
from summarise.translate.faults import Fault

_WOMAN = re.compile(
    r"\b(?:[Ee]lles?|clientes?|femmes?|fillettes?|Mme|Mlle|Madame)\b|"
    r"\b(?:Relaxée|Acquittée|Placée|Mise|Condamnée|Soupçonnée|Jugée|Accusée|Interpellée|Écrouée|Poursuivie|Présentée"
    r"|Entendue)\b"
)
_MAN = re.compile(
    r"\b(?:[Ii]ls?|lui-même|hommes?|M\\.|Monsieur|Mgr)\b|"
    r"\b(?:Relaxé|Acquitté|Placé|Mis|Condamné|Soupçonné|Jugé|Accusé|Interpellé|Écroué|Poursuivi|Présenté|Entendu)\b"
)
_FEMININE = r"(?:la|une|cette|l'ancienne|l'ex-?|sa|de la|à la|ancienne|[Ll]a|[Uu]ne|[Cc]ette)"
_MASCULINE = r"(?:le|un|ce|cet|du|au|l'ancien|d'un|ancien|[Ll]e|[Uu]n|[Cc]e|[Cc]et)"
_HE = re.compile(r"\b(?:he|him|himself|his)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
# Whom "son" and "sa" may point at that English calls "it".
_BODY = re.compile(
    r"\b(?:association|société|entreprise|banque|cour|tribunal|ville|commune|parti|groupe|club|[ÉE]tat|compagnie"
    r"|gouvernement|"
    r"parquet|conseil|syndicat|fondation|fédération|établissement|hôpital|clinique|école|journal|chaîne|préfecture"
    r"|mairie|"
    r"France|police|gendarmerie|justice|loi|arrêt|décision|enquête|affaire|procès|département|région|CEDH|Cour"
    r"|Conseil|"
    r"géant|firme|collectif|ligue|ministère|pays|véhicule|voiture|bus|train|avion|bateau|immeuble|chien|chat)s?\b"
)


# Nouns whose gender tells of nobody's sex.
_EITHER = frozenset(
    {"personne", "victime", "vedette", "star", "recrue", "sentinelle", "personnalité", "tête de réseau"}
)


@cache
def _people() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Nouns for women and nouns for men, with the articles that tell them apart."""
    women: list[str] = []
    men: list[str] = []
    text = files("summarise.translate").joinpath("nouns.tsv").read_text(encoding="utf-8")
    for line in text.split("pistolet")[0].splitlines():  # people stand before things
        forms = line.split("\t")[0].split("|")
        if line and not line.startswith("#") and forms[0] not in _EITHER:
            men.append(re.escape(forms[0]))
            women.append(re.escape(forms[-1]))
    some = r"\b(?:l'|d'|qu')"
    woman = rf"{_FEMININE} (?:\w+ )?(?:{'|'.join(women)})\b|{some}(?:institutrice|accusée|adolescente|avocate)\b"
    man = rf"{_MASCULINE} (?:\w+ )?(?:{'|'.join(men)})\b|{some}(?:homme|accusé|adolescent|avocat)\b"
    return re.compile(rf"(?<!\w)(?:{woman})"), re.compile(rf"(?<!\w)(?:{man})")


# "Le juge l'a mise en examen."
_DONE_TO_HER = re.compile(r"\bl'(?:a|avait|aurait) (?:\w+ment )?\w+(?:ée|ise|ite|ie|ue)\b", re.IGNORECASE)


def sexes(french: str) -> tuple[bool, bool]:
    """Whether the French speaks of a woman, and whether of a man."""
    women, men = _people()
    text = french.replace("’", "'")
    woman = _WOMAN.search(text) or women.search(text) or _DONE_TO_HER.search(text)
    return bool(woman), bool(_MAN.search(text) or men.search(text))


_FIRST = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)(?: et [A-ZÀ-Þ]\w+)? (?=[A-ZÀ-Þ][a-zà-ÿ])")
_ALONE = re.compile(r"(?<!Saint-)(?<!Sainte-)\b[A-ZÀ-Þ][a-zà-ÿ]+(?=,| [A-ZÀ-Þ]\.| et )")
# Kin may be of either sex: then nothing is said.
_OTHERS = re.compile(
    r"\b(?:épou(?:se|x)|veuve?|tante|oncle|ni[eè]ce|neveu|cousine?|parent|concubine?|fiancée?|père|frère|fils|mari|compagnon|ami|enfant|mineur|bébé|conjoint|mère|sœur|fille|femme|compagne|amie|"
    r"conjointe|victime)s?\b"
)


# How first names that no list has end: "Loubna", "Karine" are women's, "Zacharo", "Killian" men's.
_HERS = re.compile(r"(?:[^c]a|ine|ette|elle|enne|ie|ée|ène|ance|ise|ane|onne|lyne?|iane)$")
_HIS = re.compile(r"(?:o|an|en|in|ik|ard|ert|ic|us|ou|ry|nd|ier)$")


_TITLES = frozenset(
    {"me", "mme", "mm", "mlle", "mgr", "dr", "pr", "maître", "madame", "monsieur", "le", "la", "les", "un"}
)


def _named(french: str) -> tuple[bool, bool] | None:
    """Whether women and men are named, by their first names; None when one of those is not known."""
    firsts = {first.split("-")[0].lower() for first in _FIRST.findall(french)} - _TITLES
    women, men = firsts & word_list("feminine first names"), firsts & word_list("masculine first names")
    unknown = firsts - women - men
    women, men = women | set(filter(_HERS.search, unknown)), men | set(filter(_HIS.search, unknown))
    if not firsts <= women ^ men:
        return None
    alone = {first.lower() for first in _ALONE.findall(french)}
    hers, his = alone & word_list("feminine first names"), alone & word_list("masculine first names")
    return bool((women - men) | (hers - his)), bool((men - women) | (his - hers))


def wrong_gender(french: str, english: str) -> Iterator[Fault]:
    """A woman called "he", or a man "she", in a sentence that speaks of nobody of the other sex."""
    he, she = _HE.search(english), _SHE.search(english)
    named = _named(french)
    if bool(he) == bool(she) or _OTHERS.search(french) or named is None:
        return
    woman, man = (a or b for a, b in zip(sexes(french), named, strict=True))
    if he and woman and not man:
        yield Fault("genre", he.group(), f"« {he.group()} » pour une femme")
    if she and man and not woman:
        yield Fault("genre", she.group(), f"« {she.group()} » pour un homme")


_WIFE = re.compile(r"\b(?:son (?:ex-)?épouse|sa (?:ex-)?femme)\b", re.IGNORECASE)
_HUSBAND = re.compile(r"\bson (?:ex-)?(?:mari|époux)\b", re.IGNORECASE)


def _spouses(french: str, english: str) -> str:
    """Whose wife is "his", whose husband "hers"."""
    for told, said, right in ((_WIFE, "wife", "his"), (_HUSBAND, "husband", "her")):
        if told.search(french):
            for word in ("his", "her", "its", "their"):
                english = re.sub(rf"\b{word}(?= (?:ex-|former )?{said}\b)", right, english)
                english = re.sub(rf"\b{word.capitalize()}(?= (?:ex-|former )?{said}\b)", right.capitalize(), english)
    return english


def rightly_owned(french: str, english: str) -> str:
    """The English with "its" put right where the French speaks of one person, and of nothing that owns."""
    english = _spouses(french, english)
    owned = re.search(r"\b(?:son|sa|ses)\b", french, re.IGNORECASE)
    if not owned or not re.search(r"\bits\b", english, re.IGNORECASE) or _BODY.search(french):
        return english
    woman, man = (a or b for a, b in zip(sexes(french), _named(french) or (False, False), strict=True))
    word = "her" if woman and not man else "his" if man and not woman else "their"
    return re.sub(r"\b[Ii]ts\b", lambda m: word.capitalize() if m.group()[0] == "I" else word, english)
