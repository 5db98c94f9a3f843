"""English title and summary composed from a brief's fields: natural sentences, each value exact."""

import re
from collections.abc import Iterator

from summarise.records import Amount
from summarise.translate.facts import Facts, listed
from summarise.translate.values import SINGLE, place, sum_of
from summarise.translate.words import say

_LONGEST = 65  # words: the French summaries have 20 to 70


def sentence_case(text: str) -> str:
    """With a capital first letter and a full stop."""
    text = text.strip(" ,;")
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", '."')) else ".") if text else ""


class Narrator(Facts):
    """Tells one brief in English."""

    def news(self) -> Iterator[str]:
        """A sentence for each status, the furthest first; about the matter where nobody is pursued."""
        groups: dict[str, list[int]] = {}
        for k, one in enumerate(self.brief.defendants):
            groups.setdefault(one.status, []).append(k)
        self._placed = False
        for status in sorted(groups, key=_ORDER.index):
            yield self._deed(status, groups[status])
            self._placed = True
        if not groups:
            yield self._matter()

    def _deed(self, status: str, indexes: list[int]) -> str:
        several = [self.brief.defendants[k] for k in indexes]
        many = len(several) > 1 or several[0].count != 1
        who = self.people(several)
        make = getattr(self, f"_{status}", self._suspect)
        return str(make(who, "were" if many else "was", indexes))

    def _condamne(self, who: str, was: str, indexes: list[int]) -> str:
        if len(indexes) > 1:
            return self._each_condamne(indexes)
        given, facts = self.penalties("prononcee", indexes), self._for(indexes)
        verb = "sentenced" if given else "convicted"
        facts = facts if given else facts.replace("for ", "of ", 1)
        to = f"to {given}" if given else ""
        if given and not re.search(r"prison|imprisonment", given):
            verb, to = (
                ("ordered", f"to pay {given}") if re.match(r"(?:a|an) .*fine|.*damages", given) else ("given", given)
            )
        return " ".join(filter(None, (who, was, verb, self.when(), self._by(), to, facts, self._on_appeal())))

    def _each_condamne(self, indexes: list[int]) -> str:
        """Several people: each with what is theirs alone; what the brief gives to several is left out."""
        told = []
        for k in indexes[:3]:
            one = self.brief.defendants[k]
            given = (s for s in self.brief.sentences if s.state == "prononcee" and s.defendants == [k])
            own = listed(list(filter(None, map(self._penalty, given))))
            facts, was = self.facts([k]), "was" if one.count == 1 else "were"
            deed = f"sentenced{{}} to {own}" if own else "convicted{}"
            about = (f" {'for' if own else 'of'} {facts}") if facts else ""
            told.append(f"{self.who(one, full=False)} {was} {deed}{about}")
        more = len(indexes) - len(told)
        told += [f"{say(more)} other{'s were' if more > 1 else ' was'} convicted"] if more else []
        when = "".join(f" {w}" for w in (self.when(), self._by()) if w)
        return "; ".join([told[0].replace("{}", when), *(t.replace("{}", "") for t in told[1:])])

    def _on_appeal(self) -> str:
        court = self.brief.court
        return "on appeal" if self.brief.stage == "appel" and court and court.type != "cour_appel" else ""

    def _relaxe(self, who: str, was: str, indexes: list[int]) -> str:
        facts = self.facts(indexes)
        return " ".join(filter(None, (who, was, "acquitted", f"of {facts}" if facts else "", self.when(), self._by())))

    _acquitte = _relaxe

    def _mis_en_examen(self, who: str, was: str, indexes: list[int]) -> str:
        placed = f"{was} placed" if self.brief.stage == "mise_en_examen" else {"was": "is", "were": "are"}[was]
        when = self.when() if self.brief.stage == "mise_en_examen" else ""
        return " ".join(filter(None, (who, placed, "under formal investigation", when, self._for(indexes))))

    def _garde_a_vue(self, who: str, was: str, indexes: list[int]) -> str:
        facts = self.facts(indexes)
        return " ".join(
            filter(
                None, (who, was, "placed in police custody", self.when(), f", suspected of {facts}" if facts else "")
            )
        ).replace(" ,", ",")

    def _temoin_assiste(self, who: str, was: str, indexes: list[int]) -> str:  # noqa: ARG002 - one shape for all
        return f"{who} {was} given the status of assisted witness"

    def _non_lieu(self, who: str, was: str, indexes: list[int]) -> str:  # noqa: ARG002 - one shape for all
        facts = self.facts(indexes)
        return f"the case against {who.rstrip(',')}{f' for {facts}' if facts else ''} was dismissed {self.when()}"

    def _prevenu(self, who: str, was: str, indexes: list[int]) -> str:
        is_ = {"was": "is", "were": "are"}[was]
        before = {"renvoi": f"{is_} to be tried", "delibere": f"{was} tried"}.get(
            self.brief.stage or "", f"{is_} on trial"
        )
        parts = [who, before, self._before(), self._for(indexes), self.when() if self.brief.stage == "renvoi" else ""]
        return " ".join(filter(None, parts)) + (
            "; judgment has been reserved" if self.brief.stage == "delibere" else ""
        )

    _accuse = _prevenu

    def _suspect(self, who: str, was: str, indexes: list[int]) -> str:
        is_, facts = {"was": "is", "were": "are"}[was], self.facts(indexes)
        said = f"{who} {is_} suspected of {facts}" if facts else f"{who} {is_} the subject of an inquiry"
        return (
            f"{said} by {self.court()}"
            if self.court() and self.brief.court and "parquet" in self.brief.court.type and not facts
            else said
        )

    def _defendeur(self, who: str, was: str, indexes: list[int]) -> str:  # noqa: ARG002 - one shape for all
        court = self.court() or "the court"
        given = self.penalties("prononcee")
        if given:
            return f"{court} ordered {who} to pay {given} {self.when()}"
        return f"{court} ruled {self.when()} in a case brought against {who}"

    def _autre(self, who: str, was: str, indexes: list[int]) -> str:
        facts = self.facts(indexes)
        return f"{who} {was} questioned in a case of {facts}" if facts else f"{who} {was} heard in the case"

    def _matter(self) -> str:
        court, facts = self.court(), self.facts()
        about = f" in a case of {facts}" if facts else ""
        if not court:
            return f"an inquiry is under way{about}" if about else ""
        if self.brief.court and self.brief.court.type.startswith("parquet"):
            return f"{court} is conducting an inquiry into {facts}" if facts else f"{court} is conducting an inquiry"
        verb = {
            "jugement": "gave judgment",
            "appel": "gave judgment on appeal",
            "cassation": "ruled",
            "renvoi": "is to try a case",
        }
        return f"{court} {verb.get(self.brief.stage or '', 'is hearing a case')} {self.when()}{about}"

    def _for(self, indexes: list[int]) -> str:
        facts = self.facts(indexes)
        return f"for {facts}" if facts else ""

    def _by(self) -> str:
        return f"by {self.court()}" if self.court() and not self._placed else ""

    def _before(self) -> str:
        court = self.court()
        return (
            f"before {court}" if court and self.brief.court and not self.brief.court.type.startswith("parquet") else ""
        )

    def rest(self) -> Iterator[str]:
        """What was asked for, what is possible, sums, things seized, victims."""
        asked, possible = self.penalties("requise"), self.penalties("encourue")
        given = self.penalties("prononcee")
        if asked and asked != given:
            yield f"the prosecution {'had sought' if given else 'sought'} {asked}"
        if possible and not given:
            yield f"the maximum penalty is {possible}"
        yield from self._money()
        things = [t for s in self.brief.seizures[:4] if (t := self.thing(s.quantity, s.unit, s.item or s.text))]
        if things:
            yield f"investigators seized {listed(things)}"
        yield from self._victims()
        yield from self._seised()

    def thing(self, quantity: float | None, unit: str | None, item: str) -> str | None:
        """ "14 kg of cannabis", "three cars"."""
        said = self.phrase(item)
        if said is None:
            return None
        if quantity and unit in ("kg", "g", "litre"):
            measure = {"kg": "kg", "g": "g", "litre": "litres"}[unit]
            bare = re.sub(r"^(?:an?|the) ", "", said)
            return f"{say(quantity) if quantity > 10 else f'{quantity:g}'} {measure} of {bare}"
        if quantity and quantity > 1:
            return f"{say(quantity)} {re.sub(r'^(?:an?|the|two|three) ', '', said)}"
        return said

    def _seised(self) -> Iterator[str]:
        """Who leads the case before a trial, and the prosecutor by name."""
        court = self.brief.court
        before = self.brief.defendants and court and court.type.startswith(("parquet", "juge"))
        if before and self.brief.prosecutor:
            yield f"{self.court()} is handling the case; the prosecutor is {self.brief.prosecutor}"
        elif before:
            yield f"{self.court()} is handling the case"
        elif self.brief.prosecutor:
            yield f"the prosecutor is {self.brief.prosecutor}"

    def _money(self) -> Iterator[str]:
        for kind, words in _SUMS.items():
            told = [sum_of(a) for a in self.brief.amounts if a.kind == kind and not self._in_penalty(a)]
            said = list(dict.fromkeys(told))[:2]
            if said:
                told_of = words.format(listed(said))
                yield told_of.replace(" was ", " were ") if kind == "saisie" and len(said) > 1 else told_of

    def _in_penalty(self, one: Amount) -> bool:
        return any(one.start < s.end and s.start < one.end for s in self.brief.sentences)

    def _victims(self) -> Iterator[str]:
        # Who were harmed by sexual offences, and minors, are not named.
        hidden = any("viol" in c.offence or "sexuel" in c.offence for c in self.brief.charges)
        names = [
            v.name if v.name and not v.minor and not hidden else self.phrase(v.text) for v in self.brief.victims[:3]
        ]
        known = [n for n in names if n]
        if known and len(known) == len(names) == len(self.brief.victims):
            many = len(known) > 1 or self.brief.victims[0].count != 1
            yield f"the victim{'s are' if many else ' is'} {listed(known)}"

    def summary(self) -> str:
        """One to four sentences; empty when the fields tell neither who nor what."""
        news = [part for part in self.news() if part]
        parts = [*news, *self.rest()] if news else []
        out: list[str] = []
        for part in (sentence_case(re.sub(r"\s+", " ", p)) for p in parts if p):
            if not out or len(" ".join([*out, part]).split()) <= _LONGEST:
                out.append(_LOOSE.sub(",", re.sub(r",\.$", ".", part)))
        return " ".join(out)

    def title(self) -> str:
        """ "Lyon: a man sentenced to two years in prison for theft"."""
        first = next(self.news(), "").split(";")[0]
        said = re.sub(r"\b(?:was|were) (?=sentenced|convicted|acquitted|placed|given|ordered)", "", first)
        said = re.sub(
            r",? on (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?(?: ?\d+ [A-Z][a-z]+)?(?: \d{4})?(?= |,|$)", "", said
        )
        if " in prison" in said:  # a headline tells the heaviest penalty
            said = _LESSER.sub("", said)
        said = _LOOSE.sub(",", said)
        city = place(self.brief.court.city) if self.brief.court and self.brief.court.type not in SINGLE else ""
        if city and said:
            said = re.sub(r" (?:by|before) the " + re.escape(city) + r"[\w' -]*?(?= to | for |$)", "", said)
            said = re.sub(r", \d{1,3}(?:, [a-z][^,\d]{3,40})?,(?= [a-z])", "", said) if len(said.split()) > 12 else said
            return f"{city}: {said}".replace(" ,", ",") if city not in said else sentence_case(said).rstrip(".")
        return sentence_case(re.sub(r"\s+", " ", said)).rstrip(".")


# A fine or damages in a list of penalties; where "for" would hang on "suspended".
_LESSER = re.compile(r"(?:,| and|, and) (?:a )?€[\d,.]+(?: million)? (?:fine|in damages)(?=,| and | for |$)")
_LOOSE = re.compile(r"(?<=of them suspended)(?= for )")
_SUMS = {
    "prejudice": "the loss is put at {}", "produit": "the proceeds are put at {}", "saisie": "{} was seized",
    "dommages": "compensation of {} is at stake", "caution": "bail was set at {}",
    "corruption": "the case concerns payments of {}", "rancon": "a ransom of {} was demanded",
    "amende": "fines of {} are at stake",
}  # fmt: skip
_ORDER = [
    "condamne", "relaxe", "acquitte", "non_lieu", "prevenu", "accuse", "mis_en_examen", "garde_a_vue", "temoin_assiste",
    "suspect", "defendeur", "autre",
]  # fmt: skip
