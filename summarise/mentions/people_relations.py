"""What a chain is among the other people of its article: how much speaks for it, and who may be the same person."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarise.mentions.base import Mention, PersonValue

# Cues of which the kind of evidence is told apart by the part of the article, and by how the person is called.
_TELLING = ("status:", "near:pass:", "near:act:", "near:bare:", "near:obj:", "main:", "class:", "det:",
            "prep:contre", "noun_de:")  # fmt: skip
_AGAINST = ("prep:contre", "noun_de:procès", "noun_de:encontre", "noun_de:arrestation", "noun_de:condamnation")
_STRANGERS = frozenset(("lawyer", "magistrate", "police", "expert", "journalist", "victim", "witness"))

_ET = len(" et ")
# Legal statuses, the furthest stage of a procedure first.
_LADDER = ("relaxe", "non_lieu", "condamne", "accuse", "prevenu", "mis_en_examen", "temoin_assiste", "garde_a_vue",
           "defendeur", "suspect")  # fmt: skip


@dataclass(frozen=True)
class Profile:
    """The mentions of one person; for each its part (`title`, `heading`, `body`), its sentence, the verbs there."""

    mentions: Sequence[Mention]
    parts: Sequence[str]
    sentences: Sequence[int]
    verbs: Sequence[frozenset[str]]

    @cached_property
    def values(self) -> list[PersonValue]:
        """The values of the mentions."""
        return [m.value for m in self.mentions if isinstance(m.value, PersonValue)]

    @cached_property
    def cues(self) -> Counter[str]:
        """In how many mentions each cue stands."""
        return Counter(cue for m in self.mentions for cue in {*m.cues})

    @cached_property
    def statuses(self) -> Counter[str]:
        """How often each legal status is given."""
        return Counter({c.removeprefix("status:"): n for c, n in self.cues.items() if c.startswith("status:")})

    @cached_property
    def strength(self) -> int:
        """In how many mentions something says that the person is pursued."""
        return sum(any(c.startswith("status:") or c in _AGAINST for c in m.cues) for m in self.mentions)

    @property
    def weight(self) -> tuple[bool, int, int]:
        """What makes one of two mentions of the same person the better known: the name, then evidence, then size."""
        return self.named, self.strength, len(self.mentions)

    @cached_property
    def gender(self) -> str | None:
        """The gender, where said."""
        return next((v.gender for v in self.values if v.gender), None)

    @cached_property
    def age(self) -> int | None:
        """The age, where said."""
        return next((v.age for v in self.values if v.age is not None), None)

    @cached_property
    def named(self) -> bool:
        """Whether a mention has a name."""
        return any(v.name for v in self.values)

    @cached_property
    def count(self) -> int | None:
        """How many people; None for a group of unknown size."""
        return next((v.count for v in self.values if v.count != 1), 1)

    @cached_property
    def classes(self) -> set[str]:
        """The classes of the nouns that describe the person."""
        return {c.removeprefix("class:") for c in self.cues if c.startswith("class:")}

    @cached_property
    def form(self) -> str:
        """How the person is called at best."""
        if self.values[0].company:
            return "body"
        if self.count != 1:
            return "group" if not self.named else "names"
        if self.named:
            return "full" if any(" " in m.text[_at(m)] for m in self.mentions if _named(m)) else "name"
        if self.age is not None:
            return "aged"
        return next((k for k in ("indef", "def", "dem", "poss") if self.cues[f"det:{k}"]), "bare")

    def alike(self, other: "Profile") -> bool:
        """Whether both may be one person: number, gender, age and kind of thing agree, and not both have a name."""
        if self.values[0].company != other.values[0].company or (self.named and other.named):
            return False
        if (self.count == 1) != (other.count == 1) or (self.gender and other.gender and self.gender != other.gender):
            return False
        if self.count and other.count and self.count != other.count:
            return False
        if (self.classes ^ other.classes) & _STRANGERS:
            return False
        return self.age is None or other.age is None or self.age == other.age


def _named(mention: Mention) -> bool:
    return isinstance(mention.value, PersonValue) and mention.value.name is not None


def _at(mention: Mention) -> slice:
    """Where the name stands in the mention's text."""
    assert isinstance(mention.value, PersonValue)
    assert mention.value.name
    return slice(max(0, mention.value.name[0] - mention.start), max(0, mention.value.name[1] - mention.start))


def _few(count: int) -> str:
    """0, 1, 2, or more."""
    return str(count) if count < 3 else "3+"


def matters(one: Profile, stage: Sequence[str]) -> Iterator[str]:
    """What the article tells of the procedure as a whole, also with the person's form and what speaks for them."""
    for cue in stage:
        yield f"doc:{cue}"
        yield f"doc:{cue}|{one.form}"
        yield f"doc:{cue}|{min(one.strength, 2)}"
        yield f"doc:{cue}|{_highest(one)}"


def relations(one: Profile, everyone: Sequence[Profile]) -> Iterator[str]:
    """Features of a person among all of an article."""
    others = [p for p in everyone if p is not one]
    yield from _alone(one)
    yield from _rank(one, everyone)
    yield from _same(one, [p for p in others if one.alike(p)])
    yield from _company(one, others)
    if one.count != 1:
        yield from _members(one, others)


