"""From a draft to a checked brief, on an invented article."""

import datetime

import pytest

from summarise.brief.build import Builder, fields
from summarise.brief.finish import Run, finish
from summarise.mentions.base import Kind
from summarise.mentions.find import find
from summarise.records import Brief, Coverage, Document, ModelInfo
from summarise.seq2seq.draft import Draft, Scores, Thresholds, decide
from summarise.seq2seq.labels import UNIT_LABELS
from summarise.seq2seq.units import units
from summarise.text.source import Source

SOURCE = Source(
    Document(
        title="Vannes : dix-huit mois de prison requis contre un plombier",
        article=(
            "Erwan Le Bihan, 44 ans, plombier, comparaissait mardi devant le tribunal correctionnel de Vannes pour "
            "escroquerie. Le procureur a requis dix-huit mois de prison, dont six avec sursis. Le préjudice s’élève à "
            "12 500 euros. Les gendarmes ont saisi deux camionnettes à son domicile. Le jugement sera rendu le 12 juin."
        ),
        date=datetime.date(2024, 5, 30),
    )
)
MENTIONS = find(SOURCE)
UNITS = units(SOURCE, MENTIONS)
RUN = Run(Coverage(read=1, total=1), ModelInfo(name="essai", version="1", digest="0"))


def roles(**wanted: str) -> dict[int, str]:
    """The unit that holds each text, with its role."""
    out = {}
    for text, role in wanted.items():
        words = text.replace("_", " ")
        fits = [i for i, u in enumerate(UNITS) if role in UNIT_LABELS[u.kind]]
        out[next(i for i in fits if any(words in MENTIONS[k].text for k in UNITS[i].mentions))] = role
    return out


CHOSEN = {
    **roles(tribunal_correctionnel="main", mardi="event", Le_Bihan="defendant", escroquerie="charge"),
}


def draft(**more: str) -> Draft:
    chosen = {i: r for i, r in {**CHOSEN, **roles(**more)}.items() if r != "none"}
    person = next(i for i, r in chosen.items() if r == "defendant")
    charge = next(i for i, r in chosen.items() if r == "charge")
    return Draft(True, "penal", "proces", chosen, {person: "prevenu"}, {charge: (person,)})


def built(**more: str) -> Brief:
    return finish(SOURCE, fields(SOURCE, MENTIONS, UNITS, draft(**more)), RUN)


def test_every_span_is_the_document_s_own_words() -> None:
    brief = built()
    text = SOURCE.document.text
    for span in (brief.court, brief.date, *brief.defendants, *brief.charges):
        assert span is not None
        assert text[span.start : span.end] == span.text


def test_the_fields_are_what_the_draft_says() -> None:
    brief = built()
    assert brief.court is not None
    assert (brief.court.type, brief.court.city) == ("tribunal_correctionnel", "Vannes")
    assert brief.date is not None
    assert brief.date.iso == "2024-05-28"
    assert [(d.name, d.age, d.status) for d in brief.defendants] == [("Erwan Le Bihan", 44, "prevenu")]
    assert [(c.offence, c.defendants) for c in brief.charges] == [("escroquerie", [0])]


def test_a_sum_told_in_a_typographic_apostrophe_sentence_keeps_its_offsets() -> None:
    brief = built(**{"12_500_euros": "prejudice"})
    amount = brief.amounts[0]
    assert (amount.value, amount.kind) == (12500, "prejudice")
    assert SOURCE.document.text[amount.start : amount.end] == amount.text


def test_a_status_later_than_the_article_supports_is_brought_back() -> None:
    made = draft()
    guilty = Draft(
        made.relevant, made.matter, made.stage, made.roles, dict.fromkeys(made.statuses, "condamne"), made.links
    )
    brief = finish(SOURCE, fields(SOURCE, MENTIONS, UNITS, guilty), RUN)
    assert brief.defendants[0].status != "condamne"
    assert any("ramené" in w for w in brief.warnings)


def test_texts_hold_only_what_the_article_says() -> None:
    brief = built()
    assert 20 <= len(brief.summary_fr.split()) <= 75
    assert brief.title_fr


def test_an_article_that_is_not_about_justice_says_why() -> None:
    brief = finish(SOURCE, {**fields(SOURCE, MENTIONS, UNITS, draft()), "relevant": False}, RUN)
    assert (brief.relevant, brief.defendants, bool(brief.reason)) == (False, [], True)


def test_brief_survives_json() -> None:
    brief = built()
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


@pytest.mark.parametrize(("chance", "inside"), [(0.9, True), (0.1, False)])
def test_decide_follows_the_thresholds(chance: float, inside: bool) -> None:
    odds = []
    for unit in UNITS:
        label = {Kind.PERSON: "defendant", Kind.OFFENCE: "charge", Kind.COURT: "main", Kind.DATE: "event"}.get(
            unit.kind
        )
        odds.append({"none": 1 - chance, label or "x": chance})
    document = {"relevant": {"True": 1.0}, "stage": {"proces": 1.0}, "matter": {"penal": 1.0}}
    scores = Scores(odds, {i: {"prevenu": 1.0} for i in range(len(UNITS))}, document)
    chosen = decide(UNITS, scores, Thresholds())
    assert ("charge" in chosen.roles.values()) is inside
    assert len([r for r in chosen.roles.values() if r == "main"]) == inside


def test_the_builder_shows_one_court_at_most() -> None:
    assert len([1 for _ in Builder(SOURCE, MENTIONS, UNITS, draft())._of(Kind.COURT)]) == 1
