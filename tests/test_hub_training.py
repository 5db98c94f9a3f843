"""Hub checkpoints: tiny ones of each architecture go through every step, and condense an article through `--config`."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from made_up import court_article, write_data

pytest.importorskip("transformers")
pytest.importorskip("datasets")
from tiny_hubs import MAKERS, barthez, opus
from training import command
from typer.testing import CliRunner

from finetune.export import TOLERANCE
from finetune.hub import network as networks
from finetune.hub.settings import HubRun, load_any
from finetune.runs import Place, read_log
from summarise.cli import app as product
from summarise.errors import ModelError, SettingsError
from summarise.records import Brief
from summarise.seq2seq.hub import HubModel
from summarise.seq2seq.model import load

# torch, its exporter and transformers warn of their own code; they take half a minute to load on a busy machine.
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.timeout(1800)]
STEPS = ("prepare", "tokenise", "pretrain", "train")
SCRATCH = {"pieces": 400, "width": 16, "inner": 32, "layers": 2, "decoder_layers": 2, "heads": 2}


def settings(folder: Path, checkpoint: dict[str, Any], **more: Any) -> Path:
    """Toy settings for a checkpoint, as a file beside a made-up corpus."""
    write_data(folder)
    pairs = folder / "pairs.tsv"
    pairs.write_text("Il a été relaxé.\tHe was acquitted.\nLe juge a tranché.\tThe judge has ruled.\n", "utf-8")
    phase = {"steps": 6, "batch": 2, "save_steps": 2, "log_steps": 1, "rate": 0.001}
    rows = {
        "name": "essai", "folder": str(folder / "run"), "threads": 1, "folds": 2, "unrelated_articles": 3,
        "data": {"corpus": str(folder / "corpus.jsonl"), "briefs": str(folder / "briefs"), "train": ["train"]},
        "checkpoint": {"longest": 96, "longest_draft": 64, "suspect": 0.95, **checkpoint},
        "pairs": [{"path": str(pairs)}],
        "training": {**phase, "mixture": {"brief": 2, "headline": 1, "infill": 1, "translation": 1}},
    } | more  # fmt: skip
    path = folder / "essai.yaml"
    path.write_text(yaml.safe_dump(rows), encoding="utf-8")
    return path


def trained(folder: Path, checkpoint: dict[str, Any], **more: Any) -> Place[HubRun]:
    """A run with every step done, exported to `out`."""
    path = settings(folder, checkpoint, **more)
    for step in STEPS:
        assert command(step, "--config", str(path)) == 0
    assert command("export", "--config", str(path), "--out", str(folder / "out")) == 0
    run = load_any(path)
    assert isinstance(run, HubRun)
    return Place(run)


def condensed(folder: Path, model: Path, *words: str) -> dict[str, Any]:
    """The brief that the product's command line makes of an article with that model."""
    row = court_article(99)
    (folder / "article.txt").write_text(row["article"], encoding="utf-8")
    (folder / "produit.yaml").write_text(yaml.safe_dump({"model": str(model), "threads": 1}), encoding="utf-8")
    given = ["brief", str(folder / "article.txt"), "--date", row["date"], "--config", str(folder / "produit.yaml")]
    done = CliRunner().invoke(product, [*given, "--format", "json", *words])
    assert done.exit_code == 0, done.output
    held: dict[str, Any] = json.loads(done.stdout)
    return held


