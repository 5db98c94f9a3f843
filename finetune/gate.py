"""The quality gate: the product's figures on the dev briefs may not fall under the floors that are written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from summarise.errors import SettingsError

# Figures are compared as they are printed, with three decimals.
_HALF = 0.0005


class Floors(BaseModel):
    """`corpus` is the digest of the briefs that the floors were set on."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    corpus: str
    floors: dict[str, float]
    ceilings: dict[str, float] = {}


@dataclass(frozen=True)
class Verdict:
    """One figure beside its bound; `gain` is positive on the right side."""

    name: str
    figure: float
    bound: float
    gain: float

    @property
    def held(self) -> bool:
        """Whether the figure keeps its bound."""
        return self.gain > -_HALF

    def line(self) -> str:
        """The figure, the bound, what was gained or lost."""
        return (
            f"{'ok  ' if self.held else 'FAUX'} {self.name:<18} {self.figure:.3f}  {self.bound:.3f}  {self.gain:+.3f}"
        )


def load_floors(path: Path) -> Floors:
    """The floors in `path`."""
    try:
        return Floors.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise SettingsError(f"{path} : {error}", "corrigez les planchers de ce fichier.") from error


def judge(floors: Floors, figures: Mapping[str, float]) -> list[Verdict]:
    """Each bounded figure; one that was not measured is a loss."""
    verdicts = [
        Verdict(name, figures.get(name, 0.0), least, figures.get(name, 0.0) - least)
        for name, least in floors.floors.items()
    ]
    for name, most in floors.ceilings.items():
        figure = figures.get(name, 1.0)
        verdicts.append(Verdict(name, figure, most, most - figure))
    return verdicts
