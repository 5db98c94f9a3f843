import json
import re

import pytest
from fakes import ARTICLE, DOCUMENT
from hypothesis import given
from hypothesis import strategies as st

from summarise.errors import InputError
from summarise.records import Document
from summarise.settings import Limits
from summarise.sources.gate import check
from summarise.sources.language import other_language

ENGLISH = "The court has sentenced the man to three years in prison, and he said that he would appeal. " * 4
REFUSED = [
    ("nothing", "", "empty", "vide"),
    ("white space", " \n\t\u00a0\u202f ", "empty", "vide"),
    ("a few words", "Un homme a été condamné à Lille.", "too_short", "7 mots"),
    ("numbers only", "12 345 678 90", "too_short", "aucun mot"),
    ("English", ENGLISH, "not_french", "anglais"),
    ("Spanish", "El tribunal de Madrid ha condenado a un hombre por el robo que se le imputa en la ciudad. " * 4,
     "not_french", "espagnol"),
    ("German", "Das Gericht hat den Mann zu drei Jahren verurteilt, weil er die Kasse der Firma nicht führte. " * 4,
     "not_french", "allemand"),
    ("Italian", "Il tribunale di Roma ha condannato un uomo che non si è presentato e il suo complice alla pena. " * 4,
     "not_french", "italien"),
    ("Arabic", "حكمت المحكمة على الرجل بالسجن ثلاث سنوات بتهمة السرقة والاحتيال على عشرات الضحايا في المدينة " * 3,
     "not_french", "arabe"),
    ("Russian", "Суд приговорил мужчину к трём годам лишения свободы за кражу и мошенничество в городе. " * 3,
     "not_french", "russe"),
    ("code", "for i in range(10): print(x[i], foo(bar), baz.qux, import sys, os path join return None True " * 4,
     "not_french", "aucune langue"),
    ("filler", "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore " * 4,
     "not_french", "langue"),
    ("zero bytes", ARTICLE[:100] + "\0" + ARTICLE[100:], "binary", "binaire"),
    ("control characters", "\x01\x02\x03\x04" * 50 + ARTICLE, "binary", "binaire"),
    ("half a surrogate pair", ARTICLE + "\ud800", "encoding", "UTF-8"),
    ("accents read as Latin-1", ARTICLE.encode().decode("cp1252"), "encoding", "Ã©"),
    ("lost accents", ARTICLE.replace("é", "\ufffd"), "encoding", "accents"),
    ("too long", ARTICLE * 600, "too_large", "200 000"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_become_a_brief_is_refused(text: str, code: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        check(Document(article=text), Limits())
    assert caught.value.code == code
    assert said in caught.value.message
    assert re.search(r" : \S.*\.$", caught.value.message), "a sentence that ends with the way out"


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        ARTICLE.upper(),
        "La recette du gâteau : il faut de la farine, des œufs et du beurre, puis on le met au four pour une heure.",
        ARTICLE.replace(" ", "\u202f"),
        ARTICLE + " « I did it for the money and for my family », a-t-il dit.",
    ],
)
def test_french_passes_whatever_it_is_about(text: str) -> None:
    check(Document(article=text), Limits())


def test_the_title_counts() -> None:
    check(DOCUMENT, Limits(min_words=60))


@given(st.text())
def test_the_gate_never_breaks(text: str) -> None:
    try:
        check(Document(article=text), Limits())
    except InputError as error:
        json.dumps(error.message).encode()


@given(st.text())
def test_the_language_is_always_named(text: str) -> None:
    assert other_language(text) is None or other_language(text)
