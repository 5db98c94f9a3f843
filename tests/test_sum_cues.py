"""The finer cues of sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions.sums import find
from summarise.records import Document
from summarise.text.source import Source


def _cues(article: str) -> list[tuple[str, ...]]:
    return [m.cues for m in find(Source(Document(title="", heading="", article=article)))]


@pytest.mark.parametrize(
    ("article", "cue"),
    [
        ("Il aurait détourné 30.000 euros en deux ans.", "gov:steal"),
        ("La société a versé une commission de 30.000 euros.", "gov:bribe"),
        ("Les dégâts sont chiffrés à 30.000 euros.", "gov+:value+harm"),
        ("Elle demandait 80 euros par heure.", "shape:rate"),
        ("Il avait caché des billets de 500 euros.", "shape:note"),
        ("Il a volé 900 euros. Le procureur parle de 900 euros.", "twin-gov:steal"),
        ("Il a volé 900 euros. La prime était de 4.000 euros.", "rank:size:1"),
    ],
)
def test_cues(article: str, cue: str) -> None:
    assert any(cue in cues for cues in _cues(article))


def test_shots_are_no_money() -> None:
    assert not _cues("Il a été touché par deux balles, puis par trois balles.")


@given(st.text(alphabet="0123456789 .,€euros dvolé'à\n", max_size=120))
def test_never_fails(article: str) -> None:
    _cues(article)
