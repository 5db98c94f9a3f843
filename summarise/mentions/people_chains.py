"""Chains: which mentions are of one and the same person, by rule. Linked only when exactly one candidate fits."""

from collections import Counter
from dataclasses import dataclass, field

from summarise.mentions.people_lexicon import Draft, Tokens, fold, given_names, word_class
from summarise.mentions.people_roles import pursued_score

Name = tuple[str, ...]
_OPEN_HEADS = word_class("chains.open_heads")
_STATUS_HEADS = word_class("chains.status_heads")
# Log-odds before the cues of the whole chain are known: lower than what a defendant needs in the end.
PURSUED_AT = -0.7
_PUBLIC = frozenset(("politician", "business", "art", "journalist", "clergy", "care", "demonym", "teaching"))
# Classes of nouns by which one and the same group may be told of.
_GROUPS = frozenset(
    ("generic", "status", "minor", "activist", "foreigner", "demonym", "police", "worker", "teaching", "business")
)
_DECADES = {"quadragenaire": 40, "quinquagenaire": 50, "sexagenaire": 60, "septuagenaire": 70, "octogenaire": 80,
            "nonagenaire": 90, "trentenaire": 30, "vingtenaire": 20}  # fmt: skip


@dataclass(slots=True)
class Entity:
    """A person or group as known so far."""

    number: int
    drafts: list[Draft] = field(default_factory=list)
    names: set[Name] = field(default_factory=set)
    gender: str | None = None
    plural: bool = False
    count: int | None = 1
    age: int | None = None
    heads: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    zones: set[int] = field(default_factory=set)
    cues: Counter[str] = field(default_factory=Counter)
    company: bool = False

    def add(self, draft: Draft, zone: int, cues: tuple[str, ...]) -> None:
        """Takes a mention in, and learns what it tells."""
        if not self.drafts:
            self.plural, self.count, self.company = draft.plural, draft.count, draft.company
        draft.chain = self.number
        self.drafts.append(draft)
        self.gender = self.gender or draft.gender
        self.age = self.age if self.age is not None else draft.age
        self.heads |= {draft.head} - {""}
        self.classes |= {draft.cls} - {""}
        self.zones.add(zone)
        self.cues.update(cues)
        self.count = self.count if self.count is not None else draft.count

    @property
    def pursued(self) -> bool:
        """Whether the cues so far make the person a defendant rather than a victim."""
        return pursued_score(self.cues) >= PURSUED_AT


def _words(tokens: Tokens, draft: Draft) -> Name:
    """The words of the draft's name, folded."""
    assert draft.name
    return tuple(fold(w) for w in tokens.words[draft.name[0] : draft.name[1]] if w[0].isalnum())


