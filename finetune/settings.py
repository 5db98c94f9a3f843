"""The settings of a run, from YAML; a key that does not exist is refused."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from finetune.network import Shape
from finetune.train import Pace
from summarise.errors import SettingsError


class Strict(BaseModel):
    """Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Data(Strict):
    """Where the texts are.

    `corpus` holds articles (JSON Lines, .xz allowed); where it is not on the disk, `hub` is the name of the same corpus
    on the Hugging Face hub (or a folder in its layout). `briefs` holds folders with articles.jsonl and gold.jsonl;
    `annotations` briefs whose articles stand in the corpus (see finetune.annotations). `own` are articles of one's own,
    the invented ones that we ship and a user's: JSON Lines with `id` and `article`, and perhaps `title`, `heading`,
    `date`, and `brief` where a gold brief is known. From `held_out` files nothing is learnt, nor from the dev articles.
    """

    corpus: Path
    hub: str | None = None
    briefs: Path
    train: tuple[str, ...] = ("train", "written")
    dev: str = "dev"
    annotations: tuple[Path, ...] = ()
    own: tuple[Path, ...] = ()
    held_out: tuple[Path, ...] = ()


class Tokenizer(Strict):
    """The SentencePiece model."""

    pieces: int = 8192
    coverage: float = 0.9998


class Objectives(Strict):
    """What each part of pre-training weighs in the loss: hidden pieces, and the headline with its abstract."""

    hidden: float = Field(default=1.0, ge=0)
    headline: float = Field(default=0.5, ge=0)


class Pretraining(Strict):
    """`steps` of masked pieces and headlines, or `minutes` where no number of steps is given; `pieces` in a batch.

    With `steps` a run that was stopped ends where an unbroken one would; minutes depend on the machine.
    """

    minutes: float = 30
    steps: int | None = None
    save_minutes: float = 5
    rate: float = 1.2e-3
    pieces: int = 2600
    longest: int = 640
    objectives: Objectives = Objectives()


class Common(Strict):
    """What all runs have. `folder` receives everything that a run makes. `threads`: all cores when not given."""

    name: str
    version: str = "1"
    folder: Path
    seed: int = 0
    threads: int | None = None
    data: Data
    folds: int = 5
    unrelated_articles: int = 300


class Run(Common):
    """A run of our own small network.

    `folds`: the sparse half scores each gold brief by tables fitted on the other folds. `silver_articles` with at least
    `silver_score` words of justice teach the encoder to imitate the sparse half; `unrelated_articles`, with one such
    word at most, teach the sparse half what is irrelevant. `save_minutes` between two saves of `train`.
    """

    tokenizer: Tokenizer = Tokenizer()
    shape: Shape = Shape()
    pretraining: Pretraining = Pretraining()
    silver_articles: int = 1500
    silver_score: int = 4
    silver: Pace = Pace(epochs=1, rate=6e-4, decoder=0)
    gold: Pace = Pace(epochs=4, rate=5e-4)
    save_minutes: float = 5


def read(path: Path) -> dict[str, Any]:
    """What the YAML file `path` holds."""
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise _wrong(path, error) from error
    if not isinstance(held, dict):
        raise _wrong(path, "une liste de clés est attendue")
    return held


def parse(kind: type[Strict], held: Mapping[str, Any], path: Path) -> Any:
    """`held` as settings of that kind; `path` is what a message names."""
    try:
        return kind.model_validate(held)
    except ValidationError as error:
        raise _wrong(path, error) from error


def _wrong(path: Path, what: object) -> SettingsError:
    return SettingsError(f"{path} : {what}", "corrigez ce fichier d'après ceux de configs/.")


def load(path: Path) -> Run:
    """The settings in `path`; its relative paths count from the current folder."""
    run: Run = parse(Run, read(path), path)
    return run
