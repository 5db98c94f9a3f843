"""The options of a search, given to every command that searches."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarise.errors import BadOption

if TYPE_CHECKING:
    from summarise.store.asked import Filters

Config = Annotated[Path | None, typer.Option("--config", metavar="FICHIER", help="Configuration, en YAML.")]
_TOLD = {
    "court": ("JURIDICTION", "Son code (tribunal_correctionnel) ou ses mots."),
    "city": ("VILLE", "La ville de la juridiction."),
    "offence": ("CODE", "Une infraction poursuivie."),
    "stage": ("CODE", "L'étape : enquete, jugement, appel…"),
    "since": ("AAAA-MM-JJ", "Fiches arrêtées à ce jour ou après."),
    "min_amount": ("EUROS", "Une somme d'au moins tant."),
    "q": ("MOTS", "Des mots ; « \"des mots de suite\" », « -sans »."),
}  # fmt: skip


def _parameter(name: str) -> inspect.Parameter:
    metavar, said = _TOLD[name]
    option = typer.Option("--" + name.replace("_", "-"), metavar=metavar, help=said)
    annotation = Annotated[str | None, option]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _filters(given: dict[str, Any]) -> "Filters":
    from pydantic import ValidationError  # noqa: PLC0415 - a command line that only prints its help loads nothing

    from summarise.store.asked import Filters  # noqa: PLC0415

    try:
        return Filters.model_validate(given).checked()
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0]).replace("_", "-")
        raise BadOption(f"La valeur de --{name} ne convient pas", "voyez « summarise search --help ».") from error


def searching(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of a search; it gets them as `filters`."""

    def run(**given: Any) -> None:
        from summarise.store import missing  # noqa: PLC0415

        asked = {name: given.pop(name) for name in _TOLD}
        try:
            filters = _filters(asked)
        except ImportError as error:
            raise missing(error, "L'archive", "store") from error
        command(**given, filters=filters)

    own = [one for one in inspect.signature(command).parameters.values() if one.name != "filters"]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = inspect.Signature([*own, *map(_parameter, _TOLD)])  # type: ignore[attr-defined]
    return run
