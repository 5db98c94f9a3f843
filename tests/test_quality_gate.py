"""The gate: figures beside their bounds, and when it measures nothing."""

import sys
from pathlib import Path

import pytest

from finetune.__main__ import main
from finetune.gate import Floors, judge, load_floors
from summarise.errors import SettingsError

FLOORS = Floors(corpus="x", floors={"brief": 0.7, "court": 0.8}, ceilings={"invented": 0.0})
SHIPPED = Path(__file__).parents[1] / "configs" / "floors.yaml"


@pytest.mark.parametrize(
    ("figures", "broken"),
    [
        ({"brief": 0.7, "court": 0.8, "invented": 0.0}, []),
        ({"brief": 0.6996, "court": 0.9, "invented": 0.0}, []),
        ({"brief": 0.699, "court": 0.9, "invented": 0.0}, ["brief"]),
        ({"brief": 0.8, "court": 0.7, "invented": 0.01}, ["court", "invented"]),
        ({"brief": 0.8}, ["court", "invented"]),
    ],
    ids=["at the bounds", "as printed", "under", "two", "not measured"],
)
def test_bounds(figures: dict[str, float], broken: list[str]) -> None:
    assert [v.name for v in judge(FLOORS, figures) if not v.held] == broken


def test_gains_and_losses_are_shown() -> None:
    lines = [v.line() for v in judge(FLOORS, {"brief": 0.75, "court": 0.7, "invented": 0.0})]
    assert "+0.050" in lines[0]
    assert lines[1].startswith("FAUX")
    assert "-0.100" in lines[1]


def _gate(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["finetune", "gate", *words])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_without_briefs_it_says_so_and_passes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert _gate(monkeypatch, "--briefs", str(tmp_path)) == 0
    assert "skipped" in capsys.readouterr().out


def test_other_briefs_fail(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    for name in ("articles.jsonl", "gold.jsonl"):
        (tmp_path / "dev" / name).write_text("{}\n", encoding="utf-8")
    assert _gate(monkeypatch, "--briefs", str(tmp_path), "--floors", str(SHIPPED)) == 1
    assert load_floors(SHIPPED).corpus in capsys.readouterr().out


def test_broken_floors_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text("corpus: x\nfloor: {}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="planchers"):
        load_floors(path)
