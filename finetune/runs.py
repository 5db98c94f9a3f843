"""A run's folder: what each step writes where, and a record of how it was made."""

import datetime
import json
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from finetune.settings import Common
from summarise.errors import FileProblem

_PACKAGES = (
    "torch", "numpy", "scikit-learn", "sentencepiece", "onnx", "onnxruntime", "safetensors", "transformers", "datasets",
    "accelerate", "tokenizers",
)  # fmt: skip
R = TypeVar("R", bound=Common)


def versions() -> dict[str, str]:
    """Of Python and of the packages that a result depends on."""
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in _PACKAGES}}


def read_log(path: Path) -> list[dict[str, Any]]:
    """The whole lines of a file of figures; a process that was killed may have left half a line."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            rows.append(json.loads(line))
        except ValueError:
            continue
    return rows


@dataclass(frozen=True)
class Place(Generic[R]):
    """The files of a run."""

    run: R

    def __getitem__(self, name: str) -> Path:
        return self.run.folder / name

    @property
    def briefs(self) -> list[Path]:
        """The folders of gold briefs to learn from."""
        given = [self.run.data.briefs / name for name in self.run.data.train]
        made = [*self.joined.values(), *self.own.values()]
        # A user's own file may hold no brief at all.
        return [*given, *(folder for folder in made if (folder / "gold.jsonl").exists())]

    @property
    def joined(self) -> dict[Path, Path]:
        """Annotations that the project ships, and the folder where `prepare` puts them together with their articles."""
        return self._folders(self.run.data.annotations)

    @property
    def own(self) -> dict[Path, Path]:
        """Files of articles of one's own, and the folder where `prepare` unpacks the briefs that they hold."""
        return self._folders(self.run.data.own)

    def _folders(self, paths: Iterable[Path]) -> dict[Path, Path]:
        return {path: self[f"briefs/{path.name.split('.')[0]}"] for path in paths}

    @property
    def held_out(self) -> list[Path]:
        """The files of articles that nothing may be learnt from."""
        return [self.run.data.briefs / self.run.data.dev / "articles.jsonl", *self.run.data.held_out]

    def log(self, name: str, upto: int = 0) -> Path:
        """A file of figures, one line every few steps; lines after step `upto` are dropped: they will come again."""
        path = self[f"metrics/{name}.jsonl"]
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = [row for row in read_log(path) if row["step"] <= upto]
        path.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
        return path

    def begin(self) -> None:
        """Makes the folder and writes the settings into it."""
        self.run.folder.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(self.run.model_dump(mode="json"), sort_keys=False, allow_unicode=True)
        self["settings.yaml"].write_text(text, encoding="utf-8")

    def need(self, names: Iterable[str], step: str) -> list[Path]:
        """The files of an earlier step; says which one to run where they lack."""
        paths = [self[name] for name in names]
        for path in paths:
            if not path.exists():
                raise FileProblem(f"{path} manque", f"lancez d'abord « python -m finetune {step} ».")
        return paths

    def record(self, step: str, data: str, **more: Any) -> None:
        """How a step's outputs were made: settings, seed, versions, digest of what was read."""
        row = {
            "step": step, "finished": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "seed": self.run.seed, "data": data, "versions": versions(), **more, "settings": self._settings(),
        }  # fmt: skip
        path = self[f"records/{step}.json"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(row, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def recorded(self, step: str) -> dict[str, Any]:
        """The record of a step, empty when it was not run."""
        path = self[f"records/{step}.json"]
        return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}

    def same_settings(self, step: str) -> bool:
        """Whether a step was run with today's settings."""
        return bool(self.recorded(step).get("settings") == self._settings())

    def _settings(self) -> dict[str, Any]:
        return self.run.model_dump(mode="json")
