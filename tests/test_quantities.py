"""Things seized: how many, of what, and whether investigators found them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions.base import Mention, QuantityValue
from summarise.mentions.quantities import find
from summarise.records import Document
from summarise.text.source import Source


def things(article: str) -> list[Mention]:
    return find(Source(Document(article=article)))


@pytest.mark.parametrize(
    ("text", "span", "quantity", "unit", "item"),
    [
        ("Les douaniers ont saisi 214 kg d'herbe.", "214 kg d'herbe", 214, "kg", "herbe"),
        ("Les douaniers ont saisi 2,9 tonnes de cocaïne.", "2,9 tonnes de cocaïne", 2900, "kg", "cocaïne"),
        ("Ils ont saisi une tonne et demie de tabac.", "une tonne et demie de tabac", 1500, "kg", "tabac"),
        ("Ils ont découvert 310 grammes d'héroïne.", "310 grammes d'héroïne", 310, "g", "héroïne"),
        ("Ils ont saisi plusieurs kilos de cannabis.", "plusieurs kilos de cannabis", None, "kg", "cannabis"),
        ("Ils ont retrouvé 15.000 images.", "15.000 images", 15000, "unite", "images"),
        ("Un fusil à pompe a été retrouvé.", "Un fusil à pompe", 1, "unite", "fusil à pompe"),
        ("Des munitions ont été saisies.", "Des munitions", None, None, "munitions"),
        ("Une dizaine de téléphones ont été saisis.", "Une dizaine de téléphones", 10, "unite", "téléphones"),
    ],
)
def test_reads_a_thing(text: str, span: str, quantity: float | None, unit: str | None, item: str) -> None:
    mention = next(m for m in things(text) if m.text == span)
    assert isinstance(mention.value, QuantityValue)
    assert (mention.value.quantity, mention.value.unit) == (quantity, unit)
    assert mention.value.item is not None
    assert text[slice(*mention.value.item)] == item
    assert mention.guess == "seized"


@pytest.mark.parametrize(
    "text",
    [
        "Il l'a menacée avec un couteau.",
        "Aucun fusil n'a été retrouvé.",
        "Le corps a été retrouvé dans une voiture.",
    ],
)
def test_what_is_not_seized_is_no_guess(text: str) -> None:
    assert {m.guess for m in things(text)} <= {"none"}


def test_a_thing_named_twice_counts_once() -> None:
    text = "Un fusil a été saisi au domicile. Selon la police, un fusil a été saisi."
    assert [m.guess for m in things(text)] == ["seized", "none"]


@given(st.text(alphabet="0123456789 .,'kgunedsaifltorc\n", max_size=80))
def test_spans_hold_on_any_text(text: str) -> None:
    source = Source(Document(article="saisi " + text))
    assert all(source.plain[m.start : m.end] == m.text for m in find(source))
