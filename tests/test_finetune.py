"""From a made-up corpus to a checkpoint that condenses an article: every step of training, on a toy shape."""

import json
import time
from pathlib import Path

import pytest
import yaml
from made_up import court_article, gold_of, other_article, write_data

pytest.importorskip("torch")
import torch
from training import command

from finetune.corpus import fingerprint, read_jsonl
from finetune.digest import gold_digest
from finetune.export import TOLERANCE
from finetune.network import Network
from finetune.pretrain import Budget, Feeder, Pretrainer
from finetune.runs import Place
from finetune.settings import Run, load
from finetune.steps import PREPARE, PRETRAIN, TOKENISE, TRAIN, run_step
from finetune.tokenise import load_pieces, vocabulary
from finetune.weights import load_network
from summarise.errors import FileProblem, ModelError, SettingsError
from summarise.pipeline import Condenser
from summarise.records import Brief, Document
from summarise.seq2seq.model import FILES, Model
from summarise.settings import Settings

# torch and the exporter warn of their own code.
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.timeout(600)]
ARTICLE = court_article(99)


def _settings(folder: Path) -> Path:
    """Toy settings, as a file."""
    size = {"width": 32, "convolutions": 2, "attentions": 1, "decoder_layers": 1, "heads": 2, "vocabulary": 256}
    rows = {
        "name": "jouet", "folder": str(folder / "run"), "threads": 1, "folds": 2, "shape": size,
        "data": {"corpus": str(folder / "corpus.jsonl"), "briefs": str(folder / "briefs"), "train": ["train"]},
        "tokenizer": {"pieces": 256, "coverage": 1.0},
        "pretraining": {"minutes": 1, "steps": 4, "pieces": 800, "save_minutes": 0},
        "silver_articles": 6, "silver": {"epochs": 1, "decoder": 0}, "gold": {"epochs": 6}, "unrelated_articles": 3,
    }  # fmt: skip
    path = folder / "jouet.yaml"
    path.write_text(yaml.safe_dump(rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place[Run]:
    """A run with every step done, exported to `out`."""
    folder = tmp_path_factory.mktemp("finetune")
    write_data(folder)
    config = _settings(folder)
    for step in ("prepare", "tokenise", "pretrain", "train"):
        assert command(step, "--config", str(config)) == 0
    assert command("export", "--config", str(config), "--out", str(folder / "out")) == 0
    return Place(load(config))


def _out(place: Place[Run]) -> Path:
    return place.run.folder.parent / "out"


def test_nothing_held_out_is_learnt_from(place: Place[Run]) -> None:
    (dev,) = place.held_out
    held = list(read_jsonl(dev))
    used = list(read_jsonl(place["corpus.jsonl.xz"]))
    assert len(used) == 25
    assert not {r["id"] for r in held} & {r["id"] for r in used}
    assert not {fingerprint(r["article"]) for r in held} & {fingerprint(r["article"]) for r in used}


def test_articles_of_one_s_own_join_corpus_and_briefs(tmp_path: Path) -> None:
    write_data(tmp_path)
    held = {**court_article(20), "id": "copy of a dev article", "brief": gold_of(20)}
    rows = [{**court_article(40), "brief": gold_of(40)}, {"article": other_article(9)["article"]}, held]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "own.jsonl").write_text(text, encoding="utf-8")
    run = load(_settings(tmp_path))
    own = Place(run.model_copy(update={"data": run.data.model_copy(update={"own": (tmp_path / "own.jsonl",)})}))
    run_step(PREPARE, own, again=False)
    used = list(read_jsonl(own["corpus.jsonl.xz"]))
    assert len(used) == 27
    assert all("brief" not in row for row in used)
    assert [row["id"] for row in read_jsonl(own["briefs/own/gold.jsonl"])] == ["c40"]
    assert own["briefs/own"] in own.briefs


def test_the_corpus_in_pieces_is_whole(place: Place[Run]) -> None:
    pieces = load_pieces(place["pieces.npz"])
    assert len(pieces) == 25
    assert all(len(a.body) > 30 and len(a.title) for a in pieces)


def test_a_run_says_how_it_was_made(place: Place[Run]) -> None:
    assert load(place["settings.yaml"]) == place.run
    for step in ("prepare", "tokenise", "pretrain", "train", "export"):
        record = place.recorded(step)
        assert record["versions"]["torch"]
        assert len(record["data"]) == 16
    lines = place["metrics/gold.jsonl"].read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[-1])["step"] == 6


def test_nothing_is_pickled(place: Place[Run]) -> None:
    endings = {p.suffix for p in [*place.run.folder.rglob("*"), *_out(place).iterdir()] if p.is_file()}
    assert endings <= {".xz", ".model", ".npz", ".safetensors", ".json", ".jsonl", ".yaml", ".onnx", ".md", ".png"}


