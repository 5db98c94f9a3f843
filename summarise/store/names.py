"""Who is named in a brief among those pursued. A name must have two words: one alone fits too many people."""

import re
from typing import TypedDict

from summarise.records import Brief
from summarise.store.fold import fold

_REPLACED = re.compile(r"\[|\]")


class Named(TypedDict):
    """A person as the archive compares people."""

    key: str
    status: str
    age: int | None


def named(brief: Brief) -> list[Named]:
    """Those pursued whose full name the brief has, each once; who was made nameless is not among them."""
    found: dict[str, Named] = {}
    for person in brief.defendants:
        key = fold(person.name or "")
        whole = len([word for word in key.split() if len(word) > 1]) > 1
        if whole and not _REPLACED.search(person.name or "") and person.count == 1 and not person.minor:
            found.setdefault(key, Named(key=key, status=person.status, age=person.age))
    return list(found.values())
