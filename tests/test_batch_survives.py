"""A batch that is stopped by anything goes on where it was, and ends as if nothing had been."""

import json
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fakes import ARTICLE, load_dying, load_fake, load_fragile
from hypothesis import given, settings
from hypothesis import strategies as st
from killing import FAKE, survive

from summarise.batch.items import Item, Outcome, failed
from summarise.batch.output import Output
from summarise.batch.progress import watched
from summarise.batch.readers import count
from summarise.batch.run import Tally, purpose, run_batch
from summarise.errors import BadRecord, OutputProblem
from summarise.records import Document
from summarise.settings import Batch, Settings

TOGETHER = Settings(jobs=2)
ITEMS = [Item(str(n), Document(id=str(n), article=f"Article {n}" * (n % 3 + 1))) for n in range(12)]
ITEMS[4] = Item("4", error=BadRecord("La ligne 4 manque", "ajoutez-la."))


def _write(path: Path, numbers: Iterator[int] | range, change: Callable[[int], str] = lambda _: "") -> Path:
    rows = ({"id": str(n), "article": f"{change(n)}{ARTICLE} Dossier {n}."} for n in numbers)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def _codes(path: Path) -> list[str]:
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [line["error"]["code"] if "error" in line else "ok" for line in lines]


def _outcome(item: Item) -> Outcome:
    return failed(item.id, item.error) if item.error else Outcome(f"fiche de {item.id} : « é » " + "x" * 40, True)


def _run(out: Path, items: list[Item], purpose: str = "p", **options: Any) -> tuple[list[bool], int]:
    """A batch without processes: what was told of earlier outcomes, and how many were made."""
    told: list[bool] = []
    made = 0
    with Output(out, purpose, **options) as output:
        for item in output.resume(iter(items), told.append):
            output.write(item.key, _outcome(item))
            made += 1
    return told, made


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Output and journal of an unbroken run."""
    out = tmp_path_factory.mktemp("whole") / "out.jsonl"
    assert _run(out, ITEMS) == ([], 12)
    return out.read_bytes(), Path(f"{out}.journal").read_bytes()


@pytest.mark.timeout(400)  # six starts, which take their time on a busy machine
def test_killed_at_random_it_ends_like_an_unbroken_run(tmp_path: Path) -> None:
    source = _write(tmp_path / "in.jsonl", range(150))
    run_batch(source, tmp_path / "whole.jsonl", TOGETHER, load=load_fake)
    size = (tmp_path / "whole.jsonl").stat().st_size
    assert survive(FAKE, source, tmp_path / "out.jsonl", 4, size) >= 2
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert len(_codes(tmp_path / "out.jsonl")) == 150


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_whatever_a_crash_tears_off_is_mended(
    data: st.DataObject, whole: tuple[bytes, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.getbasetemp() / "torn.jsonl"
    for path, raw in zip((out, Path(f"{out}.journal")), whole, strict=True):
        kept = raw[: data.draw(st.integers(0, len(raw)))]
        path.write_bytes(kept + data.draw(st.sampled_from([b"", b"\0" * 70, b"\n", b'{"id": "', raw[:61]])))
    told, made = _run(out, ITEMS)
    assert len(told) + made == 12
    assert (out.read_bytes(), Path(f"{out}.journal").read_bytes()) == whole


CHANGES: list[tuple[str, Callable[[list[Item]], list[Item]], int]] = [
    ("nothing", lambda items: items, 12),
    ("three more at the end", lambda items: [*items, *[Item(f"n{n}", Document(article="x")) for n in range(3)]], 12),
    ("one less at the end", lambda items: items[:-1], 11),
    ("another in the midst", lambda items: [*items[:7], Item("7", Document(id="7", article="neuf")), *items[8:]], 7),
    ("another date", lambda items: [*items[:2], _dated(items[2]), *items[3:]], 2),
    ("one more at the beginning", lambda items: [Item("n", Document(article="x")), *items], 0),
    ("another fault", lambda items: [*items[:4], Item("4", error=BadRecord("Autre", "corrigez.")), *items[5:]], 4),
]


def _dated(item: Item) -> Item:
    assert item.document is not None
    return Item(item.id, Document.model_validate({**item.document.model_dump(), "date": "2024-03-05"}))


@pytest.mark.parametrize(("change", "kept"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_an_input_that_has_changed(tmp_path: Path, change: Callable[[list[Item]], list[Item]], kept: int) -> None:
    """What comes out is always what a new run would give."""
    _run(tmp_path / "out.jsonl", ITEMS)
    told, made = _run(tmp_path / "out.jsonl", change(ITEMS))
    assert (len(told), made) == (kept, len(change(ITEMS)) - kept)
    assert told == [n != 4 for n in range(kept)]
    _run(tmp_path / "new.jsonl", change(ITEMS))
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "new.jsonl").read_bytes()


@pytest.mark.parametrize("options", [{"purpose": "q"}, {"restart": True}])
def test_with_another_purpose_or_by_wish_all_is_done_anew(tmp_path: Path, options: dict[str, Any]) -> None:
    _run(tmp_path / "out.jsonl", ITEMS)
    assert _run(tmp_path / "out.jsonl", ITEMS, **options) == ([], 12)


def test_what_changes_outcomes_changes_the_purpose(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(b"1")
    every = [
        Settings(), Settings(redact=False), Settings(model=tmp_path),
        Settings.model_validate({"limits": {"min_words": 5}}), Settings.model_validate({"english": {"beside": True}}),
    ]  # fmt: skip
    assert len({purpose(one) for one in every}) == len(every)
    assert purpose(Settings(jobs=1, threads=1)) == purpose(Settings(jobs=2, batch=Batch(deadline=1)))


def test_an_output_that_was_no_batch_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("earlier\n" * 50, encoding="utf-8")
    assert _run(tmp_path / "out.jsonl", ITEMS) == ([], 12)
    assert b"earlier" not in (tmp_path / "out.jsonl").read_bytes()


def test_two_batches_do_not_write_to_one_output(tmp_path: Path) -> None:
    with Output(tmp_path / "out.jsonl", "p"), pytest.raises(OutputProblem, match="Un autre lot"):
        Output(tmp_path / "out.jsonl", "p")


def test_a_finished_batch_starts_no_process(tmp_path: Path) -> None:
    source, out = _write(tmp_path / "in.jsonl", range(5)), tmp_path / "out.jsonl"
    run_batch(source, out, TOGETHER, load=load_fake)
    assert run_batch(source, out, TOGETHER, load=load_dying) == Tally(5, 0, 5)


def test_what_is_no_file_is_written_to_all_the_same(tmp_path: Path) -> None:
    out = tmp_path / "pipe"
    os.mkfifo(out)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(out.read_bytes()))
    reader.start()
    assert run_batch(_write(tmp_path / "in.jsonl", range(3)), out, TOGETHER, load=load_fake) == Tally(3, 0)
    reader.join()
    assert got[0].count(b"\n") == 3
    assert not (tmp_path / "pipe.journal").exists()


# --- a full disk ------------------------------------------------------------------------------------
@pytest.fixture
def room() -> Iterator[Callable[[int], None]]:
    """Sets how large a file may get; the kernel refuses more as it does on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [30, 200, 333, 500, 612])
