"""Small French: elision, contraction, agreement, and what a status is called."""

import re

from summarise.brief.gender import gender
from summarise.brief.tidy import capital
from summarise.records import Brief, Defendant
from summarise.text.source import Source

_VOWEL = re.compile(r"^[aeiouyàâäéèêëîïôöùûüœæh]", re.IGNORECASE)
# Names in H that do not elide: "du Havre" has its article, "de Hambourg", "de Haguenau" do not.
_ASPIRATED = re.compile(
    r"^(?:Ha(?:rc|ine|ndic|sard|guenau|mbourg|yange|lluin|zebrouck|m\b)|Hong|Hon(?:fleur|grie)|Hussein|Haut|"
    r"Hollande|Huit|Onze|Yémen|Yvetot)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(Le|La|Les|L')\s?(?=[A-ZÀ-Þ])")


# Towns whose article contracts or is left out: "au Havre", "le tribunal du Mans", "à La Rochelle".
_TOWNS = {
    **dict.fromkeys(
        ("Havre", "Mans", "Puy-en-Velay", "Creusot", "Lamentin", "Raincy", "Tampon", "Vésinet", "Blanc-Mesnil",
         "Kremlin-Bicêtre", "Cannet", "Bourget", "Touquet", "Perreux-sur-Marne", "Vigan", "Luc", "Moule"),
        "Le",
    ),
    **dict.fromkeys(("Rochelle", "Roche-sur-Yon", "Ciotat", "Seyne-sur-Mer", "Flèche", "Courneuve"), "La"),
    **dict.fromkeys(("Sables-d'Olonne", "Lilas", "Mureaux", "Ulis", "Abymes", "Herbiers", "Andelys"), "Les"),
}  # fmt: skip


def town(city: str) -> str:
    """The town's whole name: "Havre", as "au Havre" leaves it, is "Le Havre"."""
    return f"{_TOWNS[city]} {city}" if city in _TOWNS else city


def de(name: str) -> str:
    """ "de Paris", "d'Annecy", "du Mans", "de La Rochelle", "des Lilas"."""
    if name.startswith("Le "):
        return "du " + name[3:]
    if name.startswith("Les "):
        return "des " + name[4:]
    return f"d'{name}" if elides(name) else f"de {name}"


def a(name: str) -> str:
    """ "à Paris", "au Mans", "à La Rochelle", "aux Lilas"."""
    if name.startswith("Le "):
        return "au " + name[3:]
    return "aux " + name[4:] if name.startswith("Les ") else f"à {name}"


def elides(word: str) -> bool:
    """Whether "de" becomes "d'" before `word`."""
    return bool(_VOWEL.match(word)) and not _ASPIRATED.match(word)


def agree(participle: str, sex: str, *, plural: bool) -> str:
    """ "mis" with "f" is "mise"; "condamné" in the plural "condamnés"."""
    word = participle + ("e" if sex == "f" else "")
    return word + ("s" if plural and not word.endswith("s") else "")


# What befell a person of each status: the participle that agrees, and what follows it.
DEEDS: dict[str, tuple[str, str]] = {
    "garde_a_vue": ("placé", "en garde à vue"),
    "mis_en_examen": ("mis", "en examen"),
    "condamne": ("condamné", ""),
    "relaxe": ("relaxé", ""),
    "acquitte": ("acquitté", ""),
}


def listed(parts: list[str]) -> str:
    """ "a", "a et b", "a, b et c"."""
    if len(parts) < 2:
        return "".join(parts)
    link = " et "
    if any(" et " in part for part in parts):
        link = " ainsi qu'" if elides(parts[-1]) else " ainsi que "
    return link.join([", ".join(parts[:-1]), parts[-1]])


def is_plural(person: Defendant) -> bool:
    """Whether the entry stands for several people."""
    return person.count != 1


INDEFINITE = re.compile(
    r"^(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|"
    r"trente|plusieurs|\d+) ",
    re.IGNORECASE,
)


def subject(source: Source, brief: Brief) -> str:
    """How to call the one defendant entry of a brief at its head; empty when there are several or none fits."""
    if len(brief.defendants) != 1:
        return ""
    person = brief.defendants[0]
    if person.name and len(person.name.split()) >= 2:
        return person.name
    words = person.text.split(",")[0]
    short = len(words.split()) <= 8
    return words[0].lower() + words[1:] if INDEFINITE.match(words) and short and source.plain else ""


def deed(source: Source, brief: Brief) -> str:
    """ "mis en examen", agreed, for a brief with one entry; empty without a phrase for it or a known gender."""
    person = brief.defendants[0]
    sex = gender(person, source.plain)
    if person.status not in DEEDS or sex is None:
        return ""
    participle, rest = DEEDS[person.status]
    return f"{agree(participle, sex, plural=is_plural(person))} {rest}".strip()


def at_city(brief: Brief) -> str:
    """The court's city, as a headline begins with it."""
    city = brief.court.city if brief.court else None
    return capital(town(city)) if city and city[:1].isupper() else ""
