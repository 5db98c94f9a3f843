"""Words and signs of both languages as the table of phrases knows them: the one form, for making it and for use."""

import re

_FRENCH = re.compile(r"⟦[A-Z]\d+⟧|aujourd'hui|\w+'|-(?:t-)?(?:ils?|elles?|on|ce|je|nous|vous)\b|\w+(?:-\w+)*|[^\w\s]")
_ENGLISH = re.compile(r"⟦[A-Z]\d+⟧|'s\b|\w+(?:-\w+)*(?:'(?!s\b)\w+)?|[^\w\s]")
_HYPHENED = re.compile(r"-(?:t-)?(?:ils?|elles?|on|ce|je|nous|vous)$")


def french(text: str) -> list[str]:
    """The words of a ready French sentence in small letters: "l'", "a", "-t-il"."""
    out = []
    for word in _FRENCH.findall(text.lower() if "⟦" not in text else _small(text)):
        asked = _HYPHENED.search(word)
        out += [word[: asked.start()], asked.group()] if asked and asked.start() else [word]
    return out


def english(text: str) -> list[str]:
    """The words of an English sentence, capitals kept."""
    return list(_ENGLISH.findall(text))


def _small(text: str) -> str:
    """In small letters but for placeholders."""
    return re.sub(r"⟦[a-z]\d+⟧", lambda m: m.group().upper(), text.lower())


_TIGHT = re.compile(r" (?=[,.;:!?)\]%]|'s\b|')|(?<=[(\[£$€]) ")


def joined(words: list[str]) -> str:
    """English words as a sentence: no space before a full stop, quotation marks tight."""
    text = _TIGHT.sub("", " ".join(words))
    parts = re.split(r" ?\" ?", text)
    out = parts[0]
    for k, part in enumerate(parts[1:]):
        before = " " if out and not out.endswith(("(", " ")) else ""
        after = "" if not part or part[0] in ",.;:!?)" else " "
        out += f'{before}"{part}' if k % 2 == 0 else f'"{after}{part}'
    return out.strip()
