"""Finds things that may have been seized: "214 kg d'herbe", "15.000 images", "un fusil à pompe", "des munitions"."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from summarise.mentions.around import around
from summarise.mentions.base import Kind, Mention, QuantityValue, Stretch
from summarise.mentions.numbers import NUMBER, is_vague, read_number
from summarise.mentions.seizure_context import STRONG, in_reach, is_seized, seizure_cues
from summarise.mentions.seizure_cues import finer, listed
from summarise.text.source import Source

_WEIGHTS = {"kg": ("kg", 1.0), "kilo": ("kg", 1.0), "kilogramme": ("kg", 1.0), "tonne": ("kg", 1000.0), "g": ("g", 1.0)}
_WEIGHTS |= {"gramme": ("g", 1.0), "litre": ("litre", 1.0), "l": ("litre", 1.0), "gr": ("g", 1.0)}
_WEIGHT = r"kg|kilos?|kilogrammes?|tonnes?|grammes?|gr|g|litres?|l"
_STOP = (
    r"et|ou|à|au|aux|de|du|des|d'\w*|le|la|les|l'\w*|un|une|dans|sur|sous|par|pour|en|avec|chez|lors|qui|que|qu'\w*|dont|où|a|ont|est|sont|ainsi|mais"
    r"|été|était|étaient|avait|avaient|sera|seront|ne|n'\w*|se|s'\w*|après|avant|contre|depuis|entre|parmi|puis|il|elle|ils|elles|y|comme|plus"
    r"|lui|leur|son|sa|ses|ce|cette|pendant|vers|selon|quand|lorsque|afin|alors|également|aussi|notamment|soit|pas|bien|même|peut|fait|ayant"
)
_WORD = rf"(?! (?:{_STOP})(?!\w))[ -][\w-]+"
_OF = r" (?:de |d'|du |des |à |en |aux? )(?!(?:l'|la |le |les |son |sa |ses |leur|un |une |cette |ce |plus|quoi|l[ae] |nouveau|travers|partir)\w*)[\w-]+"
_TAIL = rf"(?:{_OF})?(?:{_WORD}){{0,2}}?(?:{_OF})?"
_DET = r"une?|des|les?|la|l'|son|sa|ses|leurs?|cette|ce|cet|ces|plusieurs|quelques|de nombreu(?:x|ses)|d'|du|de la|de l'|deux|divers(?:es)?"
# A word begins, be it glued to the full stop before.
_START = r"(?:(?<![\w.,-])|(?-i:(?<=[a-zà-ÿ]\.)(?=[A-ZÀ-Þ])))"
_AMOUNT = rf"(?P<number>{NUMBER})(?: (?:de |d'))?|(?P<det>{_DET})"
_WEIGHED = re.compile(
    rf"(?<![\w.,])(?:(?P<vague>plusieurs|quelques|des)|(?P<number>{NUMBER})) ?(?:de |d')?(?P<unit>{_WEIGHT})(?P<half> et demie?)?\b"
    rf"(?P<of> (?:de |d')(?P<item>[\w-]+{_TAIL}))?",
    re.IGNORECASE,
)
_ANY = re.compile(
    rf"{_START}(?P<number>(?:{NUMBER}))(?: (?:de |d'))? ?(?P<item>(?!(?:{_STOP})\b)[a-zà-ÿ-]{{3,}}{_TAIL})",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"\b(?:ramass\w+|ont compté|ont quitté|prenait livraison|arsenal|dépôt|avait ingéré|confiscation|à bord)\b",
    re.IGNORECASE,
)
# A further thing of a list, of any kind: "un fusil, une balance et des matériaux de survie".
_NEXT = re.compile(
    rf"(?P<link>,? et (?:de |d')?|, |,? ainsi qu(?:e |')|,? ou (?:encore )?)(?P<det>une?|des|du) (?P<item>(?!(?:{_STOP})\b)[a-zà-ÿ-]{{3,}}{_TAIL})",
    re.IGNORECASE,
)
# What a numeral counts that is never a thing to be seized.
_NEVER = re.compile(
    r"(?:ans?|années?|mois|jours?|semaines?|heures?|minutes?|secondes?|euros?|dollars?|francs?|millions?|milliards?|fois|personnes?|hommes?|femmes?"
    r"|enfants?|victimes?|suspects?|policiers?|gendarmes?|mètres?|km|kilomètres?|degrés?|juges?|avocats?|prévenus?|frères?|sœurs?|agents?|membres?"
    r"|jeunes?|individus?|adolescente?s?|mineure?s?|filles?|garçons?|fils|tribunal|cour|procureur|parquet|enquêtes?|information|perquisitions?|peines?"
    r"|affaires?|dossiers? d|procès|juin|juillet|août|septembre|octobre|novembre|décembre|janvier|février|mars|avril|mai|heure|autres?|personne"
    r"|interpellations?|saisies?|amendes?|pour cent|tiers|quart|moitié|partie|part|source|communiqué|opération|réseau|coups?|violences?|plaintes?"
    r"|départements?|pays|régions?|villes?|communes?|tireurs?|hectares?|centimètres?|cm|étages?|point|nouvelle|dizaine|centaine|trentaine|vingtaine"
    r"|homme|mise|garde|dizaines?|centaines?|milliers?|kilos?|kg|grammes?|tonnes?|litres?|jeune|trafic|vol|enfant|couple|famille|série|commission)(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    value: QuantityValue
    group: str


@cache
def _lexicon() -> dict[str, str]:
    """Word (lower case, singular) → group."""
    out: dict[str, str] = {}
    text = resources.files("summarise.mentions").joinpath("data/things.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            group, words = line.split("\t")
            for word in words.split():
                out.setdefault(word.lower(), group)
    return out


@cache
def _named() -> re.Pattern[str]:
    words = sorted((re.escape(w) for w in _lexicon()), key=len, reverse=True)
    head = "|".join(words)
    return re.compile(
        rf"{_START}(?:(?:{_AMOUNT}) ?)?(?P<adj>(?:faux|fausses?|petite?s?|gros(?:ses?)?|vieux|nombreu(?:x|ses)|mini|même|propre|grande?s?|autres?|véritable|premiers?) )?"
        rf"(?P<item>(?P<head>(?:{head})(?:e?s|x)?)(?![\w'’])(?P<tail>{_TAIL}))",
        re.IGNORECASE,
    )


def find(source: Source) -> list[Mention]:
    """All things in `source` that may be seized, sorted by place."""
    found = _weighed(source.plain)
    for more in (_things(source), _counted(source)):
        found += _clear(more, found)
    found += _clear(_continued(source, found), found)
    mentions = [_mention(source, f) for f in sorted(found, key=lambda f: f.start)]
    return listed(source.plain, _once(mentions))


def _clear(more: Sequence[_Found], taken: Sequence[_Found]) -> list[_Found]:
    """Those of `more` that overlap none of `taken`."""
    return [f for f in more if not any(f.start < t.end and t.start < f.end for t in taken)]


def _continued(source: Source, found: Sequence[_Found]) -> list[_Found]:
    """What goes on with a list of things after one that is named, in a sentence with a strong word of seizure."""
    out: list[_Found] = []
    for one in found:
        end = one.end
        if not STRONG.search(around(source, one.start, one.end).text):
            continue
        while (match := _NEXT.match(source.plain, end)) and not _NEVER.match(match.group("item")):
            single = match.group("det").lower() in {"un", "une"}
            value = QuantityValue(1.0 if single else None, "unite" if single else None, match.span("item"))
            out.append(_Found(match.start("det"), match.end(), value, "other"))
            end = match.end()
    return list({f.start: f for f in out}.values())


def _once(mentions: list[Mention]) -> list[Mention]:
    """Takes the guess from a thing that an earlier mention has named in the same number."""
    seen: set[tuple[str, float | None]] = set()
    out: list[Mention] = []
    for mention in mentions:
        assert isinstance(mention.value, QuantityValue)
        item = mention.value.item
        words = mention.text[item[0] - mention.start : item[1] - mention.start].lower().split() if item else ["?"]
        key = (words[0].removesuffix("s"), mention.value.quantity)
        again = key in seen
        if mention.guess != "none":
            seen.add(key)
        out.append(replace(mention, guess="none", cues=(*mention.cues, "seen:before")) if again else mention)
    return out


def _weighed(text: str) -> list[_Found]:
    """Weights and volumes, with or without the thing weighed."""
    out: list[_Found] = []
    for match in _WEIGHED.finditer(text):
        unit, factor = _unit(match.group("unit"))
        number = read_number(match.group("number")) if match.group("number") else None
        if match.group("number") and (number is None or is_vague(match.group("number"))):
            number = None
        if number is not None:
            number = round((number + (0.5 if match.group("half") else 0.0)) * factor, 3)
        item = match.span("item") if match.group("item") else None
        out.append(_Found(*match.span(), QuantityValue(number, unit, item), "weight"))
    return out


def _unit(word: str) -> tuple[str, float]:
    lower = word.lower()
    return _WEIGHTS.get(lower) or _WEIGHTS[lower.removesuffix("s")]


def _things(source: Source) -> list[_Found]:
    """Things of the lexicon, where somebody finds, seizes, hides or searches."""
    out: list[_Found] = []
    for match in _named().finditer(source.plain):
        context = around(source, *match.span())
        if not in_reach(context):
            continue
        head = match.group("head").lower()
        lexicon = _lexicon()
        group = next((lexicon[w] for w in (head, head[:-1], head[:-2]) if w in lexicon), "other")
        out.append(_Found(*match.span(), QuantityValue(*_count(match), match.span("item")), group))
    return out


def _count(match: re.Match[str]) -> tuple[float | None, str | None]:
    """How many: the numeral, one for a singular determiner, None for a plural or for none."""
    number = match.group("number")
    if number:
        return (None, None) if is_vague(number) else (read_number(number), "unite")
    det = (match.group("det") or "").lower()
    plural = bool(re.match(r"[\w-]+[sx]\b", match.group("item")))
    if det in {"un", "une", "le", "la", "son", "sa", "cette", "ce", "cet"} or (det in {"l'", "leur"} and not plural):
        return 1.0, "unite"
    return None, "unite" if det in {"plusieurs", "quelques"} else None


def _counted(source: Source) -> list[_Found]:
    """A numeral and any noun, in a sentence with a strong word of seizure."""
    out: list[_Found] = []
    for start, end in source.sentences:
        if not (STRONG.search(source.plain, start, end) or _COUNTING.search(source.plain, start, end)):
            continue
        for match in _ANY.finditer(source.plain, start, end):
            number = read_number(match.group("number"))
            if number is None or _NEVER.match(match.group("item")):
                continue
            value = QuantityValue(None if is_vague(match.group("number")) else number, "unite", match.span("item"))
            out.append(_Found(*match.span(), value, "other"))
    return out


def _mention(source: Source, found: _Found) -> Mention:
    context = around(source, found.start, found.end)
    text = source.plain[found.start : found.end]
    guess = "seized" if is_seized(context, found.group, _determiner(text)) else "none"
    many = (
        "none"
        if found.value.quantity is None
        else "one"
        if found.value.quantity == 1
        else "some"
        if found.value.quantity < 20
        else "many"
    )
    cues = [f"thing:{found.group}", f"unit:{found.value.unit}", f"number:{many}", f"det:{_determiner(text)}"]
    cues += [*seizure_cues(context), *context.general(), f"rule:{guess}"]
    cues += finer(context, found.group, guess)
    return Mention(Kind.QUANTITY, found.start, found.end, text, found.value, guess, tuple(dict.fromkeys(cues)))


def _determiner(text: str) -> str:
    first: Stretch | None = m.span() if (m := re.match(rf"(?:{_DET})(?!\w)|\d", text, re.IGNORECASE)) else None
    if first is None:
        return "none"
    word = text[slice(*first)].lower()
    return "figure" if word.isdigit() else word.strip("' ")
