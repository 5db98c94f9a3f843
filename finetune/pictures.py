"""Pictures of an evaluation: fields with their intervals, what is taken for what, learning curves."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from finetune.confusion import Confusion
from finetune.scoring import FIELDS

Figures = Mapping[str, Any]
_WIDE = 9.0


def _figure(width: float, height: float) -> Any:
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra, and slow to load

    return Figure(figsize=(width, height), layout="constrained")


def _save(figure: Any, path: Path) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    FigureCanvasAgg(figure).print_png(str(path))  # type: ignore[no-untyped-call]


def fields(systems: Mapping[str, Figures], path: Path) -> None:
    """Each system's F1 by field, with 95 % intervals where they are known."""
    figure = _figure(_WIDE, 4)
    axes = figure.add_subplot(ylim=(0, 1), ylabel="F1", title="F1 par champ, intervalles à 95 %")
    names = ["brief", *FIELDS]
    shown = {name: row for name, row in systems.items() if row.get("brief")}
    for k, (system, row) in enumerate(shown.items()):
        at = [i + (k - (len(shown) - 1) / 2) * 0.8 / len(shown) for i in range(len(names))]
        values = [row[n] for n in names]
        intervals = row.get("intervals", {})
        around = [intervals.get(n, (row[n], row[n])) for n in names]
        errors = [[max(0, v - lo) for v, (lo, _) in zip(values, around, strict=True)],
                  [max(0, hi - v) for v, (_, hi) in zip(values, around, strict=True)]]  # fmt: skip
        axes.bar(at, values, 0.8 / len(shown), yerr=errors, label=system, error_kw={"linewidth": 0.8})
    axes.set_xticks(range(len(names)), names)
    axes.legend(fontsize=8)
    _save(figure, path)


def confusions(every: Sequence[Confusion], path: Path) -> None:
    """One panel each, shaded by the share of the gold value."""
    every = [one for one in every if one.counts]
    figure = _figure(_WIDE, 4.2 * max(1, (len(every) + 1) // 2))
    for k, one in enumerate(every):
        gold, given = one.labels
        axes = figure.add_subplot((len(every) + 1) // 2, 2, k + 1, title=one.name, xlabel="produit", ylabel="fiche")
        counts = [[one.counts.get((g, p), 0) for p in given] for g in gold]
        axes.imshow([[n / max(1, sum(row)) for n in row] for row in counts], cmap="Blues", vmin=0, vmax=1)
        axes.set_xticks(range(len(given)), given, rotation=60, ha="right", fontsize=7)
        axes.set_yticks(range(len(gold)), gold, fontsize=7)
        for i, row in enumerate(counts):
            for j, n in enumerate(row):
                if n:
                    axes.text(j, i, str(n), ha="center", va="center", fontsize=7)
    _save(figure, path)


def learning(points: Sequence[Figures], path: Path) -> None:
    """How the fields grow with the number of gold briefs."""
    figure = _figure(_WIDE, 4)
    axes = figure.add_subplot(
        xlabel="fiches apprises", ylabel="F1", title="Courbe d'apprentissage, moitié creuse seule"
    )
    for name in ("brief", *FIELDS):
        style = {"linewidth": 2.5, "color": "black"} if name == "brief" else {"linewidth": 1}
        axes.plot([p["briefs"] for p in points], [p[name] for p in points], label=name, marker=".", **style)
    axes.set_xscale("log")
    axes.set_xticks([p["briefs"] for p in points], [str(p["briefs"]) for p in points], minor=False)
    axes.legend(fontsize=8)
    _save(figure, path)
