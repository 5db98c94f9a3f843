"""The model's input and output: units, pieces, windows, tables, drafts, and the embedded checkpoint at work."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarise.errors import ModelError
from summarise.mentions.base import CourtValue, DateValue, Kind, Mention, OffenceValue, PersonValue, SumValue
from summarise.mentions.find import find
from summarise.records import Document
from summarise.seq2seq.draft import Scores, Thresholds, decide
from summarise.seq2seq.encode import Encoded, Vocabulary, encode
from summarise.seq2seq.labels import DOCUMENT_LABELS, DOCUMENT_WIDTH, MARKERS, STATUS_LABELS, UNIT_LABELS, UNIT_WIDTH
from summarise.seq2seq.links import LINK, with_links
from summarise.seq2seq.model import SHARED, WINDOW, Model, State, load, windows
from summarise.seq2seq.odds import odds
from summarise.seq2seq.prior import NEVER, prior, spread
from summarise.seq2seq.reading import Reading, read
from summarise.seq2seq.script import Step, hidden, link_steps, text_steps
from summarise.seq2seq.units import Unit, units
from summarise.seq2seq.wide import Table, feature_hash, load_tables, save_tables
from summarise.text.source import Source

ARTICLE = (
    "Le tribunal correctionnel de Quimper a condamné lundi Yann Kervella, 41 ans, à deux ans de prison pour "
    "escroquerie. Luc Adam, son complice, a été condamné à six mois de prison avec sursis pour complicité "
    "d'escroquerie. M. Kervella avait détourné 30.000 euros au préjudice de la société Armor Bois."
)
TITLE = "Quimper : deux ans de prison pour Yann Kervella"
DOCUMENT = Document(id="1", title=TITLE, heading="Son complice écope de six mois.", article=ARTICLE)


def _letters(text: str) -> list[int]:
    """A tokenizer of letters, ids from 1000."""
    return [1000 + ord(c) for c in text]


SPECIAL = ("<name>", "<title>", "<heading>", "<body>", "<offence>", "<penalty>", *MARKERS.values())
LETTERS = Vocabulary(_letters, {piece: k for k, piece in enumerate(SPECIAL, start=3)})


def _encoded(document: Document) -> tuple[Source, Sequence[Mention], Encoded]:
    source = Source(document)
    mentions = find(source)
    return source, mentions, encode(source, mentions, LETTERS)


def _shown(encoded: Encoded) -> str:
    """Ids as letters and special pieces."""
    names = {k: piece for piece, k in LETTERS.special.items()}
    return "".join(chr(i - 1000) if i >= 1000 else names[i] for i in encoded.ids)


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


@pytest.fixture(scope="module")
def state(model: Model) -> State:
    return model.read(Source(DOCUMENT))


def _court(start: int, text: str, kind: str, city: str | None = None) -> Mention:
    at = start + text.index(city) if city else 0
    return Mention(Kind.COURT, start, start + len(text), text, CourtValue(kind, (at, at + len(city)) if city else None))


TEXT = "cour de Pau, cour de PAU, cour de Lyon, tribunal"
GROUPED = [
    ("courts by type and city",
     [_court(0, "cour de Pau", "appel", "Pau"), _court(13, "cour de PAU", "appel", "PAU"),
      _court(26, "cour de Lyon", "appel", "Lyon"), _court(40, "tribunal", "autre")],
     [(0, 1), (2,), (3,)]),
    ("dates by day, else by their words",
     [Mention(Kind.DATE, 0, 5, "lundi", DateValue("2020-01-06")),
      Mention(Kind.DATE, 6, 15, "6 janvier", DateValue("2020-01-06")),
      Mention(Kind.DATE, 16, 21, "Mardi", DateValue()), Mention(Kind.DATE, 22, 27, "mardi", DateValue())],
     [(0, 1), (2, 3)]),
    ("people by chain",
     [Mention(Kind.PERSON, 0, 3, "Luc", PersonValue(0)), Mention(Kind.PERSON, 4, 7, "Guy", PersonValue(1)),
      Mention(Kind.PERSON, 8, 10, "il", PersonValue(0))],
     [(0, 2), (1,)]),
    ("offences by code",
     [Mention(Kind.OFFENCE, 0, 3, "vol", OffenceValue("vol")), Mention(Kind.OFFENCE, 4, 7, "Vol", OffenceValue("vol"))],
     [(0, 1)]),
    ("sums one by one",
     [Mention(Kind.SUM, 0, 3, "5 €", SumValue(5.0)), Mention(Kind.SUM, 4, 7, "5 €", SumValue(5.0))],
     [(0,), (1,)]),
]  # fmt: skip


@pytest.mark.parametrize(("mentions", "groups"), [row[1:] for row in GROUPED], ids=[row[0] for row in GROUPED])
def test_units(mentions: list[Mention], groups: list[tuple[int, ...]]) -> None:
    source = Source(Document(id="1", article=TEXT))
    assert [u.mentions for u in units(source, mentions)] == groups


def test_markers_stand_before_mentions_and_marks_point_at_them() -> None:
    source, mentions, encoded = _encoded(DOCUMENT)
    markers = {LETTERS.special[piece] for piece in MARKERS.values()}
    assert len(encoded.marks) == len(mentions) > 8
    for mention, mark in zip(mentions, encoded.marks, strict=True):
        assert encoded.ids[mark] in markers
        assert encoded.ends[mark] == mention.start
        assert not source.plain[mention.start : mention.end].startswith(" ")


def test_parts_are_opened_in_order() -> None:
    shown = _shown(_encoded(DOCUMENT)[2])
    places = [shown.index(piece) for piece in ("<title>", "<heading>", "<body>")]
    assert places == sorted(places)
    assert shown.startswith("<title>")
    assert "<title>" not in _shown(_encoded(Document(id="1", article=ARTICLE))[2])


def test_names_are_hidden_and_companies_kept() -> None:
    shown = _shown(_encoded(DOCUMENT)[2])
    assert not re.search(r"Kervella|Yann|Adam|Luc", shown)
    assert shown.count("<name>") >= 4
    assert "Armor Bois" in shown


def test_a_marker_in_the_article_is_no_marker() -> None:
    encoded = _encoded(Document(id="1", article="Le texte <body> dit <name> et <x3>, c'est tout."))[2]
    assert sum(i < 1000 for i in encoded.ids) == 1


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=150), st.integers(0, len(ARTICLE)))
def test_encode_takes_any_text_in_order(noise: str, at: int) -> None:
    source, _, encoded = _encoded(Document(id="1", title=noise[:20], article=ARTICLE[:at] + noise + ARTICLE[at:]))
    assert list(encoded.ends) == sorted(encoded.ends)
    assert all(0 <= end <= len(source.plain) for end in encoded.ends)
    assert len(encoded.ids) == len(encoded.ends)


@given(st.integers(1, 20000))
def test_windows_cover_everything(length: int) -> None:
    cuts = windows(length)
    assert cuts[0][0] == 0
    assert cuts[-1][1] == length
    assert all(0 < end - start <= WINDOW for start, end in cuts)
    assert all(a[1] - b[0] == SHARED for a, b in itertools.pairwise(cuts))


def test_windows_give_one_state_a_piece(model: Model) -> None:
    ids = (5, *([700, 900, 1100] * 600))
    memory, count = model.states(Encoded(ids, (), ids))
    assert (len(memory), count) == (len(ids), 2)
    alone, _ = model.states(Encoded(ids[:WINDOW], (), ids[:WINDOW]))
    # The first window says the same whether a second one follows or not.
    assert np.allclose(memory[: WINDOW - SHARED], alone[: WINDOW - SHARED], atol=1e-4)


def _table(features: Sequence[str], weights: np.ndarray) -> Table:
    """A table in eight bits from full precision (features, labels)."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    hashes = np.array([feature_hash(f) for f in features], np.uint32)
    order = np.argsort(hashes)
    small = np.rint(weights / scale).astype(np.int8)[order]
    labels = tuple(f"l{k}" for k in range(weights.shape[1]))
    return Table(labels, hashes[order], small, scale.astype(np.float32), np.zeros(len(labels), np.float32))


