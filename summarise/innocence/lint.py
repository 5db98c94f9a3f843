"""Finds words that state guilt before a court did. `check` only reports; who calls it mends, drops or shows."""

from collections.abc import Iterable
from types import ModuleType

from summarise.innocence import rules_en, rules_fr
from summarise.innocence.finding import Finding, Hit, Language, People
from summarise.innocence.grammar import quoted
from summarise.innocence.lattice import states_guilt
from summarise.innocence.policy import Policy, load_policy
from summarise.text.plain import plain
from summarise.text.sentences import sentences

_RULES: dict[Language, ModuleType] = {"fr": rules_fr, "en": rules_en}
_ALWAYS = frozenset({"requis", "indicted"})  # false whatever the court decided


def check(text: str, language: Language, people: People | None = None, policy: Policy | None = None) -> list[Finding]:
    """Each place where `text` says more than a court has; offsets count in `text` itself."""
    policy, rules = policy or load_policy(), _RULES[language]
    view = plain(text)
    quotes = quoted(view.text)
    hits: list[Hit] = []
    for start, end in sentences(view.text):
        sentence = view.text[start:end]
        for hit in rules.hits(sentence):
            if not _tolerated(hit, sentence, policy) and not rules.excused(hit, sentence, view.text):
                hits.append(Hit(hit.start + start, hit.end + start, hit.rule, hit.verb))
    free = (h for h in hits if not any(a <= h.start and h.end <= b for a, b in quotes))
    standing = _standing(view.text, rules, people)
    kept = _longest(h for h in (_judge(h, view.text, standing, people) for h in free) if h is not None)
    return [_finding(h, text, view.raw(h.start, h.end), language, policy) for h in kept if _on(h, policy)]


def _standing(text: str, rules: ModuleType, people: People | None) -> str:
    """What the text says of the trial's end: "guilty", "appeal" (guilty, not final) or "open"."""
    known = set(people.statuses.values()) if people else set()
    guilty = all(states_guilt(s) for s in known) if known else rules.convicted(text)
    if not guilty:
        return "open"
    return "appeal" if rules.appealed(text) else "guilty"


def _judge(hit: Hit, text: str, standing: str, people: People | None) -> Hit | None:
    """The hit as it stands after what courts decided: nothing, itself, or a fault against a conviction not final."""
    if hit.rule in _ALWAYS:
        return hit
    if people is not None and people.is_stranger(
        text[max(0, hit.start - 40) : hit.end + 40], hit.end - max(0, hit.start - 40)
    ):
        return None
    own = people.status_of(text[max(0, hit.start - 60) : hit.end]) if people else None
    if own is not None:
        standing = ("appeal" if standing == "appeal" else "guilty") if states_guilt(own) else "open"
    if standing == "guilty" or (standing == "appeal" and hit.rule == "verbe"):
        return None
    return Hit(hit.start, hit.end, "appel", hit.verb) if standing == "appeal" else hit


def _tolerated(hit: Hit, sentence: str, policy: Policy) -> bool:
    found = sentence[hit.start : hit.end].casefold().split()
    return hit.rule == "presume" and any(w.rstrip("s") in policy.presumption_tolerated for w in found)


def _on(hit: Hit, policy: Policy) -> bool:
    return hit.rule in policy.rules and policy.rules[hit.rule].level != "off"


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that overlap, the longest; in the order of the text."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if all(hit.end <= k.start or k.end <= hit.start for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _finding(hit: Hit, text: str, raw: tuple[int, int], language: Language, policy: Policy) -> Finding:
    start, end = raw
    rule = policy.rules[hit.rule]
    template = rule.better.fr if language == "fr" else rule.better.en
    better = template.replace("{verb}", hit.verb).replace("{words}", text[start:end])
    return Finding(start, end, text[start:end], hit.rule, rule.why, better, policy.articles(hit.rule))
