"""Names of persons and bodies: which capitalised words are one."""

import re

from summarise.mentions.people_lexicon import Draft, Tokens, bodies, fold, given_names, not_names, nouns, word_class

TITLES = {"m": "M", "mm": "M", "monsieur": "M", "mme": "Mme", "mmes": "Mme", "madame": "Mme", "mlle": "Mme",
          "mademoiselle": "Mme", "me": "Me", "mes": "Me", "maître": "Me", "maîtres": "Me", "dr": "Dr", "docteur": "Dr",
          "pr": "Dr", "mgr": "Mgr", "monseigneur": "Mgr"}  # fmt: skip
_PARTICLES = word_class("names.particles")
_OF_PLACE = frozenset(("de", "d'", "à", "en"))
_ALIAS = frozenset(("dit", "dite", "alias", "surnommé", "surnommée"))
_PLACE_BEFORE = word_class("names.place_before")
_NICKNAME_BEFORE = frozenset(("prénommé", "prénommée", "nommé", "nommée", "petit", "petite", *_ALIAS))
_AFTER_FIRST_NAME = word_class("names.after_first_name")

_ROMAN = re.compile(r"[IVXLC]+(?:e|er|ème)?$")


def is_name_word(tokens: Tokens, i: int) -> bool:
    """Whether the word may belong to a name: a capital, and no place, body, month or function word."""
    if tokens.capital(i) and tokens.word(i - 1) == "O'" and _adjacent(tokens, i):
        return True
    return tokens.capital(i) and tokens.words[i] not in not_names() and tokens.words[i].rstrip("'") not in not_names()


def _initial(tokens: Tokens, i: int) -> bool:
    """Whether the word is an initial: `S.` or a lone capital."""
    word = tokens.word(i)
    close = tokens.word(i + 1) == "." and tokens.start[i + 1] == tokens.end[i]
    return len(word) == 1 and word.isupper() and (close or word not in {"À", "Y", "A"})


def _dotted(tokens: Tokens, i: int) -> int:
    """The word after the initial at i, with its point where one stands close to it."""
    close = tokens.word(i + 1) == "." and tokens.start[i + 1] == tokens.end[i]
    return i + 2 if close else i + 1


def _adjacent(tokens: Tokens, i: int) -> bool:
    """Whether only a space, or nothing after an apostrophe, parts word i from the one before."""
    return 0 < i < len(tokens) and tokens.start[i] - tokens.end[i - 1] <= 1 and not tokens.breaks(i)


def _after_particles(tokens: Tokens, i: int) -> int:
    """The capitalised word after one to three particles at i, or i when none follows."""
    j = i
    while j < i + 3 and tokens.at(j) in _PARTICLES and _adjacent(tokens, j):
        j += 1
    good = j > i and _adjacent(tokens, j) and is_name_word(tokens, j) and not tokens.words[j].isdigit()
    return j if good else i


def name_end(tokens: Tokens, i: int) -> int:
    """The word after the name that begins at i (i itself must be a name word or an initial)."""
    j = _dotted(tokens, i) if _initial(tokens, i) else i + 1
    given = fold(tokens.words[i]) in given_names()
    while j < len(tokens) and j < i + 7 and (_adjacent(tokens, j)):
        if _initial(tokens, j):
            j = _dotted(tokens, j)
            continue
        if is_name_word(tokens, j) or (given and _after_given(tokens, i, j)):
            j += 1
            continue
        after = _after_particles(tokens, j)
        if after == j:
            break
        j = after + 1
    return j


def _after_given(tokens: Tokens, i: int, j: int) -> bool:
    """Whether a listed word right after a given name is part of the name: `Marine Le Pen`, `Luc Nord`."""
    if not tokens.capital(j) or len(tokens.words[j]) < 2:
        return False
    return (tokens.words[j] in _AFTER_FIRST_NAME and tokens.capital(j + 1)) or (
        j == i + 1 and tokens.at(j) not in _PARTICLES
    )


