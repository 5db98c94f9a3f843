"""The small language in which tables write French wordings, and its expansion into plain strings.

`prévenu(e)(s)` has optional endings, `[tribunal|tribunaux+]` alternatives and `[bien ]?` an optional piece. A wording
is plural when its first word took the ending `(s)` or `(x)`, or when it took an alternative marked `+`.
"""

from collections.abc import Iterator
from itertools import islice

MOST = 400  # no row of a table stands for more forms; a slip of the pen must not fill the memory


def _closing(pattern: str, start: int) -> int:
    depth = 0
    for i in range(start, len(pattern)):
        depth += (pattern[i] == "[") - (pattern[i] == "]")
        if depth == 0:
            return i
    raise ValueError(f"unclosed [ in {pattern!r}: add the missing ]")


def _alternatives(body: str) -> list[str]:
    """`body` cut at the bars that stand in no inner brackets."""
    parts, depth = [""], 0
    for char in body:
        depth += (char == "[") - (char == "]")
        if char == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


Choice = tuple[str, bool | None]  # a wording and whether it is plural, None where it does not say


def _piece(pattern: str) -> tuple[list[Choice], str]:
    """What the first piece of `pattern` may stand for, and the rest of the pattern."""
    if pattern[0] == "(":
        end = pattern.find(")")
        if end < 0:
            raise ValueError(f"unclosed ( in {pattern!r}: add the missing )")
        ending = pattern[1:end]
        tells = ending in {"s", "x"}
        return [("", False if tells else None), (ending, True if tells else None)], pattern[end + 1 :]
    if pattern[0] == "[":
        end = _closing(pattern, 0)
        parts = _alternatives(pattern[1:end])
        told = any(part.endswith("+") for part in parts)
        choices: list[Choice] = []
        for part in parts:
            number = part.endswith("+") if told else None
            choices += [(text, number if told else inner) for text, inner in _expand(part.removesuffix("+"))]
        after = end + 1
        if pattern[after : after + 1] == "?":
            return [("", None), *choices], pattern[after + 1 :]
        return choices, pattern[after:]
    cut = min((i for i in (pattern.find("("), pattern.find("[")) if i > 0), default=len(pattern))
    return [(pattern[:cut], None)], pattern[cut:]


def _expand(pattern: str, head: bool = True) -> Iterator[Choice]:
    """`head` while the first word lasts: only its ending tells the number."""
    if not pattern:
        yield "", None
        return
    ending = pattern[:3] in {"(s)", "(x)"}
    choices, rest = _piece(pattern)
    for text, plural in choices:
        told = None if ending and not head else plural
        for tail, more in _expand(rest, head and " " not in text):
            yield text + tail, more if told is None else told


def expand(pattern: str) -> list[tuple[str, bool]]:
    """All (wording, whether plural) that `pattern` stands for."""
    found = dict(islice(((" ".join(t.split()), p) for t, p in _expand(pattern)), MOST))
    return [(text, bool(number)) for text, number in found.items() if text]
