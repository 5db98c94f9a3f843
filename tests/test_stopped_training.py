"""Training that is killed at any moment, and training on several processes: the same end as an unbroken run."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from made_up import write_data

pytest.importorskip("transformers")
pytest.importorskip("datasets")
from safetensors.numpy import load_file

from finetune.runs import read_log

pytestmark = pytest.mark.timeout(1800)  # each start loads torch and transformers: half a minute on a busy machine
ROOT = Path(__file__).parents[1]
MOST_KILLS = 2


def _environment() -> dict[str, str]:
    plain = {k: v for k, v in os.environ.items() if k not in ("RANK", "WORLD_SIZE", "LOCAL_RANK")}
    return {**plain, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), "ACCELERATE_USE_CPU": "true"}


def _start(folder: Path, step: str, *launcher: str) -> subprocess.Popen[bytes]:
    words = [*(launcher or (sys.executable,)), "-m", "finetune", step, "--config", str(folder / "jouet.yaml")]
    with (folder / "out.log").open("ab") as log:
        return subprocess.Popen(words, cwd=ROOT, env=_environment(), stdout=log, stderr=log, start_new_session=True)


def _done(folder: Path, step: str, *launcher: str) -> None:
    assert _start(folder, step, *launcher).wait() == 0, (folder / "out.log").read_text(encoding="utf-8")[-3000:]


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The process and all that it started, at once, as when the power goes."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _killed_often(folder: Path, step: str, saved: str, rng: random.Random) -> int:
    """Runs a step, killing it at random moments after its first saves; how often it was killed."""
    kills, seen = 0, -1
    while kills < MOST_KILLS:
        process = _start(folder, step)
        while process.poll() is None:
            times = [path.stat().st_mtime_ns for path in (folder / "run").glob(saved)]
            if times and max(times) > seen:
                seen = max(times)
                time.sleep(rng.random() * 0.3)
                break
            time.sleep(0.01)
        if process.poll() is not None:
            return kills
        _kill(process)
        kills += 1
    _done(folder, step)
    return kills


def _petit(folder: Path) -> None:
    """Toy settings of our own network, with a save at each step."""
    write_data(folder)
    size = {"width": 32, "convolutions": 2, "attentions": 1, "decoder_layers": 1, "heads": 2, "vocabulary": 256}
    rows = {
        "name": "jouet", "folder": str(folder / "run"), "threads": 1, "folds": 2, "shape": size,
        "data": {"corpus": str(folder / "corpus.jsonl"), "briefs": str(folder / "briefs"), "train": ["train"]},
        "tokenizer": {"pieces": 256, "coverage": 1.0}, "save_minutes": 0,
        "pretraining": {"steps": 60, "pieces": 800, "save_minutes": 0}, "unrelated_articles": 3,
        "silver_articles": 6, "silver": {"epochs": 20, "decoder": 0}, "gold": {"epochs": 60},
    }  # fmt: skip
    (folder / "jouet.yaml").write_text(yaml.safe_dump(rows), encoding="utf-8")


def _hub(folder: Path) -> None:
    """Toy settings of a T5 from scratch, with a save at each step."""
    write_data(folder)
    scratch = {"pieces": 400, "width": 16, "inner": 32, "layers": 1, "decoder_layers": 1, "heads": 2}
    mixture = {"brief": 2, "headline": 1, "infill": 1}
    rows = {
        "name": "jouet", "folder": str(folder / "run"), "threads": 1, "folds": 2, "unrelated_articles": 3,
        "data": {"corpus": str(folder / "corpus.jsonl"), "briefs": str(folder / "briefs"), "train": ["train"]},
        "checkpoint": {"scratch": scratch, "longest": 96, "longest_draft": 48, "suspect": 0.95},
        "training": {"steps": 30, "batch": 2, "save_steps": 1, "log_steps": 1, "rate": 0.001, "mixture": mixture},
    }  # fmt: skip
    (folder / "jouet.yaml").write_text(yaml.safe_dump(rows), encoding="utf-8")


def _same(one: Path, two: Path) -> bool:
    left, right = load_file(one), load_file(two)
    return left.keys() == right.keys() and all((left[k] == right[k]).all() for k in left)


def _copied(folder: Path, to: Path) -> Path:
    """The prepared run again, under another name."""
    to.mkdir()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "out.log":
            target = to / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    text = (to / "jouet.yaml").read_text(encoding="utf-8").replace(str(folder), str(to))
    (to / "jouet.yaml").write_text(text, encoding="utf-8")
    return to


def test_our_network_killed_at_random_ends_where_an_unbroken_run_ends(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    _petit(tmp_path / "whole")
    for step in ("prepare", "tokenise"):
        _done(tmp_path / "whole", step)
    broken, rng = _copied(tmp_path / "whole", tmp_path / "broken"), random.Random(os.getpid())
    kills = 0
    for step, saved in (("pretrain", "pretraining.safetensors"), ("train", "*-partial.safetensors")):
        _done(tmp_path / "whole", step)
        kills += _killed_often(broken, step, saved, rng)
    assert kills >= 2
    for name in ("pretrained.safetensors", "network.safetensors"):
        assert _same(tmp_path / "whole" / "run" / name, broken / "run" / name), name
    for name in ("pretrain", "silver", "gold"):
        logs = [read_log(folder / "run" / "metrics" / f"{name}.jsonl") for folder in (tmp_path / "whole", broken)]
        rows = [[{k: v for k, v in row.items() if k != "seconds"} for row in log] for log in logs]
        assert rows[0] == rows[1], name


def test_a_hub_checkpoint_killed_at_random_ends_where_an_unbroken_run_ends(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    _hub(tmp_path / "whole")
    for step in ("prepare", "tokenise"):
        _done(tmp_path / "whole", step)
    broken = _copied(tmp_path / "whole", tmp_path / "broken")
    _done(tmp_path / "whole", "train")
    assert _killed_often(broken, "train", "saves/trained/*/trainer_state.json", random.Random(os.getpid())) >= 1
    for name in ("model.safetensors", "heads.safetensors"):
        assert _same(tmp_path / "whole/run/trained" / name, broken / "run/trained" / name), name
    ends = [read_log(folder / "run/metrics/trained.jsonl")[-1] for folder in (tmp_path / "whole", broken)]
    assert ends[0] == ends[1]


def test_accelerate_launches_the_same_command_on_two_processes(tmp_path: Path) -> None:
    _hub(tmp_path)
    for step in ("prepare", "tokenise"):
        _done(tmp_path, step)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    # With --cpu accelerate starts one process alone, or MPI; several GPUs' launcher with none of them there uses gloo.
    launch = ("-m", "accelerate.commands.launch", "--multi_gpu", "--num_processes", "2", "--num_machines", "1")
    rest = ("--main_process_port", port, "--mixed_precision", "no", "--dynamo_backend", "no")
    _done(tmp_path, "train", sys.executable, *launch, *rest)
    log = read_log(tmp_path / "run/metrics/trained.jsonl")
    assert [row["step"] for row in log] == list(range(1, 31)), "one process writes"
    record = json.loads((tmp_path / "run/records/train.json").read_text(encoding="utf-8"))
    assert (record["steps"], record["processes"]) == (30, 2)
