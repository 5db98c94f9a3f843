"""Text of strangers, made harmless before it reaches a terminal or a page."""

import re

# Control characters could move a terminal's cursor or hide text; so could marks of writing direction.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` without control characters; line breaks and tabs stay."""
    return _HARMFUL.sub("", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """`text` on one line, without control characters."""
    return " ".join(clean(text).split(" ")).replace("\n", " ").replace("\t", " ")
