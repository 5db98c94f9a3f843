"""The translator: masked, guarded, tried again, and never silent about what it is not sure of."""

import datetime

import pytest
from fake_engine import FakeEngine
from fakes import full_brief
from hypothesis import given
from hypothesis import strategies as st

from summarise.records import Brief
from summarise.translate.briefs import COMPOSED, NO_ENGINE, with_english
from summarise.translate.english import UNSURE, Translator
from summarise.translate.guard import check
from summarise.translate.mending import mended
from summarise.translate.narrate import Narrator
from summarise.translate.split import LONGEST, clauses, lines, lowered
from summarise.translate.terms import load_terms

FRENCH = "Le maire a été mis en examen mardi."


def masked_by(translator: Translator, engine: FakeEngine, french: str = FRENCH) -> str:
    translator.text(french)
    return engine.asked[0][1]


def test_what_must_be_exact_never_reaches_the_network() -> None:
    engine = FakeEngine("")
    masked = masked_by(Translator(engine=engine), engine, "Paul Derval doit 50.000 euros depuis mardi 3 mai.")
    assert not any(word in masked for word in ("Derval", "50", "mardi"))


def test_a_sentence_that_the_guard_lets_pass_is_given_as_it_is() -> None:
    engine = FakeEngine(lambda s: s.replace("Le ", "the ").replace("a été", "was"))
    made = Translator(engine=engine).text(FRENCH)
    assert made.english == "The mayor was placed under formal investigation on Tuesday."
    assert made.warnings == []


def test_what_the_guard_refuses_is_tried_with_other_settings() -> None:
    engine = FakeEngine("the mayor was seen.", lambda s: s.replace("Le ", "the ").replace("a été", "was"))
    made = Translator(engine=engine).text(FRENCH)
    assert [variant for variant, _ in engine.asked] == [0, 1]
    assert made.sentences[0].sure


def test_an_unsure_sentence_is_marked_and_its_french_told() -> None:
    made = Translator(engine=FakeEngine("The mayor was placed under formal investigation."), tries=2).text(FRENCH)
    assert made.english.startswith(UNSURE)
    assert FRENCH in made.warnings[0]


@pytest.mark.parametrize("said", ["The mayor was indicted.", "The mayor was found guilty on Tuesday.", FRENCH, ""])
def test_what_may_not_be_read_is_never_shown(said: str) -> None:
    made = Translator(engine=FakeEngine(said)).text(FRENCH)
    assert made.sentences[0].gist
    assert "placed under formal investigation" in made.english, "its terms are told all the same"
    assert "indicted" not in made.english


def test_without_a_network_terms_alone_are_told() -> None:
    made = Translator().text("Elle a été relaxée par le tribunal correctionnel de Dax.")
    assert "acquitted" in made.english
    assert "Dax criminal court" in made.english
    assert "relax" not in made.english
    assert len(made.warnings) == 1


@pytest.mark.parametrize(
    ("french", "english", "mended_to"),
    [
        ("Elle nie.", "he denies .", "She denies."),
        ("Il nie.", "he denies", "He denies."),
        ("Il est soupçonné de vol.", "It is suspected of theft.", "He is suspected of theft."),
        ("Il est reproché au maire un vol.", "it is alleged.", "It is alleged."),
        (
            "Sophie Marchal défend son client.",
            "Sophie Marchal defends its client.",
            "Sophie Marchal defends her client.",
        ),
        ("Le suspect nie.", "the suspect ,, denies.", "The suspect, denies."),
    ],
)
def test_small_things_are_mended(french: str, english: str, mended_to: str) -> None:
    assert mended(french, english) == mended_to


LONG = (
    "Le procureur a parlé, "
    + "et le juge a écouté les avocats de la défense qui plaidaient, " * 12
    + "puis tous ont quitté la salle."
)


def test_long_sentences_are_cut_where_clauses_end() -> None:
    parts = clauses(LONG)
    assert len(parts) > 1
    assert all(len(p.split()) <= LONGEST for p in parts)
    assert " ".join(parts).replace(",", "").split() == LONG.replace(",", "").split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- un\n- deux\n\n3) trois", ["un", "deux", "trois"]),
        ("***\n123", []),
        ("une ligne", ["une ligne"]),
        ("• puce", ["puce"]),
    ],
)
def test_lists_are_read_item_by_item(text: str, found: list[str]) -> None:
    assert list(lines(text)) == found