def _same_name(a: Name, b: Name) -> bool:
    """Whether two names may be of one person: equal, or the shorter ends or begins the longer; initials count."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) == len(long):
        return len(a) > 1 and all(
            x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]) for x, y in zip(a, b, strict=True)
        )
    return (
        long[-len(short) :] == short
        or (long[: len(short)] == short and short[0] in given_names())
        or (len(short) > 1 and short[0] == long[0] and short[-1] == long[-1])
    )


class Chains:
    """Builds the entities of one article."""

    def __init__(self, tokens: Tokens, body_start: int, title_end: int) -> None:
        self.tokens, self.body_start, self.title_end = tokens, body_start, title_end
        self.entities: list[Entity] = []

    def zone(self, draft: Draft) -> int:
        """0 in the title, 1 in the heading, 2 in the body."""
        at = self.tokens.start[draft.first]
        return 0 if at < self.title_end else 1 if at < self.body_start else 2

    def new(self) -> Entity:
        """A new entity without mentions."""
        self.entities.append(Entity(len(self.entities)))
        return self.entities[-1]

    def put(self, draft: Draft, cues: tuple[str, ...], entity: Entity | None) -> None:
        """Adds the mention to the entity, or to a new one."""
        (entity or self.new()).add(draft, self.zone(draft), cues)

    def by_name(self, draft: Draft) -> Entity | None:
        """The entity of that name: full names first, then the one that the short name fits, by gender and nearness."""
        name = _words(self.tokens, draft)
        fits = [e for e in self.entities if e.company == draft.company and any(_same_name(name, n) for n in e.names)]
        exact = [e for e in fits if name in e.names] or [e for e in self.entities if name in e.names]
        fits = exact or fits
        if len(fits) > 1 and draft.gender:
            fits = [e for e in fits if e.gender in {None, draft.gender}] or fits
        return max(fits, key=lambda e: e.drafts[-1].first) if fits else None

    def add_name(self, draft: Draft, cues: tuple[str, ...]) -> None:
        """A named mention joins the entity of its name."""
        entity = self.by_name(draft) or self.new()
        entity.names.add(_words(self.tokens, draft))
        self.put(draft, cues, entity)

    def add_phrase(self, draft: Draft, cues: tuple[str, ...]) -> None:
        """A descriptor joins the one entity that it can mean, or begins its own."""
        fits = [e for e in self.entities if e.drafts and self._compatible(e, draft)]
        self.put(draft, cues, self._counted(draft, fits) or self._choose(draft, fits))

    def _compatible(self, entity: Entity, draft: Draft) -> bool:
        """Whether gender, number, age and kind allow that the phrase means the entity."""
        if entity.company != draft.company or entity.plural != draft.plural:
            return False
        if (
            entity.gender
            and draft.gender
            and entity.gender != draft.gender
            and draft.head not in {"personne", "victime"}
        ):
            return False
        if draft.plural and entity.count and draft.count and entity.count != draft.count:
            return False
        if draft.age is not None and entity.age is not None and draft.age != entity.age:
            return False
        decade = _DECADES.get(draft.head)
        return not (decade and entity.age is not None and not decade <= entity.age < decade + 10)

    def _choose(  # noqa: PLR0911 - one return for each kind of phrase
        self, draft: Draft, fits: list[Entity]
    ) -> Entity | None:
        """The one entity among those that fit, by the kind of phrase."""
        if draft.cls == "pronominal":
            return self._nearest(draft, fits)
        if draft.head[0].isdigit():
            return _only([e for e in fits if draft.head in e.heads]) if draft.det == "def" else None
        if draft.age is not None:
            aged = [e for e in fits if e.age == draft.age]
            if len(aged) == 1:
                return aged[0]
        if draft.det in {"indef", "num", "none", "", "pron"}:
            return self._restated(draft, fits)
        if draft.cls == "kin" and draft.det == "poss":
            return _only([e for e in fits if draft.head in e.heads])
        same = [e for e in fits if draft.head in e.heads]
        if same:
            return max(same, key=lambda e: e.drafts[-1].first) if draft.cls != "kin" else _only(same)
        if draft.head in _DECADES:
            return _only([e for e in fits if e.age is not None]) or self._pursued(draft, fits)
        if draft.head in _STATUS_HEADS or (draft.cls == "status" and not draft.plural):
            return self._pursued(draft, fits) or _only([e for e in fits if _plain(e)])
        if draft.head in _OPEN_HEADS and not draft.plural:
            return self._pursued(draft, [e for e in fits if not e.names]) or self._pursued(draft, fits)
        if draft.cls in _PUBLIC and not draft.plural and draft.det in {"def", "dem"}:
            return _only(
                [e for e in fits if e.names and e.pursued and not e.classes - {draft.cls, "generic", "status"}]
            )
        return None

    def _counted(self, draft: Draft, fits: list[Entity]) -> Entity | None:
        """The one group of that number: told of again in the body, or meant by `les quatre jeunes`."""
        if not draft.plural or draft.cls not in _GROUPS or (draft.count or 0) < 2:
            return None
        zone = self.zone(draft)
        again = draft.det in {"def", "dem"} and "autres" not in draft.extra
        return _only([
            e for e in fits
            if e.count == draft.count and e.classes <= _GROUPS and (again or max(e.zones) < zone)
        ])  # fmt: skip

    def _pursued(self, draft: Draft, fits: list[Entity]) -> Entity | None:
        """The one pursued person, or of several the one mentioned last."""
        found = [e for e in fits if e.pursued and _plain(e)] or [e for e in fits if e.pursued]
        return _only(found) or self._nearest(draft, found)

    def join_titles(self) -> None:
        """A pursued person who is only described is the one pursued person whom the body names, or else tells of."""
        for described in [e for e in self.entities if self._describes(e)]:
            body = [e for e in self.entities if e.drafts and e.pursued and min(e.zones) == 2 and not e.company]
            named = [e for e in body if e.names]
            self._join(described, _only(named) if named else _only([e for e in body if not e.plural]))

    def _join(self, one: Entity, other: Entity | None) -> None:
        """The mentions of one entity go to the other, where they may."""
        if other and all(self._compatible(other, d) for d in one.drafts) and _plain(one) == _plain(other):
            for d in one.drafts:
                other.add(d, self.zone(d), ())
            one.drafts = []

    def _describes(self, entity: Entity) -> bool:
        """Whether the entity is one pursued person without a name, and the only such one in its part of the head."""
        if not entity.drafts or entity.names or max(entity.zones) == 2 or entity.plural or not entity.pursued:
            return False
        rivals = [
            e for e in self.entities
            if e is not entity and e.drafts and e.pursued and not e.names and not e.plural and e.zones & entity.zones
        ]  # fmt: skip
        return not any(max(e.zones) < 2 for e in rivals)

    def _nearest(self, draft: Draft, fits: list[Entity]) -> Entity | None:
        """The entity mentioned last before the phrase."""
        before = [(max((d.first for d in e.drafts if d.first < draft.first), default=-1), e) for e in fits]
        last = max(before, key=lambda pair: pair[0], default=(-1, None))
        return last[1] if last[0] >= 0 else None

    def _restated(self, draft: Draft, fits: list[Entity]) -> Entity | None:
        """An indefinite phrase in the body may tell again whom the title or heading told of."""
        zone = self.zone(draft)
        earlier = [e for e in fits if e.zones and max(e.zones) < zone]
        same = [e for e in earlier if draft.head in e.heads]
        if same:
            return _only(same)
        if draft.head in _OPEN_HEADS | frozenset(_DECADES) and not draft.plural:
            return _only([e for e in earlier if not e.names and (e.heads & (_OPEN_HEADS | frozenset(_DECADES)))])
        return None


def _plain(entity: Entity) -> bool:
    """Whether the entity is one person who may be pursued: no lawyer, magistrate, child or dead."""
    return not entity.classes & {"lawyer", "magistrate", "minor", "victim", "kin", "police", "expert"}


def _only(entities: list[Entity]) -> Entity | None:
    """The single entity of the list, if there is but one."""
    return entities[0] if len(entities) == 1 else None
