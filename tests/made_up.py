"""A made-up corpus and made-up gold briefs, small enough to train a toy model on."""

import json
import random
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_CITIES = ("Quimper", "Rodez", "Tulle", "Vesoul", "Auch", "Digne", "Laon", "Mende")
_NAMES = (
    "Yann Kervella", "Paul Morvan", "Luc Adam", "Rémi Faucher", "Karim Belaïd", "Hugo Castan", "Omar Diallo",
    "Éric Vasseur",
)  # fmt: skip
_OFFENCES = (
    ("escroquerie", "escroquerie"), ("vol", "vol"), ("meurtre", "meurtre"), ("abus de confiance", "abus_confiance"),
)  # fmt: skip
_THINGS = ("trois montres", "deux voitures", "40 kilos de cannabis", "1.500 cartouches")
_REST = (
    "La mairie a ouvert une piscine neuve près du stade.",
    "Le marché du samedi a retrouvé ses clients et ses fleurs.",
    "La pluie a gêné les coureurs sur la route de la vallée.",
    "Les élèves ont planté cent arbres derrière le lycée.",
    "Un festival de musique aura lieu au mois de juillet dans les jardins.",
)
# What the real scorer returns, in name; a toy model is not measured.
SCORER = """
FIELDS = "court stage date defendants charges amounts seizures sentences".split()
MATCH = {name: lambda gold, given: gold == given for name in FIELDS}
LOOSE = {"amount_value": ("amounts", lambda gold, given: gold.get("value") == given.get("value"))}
def items(brief, field):
    value = brief.get(field)
    return value if isinstance(value, list) else [value] if value else []
def pair(gold, given, same):
    return sum(any(same(g, p) for p in given) for g in gold)
def alike(gold, given):
    return gold == given
def invented(summary, article):
    return 0, 1
def score(articles, gold, predicted):
    fields = ["brief", "relevant", "victims", *FIELDS]
    return {name: len(predicted) / max(1, len(gold)) for name in fields}
"""


def court_article(k: int) -> Row:
    """The k-th court article: always the same for the same k."""
    rng = random.Random(k)
    city, name, (words, _) = rng.choice(_CITIES), rng.choice(_NAMES), rng.choice(_OFFENCES)
    years, sum_, thing = rng.randint(2, 9), rng.randint(2, 90), rng.choice(_THINGS)
    court = f"Le tribunal correctionnel de {city}"
    first = f"{court} a condamné lundi {name}, {20 + k} ans, à {years} ans de prison pour {words}."
    rest = [
        f"Il avait détourné {sum_}.000 euros au préjudice d'une retraitée.",
        f"Les enquêteurs ont saisi {thing} au domicile du prévenu.",
        f"Le parquet avait requis {years + 1} ans de prison contre lui.",
        "Son avocat a annoncé qu'il ferait appel devant la cour d'appel.",
        f"L'enquête de la police judiciaire de {rng.choice(_CITIES)} avait duré {rng.randint(3, 20)} mois.",
    ]
    rng.shuffle(rest)
    title, heading = f"{city} : {years} ans de prison pour {words}", f"Un homme de {20 + k} ans a été condamné lundi."
    text = " ".join([first, *rest])
    return {"id": f"c{k}", "date": "2023-05-16", "title": title, "heading": heading, "article": text}


def other_article(k: int) -> Row:
    """The k-th article that is not about justice."""
    rng = random.Random(1000 + k)
    text = " ".join(rng.sample(_REST, 4)) + f" Rendez-vous à {rng.choice(_CITIES)} le {k + 1} juin."
    return {"id": f"o{k}", "date": "2023-05-16", "title": f"La fête numéro {k}", "heading": "", "article": text}


def gold_of(k: int) -> Row:
    """The gold brief of the k-th court article."""
    rng = random.Random(k)
    city, name, (words, code) = rng.choice(_CITIES), rng.choice(_NAMES), rng.choice(_OFFENCES)
    years, sum_, thing = rng.randint(2, 9), rng.randint(2, 90), rng.choice(_THINGS)
    court = f"Le tribunal correctionnel de {city}"
    shared = {"kind": "prison", "defendants": [0]}
    return {
        "id": f"c{k}", "relevant": True, "matter": "penal", "stage": "jugement",
        "court": {"text": court, "type": "tribunal_correctionnel", "city": city},
        "date": {"text": "lundi", "iso": "2023-05-15"},
        "defendants": [{"text": f"{name}, {20 + k} ans", "name": name, "count": 1, "status": "condamne"}],
        "charges": [{"text": words, "offence": code, "defendants": [0]}],
        "amounts": [{"text": f"{sum_}.000 euros", "value": sum_ * 1000, "kind": "prejudice"}],
        "seizures": [{"text": thing}],
        "sentences": [
            {"text": f"{years} ans de prison", "months": years * 12, "state": "prononcee", **shared},
            {"text": f"{years + 1} ans de prison", "months": years * 12 + 12, "state": "requise", **shared},
        ],
        "victims": [{"text": "une retraitée", "name": None, "count": 1}], "prosecutor": None,
        "title_fr": f"{city} : {years} ans de prison pour {words}",
        "summary_fr": f"{court} a condamné lundi {name} à {years} ans de prison pour {words}.",
    }  # fmt: skip


def _write(path: Path, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def write_data(folder: Path) -> None:
    """corpus.jsonl (30 articles, four of them held out, one of these reworded in its spaces) and briefs/{train,dev}."""
    held = [court_article(k) for k in range(20, 24)]
    copy = {**held[0], "id": "copy", "article": held[0]["article"].replace(". ", ".  ")}
    rows = [*(court_article(k) for k in range(24)), *(other_article(k) for k in range(5)), copy]
    _write(folder / "corpus.jsonl", rows)
    for name, numbers in (("train", range(8)), ("dev", range(20, 24))):
        _write(folder / "briefs" / name / "articles.jsonl", [court_article(k) for k in numbers])
        _write(folder / "briefs" / name / "gold.jsonl", [gold_of(k) for k in numbers])
    (folder / "briefs" / "score.py").write_text(SCORER, encoding="utf-8")
