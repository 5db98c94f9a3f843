"""Names on both sides of a translation: each proper name of the French is in the English, and none is new there."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from summarise.translate.demonyms import demonym, places_in

_FR_TOKEN = re.compile(r"(?<![\w-])[^\W\d_][\w]*(?:[-'’.][^\W\d_]\w*)*")
# "XVIe", and people called by their country: "un Algérien".
_NO_NAME = re.compile(r"[XVI]+e|[A-ZÀ-Þ]-?\d+")
_DEMONYM = re.compile(
    r"(?:\b(?:[Uu]ne?|,|l[ae]s?|des|du|aux?|cet|cette|ces|deux|trois|quatre|cinq|six|jeunes?|de|par|Deux|Trois|Le|La)"
    r"|,)\s"
    r"(\w+(?:iens?|iennes?|ais|aises?|ains?|aines?|ois|oises?|ols?|oles?|ands?|andes?|ques?|urdes?|erbes?|elges?"
    r"|lavs?|usses?|tes?|chènes?|ols?))\b(?!\s[A-ZÀ-Þ])"
)
_SENTENCE = re.compile(r"(?:^|[.!?:;]\s+|[«\"“(]\s?|\n)\s*$")


def fold(text: str) -> str:
    """Lower case without accents."""
    bare = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "Oe").replace("’", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def fold_lower(text: str) -> str:
    """The words of a text that begin with a small letter, folded: "marseillais" tells of Marseille."""
    return fold(" ".join(w for w in text.split() if not w[:1].isupper()))


@cache
def _table(name: str) -> dict[str, tuple[str, ...]]:
    """What a name is in English, from a data file: folded French name, English forms."""
    lines = files("summarise.translate").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {fold(french): tuple(english.split("|")) for french, english in rows}


@cache
def _words(name: str) -> frozenset[str]:
    """The folded words of a data file, one or more a line."""
    lines = files("summarise.translate").joinpath(name).read_text(encoding="utf-8").splitlines()
    return frozenset(fold(w) for line in lines if not line.startswith("#") for w in line.split())


def is_common(word: str) -> bool:
    """Whether an English word is one that has a capital without being a name ("Syrian", "Monday")."""
    return fold(word) in _words("names_en.txt")


def exonym(name: str) -> tuple[str, ...]:
    """The English forms of a French name of a place or body; empty when it has none of its own."""
    return _table("exonyms.tsv").get(fold(name), ())


def _tokens(text: str, common: frozenset[str]) -> list[tuple[str, str]]:
    """(word, folded) of each capitalised word that is no common one: names, acronyms, parts of names."""
    found = []
    for match in _FR_TOKEN.finditer(text):
        word = re.sub(r"^(?:[dDlLnNsScCjJmMtT]|[Qq]u|[Ll]orsqu|[Jj]usqu)['’](?=\w)|['’]s$", "", match.group())
        if not word[:1].isupper() or len(word) < 2 or _NO_NAME.fullmatch(word):
            continue
        folded = fold(word)
        if folded not in common and not all(p in common for p in re.split(r"[-.']", folded)):
            found.append((word, folded))
    return found


def _first_of_sentence(text: str, word: str) -> bool:
    """Whether each place where `word` stands is the head of a sentence: there any word has a capital."""
    places = [m.start() for m in re.finditer(rf"\b{re.escape(word)}\b", text)]
    return bool(places) and all(
        _SENTENCE.search(text[:p])
        or (re.search(r"\b[dDlLnNsScCjJmMqQu]+['’]$", text[:p]) and _SENTENCE.search(re.sub(r"\w+['’]$", "", text[:p])))
        for p in places
    )


def lost(french: str, english: str) -> list[str]:
    """Names of the French text that the English one does not have."""
    held, out = fold(english), []
    demonyms = {m.group(1) for m in _DEMONYM.finditer(french)}
    for word, folded in dict.fromkeys(_tokens(french, _words("names_fr.txt"))):
        if _held(folded, held) or any(re.search(rf"\b{re.escape(fold(e))}\b", held) for e in _forms(word, french)):
            continue
        if _called_by_country(word, held) or _by_parts(word, held):
            continue
        place = re.match(rf"{re.escape(word)} : ", french) or re.search(r"-[A-ZÀ-Þ]", word)  # a headline's place
        if (word in demonyms and not demonym(word)) or (
            not place and _first_of_sentence(french, word) and not _next_is_name(french, word)
        ):
            continue
        out.append(word)
    return out


def _called_by_country(word: str, held: str) -> bool:
    """Whether "Syrien" is told as "Syrian" or "Syria", and "Rwanda" as "Rwandan"."""
    known = demonym(word)
    if known:
        starts = {fold(w)[:3] for said in known for w in said.split()}  # "Pole" and "Polish", "Serb" and "Serbian"
        return any(re.search(rf"\b{re.escape(start)}", held) for start in starts)
    return len(word) > 4 and re.search(rf"\b{re.escape(fold(word))}(?:n|an|ian|ese|i|ish)s?\b", held) is not None


def _by_parts(word: str, held: str) -> bool:
    """Whether each part of "Paris-Pékin" is there, in English."""
    parts = [p for p in word.split("-") if len(p) > 2]
    return len(parts) > 1 and all(
        any(re.search(rf"\b{re.escape(fold(f))}\b", held) for f in (p, *exonym(p))) for p in parts
    )


def _forms(word: str, text: str) -> tuple[str, ...]:
    """The English forms of a word, or of a longer French name in the text that it is part of."""
    longer = [
        e
        for name, e in _table("exonyms.tsv").items()
        if " " in name and fold(word) in name.split() and name in fold(text)
    ]
    return exonym(word) + tuple(f for forms in longer for f in forms)


def _held(folded: str, text: str) -> bool:
    """Whether a name stands in the folded text as a word, or each of its parts does."""
    if re.search(rf"\b{re.escape(folded)}(?:s|'s|s')?\b", text):
        return True
    parts = [p for p in re.split(r"[-.']", folded) if len(p) > 2]
    return len(parts) > 1 and all(re.search(rf"\b{re.escape(p)}\b", text) for p in parts)


def _next_is_name(text: str, word: str) -> bool:
    """Whether the word is followed by another capitalised one, as a first name is by a surname."""
    match = re.search(rf"\b{re.escape(word)}\s+([A-ZÀ-Þ][a-zà-ÿ]\w+)", text)
    return bool(match) and fold(match.group(1)) not in _words("names_fr.txt")  # type: ignore[union-attr]


_RUN = r"[A-Z][\w'-]*(?:(?: (?:of|for|the|and|in|on|against))* [A-Z][\w'-]*)+"
_BODY = re.compile(
    r"\b(?:Office|Group|Institute|Society|Cent(?:re|er)|Council|Committee|Agency|Authority|League|Fund|Cup)\b"
)


def _in_official_name(english: str, word: str) -> bool:
    """Whether a word stands in the English name of a body: "Central Office for the Suppression of Serious Crime"."""
    return any(word in run.split() and _BODY.search(run) for run in re.findall(_RUN, english))


def added(french: str, english: str) -> list[str]:
    """Names of the English text that the French one does not have."""
    held = fold(french)
    known = {fold(form) for name, forms in _table("exonyms.tsv").items() if name in held for form in forms}
    known_words = {w for form in known for w in re.split(r"[\s.]", form)} | {fold(w) for w in places_in(french)}
    out = []
    for word, folded in dict.fromkeys(_tokens(english, _words("names_en.txt"))):
        if _held(folded, held) or folded in known_words or _first_of_sentence(english, word):
            continue
        if _in_official_name(english, word):
            continue
        stem = any(w.startswith(folded[:4]) for w in re.findall(r"\w+", held)) and len(folded) > 4
        near = any(w.startswith(folded[:5]) for w in re.findall(r"(?<!\w)[a-zà-ÿ]\w+", fold_lower(french)))
        if near or (stem and re.search(r"(?:an|ese|ish|ian|i|ch|er|ic|s)$", folded)):
            continue  # a demonym or another form: Moroccan, Corsican, Parisian
        out.append(word)
    return out
