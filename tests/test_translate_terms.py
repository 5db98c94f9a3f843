"""The term base: each wording's English, offences of the brief, and a newsroom's own file."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from summarise.errors import SettingsError
from summarise.mentions.offence_wordings import codes
from summarise.translate.conjugation import forms
from summarise.translate.holds import mask
from summarise.translate.patterns import expand
from summarise.translate.terms import KINDS, load_terms

# One line a jurist can check: French, what is held for it.
TERMS = [
    ("Elle a été mise en examen vendredi.", "placed under formal investigation"),
    ("Ils ont été mis·es en examen.", "placed under formal investigation"),
    ("Le juge a mis en examen le maire.", "placed under formal investigation"),
    ("Sa mise en examen a été annulée.", "placement under formal investigation"),
    ("Il est mis en examen pour vol.", "under formal investigation"),
    ("Le dossier compte 22 mis en examen.", "people under formal investigation"),
    ("Il a été placé mardi en garde à vue.", "placed in police custody on Tuesday"),
    ("Elle a été mise également en examen.", "also placed under formal investigation"),
    ("Les prévenues restent libres.", "defendants"),
    ("L’accusé a gardé le silence.", "accused"),
    ("Un témoin assisté a été entendu.", "assisted witness"),
    ("Ils étaient en garde à vue.", "police custody"),
    ("Elle a été relaxée.", "acquitted"),
    ("Le tribunal a relaxé l'élu.", "acquitted"),
    ("Le tribunal relaxe l'élu.", "acquits"),
    ("La relaxe est définitive.", "acquittal"),
    ("L'avocat a plaidé la relaxe.", "argued for acquittal"),
    ("La cour d'assises a acquitté le médecin.", "acquitted"),
    ("Il est condamné à six mois de prison.", "sentenced"),
    ("Elle a été condamnée à verser 300 euros.", "ordered"),
    ("Il a été condamné pour vol.", "convicted of"),
    ("Le parquet avait requis une peine.", "sought"),
    ("La procureure requiert la prison.", "seeks"),
    ("Il encourt quinze ans.", "faces up to"),
    ("Il a été déféré puis écroué.", "remanded in custody"),
    ("Elle a interjeté appel.", "appealed"),
    ("Il devra être jugé en comparution immédiate.", "tried in fast-track proceedings"),
    ("Trois plaintes ont été classées sans suite.", "closed with no further action"),
    ("Une information judiciaire contre X est ouverte.", "judicial investigation against persons unknown"),
    ("Il s'est constitué partie civile.", "joined the proceedings as a civil party"),
    ("Le juge a ordonné un non-lieu.", "dismissal by the investigating judge"),
    ("Le tribunal correctionnel de Paris statuera.", "Paris criminal court"),
    ("La cour d'assises de l'Hérault statuera.", "Hérault assize court"),
    ("Le parquet du Havre enquête.", "Le Havre public prosecutor's office"),
    ("Le parquet du Gard enquête.", "Gard public prosecutor's office"),
    ("Deux juges d'instruction bordelaises ont signé.", "Bordeaux investigating judges"),
    ("L'ex-préfet se tait.", "former prefect"),
    ("L'ancienne infirmière se tait.", "former nurse"),
    ("Deux complices présumés ont fui.", "alleged accomplices"),
    ("La trentenaire se tait.", "woman in her thirties"),
    ("La CRPC est homologuée.", "guilty-plea agreement"),
    ("Poursuivi pour association de malfaiteurs.", "criminal conspiracy"),
    ("Poursuivi pour abus de biens sociaux.", "misuse of company assets"),
    ("Poursuivie pour refus d'obtempérer.", "failure to stop for police"),
    ("La comptable aurait falsifié des factures.", "allegedly falsified"),
    ("Le coffre aurait été volé.", "was allegedly stolen"),
    ("Il serait impliqué dans le trafic.", "is reportedly involved"),
    ("Il n'aurait pas volé le coffre.", "stolen"),
    ("Il a gardé le silence.", "remained silent"),
    ("Il dort ; l'arrêt a été rendu.", "judgment"),
    ("Sa condamnation à deux ans est définitive.", "sentence"),
    ("Poursuivi pour recel.", "handling stolen goods"),
    ("Accusé de complicité de meurtre.", "aiding and abetting murder"),
    ("Viol sur mineure de 15 ans.", "under 15"),
    ("La CEDH a condamné la France.", "ruled against"),
    ("Délibéré le 14 février.", "judgment reserved until"),
    ("Le procès a été renvoyé au 3 mai.", "adjourned"),
    ("Il a été renvoyé devant la cour d'assises.", "sent for trial"),
    ("Le Conseil d'État, saisi par un syndicat, a tranché.", "asked to rule"),
    ("Les douaniers ont saisi deux tonnes.", "seized"),
    ("Elle a fait appel de sa condamnation.", "conviction"),
    ("Il est sorti de la prison de Fresnes.", "Fresnes prison"),
    ("Poursuivi pour recel de vol.", "receiving stolen goods"),
]
# What looks like a term and is none.
NO_TERMS = [
    ("Il a prévenu la police.", "defendant"),
    ("Un parquet flottant a brûlé.", "public prosecutor's office"),
    ("Le vol Paris-Rome a eu du retard.", "theft"),
    ("Il s'est acquitté de sa dette.", "acquitted"),
    ("Un pompier, marin-pompier, est entendu.", "sailor"),
]


def held(sentence: str) -> list[str]:
    return [hold.en for hold in mask(sentence, load_terms()).holds]


@pytest.mark.parametrize(("sentence", "english"), TERMS)
def test_term(sentence: str, english: str) -> None:
    assert english in held(sentence)


@pytest.mark.parametrize(("sentence", "english"), NO_TERMS)
def test_no_term(sentence: str, english: str) -> None:
    assert english not in held(sentence)


def test_every_offence_of_the_brief_has_its_english() -> None:
    terms = load_terms()
    assert [code for code in sorted(codes()) if not terms.english(f"offence:{code}")] == []


@pytest.mark.parametrize("name", ["terms.tsv", "lexicon.tsv", "verbs.tsv"])
def test_tables_are_well_formed(name: str) -> None:
    text = files("summarise.translate").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    width = lines[0].count("\t")
    assert [line for line in lines if line.count("\t") > width] == []
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        assert row["en"]
        assert "kind" not in row or row["kind"] in KINDS


def test_own_file_overrides(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(
        "fr\ten\ngarde(s) à vue\tdetention for questioning\nordre des chats\tOrder of Cats\n", encoding="utf-8"
    )
    terms = load_terms(own)
    said = [hold.en for hold in mask("Une garde à vue à l'ordre des chats.", terms).holds]
    assert said == ["detention for questioning", "Order of Cats"]
    assert "police custody" in held("Une garde à vue.")


@pytest.mark.parametrize(
    ("content", "word"),
    [("fr\tanglais\nvol\ttheft\n", "colonnes"), ("fr\ten\nvol\t\n", "vide"), ("fr\ten\n[vol\ttheft\n", "motif"),
     ("fr\tkind\ten\nvol\tcrime\ttheft\n", "genre"), ("fr\ten\tbefore\nvol\ttheft\t(\n", "motif")],
)  # fmt: skip
def test_own_file_that_is_wrong(tmp_path: Path, content: str, word: str) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=word):
        load_terms(own)


def test_own_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="illisible"):
        load_terms(tmp_path / "none.tsv")


def test_expand() -> None:
    assert expand("prévenu(e)(s)") == [("prévenu", False), ("prévenus", True), ("prévenue", False), ("prévenues", True)]
    assert expand("[tribunal|tribunaux+] [bien ]?fait") == [
        ("tribunal fait", False),
        ("tribunal bien fait", False),
        ("tribunaux fait", True),
        ("tribunaux bien fait", True),
    ]


@pytest.mark.parametrize("pattern", ["[a", "a(b"])
def test_expand_names_what_is_missing(pattern: str) -> None:
    with pytest.raises(ValueError, match="add the missing"):
        expand(pattern)


@pytest.mark.parametrize(
    ("verb", "form", "name"),
    [("mettre", "mise", "pp"), ("requérir", "requièrent", "base"), ("juger", "jugeait", "past"),
     ("placer", "plaçant", "ing"), ("déférer", "défère", "s"), ("relaxer", "relaxera", "will"),
     ("saisir", "saisit", "s")],
)  # fmt: skip
def test_conjugation(verb: str, form: str, name: str) -> None:
    assert (form, name) in list(forms(verb))
