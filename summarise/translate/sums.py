"""Sums of money in English, and fines, damages and cash with them: "une amende de 20 000 euros" → "a €20,000 fine"."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Iterator

from summarise.mentions.numbers import NUMBER, WORDS, read_number
from summarise.translate.amounts import amount
from summarise.translate.found import Found
from summarise.translate.words import article, digits

_I = re.IGNORECASE
_SIGNS = {"euro": "€", "€": "€", "eur": "€", "dollar": "$", "$": "$", "usd": "$", "livre": "£", "£": "£"}
_SINGLE = {"€": "euro", "$": "dollar", "£": "pound"}
_VAGUE = frozenset(("some", "a", "several", "tens", "hundreds", "thousands", "millions", "billions", "dozens"))
_CURRENCY = (
    r"euros?|€|EUR\b|dollars?(?: américains?)?|\$|livres? sterling|£|francs? suisses?|CHF\b|francs?(?: français| CFA)?"
)
_MARK = r"k€|M€|Mds?€|millions? €"
_SUM = re.compile(
    rf"(?<![\w.,-])(?:(?P<link>entre |de )?(?P<low>{NUMBER})(?: ?(?:{_CURRENCY}))? (?P<to>à|et|ou) )?(?P<number>{NUMBER})"
    rf"(?: ?(?P<mark>{_MARK})| ?(?:d'|de )?(?P<cur>{_CURRENCY}))(?: ?(?P<cents>\d\d)(?!\d)(?: centimes)?| et (?P<cents2>\d\d) centimes)?(?!\w)",
    _I,
)
_KIND = r"(?P<kind> (?:douanière|fiscale|civile|administrative|délictuelle|forfaitaire))?"
_KINDS = {
    "douanière": "customs ",
    "fiscale": "tax ",
    "civile": "civil ",
    "administrative": "administrative ",
    "forfaitaire": "fixed ",
}
_PART = r"dont (?P<part>[\w., ]{1,20}?)(?: euros| €)? avec sursis"
_FINE = re.compile(rf" d'amendes?{_KIND}(?P<how>,? (?:avec sursis|ferme|{_PART}))?(?!\w)", _I)
_FINE_BEFORE = re.compile(rf"(?:(?<=\bd')|\b)une (?:lourde |simple )?amende{_KIND} (?:de |d')$", _I)
_AFTER_FINE = re.compile(rf",? (?:avec sursis|{_PART})(?!\w)", _I)
# What a sum is for, said together with it.
_TAILS = (
    (r" de dommages?(?:-| et |-et-)intérêts?", "in damages"),
    (r" d(?:e |')(?:indemnités?|indemnisation|compensation)", "in compensation"),
    (r" en (?:espèces|liquide|numéraire|cash)", "in cash"),
    (r" au titre d(?:u|es|e son|e leur) préjudices? mora(?:l|ux)", "for non-pecuniary damage"),
    (r" de frais (?:de justice|de procédure|d'avocats?)", "in legal costs"),
)
_TAIL = re.compile("|".join(f"(?P<t{k}>{pattern})" for k, (pattern, _) in enumerate(_TAILS)), _I)
# Numbers that leave their currency out where another sum has it.
_BARE = re.compile(
    rf"(?<![\w.,/-])(?P<number>\d{{1,3}}(?:[ .]\d{{3}})+(?=$|[.,;:)]| avec sursis| (?:pour|contre|à|au|et|ou)\b)|(?:\d+(?:,\d+)?|une?|{WORDS}) (?:millions?|milliards?)(?! d))(?P<how> avec sursis)?(?!\w)",
    _I,
)
_SAID_SCALE = re.compile(r" (million|billion)\b")


def money(number: str, currency: str) -> str:
    """A sum: "1,5 million" "euros" → "€1.5 million", "plusieurs milliers" → "several thousand euros"."""
    said, low = re.sub(r"(\.\d)$", r"\g<1>0", amount(number)), currency.lower()
    sign = next((s for k, s in _SIGNS.items() if low.startswith(k)), "")
    head, _, rest = said.partition(" ")
    if sign and re.match(r"\d", said):
        return sign + said
    if sign and head == "some" and re.match(r"\d", rest):
        return f"some {sign}{rest}"
    if sign and said == "one":
        return f"one {_SINGLE[sign]}"
    value = read_number(number)
    if sign and value is not None and head not in _VAGUE:
        return sign + digits(value)
    name = f"{_SINGLE[sign]}s" if sign else _francs(low)
    return f"{said} of {name}" if said.endswith("s") else f"{said} {name}"


def _francs(currency: str) -> str:
    if "suisse" in currency or currency == "chf":
        return "Swiss francs"
    return "CFA francs" if "cfa" in currency else "francs"


def _single(match: re.Match[str]) -> str:
    """The sum itself, without the lower end of a range."""
    number, mark = match["number"], (match["mark"] or "").lower()
    if mark.startswith("k"):
        return f"€{digits((read_number(number) or 0) * 1000)}"
    if mark:
        return money(f"{number} {'milliards' if mark.startswith('md') else 'millions'}", "euros")
    said = money(number, match["cur"])
    cents = match["cents"] or match["cents2"]
    return f"{said}.{cents}" if cents and "," not in number else said


def _range(match: re.Match[str]) -> str:
    """ "entre 3 et 5 millions d'euros" → "between €3 million and €5 million"."""
    said, currency = _single(match), match["cur"] or "euros"
    first = money(match["low"], currency)
    scale = _SAID_SCALE.search(said)
    if scale and not re.search(r"illi", first):
        first = money(f"{match['low']} {scale[1].replace('billion', 'milliard')}s", currency)
    elif re.search(r" mille$|[. ]000$", match["number"], _I) and (read_number(match["low"]) or 0) < 1000:
        first = money(match["low"] + " mille", currency)
    if (match["link"] or "").lower().startswith("entre"):
        return f"between {first} and {said}"
    return f"{first} {'or' if match['to'] == 'ou' else 'and' if match['to'] == 'et' else 'to'} {said}"


def find(text: str) -> Iterator[Found]:
    """Sums of money, and what they are for where it stands beside them."""
    for match in _SUM.finditer(text):
        start, end, said = _place(match)
        fine, before, tail = _FINE.match(text, end), _FINE_BEFORE.search(text[:start]), _TAIL.match(text, end)
        if fine:
            end, said = fine.end(), _fine(said, fine["kind"], fine["how"], fine["part"])
        elif before:
            how = _AFTER_FINE.match(text, end)
            start, end = before.start(), how.end() if how else end
            said = _fine(said, before["kind"], how.group() if how else None, how["part"] if how else None)
        elif tail and tail.lastgroup:
            end, said = tail.end(), f"{said} {_TAILS[int(tail.lastgroup[1:])][1]}"
        yield Found(start, end, "N", said, 9)


def bare(text: str, sums: list[Found]) -> Iterator[Found]:
    """Numbers that are sums because one stands close by: "15 000 euros, contre 45 000 en appel"."""
    for match in _BARE.finditer(text) if any(f.en.startswith(("€", "a €", "an €")) for f in sums) else ():
        said = money(match["number"], "euros")
        yield Found(*match.span(), "N", said + (" suspended" if match["how"] else ""), 4)


def _place(match: re.Match[str]) -> tuple[int, int, str]:
    """Where a sum stands and what it is: "et" joins two sums only after "entre"."""
    link = (match["link"] or "").lower()
    if not match["low"]:
        return match.start(), match.end(), _single(match)
    if not link and (match["to"] == "et" or re.fullmatch(r"(?:19|20)\d\d", match["low"])):
        return match.start("number"), match.end(), _single(match)
    start = match.start("low") if link.startswith("de") and match["to"] != "à" else match.start()
    return start, match.end(), _range(match)


def _fine(said: str, kind: str | None, how: str | None, part: str | None) -> str:
    """ "€90,000" → "a €90,000 fine", "a suspended fine of €1,500", "a €90,000 fine, €30,000 of it suspended"."""
    name = _KINDS.get((kind or "").strip().lower(), "")
    if not re.match(r"[€$£]", said):
        return f"a {name}fine of {said}"
    if part and "sursis" in (how or ""):
        return f"{article(said)} {said} {name}fine, {money(part, 'euros')} of it suspended"
    if how and "sursis" in how:
        return f"a suspended {name}fine of {said}"
    return f"{article(said[1:])} {said} {name}fine"
