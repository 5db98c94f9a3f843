"""Features of units: what they tell of a person among the others, and what they never hold."""

import datetime

import pytest

from summarise.mentions import courts, penalties, people
from summarise.mentions.base import Kind
from summarise.records import Document
from summarise.seq2seq.features import Setting, document_features, unit_features
from summarise.seq2seq.units import units
from summarise.text.source import Source


def _features(article: str, title: str = "", heading: str = "") -> dict[str, set[str]]:
    """The features of each person of an article, by the words of the first mention."""
    document = Document(id="1", title=title, heading=heading, article=article, date=datetime.date(2020, 3, 4))
    source = Source(document)
    found = [m for f in (people.find, courts.find, penalties.find) for m in f(source)]
    mentions = sorted(found, key=lambda m: (m.start, -m.end))
    setting = Setting(source, mentions)
    persons = [u for u in units(source, mentions) if u.kind is Kind.PERSON]
    assert document_features(setting)
    return {mentions[u.mentions[0]].text: {*unit_features(setting, u, persons)} for u in persons}


CASES = [
    ("Un homme de 30 ans a été mis en examen lundi.", "Un homme de 30 ans", "rel:form:aged"),
    ("Un homme de 30 ans a été mis en examen lundi.", "Un homme de 30 ans", "rel:highest:mis_en_examen"),
    ("Un homme a été placé en garde à vue. Une passante a vu la scène.", "Une passante", "rel:ahead:1"),
    ("Paul Morvan et Luc Adam ont été condamnés.", "Luc Adam", "rel:beside:1|1"),
    ("Deux hommes ont été condamnés. Paul Morvan, 30 ans, écope de deux ans de prison.", "Paul Morvan, 30 ans",
     "rel:after_group:True|full"),
    ("Paul Morvan a été condamné. Luc Adam a été relaxé. Les deux hommes ont été jugés.", "Les deux hommes",
     "rel:members_named:all"),
    ("Paul Morvan comparaît devant le tribunal correctionnel de Pau.", "Paul Morvan",
     "doc:court:tribunal_correctionnel"),
]  # fmt: skip


@pytest.mark.parametrize(("article", "who", "feature"), CASES)
def test_a_person_among_the_others(article: str, who: str, feature: str) -> None:
    assert feature in _features(article)[who]


def test_verbs_of_title_and_heading_stand_with_each_person() -> None:
    found = _features("Paul Morvan a nié.", title="Un maire condamné à Pau", heading="Il a été jugé mardi.")
    assert all({"doc:t:condemn", "doc:h:try"} <= features for features in found.values())


def test_no_name_and_no_fitted_guess_enters() -> None:
    found = _features("Paul Morvan, 30 ans, a été condamné. Me Luc Adam, avocat de M. Morvan, a fait appel.")
    every = " ".join(f for features in found.values() for f in features).lower()
    assert not {"morvan", "adam"} & {*every.replace(":", " ").replace("|", " ").split()}
    assert "stand:" not in every
    assert "rank:first" not in every
