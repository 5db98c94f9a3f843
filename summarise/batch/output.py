"""The output of a batch: appended to, synced to the disk, taken up again where an earlier run was stopped.

Beside `briefs.jsonl` lies `briefs.jsonl.journal`: one line for each outcome, with the digest of its input, the place
where it ends and a checksum. An outcome counts only when both files hold it whole, so whatever a crash tears off is
noticed and done again, and what an input has become of it is known without reading it anew.
"""

import errno
import logging
import os
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from summarise.batch.items import Item, Outcome
from summarise.errors import OutputProblem

_LOG = logging.getLogger(__name__)
# After a power cut at most so much work is done again; a mere crash of the process costs only what was at work.
_SYNC_SECONDS = 1.0
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_LOOK_SECONDS = 0.5


@dataclass(frozen=True)
class _Entry:
    """One line of the journal."""

    key: str
    ok: bool
    end: int
    checksum: int

    SIZE = 32 + 1 + 1 + 1 + 16 + 1 + 8 + 1

    def line(self) -> bytes:
        return f"{self.key} {self.ok:d} {self.end:016x} {self.checksum:08x}\n".encode()

    @classmethod
    def read(cls, raw: bytes) -> "_Entry | None":
        parts = raw.split()
        if len(raw) != cls.SIZE or len(parts) != 4:
            return None
        try:
            return cls(parts[0].decode(), parts[1] == b"1", int(parts[2], 16), int(parts[3], 16))
        except ValueError:
            return None


def _lock(file: BinaryIO, out: Path) -> None:
    """Keep a second run off the same output; the lock goes with the process, however it ends."""
    if sys.platform == "win32":
        return
    import fcntl  # noqa: PLC0415 - Unix has it

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OutputProblem(f"Un autre lot écrit déjà dans « {out} »", "attendez sa fin, ou changez de nom.") from error


def _appended(file: BinaryIO, end: int, raw: bytes) -> None:
    """`raw` at `end` of an unbuffered file, whole or not at all."""
    try:
        file.seek(end)
        left = memoryview(raw)
        while left:
            left = left[file.write(left) :]
    except OSError:
        file.truncate(end)
        raise


class Stream:
    """An output that is no file (a pipe, /dev/stdout): nothing to go on from, nothing to mend."""

    def __init__(self, out: Path) -> None:
        self._file = out.open("wb", buffering=0)

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def resume(self, items: Iterator[Item], told: Callable[[bool], None]) -> Iterator[Item]:  # noqa: ARG002 - as Output
        """All items."""
        return items

    def write(self, key: str, outcome: Outcome) -> None:  # noqa: ARG002 - as Output
        """The next outcome."""
        left = memoryview(outcome.line.encode() + b"\n")
        while left:
            left = left[self._file.write(left) :]


class Output:
    """Where outcomes go. `purpose` names what they depend on besides their inputs: with another one all is redone."""

    def __init__(self, out: Path, purpose: str, *, wait_for_space: float = 0, restart: bool = False) -> None:
        self._path, self._wait = out, wait_for_space
        self._header = f"summarise-batch 1 {purpose}\n".encode()
        self._file = out.open("r+b" if out.exists() else "w+b", buffering=0)
        try:
            journal = out.with_name(out.name + ".journal")
            self._journal = journal.open("r+b" if journal.exists() else "w+b", buffering=0)
        except OSError:
            self._file.close()
            raise
        self._synced = time.monotonic()
        self._count = self._end = 0
        try:
            _lock(self._journal, out)
            if restart or self._journal.read(len(self._header)) != self._header:
                self._begin()
            self._mend()
        except BaseException:
            self._close()
            raise

    def __enter__(self) -> "Output":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        try:
            self._sync()
        finally:
            self._close()

    def _close(self) -> None:
        self._file.close()
        self._journal.close()

    def _begin(self) -> None:
        self._file.truncate(0)
        self._journal.truncate(0)
        self._guarded(lambda: _appended(self._journal, 0, self._header))

    def _place(self, count: int) -> int:
        """Where the journal's entry number `count` begins."""
        return len(self._header) + count * _Entry.SIZE

    def _entry(self, number: int) -> _Entry | None:
        if number < 0:
            return _Entry("", True, 0, 0)
        self._journal.seek(self._place(number))
        return _Entry.read(self._journal.read(_Entry.SIZE))

    def _mend(self) -> None:
        """Cut both files back to the last outcome that both hold whole."""
        size = os.fstat(self._journal.fileno()).st_size
        count = max(0, size - len(self._header)) // _Entry.SIZE
        while count and not self._holds(count - 1):
            count -= 1
        self._cut(count)

    def _holds(self, number: int) -> bool:
        entry, before = self._entry(number), self._entry(number - 1)
        if entry is None or before is None or entry.end <= before.end:
            return False
        self._file.seek(before.end)
        raw = self._file.read(entry.end - before.end)
        return len(raw) == entry.end - before.end and zlib.crc32(raw) == entry.checksum

    def _cut(self, count: int) -> None:
        last = self._entry(count - 1)
        assert last is not None
        self._count, self._end = count, last.end
        self._file.truncate(self._end)
        self._journal.truncate(self._place(count))

    def resume(self, items: Iterator[Item], told: Callable[[bool], None]) -> Iterator[Item]:
        """The items that still need an outcome; `told` hears of each that has one, and whether it is a brief.

        From the first input that is not as it was, all is done anew.
        """
        for number in range(self._count):
            item, entry = next(items, None), self._entry(number)
            if item is None or entry is None or item.key != entry.key:
                self._cut(number)
                if item is not None:
                    yield item
                break
            told(entry.ok)
        yield from items

    def write(self, key: str, outcome: Outcome) -> None:
        """Append the outcome of the input with this key. A full disk is waited for, so long as the settings say."""
        raw = outcome.line.encode() + b"\n"
        entry = _Entry(key, outcome.ok, self._end + len(raw), zlib.crc32(raw))
        self._guarded(lambda: self._both(raw, entry))
        self._count, self._end = self._count + 1, entry.end
        if time.monotonic() - self._synced >= _SYNC_SECONDS:
            self._sync()

    def _both(self, raw: bytes, entry: _Entry) -> None:
        _appended(self._file, self._end, raw)
        _appended(self._journal, self._place(self._count), entry.line())

    def _sync(self) -> None:
        self._guarded(lambda: os.fsync(self._file.fileno()))
        self._guarded(lambda: os.fsync(self._journal.fileno()))
        self._synced = time.monotonic()

    def _guarded(self, act: Callable[[], None]) -> None:
        """Do `act`; where the disk is full, wait and try again, and at last leave the files whole."""
        end = time.monotonic() + self._wait
        warned = False
        while True:
            try:
                act()
                return
            except OSError as error:
                if error.errno not in _FULL:
                    raise OutputProblem(f"« {self._path} » ne peut être écrit", "vérifiez le disque.") from error
                if time.monotonic() >= end:
                    raise OutputProblem(
                        "Le disque est plein", "libérez de la place et relancez : ce qui est fait est gardé."
                    ) from error
            if not warned:
                _LOG.warning("Le disque est plein : le lot attend de la place.")
                warned = True
            time.sleep(min(_LOOK_SECONDS, max(0.0, end - time.monotonic())))
