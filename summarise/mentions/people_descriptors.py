"""Noun phrases for people: `un homme de 51 ans`, `les deux frères`, `son ex-compagne`, `huit autres`."""

import re

from summarise.mentions.people_determiners import DETS, ROUND, Before, number_at
from summarise.mentions.people_lexicon import Draft, Noun, Tokens, fold, noun_at, word_class
from summarise.mentions.people_names import is_name_word, name_end

_ORDINALS = {
    "deuxième": "2",
    "second": "2",
    "seconde": "2",
    "troisième": "3",
    "quatrième": "4",
    "autre": "2",
    "autres": "2",
}
_AFTER = word_class("descriptors.after")
_DEMONYM = re.compile(r"(?:franco-)?\w{3,}(?:ais|aise|aises|ien|ienne|iens|iennes|éen|éenne|ain|aine|ains|ois|oise)$")
_NOT_DEMONYM = word_class("descriptors.not_demonym")
_NOT_AGED = word_class("descriptors.not_aged")
_PREPOSITIONS = frozenset(("de", "d'", "du", "des", "à", "au", "aux", "en"))


def find_descriptors(tokens: Tokens, taken: set[int]) -> list[Draft]:
    """Every phrase that describes people without (or before) naming them."""
    out: list[Draft] = []
    i = 0
    while i < len(tokens):
        draft = None if i in taken else _phrase_at(tokens, i) or _pronominal_at(tokens, i)
        if draft:
            out.append(draft)
        i = max(draft.last, i + 1) if draft else i + 1
    return out


def _phrase_at(tokens: Tokens, i: int) -> Draft | None:
    """The phrase whose head noun begins at word i."""
    found = noun_at(tokens, i) or _aged_stranger(tokens, i)
    if not found:
        return None
    noun, after = found
    if after < len(tokens) and tokens.word(after) in {'"', "»", "”"} and tokens.word(i - 1) in {'"', "«", "“"}:
        after += 1
    before = Before(tokens, i)
    if (noun.lemma == "dernier" and before.det != "dem") or _is_thing(tokens, noun, before, i):
        return None
    draft = _draft(noun, before, after)
    _extend(tokens, draft)
    return draft if _wanted(tokens, draft, before) else None


def _aged_stranger(tokens: Tokens, i: int) -> tuple[Noun, int] | None:
    """A noun that no list has is somebody when an age follows: `une lutteuse de 24 ans`, `le plaquiste, 33 ans`."""
    if tokens.at(i - 1) not in {"un", "une", "le", "la", "cet", "cette"} or len(tokens.low[i]) < 5:
        return None
    j = i + 1
    while tokens.at(j) in {"de", ",", "(", "âgé", "âgée"} and j < i + 5:
        j += 1
    if j == i + 1 or tokens.capital(i) or tokens.at(j + 1) != "ans" or tokens.low[i] in _NOT_AGED:
        return None
    number = number_at(tokens, j)
    if number is None or not (10 < number < 100) or (tokens.at(j - 1) == "de" and tokens.at(j + 2) in {"de", "d'"}):
        return None
    return Noun(tokens.low[i], "worker", "f" if tokens.at(i - 1) in {"une", "la", "cette"} else "m", False), i + 1


def _is_thing(  # noqa: PLR0911 - one return for each word that misleads
    tokens: Tokens, noun: Noun, before: Before, i: int
) -> bool:
    """Whether the word means something else here: `la mort`, `la mise en cause de`, the newspaper Le Parisien."""
    if tokens.low[i] in {"mort", "morte"}:
        return not (before.plural or before.count) and (before.det != "indef" or tokens.at(i - 1) != "un")
    if noun.lemma in {"mis_en_cause", "mis_en_examen"} and noun.gender == "f" and not noun.plural:
        return True
    if noun.lemma == "cadre" and before.det not in {"indef", "num"}:
        return True
    if noun.lemma == "accusé" and tokens.at(i - 2) in {"banc", "box"}:
        return True
    if noun.cls == "demonym":
        return tokens.word(i - 1) in {"Le", "La", "L'"} and before.det == "def"
    if noun.lemma in {"État", "Etat"}:
        return before.det != "def" or tokens.at(i - 1) not in {"l'"}
    return (tokens.low[i] in {"général", "majeure", "conseil"} and before.det != "def") or tokens.at(i - 1) == "arme"


