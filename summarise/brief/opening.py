"""A first sentence that presents the person pursued: made from fields, or the article's with "Il" spelt out."""

import re
from collections.abc import Iterator

from summarise.brief.facts import suspected_of, usable
from summarise.brief.gender import gender
from summarise.brief.guilt import BEFORE_CONVICTION, CLEARED
from summarise.brief.phrases import DEEDS, agree, is_plural, listed
from summarise.brief.rank import content
from summarise.brief.sentences import PRONOUN_DEED, Unit, need
from summarise.brief.subject import full_subject
from summarise.brief.tidy import capital, closed, is_balanced, typeset
from summarise.records import Brief, Defendant
from summarise.text.source import Source

LONGEST = 48
_CUES = {
    "garde_a_vue": r"gardes? à vue",
    "mis_en_examen": r"mise?s? en examen",
    "condamne": r"condamn",
    "relaxe": r"relax",
    "acquitte": r"acquitt",
}
# What a sentence of the article must say for an opening of the status; {e} is the participle's ending.
_SAID = {
    "garde_a_vue": r"\b(?:placé|mis|maintenu|gardé){e} (?:\w+ )?(?:en garde )?à vue|\ben garde à vue\b",
    "mis_en_examen": r"\bmis{e} en examen",
    "condamne": r"\bcondamné{e}\b|\b(?:a|ont) condamné\b|\bécop",
    "relaxe": r"\brelaxé{e}\b|\b(?:a|ont) relaxé\b",
    "acquitte": r"\bacquitté{e}\b|\b(?:a|ont) acquitté\b",
    "suspect": r"\b(?:soupçonné|suspecté|accusé|visé){e}\b",
}
_BACK = re.compile(r"(?:Il|Elle|Ils|Elles|Le|La|Les|L'\w+|Ce|Cet|Cette|Ces)\b")
# "Déjà condamné en 2016, il…": whom such a participle describes is the person pursued.
_PARTICIPLE_FIRST = re.compile(
    r"(?:(?:Déjà|Actuellement|Récemment) )?(?:[Cc]ondamné|[Ii]nterpellé|[Pp]lacé|[Ii]ncarcéré|[ÉE]croué|"
    r"[Ss]oupçonné|[Aa]ccusé|[Jj]ugé|"
    r"[Rr]envoyé|[Mm]ise? en examen|[Pp]oursuivi)e? [^,\"]{3,80}, (?P<who>il|elle)\b"
)
_CLITIC = re.compile(r"\b(?:l'avoir|l'ayant|lui|leur|aussi)\b")


def openings(source: Source, brief: Brief) -> list[Unit]:
    """First sentences about those at the head of the brief; the article's "Il…" only where one is pursued."""
    if not brief.relevant:
        return []
    out: list[Unit] = []
    for index, person in enumerate(brief.defendants[:2]):
        sex = gender(person, source.plain)
        who = full_subject(source, person, sex)
        if who and sex:
            out += [Unit(text, -1) for text in _made(source, _of(brief, index), person, who, sex)]
            out += _mended(source, person, who, sex) if len(brief.defendants) == 1 else []
    return out


def _of(brief: Brief, index: int) -> Brief:
    """The brief with only the charges and penalties of one defendant."""
    alone = len(brief.defendants) == 1
    charges = [c for c in brief.charges if index in c.defendants or (alone and not c.defendants)]
    sentences = [s for s in brief.sentences if index in s.defendants or (alone and not s.defendants)]
    return brief.model_copy(update={"charges": charges, "sentences": sentences})


def _made(source: Source, brief: Brief, person: Defendant, who: str, sex: str) -> Iterator[str]:
    """ "Jean Petit, 45 ans, a été mis en examen mardi pour vol.", from the fields alone."""
    plural = is_plural(person)
    joined = _joined(source, brief, person, ("e" if sex == "f" else "") + ("s?" if plural else ""))
    facts = [f for f in usable(brief.charges) if _held(f, joined)]
    if not joined or (brief.charges and not facts):
        return
    suspected = f"{agree('soupçonné', sex, plural=plural)} {suspected_of(facts)}"
    if person.status == "suspect":
        yield from _finished(f"{who} {'sont' if plural else 'est'} {suspected}" if facts else "")
    if person.status not in DEEDS or brief.stage in {"appel", "cassation", "execution", "cloture"}:
        return
    participle, rest = DEEDS[person.status]
    when = _when(source, brief, person.status)
    words = [
        who,
        "ont" if plural else "a",
        "été",
        agree(participle, sex, plural=plural),
        rest,
        when if _held(when, joined) else "",
    ]
    if person.status == "condamne":
        words.append(_penalty(brief, joined))
    deed = " ".join(w for w in words if w)
    told = any(f.startswith(("avoir ", "s'être ")) for f in facts)
    if facts and person.status in CLEARED:
        yield from _finished(f"{agree('poursuivi', sex, plural=plural)} pour {listed(facts)}, {deed}")
    elif facts and told and person.status in BEFORE_CONVICTION:
        yield from _finished(f"{deed}, {suspected}")
    else:
        yield from _finished(f"{deed} pour {listed(facts)}" if facts else deed)


