"""Hub checkpoints: tiny ones of each architecture go through every step, and condense an article through `--config`."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from made_up import court_article, write_data

for _package in ("torch", "transformers", "datasets", "accelerate", "tokenizers"):
    pytest.importorskip(_package)
from tiny_hubs import MAKERS, barthez, opus
from typer.testing import CliRunner

from finetune.__main__ import main
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
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.timeout(900)]
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


def command(*words: str) -> int:
    """The exit code of `python -m finetune`."""
    before, sys.argv = sys.argv, ["finetune", *words]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.argv = before
    return 0


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
    assert Brief.model_validate(brief["brief"] if "brief" in brief else brief).model.name == "essai"
