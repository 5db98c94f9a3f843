"""How much memory a worker may take: what a stranger's page makes of it must not cost the machine."""

import sys
from pathlib import Path

from summarise.pipeline import Condenser
from summarise.settings import Settings


def bound_memory(more: int) -> None:
    """Let this process have `more` megabytes beyond those that it has now (Linux; elsewhere the deadline is all)."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - Unix has it

    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    most = int(status["VmData"].split()[0]) * 1024 + more * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def load_bounded(settings: Settings) -> Condenser:
    """What a worker loads: its model, and then no more memory than an article needs."""
    condenser = Condenser.load(settings)
    bound_memory(settings.serve.worker_megabytes)
    return condenser
