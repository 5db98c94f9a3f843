"""What an article says of one person against a status that would be too late for them.

`evidence` asks whether the article's words support a status for anybody. Here the question is whether what is said of
this person takes it back: custody that ended, a formal investigation only feared, a trial only asked for, a conviction
of another case or undone since. Each rule lowers a status and none raises one.
"""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from summarise.innocence.rules_fr import conviction_words, unreal
from summarise.records import Brief, Defendant
from summarise.text.plain import plain
from summarise.text.source import Source

_I = re.IGNORECASE
_NAME_LEAST = 3
_OVER = re.compile(
    r"(?<!peut être )(?<!pourrait être )(?:\bgardes? à vue(?: d[eu'][^.;]{1,40})?(?: \w+){0,3}? (?:levée|suspendue|annulée)s?\b"
    r"|\b(?:lever|lev(?:é|ant)) (?:la |les |leurs? |sa )?gardes? à vue|\blevées? de (?:la |leurs? |sa )?gardes? à vue"
    r"|\bn'(?:est|était) plus en garde à vue|\bne sont plus en garde à vue|\bauditions? libres?"
    r"|\b(?:remise?s? en liberté|laissée?s? libres?|(?:res)?sortie?s? libres?|repartie?s? libres?|relâchée?s?)\b"
    r"|pas pu être (?:placée?|mise?)s? en garde à vue|garde à vue (?:\S+ ){0,4}incompatible)",
    _I,
)
# Of several people some were let go: « cinq d'entre elles ont été remises en liberté ».
_SOME = re.compile(r"\b(?:d'entre (?:eux|elles)|dont \w+ (?:ont|a)|(?:un|une|deux|trois|quatre|cinq) autres?)\b", _I)
# Said of all the people of a case at once.
_ALL = re.compile(
    r"\b(?:tou(?:s|tes) (?:les )?(?:deux|trois|quatre|cinq|six|\d+)|(?:les|ces) (?:deux|trois|quatre|cinq|six|\d+) (?:hommes|femmes|individus|suspects|personnes|jeunes|gardés)|le couple|leurs gardes? à vue)\b",
    _I,
)
_EXAMINED = re.compile(r"\bmise?s? en examen\b|\binculpée?s?\b", _I)
_NOT_YET = re.compile(
    r"(?:\ben vue (?:d'|de (?:la |sa |leurs? |son |ses )?)(?:une |un )?(?:\w+ )?|risqu\w+ (?:une |la |d'être )(?:\w+ )?"
    r"|(?:doi(?:t|vent)|devrai\w+|pourrai\w+|peu(?:t|vent)|va|vont|sera|seront|serai\w+) (?:\w+ ){0,2}?(?:être )?"
    r"|\b(?:n'|ne |pas |jamais |sans |ni |non |sauf |évit\w+ |échapp\w+ |requ\w+ |demand\w+ |réclam\w+ |éventuelle |possible |avant )"
    r"[^.;:,]{0,30})$",
    _I,
)
_NOT_YET_AFTER = re.compile(r"^\s*(?:éventuelle|possible|en cours|requise|demandée|\?)", _I)
_HELD = re.compile(r"détention provisoire|écrou|contrôle judiciaire|incarcér|mandat de dépôt|détenu", _I)
_ASSISTED = re.compile(r"témoins? assistée?s?", _I)
_TRIAL_ASKED = re.compile(
    r"(?:parquet|procureure?|PNF|PNAT|ministère public|réquisitoire|réquisitions|avocate? générale?)[^.;]{0,90}?"
    r"(?:requ(?:is|iert|isition\w*|érir|ises?)|demand\w+|réclam\w+|souhait\w+)[^.;]{0,120}?"
    r"(?:renv\w+|procès|jug\w+|assises|correctionnelle?)|(?:procès|renvoi) (?:\S+ ){0,3}?requis|réquisitoire définitif",
    _I,
)
_JUDGE_DECIDES = re.compile(
    r"juges? (?:d'instruction )?(?:\S+ ){0,6}?(?:doi(?:t|vent)|devr\w+|de décider|de confirmer|décider\w*|rendre leur décision|suiv\w+)"
    r"|revient[^.;]{0,40}juges?",
    _I,
)
_SENT = re.compile(
    r"ordonn\w+ (?:le |son |leur |un )?(?:renvoi|procès)|\b(?:ser(?:a|ont)|être|était|étaient) (?:donc |aussi |finalement )?jugée?s?\b"
    r"|\bjugée?s? (?:par|devant|à partir|depuis|lundi|mardi|mercredi|jeudi|vendredi)|comparaî\w+|comparai\w+|à la barre|à l'audience"
    r"|procès (?:s'ouvre|s'est ouvert|a débuté|aura lieu|se tiendra|est prévu)|ont? (?:été )?renvoyée?s? (?:devant|en)",
    _I,
)
_EARLIER = re.compile(
    r"(?:avai(?:t|ent) (?:\w+ ){0,2}?(?:été )?|déjà (?:\w+ ){0,3}?|en première instance[^.;]{0,60})$", _I
)
_EARLIER_AFTER = re.compile(
    r"^[^.;]{0,45}\b(?:en première instance|l'an dernier|en (?:\w+ )?(?:19|20)\d\d|il y a \w+ (?:ans?|mois))", _I
)
_RULED = re.compile(
    r"\b(?:cour|jury|jurés|assises|juges?|conseillers|magistrats|chambre|tribunal|justice)\b[^.;]{0,60}?"
    r"(?: a| ont|l'a|l'ont|les a)(?: \w+){0,2}? (?:condamn|confirm|alourdi|aggrav|ramen|rédui|porté|inflig|relax|acquitt"
    r"|infirm|reconn|débout|rejet|jugé|tranché)|(?:le|la|les) condamne(?:nt)?\b|condamnée?s? (?:\w+ )?en appel"
    r"|peines? (?:\w+ )?(?:alourdie|allégée|réduite|confirmée|aggravée|ramenée)|\bécop(?:e|ent)\b|a écopé|définiti(?:ve(?:ment)?|f)s?\b"
    r"|a tranché|verdict (?:est tombé|rendu)|lu la peine",
    _I,
)
_PENDING = re.compile(
    r"\brejug(?:ée?s?|e|ent|eait)\b|jugée?s? en appel|procès en appel|troisième procès|nouveau procès"
    r"|(?:sera|seront|sont|être) fixée?s?|saura (?:\S+ ){0,4}si|\b(?:rendra|rendront|dira|entendra|se prononcera|prononcera)\b"
    r"|mise? en délibéré|annul\w* la condamnation|condamnation (?:\S+ ){0,12}?(?:est |a été )?annulée"
    r"|requ(?:is|iert)|réclam",
    _I,
)
_CLEARED = re.compile(r"\brelax(?:e\b|ée?s?\b)|\bacquitt(?:ée?s?|ement)\b", _I)
_HOPED = re.compile(
    r"(?:plaid\w+|demand\w+|requ\w+|réclam\w+|espér\w+|obtenir|souhait\w+|sollicit\w+|prôn\w+|(?:contre|appel de) (?:la|sa|cette))"
    r"[^.;]{0,40}$",
    _I,
)
_CONDEMNS = re.compile(
    r"\b(?:le|la|les|l') ?(?:condamne(?:nt)?|a condamnée?s?)\b|culpabilité (?:\S+ ){0,3}confirm|confirm\w+ (?:\S+ ){0,2}culpabilité"
    r"|peines? (?:\S+ ){0,3}(?:portée|confirmée|ramenée|réduite|allégée|alourdie|aggravée)",
    _I,
)
_PENAL = re.compile(
    r"\bprison|sursis|amende|réclusion|emprisonn|correctionnel|parquet|procureur|délit|pénal|escroquerie", _I
)
_VERDICT = re.compile(r"\bverdict\b", _I)
_UNTRIED = {"enquete": "suspect", "garde_a_vue": "garde_a_vue", "mise_en_examen": "mis_en_examen", "renvoi": "prevenu"}
_APPEALS = frozenset({"appel", "cassation", "delibere", "proces"})


