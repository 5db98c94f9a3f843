"""Parts of training that need no trained model: the corpus, the sparse half's tables, batches and losses."""

import itertools
import json
import random
from pathlib import Path

import numpy as np
import pytest
from made_up import court_article, gold_of, other_article

pytest.importorskip("torch")

import torch

from finetune import wide
from finetune.corpus import HeldOut, fingerprint, hide_names, justice_score, training_rows, with_articles, write_jsonl
from finetune.curves import draw, losses
from finetune.embed import first_table
from finetune.examples import Example, example
from finetune.network import Network, Shape
from finetune.orangesum import fetch
from finetune.pretrain import Feeder
from finetune.runs import read_log
from finetune.silver import choose, unrelated
from finetune.tensors import IGNORED, Item, allowed_labels, batch, item
from finetune.tokenise import SPECIAL, Pieces, load_pieces, readable, save_pieces
from finetune.train import batches, head_loss, joined, run
from summarise.errors import FileProblem
from summarise.mentions.base import Kind
from summarise.seq2seq.encode import Vocabulary
from summarise.seq2seq.labels import STATUS_AT, UNIT_AT, UNIT_LABELS, UNIT_WIDTH
from summarise.seq2seq.prior import prior

WORDS = Vocabulary(lambda text: [120 + ord(c) % 100 for c in text], {p: k for k, p in enumerate(SPECIAL, start=3)})
SMALL = Shape(vocabulary=256, width=16, convolutions=2, attentions=1, decoder_layers=1, heads=2, dropout=0.0)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return [example(court_article(k), gold_of(k), "train") for k in range(6)]


@pytest.fixture(scope="module")
def items(examples: list[Example]) -> list[Item]:
    tables = wide.fit_tables(examples)
    return [item(e, prior(e.reading, tables), WORDS) for e in examples]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Hier, Yann Kervella a parlé.", "Hier, <name> a parlé."),
        ("selon Me Adam, avocat", "selon <name>, avocat"),
        ("Le tribunal de Quimper a tranché.", "Le tribunal de Quimper a tranché."),
    ],
)
def test_names_are_hidden(text: str, hidden: str) -> None:
    assert hide_names(text) == hidden


def test_no_text_looks_like_a_special_piece() -> None:
    assert readable("a <mask> b") == "a ‹mask> b"


def test_copies_that_differ_in_spaces_have_one_fingerprint() -> None:
    assert fingerprint("Un vol, à Tulle.") == fingerprint("Un  vol à\u00a0Tulle")
    assert fingerprint("Un vol à Tulle.") != fingerprint("Un viol à Tulle.")


def test_held_out_texts_and_copies_go(tmp_path: Path) -> None:
    rows = [court_article(k) for k in range(6)]
    twin, held = {**rows[0], "id": "twin"}, [rows[5], {**rows[4], "id": "other id"}]
    write_jsonl(tmp_path / "all.jsonl.xz", [*rows, twin])
    write_jsonl(tmp_path / "held.jsonl.xz", held)
    kept = training_rows(tmp_path / "all.jsonl.xz", [tmp_path / "held.jsonl.xz"])
    assert [r["id"] for r in kept] == ["c0", "c1", "c2", "c3"]


