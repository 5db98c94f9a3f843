"""The finder of offences: a table that a jurist can read, one sentence or more for each code."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.mentions.base import Kind, Mention, OffenceValue
from summarise.mentions.offence_wordings import codes, compile_wording, wordings
from summarise.mentions.offences import find
from summarise.records import Document
from summarise.text.source import Source

# The sentence, and the codes found in it (all of them, in order of the alphabet).
TABLE = [
    ("Il est jugé pour l'assassinat de son associé.", "assassinat"),
    ("Elle est accusée d'homicide volontaire avec préméditation.", "assassinat"),
    ("Une information judiciaire a été ouverte pour meurtre.", "meurtre"),
    ("Il est poursuivi pour homicide volontaire par conjoint.", "meurtre"),
    ("La sexagénaire est mise en examen pour empoisonnement.", "empoisonnement"),
    ("Une enquête pour homicide involontaire est ouverte.", "homicide_involontaire"),
    ("Le maçon est jugé pour homicides et blessures involontaires.", "blessures_involontaires homicide_involontaire"),
    ("Il répond de violences ayant entraîné la mort sans intention de la donner.", "violences_mort"),
    ("Jugé pour violences volontaires avec arme ayant entraîné la mort sans intention de la donner.", "violences_mort"),
    ("Ils sont accusés d'actes de torture et de barbarie.", "torture_barbarie"),
    ("Il comparaît pour violences en réunion.", "violences"),
    ("Le gardien est jugé pour violences par personne dépositaire de l'autorité publique.", "violences"),
    ("Il a été condamné pour violences conjugales.", "violences_conjugales"),
    ("Il est jugé pour violences habituelles sur sa compagne.", "violences_conjugales"),
    ("Poursuivi pour violences sur personne dépositaire de l'autorité publique.", "violences_depositaire"),
    ("Il est soupçonné d'avoir frappé deux gendarmes.", "violences_depositaire"),
    ("Jugés pour participation à un groupement en vue de commettre des violences.", "violences_groupement"),
    ("La conductrice est poursuivie pour blessures involontaires.", "blessures_involontaires"),
    ("Il est poursuivi pour menaces réitérées.", "menaces"),
    ("Elle a porté plainte pour menaces de mort.", "menaces_mort"),
    ("Il est mis en examen pour viol en réunion.", "viol"),
    ("L'entraîneur est mis en examen pour viols sur mineurs de 15 ans.", "viol_mineur"),
    ("Il est jugé pour agression sexuelle.", "agression_sexuelle"),
    ("Jugé pour agressions sexuelles sur mineures par personne ayant autorité.", "agression_sexuelle_mineur"),
    ("Il est poursuivi pour atteinte sexuelle sur mineur.", "atteinte_sexuelle_mineur"),
    ("Le moniteur est poursuivi pour corruption de mineur.", "corruption_mineur"),
    ("Jugé pour détention et diffusion d'images pédopornographiques.", "pedopornographie"),
    ("L'élu est visé par une plainte pour harcèlement sexuel.", "harcelement_sexuel"),
    ("La directrice est jugée pour harcèlement moral.", "harcelement_moral"),
    ("Six internautes sont jugés pour cyberharcèlement.", "cyberharcelement"),
    ("Six internautes sont jugés pour harcèlement en ligne.", "cyberharcelement"),
    ("Il est condamné pour exhibition sexuelle.", "exhibition_sexuelle"),
    ("Il est poursuivi pour atteinte à l'intimité de la vie privée.", "atteinte_vie_privee"),
    ("Ils sont jugés pour violation de domicile.", "violation_domicile"),
    ("Ils sont mis en examen pour enlèvement et séquestration.", "enlevement_sequestration"),
    ("Les détenus sont poursuivis pour prise d'otage.", "prise_otage"),
    ("Le couple est jugé pour proxénétisme aggravé.", "proxenetisme"),
    ("Il est jugé pour recours à la prostitution.", "recours_prostitution"),
    ("Ils sont jugés pour traite d'êtres humains.", "traite_etres_humains"),
    ("Jugé pour soumission à des conditions de travail contraires à la dignité humaine.", "conditions_indignes"),
    ("L'exploitant est poursuivi pour mise en danger de la vie d'autrui.", "mise_en_danger"),
    ("Il est jugé pour non-assistance à personne en danger.", "non_assistance"),
    ("Le notaire est condamné pour abus de faiblesse.", "abus_faiblesse"),
    ("Les parents sont jugés pour privation de soins.", "privation_soins"),
    ("Il est condamné pour abandon de famille.", "abandon_famille"),
    ("Il est jugé pour soustraction de mineur.", "soustraction_enfant"),
    ("Le bailleur est condamné pour discrimination.", "discrimination"),
    ("Elle est poursuivie pour dénonciation calomnieuse.", "denonciation_calomnieuse"),
    ("Le greffier est mis en examen pour violation du secret professionnel.", "violation_secret"),
    ("Il est jugé pour usurpation d'identité.", "usurpation_identite"),
    ("L'agence est poursuivie pour collecte illicite de données personnelles.", "donnees_personnelles"),
    ("Il est mis en examen pour recel de cadavre.", "atteinte_cadavre"),
    ("Ils sont poursuivis pour infraction à la législation sur les stupéfiants.", "stupefiants_trafic"),
    ("Ils sont jugés pour importation de stupéfiants en bande organisée.", "stupefiants_trafic"),
    ("Il est convoqué pour usage de stupéfiants.", "stupefiants_usage"),
    ("Elle est jugée pour vol.", "vol"),
    ("Ils sont jugés pour vol avec violence.", "vol_aggrave"),
    ("Ils sont soupçonnés d'un cambriolage.", "vol_aggrave"),
    ("Il est mis en examen pour vol à main armée.", "vol_arme"),
    ("Les auteurs du braquage ont été arrêtés.", "vol_arme"),
    ("L'antiquaire est jugé pour recel de vol.", "recel"),
    ("Le courtier est condamné pour escroquerie en bande organisée.", "escroquerie"),
    ("L'ancien trésorier est jugé pour abus de confiance.", "abus_confiance"),
    ("Ils sont mis en examen pour extorsion.", "extorsion"),
    ("Il est soupçonné de chantage.", "chantage"),
    ("Jugés pour dégradation de biens publics.", "degradation"),
    ("Il est mis en examen pour destruction volontaire par incendie.", "incendie"),
    ("Le pyromane a été arrêté.", "incendie"),
    ("La gérante est poursuivie pour blanchiment de fraude fiscale.", "blanchiment"),
    ("Ils sont écroués pour association de malfaiteurs.", "association_malfaiteurs"),
    ("Jugé pour accès frauduleux à un système de traitement automatisé de données.", "piratage"),
    ("Il est poursuivi pour non-justification de ressources.", "non_justification_ressources"),
    ("Le préfet est mis en examen pour corruption passive.", "corruption"),
    ("La sénatrice est jugée pour trafic d'influence.", "trafic_influence"),
    ("Le maire est condamné pour prise illégale d'intérêts.", "prise_illegale_interets"),
    ("Le directeur est renvoyé pour favoritisme.", "favoritisme"),
    ("L'élue est jugée pour détournement de fonds publics.", "detournement_fonds_publics"),
    ("Il est jugé dans l'affaire des emplois fictifs.", "detournement_fonds_publics"),
    ("Le comptable public est jugé pour concussion.", "concussion"),
    ("Le chanteur est jugé pour fraude fiscale.", "fraude_fiscale"),
    ("Elle est jugée pour fraude aux prestations sociales.", "fraude_sociale"),
    ("Le gérant est condamné pour abus de biens sociaux.", "abus_biens_sociaux"),
    ("Le gérant est condamné pour banqueroute.", "banqueroute"),
    ("Un banquier est jugé pour délit d'initié.", "delit_initie"),
    ("Elle est jugée pour faux et usage de faux.", "faux"),
    ("Il est jugé pour financement illégal de campagne électorale.", "financement_illegal"),
    ("Le restaurateur est poursuivi pour travail dissimulé.", "travail_dissimule"),
    ("Le grossiste est jugé pour tromperie aggravée.", "tromperie"),
    ("La marque est poursuivie pour pratiques commerciales trompeuses.", "pratique_trompeuse"),
    ("Ils sont jugés pour contrefaçon de marques.", "contrefacon"),
    ("Ils sont jugés pour contrebande de tabac.", "contrebande"),
    ("Mise en examen pour association de malfaiteurs terroriste criminelle.", "terrorisme_association"),
    ("Jugés pour soutien logistique.", "terrorisme_association"),
    ("Jugé pour assassinats en relation avec une entreprise terroriste.", "terrorisme_acte"),
    ("Il est condamné pour apologie du terrorisme.", "terrorisme_apologie"),
    ("Elle est jugée pour financement du terrorisme.", "terrorisme_financement"),
    ("L'officier est mis en examen pour intelligence avec une puissance étrangère.", "espionnage"),
    ("Jugé pour génocide et crimes contre l'humanité.", "crime_humanite"),
    ("Le manifestant est jugé pour rébellion.", "rebellion"),
    ("Le supporteur est jugé pour outrage.", "outrage"),
    ("L'automobiliste est jugé pour refus d'obtempérer.", "refus_obtemperer"),
    ("Il est jugé pour évasion.", "evasion"),
    ("Le témoin est poursuivi pour faux témoignage.", "faux_temoignage"),
    ("L'avocate est mise en examen pour subornation de témoin.", "subornation_temoin"),
    ("Il est jugé pour modification de l'état des lieux d'un crime.", "entrave_justice"),
    ("L'évêque est jugé pour non-dénonciation de mauvais traitements.", "non_denonciation"),
    ("Il est jugé pour participation à un attroupement armé.", "attroupement"),
    ("Il est condamné pour port d'arme prohibé.", "arme"),
    ("Ils sont jugés pour détention illégale d'armes.", "arme"),
    ("Elle est jugée pour dissimulation du visage.", "dissimulation_visage"),
    ("Il est jugé pour usurpation de fonctions.", "usurpation_fonctions"),
    ("L'éditorialiste est relaxé du délit de diffamation.", "diffamation"),
    ("Il est jugé pour injure publique.", "injure"),
    ("L'essayiste est jugé pour provocation à la haine raciale.", "provocation_haine"),
    ("Il est jugé pour contestation de crime contre l'humanité.", "negationnisme"),
    ("Il est jugé pour provocation à commettre un crime.", "provocation_crime"),
    ("Elle est jugée pour conduite en état d'ivresse.", "conduite_alcool"),
    ("Il est jugé pour conduite sous l'emprise de stupéfiants.", "conduite_stupefiants"),
    ("Le motard est jugé pour excès de vitesse.", "exces_vitesse"),
    ("Le chauffeur est jugé pour délit de fuite.", "delit_fuite"),
    ("Il est jugé pour conduite sans permis.", "conduite_sans_permis"),
    ("Le fermier est jugé pour actes de cruauté envers un animal.", "cruaute_animaux"),
    ("L'usine est poursuivie pour pollution des eaux.", "environnement"),
    ("Le guérisseur est jugé pour exercice illégal de la médecine.", "exercice_illegal"),
    ("Il est jugé pour aide à l'entrée et au séjour irréguliers.", "aide_sejour"),
    ("Ils sont jugés pour destruction d'espèce protégée.", "especes_protegees"),
    ("Il est jugé pour violation de son contrôle judiciaire.", "violation_interdiction"),
    ("Le lycéen est jugé pour fausse alerte à la bombe.", "fausse_alerte"),
    ("Ils sont jugés pour entrave à la circulation.", "entrave_circulation"),
    ("Le cycliste est poursuivi pour infraction à la législation sur le dopage.", "dopage"),
    ("Il est jugé pour bigamie.", "autre"),
]


def read(text: str, title: str = "") -> list[Mention]:
    return find(Source(Document(title=title, article=text)))


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_each_wording_gives_its_code(text: str, expected: str) -> None:
    found = {m.value.code for m in read(text) if isinstance(m.value, OffenceValue) and "strength:fact" not in m.cues}
    assert found == set(expected.split())


def test_the_table_covers_every_code() -> None:
    assert {code for _, expected in TABLE for code in expected.split()} == codes()


def test_every_wording_has_a_known_code_and_compiles() -> None:
    assert {w.code for w in wordings()} == codes()
    assert all(w.literal in "".join(w.regex.pattern) for w in wordings() if w.literal)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Il est jugé pour violences habituelles sur mineur de 15 ans par ascendant.", None),
        ("Elle est jugée pour complicité d'escroquerie en bande organisée.", None),
        ("Il est jugé pour tentative d'assassinat.", None),
        ("Il est jugé pour recel d'abus de confiance aggravé.", None),
        ("Il est jugé pour enlèvement et séquestration suivis de mort.", None),
        ("Il est jugé pour violences et il conteste.", "violences"),
    ],
)
def test_spans_hold_the_qualifiers(text: str, span: str | None) -> None:
    expected = span or text.partition(" pour ")[2].rstrip(".")
    assert [m.text for m in read(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("jugé pour tentative de meurtre", OffenceValue("meurtre", attempt=True)),
        ("jugé pour complicité de tentative d'assassinat", OffenceValue("assassinat", attempt=True, complicity=True)),
        ("jugé pour vols en bande organisée", OffenceValue("vol_aggrave", organised=True)),
        ("jugé pour complicité de corruption active", OffenceValue("corruption", complicity=True)),
        ("jugé pour extorsion", OffenceValue("extorsion")),
    ],
)
def test_attributes(text: str, value: OffenceValue) -> None:
    assert [m.value for m in read(text)] == [value]


def test_complicity_and_handling_of_one_offence_are_two() -> None:
    found = read("Il est jugé pour complicité et recel d'abus de biens sociaux.")
    values = {m.value for m in found}
    assert values == {OffenceValue("recel"), OffenceValue("abus_biens_sociaux", complicity=True)}


def test_complicity_alone_is_of_the_offence_named_before() -> None:
    found = read("Il est jugé pour escroquerie. Sa sœur répond de complicité.")
    assert found[-1].value == OffenceValue("escroquerie", complicity=True)
    assert "strength:anaphora" in found[-1].cues


def test_children_in_the_article_make_it_an_offence_on_a_minor() -> None:
    found = read("Il est mis en examen pour viols. La fillette s'est confiée. Deux autres enfants sont entendus.")
    assert [m.value.code for m in found if isinstance(m.value, OffenceValue)] == ["viol_mineur"]


def test_named_charges_win_over_facts() -> None:
    found = read("L'homme a été poignardé mardi. Son voisin a été mis en examen pour assassinat.")
    assert [m.text for m in found if m.guess == "charge"] == ["assassinat"]


def test_a_list_is_all_charges() -> None:
    found = read("Ils ont été mis en examen pour escroquerie, faux et usage de faux et blanchiment aggravé.")
    assert [m.text for m in found if m.guess == "charge"] == [
        "escroquerie",
        "faux et usage de faux",
        "blanchiment aggravé",
    ]


def test_one_mention_of_an_offence_is_charged() -> None:
    found = read("Jugé pour escroquerie, il nie l'escroquerie. L'escroquerie date de mars.")
    assert [m.guess for m in found].count("charge") == 1


def test_past_cases_are_no_charges() -> None:
    found = read("Il comparaît pour extorsion. Il avait déjà été condamné en 2004 pour recel.")
    assert [m.text for m in found if m.guess == "charge"] == ["extorsion"]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Il a été mis en examen pour meurtre.", "strict:mis_en_examen"),
        ("Il a été mis en examen pour meurtre.", "by:pour"),
        ('Il parle d\'une "escroquerie".', "in_quotes"),
        ("Il avait déjà été condamné pour recel.", "near:past"),
        ("Il est également mis en examen pour recel.", "near:also"),
        ("Un témoin parle au procès des attentats.", "head:procès"),
        ("Un policier a été poignardé.", "strength:fact"),
        ("Un policier a été poignardé.", "near:official"),
    ],
)
def test_cues(text: str, cue: str) -> None:
    assert cue in read(text)[0].cues


def test_title_cue() -> None:
    assert "where:title" in read("Il comparaît lundi.", title="Un maire jugé pour favoritisme")[0].cues


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("vol(s)", "vols", True),
        ("vol(s)", "voler", False),
        ("incend*", "incendiaire", True),
        ("trafic [illicite ]?de stupéfiants", "trafic de stupéfiants", True),
        ("excès de vitesse [grave]?", "excès de vitesse", True),
        ("menaces ~ de mort", "menaces répétées de mort", True),
        ("menaces ~ de mort", "menaces. il est de mort", False),
        ("évasion", "evasion", True),
        ("non-assistance", "non assistance", True),
        ("faux{,}", "faux", False),
        ("{<!est }faux", "c'est faux", False),
    ],
)
def test_language_of_wordings(pattern: str, text: str, matches: bool) -> None:
    assert bool(compile_wording(pattern).search(text)) is matches


WORDS = st.sampled_from(
    [
        "vol",
        "viol",
        "tentative de",
        "complicité",
        "recel de",
        "pour",
        '"',
        "É",
        "İ",
        ".",
        "\n",
        "et",
        "en bande organisée",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_gives_true_spans(text: str) -> None:
    source = Source(Document(article=text))
    found = find(source)
    assert [m.start for m in found] == sorted(m.start for m in found)
    for m in found:
        assert m.kind is Kind.OFFENCE
        assert source.plain[m.start : m.end] == m.text
        assert m.text.strip()


def test_a_sentence_of_many_pages_is_read_in_time() -> None:
    # One sentence with a thousand offences took 51 seconds before what lies far off was left out.
    started = time.perf_counter()
    assert len(read("violence a b c d e f " * 500)) == 500
    assert time.perf_counter() - started < 20


def test_a_long_number_before_an_offence_costs_no_time() -> None:
    text = "1" * 60 + "x vol et " + "9" * 39 + "é escroquerie devant le tribunal correctionnel de Brest."
    started = time.monotonic()
    find(Source(Document(article=text)))
    assert time.monotonic() - started < 5
