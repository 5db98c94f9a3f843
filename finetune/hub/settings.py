"""The settings of a hub checkpoint's run, from YAML."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from finetune.settings import Common, Run, Strict, parse, read

Objective = Literal["brief", "headline", "infill", "translation"]


class Scratch(Strict):
    """A T5 that begins from nothing, with a tokenizer of its own."""

    pieces: int = 16000
    width: int = 256
    inner: int = 1024
    layers: int = 6
    decoder_layers: int = 3
    heads: int = 4
    dropout: float = 0.1


class Checkpoint(Strict):
    """Where the network comes from: `source`, a name on the hub or a folder, or `scratch`.

    `longest` input and `longest_draft` output in pieces. `eight_bits`: weights of the exported graphs. `suspect`: the
    share of unknown pieces from which a tokenizer is taken for a broken one.
    """

    source: str | None = None
    revision: str | None = None
    scratch: Scratch | None = None
    longest: int = Field(default=1024, ge=32)
    longest_draft: int = Field(default=192, ge=8)
    eight_bits: bool = True
    suspect: float = 0.5

    @model_validator(mode="after")
    def _one(self) -> "Checkpoint":
        if (self.source is None) == (self.scratch is None):
            raise ValueError("checkpoint: name either a source or a scratch shape")
        return self


class Phase(Strict):
    """`steps` over the `mixture`: how much of each objective is read. `batch` rows on each device, `accumulate` times.

    `precision`: bf16 where the device has it, when `auto`. A save every `save_steps`; a stopped phase goes on from it.
    """

    steps: int = Field(ge=1)
    mixture: dict[Objective, float]
    rate: float = 5e-5
    batch: int = Field(default=4, ge=1)
    accumulate: int = Field(default=1, ge=1)
    warmup: float = Field(default=0.06, ge=0, lt=1)
    decay: float = 0.01
    save_steps: int = Field(default=200, ge=1)
    log_steps: int = Field(default=25, ge=1)
    precision: Literal["auto", "float32", "bf16"] = "auto"

    @model_validator(mode="after")
    def _something(self) -> "Phase":
        if not any(share > 0 for share in self.mixture.values()):
            raise ValueError("mixture: at least one objective must have a share")
        if self.save_steps % self.log_steps:
            # A line of the log is a mean since the last one: a save between two would lose the first part of it.
            raise ValueError("save_steps must be a multiple of log_steps")
        return self


class Pairs(Strict):
    """A file of French–English pairs, tab between them; `most` of them drawn at random when given."""

    path: Path
    most: int | None = None


class HubRun(Common):
    """A run of a hub checkpoint. `articles`: at most so many of the corpus, those with most words of justice first."""

    checkpoint: Checkpoint
    pairs: tuple[Pairs, ...] = ()
    articles: int | None = None
    pretraining: Phase | None = None
    training: Phase

    @property
    def objectives(self) -> set[Objective]:
        """All that some phase learns."""
        phases = [p for p in (self.pretraining, self.training) if p]
        return {name for phase in phases for name, share in phase.mixture.items() if share > 0}


def load_any(path: Path) -> Run | HubRun:
    """The settings in `path`: of a hub checkpoint where a `checkpoint` is named, else of our own network."""
    held: dict[str, Any] = read(path)
    run: Run | HubRun = parse(HubRun if "checkpoint" in held else Run, held, path)
    return run