def test_a_copy_that_was_shortened_or_retouched_is_held_out() -> None:
    held = HeldOut([court_article(1)])
    words = court_article(1)["article"].split()
    shorter = {"id": "x", "article": " ".join(words[: len(words) // 2])}
    retouched = {"id": "y", "article": " ".join([*words[:20], "hier", *words[20:], "Une autre phrase vient ici."])}
    assert held.holds(shorter)
    assert held.holds(retouched)
    assert not held.holds({"id": "z", "article": other_article(1)["article"]})
    assert not held.holds({"id": "s", "article": "Rien."})


def test_orangesum_of_the_hub_without_its_test_articles(tmp_path: Path) -> None:
    pytest.importorskip("datasets")
    rows = [court_article(k) for k in range(5)]
    parts = {"train": rows[:2], "validation": rows[2:3], "test": [rows[3]]}
    parts["train"].append({**rows[3], "article": rows[3]["article"] + " Fin."})  # a copy of a test article
    for config, key in (("abstract", "heading"), ("title", "title")):
        (tmp_path / config).mkdir()
        for split, some in parts.items():
            lines = [json.dumps({"text": row["article"], "summary": row[key]}) for row in some]
            (tmp_path / config / f"{split}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    fetched = fetch(str(tmp_path))
    assert [row["article"] for row in fetched] == [row["article"] for row in rows[:3]]
    assert [row["title"] for row in fetched] == [row["title"] for row in rows[:3]]
    assert [row["heading"] for row in fetched] == [row["heading"] for row in rows[:3]]


def test_a_corpus_that_is_nowhere_is_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("datasets")
    with pytest.raises(FileProblem, match=r"data\.corpus"):
        fetch(str(tmp_path / "absent"))


def test_the_curves_are_drawn_from_whole_lines(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    rows = [{"step": 5, "loss": [1.0, 0.5]}, {"step": 10, "loss": [0.7, 0.4]}]
    text = "".join(json.dumps(row) + "\n" for row in rows) + '{"step": 15, "lo'
    (tmp_path / "gold.jsonl").write_text(text, encoding="utf-8")
    assert read_log(tmp_path / "gold.jsonl") == rows
    assert losses(rows[0]) == {"loss": 1.5}
    assert draw(tmp_path, tmp_path / "loss.png")
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")
    assert not draw(tmp_path / "none", tmp_path / "none.png")


def test_a_batch_depends_on_its_number_alone() -> None:
    empty = np.zeros(0, np.int16)
    articles = [Pieces(6, empty, empty, np.arange(110, 130 + k, dtype=np.int16)) for k in range(12)]

    def drawn(first: int) -> list[list[int]]:
        feeder = Feeder(articles, WORDS, 200, 3)
        groups = itertools.islice(feeder.groups(60, first), 9 - first)
        return [feeder.batch(group, 256).ids.flatten().tolist() for group in groups]

    assert drawn(4) == drawn(0)[4:]


def test_articles_of_briefs_join_once(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text(
        "".join(json.dumps(court_article(k)) + "\n" for k in (1, 2)), encoding="utf-8"
    )
    assert [r["id"] for r in with_articles([court_article(1)], [tmp_path])] == ["c1", "c2"]


def test_silver_is_court_reporting_and_not_gold() -> None:
    rows = [*(other_article(k) for k in range(3)), *(court_article(k) for k in range(6))]
    assert justice_score(rows[0]) <= 1 < justice_score(rows[-1])
    chosen = choose(rows, {"c0"}, 4, 3)
    assert len(chosen) == 3
    assert {r["id"][0] for r in chosen} == {"c"}
    assert "c0" not in {r["id"] for r in chosen}
    assert {r["id"][0] for r in unrelated(rows, {"o1"}, 9, 0)} == {"o"}


def test_pieces_survive_a_file(tmp_path: Path) -> None:
    rows = [Pieces(3, *(np.arange(n, dtype=np.int16) for n in (2, 0, 5))), Pieces(0, *[np.zeros(0, np.int16)] * 3)]
    save_pieces(tmp_path / "p.npz", rows)
    again = load_pieces(tmp_path / "p.npz")
    assert [a.score for a in again] == [3, 0]
    parts = [[p.tolist() for p in (a.title, a.heading, a.body)] for a in again]
    assert parts == [[[0, 1], [], [0, 1, 2, 3, 4]], [[], [], []]]


def test_a_table_says_what_the_regression_says() -> None:
    rng = random.Random(0)
    rows: list[wide.Row] = []
    for k in range(120):
        features = [f"f{rng.randrange(12)}" for _ in range(4)]
        rows.append((k, 0, features, "yes" if "f1" in features or "f2" in features else "no"))
    fit = wide.fit("sum", rows)
    index = {f: k for k, f in enumerate(fit.features)}
    full = wide.matrix([r[2] for r in rows], index) @ fit.weights[0] + fit.bias[0]
    small = np.array([np.subtract(*fit.table().scores(sorted({*r[2]}))[::-1]) for r in rows])
    assert np.abs(full - small)[[len({*r[2]}) == 4 for r in rows]].max() < 0.05


@pytest.mark.parametrize(
    ("labels", "known"), [([], ()), (["a", "a"], ("a",)), (["b", "a", "b"], ("a", "b"))], ids=["none", "one", "two"]
)
def test_a_task_without_features_knows_how_frequent_labels_are(labels: list[str], known: tuple[str, ...]) -> None:
    table = wide.fit_table("sum", [(0, 0, [], label) for label in labels])
    assert table.labels == known
    assert np.exp(table.scores(["x"])).round().tolist() == [labels.count(k) for k in known]


def test_no_fold_is_scored_by_itself(examples: list[Example]) -> None:
    folds = np.array([0, 0, 1, 1, 2, 2])
    tables = wide.by_fold(examples, folds)
    alone = wide.fit_tables([e for e, f in zip(examples, folds, strict=True) if f != 1])
    assert sorted(tables) == [0, 1, 2]
    for task, table in alone.items():
        assert np.array_equal(table.hashes, tables[1][task].hashes)
        assert np.array_equal(table.weights, tables[1][task].weights)


def test_pieces_that_keep_company_are_near() -> None:
    rng, empty = np.random.default_rng(0), np.zeros(0, np.int16)
    groups = np.array([[101, 102, 103, 104], [201, 202, 203, 204]], np.int16)
    articles = [Pieces(1, empty, empty, rng.choice(groups[k % 2], 40)) for k in range(60)]
    table = first_table(articles, 256, 8)
    near, far = (torch.cosine_similarity(table[101], table[k], dim=0) for k in (102, 202))
    assert torch.isfinite(table).all()
    assert near > far + 0.5


def test_only_labels_of_the_kind_are_allowed() -> None:
    rows = allowed_labels([Kind.COURT, Kind.PERSON])
    assert rows.shape == (2, UNIT_WIDTH)
    assert (rows[0, : len(UNIT_LABELS[Kind.COURT])] == 0).all()
    assert (rows[0, UNIT_AT[Kind.PERSON] : STATUS_AT] < -1000).all()
    assert (rows[:, STATUS_AT:] == 0).all()


def test_an_irrelevant_article_teaches_only_that(examples: list[Example]) -> None:
    gold = {"id": "o1", "relevant": False, "stage": None, "matter": None}
    e = example(other_article(1), gold, "train")
    x = item(e, prior(e.reading, wide.fit_tables(examples)), WORDS)
    assert {*x.unit_label, *x.status_label} <= {IGNORED}
    assert [task for task, label in x.document_label.items() if label != IGNORED] == ["relevant"]


def test_padding_changes_no_score(items: list[Item]) -> None:
    torch.manual_seed(0)
    network = Network(SMALL).eval()
    order = sorted(items, key=lambda x: len(x.ids))
    with torch.no_grad():
        alone = batch(order[:1], 256, random.Random(0))
        among = batch([order[0], order[-1]], 256, random.Random(0))
        one, two = joined(network, alone, run(network, alone)), joined(network, among, run(network, among))
    count = len(order[0].members)
    assert torch.allclose(one[0][0, :count], two[0][0, :count], atol=1e-4)
    assert torch.allclose(one[1][0], two[1][0], atol=1e-4)


def test_right_scores_cost_less(items: list[Item]) -> None:
    b = batch(items[:2], 256, random.Random(0))
    right = b.allowed.clone()
    for labels in (b.unit_label, b.status_label):
        known = labels != IGNORED
        right[known] += 20 * torch.nn.functional.one_hot(labels[known], UNIT_WIDTH)
    document = b.prior_document
    assert head_loss(right, document, b) < head_loss(b.allowed, document, b)


def test_batches_hold_every_item_once(items: list[Item]) -> None:
    groups = list(batches(items, 400, random.Random(1)))
    assert sorted(id(x) for g in groups for x in g) == sorted(map(id, items))
    assert all(len(g) == 1 or len(g) * max(len(x.ids) for x in g) < 400 + 60 * len(g) for g in groups)
