"""Markdown to text: the marks go, the words stay, the first heading is the title."""

import re
from html import unescape

_FRONT = re.compile(r"\A---\s*\n(?P<meta>.{0,5000}?)\n---\s*\n", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(?P<words>.*)$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~).*$")
_RULE = re.compile(r"^ {0,3}(?:[-*_]\s*){3,}$|^ {0,3}=+\s*$")
_BLOCK = re.compile(r"^ {0,3}(?:>\s?)+|^\s*(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL), ""),
    (re.compile(r"<(script|style|iframe|object)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE), ""),
    (re.compile(r"!\[[^\[\]]*\]\([^()\n]{0,1000}\)"), ""),
    (re.compile(r"\[([^\[\]]+)\]\([^()\n]{0,1000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)


# What stands behind a backslash is no mark: it waits in the private area while the marks are taken out.
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~-])")
_HIDDEN = re.compile("[\ue021-\ue07e]")


def _inline(text: str) -> str:
    text = _ESCAPED.sub(lambda m: chr(0xE000 + ord(m.group(1))), text)
    for pattern, by in _INLINE:
        text = pattern.sub(by, text)
    return unescape(text)


def _shown(text: str) -> str:
    return _HIDDEN.sub(lambda m: chr(ord(m.group()) - 0xE000), text).strip()


def _meta_title(meta: str) -> str:
    found = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", meta, re.MULTILINE)
    return found.group(1) if found else ""


def strip_markdown(text: str) -> tuple[str, str]:
    """(title, article) of a Markdown text; the title is its front matter's or its first heading's, else empty."""
    front = _FRONT.match(text)
    title = _meta_title(front.group("meta")) if front else ""
    body = text[front.end() :] if front else text
    lines: list[str] = []
    for line in _inline(body.replace("\r\n", "\n")).split("\n"):
        heading = _HEADING.match(line)
        if heading and not title and not any(kept.strip() for kept in lines):
            title = heading.group("words").rstrip(" #")
        elif not _RULE.match(line) and not _FENCE.match(line):
            lines.append(heading.group("words").rstrip(" #") if heading else _BLOCK.sub("", line))
    return _shown(title), _shown(re.sub(r"\n{2,}", "\n", "\n".join(lines)))
