"""The settings of a run, from YAML; a key that does not exist is refused."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from finetune.network import Shape
from finetune.train import Pace
from summarise.errors import SettingsError


class Strict(BaseModel):
    """Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Data(Strict):
    """Where the texts are.

    `corpus` holds articles (JSON Lines, .xz allowed); `briefs` folders with articles.jsonl and gold.jsonl;
    `annotations` briefs whose articles stand in the corpus (see finetune.annotations).
    """

    corpus: Path
    briefs: Path
    train: tuple[str, ...] = ("train", "written")
    dev: str = "dev"
    annotations: tuple[Path, ...] = ()


class Tokenizer(Strict):
    """The SentencePiece model."""

    pieces: int = 8192
    coverage: float = 0.9998


class Pretraining(Strict):
    """`minutes` of masked pieces and headlines, or `steps` if that is sooner; `pieces` in a batch."""

    minutes: float = 30
    steps: int | None = None
    save_minutes: float = 5
    rate: float = 1.2e-3
    pieces: int = 2600
    longest: int = 640


class Run(Strict):
    """A whole run. `folder` receives everything it makes.

    `folds`: the sparse half scores each gold brief by tables fitted on the other folds. `silver_articles` with at least
    `silver_score` words of justice teach the encoder to imitate the sparse half; `unrelated_articles`, with one such
    word at most, teach the sparse half what is irrelevant. `threads`: all cores when not given.
    """

    name: str
    version: str = "1"
    folder: Path
    seed: int = 0
    threads: int | None = None
    data: Data
    tokenizer: Tokenizer = Tokenizer()
    shape: Shape = Shape()
    pretraining: Pretraining = Pretraining()
    folds: int = 5
    silver_articles: int = 1500
    silver_score: int = 4
    unrelated_articles: int = 300
    silver: Pace = Pace(epochs=1, rate=6e-4, decoder=0)
    gold: Pace = Pace(epochs=4, rate=5e-4)


def load(path: Path) -> Run:
    """The settings in `path`; its relative paths count from the current folder."""
    try:
        return Run.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise SettingsError(f"{path} : {error}", "corrigez ce fichier d'après configs/petit.yaml.") from error