def test_capitals_are_read_as_a_sentence() -> None:
    assert lowered("LE MAIRE MIS EN EXAMEN") == "Le maire mis en examen"
    assert lowered("Le PNF enquête") == "Le PNF enquête"


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    made = Translator(engine=FakeEngine(lambda s: s)).text(text)
    assert made.english == made.english.strip()
    assert len(made.warnings) == sum(not s.sure for s in made.sentences)


BRIEF = full_brief()


@pytest.fixture(scope="module")
def told() -> Brief:
    return with_english(BRIEF, Translator(), datetime.date(2024, 3, 6))


def test_the_fields_are_exact(told: Brief) -> None:
    assert told.court is not None
    assert told.court.en == "Brest criminal court (tribunal correctionnel)"
    assert told.stage_en == "judgment given"
    assert told.date is not None
    assert told.date.en == "Tuesday 5 March"
    assert [d.status_en for d in told.defendants] == ["convicted", "acquitted by the criminal court"]
    assert [c.en for c in told.charges] == ["fraud as an organised group"]
    assert [a.en for a in told.amounts] == ["more than €210,000 in proceeds of the offence", "fine of €15,000"]
    assert [s.en for s in told.seizures] == ["3.5 kg of gold", "two cars"]
    assert [s.en for s in told.sentences] == [
        "three years in prison, one of them suspended (imposed)",
        "four years in prison (sought by the prosecution)",
        "a €15,000 fine (imposed)",
    ]
    assert [v.en for v in told.victims] == ["60 patients"]


def test_without_a_network_texts_are_composed_and_a_warning_says_so(told: Brief) -> None:
    assert told.summary_en is not None
    assert told.summary_en.startswith("Alan Prigent, 58")
    assert "sentenced on Tuesday 5 March by the Brest criminal court" in told.summary_en
    assert COMPOSED.format(NO_ENGINE) in told.warnings
    assert "fake" not in (told.title_en or "")


def test_what_is_composed_passes_the_guard_for_guilt(told: Brief) -> None:
    assert not [f for f in check(BRIEF.summary_fr, told.summary_en or "") if f.code == "culpabilité"]


def test_a_summary_that_the_network_gets_right_is_not_composed() -> None:
    def right(masked: str) -> str:
        out = masked.replace("a été", "was").replace(" par le ", " by the ")
        return out if "was" in out else ""

    made = with_english(BRIEF, Translator(engine=FakeEngine(right)))
    if made.summary_en and "by the Brest criminal court" in made.summary_en:
        assert "Alan Prigent" in made.summary_en


def test_nothing_of_the_french_is_changed(told: Brief) -> None:
    french = {k: v for k, v in told.model_dump().items() if not k.endswith("_en") and k != "warnings"}
    assert french["title_fr"] == BRIEF.title_fr
    assert "en" not in BRIEF.model_dump()["charges"][0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"stage": "mise_en_examen", "sentences": [], "defendants": [0, "mis_en_examen"]},
            "placed under formal investigation",
        ),
        ({"stage": "garde_a_vue", "sentences": [], "defendants": [0, "garde_a_vue"]}, "placed in police custody"),
        (
            {"stage": "proces", "sentences": [], "defendants": [0, "prevenu"]},
            "is on trial before the Brest criminal court",
        ),
        ({"stage": "renvoi", "sentences": [], "defendants": [0, "prevenu"]}, "is to be tried before"),
        ({"stage": "delibere", "sentences": [], "defendants": [0, "prevenu"]}, "judgment has been reserved"),
        ({"stage": "enquete", "sentences": [], "defendants": [0, "suspect"]}, "is suspected of fraud"),
        ({"stage": "cloture", "sentences": [], "defendants": [0, "non_lieu"]}, "was dismissed"),
        ({"stage": "enquete", "sentences": [], "defendants": [0, "temoin_assiste"]}, "assisted witness"),
    ],
)
def test_each_stage_is_told_in_its_own_words(change: dict[str, object], said: str) -> None:
    index, status = change.pop("defendants")  # type: ignore[misc]
    one = BRIEF.defendants[index].model_copy(update={"status": status})
    brief = BRIEF.model_copy(update={**change, "defendants": [one]})
    text = Narrator(brief, load_terms(None)).summary()
    assert said in text
    guilty = status not in ("condamne",) and any(w in text for w in ("convicted", "sentenced", "guilty"))
    assert not guilty


def test_minors_are_not_named() -> None:
    minor = BRIEF.defendants[0].model_copy(update={"minor": True})
    text = Narrator(BRIEF.model_copy(update={"defendants": [minor]}), load_terms(None)).summary()
    assert "Prigent" not in text
