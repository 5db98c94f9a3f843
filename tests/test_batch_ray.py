"""Shard files, and a batch on a local Ray cluster of two nodes of which one is killed. Skipped without Ray."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import ARTICLE, load_dying, load_fake
from test_batch import MIXED

from summarise.batch import ray_shards
from summarise.batch.items import Item
from summarise.batch.ray_shards import Worker, _in_order, _outcomes, _shards
from summarise.batch.readers import items
from summarise.batch.run import run_batch
from summarise.errors import BadOption, SourceError
from summarise.records import Document
from summarise.settings import Settings

HERE = Path(__file__).parent
ENV = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)])}
ITEMS = [Item(str(n), Document(id=str(n), article=f"Article {n}")) for n in range(10)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_shards, "SHARD", 4)


def _source(path: Path, *records: object) -> Path:
    lines = (one if isinstance(one, str) else json.dumps(one) for one in records)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_shards_hold_what_the_pool_would_make(tmp_path: Path, small: None) -> None:
    """Bad records, half characters and all: the same bytes, in the same order, and a second time nothing is done."""
    source = _source(tmp_path / "in.jsonl", *MIXED)
    run_batch(source, tmp_path / "out.jsonl", Settings(jobs=2), load=load_fake)
    paths = _shards(items(source, Settings()), tmp_path, "p", lambda: 0)
    Worker(load_fake, 60)({"path": [str(path) for path in paths]})
    made = "".join(outcome.line + "\n" for path in paths for _, outcome in _outcomes(path))
    assert made.encode() == (tmp_path / "out.jsonl").read_bytes()
    Worker(load_dying, 60)({"path": [str(path) for path in paths]})
    assert list(_in_order(paths, load_dying, 60)) == paths, "no cluster is asked for what is finished"


def test_shards_are_found_again_where_an_earlier_run_was_stopped(tmp_path: Path, small: None) -> None:
    first = _shards(iter(ITEMS), tmp_path, "p", lambda: 0)
    again = _shards(iter(ITEMS[3:]), tmp_path, "p", lambda: 3)
    assert [len(first), len(again)] == [3, 3]
    assert first[1:] == again[1:], "the same shards after the one that is half done"
    assert not set(first) & set(_shards(iter(ITEMS), tmp_path, "q", lambda: 0)), "other settings, other shards"


@pytest.mark.timeout(600)  # two nodes on a busy machine
def test_a_cluster_of_which_a_node_is_killed(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs the extra ray")
    records = ({"id": str(n), "article": f"{ARTICLE} Dossier {n}."} for n in range(120))
    source = _source(tmp_path / "in.jsonl", *records)
    command = [sys.executable, str(HERE / "ray_cluster.py"), str(source), str(tmp_path / "ray.jsonl")]
    done = subprocess.run(
        [*command, "--kill", "--shard", "6"], env=ENV, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    if done.returncode == 75:
        pytest.skip("the machine is too busy for Ray to start two nodes")
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))  # Ray talks as well
    assert (told["nodes"], told["done"], len(told["killed_after"])) == ([2, 1], 120, 1)
    run_batch(source, tmp_path / "pool.jsonl", Settings(jobs=2), load=load_fake)
    assert (tmp_path / "ray.jsonl").read_bytes() == (tmp_path / "pool.jsonl").read_bytes()
    assert not (tmp_path / "ray.jsonl.shards").exists()


def test_without_ray_a_sentence_tells_how_to_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    source = _source(tmp_path / "in.jsonl", {"text": ARTICLE})
    with pytest.raises(SourceError, match=r"summarise\[ray\]"):
        ray_shards.run_ray(source, tmp_path / "out.jsonl", Settings(), load=load_fake)


def test_an_engine_that_there_is_not(tmp_path: Path) -> None:
    from summarise.commands.batch import run  # noqa: PLC0415

    with pytest.raises(BadOption, match="pool ou ray"):
        run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", Settings(), engine="spark")
