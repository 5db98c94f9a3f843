"""Unpacks what comes over the wire, a piece at a time: a bomb is noticed before it has gone off."""

import zlib
from collections.abc import Iterator

from summarise.errors import WrongContentType

# What we say that we can read. Others would each need their own bound, and no site insists on them.
ACCEPTED = "gzip, deflate"
_PIECE = 65_536
# gzip with its header, or zlib with its own; some servers send deflate with none at all.
_GZIP, _ZLIB, _BARE = 31, 15, -15


class Inflater:
    """Turns pieces as they came into pieces of the page, none larger than 64 kB whatever was packed into it."""

    def __init__(self, encoding: str) -> None:
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise WrongContentType(
                f"La page est comprimée en « {name[:30]} »", "collez le texte de l'article à la place."
            )
        self._packed = name not in ("", "identity")
        self._bits = _ZLIB if name == "deflate" else _GZIP
        self._inner = zlib.decompressobj(self._bits)
        self._begun = False

    def feed(self, raw: bytes) -> Iterator[bytes]:
        """What `raw` unpacks to; what follows the end is left. Raises zlib.error on what is not packed as it says."""
        if not self._packed:
            yield raw
            return
        while raw and not self._inner.eof:
            piece = self._piece(raw)
            self._begun = True
            raw = self._inner.unconsumed_tail
            if piece:
                yield piece

    def _piece(self, raw: bytes) -> bytes:
        try:
            return self._inner.decompress(raw, _PIECE)
        except zlib.error:
            if self._begun or self._bits != _ZLIB:
                raise
            self._inner = zlib.decompressobj(_BARE)
            return self._inner.decompress(raw, _PIECE)
