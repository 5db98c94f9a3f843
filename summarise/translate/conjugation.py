"""The forms of French verbs that court reporting uses, each with the English form that it asks for."""

import re
from collections.abc import Iterator

# Stems of verbs that no rule makes: participle; present singular and plural; imperfect stem; future stem.
_IRREGULAR = {
    "mettre": ("mis", "met", "mettent", "mett", "mettr"),
    "remettre": ("remis", "remet", "remettent", "remett", "remettr"),
    "requérir": ("requis", "requiert", "requièrent", "requér", "requerr"),
    "comparaître": ("comparu", "comparaît", "comparaissent", "comparaiss", "comparaîtr"),
    "poursuivre": ("poursuivi", "poursuit", "poursuivent", "poursuiv", "poursuivr"),
    "renvoyer": ("renvoyé", "renvoie", "renvoient", "renvoy", "renverr"),
    "faire": ("fait", "fait", "font", "fais", "fer"),
    "encourir": ("encouru", "encourt", "encourent", "encour", "encourr"),
    "rendre": ("rendu", "rend", "rendent", "rend", "rendr"),
    "reconnaître": ("reconnu", "reconnaît", "reconnaissent", "reconnaiss", "reconnaîtr"),
    "interjeter": ("interjeté", "interjette", "interjettent", "interjet", "interjetter"),
    "rejeter": ("rejeté", "rejette", "rejettent", "rejet", "rejetter"),
    "ouvrir": ("ouvert", "ouvre", "ouvrent", "ouvr", "ouvrir"),
    "purger": ("purgé", "purge", "purgent", "purge", "purger"),
    "suspendre": ("suspendu", "suspend", "suspendent", "suspend", "suspendr"),
    "réduire": ("réduit", "réduit", "réduisent", "réduis", "réduir"),
    "commettre": ("commis", "commet", "commettent", "commett", "commettr"),
    "admettre": ("admis", "admet", "admettent", "admett", "admettr"),
    "entendre": ("entendu", "entend", "entendent", "entend", "entendr"),
    "prendre": ("pris", "prend", "prennent", "pren", "prendr"),
    "démentir": ("démenti", "dément", "démentent", "dément", "démentir"),
    "harceler": ("harcelé", "harcèle", "harcèlent", "harcel", "harcèler"),
    "ramener": ("ramené", "ramène", "ramènent", "ramen", "ramèner"),
    "vendre": ("vendu", "vend", "vendent", "vend", "vendr"),
    "recevoir": ("reçu", "reçoit", "reçoivent", "recev", "recevr"),
    "obtenir": ("obtenu", "obtient", "obtiennent", "obten", "obtiendr"),
    "mordre": ("mordu", "mord", "mordent", "mord", "mordr"),
    "abattre": ("abattu", "abat", "abattent", "abatt", "abattr"),
    "détruire": ("détruit", "détruit", "détruisent", "détruis", "détruir"),
    "retenir": ("retenu", "retient", "retiennent", "reten", "retiendr"),
    "découvrir": ("découvert", "découvre", "découvrent", "découvr", "découvrir"),
    "interdire": ("interdit", "interdit", "interdisent", "interdis", "interdir"),
    "contraindre": ("contraint", "contraint", "contraignent", "contraign", "contraindr"),
    "maintenir": ("maintenu", "maintient", "maintiennent", "mainten", "maintiendr"),
    "mener": ("mené", "mène", "mènent", "men", "mèner"),
    "défendre": ("défendu", "défend", "défendent", "défend", "défendr"),
    "attendre": ("attendu", "attend", "attendent", "attend", "attendr"),
    "prévoir": ("prévu", "prévoit", "prévoient", "prévoy", "prévoir"),
    "lever": ("levé", "lève", "lèvent", "lev", "lèver"),
    "acheter": ("acheté", "achète", "achètent", "achet", "achèter"),
    "projeter": ("projeté", "projette", "projettent", "projet", "projetter"),
    "démanteler": ("démantelé", "démantèle", "démantèlent", "démantel", "démantèler"),
    "réentendre": ("réentendu", "réentend", "réentendent", "réentend", "réentendr"),
    "clore": ("clos", "clôt", "closent", "clos", "clor"),
    "enlever": ("enlevé", "enlève", "enlèvent", "enlev", "enlèver"),
    "rappeler": ("rappelé", "rappelle", "rappellent", "rappel", "rappeller"),
    "élargir": ("élargi", "élargit", "élargissent", "élargiss", "élargir"),
}


def _regular(infinitive: str) -> tuple[str, str, str, str, str]:
    """The same stems of a regular verb in -er or -ir."""
    if infinitive.endswith("ir"):
        stem = infinitive[:-1]
        return stem, stem + "t", stem + "ssent", stem + "ss", infinitive
    stem = infinitive[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    closed = re.match(r"(.*)é([^aeiouyéè]+)$", stem)
    present = f"{closed[1]}è{closed[2]}" if closed else stem
    return stem + "é", present + "e", present + "ent", soft, infinitive


def participles(infinitive: str) -> list[str]:
    """The past participle in gender and number: "mis", "mise", "mises"."""
    past = (_IRREGULAR.get(infinitive) or _regular(infinitive))[0]
    masculine = [past] if past.endswith("s") else [past, past + "s"]
    return [*masculine, past + "e", past + "es"]


def forms(infinitive: str) -> Iterator[tuple[str, str]]:
    """(French form, English form) of all forms in the third person: "relaxe" "s", "relaxera" "will"."""
    _, singular, plural, imperfect, future = _IRREGULAR.get(infinitive) or _regular(infinitive)
    yield from ((form, "pp") for form in participles(infinitive))
    yield infinitive, "base"
    yield from ((imperfect + ending, "past") for ending in ("ait", "aient"))
    yield imperfect + "ant", "ing"
    yield from ((future + ending, "will") for ending in ("a", "ont"))
    yield from ((future + ending, "would") for ending in ("ait", "aient"))
    if infinitive.endswith("er") and infinitive not in _IRREGULAR:
        yield from ((imperfect + "a", "past"), (_regular(infinitive)[0][:-1] + "èrent", "past"))
    yield plural, "base"
    yield singular, "s"