def test_a_full_disk_leaves_whole_lines_and_is_gone_on_with(
    tmp_path: Path, whole: tuple[bytes, bytes], room: Callable[[int], None], size: int
) -> None:
    out = tmp_path / "out.jsonl"
    room(size)
    with pytest.raises(OutputProblem, match="plein"):
        _run(out, ITEMS)
    room(1_000_000)
    assert whole[0].startswith(out.read_bytes())
    assert out.read_bytes()[-1:] in (b"\n", b"")
    _run(out, ITEMS)
    assert (out.read_bytes(), Path(f"{out}.journal").read_bytes()) == whole


def test_a_full_disk_is_waited_for(
    tmp_path: Path, whole: tuple[bytes, bytes], room: Callable[[int], None], caplog: pytest.LogCaptureFixture
) -> None:
    room(300)
    threading.Timer(0.3, partial(room, 1_000_000)).start()
    assert _run(tmp_path / "out.jsonl", ITEMS, wait_for_space=20) == ([], 12)
    assert (tmp_path / "out.jsonl").read_bytes() == whole[0]
    assert [record.getMessage() for record in caplog.records] == ["Le disque est plein : le lot attend de la place."]


# --- documents and workers --------------------------------------------------------------------------
def test_poison_costs_itself_alone(tmp_path: Path) -> None:
    """One that kills its process, one that is stuck, one that raises, and a worker that the kernel kills once."""
    texts = {1: "MEURS ", 2: f"UNE-FOIS {tmp_path / 'killed'} ", 4: "BLOQUE ", 6: "ÉCHOUE "}
    source = _write(tmp_path / "in.jsonl", range(9), lambda n: texts.get(n, ""))
    limited = Settings(jobs=2, batch=Batch(deadline=2))
    assert run_batch(source, tmp_path / "out.jsonl", limited, load=load_fragile) == Tally(9, 3)
    assert _codes(tmp_path / "out.jsonl") == ["worker" if n in (1, 4, 6) else "ok" for n in range(9)]
    assert (tmp_path / "killed").exists()


# --- progress ---------------------------------------------------------------------------------------
def test_inputs_are_counted_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"a": 1}\n\n  \n{"b": 2}', encoding="utf-8")
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.csv").write_text("text\n")
    assert [count(tmp_path / name) for name in ("in.jsonl", "", "b.csv", "none.jsonl")] == [2, 1, None, None]


def test_who_watches_sees_rate_and_time_left() -> None:
    from io import StringIO  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415

    seen = StringIO()

    def run(step: Callable[[Outcome], None]) -> None:
        for line in ("", "", "x", "x", "x"):
            step(Outcome(line, bool(line)))
            time.sleep(0.12)

    watched(run, lambda: 8, Console(file=seen, force_terminal=True, color_system=None, width=120))
    assert "5/8" in seen.getvalue()
    assert "2 échecs" in seen.getvalue()
    assert "/s" in seen.getvalue()
    assert "reste 0:00:0" in seen.getvalue()