def test_a_step_that_is_done_is_skipped(place: Place[Run]) -> None:
    before = place["network.safetensors"].stat().st_mtime_ns
    assert not any(run_step(step, place, again=False) for step in (PREPARE, TOKENISE, PRETRAIN, TRAIN))
    assert place["network.safetensors"].stat().st_mtime_ns == before


def test_tables_are_refitted_without_the_network(place: Place[Run]) -> None:
    network, tables = (place[name].stat().st_mtime_ns for name in ("network.safetensors", "tables.npz"))
    time.sleep(0.01)
    config = place.run.folder.parent / "jouet.yaml"
    assert command("train", "--config", str(config), "--refit-tables") == 0
    assert place["network.safetensors"].stat().st_mtime_ns == network
    assert place["tables.npz"].stat().st_mtime_ns > tables


def test_exported_graphs_say_what_the_network_says(place: Place[Run]) -> None:
    assert {f.name for f in _out(place).iterdir()} == {*FILES}
    assert all(gap < TOLERANCE for gap in place.recorded("export")["gaps"].values())


def test_the_product_loads_the_export_and_condenses(place: Place[Run]) -> None:
    assert Model(_out(place)).info.name == "jouet"
    document = Document(**{k: ARTICLE[k] for k in ("id", "title", "heading", "article")})
    brief = Condenser.load(Settings(model=_out(place))).condense(document)
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


def test_the_evaluation_is_written_down(place: Place[Run]) -> None:
    config = place.run.folder.parent / "jouet.yaml"
    assert command("evaluate", "--config", str(config), "--checkpoint", str(_out(place))) == 0
    figures = json.loads(place["evaluation.json"].read_text(encoding="utf-8"))["figures"]
    assert {"lead sentences", "rules alone", "seq2seq alone", "product"} <= {*figures}
    text = place["evaluation.md"].read_text(encoding="utf-8")
    assert all(f"| {name} | " in text for name in figures)
    assert (place["evaluation"] / "fields.png").exists()


@pytest.mark.parametrize(("floor", "code"), [(0.9, 0), (1.1, 1)])
def test_the_gate_on_the_export(place: Place[Run], tmp_path: Path, floor: float, code: int) -> None:
    briefs, floors = place.run.data.briefs, tmp_path / "floors.yaml"
    rows = {"corpus": gold_digest([briefs / "dev"]), "floors": {"brief": floor}}
    floors.write_text(yaml.safe_dump(rows), encoding="utf-8")
    words = ("--briefs", str(briefs), "--floors", str(floors), "--checkpoint", str(_out(place)))
    assert command("gate", *words) == code


def test_a_network_of_another_shape_is_refused(place: Place[Run]) -> None:
    other = place.run.shape.__class__(vocabulary=256, width=16, heads=2)
    with pytest.raises(ModelError, match="--again"):
        load_network(Network(other), place["network.safetensors"])


def test_pretraining_goes_on_from_its_last_save(place: Place[Run], tmp_path: Path) -> None:
    feeder = Feeder(load_pieces(place["pieces.npz"]), vocabulary(place["tokenizer.model"]), 200, 0)

    def trained(saved: Path, steps: int, save_minutes: float = 0.0) -> Pretrainer:
        torch.manual_seed(0)
        budget = Budget(1, 1e-3, 800, steps, save_minutes)
        trainer = Pretrainer(Network(place.run.shape), budget, saved, lambda _: tmp_path / "log.jsonl")
        trainer.run(feeder)
        return trainer

    whole = trained(tmp_path / "whole.safetensors", 3, 9)
    saved = tmp_path / "progress.safetensors"
    first = trained(saved, 3)
    (tmp_path / "log.jsonl").unlink()
    assert trained(saved, 4).step == 4
    assert first.network.embedding.weight.equal(whole.network.embedding.weight)


def test_a_step_names_the_one_before(tmp_path: Path) -> None:
    write_data(tmp_path)
    with pytest.raises(FileProblem, match="python -m finetune tokenise"):
        run_step(PRETRAIN, Place(load(_settings(tmp_path))), again=False)


def test_unknown_settings_are_refused(tmp_path: Path) -> None:
    path = _settings(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "epochs: 3\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="epochs"):
        load(path)


@pytest.mark.parametrize("path", sorted(Path(__file__).parents[1].glob("configs/petit*.yaml")), ids=lambda p: p.stem)
def test_shipped_settings_are_valid(path: Path) -> None:
    assert isinstance(load(path), Run)
