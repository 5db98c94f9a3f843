"""How French copy says that somebody is a child, or complains of a sexual offence."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re

from summarise.innocence.grammar import words
from summarise.mentions.people_lexicon import fold, given_names, not_names

_PART = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[-'][A-ZÀ-Þ]?[a-zà-ÿ]+)*|[A-Z]\.|[A-ZÀ-Þ]{3,}"
_NAME = rf"(?P<name>(?:{_PART})(?: (?:d[eu] |d'|la |le |el |ben )?(?:{_PART})){{0,3}})"
_AGE = (
    r"(?:1[0-7]|\d|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept)"
    r"(?:\sans|\smois)(?!\s(?:de (?:prison|réclusion|détention|sa|mariage)|pour\s|contre\s|requis|à\s|ferme|après|plus|avec sursis|d'))"
)
_CHILD = (
    r"(?:fillette|garçonnet|nourrisson|bébé|petite fille|petit garçon|lycéen(?:ne)?|collégien(?:ne)?|écoli(?:er|ère)|"
    r"adolescente?|ado|mineure?|gamine?|bambin|enfant|jeune fille|jeune victime|jeune adolescente?)"
)
# Capitalised words that begin a sentence or name no person.
NO_NAMES = frozenset(words("fr")["capitals"].split("|"))
SEXUAL = re.compile(
    r"\bviol(?:s|é|ée|és|ées|er|ait|eurs?|euse)?\b|agress\w+ sexuel|sexuelle(?:ment)? agress|atteintes? sexuelle|attouchement|"
    r"abus(?:é|er|ait|ée)? sexuel|sexuellement abus|\binceste|pédophil|pédopornograph|pédocrimin|harcèlement sexuel|"
    r"exhibition sexuelle|proxénét|violences sexuelles|corruption de mineur",
    re.IGNORECASE,
)
_DET = r"(?i:\b(?:la|le|du|au|cette|cet|ce|de la|l'|un|une|leur|son|sa)\s?)"
# Sure by themselves.
_SURE = tuple(
    re.compile(p)
    for p in (
        rf"{_DET}(?:\w+\s)?(?:petite?|fillette|garçonnet|nourrisson|bébé|lycéen(?:ne)?|collégien(?:ne)?|adolescente?)\s[\"«]?\s?{_NAME}",
        rf"{_NAME}(?:,|\s\()\s?(?:alors\s)?(?:(?:à peine|tout juste|seulement)\s)?(?:âgée?s?\sd(?:e\s|'))?{_AGE}",
        rf"{_NAME}\set\s(?:{_PART})(?:\s(?:{_PART}))?,\s(?:âgée?s\sde\s)?{_AGE}",
        rf"{_NAME},\s(?:(?:une?|la|le|l'|cette|cet|leur|sa|son)\s?)?(?:jeune\s)?{_CHILD}\b(?=\s(?:de|d'|âgée?|qui|dont|originaire|scolarisée?|disparue?|morte?|tuée?|retrouvée?)|[,.)»\"]|$)",
        rf"\b{_CHILD}\s(?:de|d'|âgée?\sd(?:e\s|'))\s?{_AGE},?\s(?:(?:prénommée?|nommée?)\s)?{_NAME}",
        rf"(?<![a-zà-ÿ])[âÂaA]gée?\sd(?:e\s|'){_AGE},\s{_NAME}",
        rf"{_NAME},\s[^,.;()]{{1,45}}\s(?:alors\s)?âgée?\sd(?:e\s|'){_AGE}",
        rf"\b(?:fils|fille|bébé|enfant|frère|sœur)\s{_NAME},?\s(?:âgée?\sde\s|\()?{_AGE}",
    )
)
# Sure only where the text has a child in it and nothing makes the bearer an adult.
_LIKELY = tuple(
    re.compile(p)
    for p in (
        rf"(?i:\b(?:affaire|disparition|mort|meurtre|assassinat|corps|décès|enlèvement|calvaire|restes|adn|famille|proches|dépouille|trace))"
        rf"(?:\s(?:partiel|probable|tragique))?\s(?:d[eu]s?\s|d'|du jeune\s)?(?:petite?\s|jeune\s)?{_NAME}",
        rf"\b(?:mère|père|parents|maman|papa|beau-père|belle-mère|grand-mère|grand-père|grands-parents|frère|sœur|\w*oncle\s?\w*)\s(?:biologiques?\s)?d(?:e\s|'|u petit\s|e la petite\s){_NAME}",
        rf"\b(?:son|sa|leur|leurs|ses)\s(?:fils|fille|enfants?|bébé)\s(?:de\s)?{_NAME}",
        rf"\bs'appel(?:ait|le)\s{_NAME}",
        rf"\b(?:tué|tuer|enlevé|violé|étranglé|séquestré|kidnappé|frappé|examiné|touchant mortellement)\s{_NAME}",
        rf"{_NAME},?\s(?:avait\s|a\s|est\s)?(?:disparue?|portée disparue|retrouvée? mort|morte?\b|souffr|enlevée?)",
        rf"{_NAME}\s(?:était|est|avait été|a été)\s(?:bel et bien\s)?(?:morte?|tuée?|portée? disparue?|retrouvée?|assassinée?|enlevée?)",
    )
)
_ALIAS = re.compile(
    rf"(?:nom d'artiste|alias|surnommée?|pseudonyme|prénommée?|se faire appeler|connu sous le nom)\s?(?:de\s|d')?[\"«]?\s?{_NAME}"
)
_A_CHILD = re.compile(
    rf"\b(?:{_CHILD}s?|enfants|mineurs?|petite|apprentie?s?|\d{{1,2}}\smois|meurtre sur mineur|(?:1[0-7]|\d|neuf|huit|sept|six)\sans)\b",
    re.IGNORECASE,
)
_COMPLAINS = tuple(
    re.compile(p)
    for p in (
        rf"(?:accusée?s?|dénoncée?s?)\s(?:\w+\s){{0,2}}?par\s(?:une femme,\s)?{_NAME}",
        rf"\b(?:plaintes?|accusations?)\s(?:\w+\s)?d(?:e\s|'){_NAME}",
        rf"\bplaintes?\s[^.;,]{{0,30}}(?:déposées?|formées?)\spar\s(?:(?:la|le|l'|une?)\s?(?:[a-zà-ÿ]+\s){{1,3}})?{_NAME}",
        rf"{_NAME}\s(?:\w+\s)?(?:a\s|avait\s|ont\s)(?:\w+\s)?(?:accusé|déposé plainte|porté plainte|déposé une plainte)(?! pour (?:diff|dénon))",
        rf"\b(?:plaignante|candidate|victimes?|soprano|actrice)\b(?:\sen question)?(?:\sest)?,?\s(?:surnommée|prénommée|nommée)?\s?[\"«]?\s?{_NAME}",
        rf"\b(?:relation sexuelle avec|violé|violer|agressé sexuellement|abusé d[e'])\s?{_NAME}",
        rf"(?:blessures|agression|viol|disparition|meurtre|corps)\s(?:présumée?\s)?d(?:e\s|'|u jeune\s){_NAME}",
        rf"{_NAME}(?:,\s|\s?\()(?:rebaptisée?|(?:(?:le|son|les)\s)?(?:pré)?noms? (?:d'emprunt|modifié|changé|a été|ont été)|(?:la|leur|sa) victime)",
        rf"{_NAME},?\s(?:avait été\s|a été\s)?(?:(?:violemment|grièvement|gravement)\s)(?:blessée?|violée?|agressée?)\b",
    )
)
# Witnesses speak so too: of use where the bearer is nobody else.
_SPEAKS = tuple(
    re.compile(p)
    for p in (
        rf"\b(?:récits?|témoignages?|celles?|celui|déclarations?|avocate?s?|conseils?)\s(?:\w+\s)?d(?:e\s|'){_NAME}",
        rf"{_NAME}\s(?:\w+\s)?(?:affirme avoir|raconte|a sollicité|s'était adressée|dénonce|accuse)",
        rf"\b(?:première|deuxième|seconde|troisième|jeune femme|une femme)\b,?\s(?:surnommée|prénommée|nommée)?\s?[\"«]?\s?{_NAME}",
        rf"\b(?:témoigne|se souvient|relate)\s{_NAME}\b",
        rf"(?:[.»\"]\s){_NAME},\s(?:elle|qui accuse|qui dénonce)",
    )
)
_FEMALE_CIVILITY = re.compile(r"^(?:M|Mme|Mlle|Me)\.?\s")


_LED = re.compile(r"^(?:[A-ZÀ-Þ]\w+\s(?:d[eu]s?\s|d'))(?=[A-ZÀ-Þ])")


def _found(patterns: tuple[re.Pattern[str], ...], text: str) -> set[str]:
    names = {_FEMALE_CIVILITY.sub("", m.group("name")).strip() for p in patterns for m in p.finditer(text)}
    names = {_LED.sub("", n) if n.split()[0] in NO_NAMES else n for n in names}
    return {n for n in names if len(n.strip(".")) > 1 and is_name(n)}


def is_given(name: str) -> bool:
    """Whether a word is a first name that French copy knows: "Maëlys", "Jean-Luc"."""
    return any(fold(part) in given_names() for part in (name, *name.split("-")))


def is_name(name: str) -> bool:
    """Whether `name` can be a person's: no word that opens a sentence, no headline in capitals."""
    parts = name.split()
    if parts[0] in NO_NAMES or (parts[0] in not_names() and not is_given(parts[0])):
        return False
    return not (len(parts[0]) > 3 and name.isupper()) or any(map(is_given, parts))