def same_as_torch(place: Place[HubRun]) -> float:
    """How far the exported unit scores of an article are from the network's own, in log-odds."""
    import torch  # noqa: PLC0415

    from finetune.examples import document_of  # noqa: PLC0415
    from summarise.mentions.find import find  # noqa: PLC0415
    from summarise.seq2seq.encode import encode  # noqa: PLC0415
    from summarise.text.source import Source  # noqa: PLC0415

    model = load(place.run.folder.parent / "out")
    assert isinstance(model, HubModel)
    source = Source(document_of(court_article(3)))
    encoded = encode(source, find(source), model.vocabulary)
    got, _ = model.states(encoded)
    network = networks.load(place["trained"])
    parts = []
    with torch.no_grad():
        for a, b in model.cuts(len(encoded.ids)):
            ids = torch.tensor([[*model.prefix, *encoded.ids[a:b], *model.suffix]])
            states = network.encode(ids, torch.ones_like(ids))[0]
            parts.append(states[len(model.prefix) : len(states) - len(model.suffix)].numpy())
    first = parts[0][: len(parts[0]) // 2]
    return float(np.abs(got[: len(first)] - first).mean() / first.std())


@pytest.mark.parametrize("name", MAKERS)
def test_each_architecture_from_its_files_to_a_brief(name: str, tmp_path: Path) -> None:
    MAKERS[name](tmp_path / "source")
    place = trained(tmp_path, {"source": str(tmp_path / "source")})
    assert read_log(place["metrics/trained.jsonl"])[-1]["step"] == 6
    assert all(gap < TOLERANCE for gap in place.recorded("export")["gaps"].values())
    assert same_as_torch(place) < TOLERANCE
    brief = condensed(tmp_path, tmp_path / "out")
    assert Brief.model_validate(brief.get("brief", brief)).model.name == "essai"


def test_a_t5_from_scratch_is_pretrained_first(tmp_path: Path) -> None:
    phase = {"steps": 4, "batch": 2, "save_steps": 2, "log_steps": 1, "mixture": {"infill": 2, "headline": 1}}
    place = trained(tmp_path, {"scratch": SCRATCH}, pretraining=phase)
    assert read_log(place["metrics/pretrained.jsonl"])[-1]["step"] == 4
    assert place["loss.png"].read_bytes().startswith(b"\x89PNG")
    assert same_as_torch(place) < TOLERANCE
    assert condensed(tmp_path, tmp_path / "out")
    endings = {p.suffix for folder in (place.run.folder, tmp_path / "out") for p in folder.rglob("*") if p.is_file()}
    assert not endings & {".bin", ".pt", ".pth", ".pkl"}, "nothing is pickled"


def test_opus_learns_our_pairs_and_translates_on_transformers(tmp_path: Path) -> None:
    opus(tmp_path / "source")
    phase = {"steps": 6, "batch": 2, "save_steps": 2, "log_steps": 1, "mixture": {"translation": 1}}
    place = trained(tmp_path, {"source": str(tmp_path / "source"), "longest": 48}, training=phase)
    assert read_log(place["metrics/trained.jsonl"])[-1]["step"] == 6
    settings_file = tmp_path / "produit.yaml"
    settings_file.write_text(yaml.safe_dump({"english": {"model": str(tmp_path / "out"), "tries": 1}}), "utf-8")
    (tmp_path / "article.txt").write_text(court_article(99)["article"], encoding="utf-8")
    done = CliRunner().invoke(
        product,
        ["brief", str(tmp_path / "article.txt"), "--english", "--format", "json", "--config", str(settings_file)],
    )
    assert done.exit_code == 0, done.output
    assert "_en" in done.stdout


def test_a_folder_that_is_no_checkpoint_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    path = settings(tmp_path, {"source": str(tmp_path / "empty")})
    assert command("prepare", "--config", str(path)) == 0
    capsys.readouterr()
    assert command("tokenise", "--config", str(path)) == ModelError.exit_code
    told = capsys.readouterr().err
    assert "encodeur-décodeur" in told
    assert "Traceback" not in told


def test_a_tokenizer_without_its_pieces_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    barthez(tmp_path / "source")
    (tmp_path / "source" / "sentencepiece.bpe.model").unlink()
    path = settings(tmp_path, {"source": str(tmp_path / "source")})
    assert command("prepare", "--config", str(path)) == 0
    assert command("tokenise", "--config", str(path)) == ModelError.exit_code
    assert "« " in capsys.readouterr().err


def test_the_product_names_what_was_not_exported(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="export"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"source": "a", "scratch": SCRATCH}, "either a source or a scratch"),
        ({"source": "a", "longuest": 4}, "longuest"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, change: dict[str, Any], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load_any(settings(tmp_path, change))


CONFIGS = Path(__file__).parents[1] / "configs"
SHIPPED = [path for path in sorted(CONFIGS.glob("*.yaml")) if "checkpoint" in yaml.safe_load(path.read_text("utf-8"))]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_shipped_settings_are_valid(path: Path) -> None:
    run = load_any(path)
    assert isinstance(run, HubRun)
    assert run.name == path.stem
    assert run.pairs or "translation" not in run.objectives


def test_each_architecture_has_settings() -> None:
    names = {path.stem for path in SHIPPED}
    assert names >= {*MAKERS, "opus-mt-fr-en", "t5-tiny", "t5-small", "t5-base"}
