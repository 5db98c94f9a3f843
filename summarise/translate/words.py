"""English word forms: plurals, verbs, numbers in words, and "a" or "an"."""

import re

_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TEENS = ("eleven", "twelve", *(f"{stem}teen" for stem in "thir four fif six seven eigh nine".split()))  # noqa: SIM905
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "bring": "brought brought", "seek": "sought sought", "hold": "held held", "uphold": "upheld upheld",
    "send": "sent sent", "find": "found found", "give": "gave given", "stand": "stood stood", "set": "set set",
    "put": "put put", "hear": "heard heard", "make": "made made", "go": "went gone", "take": "took taken",
    "withdraw": "withdrew withdrawn", "leave": "left left", "get": "got got", "keep": "kept kept", "be": "was been",
    "have": "had had", "steal": "stole stolen", "say": "said said", "win": "won won", "lose": "lost lost",
    "break": "broke broken", "tell": "told told", "buy": "bought bought", "hit": "hit hit", "run": "ran run",
    "strike": "struck struck", "do": "did done", "begin": "began begun", "come": "came come", "flee": "fled fled",
    "pay": "paid paid", "repay": "repaid repaid", "hide": "hid hidden", "sell": "sold sold", "bite": "bit bitten",
    "shoot": "shot shot", "lead": "led led",
}  # fmt: skip
_DOUBLED = frozenset(
    (
        "acquit",
        "admit",
        "commit",
        "refer",
        "drop",
        "stab",
        "rob",
        "remit",
        "plan",
        "bar",
        "submit",
        "expel",
        "rebel",
        "compel",
        "slap",
        "kidnap",
        "ban",
        "stop",
        "regret",
        "annul",
    )
)
_PREPOSITION = re.compile(r" (?:of|for|in|on|under|to|with|without|by|against|as|from|before|at|after|over|into)\b")
_PLURAL = {"person": "people", "man": "men", "woman": "women", "child": "children", "his": "their", "wife": "wives"}


def say(value: float) -> str:
    """A number as newspapers write it: "six", "18", "15,000", "2.5"."""
    if value != int(value):
        whole, _, decimals = f"{value:.4f}".rstrip("0").partition(".")
        return f"{int(whole):,}.{decimals}"
    return _SMALL[int(value)] if 0 <= value <= 10 else f"{int(value):,}"


def spelled(number: int) -> str:
    """A number below a hundred in words, as a sentence begins with it: 38 → "thirty-eight"."""
    if number < 20:
        return (*_SMALL, *_TEENS)[number]
    return _TENS[number // 10 - 2] + (f"-{_SMALL[number % 10]}" if number % 10 else "")


def digits(value: float) -> str:
    """A number in figures: "6", "15,000", "2.5"."""
    return f"{int(value):,}" if value == int(value) and 0 <= value <= 10 else say(value)


def ordinal(number: int) -> str:
    """ "third", "11th", "22nd": in words up to tenth."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    return words[number - 1] if 1 <= number <= 10 else numbered(number)


def numbered(number: int) -> str:
    """ "3rd", "11th", "22nd"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _plural_word(word: str) -> str:
    if word in _PLURAL:
        return _PLURAL[word]
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return word if word.endswith("s") and not word.endswith("ss") else word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word[:-3] + "men" if word.endswith("man") and word != "human" else word + "s"


def plural(phrase: str) -> str:
    """The plural of a noun phrase: its head stands before the first preposition."""
    match = _PREPOSITION.search(phrase)
    head, tail = (phrase[: match.start()], phrase[match.start() :]) if match else (phrase, "")
    before, space, noun = head.rpartition(" ")
    return before + space + _plural_word(noun) + tail


def _past(verb: str) -> tuple[str, str]:
    if verb in _IRREGULAR:
        past, _, participle = _IRREGULAR[verb].partition(" ")
        return past, participle
    if verb.endswith("e"):
        made = verb + "d"
    elif re.search(r"[^aeiou]y$", verb):
        made = verb[:-1] + "ied"
    elif verb in _DOUBLED:
        made = verb + verb[-1] + "ed"
    else:
        made = verb + "ed"
    return made, made


def verb_forms(phrase: str) -> dict[str, str]:
    """The forms of a verb phrase by name: "base", "s", "past", "pp", "ing"; "=on trial" has one form."""
    if phrase.startswith("="):
        return dict.fromkeys(("base", "s", "past", "pp", "ing"), phrase[1:])
    verb, space, tail = phrase.partition(" ")
    past, participle = _past(verb)
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        third = verb + "es"
    elif re.search(r"[^aeiou]y$", verb):
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    ing = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") and verb != "be" else verb
    ing += (verb[-1] if verb in _DOUBLED or verb in {"set", "put", "get", "hit", "run", "win"} else "") + "ing"
    made = {"base": verb, "s": third, "past": past, "pp": participle, "ing": ing}
    return {name: form + space + tail for name, form in made.items()}


_AN = re.compile(r"(?:[aeioAEIO]|[uU](?!n[ai]|s[aeiu]|ro\b|K\b|t[ei])|h(?:our|eir|onest)|8|11\b|11,|18\b|18[,-])")
_LETTERS = re.compile(r"[AEFHILMNORSX][A-Z]+\b")


def article(following: str) -> str:
    """ "an" before what sounds like a vowel ("assize court", "18-month", "MP"), else "a"."""
    word = following.lstrip("\"'“‘(€£$")
    if re.match(r"[A-Z]{2,}\b", word):
        return "an" if _LETTERS.match(word) else "a"
    if re.match(r"(?:one|once|euro|eu[a-z])", word, re.IGNORECASE):
        return "a"
    return "an" if _AN.match(word) else "a"
