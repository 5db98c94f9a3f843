"""`python -m finetune translator …`: the translator's steps on the command line."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Le traducteur.")
Config = Annotated[Path, typer.Option("--config", metavar="FICHIER", help="Réglages, en YAML.")]
DEFAULT = Path("configs/traducteur.yaml")
EMBEDDED = Path("summarise/translate/checkpoint")


@app.command()
def prepare(config: Config = DEFAULT) -> None:
    """Lit les paires, apprend les deux découpages, aligne les mots.

    Lit : pairs, own. Écrit : fr.model, en.model, general.npz, own.npz, lexicon.npz.
    """
    from finetune.translation import settings, steps  # noqa: PLC0415 - help comes without torch

    steps.prepare(settings.load(config))


@app.command()
def train(config: Config = DEFAULT) -> None:
    """Apprend pendant pace.minutes, depuis la dernière sauvegarde s'il y en a une.

    Lit : ce que prepare a écrit. Écrit : translator.safetensors, moments.safetensors, train.jsonl.
    """
    from finetune.translation import settings, steps  # noqa: PLC0415

    steps.train(settings.load(config))


@app.command()
def phrases(
    config: Config = DEFAULT,
    out: Annotated[Path, typer.Option("--out", metavar="FICHIER", help="Où écrire la table.")] = EMBEDDED
    / "phrases.npz",
) -> None:
    """Compte quelles tournures anglaises rendent quelles tournures françaises : la table de secours du réseau.

    Lit : pairs, own. Écrit : le fichier --out. Une demi-heure sur un cœur.
    """
    from finetune.translation import counting, settings  # noqa: PLC0415

    counting.count(settings.load(config), out)


@app.command()
def export(
    config: Config = DEFAULT,
    out: Annotated[Path, typer.Option("--out", metavar="DOSSIER", help="Où écrire le traducteur.")] = EMBEDDED,
) -> None:
    """Écrit le traducteur que le produit charge : deux graphes ONNX à huit bits, découpages, table.

    Lit : translator.safetensors. Écrit : le dossier --out.
    """
    from finetune.progress import tell  # noqa: PLC0415
    from finetune.translation import settings, steps  # noqa: PLC0415

    gaps = steps.export(settings.load(config), out)
    tell(f"export : {out}, écarts au réseau {', '.join(f'{k} {g:.3f}' for k, g in gaps.items())}")
