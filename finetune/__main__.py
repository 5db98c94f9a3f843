"""The command line of training: `python -m finetune STEP --config configs/petit.yaml`. Only a step loads torch."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from finetune.translation.commands import app as translator
from summarise.errors import SummariseError

if TYPE_CHECKING:
    from finetune.runs import Place
    from finetune.steps import Step

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Du corpus au modèle, étape par étape : prepare, tokenise, pretrain, train, evaluate, export ; et gate.",
)  # fmt: skip
Config = Annotated[Path, typer.Option("--config", metavar="FICHIER", help="Réglages, en YAML.")]
Again = Annotated[bool, typer.Option("--again", help="Refait l'étape même si ses fichiers sont là.")]
Checkpoint = Annotated[Path | None, typer.Option("--checkpoint", metavar="DOSSIER", help="Sinon le modèle embarqué.")]
app.add_typer(translator, name="translator")
PETIT = Path("configs/petit.yaml")
EMBEDDED = Path("summarise/seq2seq/checkpoint")


def _place(config: Path) -> "Place":
    from finetune.runs import Place  # noqa: PLC0415
    from finetune.settings import load  # noqa: PLC0415

    return Place(load(config))


def _run(step: "Step", config: Path, again: bool) -> None:
    from finetune.steps import run_step  # noqa: PLC0415

    run_step(step, _place(config), again)


@app.command()
def prepare(config: Config = PETIT, again: Again = False) -> None:
    """Lit le corpus, en écarte doublons et articles d'évaluation (numéro, empreinte), y ajoute ceux des fiches.

    Lit : data.corpus, data.briefs/*/articles.jsonl. Écrit : corpus.jsonl.xz.
    """
    from finetune.steps import PREPARE  # noqa: PLC0415

    _run(PREPARE, config, again)


@app.command()
def tokenise(config: Config = PETIT, again: Again = False) -> None:
    """Apprend le découpage en morceaux et découpe le corpus, noms de personnes masqués.

    Lit : corpus.jsonl.xz. Écrit : tokenizer.model, pieces.npz.
    """
    from finetune.steps import TOKENISE  # noqa: PLC0415

    _run(TOKENISE, config, again)


@app.command()
def pretrain(config: Config = PETIT, again: Again = False) -> None:
    """Pré-entraîne le réseau : morceaux cachés à deviner, titres et chapeaux à écrire.

    Interrompu, il reprend à sa dernière sauvegarde (toutes les cinq minutes), avec le temps qui reste et un nouveau
    tirage des articles. Lit : tokenizer.model, pieces.npz. Écrit : pretrained.safetensors, metrics/pretrain.jsonl.
    """
    from finetune.steps import PRETRAIN  # noqa: PLC0415

    _run(PRETRAIN, config, again)


@app.command()
def train(
    config: Config = PETIT,
    again: Again = False,
    refit_tables: Annotated[
        bool, typer.Option("--refit-tables", help="Refait tables et seuils seulement, garde le réseau.")
    ] = False,
) -> None:
    """Apprend la moitié creuse des têtes et ses seuils, puis le réseau : articles sans fiche d'abord, fiches ensuite.

    Lit : pretrained.safetensors, corpus.jsonl.xz, les fiches. Écrit : network.safetensors, tables.npz, model.json,
    metrics/silver.jsonl, metrics/gold.jsonl.
    """
    from finetune.steps import REFIT, TRAIN  # noqa: PLC0415

    _run(REFIT if refit_tables else TRAIN, config, again)


@app.command()
def evaluate(config: Config = PETIT, checkpoint: Checkpoint = None) -> None:
    """Mesure le produit, ses parties et des repères simples sur les fiches d'évaluation ; toujours à neuf.

    Lit : le modèle, data.briefs. Écrit : evaluation.json, evaluation.md.
    """
    from finetune.evaluate import evaluate as measure  # noqa: PLC0415
    from finetune.evaluate import table  # noqa: PLC0415
    from summarise.seq2seq.model import load as load_model  # noqa: PLC0415

    place = _place(config)
    data, model = place.run.data, load_model(checkpoint)
    figures = measure(data.briefs, data.dev, model)
    place.begin()
    about = {"model": model.info.model_dump(), "briefs": _briefs_digest(data.briefs / data.dev), "figures": figures}
    place["evaluation.json"].write_text(_json(about), encoding="utf-8")
    place["evaluation.md"].write_text(table(figures) + "\n", encoding="utf-8")
    print(table(figures))


@app.command()
def export(
    config: Config = PETIT,
    out: Annotated[Path, typer.Option("--out", metavar="DOSSIER", help="Où écrire le modèle.")] = EMBEDDED,
) -> None:
    """Écrit le modèle que le produit charge : trois graphes ONNX à huit bits, tables, découpage, seuils ; à neuf.

    Lit : network.safetensors, tables.npz, model.json, tokenizer.model. Écrit : le dossier --out.
    """
    from finetune.progress import tell  # noqa: PLC0415
    from finetune.steps import export_to  # noqa: PLC0415

    gaps = export_to(_place(config), out)
    tell(f"export : {out}, écarts au réseau {', '.join(f'{k} {g:.3f}' for k, g in gaps.items())}")


@app.command()
def english(
    split: Annotated[str, typer.Option("--split", help="train pour choisir, dev pour rendre compte.")] = "dev",
    briefs: Annotated[Path, typer.Option("--briefs", metavar="DOSSIER", help="Les fiches.")] = Path("../shared/briefs"),
    rows: Annotated[Path, typer.Option("--terms", metavar="FICHIER", help="Phrases et termes attendus.")] = Path(
        "../shared/english/terms.jsonl"
    ),
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Au plus tant d'articles.")] = None,
    settings: Annotated[Path | None, typer.Option("--settings", help="Une configuration du produit.")] = None,
) -> None:
    """Mesure le traducteur : chrF des résumés dans les deux sens, termes, nombres et noms, fausses alarmes.

    Lit : les fiches, les phrases, le modèle. N'écrit rien.
    """
    from finetune.english import measured, table  # noqa: PLC0415
    from summarise.settings import load as load_settings  # noqa: PLC0415

    print(table(measured(briefs / split, rows, load_settings(settings), limit)))


@app.command()
def gate(
    floors: Annotated[Path, typer.Option("--floors", metavar="FICHIER", help="Les planchers.")] = Path(
        "configs/floors.yaml"
    ),
    briefs: Annotated[Path, typer.Option("--briefs", metavar="DOSSIER", help="Les fiches.")] = Path("../shared/briefs"),
    checkpoint: Checkpoint = None,
) -> None:
    """Échoue (code 1) si un chiffre du produit passe sous son plancher ou si les fiches ne sont plus les mêmes.

    Lit : configs/floors.yaml, les fiches d'évaluation, le modèle. N'écrit rien ; sans fiches, ne mesure rien.
    """
    from finetune.gate import judge, load_floors  # noqa: PLC0415

    dev = briefs / "dev"
    if not dev.is_dir():
        print(f"quality gate: skipped, {dev} is absent")
        return
    bounds = load_floors(floors)
    if (found := _briefs_digest(dev)) != bounds.corpus:
        print(f"FAUX : les planchers valent pour les fiches {bounds.corpus}, celles de {dev} sont {found}")
        raise typer.Exit(1)
    verdicts = judge(bounds, _product(briefs, checkpoint))
    print("     chiffre            produit plancher écart", *(v.line() for v in verdicts), sep="\n")
    if not all(v.held for v in verdicts):
        raise typer.Exit(1)


def _product(briefs: Path, checkpoint: Path | None) -> dict[str, Any]:
    from finetune.evaluate import evaluate as measure  # noqa: PLC0415
    from summarise.seq2seq.model import load as load_model  # noqa: PLC0415

    return measure(briefs, "dev", load_model(checkpoint), ("product",))["product"]


def _briefs_digest(folder: Path) -> str:
    from finetune.digest import gold_digest  # noqa: PLC0415

    return gold_digest([folder])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Runs the command; a foreseen error is one sentence."""
    try:
        app()
    except SummariseError as error:
        typer.echo(error.message, err=True)
        raise SystemExit(error.exit_code) from error


if __name__ == "__main__":
    main()
