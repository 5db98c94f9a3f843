"""The order of procedural statuses. A brief never states one later than the article supports."""

from collections.abc import Iterable

from summarise.innocence.policy import Policy, load_policy

UNKNOWN = "autre"


def _before(name: str) -> frozenset[str]:
    """`name` and every status that comes before it."""
    out = {name}
    for earlier in load_policy().statuses[name].after:
        out |= _before(earlier)
    return frozenset(out)


def precedes(earlier: str, later: str) -> bool:
    """Whether whoever is `later` has been, or could have been, `earlier` (each status precedes itself)."""
    return earlier in _before(later)


def depth(status: str) -> int:
    """How far along the procedure a status stands; 0 for the first."""
    return max((depth(s) + 1 for s in load_policy().statuses[status].after), default=0)


def cap(status: str, evidence: Iterable[str]) -> str:
    """The status to print: `status` if the evidence reaches it, otherwise the latest that it does reach.

    `evidence` are the statuses that the article itself gives this person. Someone whom the article says was cleared is
    never printed as still pursued; with no evidence the status is unknown and stays so.
    """
    policy = load_policy()
    known = {s for s in evidence if s in policy.statuses and s != UNKNOWN}
    if not known or status == UNKNOWN:
        return UNKNOWN
    cleared = {s for s in known if policy.statuses[s].clears}
    supported = any(precedes(status, found) for found in known)
    if cleared and not (supported and policy.statuses[status].guilt):
        return status if status in cleared else _least(cleared)
    if supported:
        return status
    reached = {s for s in known if precedes(s, status)}
    return max(reached, key=lambda s: (depth(s), s)) if reached else _least(known)


def _least(statuses: set[str]) -> str:
    """Of incomparable statuses, the one that says least against the person."""
    policy = load_policy()
    return min(statuses, key=lambda s: (policy.statuses[s].guilt, not policy.statuses[s].clears, depth(s), s))


def joint(statuses: Iterable[str]) -> str | None:
    """The status that precedes all of `statuses`, latest first: what can be said of a group."""
    groups = [_before(s) for s in statuses]
    shared = frozenset.intersection(*groups) if groups else frozenset()
    return max(shared, key=lambda s: (depth(s), s)) if shared else None


def states_guilt(status: str) -> bool:
    """Whether the status says that a court found the person guilty."""
    return status in load_policy().statuses and load_policy().statuses[status].guilt


def warnings(status: str, evidence: Iterable[str], policy: Policy | None = None) -> list[str]:
    """What a reader must be told beside the status: a conviction under appeal says so."""
    policy = policy or load_policy()
    pending = "recours" in set(evidence)
    return [policy.appeal_warning] if pending and states_guilt(status) and not policy.statuses[status].final else []
