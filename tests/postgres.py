"""A PostgreSQL of the tests' own, on loopback and on a free port; None where it is not installed."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ABSENT = "postgresql is not installed (apt-get install postgresql)"


def programs() -> Path | None:
    """Where its programs lie: Debian keeps them out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


def _as_user() -> list[str]:
    """It refuses to run as root: then it runs as the user that its package made."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return []
    return ["runuser", "-u", "postgres", "--"]


def _run(*command: str | Path) -> None:
    subprocess.run([*_as_user(), *map(str, command)], check=True, capture_output=True, cwd="/", timeout=60)


@contextmanager
def running() -> Iterator[str]:
    """Its address; raises LookupError where it is not installed."""
    bin = programs()
    if bin is None or (os.geteuid() == 0 and not _as_user()):
        raise LookupError(_ABSENT)
    home = Path(tempfile.mkdtemp(prefix="summarise-postgres-"))
    if _as_user():
        shutil.chown(home, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c shared_buffers=64MB"
    )
    try:
        _run(bin / "initdb", "-D", home / "data", "-U", "essai", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        _run(bin / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log", "-o", options, "start")
        yield f"postgresql://essai@127.0.0.1:{port}/postgres"
    finally:
        if (home / "data" / "postmaster.pid").exists():
            _run(bin / "pg_ctl", "-D", home / "data", "-w", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)