@dataclass(frozen=True)
class _Told:
    """The article, the sentences that are about one person, and the stage of the matter."""

    whole: str
    own: str
    stage: str | None

    @cached_property
    def convicted(self) -> bool:
        """Whether their sentences tell of a conviction that is neither earlier nor unreal."""
        return _convicts(self.own)

    @property
    def tried_as(self) -> str:
        """What somebody is called whose trial is not over."""
        return "accuse" if re.search(r"assises|\baccusée?s?\b", self.whole) else "prevenu"


def _convicts(text: str) -> bool:
    return any(
        not _EARLIER.search(text[max(0, start - 60) : start]) and not _EARLIER_AFTER.match(text[end : end + 60])
        for start, end in conviction_words(text)
    )


def _really(pattern: re.Pattern[str], text: str) -> bool:
    """Whether `pattern` stands in `text` as something done: not feared, asked for, denied or still to come."""
    return any(
        not _NOT_YET.search(text[max(0, m.start() - 60) : m.start()]) and not _NOT_YET_AFTER.match(text[m.end() :][:20])
        for m in pattern.finditer(text)
    )


def _custody_ended(told: _Told) -> str | None:
    ended = any(not _SOME.search(told.own[max(0, m.start() - 60) : m.start()]) for m in _OVER.finditer(told.own))
    return "suspect" if ended else None


