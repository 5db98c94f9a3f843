"""Finer cues of a thing: the verb that governs it, the list it stands in, who acts, what the article is about."""

# ruff: noqa: E501 - word lists inside patterns read better unbroken

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarise.mentions.around import Around
from summarise.mentions.base import Mention, QuantityValue
from summarise.mentions.seizure_context import STRONG

_I = re.IGNORECASE
_CLASSES: dict[str, str] = {
    "seize": r"saisi\w*|confisqu\w+|intercept\w+|scellés?|mis(?:es?)? la main|mettent la main",
    "find": r"découv(?:r\w+|erte?s?)|(?:re)?trouv(?:é|ée|és|ées|ent|er|èrent|ant)|récupéré\w*|mis(?:es?)? au jour|ramass\w+|exhum\w+|repêch\w+|relev\w+|remarqu\w+|compté\w*|prélev\w+",
    "search": r"perquisition\w*|fouill\w+|descente|contrôl\w+|autopsie",
    "hold": r"(?:en sa )?possession|porteurs?|détenai\w+|détention|déten\w+|posséd\w+|transport\w+|stock\w+|contenai\w+|contenant|renferm\w+|abrit\w+|conservai\w+",
    "hide": r"cach\w+|dissimul\w+|entrepos\w+|planqu\w+|abandonn\w+|jet(?:é|ée|és|er)",
    "use": r"utilis\w+|arm(?:é|ée|és)|frapp\w+|poignard\w+|tir(?:é|er|ait|s)?|menac\w+|bless\w+|brandi\w*|muni\w*|attaqu\w+|asséné|tué\w*|aide d|coups?|lanc\w+|explos\w+|percut\w+",
    "steal": r"vol(?:é|ée|és|ées|er|s)?|dérob\w+|cambriol\w+|braqu\w+|emport\w+|dispar\w+",
    "trade": r"vend\w+|revend\w+|achet\w+|import\w+|livr\w+|écoul\w+|trafic\w*|cultiv\w+|fabriqu\w+|consomm\w+",
    "look": r"recherch\w+|analys\w+|expertis\w+|examin\w+|étudi\w+|exploit\w+",
    "body": r"corps|cadavre|dépouille|victime|mort\w*|inanimé\w*",
    "say": r"expliqu\w+|affirm\w+|déclar\w+|indiqu\w+|assur\w+|racont\w+|évoqu\w+|montr\w+|diffus\w+|publi\w+",
    "arrest": r"interpell\w+|arrêté\w*|arrestation|mise? en examen|garde à vue",
    "ask": r"condamn\w+|requis\w*|accus\w+|soupçonn\w+|jugé\w*|poursuiv\w+",
}
_ANY = re.compile("|".join(rf"(?P<{k}>\b(?:{w})\b)" for k, w in _CLASSES.items()), _I)
_PASSIVE = re.compile(
    r"^[^.;:]{0,60}?\b(?:a|ont|avai(?:t|ent)|est|sont|étai(?:t|ent)|aurai(?:t|ent)|fut|furent|sera|seront)? ?(?:\w+ment |aussi |ainsi )?(?:été )?(?P<verb>saisi|découvert|(?:re)?trouvé|confisqué|intercepté|récupéré|placé sous scellés|mis sous scellés|ramassé|relevé)(?:e?s)?\b",
    _I,
)
_POLICE = re.compile(
    r"\b(?:enquêteurs?|policiers?|gendarmes?|douaniers?|police|forces de l'ordre|agents?|surveillants?|douanes?|démineurs?|pompiers?|juges?)\b[^.;]{0,60}?"
    r"\b(?:ont|a|avai\w+|auraient)? ?(?:\w+ment |aussi |d'ailleurs |par ailleurs |en effet )?(?:saisi\w*|découv\w+|(?:re)?trouv\w+|mis la main|mettent|récupér\w+|ramass\w+|intercept\w+|relev\w+)",
    _I,
)
_LEADS = {
    "dans": re.compile(r"\b(?:dans|sur|sous|à bord d\w*|depuis|vers|près d\w*|devant|derrière)(?: \w+)? ?$", _I),
    "avec": re.compile(r"\b(?:avec|d'|de|par|contre|en)(?: \w+)? ?$", _I),
    "list": re.compile(r"(?:,|\bet|\bou|ainsi qu'|et d')(?: \w+)? ?$", _I),
    "dont": re.compile(r"\b(?:dont|notamment|y compris|comme|tels? que|:)(?: \w+)? ?$", _I),
    "verb": re.compile(
        r"\b(?:saisi|découvert|trouvé|retrouvé|découvrent|trouvent|saisissent|saisir|découvrir|saisie d\w*|découverte d\w*)(?: \w+)? ?$",
        _I,
    ),
}
_HEAD = {
    "drug": re.compile(r"drogue|cannabis|cocaïne|stupéfiants|héroïne|résine|trafic", _I),
    "terror": re.compile(r"terroris\w+|attentat|jihad\w*|attaque|explos\w+|colis piégé", _I),
    "arms": re.compile(r"\barmes?\b|arsenal|fusils?|munitions?", _I),
    "found": re.compile(r"saisi\w*|découv\w+|retrouvé\w*|perquisition\w*", _I),
    "murder": re.compile(r"meurtre|tué\w*|assassin\w+|disparu\w*|disparition|corps", _I),
    "images": re.compile(r"pédo\w+|images|vidéos|viol\w*|agressions? sexuel", _I),
    "theft": re.compile(r"\bvol\w*|cambriol\w+|braqu\w+|recel|contrefa\w+", _I),
}


