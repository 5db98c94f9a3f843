"""`summarise batch`: which engine, and what is told of how it went."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from summarise.errors import BadOption

if TYPE_CHECKING:
    from summarise.batch.items import Outcome
    from summarise.batch.run import Tally
    from summarise.settings import Settings

ENGINES = ("pool", "ray")


def _engine(name: str) -> "Callable[..., Tally]":
    if name not in ENGINES:
        raise BadOption(f"Le moteur « {name} » n'existe pas", f"choisissez {' ou '.join(ENGINES)}.")
    if name == "ray":
        from summarise.batch.ray_shards import run_ray  # noqa: PLC0415 - a cluster only for who asks for one

        return run_ray
    from summarise.batch.run import run_batch  # noqa: PLC0415 - a command that only prints its help loads nothing

    return run_batch


def run(source: Path, out: Path, settings: "Settings", engine: str = "pool", restart: bool = False) -> "Tally":
    """Condense all articles of `source` into `out`, with a bar for who watches, and tell how it went."""
    from summarise.batch.progress import watched  # noqa: PLC0415
    from summarise.batch.readers import count  # noqa: PLC0415

    work = _engine(engine)

    def go(step: "Callable[[Outcome], None]") -> "Tally":
        return work(source, out, settings, step=step, restart=restart)

    tally = watched(go, lambda: count(source))
    before = f" (dont {tally.resumed} déjà faits)" if tally.resumed else ""
    briefs = tally.done - tally.failed
    print(f"{tally.done} articles{before}, {briefs} fiches, {tally.failed} échecs → {out}", file=sys.stderr)
    return tally
