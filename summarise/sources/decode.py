"""From bytes to text: the encodings that French newsrooms really use, and a clear word when it is no text at all."""

import codecs
from pathlib import Path

from summarise.errors import BadEncoding, NotText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "un PDF",
    b"PK\x03\x04": "un document Word, OpenDocument ou une archive",
    b"\xd0\xcf\x11\xe0": "un ancien document Word",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"\x1f\x8b": "une archive",
    b"{\\rtf": "un document RTF",
    b"\x7fELF": "un programme",
}
_WAY_OUT = "copiez le texte de l'article dans un fichier .txt."


def _refuse_binary(raw: bytes) -> None:
    for magic, name in _MAGIC.items():
        if raw.startswith(magic):
            raise NotText(f"Ce n'est pas du texte mais {name}", _WAY_OUT)
    head = raw[:8_000]
    control = sum(b < 32 and b not in b"\t\n\r\f\v\x1b" for b in head)
    if control * 20 > len(head):
        raise NotText("Ce contenu est binaire, ce n'est pas du texte", _WAY_OUT)


def _utf16_without_bom(raw: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero."""
    head = raw[:2_000]
    half = len(head) // 2
    if half < 4:
        return None
    if head[1::2].count(0) > half * 0.8:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > half * 0.8 else None


def encoding_of(raw: bytes, declared: str | None = None) -> str:
    """The encoding of `raw`: its mark, UTF-8 if it fits, what was declared, else cp1252."""
    marked = next((name for bom, name in _BOMS if raw.startswith(bom)), None) or _utf16_without_bom(raw)
    if marked:
        return marked
    _refuse_binary(raw)
    for name in ("utf-8", declared, "cp1252"):
        try:
            if name:
                raw.decode(name)
                return name
        except (UnicodeDecodeError, LookupError):
            continue
    raise BadEncoding("L'encodage du texte n'est pas reconnu", "enregistrez l'article en UTF-8.")


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text of `raw`."""
    name = encoding_of(raw, declared)
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise BadEncoding("L'encodage du texte est endommagé", "enregistrez l'article en UTF-8.") from error


def stream_encoding(path: Path) -> str:
    """The encoding of a large file of lines, read in pieces so that memory does not grow with it."""
    with path.open("rb") as file:
        head = file.read(65_536)
        marked = next((name for bom, name in _BOMS if head.startswith(bom)), None) or _utf16_without_bom(head)
        if marked:
            return marked
        _refuse_binary(head)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while head:
                decoder.decode(head)
                head = file.read(65_536)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"
