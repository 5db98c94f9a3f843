"""Headlines and summaries: the small French, what may stand alone, and what holds for any brief."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarise.brief.blame import blamed
from summarise.brief.check import (
    SUMMARY_WORDS,
    TITLE_WORDS,
    check_guilt,
    check_summary,
    check_text,
    check_title,
    word_count,
)
from summarise.brief.choose import aged, follows, sets_the_scene
from summarise.brief.compose import compose
from summarise.brief.facts import noun, suspected_of, usable
from summarise.brief.finish import supported
from summarise.brief.gender import gender
from summarise.brief.guilt import suspected
from summarise.brief.headline import cleaned, shortened
from summarise.brief.names import with_full_names, with_pronoun
from summarise.brief.opening import openings
from summarise.brief.phrases import a, agree, de, listed
from summarise.brief.sentences import Unit, is_fit, need, units
from summarise.brief.subject import full_subject
from summarise.brief.tidy import guillemets, is_glued, strip_labels, typeset, without_asides, without_subheading
from summarise.brief.twins import without_twins
from summarise.records import Brief, Charge, Coverage, Defendant, Document, ModelInfo, Sentence, Status
from summarise.text.source import Source

ARTICLE = Document(
    title="VIDÉO. Annecy: un pâtissier mis en examen après l'incendie de son laboratoire",
    heading="L'homme de 45 ans nie avoir mis le feu à son laboratoire.",
    article=(
        "Marc Lenoir, pâtissier à Annecy, a été mis en examen mardi 3 mars pour escroquerie, a-t-on appris de source "
        "judiciaire.Son laboratoire avait brûlé en janvier, quelques jours après la signature d'un contrat d'assurance "
        "de 50.000 euros.Un dossier videIl a été placé sous contrôle judiciaire par le juge des libertés. "
        'Selon la procureure Jeanne Vasseur, "rien ne permet d\'écarter un geste volontaire". '
        "Pourquoi un tel geste ? L'enquête se poursuit avec les experts de la compagnie."
    ),
)
SOURCE = Source(ARTICLE)


def span(words: str) -> dict[str, object]:
    start = ARTICLE.text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


LENOIR = Defendant.model_validate(
    {**span("Marc Lenoir"), "name": "Marc Lenoir", "age": 45, "role": "pâtissier à Annecy", "status": "mis_en_examen"}
)
FRAUD = Charge.model_validate({**span("escroquerie"), "offence": "escroquerie", "defendants": [0]})


def brief(**fields: object) -> Brief:
    size = len(ARTICLE.text)
    shared = {"coverage": Coverage(read=size, total=size), "model": ModelInfo(name="essai", version="0", digest="0")}
    base = {"relevant": True, "stage": "mise_en_examen", "defendants": [LENOIR], "charges": [FRAUD]}
    return Brief.model_validate({**base, **shared, **fields})


def group(text: str, count: int | None = 1, **fields: object) -> Defendant:
    return Defendant.model_validate(
        {"text": text, "start": 0, "end": len(text), "count": count, "status": "suspect", **fields}
    )


@pytest.mark.parametrize(
    ("city", "of", "at"),
    [
        ("Annecy", "d'Annecy", "à Annecy"),
        ("Paris", "de Paris", "à Paris"),
        ("Le Mans", "du Mans", "au Mans"),
        ("Les Lilas", "des Lilas", "aux Lilas"),
        ("La Rochelle", "de La Rochelle", "à La Rochelle"),
        ("Évry", "d'Évry", "à Évry"),
        ("Haguenau", "de Haguenau", "à Haguenau"),
    ],
)
def test_de_and_a(city: str, of: str, at: str) -> None:
    assert (de(city), a(city)) == (of, at)


@pytest.mark.parametrize(
    ("participle", "sex", "plural", "form"),
    [
        ("mis", "f", False, "mise"),
        ("mis", "m", True, "mis"),
        ("placé", "f", True, "placées"),
        ("jugé", "m", True, "jugés"),
    ],
)
def test_agreement(participle: str, sex: str, plural: bool, form: str) -> None:
    assert agree(participle, sex, plural=plural) == form


def test_lists() -> None:
    assert listed(["vol"]) == "vol"
    assert listed(["vol", "recel", "faux"]) == "vol, recel et faux"
    assert listed(["faux et usage de faux", "escroquerie"]) == "faux et usage de faux ainsi qu'escroquerie"


@pytest.mark.parametrize(
    ("person", "sex"),
    [
        (group("une infirmière de 30 ans"), "f"),
        (group("Un homme qui vivait avec sa compagne"), "m"),
        (group("trois femmes", 3), "f"),
        (group("dix personnes", 10), "f"),
        (group("quatre policiers", 4), "m"),
        (group("Claire Morel", name="Claire Morel"), "f"),
        (group("Xyz Morel", name="Xyz Morel"), None),
        (group("trente-deux salariés", 32), None),
    ],
)
def test_gender(person: Defendant, sex: str | None) -> None:
    assert gender(person, "") == sex


def test_the_articles_verbs_tell_the_gender() -> None:
    assert gender(group("Xyz Morel", name="Xyz Morel"), "Mardi. Xyz Morel a été placée en garde à vue.") == "f"
    assert gender(group("Xyz Morel", name="Xyz Morel"), "Xyz Morel, une infirmière, nie.") == "f"
    assert gender(group("Xyz Morel", name="Xyz Morel"), "La femme de Xyz Morel a été placée en garde à vue.") is None


@pytest.mark.parametrize(
    ("words", "after_pour"),
    [
        ("vol avec arme", "vol avec arme"),
        ("d'avoir volé un sac", "avoir volé un sac"),
        ("volé un sac", "avoir volé un sac"),
        ("tué à coups de couteau", ""),  # whom?
        ("n'envoyait plus son fils à l'école", ""),
        ("se promener nu", ""),
        ("les faits de cette nuit", ""),
        ("Escroquerie", ""),
        ("association de malfaiteurs en vue de", "association de malfaiteurs"),
    ],
)
def test_charges_after_pour(words: str, after_pour: str) -> None:
    assert noun(words) == after_pour


def test_charges_are_not_said_twice() -> None:
    charges = [Charge(text=t, start=0, end=1, offence="autre") for t in ("vol", "recel de vol", "recel de vol")]
    assert usable(charges) == ["recel de vol"]


def test_suspected_of() -> None:
    assert suspected_of(["le meurtre de son frère"]) == "du meurtre de son frère"
    assert suspected_of(["escroquerie", "vol"]) == "d'escroquerie et de vol"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Nice: un maire  jugé", "Nice : un maire jugé"),
        ("Il nie..", "Il nie."),
        ("«Non» , dit-il.", "« Non », dit-il."),
        ("à 20:30 précises", "à 20:30 précises"),
        ("il a volé volé un sac", "il a volé un sac"),
    ],
)
def test_typeset(raw: str, clean: str) -> None:
    assert typeset(raw) == clean
    assert typeset(clean) == clean


def test_labels_and_subheadings_go() -> None:
    assert strip_labels("VIDÉO. Un homme arrêté") == "Un homme arrêté"
    assert strip_labels("FAIT DIVERS - Un homme arrêté") == "Un homme arrêté"
    assert without_subheading("Un dossier videIl a été placé") == "Il a été placé"
    assert without_subheading("UN DOSSIER VIDELe maire a nié") == "Le maire a nié"


@pytest.mark.parametrize(
    "text", ["Il nie.Elle aussi", "le procèsAprès un an", "arrêtémardi matin", 'dit-il"Le maire', "VUEDans la rue"]
)
def test_glued(text: str) -> None:
    assert is_glued(text)


@pytest.mark.parametrize(
    ("full", "cut"),
    [
        ("Il a été arrêté mardi, a-t-on appris de source judiciaire.", "Il a été arrêté mardi."),
        ("Il a été arrêté, a-t-on appris lundi auprès du parquet de Lyon.", "Il a été arrêté."),
        ("Il a été arrêté (lire notre récit complet).", "Il a été arrêté."),
        ("Selon Le Parisien, un homme a été arrêté.", "Un homme a été arrêté."),
        ("Il a été arrêté, selon l'avocat de la famille.", "Il a été arrêté, selon l'avocat de la famille."),
    ],
)
def test_asides(full: str, cut: str) -> None:
    assert without_asides(full) == cut


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Un homme a été arrêté mardi à Lyon.", True),
        ("Nouveau rebondissement dans le dossier lyonnais.", False),
        ("Pourquoi un homme a-t-il été arrêté ?", False),
        ("Un homme a été arrêté.Il nie tout.", False),
        ('"Je suis innocent", a dit le maire à la barre.', False),
        ("Lire aussi : un homme a été arrêté à Lyon.", False),
        ("Une peine qui a surpris les avocats de la défense.", False),
        ("Un vrai système, auquel des élus ont pris part.", False),
    ],
)
def test_fit(text: str, fit: bool) -> None:
    assert is_fit(text) is fit


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Un homme a été arrêté mardi à Lyon.", "rien"),
        ("La cour d'appel a confirmé la peine.", "rien"),
        ("Il avait quitté la ville en juin.", "avant"),
        ("Il a été placé en détention provisoire.", "personne"),
        ("Le prévenu a nié les faits.", "personne"),
        ("Le rappeur est attendu à la barre.", "personne"),
        ("Cette peine a surpris la défense.", "avant"),
        ("Le maire a été entendu ce mardi matin.", "personne"),
        ("Selon la police, il avait tout prévu.", "avant"),
        ("Mardi matin, le suspect a été entendu.", "personne"),
        ("Le juge leur a notifié la décision.", "avant"),
        ("Le tribunal a rendu sa décision mardi.", "rien"),
        ("Deux d'entre eux ont été relâchés.", "avant"),
        ("Le procès de Claire Morel, cette lycéenne d'Annecy, a débuté mardi.", "rien"),
        ("Mardi, cette lycéenne a été entendue.", "avant"),
        ("Le chauffeur du car impliqué dans l'accident a été mis en examen.", "rien"),
        ("La cour a estimé que l'homme avait menti.", "personne"),
        ("Mardi, son client sera entendu par le juge.", "avant"),
        ("La petite fille de 9 ans a disparu en août.", "personne"),
    ],
)
def test_need(text: str, needed: str) -> None:
    assert need(text) == needed


def test_a_sentence_follows_only_what_it_speaks_of() -> None:
    named = Unit("Marc Lenoir a été mis en examen mardi.", 1)
    other = Unit("La cour d'appel a rendu sa décision.", 1)
    he = Unit("Il a été placé sous contrôle judiciaire.", 4, need="personne")
    assert follows((named, he), brief())
    assert not follows((other, he), brief())
    assert not follows((he, named), brief())
    assert not follows((named, he), brief(defendants=[LENOIR, LENOIR], charges=[]))


def test_the_subject_carries_age_and_role() -> None:
    assert full_subject(SOURCE, LENOIR, "m") == "Marc Lenoir, 45 ans, pâtissier à Annecy,"
    assert full_subject(SOURCE, group("un homme", age=45), "m") == "un homme de 45 ans"
    assert full_subject(SOURCE, group("son frère"), "m") == ""
    assert full_subject(SOURCE, group("deux autres hommes", 2), "m") == ""


def test_openings_join_fields_and_spell_out_pronouns() -> None:
    texts = [u.text for u in openings(SOURCE, brief(date=span("mardi 3 mars")))]
    assert texts[0] == "Marc Lenoir, 45 ans, pâtissier à Annecy, a été mis en examen mardi 3 mars pour escroquerie."
    assert openings(SOURCE, brief(defendants=[group("son frère")], charges=[])) == []


def test_a_day_that_the_article_does_not_join_to_the_deed_is_left_out() -> None:
    assert "janvier" not in openings(SOURCE, brief(date=span("janvier")))[0].text


def test_what_is_only_suspected_is_not_told_as_done() -> None:
    told = "Deux hommes ont été placés en garde à vue mardi après avoir agressé un passant."
    kept = "Deux hommes ont été placés en garde à vue mardi, soupçonnés d'avoir agressé un passant."
    assert suspected(told, brief()) == kept
    assert check_guilt(told, brief())
    assert not check_guilt(kept, brief())
    assert suspected(told, brief(defendants=[LENOIR.model_copy(update={"status": "condamne"})])) == told


def test_the_cleared_are_said_to_have_been_pursued() -> None:
    cleared = LENOIR.model_copy(update={"status": "relaxe", "role": None})
    told = "Marc Lenoir, jugé pour escroquerie, a été relaxé mardi à Annecy."
    source = Source(ARTICLE.model_copy(update={"article": f"{ARTICLE.article} {told}"}))
    (opening,) = openings(source, brief(defendants=[cleared], stage="jugement"))[:1]
    assert opening.text == "Poursuivi pour escroquerie, Marc Lenoir, 45 ans, a été relaxé."


@pytest.mark.parametrize(
    "told",
    [
        "Marc Lenoir a été relaxé mardi à Annecy.",  # of what, the article does not join
        "Jugé pour escroquerie, son associé a été relaxé mardi.",
        "Marc Lenoir est jugé pour escroquerie.",
    ],
)
def test_what_no_sentence_of_the_article_joins_is_not_joined(told: str) -> None:
    cleared = LENOIR.model_copy(update={"status": "relaxe", "role": None})
    source = Source(ARTICLE.model_copy(update={"article": f"{ARTICLE.article} {told}"}))
    assert openings(source, brief(defendants=[cleared], stage="jugement")) == []


def test_a_sentence_that_accuses_is_left_out() -> None:
    accusing = "L'incendiaire a mis le feu à son laboratoire mardi 3 mars et a été mis en examen pour escroquerie."
    source = Source(ARTICLE.model_copy(update={"heading": accusing}))
    _, told = compose(source, brief(date=span("mardi 3 mars")))
    assert told
    assert not blamed(told, brief())
    assert "incendiaire" not in told


def test_what_a_colon_explains_may_stand_alone() -> None:
    lead = "Un pâtissier d'Annecy a été mis en examen et placé en détention : il est soupçonné d'escroquerie."
    source = Source(ARTICLE.model_copy(update={"heading": lead}))
    assert "Un pâtissier d'Annecy a été mis en examen et placé en détention." in [u.text for u in units(source)]


def test_straight_quotes_become_french_ones() -> None:
    assert guillemets('Il dit "non" et "jamais".') == "Il dit « non » et « jamais »."
    assert guillemets('Il dit "non.') == 'Il dit "non.'


@pytest.mark.parametrize(
    ("status", "found", "kept"),
    [
        ("mis_en_examen", {"mis_en_examen", "non_lieu"}, "mis_en_examen"),  # a co-defendant's, or annulled since
        ("condamne", {"mis_en_examen", "suspect"}, "mis_en_examen"),
        ("prevenu", {"renvoye", "suspect"}, "prevenu"),
        ("suspect", {"classement"}, "suspect"),
        ("relaxe", {"prevenu"}, "relaxe"),
    ],
)
def test_a_status_is_no_later_than_the_article(status: Status, found: set[str], kept: Status) -> None:
    assert supported(status, frozenset(found)) == kept


def test_a_sentence_that_names_two_joins_nothing_to_one() -> None:
    other = group("Jean Petit", name="Jean Petit")
    told = "Marc Lenoir et Jean Petit ont vu la justice : mis en examen mardi 3 mars pour escroquerie, le premier nie."
    source = Source(ARTICLE.model_copy(update={"article": told}))
    assert openings(source, brief(defendants=[LENOIR, other])) == []


def test_nobody_is_presented_twice() -> None:
    once = Unit("Marc L., 34 ans, encourt dix ans de prison.", 1)
    again = Unit("Un agent de 34 ans a été mis en examen mardi.", 2)
    assert not follows((once, again), brief())
    assert aged("Le parquet a requis 34 ans de prison.") == frozenset()


def penalty(text: str, start: int, suspended: float | None, *people: int) -> Sentence:
    fields = {"state": "prononcee", "kind": "prison", "months": 60, "suspended_months": suspended}
    return Sentence.model_validate(
        {"text": text, "start": start, "end": start + len(text), "defendants": people, **fields}
    )


def test_a_penalty_is_told_once() -> None:
    short, full = penalty("cinq ans", 0, None, 0), penalty("cinq ans dont deux avec sursis", 50, 24, 0)
    assert without_twins(brief(sentences=[short, full])).sentences == [full]
    two = brief(sentences=[short, full], defendants=[LENOIR, group("sa femme")])
    assert without_twins(two).sentences == [short, full]
    assert without_twins(two, head=20).sentences == [full]


def test_a_person_is_told_once_and_links_follow() -> None:
    people = [group("dix personnes", 10), LENOIR, group("Dix personnes", 10), group("deux hommes", 2)]
    twice = brief(defendants=people, charges=[FRAUD.model_copy(update={"defendants": [1, 2]})])
    once = without_twins(twice)
    assert [d.text for d in once.defendants] == ["dix personnes", "Marc Lenoir", "deux hommes"]
    assert once.charges[0].defendants == [1, 0]
    ages = brief(defendants=[group("un agent"), group("Un agent de 34 ans", age=34)], charges=[])
    assert [d.age for d in without_twins(ages).defendants] == [34]


def test_names() -> None:
    text = "M. Lenoir a été entendu. M. Lenoir nie."
    assert with_full_names(text, SOURCE) == "Marc Lenoir a été entendu. M. Lenoir nie."
    assert with_full_names("M. Inconnu nie.", SOURCE) == "M. Inconnu nie."
    parts = ["Marc Lenoir a été mis en examen.", "Marc Lenoir a été laissé libre."]
    assert with_pronoun(parts, brief(), SOURCE)[1] == "Il a été laissé libre."


def test_units_hold_no_scrap_of_the_page() -> None:
    texts = [u.text for u in units(SOURCE)]
    assert not any("vide" in t or "?" in t for t in texts)
    assert "Il a été placé sous contrôle judiciaire par le juge des libertés." in texts


def test_a_whole_article() -> None:
    title, summary = compose(SOURCE, brief(date=span("mardi 3 mars")))
    assert title == "Annecy : un pâtissier mis en examen après l'incendie de son laboratoire"
    assert summary.startswith("Marc Lenoir, ")
    assert "mis en examen mardi 3 mars pour escroquerie" in summary
    assert check_summary(summary, ARTICLE, brief()) == []


def test_a_title_that_teases_is_replaced() -> None:
    teasing = ARTICLE.model_copy(update={"title": "Ce que l'on sait de l'affaire"})
    title, _ = compose(Source(teasing), brief(court={**span("Annecy"), "type": "parquet", "city": "Annecy"}))
    assert title == "Annecy : Marc Lenoir mis en examen pour escroquerie"


def test_cleaned_title() -> None:
    assert cleaned("VIDÉO. lyon: un homme jugé.") == "Lyon : un homme jugé"


FIELDS = st.fixed_dictionaries(
    {
        "relevant": st.booleans(),
        "stage": st.sampled_from([None, "enquete", "proces", "jugement", "mise_en_examen"]),
        "defendants": st.sampled_from([[], [LENOIR], [LENOIR, group("son frère")], [group("une femme", age=45)]]),
        "charges": st.sampled_from([[], [FRAUD.model_copy(update={"defendants": []})]]),
        "date": st.sampled_from([None, span("mardi 3 mars")]),
        "court": st.sampled_from([None, {**span("juge des libertés"), "type": "jld"}]),
    }
)


@given(FIELDS)
@settings(max_examples=60, deadline=None)
def test_any_brief_of_the_article_gets_texts_that_pass(fields: dict[str, object]) -> None:
    one = brief(**fields)
    title, summary = compose(SOURCE, one)
    assert check_summary(summary, ARTICLE, one) == []
    assert check_title(title, ARTICLE, one) == []


@given(st.text(max_size=400), st.text(max_size=60), FIELDS)
@settings(max_examples=120, deadline=None)
def test_any_text_is_survived_within_bounds(body: str, title: str, fields: dict[str, object]) -> None:
    document = Document(title=title, article=body)
    head, summary = compose(Source(document), brief(**fields))
    assert not head or TITLE_WORDS[0] <= word_count(head) <= TITLE_WORDS[1]
    assert not summary or SUMMARY_WORDS[0] <= word_count(summary) <= SUMMARY_WORDS[1]
    assert check_text(f"{summary}\n{head}", document) == []


WORDS = st.lists(
    st.sampled_from(
        [
            "Marc",
            "Lenoir",
            "a",
            "été",
            "condamné",
            "mardi",
            "à",
            "18",
            "mois",
            ".",
            "Il",
            "nie",
            ",",
            "selon",
            "50.000",
            "euros",
            "Paris",
            "le",
            "parquet",
            "jugé",
        ]
    ),
    min_size=20,
    max_size=120,
)


@given(WORDS, FIELDS)
@settings(max_examples=100, deadline=None)
def test_no_number_or_name_comes_from_outside(words: list[str], fields: dict[str, object]) -> None:
    document = Document(article=" ".join(words))
    head, summary = compose(Source(document), brief(**fields))
    assert check_text(f"{summary}\n{head}", document) == []


def test_a_short_heading_comes_after_the_sentence_with_the_day() -> None:
    heading = Unit("Un expert a été nommé par le parquet.", 0, heading=True)
    dated = Unit("Marc Lenoir a été mis en examen mardi 3 mars à Annecy pour escroquerie.", 1)
    one = brief(date=span("mardi 3 mars"))
    assert sets_the_scene((dated, heading), one)
    assert not sets_the_scene((heading, dated), one)
    assert not sets_the_scene((dated, heading), brief())


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("Attentat de Laon : malgré l'absence des principaux auteurs, le procès", True),
        ("Annecy : jugé pour abus de confiance et escroquerie en bande organisée, un ancien", True),
        ("Annecy : la boulangère a été blessée par", True),
        ("Annecy : un pâtissier mis en examen pour escroquerie,", False),
    ],
)
def test_a_headline_is_not_cut_before_what_matters(title: str, cut: bool) -> None:
    long = f"{title} de nombreux habitants de la commune qui avaient porté plainte dès le mois de mars"
    head = re.split(r", (?!jug)| par", long)[0]
    assert (head not in list(shortened(long))) is cut
