"""What a sentence denies or only reports: kept by a translation, or not."""

import re
from collections.abc import Iterator

from summarise.translate.faults import Fault

_FR_DENIES = re.compile(
    r"\b(?:ne |n')(?!\w+ (?:\w+ )?que? )[^.;:!?]{0,60}?\b(?:pas|jamais|plus|aucune?|rien|personne|ni|nul(?:le)?|guère"
    r"|nullement)\b|"
    r"\b(?:aucune?|personne|rien|nul(?:le)?) (?:\S+ ){0,4}?(?:ne |n')|\bsans (?!doute|suite|abri|emploi|domicile"
    r"|papiers|précédent)|"
    r"\bni\b|\bnon coupable|\bpas (?:de|d'|encore|seulement|moins)\b|\baucune?\b|\b(?:mais|et|ou) (?:pas|non)\b",
    re.IGNORECASE,
)
_EN_DENIES = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nobody|no-one|nothing|without|cannot|nowhere|unable|yet to|fail\w*|refus\w+"
    r"|declin\w+"
    r"|den(?:y|ies|ied|ying|ial)|lack\w*|absen\w+|reject\w*|dismiss\w*|instead|rather than|other than|only|fewer|less"
    r"|barely|hardly|scarcely|stop\w*|ceas\w*|prevent\w*|avoid\w*|longer|dropp?\w*|lost|loses?|miss\w*|contrary"
    r"|despite"
    r"|spared|free|remain\w*|still|ruled out|rules? out|doubt\w*|anonymous|away from|short of|at least|exempt\w*"
    r"|(?<!day )(?<!night )(?<!week )(?<!appeared )before|barred|off-duty|ban(?:ned|s)?)\b"
    r"|n['’]t\b|\b(?:un|dis|ir|non-?|im|in)(?!der|til|it\w|der|ion|iver|cid|quir|vest|form|vol|ter|clud|jur|sult|side"
    r"|creas|"
    r"dic|stead|to\b|deed|flict|dust|fluen|put\b|come|put|age|port|mediate|plic|pos|pris|cover|trict|cuss)\w{4,}",
    re.IGNORECASE,
)
_EN_NOT = re.compile(
    r"\b(?:not|never|nobody|no-one|nothing|cannot|nor|neither|no longer|none|no)\b|n['’]t\b", re.IGNORECASE
)
_FR_LACKS = re.compile(
    r"\b(?:ne|pas|jamais|plus|aucune?s?|rien|personne|ni|nul(?:le)?s?|guère|non|sans|sauf|hors|faute|contre X|moins"
    r"|peu|seule?s?"
    r"|seulement|encore|toujours|uniquement|absen\w+|manqu\w*|défaut|exclu\w*|impossib\w*|interdi\w*|libre\w*"
    r"|disculp\w*|blanchi\w*|étranger|étrangère|démen\w+|ignor\w+|contest\w+|échou\w*|échec|dispens\w*|épargn\w*"
    r"|ailleurs|loin|autant|innocen\w+|refus\w+|rejet\w*|débout\w*|renonc\w*|class\w+|arrêt\w*|cess\w*|ferme|fermes"
    r"|priv\w*|suspen\w*|annul\w*)\b|\bn'|\bn(?:i|ié|ie|ient|iait|iaient|ier|iée|iant)\b"
    r"|\b(?:in|im|ir|il|dés|mal)[a-zà-ÿ]{5,}|hors de cause|non-lieu",
    re.IGNORECASE,
)
_PARTICIPLE = (
    r"(?:\w{2,}(?:é|ée|és|ées|i|ie|is|ies"
    r"|it|ite|u|ue|us|ues|ert|erts|ort|orts|orte|eint|ait)|été|eu|dû|pu|mis|pris|fait)"
)
_FR_REPORTS = re.compile(
    rf"\b(?:aurai(?:t|ent)|serai(?:t|ent))\b(?: (?:\w+ment|donc|alors|aussi|ainsi|pas|jamais|bien|déjà|été|notamment"
    rf"|eux|elle|lui|d'abord))*,? {_PARTICIPLE}\b",
    re.IGNORECASE,
)
_EN_REPORTS = re.compile(
    r"\b(?:reported(?:ly)?|alleg\w+|said|says?|believed?s?|thought|suspect\w*|suspicio\w+|apparent\w*|accord\w+"
    r"|claim\w*|may|might|could"
    r"|would|should|supposed\w*|purported\w*|possibl[ey]|reports?|expected|due|appear\w*|seem\w*|if|understood|likely"
    r"|accus\w+"
    r"|presum\w+|told|estimated|considered|argu\w+|investigat\w+|whether|will|to be|testif\w+|account|version|put at"
    r"|had)\b|'d\b",
    re.IGNORECASE,
)
# "Il aurait menacé" is what somebody reports, never "he would have threatened" — unless French has a condition too.
_WOULD = re.compile(r"\bwould(?:['’]ve| have| be| allegedly| reportedly)\b|\bcould have\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\bsi\b|\bs'ils?\b|\bque\b|\bqu'|\b(?:au cas|sinon|sans|à moins|pourrai|devrai|voudrai|comme|où|condition|promis"
    r"|annonc)|"
    r"\b(?:sera(?:it|ient)) (?:jugé|entendu|présenté|déféré|renvoyé|exécut|rendu|placé|appliqu)",
    re.IGNORECASE,
)


def wrong_negation(french: str, english: str) -> Iterator[Fault]:
    """A negation that only one side has."""
    told = _FR_DENIES.search(french)
    if told and not _EN_DENIES.search(english):
        yield Fault("négation", told.group(), f"la négation de « {told.group()} » est perdue")
    said = _EN_NOT.search(re.sub(r"\bnot guilty\b", "", english))
    if said and not _FR_LACKS.search(french):
        yield Fault("négation", said.group(), f"« {said.group()} » nie ce que le français affirme")


def wrong_report(french: str, english: str) -> Iterator[Fault]:
    """The conditional of the press ("il aurait tué") made a fact, or a condition."""
    told = _FR_REPORTS.search(french)
    if not told:
        return
    if not _EN_REPORTS.search(english):
        yield Fault("conditionnel", told.group(), f"« {told.group()} » est donné pour un fait")
    elif _WOULD.search(english) and not _CONDITION.search(french):
        yield Fault("conditionnel", told.group(), f"« {told.group()} » est une rumeur, non une condition")