def children(text: str) -> set[str]:
    """Names that the text itself gives to a child."""
    return _found(_SURE, text)


def likely_children(text: str) -> set[str]:
    """Names that it gives to the victim of a crime or to somebody's child, where it speaks of a child."""
    if not _A_CHILD.search(text):
        return set()
    return _found(_LIKELY, text) | _found((_ALIAS,), text)


def mourned(text: str, name: str) -> bool:
    """Whether somebody of that name died or is gone in `text`, and it is no place: more than « l'affaire Karachi » says."""
    if re.search(rf"\b(?:à|dans le|maire de|commune de|habitants? d[e']|près de) ?{re.escape(name)}\b", text):
        return False
    of = r"(?:du jeune |du petit |de la (?:petite|jeune) |de |d')"
    return bool(
        re.search(rf"(?i:mort|meurtre|assassinat|enlèvement|calvaire|disparition) {of}{re.escape(name)}\b", text)
    )


def complainants(text: str) -> set[str]:
    """Names that it gives to those who complain; of use where a sexual offence is told."""
    return _found(_COMPLAINS, text)


def speakers(text: str) -> set[str]:
    """Names that it gives to those who tell of it: complainants, unless they are known as somebody else."""
    return _found(_SPEAKS, text) | _found((_ALIAS,), text)


