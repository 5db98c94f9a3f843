"""Who or what does what a French verb says: a person who can be guilty, or a thing."""

import re

from summarise.innocence.grammar import words


def is_thing(phrase: str) -> bool:
    """Whether the words name an event, an object or a body."""
    return bool(re.search(rf"\b(?:{words('fr')['things']}|\w+(?:tion|sion|ade)s?)\b", phrase, re.IGNORECASE))


def is_personal(before: str) -> bool:
    """Whether what stands before the auxiliary is a subject who can be guilty, and not denied."""
    if re.search(r"\bn(?:e\s|')(?:\w+\s|l'|y\s)?$|\bon\s(?:\w+\s)?$", before, re.IGNORECASE):
        return False
    clause = re.split(r"[;:!?(]|\bque\b|\bqu'", before)[-1]
    if clause.strip() in ("", ",") and not re.search(r"[\"»]\s*$", before):
        return False
    pieces = [p for p in clause.split(",") if p.strip()]
    if not pieces:
        return True
    if re.match(r"\s*qui\b", pieces[-1]) or re.search(r"\bqui\s(?:\S+\s)?$", pieces[-1]):
        return not _about_things(",".join(pieces[-2:]))
    subject = pieces[-1] if re.match(_SUBJECT, pieces[-1].strip()) else pieces[0]
    tail = re.split(r"\bet\b", subject)[-1] if re.search(r"\bet\s+(?:il|elle|ils|elles|qui)\b", subject) else subject
    if re.search(r"\b(?:il|elle|ils|elles)\s(?:l'|lui\s|les\s|leur\s|y\s|en\s)?$", tail):
        return True
    return not is_thing(" ".join(_heads(tail)))


def _about_things(phrase: str) -> bool:
    """Whether the antecedent of « qui » is an event: it names one, and no person."""
    antecedent = " ".join(re.split(r"\bqui\b", phrase)[-2].split()[-9:]) if "qui" in phrase else phrase
    if re.search(
        r"\b(?:homme|femme|suspecte?|jeunes?|mineurs?|prévenue?|accusée?|père|mère|frères?|"
        r"individus?|personnes?)\b[^,]*$",
        antecedent,
    ):
        return False
    return is_thing(antecedent)


_SUBJECT = re.compile(
    r"(?:et\s)?(?:il|elle|ils|elles|le|la|l'|les|un|une|des|deux|trois|ce|cet|cette|son|sa|ses|qui)\b|[A-ZÀ-Þ]",
    re.IGNORECASE,
)


def _heads(phrase: str) -> list[str]:
    """The words that can be the head of the subject: the first two after its determiner, and those before « qui »."""
    body = re.sub(
        r"^\W*(?:et\s)?(?:le|la|les|un|une|des|ce|cet|cette|son|sa|ses|leur|deux|trois)\s|^\W*l'",
        "",
        phrase,
        flags=re.IGNORECASE,
    )
    return body.split()[:2]
