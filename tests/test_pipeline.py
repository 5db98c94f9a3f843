import datetime

import pytest
from fakes import DOCUMENT, FakeDecider, full_brief, short_brief

from summarise.errors import InputError
from summarise.pipeline import Condenser
from summarise.records import Document


def test_the_decider_reads_the_document_and_its_brief_comes_back() -> None:
    decider = FakeDecider(full_brief())
    assert Condenser(decider).condense(DOCUMENT) == full_brief()
    assert [source.document for source in decider.history] == [DOCUMENT]


def test_the_brief_says_as_of_which_day_it_holds() -> None:
    dated = DOCUMENT.model_copy(update={"date": datetime.date(2024, 3, 7)})
    assert Condenser(short_brief).condense(dated).as_of == "2024-03-07"
    assert Condenser(short_brief).condense(DOCUMENT).as_of is None


def test_what_the_gate_refuses_never_reaches_the_decider() -> None:
    decider = FakeDecider()
    with pytest.raises(InputError):
        Condenser(decider).condense(Document(article="Trop court."))
    assert not decider.history


def test_spans_of_the_example_are_its_words() -> None:
    brief = full_brief()
    for span in [brief.court, brief.date, *brief.defendants, *brief.amounts, *brief.sentences, *brief.seizures]:
        assert span is not None
        assert DOCUMENT.text[span.start : span.end] == span.text