def _not_examined(told: _Told) -> str | None:
    if not _really(_EXAMINED, told.own):
        if _ASSISTED.search(told.own):
            return "temoin_assiste"
        if told.stage == "enquete" or (_EXAMINED.search(told.own) and not _HELD.search(told.own)):
            return "suspect"
    return None if _really(_EXAMINED, told.whole) or _HELD.search(told.whole) else "suspect"


def _trial_only_asked(told: _Told) -> str | None:
    asked = _TRIAL_ASKED.search(told.whole) and (_JUDGE_DECIDES.search(told.whole) or not _SENT.search(told.whole))
    return "mis_en_examen" if asked else None


def _cleared_since(told: _Told) -> str | None:
    """Convicted once, cleared by the ruling that the article reports."""
    if told.convicted or _CONDEMNS.search(told.own):
        return None
    words = [
        m.group().lower()
        for m in _CLEARED.finditer(told.own)
        if not _HOPED.search(told.own[max(0, m.start() - 70) : m.start()]) and not unreal(told.own, m.start())
    ]
    return None if not words else "acquitte" if words[-1].startswith("acquitt") else "relaxe"


def _not_ruled(told: _Told) -> str | None:
    """A conviction that a court is about to judge again, or of another case than this one."""
    if told.stage in _APPEALS:
        again = _PENDING.search(told.whole) and not _RULED.search(told.whole) and not _convicts(told.whole)
        return told.tried_as if again else None
    return _UNTRIED.get(told.stage or "") if not _VERDICT.search(told.whole) else None


def _no_crime(told: _Told) -> str | None:
    return None if _PENAL.search(told.whole) else "defendeur"


_RULES: Mapping[str, tuple[Callable[[_Told], str | None], ...]] = {
    "garde_a_vue": (_custody_ended,),
    "mis_en_examen": (_not_examined,),
    "prevenu": (_trial_only_asked,),
    "accuse": (_trial_only_asked,),
    "condamne": (_cleared_since, _not_ruled, _no_crime),
}


def _own(source: Source, brief: Brief, person: Defendant) -> str:
    """The sentences about `person`: all of them when nobody else is pursued."""
    parts = [source.plain[start:end] for start, end in source.sentences]
    if len(brief.defendants) > 1:
        keys = _keys(person)
        parts = [part for part in parts if any(key in part.casefold() for key in keys) or _ALL.search(part)]
    return " ".join(parts)


def _keys(person: Defendant) -> set[str]:
    """What names `person` in a sentence: their last name, or their words when they have none."""
    if person.name is None:
        return {plain(person.text).text.casefold()}
    last = {plain(words).text.split()[-1].casefold() for words in (person.name, person.text)}
    return {key for key in last if len(key) >= _NAME_LEAST}


def restrained(source: Source, brief: Brief, person: Defendant, status: str) -> str:
    """`status`, or the earlier one that what the article says of `person` leaves standing."""
    rules = _RULES.get(status, ())
    if not rules:
        return status
    told = _Told(source.plain, _own(source, brief, person), brief.stage)
    return next((lower for rule in rules if (lower := rule(told)) is not None), status)