@settings(max_examples=50)
@given(st.integers(0, 10**6), st.integers(1, 30))
def test_eight_bits_score_close_to_full_precision(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    features, weights = [f"f{k}" for k in range(60)], rng.normal(size=(60, 3))
    chosen = rng.choice(60, count, replace=False)
    scores = _table(features, weights).scores([*(features[k] for k in chosen), "never seen"])
    step = np.abs(weights).max(axis=0) / 127
    assert (np.abs(scores - weights[chosen].sum(axis=0)) <= count * step / 2 + 1e-3).all()


def test_tables_survive_a_file(tmp_path: Path) -> None:
    tables = {"sum": _table(["a", "b", "c"], np.array([[1.0, -2.0], [0.5, 0.1], [0.0, 3.0]]))}
    tables["empty"] = Table((), np.zeros(0, np.uint32), np.zeros((0, 0), np.int8), *[np.zeros(0, np.float32)] * 2)
    save_tables(tmp_path / "t.npz", tables)
    again = load_tables(tmp_path / "t.npz")
    assert list(again) == ["sum", "empty"]
    assert again["sum"].labels == ("l0", "l1")
    assert np.array_equal(again["sum"].scores(["a", "c"]), tables["sum"].scores(["a", "c"]))


def test_labels_that_a_table_lacks_are_nearly_impossible() -> None:
    row = spread(("b", "a"), np.array([0.0, 0.0], np.float32), ("a", "b", "c"))
    assert row == pytest.approx([np.log(0.5), np.log(0.5), NEVER])


PEOPLE = [Unit(Kind.PERSON, (k,)) for k in range(3)]
ABOUT = {task: {labels[-1]: 1.0, labels[0]: 0.0} for task, labels in DOCUMENT_LABELS.items()}
STATUSES = {k: {"condamne": 0.8, "relaxe": 0.2} for k in range(9)}
DECIDED = [
    ("likely court", [Unit(Kind.COURT, (0,)), Unit(Kind.COURT, (1,))], [{"main": 0.3}, {"main": 0.7}], {1: "main"}),
    ("no court is likely", [Unit(Kind.COURT, (0,))], [{"main": 0.1}], {}),
    ("victim beats defendant", [PEOPLE[0]], [{"defendant": 0.35, "victim": 0.5}], {0: "victim"}),
    ("prosecutor is one", PEOPLE[:2], [{"prosecutor": 0.6}, {"prosecutor": 0.9}], {1: "prosecutor"}),
    ("charge by threshold", [Unit(Kind.OFFENCE, (0,))], [{"charge": 0.41}], {0: "charge"}),
    ("no charge", [Unit(Kind.OFFENCE, (0,))], [{"charge": 0.39}], {}),
    ("likeliest kind of a sum", [Unit(Kind.SUM, (0,))], [{"none": 0.3, "amende": 0.3, "produit": 0.4}], {0: "produit"}),
    ("a doubtful sum", [Unit(Kind.SUM, (0,))], [{"none": 0.6, "amende": 0.4}], {}),
    ("a penalty asked for", [Unit(Kind.PENALTY, (0,))], [{"none": 0.2, "requise": 0.8}], {0: "requise"}),
]  # fmt: skip


@pytest.mark.parametrize(("found", "said", "roles"), [row[1:] for row in DECIDED], ids=[row[0] for row in DECIDED])
def test_roles(found: list[Unit], said: list[dict[str, float]], roles: dict[int, str]) -> None:
    assert decide(found, Scores(said, STATUSES, ABOUT), Thresholds()).roles == roles


@pytest.mark.parametrize(
    ("links", "expected"),
    [({}, (0,)), ({(3, 0): 0.9, (3, 1): 0.8}, (0, 1)), ({(3, 1): 0.9}, (1,)), ({(3, 1): 0.4, (3, 2): 0.9}, (1,))],
    ids=["nobody is likely", "both", "one", "not pursued"],
)
def test_a_charge_belongs_to_people_pursued(links: dict[tuple[int, int], float], expected: tuple[int, ...]) -> None:
    found = [*PEOPLE, Unit(Kind.OFFENCE, (3,))]
    said = [{"defendant": 0.9}, {"defendant": 0.9}, {"victim": 0.9}, {"charge": 0.9}]
    draft = decide(found, Scores(said, STATUSES, ABOUT, links), Thresholds())
    assert draft.links == {3: expected}
    assert draft.statuses == {0: "condamne", 1: "condamne"}


@pytest.mark.parametrize(("cleared", "status"), [(0.4, "relaxe"), (0.2, "condamne")])
def test_between_convicted_and_cleared_doubt_clears(cleared: float, status: str) -> None:
    statuses = {0: {"condamne": 1 - cleared, "relaxe": cleared}}
    draft = decide(PEOPLE[:1], Scores([{"defendant": 0.9}], statuses, ABOUT), Thresholds())
    assert draft.statuses == {0: status}


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_odds_add_up(seed: int) -> None:
    found = [Unit(kind, (0,)) for kind in Kind]
    mention = Mention(Kind.COURT, 0, 1, "", CourtValue("parquet"))
    reading = Reading(Source(DOCUMENT), [mention], found, [], [])
    rng = np.random.default_rng(seed)
    rows, document = rng.normal(size=(len(found), UNIT_WIDTH)) * 30, rng.normal(size=DOCUMENT_WIDTH)
    scores = odds(reading, rows.astype(np.float32), document.astype(np.float32))
    assert all(sum(row.values()) == pytest.approx(1) for row in [*scores.units, *scores.document.values()])
    assert [tuple(row) for row in scores.units] == [UNIT_LABELS[u.kind] for u in found]
    assert {tuple(row) for row in scores.statuses.values()} == {STATUS_LABELS}


def test_script_points_and_hides_names(state: State) -> None:
    reading = state.reading
    charge = next(i for i, u in enumerate(reading.units) if u.kind is Kind.OFFENCE)
    assert link_steps(reading, {charge: [2, 1]}, LETTERS) == [
        Step(LETTERS.special["<offence>"]), Step(unit=charge), Step(unit=1), Step(unit=2),
    ]  # fmt: skip
    assert hidden("Yann Kervella et Luc Adam, d'Armor Bois", reading) == "<name> et <name>, d'Armor Bois"
    written = [Step(k) for k in (_letters("a")[0], LETTERS.special["<name>"], _letters("b")[0])]
    assert text_steps("<title>", "a <name> b", LETTERS) == [Step(LETTERS.special["<title>"]), *written]


def test_the_same_reading_for_training_and_for_use(state: State) -> None:
    source = Source(DOCUMENT)
    again = read(source, find(source))
    assert again.features == state.reading.features
    assert again.document == state.reading.document


def test_names_reach_neither_ids_nor_features(model: Model) -> None:
    """Two articles that differ in people's names alone are one and the same to the model."""
    swap = {k: getattr(DOCUMENT, k).replace("Yann", "Paul").replace("Kervella", "Morvan") for k in ("title", "article")}
    other = DOCUMENT.model_copy(update=swap)
    both = [model.read(Source(d)) for d in (DOCUMENT, other)]
    ids = [encode(s.reading.source, s.reading.mentions, model.vocabulary).ids for s in both]
    assert ids[0] == ids[1]
    assert both[0].reading.document == both[1].reading.document


def test_the_embedded_model_drafts(model: Model, state: State) -> None:
    draft = model.draft(state)
    pursued = {i for i, role in draft.roles.items() if role == "defendant"}
    assert pursued
    assert set(draft.links) == {i for i in draft.roles if state.reading.units[i].kind in (Kind.OFFENCE, Kind.PENALTY)}
    assert all(set(whose) <= pursued and whose == tuple(sorted(whose)) for whose in draft.links.values())
    assert state.coverage.read == state.coverage.total == len(DOCUMENT.text)


def test_links_of_several_defendants_are_never_empty(model: Model, state: State) -> None:
    draft = model.draft(state)
    people = [i for i, u in enumerate(state.reading.units) if u.kind is Kind.PERSON][:2]
    several = replace(draft, statuses=dict.fromkeys(people, "prevenu"))
    linked = with_links(state.reading, several, model.tables[LINK], 0.5).links
    assert all(whose and set(whose) <= set(people) for whose in linked.values())


TEXTS = [
    "Yann Kervella a été condamné lundi à deux ans de prison.",
    "Un mot.",
    "Le tribunal correctionnel de Quimper a condamné deux hommes à des peines de prison pour escroquerie.",
]


def test_likelihood_is_the_same_alone_and_among_others(model: Model, state: State) -> None:
    together = model.likelihood(state, "<body>", TEXTS)
    alone = [model.likelihood(state, "<body>", [text])[0] for text in TEXTS]
    # Eight-bit activations share their scale over a batch: a few hundredths of a nat.
    assert together == pytest.approx(alone, abs=0.1)
    assert model.likelihood(state, "<body>", TEXTS[::-1]) == pytest.approx(together[::-1], abs=1e-4)
    assert all(value < 0 for value in together)


def test_a_sparse_half_speaks_of_every_unit(model: Model, state: State) -> None:
    rows, document = prior(state.reading, model.tables)
    assert rows.shape == (len(state.reading.units), UNIT_WIDTH)
    assert document.shape == (DOCUMENT_WIDTH,)
    assert (rows <= 0).all()


def test_an_article_without_mentions_is_read(model: Model) -> None:
    assert model.draft(model.read(Source(Document(id="1", article="Rien.")))).roles == {}


def test_an_incomplete_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        Model(tmp_path)


def test_an_article_without_any_mention_can_be_told() -> None:
    text = "Le chat dort sur le canapé pendant que la pluie tombe sur les toits et que les oiseaux chantent au loin."
    model = load()
    state = model.read(Source(Document(article=text)))
    assert not state.reading.units
    assert len(model.likelihood(state, "<body>", ["Le chat dort.", "La pluie tombe."])) == 2
    assert isinstance(model.write(state, "<title>", 5), str)
