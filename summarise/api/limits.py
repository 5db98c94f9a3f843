"""How much each caller may ask: a bucket that fills by the minute, for each key and each address.

A batch counts as many as it has documents. Who has anything left may send a whole batch, and pays by waiting.
"""

import time
from collections import OrderedDict
from collections.abc import Callable

# Buckets of strangers; a full one is forgotten without loss.
_MOST = 20_000


class Buckets:
    """One bucket for each name."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str, per_minute: int, cost: int = 1) -> float:
        """0 when `cost` is granted, else after how many seconds to ask again."""
        now = self._clock()
        left, since = self._left.pop(name, (float(per_minute), now))
        left = min(float(per_minute), left + (now - since) * per_minute / 60)
        wait = 0.0 if left >= 1 else (1 - left) * 60 / per_minute
        self._left[name] = (left - (cost if wait == 0 else 0), now)
        if len(self._left) > _MOST:
            self._left.popitem(last=False)
        return wait

    def charge(self, name: str, per_minute: int, cost: int) -> None:
        """Take what a request that was let in turned out to cost more."""
        left, since = self._left.get(name, (float(per_minute), self._clock()))
        self._left[name] = (left - cost, since)
