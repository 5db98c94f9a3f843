"""A status that the article takes back is lowered to the latest that stands."""

# ruff: noqa: E501 - a table reads better unbroken

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.innocence.evidence import ruled
from summarise.innocence.lattice import precedes
from summarise.innocence.policy import load_policy
from summarise.innocence.restraint import restrained
from summarise.records import Brief, Coverage, Defendant, Document, ModelInfo, Sentence
from summarise.text.source import Source


def _brief(text: str, people: list[str], stage: str) -> Brief:
    found = [
        Defendant.model_validate({"text": p, "name": p, "start": text.index(p), "end": text.index(p) + len(p), "status": "autre"})
        for p in people
    ]  # fmt: skip
    model = ModelInfo(name="essai", version="0", digest="0")
    return Brief.model_validate({
        "relevant": True, "stage": stage, "defendants": found, "model": model,
        "coverage": Coverage(read=len(text), total=len(text)),
    })  # fmt: skip


def _status(text: str, status: str, stage: str, people: list[str], who: int = 0) -> str:
    brief = _brief(text, people, stage)
    return restrained(Source(Document(article=text)), brief, brief.defendants[who], status)


ONE = ["Luc Perrin"]
TWO = ["Luc Perrin", "Anne Sorel"]


@pytest.mark.parametrize(
    ("text", "claimed", "stage", "kept"),
    [
        ("Luc Perrin a été placé en garde à vue mardi. Sa garde à vue a été levée mercredi.", "garde_a_vue", "enquete", "suspect"),
        ("Placé en garde à vue, Luc Perrin a été remis en liberté.", "garde_a_vue", "garde_a_vue", "suspect"),
        ("Luc Perrin a été entendu en audition libre.", "garde_a_vue", "garde_a_vue", "suspect"),
        ("Luc Perrin était mardi en garde à vue.", "garde_a_vue", "garde_a_vue", "garde_a_vue"),
        ("Luc Perrin est en garde à vue ; il peut être remis en liberté ou déféré.", "garde_a_vue", "garde_a_vue", "garde_a_vue"),
        ("Luc Perrin est en garde à vue. Trois d'entre eux ont été remis en liberté.", "garde_a_vue", "garde_a_vue", "garde_a_vue"),
        ("Luc Perrin doit être présenté à un juge en vue d'une mise en examen.", "mis_en_examen", "garde_a_vue", "suspect"),
        ("Luc Perrin devrait être mis en examen dans la journée.", "mis_en_examen", "mise_en_examen", "suspect"),
        ("Luc Perrin, convoqué en vue d'une mise en examen, ressort témoin assisté.", "mis_en_examen", "mise_en_examen", "temoin_assiste"),
        ("Luc Perrin a été mis en examen mardi.", "mis_en_examen", "mise_en_examen", "mis_en_examen"),
        ("Luc Perrin a été écroué mardi.", "mis_en_examen", "mise_en_examen", "mis_en_examen"),
        ("Le parquet a requis un procès pour Luc Perrin ; les juges d'instruction doivent décider.", "prevenu", "renvoi", "mis_en_examen"),
        ("Le parquet a demandé le renvoi de Luc Perrin devant le tribunal.", "prevenu", "renvoi", "mis_en_examen"),
        ("Le juge a ordonné le renvoi de Luc Perrin, comme le parquet l'avait requis.", "prevenu", "renvoi", "prevenu"),
        ("Le parquet a requis un an de prison contre Luc Perrin, jugé mardi.", "prevenu", "proces", "prevenu"),
        ("Luc Perrin, condamné en première instance, sera fixé mardi par la cour d'appel.", "condamne", "appel", "prevenu"),
        ("Rejugé par les assises d'appel, Luc Perrin avait été condamné en 2018.", "condamne", "appel", "accuse"),
        ("La cour d'appel, qui rejugeait Luc Perrin, l'a condamné à un an de prison.", "condamne", "appel", "condamne"),
        ("Luc Perrin, déjà condamné en 2015 à un an de prison, sera jugé en mai.", "condamne", "renvoi", "prevenu"),
        ("Luc Perrin avait été condamné à un an de prison ; la cour l'a relaxé.", "condamne", "appel", "relaxe"),
        ("La défense plaide la relaxe, le tribunal le condamne : Luc Perrin ira en prison.", "condamne", "jugement", "condamne"),
        ("Luc Perrin a été condamné à rendre le terrain à ses voisins.", "condamne", "jugement", "defendeur"),
        ("Luc Perrin a été condamné à un an de prison.", "condamne", "jugement", "condamne"),
        ("Luc Perrin est recherché.", "suspect", "enquete", "suspect"),
    ],
)  # fmt: skip
def test_what_the_article_takes_back(text: str, claimed: str, stage: str, kept: str) -> None:
    assert _status(text, claimed, stage, ONE) == kept


@pytest.mark.parametrize(("who", "kept"), [(0, "suspect"), (1, "garde_a_vue")])
def test_of_two_people_each_has_their_own(who: int, kept: str) -> None:
    text = "Luc Perrin a été laissé libre. Anne Sorel est toujours en garde à vue."
    assert _status(text, "garde_a_vue", "garde_a_vue", TWO, who) == kept


@pytest.mark.parametrize(
    ("stage", "state", "known"),
    [("jugement", "prononcee", True), ("jugement", "requise", False), ("proces", "prononcee", False)],
)
def test_a_penalty_given_tells_of_a_conviction(stage: str, state: str, known: bool) -> None:
    brief = _brief("Luc Perrin : dix mois avec sursis.", ONE, stage)
    penalty = Sentence.model_validate({"text": "dix mois", "start": 13, "end": 21, "state": state, "kind": "prison"})
    assert ("condamne" in ruled(brief.model_copy(update={"sentences": [penalty]}))) is known


@given(st.text(max_size=120), st.sampled_from(sorted(load_policy().statuses)), st.sampled_from(["enquete", "appel"]))
def test_no_status_is_ever_raised(words: str, status: str, stage: str) -> None:
    rules = load_policy().statuses
    kept = _status("Luc Perrin. " + words, status, stage, ONE)
    assert kept in {status, "defendeur"} or rules[kept].clears or precedes(kept, status)
