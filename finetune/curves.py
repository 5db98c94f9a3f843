"""The loss curves of a run as one picture."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from finetune.runs import read_log

Row = Mapping[str, Any]
_NOT_LOSSES = ("step", "of", "seconds", "rate")


def losses(row: Row) -> dict[str, float]:
    """The figures of a log's line by name; parts of one loss are summed as well."""
    out = {k: float(v) for k, v in row.items() if k not in _NOT_LOSSES and isinstance(v, (int, float))}
    parts = row.get("loss")
    if isinstance(parts, Sequence):
        out["loss"] = float(sum(parts))
    return out


def draw(metrics: Path, picture: Path) -> bool:
    """One panel for each file of `metrics`; False when there is nothing to draw."""
    logs = {path.stem: read_log(path) for path in sorted(metrics.glob("*.jsonl"))}
    logs = {name: rows for name, rows in logs.items() if rows}
    if not logs:
        return False
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - slow to load, and drawn once a step
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(5 * len(logs), 3.5), layout="constrained")
    for k, (name, rows) in enumerate(logs.items()):
        axes = figure.add_subplot(1, len(logs), k + 1, title=name, xlabel="pas", ylabel="perte (nats)")
        for figure_name in losses(rows[-1]):
            points = [(row["step"], losses(row)[figure_name]) for row in rows if figure_name in losses(row)]
            axes.plot(*zip(*points, strict=True), label=figure_name, marker="." if len(points) < 30 else None)
        axes.legend()
    FigureCanvasAgg(figure)
    figure.savefig(str(picture), format="png")
    return True
