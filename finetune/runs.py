"""A run's folder: what each step writes where, and a record of how it was made."""

import datetime
import json
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from finetune.settings import Run
from summarise.errors import FileProblem

_PACKAGES = ("torch", "numpy", "scikit-learn", "sentencepiece", "onnx", "onnxruntime", "safetensors")


def versions() -> dict[str, str]:
    """Of Python and of the packages that a result depends on."""
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in _PACKAGES}}


@dataclass(frozen=True)
class Place:
    """The files of a run."""

    run: Run

    def __getitem__(self, name: str) -> Path:
        return self.run.folder / name

    @property
    def briefs(self) -> list[Path]:
        """The folders of gold briefs to learn from."""
        return [self.run.data.briefs / name for name in self.run.data.train] + list(self.joined.values())

    @property
    def joined(self) -> dict[Path, Path]:
        """Annotations that the project ships, and the folder where `prepare` puts them together with their articles."""
        return {path: self[f"briefs/{path.name.split('.')[0]}"] for path in self.run.data.annotations}

    @property
    def held_out(self) -> Path:
        """The articles that nothing may be learnt from."""
        return self.run.data.briefs / self.run.data.dev / "articles.jsonl"

    def log(self, name: str, goes_on: bool = False) -> Path:
        """A file of figures, one line every few steps; an empty one unless the work `goes_on`."""
        path = self[f"metrics/{name}.jsonl"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if not goes_on:
            path.unlink(missing_ok=True)
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
