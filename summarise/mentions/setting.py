"""Where a mention stands and what happens around it: cues that courts and dates share."""

import re
from bisect import bisect_right

from summarise.text.source import Source

_ACTS = {
    "condamne": r"condamn|écop|infligé|\bpeines? de\b|reconnue?s? coupable|sanctionn",
    "relaxe": r"\brelax|acquitt|blanchi|hors de cause",
    "juge": r"\bjugée?s?\b|\bjug(?:er|eait)\b|\bprocès\b|comparu|comparaî|comparaiss|à la barre|prévenue?s?\b|accusée?s?\b|audience",
    "requis": r"requis|requér|réquisition|réquisitoire|avocate? générale?",
    "delibere": r"délibéré|rendr(?:a|ont) (?:sa|leur|son)|mis en attente",
    "tranche": r"\b(?:rejet|annul|confirm|ordonn|suspend|valid|débout|cass)(?:é|ée|és|ées|e|er|ent|ant)\b|a donné raison|a estimé|a jugé|tranch|statu(?:é|er)",
    "appel": r"\bappel\b|pourvoi|pourvu",
    "examen": r"mise?s? en examen|mises? en examen|inculp",
    "ecrou": r"écrou|incarcér|détention provisoire|contrôle judiciaire",
    "information": r"information judiciaire|instruction",
    "renvoi": r"renvoy|renvoi\b|sera(?:it|ient)? jugé|seront jugé|non-lieu",
    "garde": r"gard(?:e|es) à vue|gardée?s? à vue",
    "arrete": r"arrêtée?s?\b|arrestation|interpell|placée?s? en garde|se sont? rendu",
    "defere": r"déféré|présentée?s? (?:à|au|aux|devant|ce|en)",
    "enquete": r"enquête",
    "plainte": r"plainte|saisi(?:e|r|es)?\b|assign|recours",
    "tue": r"\btuée?s?\b|décédé|\bmort|poignard|agress|fusillade|découvert|disparu|blessé",
    "perquisition": r"perquisition|saisie?s? ",
    "annonce": r"a annoncé|ont annoncé|a(?:-t-on| -t-on)? (?:appris|indiqué)|a déclaré|a précisé|a affirmé|a dit|a confirmé|selon|d'après|auprès de|a fait savoir|communiqué|source (?:judiciaire|proche|policière)",
    "presse": r"(?:a|ont) (?:révélé|rapporté|raconté)|rapporte|révèle|Parisien|BFM|RTL|Le Figaro|Le Monde|France (?:Bleu|Info|3)|franceinfo",
    "libere": r"remise?s? en liberté|libér|relâch|levée? ",
    "faits": r"à l'époque|au moment des faits|remont(?:e|ant|ent)|\bfaits\b|commis",
}  # fmt: skip
_COMPILED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _ACTS.items()}
_FUTURE = re.compile(
    r"prochain|à venir|\bser(?:a|ont)\b|\bdevr(?:a|ont)\b|\baur(?:a|ont)\b|\b(?:s'ouvrir|comparaîtr|rendr|débuter|tiendr|examiner|dir|durer)(?:a|ont)\b"
    r"|\bdoi(?:t|vent)\b|prévue?s?\b|attendue?s?\b|renvoyée? (?:au|à)"
)


def acts(text: str) -> set[str]:
    """Names of the kinds of judicial acts that `text` speaks of: {"condamne", "appel"}."""
    return {name for name, pattern in _COMPILED.items() if pattern.search(text)}


def future(text: str) -> bool:
    """Whether `text` looks ahead: "sera jugé", "doit comparaître", "prévue"."""
    return bool(_FUTURE.search(text))


def body_sentence(source: Source, offset: int) -> int:
    """Number of the body's sentence that holds `offset`: 0 is the first; negative in title and heading."""
    starts = [start for start, _ in source.sentences]
    here = bisect_right(starts, offset) - 1
    first = bisect_right(starts, source.body_start) - 1
    return here - first


def quoted(source: Source, start: int) -> bool:
    """Whether `start` lies inside quotation marks."""
    left, _ = source.sentence_at(start)
    before = source.plain[max(0, start - 400) : start]
    return before.rfind("«") > before.rfind("»") or source.plain[left:start].count('"') % 2 == 1


def place(source: Source, start: int) -> tuple[str, ...]:
    """Cues of position: title, heading or which sentence of the body, tenth of the text, quotation."""
    document = source.document
    title_end = source.view.from_raw(0, len(document.title))[1] if document.title else 0
    if start < title_end:
        part = "title"
    elif start < source.body_start:
        part = "heading"
    else:
        number = body_sentence(source, start)
        part = f"s{number}" if number < 4 else "s4-7" if number < 8 else "later"
    tenth = f"tenth:{10 * start // max(1, len(source.plain))}"
    return (f"part:{part}", tenth, "quote:yes") if quoted(source, start) else (f"part:{part}", tenth)


def words_around(source: Source, start: int, end: int) -> tuple[str, ...]:
    """Cues of the short words next to a mention; numbers and names are not told."""
    text = source.plain
    before = re.findall(r"[\w'-]+|[,;:.\"«»()]", text[max(0, start - 40) : start])[-2:]
    after = re.findall(r"[\w'-]+|[,;:.\"«»()]", text[end : end + 40])[:2]
    known = [f"before{i}:{word.lower()}" for i, word in enumerate(reversed(before), 1) if _plain_word(word)]
    return (*known, *(f"after{i}:{word.lower()}" for i, word in enumerate(after, 1) if _plain_word(word)))


def _plain_word(word: str) -> bool:
    return len(word) <= 12 and not any(c.isdigit() for c in word) and not word[0].isupper()