def _gap(count: int) -> str:
    return "near" if count < 20 else "mid" if count < 70 else "far"


def finer(context: Around, group: str, guess: str) -> list[str]:
    """The governing verbs, the passive that follows, the lead-in word, the actor, and title and heading."""
    before = context.before[-180:]
    left = [(m.lastgroup or "", m.end()) for m in _ANY.finditer(before)]
    right = [(m.lastgroup or "", m.start()) for m in _ANY.finditer(context.after[:90])]
    one = left[-1][0] if left else "none"
    two = left[-2][0] if len(left) > 1 else "none"
    after = right[0][0] if right else "none"
    cues = [f"gov:{one}", f"gov2:{two}", f"gov+:{one}+{two}", f"aft:{after}", f"gov+aft:{one}+{after}"]
    cues += [f"gov+group:{one}+{group}", f"aft+group:{after}+{group}", f"group+rule:{group}+{guess}"]
    if left:
        cues.append(f"gov:{one}:{_gap(len(before) - left[-1][1])}")
    if right:
        cues.append(f"aft:{after}:{_gap(right[0][1])}")
    passive = _PASSIVE.match(context.after)
    if passive:
        listed = "list" if re.search(r",| et ", context.after[: passive.start("verb")]) else "own"
        cues += [f"passive:{passive.group('verb').lower()[:6]}", f"passive:{listed}", f"passive+group:{group}"]
    leads = [name for name, pattern in _LEADS.items() if pattern.search(context.before[-40:])]
    cues += [f"lead:{name}" for name in leads] + [f"lead+gov:{name}+{one}" for name in leads]
    acted = _POLICE.search(context.before)
    if acted:
        cues += ["police-acts", f"police-acts:{_gap(len(context.before) - acted.end())}", f"police-acts+group:{group}"]
    head = context.source.plain[: context.source.body_start]
    cues += [f"head:{name}+{group}" for name, pattern in _HEAD.items() if pattern.search(head)]
    return [*cues, f"strong:{min(2, len(STRONG.findall(context.text)))}+{len(STRONG.findall(context.previous)) > 0}"]


def listed(plain: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Adds each thing's neighbours in its list, its twins and the part of the article's things that are seized."""
    out: list[Mention] = []
    for k, mention in enumerate(mentions):
        cues = list(_neighbours(plain, k, mentions))
        cues += _twins(k, mentions)
        out.append(replace(mention, cues=tuple(dict.fromkeys((*mention.cues, *cues)))))
    return out


def _rule(mention: Mention) -> str:
    return next((c[5:] for c in mention.cues if c.startswith("rule:")), "none")


def _neighbours(plain: str, number: int, mentions: Sequence[Mention]) -> Iterator[str]:
    one = mentions[number]
    for side, other in (("left", number - 1), ("right", number + 1)):
        if not 0 <= other < len(mentions):
            continue
        first, second = (mentions[other], one) if side == "left" else (one, mentions[other])
        between = plain[first.end : second.start]
        if len(between) < 40 and re.search(r",| et | ou |ainsi qu", between) and not re.search(r"[.;!?]", between):
            yield f"beside-{side}"
            yield f"beside-{side}:{_rule(mentions[other])}+{_rule(one)}"
            yield from (
                f"beside-{side}:{c}"
                for c in mentions[other].cues
                if c.startswith(("thing:", "gov:", "lead:", "passive:"))
            )
        elif len(between) < 25 and not re.search(r"[.;!?]", between):
            yield f"part-{side}"


def _twins(number: int, mentions: Sequence[Mention]) -> Iterator[str]:
    def head(mention: Mention) -> str:
        assert isinstance(mention.value, QuantityValue)
        item = mention.value.item
        return mention.text[item[0] - mention.start :].split(" ")[0].lower().removesuffix("s") if item else ""

    own = head(mentions[number])
    for k, other in enumerate(mentions):
        if k != number and own and head(other) == own:
            side = "before" if k < number else "after"
            yield f"twin-{side}"
            yield f"twin-{side}:{_rule(other)}"
    count = sum(_rule(m) == "seized" for m in mentions)
    yield f"seized:{min(4, count)}"
