"""Who asks, and how much he may: a key or an address, each with its bucket."""

import asyncio
import ipaddress
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from summarise.api.keys import Keys
from summarise.api.limits import Buckets
from summarise.api.refusals import Refusal
from summarise.settings import Serve

_BEARER = HTTPBearer(auto_error=False, description="Une clé : « summarise keys add NOM ».")


@dataclass(frozen=True)
class Caller:
    """Who asks. `bucket` is None for those who are not limited: a person at his own machine."""

    owner: str
    bucket: str | None
    per_minute: int


def _address(host: str | None) -> str:
    """An address as a bucket's name; a whole /64 is one caller, its addresses cost nothing."""
    try:
        ip = ipaddress.ip_address((host or "").partition("%")[0])
    except ValueError:
        return "unknown"
    return str(ip) if ip.version == 4 else str(ipaddress.ip_network((int(ip) >> 64 << 64, 64)))


def _is_here(host: str | None) -> bool:
    try:
        return ipaddress.ip_address((host or "").partition("%")[0]).is_loopback
    except ValueError:
        return False


class Access:
    """Tells callers apart and counts what they ask. For the page as well: `caller` takes the key that a reader gave."""

    def __init__(self, keys: Keys, settings: Serve, require_key: bool) -> None:
        self._keys, self._settings, self.require_key = keys, settings, require_key
        self._buckets = Buckets()

    async def caller(self, host: str | None, key: str | None) -> Caller:
        """The caller at address `host` with `key`; a wrong key is refused, and trying many of them too."""
        settings, address = self._settings, _address(host)
        if key:
            guesses = f"guess {address}"
            self._grant(self._buckets.take(guesses, settings.anonymous_per_minute, 0))
            owner = await asyncio.to_thread(self._keys.owner, key)
            if owner is None:
                self._buckets.charge(guesses, settings.anonymous_per_minute, 1)
                raise Refusal.of("key_unknown")
            return Caller(f"key {owner}", f"key {owner}", settings.keyed_per_minute)
        here = not self.require_key and _is_here(host)
        return Caller("anonymous", None if here else address, settings.anonymous_per_minute)

    @staticmethod
    def _grant(wait: float) -> None:
        if wait:
            raise Refusal.of("rate_limited").after(wait)

    def take(self, caller: Caller) -> None:
        """One request."""
        if caller.bucket is not None:
            self._grant(self._buckets.take(caller.bucket, caller.per_minute))

    def charge(self, caller: Caller, more: int) -> None:
        """What it costs beyond one."""
        if caller.bucket is not None and more > 0:
            self._buckets.charge(caller.bucket, caller.per_minute, more)


async def identified(
    request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> Caller:
    """The caller of a request, with a key where one is needed."""
    access: Access = request.app.state.access
    host = request.client.host if request.client else None
    caller = await access.caller(host, given.credentials if given else None)
    if access.require_key and not caller.owner.startswith("key "):
        refusal = Refusal.of("key_missing")
        refusal.headers["WWW-Authenticate"] = "Bearer"
        raise refusal
    return caller


async def counted(request: Request, caller: Annotated[Caller, Depends(identified)]) -> Caller:
    """The same, and this request counts."""
    request.app.state.access.take(caller)
    return caller


Identified = Annotated[Caller, Depends(identified)]
Counted = Annotated[Caller, Depends(counted)]
