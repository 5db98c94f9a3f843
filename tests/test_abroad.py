"""Whether a matter is dealt with abroad."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions import courts
from summarise.mentions.abroad import abroad
from summarise.records import Document
from summarise.text.source import Source


def _features(article: str, title: str = "", heading: str = "") -> set[str]:
    source = Source(Document(id="1", title=title, heading=heading, article=article))
    return abroad(source, courts.find(source))


CASES = [
    ("Tunisie: un journaliste jugé", "Il a été condamné.", {"ab:lead", "ab:lead:t", "ab:for:t"}),
    ("Un journaliste jugé", "La cour d'appel de Tunis a confirmé la peine.", {"ab:court", "ab:nohome"}),
    ("Un touriste arrêté", "Il a été condamné à un an de prison en Thaïlande.", {"ab:at:l", "ab:away:l"}),
    ("Un chauffeur jugé", "Le tribunal correctionnel de Lyon a relaxé un chauffeur.", {"ab:home:l", "ab:own:1"}),
    ("Un avocat au Caire", "Le parquet égyptien a ouvert une enquête.", {"ab:for:t", "ab:for:l"}),
]  # fmt: skip


@pytest.mark.parametrize(("title", "article", "wanted"), CASES)
def test_where_a_matter_is_dealt_with(title: str, article: str, wanted: set[str]) -> None:
    assert wanted <= _features(article, title)


def test_a_french_matter_has_nothing_of_abroad() -> None:
    found = _features("Le tribunal correctionnel de Lyon a relaxé un chauffeur.", "Un chauffeur relaxé")
    assert not {f for f in found if f.startswith(("ab:for", "ab:at", "ab:court:", "ab:lead", "ab:more"))}


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(f.startswith("ab:") for f in _features(text))