def _alone(one: Profile) -> Iterator[str]:
    """How much speaks for the person; what holds of the first mention, of all, and by part and form."""
    size = len(one.mentions)
    yield f"form:{one.form}"
    yield f"str:{_few(one.strength)}"
    yield f"str:{_few(one.strength)}|{one.form}"
    yield f"size:{_few(size)}|{one.form}"
    yield f"share:{round(3 * one.strength / size)}"
    yield f"parts:{'+'.join(sorted({*one.parts}))}|{one.form}"
    yield f"parts:{'+'.join(sorted({*one.parts}))}|{min(one.strength, 1)}"
    # A tie goes to the later name: the order of a set would change from one process to the next.
    for status, _ in sorted(one.statuses.items(), key=lambda pair: (pair[1], pair[0]), reverse=True)[:1]:
        yield f"top:{status}"
        yield f"top:{status}|{one.form}"
    yield f"statuses:{_few(len(one.statuses))}"
    yield f"highest:{_highest(one)}"
    given = [c.removeprefix("status:") for m in one.mentions for c in m.cues if c.startswith("status:")]
    yield from (f"{when}_status:{given[k]}" for when, k in (("first", 0), ("last", -1)) if given)
    yield from (f"first:{c}" for c in one.mentions[0].cues if not c.startswith(("rank:", "stand:", "in:")))
    yield from (f"all:{c}" for c, n in one.cues.items() if n == size > 1 and not c.startswith(("rank:", "stand:")))
    yield from (f"twice:{c}" for c, n in one.cues.items() if n > 1 and c.startswith(_TELLING))
    for mention, part in zip(one.mentions, one.parts, strict=True):
        telling = [c for c in mention.cues if c.startswith(_TELLING)]
        yield from (f"{part}:{c}" for c in telling)
        yield from (f"{one.form}:{c}" for c in telling)


def _highest(one: Profile) -> str:
    """The furthest stage of a procedure that is told of the person."""
    return next((s for s in _LADDER if s in one.statuses), "none")


def _rank(one: Profile, everyone: Sequence[Profile]) -> Iterator[str]:
    """The place of the person among those of whom something says that they are pursued."""
    ahead = sum(p.strength > one.strength for p in everyone)
    pursued = sum(p.strength > 0 for p in everyone)
    named = sum(p.strength > 0 and p.named for p in everyone)
    yield f"ahead:{_few(ahead)}"
    yield f"ahead:{_few(ahead)}|{min(one.strength, 2)}"
    yield f"pursued:{_few(pursued)}|{min(one.strength, 1)}"
    yield f"pursued_named:{_few(named)}|{min(one.strength, 1)}|{one.form}"
    bigger = sum(len(p.mentions) > len(one.mentions) for p in everyone)
    yield f"bigger:{_few(bigger)}"
    yield f"bigger:{_few(bigger)}|{min(one.strength, 1)}"


def _same(one: Profile, alike: Sequence[Profile]) -> Iterator[str]:
    """The people who may be the same one, and what is said of them."""
    telling = [p for p in alike if p.strength]
    named = [p for p in telling if p.named]
    yield f"alike:{_few(len(telling))}|{min(one.strength, 1)}"
    yield f"alike_named:{_few(len(named))}|{min(one.strength, 1)}|{one.form}"
    better = [
        p for p in telling if (p.named, p.strength, len(p.mentions)) > (one.named, one.strength, len(one.mentions))
    ]
    yield f"better:{_few(len(better))}|{one.form}"
    yield f"better:{_few(len(better))}|{min(one.strength, 2)}"
    yield from {f"alike:status:{s}" for p in alike for s in p.statuses}
    first = one.mentions[0].start
    yield f"alike_before:{_few(sum(p.mentions[0].start < first for p in telling))}|{one.form}"


def _company(one: Profile, others: Sequence[Profile]) -> Iterator[str]:
    """Who stands beside the person: in a list, in the same sentence, a group just before."""
    beside = [p for p in others if any(_adjacent(a, b) for a in one.mentions for b in p.mentions)]
    if beside:
        best = max(beside, key=lambda p: p.strength)
        yield f"beside:{_few(best.strength)}|{min(one.strength, 1)}"
        yield f"beside:{best.form}|{_few(best.strength)}|{one.form}"
        yield f"beside:{_few(len(beside))}"
    places = {*one.sentences}
    shared = [p for p in others if p.strength and places & {*p.sentences}]
    yield f"shared:{_few(len(shared))}|{min(one.strength, 1)}|{one.form}"
    before = {n + 1 for p in others if p.count != 1 and p.strength for n in p.sentences}
    yield f"after_group:{bool(places & before)}|{one.form}"
    yield from {f"verb:{v}|{one.form}" for verbs in one.verbs for v in verbs}
    every = frozenset.intersection(*one.verbs)
    yield from (f"every_verb:{v}" for v in every)


def _adjacent(a: Mention, b: Mention) -> bool:
    """Whether one follows the other with no more than `et` or a comma between."""
    return 0 <= b.start - a.end <= _ET or 0 <= a.start - b.end <= _ET


def _members(one: Profile, others: Sequence[Profile]) -> Iterator[str]:
    """Whether the members of a group are listed."""
    named = sum(p.strength > 0 and p.named and p.count == 1 for p in others)
    single = sum(p.strength > 0 and p.count == 1 and not p.values[0].company for p in others)
    for word, number in (("named", named), ("single", single)):
        covered = "none" if not number else "all" if one.count and number >= one.count else "some"
        yield f"members_{word}:{covered}"
        yield f"members_{word}:{covered}|{min(one.strength, 1)}"
    yield f"groups:{_few(sum(p.count != 1 and p.strength > 0 for p in others))}|{min(one.strength, 1)}"
