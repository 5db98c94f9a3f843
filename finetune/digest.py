"""Digests of files: by them a figure says which texts it was measured on."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

_GOLD = ("articles.jsonl", "gold.jsonl")


def digest(paths: Iterable[Path]) -> str:
    """One digest of the bytes of several files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def gold_digest(folders: Iterable[Path]) -> str:
    """That of folders of gold briefs."""
    return digest(folder / name for folder in folders for name in _GOLD)