_GROWN = (
    r"(?:sexagénaire|septuagénaire|octogénaire|nonagénaire|quinquagénaire|quadragénaire|trentenaire|retraitée?|veuve|"
    r"militaire|caporal|policière?|gendarme|étudiante?|joggeuse|infirmière|médecin|docteur|avocate?|professeure?|"
    r"père|mère|mari|épouse|compagne|employée?|auto-stoppeuse|prostituée|patient|skipper|élue?)"
)


def grown(text: str, name: str) -> bool:
    """Whether the text says of the bearer of `name` that they are an adult: an age, or what only adults are."""
    whole = re.escape(name)
    return bool(
        re.search(rf"{whole}(?!\w)[^.;]{{0,40}}\b(?:1[89]|[2-9]\d)\sans\b(?!\s(?:de|après|avant))", text)
        or re.search(rf"\b(?:jeune\s)?{_GROWN}\s(?:(?!d[eu]s?\s)[a-zà-ÿ]+\s)?{whole}(?!\w)", text)
        or re.search(rf"{whole},\s(?:une?\s|le\s|la\s|l')?(?:jeune\s|ancienn?e?\s)?{_GROWN}\b", text)
    )


_PURSUED = (
    r"mise?s? en examen|(?<!\ba\s)(?<!avait\s)accusée?\sd|soupçonn|poursuivi|condamn|écroué|visée? par|placée? en garde|incarcér|renvoy|déféré|"
    r"compara|jugée?\b|relaxé|acquitté|nie\b|niait|contrôle judiciaire|conteste\b|encour|est en garde"
)


def pursued(text: str, name: str) -> bool:
    """Whether the text says of the bearer of `name` that they are pursued."""
    last = re.escape(name.rsplit(maxsplit=1)[-1])
    return bool(
        re.search(
            rf"\b(?:a|ont) (?:condamné|relaxé|acquitté|renvoyé) (?:(?!pour|meurtre|viol|mort)[^\s.;]+\s){{0,7}}?{last}(?!\w)",
            text,
        )
        or re.search(rf"{last}(?!\w)(?:,\s[^,.;A-Z]{{0,40}},|,)?\s(?:[a-zà-ÿ0-9'-]+\s){{0,3}}?(?:{_PURSUED})", text)
        or re.search(
            rf"(?:tuée?|violée?|agressée?|étranglée?|enlevée?) par (?:\S+\s)?{last}(?!\w)|aveux d(?:e\s|')(?:\S+\s)?{last}(?!\w)",
            text,
        )
        or re.search(
            rf"(?:contre|visant|mise en examen d[e']|garde à vue d[e']|condamnation d[e']|procès d[e']|culpabilité d[e'])\s?(?:\S+\s){{0,2}}?{last}(?!\w)",
            text,
        )
        or re.search(rf"(?:{_PURSUED})[^.;,]{{0,30}},\s(?:\w+\s)?{last}(?!\w)", text)
    )


def is_a_term(text: str, age: int) -> bool:
    """Whether `age` years stand in `text` only as a length of punishment, never as an age."""
    told = [m.end() for m in re.finditer(rf"(?<!\d){age}\sans\b", text)]
    term = re.compile(
        r"\s(?:de (?:prison|réclusion|détention)|d'(?:emprisonnement|inéligibilité)|ferme|avec sursis|pour\s|dont\s)"
    )
    return bool(told) and all(term.match(text, end) for end in told)
