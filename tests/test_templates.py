"""Sentences of fixed shapes: their English is exact, others are left to the network."""

import pytest

from summarise.translate.holds import mask
from summarise.translate.templates import from_template
from summarise.translate.terms import load_terms

TERMS = load_terms(None)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Jean Petit, 45 ans, maire de Cabourg, a été mis en examen mardi pour favoritisme.",
         "Jean Petit, 45, mayor of Cabourg, was placed under formal investigation on Tuesday for favouritism."),
        ("Un homme de 45 ans a été placé en garde à vue pour vol.",
         "A 45-year-old man was placed in police custody for theft."),
        ("Lyon : un homme de 45 ans mis en examen pour vol",
         "Lyon: a 45-year-old man placed under formal investigation for theft"),
        ("Poursuivie pour escroquerie et recel, Anne Lormier a été relaxée.",
         "Prosecuted for fraud and handling stolen goods, Anne Lormier was acquitted."),
        ("Deux policiers ont été condamnés à cinq ans de prison dont deux avec sursis et à 3.000 euros d'amende.",
         "Two police officers were sentenced to five years in prison, two of them suspended and a €3,000 fine."),
        ("Paul Petit est soupçonné de meurtre.", "Paul Petit is suspected of murder."),
        ("Paul Petit a été condamné jeudi par le tribunal correctionnel de Rennes à un an de prison avec sursis.",
         "Paul Petit was sentenced on Thursday by the Rennes criminal court to a one-year suspended prison sentence."),
        # Not of these shapes: nothing is guessed.
        ("Le maire, qui nie les faits, a été mis en examen.", None), ("Il a été relaxé hier.", None),
        ("Paul Petit a été mis en examen pour avoir volé un sac.", None),
        ("Un éclairagiste a été mis en examen.", None),
        ("Paul Petit n'a pas été mis en examen.", None), ("", None), ("Mis en examen.", None),
    ],
)  # fmt: skip
def test_shapes(french: str, english: str | None) -> None:
    assert from_template(mask(french, TERMS)) == english
