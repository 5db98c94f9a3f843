"""The settings of a translator's run, from YAML; a key that does not exist is refused."""

from pathlib import Path

import yaml
from pydantic import ValidationError

from finetune.settings import Strict
from finetune.translation.network import Shape
from finetune.translation.train import Pace
from summarise.errors import SettingsError


class Corpus(Strict):
    """A file of pairs; `most` of them drawn at random when given."""

    path: Path
    most: int | None = None


class Own(Strict):
    """Pairs of our field: bilingual `briefs`, and sentences of `corpus` whose English stands in `translations`."""

    briefs: Path
    folders: tuple[str, ...] = ("train", "written")
    corpus: Path
    translations: Path
    share: float = 0.4  # of all English pieces read in training


class Run(Strict):
    """A whole run. `folder` receives everything it makes; `pieces` of each language's tokenizer."""

    name: str
    version: str = "1"
    folder: Path
    seed: int = 0
    threads: int | None = None
    pairs: tuple[Corpus, ...]
    own: Own
    pieces: int = 8000
    longest: int = 44
    shape: Shape = Shape()
    pace: Pace = Pace()


def load(path: Path) -> Run:
    """The settings in `path`; its relative paths count from the current folder."""
    try:
        return Run.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise SettingsError(f"{path} : {error}", "corrigez ce fichier d'après configs/traducteur.yaml.") from error
