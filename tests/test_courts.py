import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions import courts
from summarise.mentions.court_main import main_court
from summarise.records import CourtType, Document
from summarise.text.source import Source


def source(article: str, title: str = "") -> Source:
    return Source(Document(title=title, article=article))


def read(article: str, title: str = "") -> list[tuple[str, str | None]]:
    origin = source(article, title)
    values = [m.value for m in courts.find(origin)]
    return [(v.type, origin.plain[slice(*v.city)] if v.city else None) for v in values]


@pytest.mark.parametrize(
    ("article", "kind", "city"),
    [
        ("Le tribunal correctionnel de Lille l'a relaxé.", "tribunal_correctionnel", "Lille"),
        ("Jugé en comparution immédiate à Évreux, il a nié.", "tribunal_correctionnel", "Évreux"),
        ("Le tribunal correctionnel du Havre a tranché.", "tribunal_correctionnel", "Havre"),
        ("Devant le tribunal correctionnel des Sables-d'Olonne.", "tribunal_correctionnel", "Sables-d'Olonne"),
        ("TRIBUNAL CORRECTIONNEL DE GUÉRET", "tribunal_correctionnel", "GUÉRET"),
        ("Les assises de Paris l'ont condamné.", "cour_assises", "Paris"),
        ("La cour d'assises spéciale de Paris a statué.", "cour_assises", "Paris"),
        ("La cour d'assises du Haut-Rhin siège à Colmar.", "cour_assises", "Colmar"),
        ("La cour criminelle départementale du Calvados, à Caen.", "cour_assises", "Caen"),
        ("Le parquet de Bobigny a ouvert une enquête.", "parquet", "Bobigny"),
        ("Le procureur de la République à Nantes l'a dit.", "parquet", "Nantes"),
        ("La procureure adjointe d'Aix-en-Provence a parlé.", "parquet", "Aix-en-Provence"),
        ("Le parquet national financier enquête.", "parquet_financier", None),
        ("Le Parquet national antiterroriste (Pnat) s'est saisi.", "parquet_antiterroriste", None),
        ("Un juge d'instruction de Rennes l'a mise en examen.", "juge_instruction", "Rennes"),
        ("Deux juges d'instruction toulousains à Toulouse.", "juge_instruction", "Toulouse"),
        ("Le juge des libertés et de la détention l'a écroué.", "jld", None),
        ("La chambre de l'instruction de la cour d'appel de Nîmes.", "chambre_instruction", "Nîmes"),
        ("La cour d'appel d'Aix-en-Provence a confirmé.", "cour_appel", "Aix-en-Provence"),
        ("La chambre criminelle de la Cour de cassation.", "cour_cassation", None),
        ("Le tribunal de grande instance (TGI) de Nanterre.", "tribunal_judiciaire", "Nanterre"),
        ("Le tribunal pour enfants de Pau l'a dit.", "tribunal_enfants", "Pau"),
        ("Le tribunal de police de Metz l'a dit.", "tribunal_police", "Metz"),
        ("Le juge des référés du tribunal administratif de Nice.", "tribunal_administratif", "Nice"),
        ("La cour administrative d'appel de Nantes.", "cour_administrative_appel", "Nantes"),
        ("Le Conseil d'Etat a rejeté le recours.", "conseil_etat", None),
        ("Le Conseil constitutionnel a censuré la loi.", "conseil_constitutionnel", None),
        ("Le tribunal de commerce de Rouen a statué.", "tribunal_commerce", "Rouen"),
        ("Le conseil de prud'hommes de Lyon a statué.", "prudhommes", "Lyon"),
        ("La Cour de justice de la République (CJR).", "cour_justice_republique", None),
        ("La Cour européenne des droits de l'Homme (CEDH).", "cedh", None),
        ("La Cour de justice de l'Union européenne.", "cjue", None),
        ("Le tribunal de l'application des peines de Melun.", "autre", "Melun"),
    ],
)
def test_reads_a_court(article, kind, city):
    assert read(article)[0] == (kind, city)


def test_a_bare_word_means_the_last_court_of_its_family():
    found = read("Le tribunal administratif de Pau est saisi. Le tribunal a rejeté le recours.")
    assert found == [("tribunal_administratif", "Pau"), ("tribunal_administratif", "Pau")]


def test_a_court_without_a_city_takes_that_of_the_title():
    assert read("Le parquet a ouvert une enquête.", title="Brest : un homme arrêté") == [("parquet", "Brest")]


def test_the_court_that_ruled_is_the_main_one():
    text = "Le tribunal correctionnel de Tours l'a condamné à un an de prison. Le parquet avait requis deux ans."
    origin = source(text)
    mentions = courts.find(origin)
    assert [m.text for m in mentions if m.guess == "main"] == ["tribunal correctionnel de Tours"]
    assert main_court(mentions, origin) in mentions


def test_before_trial_the_investigating_judge_comes_before_the_prosecutor():
    text = (
        "Un homme a été mis en examen jeudi pour vol et écroué, a indiqué le parquet de Dax. Un juge "
        "d'instruction de Dax l'avait entendu dans le cadre d'une information judiciaire."
    )
    assert [m.value.type for m in courts.find(source(text)) if m.guess == "main"] == ["juge_instruction"]


def test_words_that_only_look_like_courts_are_left():
    assert read("Au cours de la course à La Courneuve, le parquet flottant a cédé.") == []


PIECES = st.sampled_from(
    ["le tribunal", " de ", "Lyon", "cour d'", "assises", "la juge", ", à ", "du Nord", "\n", "’", "("]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_is_read_and_spans_are_exact(text):
    origin = source(text, title="Titre")
    found = courts.find(origin)
    assert all(origin.plain[m.start : m.end] == m.text for m in found)
    assert {m.value.type for m in found} <= set(CourtType.__args__)
    assert sum(m.guess == "main" for m in found) <= 1