def _joined(source: Source, brief: Brief, person: Defendant, ending: str) -> list[frozenset[str]]:
    """The words of each sentence of the article that says of `person` what the status says.

    The fields alone join people, charges and penalties too often: a true sentence needs one of the article's.
    """
    cue = re.compile(_SAID.get(person.status, "(?!)").format(e=ending), re.IGNORECASE)
    called = person.name.split()[-1] if person.name else " ".join(person.text.split())
    others = [d.name.split()[-1].lower() for d in brief.defendants if d.name and d != person]
    # A sentence that names two of them may say it of the other.
    told = [s for s in (source.plain[a:b] for a, b in source.sentences) if not any(o in s.lower() for o in others)]
    return [
        frozenset(content(s))
        for s in told
        if cue.search(s) and (called.lower() in s.lower() or (len(brief.defendants) == 1 and _BACK.match(s)))
    ]


def _held(words: str, sentences: list[frozenset[str]]) -> bool:
    """Whether one of the sentences holds all the words."""
    wanted = frozenset(content(words)) - {"avoir"}
    return any(wanted <= sentence for sentence in sentences)


def _finished(text: str) -> Iterator[str]:
    """`text` as a sentence, when short enough and whole."""
    out = closed(typeset(capital(text)))
    if text and len(out.split()) <= LONGEST and is_balanced(out):
        yield out


def _when(source: Source, brief: Brief, status: str) -> str:
    """The day, only where a sentence of the article joins it to what befell the person."""
    if brief.date is None or status not in _CUES:
        return ""
    day = re.sub(r"^(?:ce|le) ", "", " ".join(brief.date.text.split()), flags=re.IGNORECASE)
    if not re.match(r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b", day, re.IGNORECASE):
        return ""
    near = re.compile(
        rf"{_CUES[status]}\W+(?:[\w'-]+\W+){{0,2}}{re.escape(day)}|"
        rf"{re.escape(day)}\W+(?:[\w'-]+\W+){{0,5}}{_CUES[status]}",
        re.IGNORECASE,
    )
    return day[0].lower() + day[1:] if near.search(source.plain) else ""


def _penalty(brief: Brief, joined: list[frozenset[str]]) -> str:
    """ "à cinq ans de prison et à 3.000 euros d'amende"; empty when a wording does not follow "à"."""
    given = list(dict.fromkeys(s.text for s in brief.sentences if s.state == "prononcee" and _held(s.text, joined)))[:2]
    fit = [
        f"à {' '.join(t.split())}"
        for t in given
        if re.match(
            r"(?:une? |\d|la |(?:deux|trois|quatre|cinq|six|"
            r"sept|huit|neuf|dix|onze|douze|quinze|dix-huit|vingt|trente)\b)",
            t,
        )
    ]
    return listed(fit)


def _mended(source: Source, person: Defendant, who: str, sex: str) -> Iterator[Unit]:
    """The article's "Il a été mis en examen…" with the person in the place of "Il"."""
    if is_plural(person):
        return
    title_end = source.title_end
    place = -1
    for start, end in source.sentences:
        if end <= title_end:
            continue
        place += 1
        sentence = source.plain[start:end]
        match = PRONOUN_DEED.match(sentence) or _PARTICIPLE_FIRST.match(sentence)
        if not match or (match.group("who").lower() == "elle") != (sex == "f"):
            continue
        before = sentence[: match.start("who")]
        called = person.name if before else capital(who)
        if not called:
            continue
        text = closed(typeset(f"{before}{called} {sentence[match.end('who') + 1 :]}"))
        if need(text) == "rien" and len(text.split()) <= LONGEST and is_balanced(text) and not _CLITIC.search(text):
            yield Unit(text, place, cut=True)
