"""Keys: shown once, kept as digests, compared in constant time.

A key is `smr_<id>_<secret>`. The secret has 256 random bits, so one SHA-256 hides it: there is nothing to guess.
"""

import datetime
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from summarise.api.database import Database
from summarise.errors import InputError

_PREFIX = "smr"
_NOBODY = hashlib.sha256(secrets.token_bytes(32)).hexdigest()


class UnknownKey(InputError):
    """No key with this id."""

    code = "unknown_key"


@dataclass(frozen=True)
class Key:
    """What is known of a key."""

    id: str
    name: str
    created: datetime.datetime
    revoked: bool


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


class Keys:
    """The keys in the service's file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str) -> str:
        """A new key; this is the only time that it can be read."""
        id, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO keys (id, name, digest, created) VALUES (?, ?, ?, ?)",
                (id, name, _digest(secret), time.time()),
            )
        return f"{_PREFIX}_{id}_{secret}"

    def all(self) -> list[Key]:
        """All keys, the oldest first."""
        rows = self._database.rows("SELECT id, name, created, revoked FROM keys ORDER BY created")
        return [
            Key(str(id), str(name), datetime.datetime.fromtimestamp(float(str(created))), revoked is not None)
            for id, name, created, revoked in rows
        ]

    def revoke(self, id: str) -> None:
        """This key opens nothing any more, at once."""
        with self._database.write() as connection:
            done = connection.execute(
                "UPDATE keys SET revoked = ? WHERE id = ? AND revoked IS NULL", (time.time(), id)
            ).rowcount
        if not done:
            raise UnknownKey("Aucune clé valable n'a cet identifiant", "voyez « summarise keys list ».")

    def owner(self, key: str) -> str | None:
        """The id of a key that opens, else None. The comparison takes as long for a key that does not exist."""
        prefix, _, rest = key.partition("_")
        id, _, secret = rest.partition("_")
        rows = self._database.rows("SELECT digest FROM keys WHERE id = ? AND revoked IS NULL", id[:64])
        right = hmac.compare_digest(str(rows[0][0]) if rows else _NOBODY, _digest(secret))
        return id if right and rows and prefix == _PREFIX else None
