"""Who, where, when and for what, in English words, from a brief's fields."""

import re
from collections.abc import Callable

from summarise.brief.gender import gender
from summarise.records import Brief, Charge, Defendant, Sentence
from summarise.translate.phrases import phrase
from summarise.translate.terms import Terms
from summarise.translate.values import charge, court_name, day, label, penalty, place
from summarise.translate.words import say

Phrase = Callable[[str], str | None]


def listed(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    link = ", and " if any(", " in part for part in parts) else " and "
    return link.join([", ".join(parts[:-1]), parts[-1]])


class Facts:
    """The facts of one brief in English. `say_phrase` puts short French phrases into English, or gives them up."""

    def __init__(self, brief: Brief, terms: Terms, say_phrase: Phrase = phrase) -> None:
        self.brief, self.terms, self.phrase = brief, terms, say_phrase
        self.sums = list(brief.amounts)
        self._placed = False  # the day and the court are told once

    def who(self, one: Defendant, *, full: bool = True) -> str:
        """ "Jean Petit, 45, mayor of Cabourg,", "a 45-year-old man", "three people"."""
        # A body called by its common name: "l'État", "la mairie de Béziers"; a proper name is never translated.
        common = one.name and (one.name[0].islower() or one.name.startswith(("L'", "L’")))
        known = self.phrase(one.name) if one.name and common else None
        if known:
            return known if known.startswith(("a ", "an ", "the ")) else f"the {known}"
        if one.name and one.name[:1].isupper() and not one.minor:
            asides = [str(one.age)] if one.age and full else []
            role = self.phrase(one.role) if one.role and full else None
            asides += [re.sub(r"^(?:an?|the) ", "the " if role.startswith("the ") else "", role)] if role else []
            return f"{one.name}, {', '.join(asides)}," if asides else one.name
        said = self.phrase(one.text)
        if said and not said.startswith("the "):
            return said if one.age is None or re.search(r"\d", said) or one.count != 1 else self._aged(said, one.age)
        return self._anybody(one)

    @staticmethod
    def _aged(said: str, age: int) -> str:
        return re.sub(r"^an? ", f"a{'n' if age in (8, 11, 18) or 80 <= age < 90 else ''} {age}-year-old ", said)

    def _anybody(self, one: Defendant) -> str:
        if one.count is None or one.count > 1:
            many = "minors" if one.minor else "people"
            return f"{say(one.count)} {many}" if one.count else f"several {many}"
        if one.minor:
            return f"a {one.age}-year-old minor" if one.age else "a minor"
        if one.status == "defendeur":
            return "the defendant"
        noun = "woman" if gender(one, f"{self.brief.title_fr}\n{self.brief.summary_fr}") == "f" else "man"
        return self._aged(f"a {noun}", one.age) if one.age else f"a {noun}"

    def people(self, several: list[Defendant]) -> str:
        """Those of one status, the first three by name."""
        if len(several) > 3:
            return f"{self.who(several[0], full=False)} and {say(len(several) - 1)} others"
        return listed([self.who(d, full=len(several) == 1) for d in several])

    def court(self) -> str:
        """ "the Paris criminal court", "an investigating judge"; empty when there is none."""
        court = self.brief.court
        if court is None or court.type == "autre":
            return ""
        if court.type in ("juge_instruction", "jld"):
            city = place(court.city)
            return f"{'an' if court.type != 'jld' else 'a'} {label('court', court.type)[0]}" + (
                f" in {city}" if city else ""
            )
        return f"the {court_name(court)}"

    def when(self) -> str:
        """ "on Tuesday 15 May"; empty when no day is known."""
        said = day(self.brief.date) if self.brief.date and not self._placed else None
        return f"on {said}" if said else ""

    def facts(self, indexes: list[int] | None = None) -> str:
        """ "fraud and money laundering": up to four offences with a code."""
        chosen = [
            c for c in self.brief.charges if indexes is None or not c.defendants or set(c.defendants) & set(indexes)
        ]
        return listed(list(dict.fromkeys(filter(None, (self._charge(c) for c in chosen))))[:4])

    def _charge(self, one: Charge) -> str | None:
        return charge(one, self.terms) or (self.phrase(one.text) if one.offence == "autre" else None)

    def penalties(self, state: str, indexes: list[int] | None = None) -> str:
        """The penalties of one state, told once each."""
        chosen = [
            s for s in self.brief.sentences
            if s.state == state and (indexes is None or not s.defendants or set(s.defendants) & set(indexes))
        ]  # fmt: skip
        return listed(list(dict.fromkeys(filter(None, (self._penalty(s) for s in chosen))))[:3])

    def _penalty(self, one: Sentence) -> str | None:
        return penalty(one, self.sums)
