"""The finer cues of things seized."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions.quantities import find
from summarise.records import Document
from summarise.text.source import Source


def _found(article: str) -> dict[str, tuple[str, ...]]:
    return {m.text: m.cues for m in find(Source(Document(title="", heading="", article=article)))}


@pytest.mark.parametrize(
    ("article", "thing", "cue"),
    [
        ("Les policiers ont saisi un fusil.", "un fusil", "police-acts"),
        ("Les policiers ont saisi un fusil.", "un fusil", "gov:seize:near"),
        ("Un fusil et des munitions ont été retrouvés chez lui.", "Un fusil", "passive:list"),
        ("Les gendarmes ont saisi un fusil et des munitions.", "des munitions", "beside-left:seized+seized"),
        ("Les gendarmes ont trouvé une arme. Il avait été frappé avec une arme.", "une arme", "twin-before"),
        ("Il l'attend à la gare.Six téléphones ont été saisis.", "Six téléphones", "passive:saisi"),
    ],
)
def test_cues(article: str, thing: str, cue: str) -> None:
    assert cue in _found(article)[thing]


@given(st.text(alphabet="0123456789 .,kgdes armessaisi fusil\n", max_size=120))
def test_never_fails(article: str) -> None:
    _found(article)


def test_lists_go_on() -> None:
    found = _found("Les policiers ont saisi un fusil, une balance et des matériaux de survie.")
    assert {"un fusil", "une balance", "des matériaux de survie"} <= found.keys()
