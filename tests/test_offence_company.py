"""What the other offences of an article say of one."""

import pytest

from summarise.mentions.offences import find
from summarise.records import Document
from summarise.text.source import Source


@pytest.mark.parametrize(
    ("article", "code", "cue"),
    [
        ("Il a été mis en examen pour vol. Il avait été frappé.", "vol", "top:govern:strict+charged"),
        ("Il a été mis en examen pour vol et pour violences.", "violences", "rival:violences+vol"),
        ("Il avait déjà été condamné pour vol.", "vol", "sign:past:before"),
        ("Il a été relaxé pour le vol.", "vol", "sign:dropped:before"),
    ],
)
def test_company(article: str, code: str, cue: str) -> None:
    mentions = find(Source(Document(title="", heading="", article=article)))
    assert any(cue in m.cues for m in mentions if getattr(m.value, "code", "") == code)
