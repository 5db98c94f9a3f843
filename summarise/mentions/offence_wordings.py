"""The wordings of offences, read from the tables that a jurist edits, as regular expressions.

A pattern of `offence_wordings.tsv` is nearly plain French. `vol(s)` has an optional ending, `[a|b]` alternatives,
`[a|b]?` optional ones, `incend*` any ending, `~` up to four words between, and `{...}` a regular expression for what
must follow without being part of the wording, `{<!...}` one for what must not stand before it.
"""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_GAP = r"(?:[^\s.;:!?]+\s+){0,4}?"
STRENGTHS = ("name", "paraphrase", "fact")


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an offence: its code, how strongly it names it, and a literal that any match holds."""

    code: str
    strength: str
    regex: re.Pattern[str]
    literal: str


def _closing(pattern: str, start: int) -> int:
    depth = 0
    for i in range(start, len(pattern)):
        depth += (pattern[i] == "[") - (pattern[i] == "]")
        if depth == 0:
            return i
    raise ValueError(f"unclosed [ in the wording {pattern!r}: add the missing ]")


def _group(pattern: str, start: int, space: str) -> tuple[str, int]:
    """The `[a|b]` at `start`, with the space before it, which goes when the whole group does."""
    end = _closing(pattern, start)
    body = f"(?:{_translate(pattern[start + 1 : end])})"
    after = end + 1
    if pattern[after : after + 1] != "?":
        return space + body, after
    after += 1
    alone = after == len(pattern) or pattern[after] in " ~{|"
    return (f"(?:{space}{body})?" if space and alone else f"{space}{body}?"), after


def _translate(pattern: str) -> str:
    out, i, n = [], 0, len(pattern)
    while i < n:
        char = pattern[i]
        space = ""
        if char == " " and pattern[i + 1 : i + 2] == "?":
            out.append(r"\s*")
            i += 2
            continue
        if char == " " and pattern[i + 1 : i + 2] == "[":
            space, i, char = r"\s+", i + 1, "["
        if char == "[":
            piece, i = _group(pattern, i, space)
            out.append(piece)
        elif pattern.startswith("~ ", i):
            out.append(_GAP)
            i += 2
        elif char == "(":
            end = pattern.index(")", i)
            out.append(f"(?:{re.escape(pattern[i + 1 : end])})?")
            i = end + 1
        elif char == "{":
            end = pattern.index("}", i)
            look = pattern[i + 1 : end]
            out.append(f"(?{look})" if look.startswith("<!") else f"(?={look})")
            i = end + 1
        else:
            out.append({" ": r"\s+", "*": r"\w*", "-": "[- ]", "|": "|"}.get(char) or re.escape(char))
            i += 1
    return "".join(out)


def _literal(pattern: str) -> str:
    """The longest run of letters that every match of `pattern` must hold; empty when there is none."""
    bare, depth = [], 0
    for i, char in enumerate(re.sub(r"\{.*?\}", "\n", pattern)):
        depth -= char in "])"
        optional = depth > 0 or pattern[i + 1 : i + 2] == "?"
        bare.append("\n" if optional or not char.isalpha() else char)
        depth += char in "[("
    return max(re.sub(r"(?m)^é", "", "".join(bare)).split("\n"), key=len)


def compile_wording(pattern: str) -> re.Pattern[str]:
    """The regular expression of a wording, for text in lower case."""
    body = _translate(re.sub(r" ?~(?=$|\])", "", pattern))
    # Copy in capitals, and many a headline, leaves the accent of a first É out.
    body = re.sub(r"(?<![\w\\])é", "[ée]", body)
    return re.compile(rf"(?<![\w-])(?:{body})(?!\w)")


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of the package's tables."""
    text = files("summarise.mentions").joinpath("data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=1)
def wordings() -> tuple[Wording, ...]:
    """All wordings, in the order of the table."""
    return tuple(
        Wording(row["code"], row["strength"], compile_wording(row["pattern"]), _literal(row["pattern"]))
        for row in table("offence_wordings.tsv")
    )


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """The codes of all offences."""
    return frozenset(row["code"] for row in table("offences.tsv"))