def opens_sentence(tokens: Tokens, i: int) -> bool:
    """Whether word i begins a sentence, a line or a quotation."""
    return i == 0 or tokens.breaks(i) or tokens.words[i - 1] in {".", "!", "?", "…", '"', "«", "“", ":"}


def _title_before(tokens: Tokens, i: int) -> str:
    """The title that stands before word i: M, Mme, Me, Dr."""
    j = i - 1
    if tokens.word(j) == ".":
        j -= 1
    word = tokens.at(j)
    if word in {"m", "me", "mes"} and not tokens.capital(j):
        return ""
    return TITLES.get(word, "") if _adjacent(tokens, i) else ""


def _age_follows(tokens: Tokens, j: int) -> bool:
    """Whether `, 34 ans` or `(34 ans)` or `, âgé de` follows."""
    if tokens.at(j) not in {",", "("}:
        return False
    return tokens.at(j + 2) == "ans" or tokens.at(j + 1) in {"âgé", "âgée"}


def _first_is_given(tokens: Tokens, i: int) -> bool:
    return fold(tokens.words[i]) in given_names() or fold(tokens.words[i].split("-")[0]) in given_names()


def _good_name(  # noqa: PLR0911 - one return for each kind of sign
    tokens: Tokens, i: int, j: int, repeated: dict[str, int]
) -> bool:
    """Whether the capitalised words i to j are a person's name, by their form and by what stands around them."""
    before = tokens.at(i - 1)
    words = [w for w in tokens.words[i:j] if w[0].isupper()]
    if _ROMAN.match(words[0]) and len(words) == 1:
        return False
    if any(w in bodies() for w in words[:1]) and not _first_is_given(tokens, i):
        return False
    if _age_follows(tokens, j) or before in _NICKNAME_BEFORE:
        return True
    if len(words) >= 2:
        return _first_is_given(tokens, i) or _two_words(words, before)
    if before in _PLACE_BEFORE or tokens.words[i].isupper() or before in {"la", "le", "l'", "les", "du", "des"}:
        return False
    if fold(words[0]) in given_names():
        return not opens_sentence(tokens, i) or repeated.get(words[0], 0) > 0
    if words[0] in nouns():  # a people's name: `un Serbe`
        return False
    return repeated.get(words[0], 0) >= 2 and not opens_sentence(tokens, i) and before not in {"de", "d'"}


def _two_words(words: list[str], before: str) -> bool:
    """Whether two unknown capitalised words are a name: not after a word of place, not two abbreviations."""
    if before in _PLACE_BEFORE or before in {"la", "le", "les", "l'", "du", "des", "aux"}:
        return False
    return not any(w.isupper() and len(w) > 1 for w in words[:1])


def _mid_sentence_counts(tokens: Tokens) -> dict[str, int]:
    """How often each capitalised word stands inside a sentence, not after a word of place."""
    out: dict[str, int] = {}
    for i in range(len(tokens)):
        if tokens.capital(i) and not opens_sentence(tokens, i) and tokens.at(i - 1) not in _PLACE_BEFORE:
            out[tokens.words[i]] = out.get(tokens.words[i], 0) + 1
    return out


def _with_alias(tokens: Tokens, j: int) -> int:
    """The word after `dit Y`, `alias Y`, `, alias "Y"` that follows the name ending at j, else j."""
    k = j + 1 if tokens.at(j) == "," else j
    if tokens.at(k) not in _ALIAS:
        return j
    k += 1
    quoted = tokens.word(k) in {'"', "«", "“"}
    k += quoted
    if tokens.at(k) in {"le", "la", "l'"}:
        k += 1
    if not tokens.capital(k):
        return j
    end = name_end(tokens, k)
    return end + 1 if quoted and tokens.word(end) in {'"', "»", "”"} else end


