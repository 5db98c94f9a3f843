"""The policy file and the lattice of statuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import short_brief
from hypothesis import given
from hypothesis import strategies as st

from summarise.innocence import check_text
from summarise.innocence.evidence import evidence
from summarise.innocence.lattice import cap, depth, joint, precedes, states_guilt, warnings
from summarise.innocence.policy import DEFAULT, PolicyError, adopt, load_policy, read_policy
from summarise.pipeline import Condenser
from summarise.records import Document
from summarise.settings import parse

STATUSES = sorted(load_policy().statuses)


def test_the_shipped_policy_gives_law_and_wording_for_each_rule() -> None:
    policy = load_policy()
    for name, rule in policy.rules.items():
        assert policy.articles(name), name
        assert rule.why
        assert rule.better.fr
        assert rule.better.en


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("minor: ", "minorr: "), "minor"),
        (("level: fault", "level: perhaps"), "level"),
        (("law: [cc-9-1, cpp-prelim]", "law: [cc-91]"), "cc-9-1"),
        (("after: [suspect]", "after: [suspekt]"), "suspect"),
        (("version: 1", "version: ["), "illisible"),
    ],
    ids=["unknown key", "unknown level", "unknown article", "unknown status", "no YAML"],
)
def test_a_wrong_policy_is_refused_with_its_place(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    wrong = tmp_path / "policy.yaml"
    wrong.write_text(DEFAULT.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    with pytest.raises(PolicyError, match=told):
        read_policy(wrong)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "redaction.yaml"
    adopt(None)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("rules:\n  nom: {level: parfois}\n", "rules.nom.level, ligne 2 (doit être 'fault' ou 'off')"),
        ("rules:\n  verbes: {level: off}\n", "rules.verbes n'existe pas : vouliez-vous dire « verbe » ?"),
        ("statuses:\n  prevenu: {after: [condamne]}\n", "le statut finit par se suivre lui-même"),
        ("identities:\n  minor: ''\n", "identities.minor, ligne 2 (ne peut être vide)"),
        ("identities:\n  minor: [a]\n", "identities.minor, ligne 2 (doit être un texte)"),
        ("later_ruling_warning: 'Voir {nom}'\n", "seuls {date}, {status} sont remplacés"),
        ("later_ruling_warning: 'Voir {'\n", "une accolade n'est pas fermée"),
        ("rules:\n  nom: {law: [cc-91]}\n", "« cc-91 » n'est défini nulle part, vouliez-vous dire « cc-9-1 » ?"),
        ("rules:\n  nom: [\n", "ce n'est pas du YAML (ligne 3)"),
        ("", "ne contient aucune clé"),
        ("nom", "ne contient aucune clé"),
    ],
)
def test_a_newsroom_s_wrong_policy_is_refused_in_french(written: str, told: str, own: Path) -> None:
    own.write_text(written, encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        adopt(own)
    assert told in refused.value.message
    assert own.name in refused.value.message


def test_a_newsroom_s_policy_lies_over_the_shipped_one(own: Path) -> None:
    own.write_text("rules:\n  nom: {level: off}\npresumption_tolerated: []\n", encoding="utf-8")
    text = "Le voleur a été écroué. Le complice présumé nie."
    assert [f.rule for f in check_text(text)] == ["nom"]
    adopt(own)
    assert [f.rule for f in check_text(text)] == ["presume"]
    assert load_policy().rules["nom"].why == read_policy(DEFAULT).rules["nom"].why
    adopt(None)
    assert [f.rule for f in check_text(text)] == ["nom"]


def test_the_settings_name_the_newsroom_s_policy(own: Path) -> None:
    own.write_text("identities:\n  minor: '[enfant]'\n", encoding="utf-8")
    article = "Le petit Maëlo Garnier, 8 ans, a été enlevé à Lyon. Un homme est en garde à vue."
    read = Condenser(short_brief, parse({"policy": str(own), "limits": {"min_words": 1}})).read
    assert "[enfant]" in read(Document(article=article)).document.article
    shipped = Condenser(short_brief, parse({"limits": {"min_words": 1}}))
    assert "[mineur]" in shipped.read(Document(article=article)).document.article


@pytest.mark.parametrize(
    ("status", "evidence", "printed"),
    [
        ("condamne", {"prevenu"}, "prevenu"),
        ("mis_en_examen", {"garde_a_vue"}, "garde_a_vue"),
        ("garde_a_vue", {"mis_en_examen"}, "garde_a_vue"),
        ("accuse", {"prevenu"}, "prevenu"),
        ("condamne", {"relaxe"}, "relaxe"),
        ("suspect", {"garde_a_vue", "non_lieu"}, "non_lieu"),
        ("condamne", set(), "autre"),
        ("autre", {"condamne"}, "autre"),
        ("condamne_definitif", {"condamne"}, "condamne"),
        ("condamne", {"condamne", "recours"}, "condamne"),
    ],
)
def test_cap(status: str, evidence: set[str], printed: str) -> None:
    assert cap(status, evidence) == printed


def test_a_conviction_under_appeal_says_so() -> None:
    assert "non définitive" in warnings("condamne", {"condamne", "recours"})[0]
    assert warnings("condamne", {"condamne"}) == []
    assert warnings("prevenu", {"recours"}) == []


@pytest.mark.parametrize(
    ("text", "claimed", "printed"),
    [
        ("Luc Perrin a été mis en examen pour vol.", "condamne", "mis_en_examen"),
        ("Le tribunal correctionnel a condamné Luc Perrin à un an de prison.", "condamne", "condamne"),
        ("Le parquet a requis un an de prison contre Luc Perrin, jugé par le tribunal.", "condamne", "prevenu"),
        ("Luc Perrin pourrait être condamné ; il est en garde à vue.", "condamne", "garde_a_vue"),
        ("Déjà condamné en 2012, Luc Perrin est en garde à vue.", "condamne", "garde_a_vue"),
        ("Le tribunal a relaxé Luc Perrin, prévenu de vol.", "condamne", "relaxe"),
    ],
)
def test_the_article_s_own_words_cap_the_status(text: str, claimed: str, printed: str) -> None:
    assert cap(claimed, evidence(text)) == printed


@pytest.mark.parametrize(
    ("text", "open_still"),
    [
        ("Condamné à un an de prison, il a fait appel.", True),
        ("Condamnés à un an de prison, ils ont annoncé leur intention de faire appel.", True),
        ("Condamné à dix ans, l'homme a été libéré dans l'attente de son procès en appel.", True),
        ("Condamnée à six mois, elle compte se pourvoir en cassation.", True),
        ("Condamné à un an de prison, il a fait appel ; la Cour de cassation a rejeté mardi le pourvoi.", False),
        ("Condamné à un an de prison, il a quitté le tribunal libre.", False),
    ],
)
def test_an_appeal_is_seen_in_the_text(text: str, open_still: bool) -> None:
    assert bool(warnings("condamne", evidence(text))) == open_still


def test_what_can_be_said_of_a_group() -> None:
    assert joint(["condamne", "mis_en_examen"]) == "mis_en_examen"
    assert joint([]) is None


@given(st.sampled_from(STATUSES), st.sets(st.sampled_from(STATUSES)))
def test_guilt_is_printed_only_on_evidence_of_guilt(status: str, evidence: set[str]) -> None:
    printed = cap(status, evidence)
    assert not states_guilt(printed) or any(precedes(printed, e) for e in evidence)


@given(st.sampled_from(STATUSES), st.sets(st.sampled_from(STATUSES)))
def test_cap_is_stable(status: str, evidence: set[str]) -> None:
    once = cap(status, evidence)
    assert cap(once, evidence) == once or once == "autre"


@given(st.sampled_from(STATUSES), st.sampled_from(STATUSES))
def test_the_order_is_an_order(a: str, b: str) -> None:
    assert precedes(a, a)
    assert not (precedes(a, b) and precedes(b, a)) or a == b
    assert not precedes(a, b) or depth(a) <= depth(b)
