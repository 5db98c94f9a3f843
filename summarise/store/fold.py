"""Names and words without case and accents: « Évry-Courcouronnes » and « EVRY COURCOURONNES » are one."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`text` in small letters without accents, one space between its words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
                   if not unicodedata.combining(c))  # fmt: skip
    return " ".join(_WORD.findall(bare.casefold()))
