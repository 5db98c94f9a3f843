"""Small real stand-ins: a decider with a queue and a history, an article with its brief, condensers for workers."""

import os
import signal
import time
from collections import deque
from pathlib import Path
from typing import Any

from summarise.pipeline import Condenser
from summarise.records import Brief, Coverage, Document, ModelInfo, Span
from summarise.text.source import Source

MODEL = ModelInfo(name="faux", version="1", digest="0" * 64)

TITLE = "Brest : trois ans de prison pour le faux guérisseur"
ARTICLE = (
    "Le tribunal correctionnel de Brest a condamné mardi 5 mars Alan Prigent, 58 ans, magnétiseur, à trois ans de "
    "prison dont un an avec sursis pour escroquerie en bande organisée. Deux complices sont relaxés.\n"
    "Il avait encaissé plus de 210 000 euros auprès de soixante patients. Le parquet avait requis quatre ans. "
    "La procureure Maud Le Gall a rappelé la saisie de 3,5 kilos d'or et de deux voitures. "
    "Il paiera une amende de 15 000 euros."
)
DOCUMENT = Document(id="a-1", title=TITLE, article=ARTICLE)


def at(text: str, document: Document = DOCUMENT) -> dict[str, Any]:
    """The fields of a span: where `text` stands in `document`."""
    start = document.text.index(text)
    return Span(text=text, start=start, end=start + len(text)).model_dump()


def full_brief() -> Brief:
    """The brief of ARTICLE, with something in every field."""
    return Brief.model_validate(
        {
            "relevant": True,
            "as_of": "2024-03-06",
            "matter": "penal",
            "court": {**at("Le tribunal correctionnel de Brest"), "type": "tribunal_correctionnel", "city": "Brest"},
            "stage": "jugement",
            "date": {**at("mardi 5 mars"), "iso": "2024-03-05"},
            "defendants": [
                {**at("Alan Prigent, 58 ans, magnétiseur"), "name": "Alan Prigent", "age": 58, "role": "magnétiseur",
                 "status": "condamne"},
                {**at("Deux complices"), "count": 2, "status": "relaxe"},
            ],
            "charges": [
                {**at("escroquerie en bande organisée"), "offence": "escroquerie", "organised": True, "defendants": [0]}
            ],
            "amounts": [
                {**at("plus de 210 000 euros"), "value": 210000, "approx": "plus_de", "kind": "produit"},
                {**at("15 000 euros"), "value": 15000, "kind": "amende"},
            ],
            "seizures": [
                {**at("3,5 kilos d'or"), "quantity": 3.5, "unit": "kg", "item": "or"},
                {**at("deux voitures"), "quantity": 2, "unit": "unite", "item": "voitures"},
            ],
            "sentences": [
                {**at("trois ans de prison dont un an avec sursis"), "state": "prononcee", "kind": "prison",
                 "months": 36, "suspended_months": 12, "defendants": [0]},
                {**at("quatre ans"), "state": "requise", "kind": "prison", "months": 48, "defendants": [0]},
                {**at("une amende de 15 000 euros"), "state": "prononcee", "kind": "amende", "defendants": [0]},
            ],
            "victims": [{**at("soixante patients"), "count": 60}],
            "prosecutor": "Maud Le Gall",
            "prosecutor_start": DOCUMENT.text.index("Maud Le Gall"),
            "prosecutor_end": DOCUMENT.text.index("Maud Le Gall") + len("Maud Le Gall"),
            "title_fr": TITLE,
            "summary_fr": "Alan Prigent, magnétiseur de 58 ans, a été condamné par le tribunal correctionnel de Brest.",
            "warnings": ["La date a été déduite du jour de parution."],
            "coverage": {"read": len(DOCUMENT.text), "total": len(DOCUMENT.text)},
            "model": MODEL.model_dump(),
        }
    )  # fmt: skip


def short_brief(source: Source) -> Brief:
    """A small brief whose summary tells which article it is of."""
    size = len(source.document.text)
    return Brief(
        relevant=True, title_fr=f"Fiche de {source.document.id}", coverage=Coverage(read=size, total=size), model=MODEL
    )


class FakeDecider:
    """Gives the queued briefs (or raises the queued errors) in turn, then short ones; remembers what it was asked."""

    def __init__(self, *queue: Brief | Exception) -> None:
        self.queue = deque(queue)
        self.history: list[Source] = []

    def __call__(self, source: Source) -> Brief:
        self.history.append(source)
        answer = self.queue.popleft() if self.queue else short_brief(source)
        if isinstance(answer, Exception):
            raise answer
        return answer


def load_fake() -> Condenser:
    """What a worker loads."""
    return Condenser(FakeDecider())


class _Fragile(FakeDecider):
    """Dies (always, or once), is stuck, or raises, on articles that say so."""

    def __call__(self, source: Source) -> Brief:
        if "MEURS" in source.plain:
            os._exit(9)
        if "UNE-FOIS" in source.plain and not (marker := Path(source.plain.split()[1])).exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "BLOQUE " in source.plain:
            time.sleep(60)
        if "ÉCHOUE" in source.plain:
            raise ZeroDivisionError(source.plain)
        return super().__call__(source)


def load_fragile() -> Condenser:
    """What a worker loads when it shall crash on some articles; it has worked once, and what is slow is loaded."""
    condenser = Condenser(_Fragile())
    condenser.condense(DOCUMENT)
    return condenser


def load_dying() -> Condenser:
    """A model that kills its process while loading."""
    os._exit(7)


class _Patient(FakeDecider):
    """Takes its time, so that something can happen meanwhile."""

    def __call__(self, source: Source) -> Brief:
        time.sleep(0.05)
        return super().__call__(source)


def load_patient() -> Condenser:
    """What a worker loads when it shall not be done too soon."""
    return Condenser(_Patient())
