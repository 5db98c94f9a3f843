"""What an article reports: acts with the form in which they are told, and the clause in which a date stands."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from summarise.mentions import dates
from summarise.mentions.news import clauses, happenings, speakers
from summarise.records import Document
from summarise.seq2seq.date_clause import clause, distance
from summarise.seq2seq.date_features import Dates
from summarise.seq2seq.news_features import news_features
from summarise.seq2seq.units import units
from summarise.text.source import Source

ACTS = [
    ("Il a été mis en examen.", "examined", "perfect"),
    ("Il avait été mis en examen.", "examined", "pluperfect"),
    ("Il sera présenté au juge en vue d'une mise en examen.", "examined", "aim"),
    ("Il est déjà mis en examen dans un autre dossier.", "examined", "already"),
    ("Il doit être jugé en septembre.", "sent", "bare"),
    ("La garde à vue du comptable, dans une autre enquête, a été levée.", "freed", "noun"),
    ("La suspecte a été laissée libre.", "freed", "perfect"),
    ("Le parquet a fait appel.", "appealed", "perfect"),
    ("Son procès, fixé au 14 novembre, sera public.", "sent", "noun"),
    ("Le tribunal administratif a rejeté la requête.", "granted", "perfect"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "act", "form"), ACTS)
def test_an_act_and_its_form(sentence: str, act: str, form: str) -> None:
    assert (act, form) in {(h.act, h.form) for h in happenings(sentence)}


def test_who_speaks() -> None:
    assert speakers("a indiqué le procureur à l'AFP") == ["prosecutor", "agency"]
    assert speakers("rapporte le journal") == ["press"]


@given(st.text())
def test_clauses_and_acts_lie_in_the_text(text: str) -> None:
    assert all(0 <= a < b <= len(text) for a, b in clauses(text, 0, len(text)))
    assert all(text[h.start : h.end] for h in happenings(text))


def _source(article: str, title: str = "", heading: str = "") -> Source:
    day = datetime.date(2020, 3, 4)  # a Wednesday
    return Source(Document(id="1", title=title, heading=heading, article=article, date=day))


CLAUSES = [
    ("Mardi, un homme a été interpellé à Pau.", "near1:arrest:perfect"),
    ("Un homme a été interpellé mardi, a-t-on appris de source policière.", "actonly"),
    ("Un homme a été interpellé, rapporte mardi le Courrier.", "sayonly:press"),
    ("Un homme a été interpellé, a indiqué mardi le procureur de Pau.", "sayonly:prosecutor"),
    ("Un homme avait été condamné mardi.", "seg:convicted:pluperfect"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "cue"), CLAUSES)
def test_what_happened_on_a_day(sentence: str, cue: str) -> None:
    source = _source(sentence)
    assert cue in clause(source, dates.find(source)[0]).cues


def _dates(source: Source) -> dict[str, set[str]]:
    mentions = dates.find(source)
    days = Dates(source, mentions, units(source, mentions))
    return {mentions[u.mentions[0]].text: days.features(u) for u in days.units}


def test_dates_are_seen_beside_each_other() -> None:
    found = _dates(_source("Un homme a été interpellé lundi, a annoncé mardi le procureur.", "Un homme interpellé"))
    assert {"dt:same:title", "dt:own:only", "dt:sib:after:say"} <= found["lundi"]
    assert {"dt:riv:only", "dt:newest", "dt:say&sibact"} <= found["mardi"]


@pytest.mark.parametrize(
    ("days", "step"), [(0, "0"), (1, "1"), (2, "2-3"), (7, "4-8"), (30, "9-40"), (400, "old"), (-2, "future")]
)
def test_how_far_a_day_is(days: int, step: str) -> None:
    written = datetime.date(2020, 3, 4)
    assert distance((written - datetime.timedelta(days=days)).isoformat(), written) == step
    assert distance(None, written) == "vague"


def test_what_the_whole_article_reports() -> None:
    source = _source(
        "Un homme a été placé en garde à vue lundi. Il avait déjà été condamné. Il a été remis en liberté mardi.",
        "Un homme en garde à vue",
    )
    found = news_features(source, dates.find(source))
    assert {"ev1:t:custody0", "evlast:freed", "evb2:custody+freed", "evd:1:freed"} <= found
    assert "ev:l:convicted:already" in found


def test_a_choice_between_units_learns_which_is_the_one() -> None:
    choice = pytest.importorskip("finetune.choice")
    rows = sparse.csr_matrix(np.array([[1, 0], [0, 1], [1, 0], [0, 1], [0, 1]], np.float32))
    weights, bias = choice.fit_choice(rows, [4, 4, 7, 7, 9], [True, False, True, False, False], 1.0)
    assert weights[0] + bias > 0 > weights[1] + bias
