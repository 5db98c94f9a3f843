"""Whether the words for a person are masculine or feminine."""

import re

from summarise.records import Defendant

_FEMININE = re.compile(
    r"\b(?:femmes?|mères?|filles?|fillettes?|sœurs?|soeurs?|épouses?|compagnes?|personnes?|société|entreprise|association|veuve|reine|"
    r"maîtresse|nounou|nonne|tante|nièce|dame|princesse|duchesse|[\w-]*(?:euse|trice|ière|ienne|onne|ante|ente|iste femme|cienne|ée|igée|sse))s?\b",
    re.IGNORECASE,
)
_MASCULINE = re.compile(
    r"\b(?:hommes?|pères?|fils|garçons?|frères?|maris?|époux|compagnons?|maires?|prêtres?|gendarmes?|suspects?|individus?|jeunes|mineurs?|"
    r"militants?|étudiants?|présidents?|adolescents?|lycéens?|collégiens?|retraités?|députés?|avocats?|oncles?|neveux?|parrains?|"
    r"[\w-]*(?:eur|teur|ier|ien|in|ant|ent|ois|ais|if|el))s?\b",
    re.IGNORECASE,
)
_FIRST_F = frozenset(
    "marie monique isabelle penelope pénélope marine cécile nathalie sophie valérie sandrine catherine christine martine nicole "
    "brigitte françoise véronique sylvie anne julie claire camille laura sarah léa manon emma chloé inès jade louise alice "
    "charlotte juliette pauline mathilde lucie marion élodie aurélie émilie céline virginie stéphanie laetitia hélène élisabeth "
    "patricia corinne florence agnès pascale muriel murielle béatrice annie chantal jacqueline jeanne danielle michèle odile "
    "yvette ginette fatima samira leïla rachida nadia karima hayat inès myriam rosa maria ana rose edith édith ségolène "
    "marlène audrey amandine delphine jennifer vanessa mélanie caroline alexandra hélène eva lola zoé nina farida soraya".split()
)
_FIRST_M = frozenset(
    "jean pierre michel nicolas patrick philippe alain bernard jacques françois daniel andré rené marcel claude gérard christian "
    "éric eric laurent thierry pascal bruno didier olivier christophe stéphane frédéric david sébastien julien alexandre thomas "
    "guillaume antoine maxime romain kévin kevin jérôme jérémy mathieu matthieu vincent benjamin anthony jonathan jonathann "
    "jordan florian lucas hugo louis paul gabriel arthur adam mohamed mohammed ahmed ali karim rachid samir abdel abdelkader "
    "mehdi youssef hassan omar bilal sofiane salah mustapha igor grichka gilles hervé yves serge georges henri robert roger "
    "raymond marc luc franck fabrice cédric arnaud xavier emmanuel edouard édouard gérald dominique tariq nordahl redoine "
    "bertrand étienne charles dimitri piotr pavel willy steve tyler jawad léon joël ludovic damien fabien yannick grégory".split()
)
_AFTER = (
    r"(?:, [^,.]{1,60},)? (?:a été|avait été|est|était|sera) (?:\w+ )?"
    r"(mise?|placée?|condamnée?|interpellée?|soupçonnée?|poursuivie?|jugée?|renvoyée?|entendue?|accusée?|relaxée?|incarcérée?|écrouée?)\b"
)


def gender(person: Defendant, text: str) -> str | None:
    """ "f", "m", or None when neither the words for the person nor the verbs of `text` tell."""
    if person.name and person.count == 1:
        return _of_name(person, text)
    head = re.split(r",| (?:soupçonn|accus|qui |dont |âgé|d'avoir|de |d'|du )", person.text)[0]
    return _by_article(head) or _of_noun(head)


def _by_article(head: str) -> str | None:
    determiner = re.match(r"(une|la|un|le) ", head, re.IGNORECASE)
    if not determiner:
        return None
    return "f" if determiner.group(1).lower() in {"une", "la"} else "m"


def _of_noun(head: str) -> str | None:
    """The gender of the first noun that has one; several people with one man among them are masculine."""
    found = [(m.start(), sex) for sex, nouns in (("f", _FEMININE), ("m", _MASCULINE)) for m in nouns.finditer(head)]
    return min(found)[1] if found else None


def _of_name(person: Defendant, text: str) -> str | None:
    """What the article's verbs and civilities, then the first name, then the role say; None where they disagree."""
    name = person.name or ""
    last = re.escape(name.split()[-1])
    full = re.escape(name)
    marks = {"f" if m.group(1).endswith(("ée", "ie", "ise", "ue")) else "m" for m in re.finditer(full + _AFTER, text)}
    marks |= {sex for sex, civil in (("f", "Mme"), ("m", r"M\.")) if re.search(rf"\b{civil} {last}\b", text)}
    first = name.split()[0].split("-")[0].lower()
    known = "f" if first in _FIRST_F else "m" if first in _FIRST_M else None
    if len(marks) == 1:
        sure = marks.pop()
        return sure if known in (None, sure) else None
    head = re.split(r",| (?:de |d'|du |des )", person.role or "")[0]
    return known or _by_article(head) or _of_noun(head)
