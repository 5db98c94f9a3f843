"""`python -m finetune evaluate | card | abstracts`: what is measured, told, and learnt from abstracts."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarise.errors import BadOption

if TYPE_CHECKING:
    from finetune.runs import Place

PETIT = Path("configs/petit.yaml")
TABLES = Path("summarise/brief/extract/tables.npz")
CARD = Path("docs/model-card.md")
Config = Annotated[Path, typer.Option("--config", metavar="FICHIER", help="Réglages, en YAML.")]
Checkpoint = Annotated[Path | None, typer.Option("--checkpoint", metavar="DOSSIER", help="Sinon le modèle embarqué.")]


def _place(config: Path) -> "Place[Any]":
    from finetune.hub.settings import load_any  # noqa: PLC0415
    from finetune.runs import Place  # noqa: PLC0415

    return Place(load_any(config))


def evaluate(  # noqa: PLR0913, PLR0917 - each is an option of the command
    config: Config = PETIT,
    checkpoint: Checkpoint = None,
    summaries: Annotated[int, typer.Option("--summaries", min=0, help="Résumés mesurés contre un chapeau.")] = 300,
    learning: Annotated[bool, typer.Option("--learning", help="Aussi la courbe d'apprentissage (lent).")] = False,
    ablation: Annotated[bool, typer.Option("--ablation", help="Aussi le modèle privé d'une partie (lent).")] = False,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="NOM=DOSSIER", help="Un modèle appris sans quelque chose.")
    ] = None,
) -> None:
    """Mesure le produit, ses parties et des repères simples sur les fiches d'évaluation ; toujours à neuf.

    Chaque chiffre vient avec son intervalle à 95 %, tiré de 2 000 rééchantillonnages des articles. Lit : le modèle,
    data.briefs, data.corpus. Écrit : evaluation.json, evaluation.md, evaluation/*.png.
    """
    from finetune.report import Wanted, report, write  # noqa: PLC0415
    from summarise.seq2seq.model import load as load_model  # noqa: PLC0415

    others = dict(_named(pair) for pair in without or ())
    place = _place(config)
    found = report(place, load_model(checkpoint), Wanted(summaries, learning, ablation or bool(others), others))
    write(place, found)
    print(found.markdown())


def _named(pair: str) -> tuple[str, Path]:
    name, equals, folder = pair.partition("=")
    if not equals:
        raise BadOption(f"« {pair} » n'est pas de la forme NOM=DOSSIER", "écrivez par exemple sans-silver=runs/x/out.")
    return f"no {name}", Path(folder)


def card(
    config: Config = PETIT,
    out: Annotated[Path, typer.Option("--out", metavar="FICHIER", help="Où écrire la fiche du modèle.")] = CARD,
) -> None:
    """Écrit la fiche du modèle d'après sa série : données, réglages, versions, chiffres, fautes.

    Lit : evaluation.json, evaluation/*.png, records/*.json. Écrit : --out, et les images dans un dossier à côté.
    """
    from finetune.card import card as text  # noqa: PLC0415
    from finetune.progress import tell  # noqa: PLC0415

    place = _place(config)
    made = text(place, out.stem)
    out.with_suffix("").mkdir(parents=True, exist_ok=True)
    for picture in sorted(place["evaluation"].glob("*.png")):
        shutil.copy(picture, out.with_suffix("") / picture.name)
    out.write_text(made, encoding="utf-8")
    tell(f"card : {out}")


def abstracts(
    config: Config = PETIT,
    out: Annotated[Path, typer.Option("--out", metavar="FICHIER", help="Où écrire les tables.")] = TABLES,
    articles: Annotated[int, typer.Option("--articles", min=20, help="Au plus tant d'articles.")] = 12_000,
    again: Annotated[bool, typer.Option("--again", help="Refait tout, même ce qui est déjà fait.")] = False,
) -> None:
    """Apprend des articles et de leurs chapeaux quelles phrases un résumé garde ; une dizaine de minutes.

    Interrompu, il reprend après la dernière partie finie. Lit : data.corpus, data.briefs. Écrit : abstracts/*.npz,
    --out.
    """
    from finetune.abstract_steps import learn  # noqa: PLC0415

    learn(_place(config), out, articles, again)
