"""How a first sentence calls the person pursued: "Jean Petit, 45 ans, maire de la commune,"."""

import re

from summarise.brief.phrases import INDEFINITE, is_plural
from summarise.records import Defendant
from summarise.text.source import Source

_DETERMINED = re.compile(r"^(?:l'|le |la |les |un |une )", re.IGNORECASE)
_OWNED = re.compile(r"^(?:son|sa|ses|leur|leurs|cet|cette|ce|ces|notre|mon|ma)\b", re.IGNORECASE)


def full_subject(source: Source, person: Defendant, sex: str | None) -> str:
    """The person with age and role as commas allow; empty when the words at hand would need something before them."""
    if person.name and len(person.name.split()) >= 2 and not is_plural(person):
        asides = [a for a in (_age(source, person), _role(person)) if a]
        return f"{person.name}, {', '.join(asides)}," if asides else person.name
    return _described(source, person, sex)


def _age(source: Source, person: Defendant) -> str:
    return f"{person.age} ans" if person.age and f"{person.age} ans" in source.plain else ""


def _role(person: Defendant) -> str:
    """The role as an apposition: "maire d'une commune", "l'ancien maire"."""
    role = " ".join((person.role or "").split())
    name = person.name or ""
    if (
        not role
        or _OWNED.match(role)
        or re.match(r"(?:aux?|à|d[eu]|des) |d'", role)
        or name.split()[-1] in role
        or len(role.split()) > 9
        or re.search(r"[\"«(]|suspect|principal", role)
    ):
        return ""
    if role.lower().startswith(("l'un", "les ", "un ", "une ")):
        return role[0].lower() + role[1:]
    bare = _DETERMINED.sub("", role)
    return "" if bare[:1].isupper() and bare == role else bare


def _described(source: Source, person: Defendant, sex: str | None) -> str:
    """ "un homme de 45 ans": an indefinite description, its age added when it has none."""
    words = " ".join(person.text.split())
    if (
        not INDEFINITE.match(words)
        or len(words.split()) > 14
        or re.search(
            r"\bautres?\b|d'entre|présent[ée]|"
            r"qui\b|dont\b|soupçonn|accus|\bl'une?\b|\bde (?:ses|son|sa|leurs?)\b",
            words,
        )
    ):
        return ""
    words = words[0].lower() + words[1:]
    age = _age(source, person)
    if age and " ans" not in words and "naire" not in words and not is_plural(person) and sex:
        simple = re.fullmatch(r"une? (?:jeune )?(?:homme|femme|adolescente?|individu|policier|fille|garçon)", words)
        words += f" de {age}" if simple else f", âgé{'e' if sex == 'f' else ''} de {age},"
    return f"{words}," if "," in words and not words.endswith(",") else words