def _draft(noun: Noun, before: Before, after: int) -> Draft:
    """A draft from the head noun and what stands before it."""
    plural = before.plural or (noun.plural and before.count != 1 and not noun.lemma.endswith(("s", "x")))
    count = before.count if before.count is not None else (None if plural else 1)
    if noun.lemma in {"couple", "époux"} and (noun.lemma == "couple" or plural) and before.count is None:
        plural, count = True, 2
    if noun.lemma in {"parent", "beaux-parents", "grands-parents"} and plural and before.count is None:
        count = 2
    if before.count and noun.lemma == "couple" and before.plural:
        count = before.count * 2
    body = noun.cls == "body"
    draft = Draft(before.first, after, head=fold(noun.lemma), cls=noun.cls, gender=noun.gender, plural=plural,
                  count=1 if body and not before.plural else count, det=before.det, company=body,
                  minor=noun.cls == "minor" or ("petit" in before.adjectives and noun.lemma in {"garçon"}))  # fmt: skip
    draft.extra = before.adjectives
    ordinal = next((a for a in before.adjectives if a in _ORDINALS), None)
    if ordinal:  # a second suspect is not the suspect
        draft.head = f"{_ORDINALS[ordinal]} {draft.head}"
    return draft


_BARE_PARTICIPLES = word_class("descriptors.bare_participles")


def _wanted(tokens: Tokens, draft: Draft, before: Before) -> bool:
    """Whether the phrase may be somebody of the story; `weak` ones count only beside a name."""
    if draft.name:
        return True
    if not draft.det:
        sign = tokens.at(draft.first - 1)
        opens = draft.first == 0 or tokens.breaks(draft.first)
        draft.weak = not (draft.plural and opens)
        return (opens or sign in {",", "(", "."}) and (sign == "," or draft.head not in _BARE_PARTICIPLES)
    if draft.cls in {"magistrate", "lawyer", "expert"} and draft.det in {"def", "poss", "dem"}:
        draft.weak = not (before.count is not None and before.count > 1)
    if draft.cls == "police" and draft.plural and draft.det == "def" and before.count is None:
        return draft.head == "forces_de_l'ordre"
    return True


def _extend(tokens: Tokens, draft: Draft) -> None:
    """Takes in what follows the noun: adjectives, age, complements, a name."""
    for _ in range(4):
        end = draft.last
        if _age(tokens, draft) or tokens.breaks(end):
            continue
        word = tokens.at(end)
        if word in _AFTER or (_DEMONYM.match(word) and word not in _NOT_DEMONYM and not tokens.capital(end)):
            draft.minor = draft.minor or word.startswith("mineur")
            draft.last += 1
        elif draft.name is None and not draft.plural and _name(tokens, draft):
            continue
        elif (
            draft.name is None
            and word in _PREPOSITIONS
            and draft.cls not in {"generic", "minor", "status", "victim", "pronominal"}
        ):
            _complement(tokens, draft)
        if draft.last == end:
            return


def _name(tokens: Tokens, draft: Draft) -> bool:
    """A name right after the noun: `l'animateur X Y`, `la société X`, `son épouse X`."""
    i = draft.last
    quoted = tokens.word(i) in {'"', "«", "“"} and draft.company
    i += quoted
    if tokens.breaks(i) or not (is_name_word(tokens, i) or (draft.company and tokens.capital(i))):
        return False
    if draft.cls == "demonym" or draft.head in {"membre", "victime"}:
        return False
    j = name_end(tokens, i)
    if draft.company and not quoted and draft.head in {"ville", "commune", "departement", "region", "tribunal"}:
        return False
    draft.role = (_role_start(tokens, draft), draft.last)
    draft.name, draft.last = (i, j), j + (quoted and tokens.word(j) in {'"', "»", "”"})
    return True


def _role_start(tokens: Tokens, draft: Draft) -> int:
    """Where the role begins: the phrase without an article."""
    return draft.first + (tokens.at(draft.first) in {"l'", "le", "la", "les", "un", "une", "des"})


def _age(tokens: Tokens, draft: Draft) -> bool:
    """Takes in an age that follows: `de 51 ans`, `âgé de 8 ans`, `(34 ans)`, `, 34 ans`."""
    i = draft.last
    j = i
    while tokens.at(j) in {",", "(", "de", "d'", "âgé", "âgée", "âgés", "âgées", "alors", "aujourd'", "hui", "entre",
                           "tous", "et", "tout", "juste", "seulement"} and j < i + 6:  # fmt: skip
        j += 1
    if j == i or tokens.breaks(i):
        return False
    if tokens.at(j) == "une" and tokens.at(j + 1).rstrip("s") in ROUND and tokens.at(j + 2) in {"d'", "années"}:
        draft.last = j + (4 if tokens.at(j + 2) == "d'" else 3)
        return True
    number = number_at(tokens, j)
    if number is None or number > 110:
        return _bare_age(tokens, draft, j)
    end = j + 1
    while tokens.at(end) in {"à", "et", "ou", ","} and number_at(tokens, end + 1) is not None:
        end += 2
    if tokens.at(end) not in {"ans", "mois"}:
        return _bare_age(tokens, draft, j)
    if tokens.at(end) == "mois":
        number = 0
    draft.age = number if end == j + 1 else None
    draft.minor = draft.minor or number < 18
    draft.last = end + 1 + (tokens.at(end + 1) == ")" and "(" in tokens.low[i:j])
    return True