def find_bodies(tokens: Tokens) -> list[Draft]:
    """Companies and bodies known by name alone."""
    out = []
    i = 0
    while i < len(tokens):
        match = next((w for w in bodies().get(tokens.words[i], ()) if tokens.words[i : i + len(w)] == list(w)), None)
        if match:
            out.append(Draft(i, i + len(match), (i, i + len(match)), cls="body", company=True, det="name"))
        i += len(match) if match else 1
    return out


def find_names(tokens: Tokens, taken: frozenset[int]) -> list[Draft]:
    """Every full name, titled name or nickname; `taken` are the words that belong to bodies."""
    repeated = _mid_sentence_counts(tokens)
    out: list[Draft] = []
    i = 0
    while i < len(tokens):
        draft = None if i in taken else _name_at(tokens, i, repeated)
        if draft:
            out.append(draft)
        i = draft.last if draft else i + 1
    return out + _surnames_alone(tokens, out, taken)


def _name_at(tokens: Tokens, i: int, repeated: dict[str, int]) -> Draft | None:
    """The name that begins at word i, if one does."""
    if not tokens.capital(i):
        return None
    title = _title_before(tokens, i)
    initials = _initial(tokens, i) and tokens.word(i + 1) == "." and _initial(tokens, i + 2)
    initials = initials and tokens.start[i + 2] == tokens.end[i + 1]
    if not _may_begin(tokens, i, title, initials):
        return None
    j = name_end(tokens, i)
    if initials and j < i + 3:
        j = _dotted(tokens, i + 2)
    if not (title or initials or _good_name(tokens, i, j, repeated)):
        return None
    gender = {"M": "m", "Mme": "f"}.get(title) or _gender(tokens, i)
    first = i
    if title:
        first = i - 2 if tokens.word(i - 1) == "." else i - 1
    return Draft(first, _with_alias(tokens, j), (i, j), gender=gender, det="name", title=title)


def _may_begin(tokens: Tokens, i: int, title: str, initials: bool) -> bool:
    """Whether a name can begin with word i."""
    if _initial(tokens, i):
        return initials or bool(title)
    given = fold(tokens.words[i]) in given_names()
    follows = fold(tokens.word(i + 1)) in given_names() and _adjacent(tokens, i + 1)
    if follows and not _first_is_given(tokens, i) and (opens_sentence(tokens, i) or tokens.at(i - 1) in _OF_PLACE):
        return False  # a verb or adverb in capitals, or a place, before the name
    if opens_sentence(tokens, i) and not _first_is_given(tokens, i) and tokens.at(i + 1) in {"de", "d'", "du", "des"}:
        return False
    given = given and not (tokens.words[i] in not_names() and tokens.at(i - 1) in _PLACE_BEFORE | {"de", "d'"})
    given_pair = given and _adjacent(tokens, i + 1) and is_name_word(tokens, i + 1)
    particle = bool(title) and tokens.words[i] in _AFTER_FIRST_NAME and tokens.capital(i + 1)
    return is_name_word(tokens, i) or given_pair or particle


def _gender(tokens: Tokens, i: int) -> str | None:
    word = tokens.words[i]
    return given_names().get(fold(word)) or given_names().get(fold(word.split("-")[0]))


def _surnames_alone(tokens: Tokens, names: list[Draft], taken: frozenset[int]) -> list[Draft]:
    """Surnames that stand alone, of people whose full name is given elsewhere."""
    covered = {k for d in names for k in range(d.first, d.last)} | taken
    tails: dict[str, tuple[str, ...]] = {}
    for d in names:
        if d.name and d.name[1] - d.name[0] > 1:
            for k in range(d.name[0] + 1, d.name[1]):
                tail = tuple(tokens.words[k : d.name[1]])
                if len(tail[-1]) > 2 and tail[0] not in {".", "-"}:
                    tails.setdefault(tail[0], tail)
    out = []
    for i in range(len(tokens)):
        found = tails.get(tokens.words[i])
        if found and i not in covered and found == tuple(tokens.words[i : i + len(found)]):
            out.append(Draft(i, i + len(found), (i, i + len(found)), det="name"))
            covered.update(range(i, i + len(found)))
    return out
