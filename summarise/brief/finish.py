"""Policy: what becomes of a draft that fails a check. Keep, mend, drop with a warning; never invent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from summarise.brief.build import brief as as_record
from summarise.brief.check import Report, check_brief
from summarise.brief.compose import Judge, compose
from summarise.brief.twins import without_twins
from summarise.innocence.evidence import evidence, ruled
from summarise.innocence.lattice import cap
from summarise.innocence.lattice import warnings as status_warnings
from summarise.innocence.restraint import restrained
from summarise.records import Brief, Coverage, ModelInfo, Status
from summarise.text.source import Source

Fields = Mapping[str, Any]
_LISTS = ("defendants", "charges", "amounts", "seizures", "sentences", "victims")
_NOT_JUSTICE = "L'article ne porte pas sur une affaire soumise à la justice française."
_DOUBTFUL = "L'article ne semble pas avoir pour sujet principal une affaire soumise à la justice française."
_AS_FOUND = "Ce qui est relevé de l'affaire n'est donné qu'à titre indicatif."
# Of what the model holds for not relevant, what it finds this likely is told all the same, with a warning: two in five
# are relevant, mostly administrative rulings (cross-validation on train), and a reader can tell at a glance.
DOUBT = 0.05


@dataclass(frozen=True)
class Run:
    """What describes the run, the model's preference among texts, how likely it holds the article to be relevant."""

    coverage: Coverage
    model: ModelInfo
    judge: Judge | None = None
    likelihood: float = 0.0


def finish(source: Source, values: Fields, run: Run) -> Brief:
    """The checked brief: statuses no later than the article supports, faulty entries dropped, texts verified."""
    if not values["relevant"] and run.likelihood < DOUBT:
        return _aside(source, run)
    brief = as_record({**values, "relevant": True}, run.coverage, run.model)
    brief, notes = _capped(source, brief)
    brief, dropped = _sound(source, without_twins(brief, _head(source)))
    title, summary = compose(source, brief, run.judge)
    notes += dropped
    if not summary:
        notes.append("Aucun résumé vérifiable n'a pu être écrit : lisez l'article.")
    brief = brief.model_copy(update={"title_fr": title, "summary_fr": summary, "warnings": notes})
    if values["relevant"]:
        return brief
    return brief.model_copy(update={"relevant": False, "reason": _DOUBTFUL, "warnings": [_AS_FOUND, *notes]})


def _aside(source: Source, run: Run) -> Brief:
    """An article that is not about a judicial matter: a summary and a word of why, no fields."""
    brief = as_record({"relevant": False, "reason": _NOT_JUSTICE}, run.coverage, run.model)
    title, summary = compose(source, brief, run.judge)
    return brief.model_copy(update={"title_fr": title, "summary_fr": summary})


def _head(source: Source) -> int:
    """Where title and heading end in the document."""
    return source.view.raw(source.body_start, source.body_start + 1)[0] if source.body_start else 0


_CLEARED = frozenset({"relaxe", "acquitte", "non_lieu", "classement"})
_STATUSES = frozenset(get_args(Status))


def supported(status: Status, found: frozenset[str]) -> Status:
    """The status, or the latest one before it that the article supports.

    The evidence is the whole article's: "non-lieu" there may be a co-defendant's, an older case's or an annulled one.
    Taken as this person's, it changed 22 statuses in 200 articles, 21 of them for the worse.
    """
    if status in _CLEARED:
        return status
    capped = cap(status, found - _CLEARED) if found - _CLEARED else status
    # Sent to trial is no status of a brief: who is, is called by what comes next.
    return cast("Status", capped) if capped in _STATUSES else status


def _capped(source: Source, brief: Brief) -> tuple[Brief, list[str]]:
    """Statuses that the article supports, with what the reader must be told of them."""
    found = evidence(source.plain) | ruled(brief)
    notes: list[str] = []
    people = []
    for person in brief.defendants:
        status = cast("Status", restrained(source, brief, person, supported(person.status, found)))
        if status != person.status:
            notes.append(f"Le statut de « {person.text} » a été ramené à ce que l'article permet de dire.")
        notes += [w for w in status_warnings(status, found) if w not in notes]
        people.append(person.model_copy(update={"status": status}))
    return brief.model_copy(update={"defendants": people}), notes


def _sound(source: Source, brief: Brief) -> tuple[Brief, list[str]]:
    """The brief without the entries in which a check finds a fault."""
    faults = [
        r
        for r in check_brief(brief, source.document)
        if r.field.split("[")[0].split(".")[0] in (*_LISTS, "court", "date")
    ]
    notes = [f"Élément écarté ({r.reason})" for r in faults]
    update: dict[str, Any] = {}
    for name in _LISTS:
        bad = _faulty(faults, name)
        # An index into the people would point at somebody else if one of them went: people are mended, not dropped.
        if bad and name != "defendants":
            update[name] = [x for i, x in enumerate(getattr(brief, name)) if i not in bad]
    for name in ("court", "date"):
        if any(r.field.split(".")[0] == name for r in faults):
            update[name] = None
    return brief.model_copy(update=update), notes


def _faulty(faults: Iterable[Report], name: str) -> set[int]:
    """The indexes of a list's faulty entries: `amounts[2].value` gives 2."""
    fields = [r.field for r in faults if r.field.startswith(f"{name}[")]
    return {int(f[len(name) + 1 : f.index("]")]) for f in fields}
