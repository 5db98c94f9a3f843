"""What people read when a package is missing or a folder is not what it should be."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from summarise.errors import ModelError
from summarise.seq2seq.hub import HubModel, is_hub
from summarise.seq2seq.model import load

ROOT = Path(__file__).parents[1]


def _exported(folder: Path) -> Path:
    """A folder with the names of an exported hub checkpoint."""
    for name in HubModel.files:
        (folder / name).touch()
    about = {"start": 2, "stop": 3, "prefix": [0], "suffix": [3], "longest": 10, "longest_draft": 8, "special": {}}
    card = {"name": "essai", "version": "1", "thresholds": {}, "hub": about}
    (folder / "model.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


def test_training_without_its_extra_is_one_sentence() -> None:
    program = (
        "import sys; sys.modules['torch'] = None; sys.argv = ['finetune', 'prepare'];"
        "from finetune.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == ModelError.exit_code
    assert "finetune" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_hub_model_without_its_extra_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    model = load(_exported(tmp_path))
    assert isinstance(model, HubModel)
    with pytest.raises(ModelError, match="hub"):
        _ = model.vocabulary


def test_a_folder_of_transformers_must_be_exported_first(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="export"):
        load(tmp_path)


def test_a_damaged_card_is_named(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match=r"model\.json"):
        is_hub(tmp_path)


def test_windows_leave_room_for_the_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = HubModel(_exported(tmp_path))
    read: list[int] = []

    class Encoder:
        def run(self, _: object, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
            read.append(feed["ids"].shape[1])
            return [feed["ids"][..., None].astype(np.float32)]

    monkeypatch.setattr(HubModel, "encoder", Encoder())
    ids = np.arange(100, 130)
    cuts = model.cuts(len(ids))
    assert cuts[0][0] == 0
    assert cuts[-1][1] == len(ids)
    states = np.concatenate([model.window(ids[a:b]) for a, b in cuts])
    assert max(read) <= 10
    assert {*states[:, 0].tolist()} == {*map(float, ids)}, "the frame's states are left out"