def extend_age(tokens: Tokens, draft: Draft) -> None:
    """Takes the age that follows a name into its mention."""
    _age(tokens, draft)


def _bare_age(tokens: Tokens, draft: Draft, j: int) -> bool:
    """`un homme âgé de 26`: the word `ans` left out."""
    number = number_at(tokens, j)
    if number and tokens.at(j - 1) == "de" and tokens.at(j - 2).startswith("âgé") and number < 110:
        draft.age, draft.minor, draft.last = number, draft.minor or number < 18, j + 1
        return True
    return False


def _complement(tokens: Tokens, draft: Draft) -> None:
    """`d'Anglet (Pyrénées-Atlantiques)`, `de la police nationale`, `en retraite`: one complement of the noun."""
    i = draft.last + 1
    if _is_deed(tokens, i):
        return
    if tokens.at(i) in DETS:
        i += 1
    if tokens.at(i) in {"dernier", "dernière", "derniers", "celui-ci"} or tokens.at(i) in DETS:
        return
    if tokens.breaks(i) or not tokens.word(i)[:1].isalpha():
        return
    if number_at(tokens, i) is not None and not tokens.capital(i):
        return
    i += 1
    while (
        tokens.capital(i) and not tokens.breaks(i) and tokens.capital(i - 1) and tokens.start[i] - tokens.end[i - 1] < 2
    ):
        i += 1
    if tokens.at(i) == "(" and tokens.capital(i + 1) and ")" in tokens.low[i + 2 : i + 5]:
        i = tokens.low.index(")", i) + 1
    draft.last = i


_OBJECTS = frozenset(("le", "les", "lui", "leur", "se", "s'", "ne", "n'", "y", "en"))


def _is_deed(tokens: Tokens, i: int) -> bool:
    """Whether `de` or `à` begins what somebody did: `son mari de l'avoir frappée`, `de le lier`, `à une amende`."""
    word, following = tokens.at(i), tokens.at(i + 1)
    if tokens.at(i - 1) in {"de", "d'"}:
        return (
            word in _OBJECTS
            or word in {"avoir", "être"}
            or following in {"avoir", "être"}
            or (word.endswith(("er", "ir", "re")) and following in DETS and not tokens.capital(i))
        )
    return tokens.at(i - 1) == "à" and word in {"un", "une", "des"}


_PRONOMINAL = {
    "l'": ("un", "une", "autre"), "un": ("autre", "deuxième", "second", "troisième"), "une": ("autre", "seconde"),
    "le": ("premier", "second"), "la": ("première", "seconde"), "les": ("autres",),
}  # fmt: skip
_OPEN = word_class("descriptors.open")


def _pronominal_at(tokens: Tokens, i: int) -> Draft | None:
    """`l'un`, `un autre`, `le second`, `trois autres`, `deux d'entre eux`, standing for a person."""
    article, word = tokens.at(i), tokens.at(i + 1)
    if word in _PRONOMINAL.get(article, ()) and tokens.at(i + 2) in _OPEN:
        plural = article == "les"
        gender = "f" if article in {"une", "la"} or word == "une" else None
        draft = Draft(i, i + 2, head=word, cls="pronoun", gender=gender, plural=plural, det="pron")
        draft.count = None if plural else 1
        if tokens.at(i + 2) == "d'" and tokens.at(i + 3) in {"eux", "elles", "entre"}:
            draft.last = i + (5 if tokens.at(i + 3) == "entre" else 4)
        else:
            _age(tokens, draft)
        return draft
    number = number_at(tokens, i)
    if not number or number == 1 or number > 1000:
        return None
    if tokens.at(i + 1) == "autres" and (tokens.at(i + 2) in _OPEN or tokens.at(i + 2).endswith("ent")):
        first = i - 1 if tokens.at(i - 1) in {"les", "ces"} else i
        return Draft(first, i + 2, head="autre", cls="pronoun", plural=True, count=number, det="num")
    if tokens.at(i + 1) == "d'" and tokens.at(i + 2) == "entre":
        return Draft(i, i + 4, head="autre", cls="pronoun", plural=True, count=number, det="num")
    return None
