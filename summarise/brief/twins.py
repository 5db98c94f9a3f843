"""The same person or penalty told twice: one entry of the brief is enough."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from summarise.records import Brief, Charge, Defendant, Sentence

Item = TypeVar("Item")
Linked = TypeVar("Linked", Charge, Sentence)


def without_twins(brief: Brief, head: int = 0) -> Brief:
    """The brief with each person and each penalty once; links follow the entry that stays.

    Two people may get the same term, one of them in part suspended. So a penalty is another's short form only where
    one person is pursued, or where it stands in the document's first `head` code points: title and heading shorten.
    """
    kept, places = _merged(brief.defendants)
    charges = [_moved(c, places) for c in brief.charges]
    sentences = [_moved(s, places) for s in brief.sentences]
    update: dict[str, Any] = {
        "defendants": kept,
        "charges": charges,
        "sentences": _fullest(sentences, lambda f, s: _tells(f, s) and (len(kept) < 2 or s.start < head)),
    }
    return brief.model_copy(update=update)


def _words(person: Defendant) -> str:
    return " ".join(person.text.casefold().split())


def _same(short: Defendant, full: Defendant) -> bool:
    """Whether `full` presents again, at least as fully, the unnamed person or group of `short`."""
    if short.name or (short.count, short.status) != (full.count, full.status) or (short.minor and not full.minor):
        return False
    if short.age not in (None, full.age):
        return False
    fuller = _words(full).startswith(f"{_words(short)} de ") and full.age is not None
    return fuller or _words(full) == _words(short)


def _merged(people: Sequence[Defendant]) -> tuple[list[Defendant], dict[int, int]]:
    """The people without twins, and where each old index points now."""
    stands = {i: _stand_in(people, i) for i in range(len(people))}
    left = sorted(set(stands.values()))
    return [people[i] for i in left], {old: left.index(new) for old, new in stands.items()}


def _stand_in(people: Sequence[Defendant], i: int) -> int:
    """The entry that stands for the i-th: a fuller one anywhere, or the first that says the same."""
    for k, other in enumerate(people):
        twice = _words(other) == _words(people[i])
        if k != i and _same(people[i], other) and (k < i or not twice):
            return _stand_in(people, k) if k < i else k
    return i


def _moved(entry: Linked, places: dict[int, int]) -> Linked:
    known = [places[i] for i in entry.defendants if i in places]
    return entry.model_copy(update={"defendants": list(dict.fromkeys(known))})


def _tells(full: Sentence, short: Sentence) -> bool:
    """Whether `full` is the penalty of `short` told with the part that is suspended ("cinq ans dont deux…")."""
    if (full.kind, full.state, full.months) != (short.kind, short.state, short.months) or short.months is None:
        return False
    return short.suspended_months is None and full.suspended_months is not None


def _fullest(entries: list[Item], tells: Callable[[Item, Item], bool]) -> list[Item]:
    """The entries without those that another tells more fully."""
    return [e for e in entries if not any(tells(other, e) for other in entries if other is not e)]
