"""The command line of training: `python -m finetune STEP --config configs/petit.yaml`. Only a step loads torch."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from finetune import reports
from finetune.translation.commands import app as translator
from summarise.errors import BadOption, ModelError, SummariseError

if TYPE_CHECKING:
    from finetune.runs import Place

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Du corpus au modèle, étape par étape : prepare, tokenise, pretrain, train, evaluate, export, card ; et "
    "gate, abstracts.",
)  # fmt: skip
Config = Annotated[Path, typer.Option("--config", metavar="FICHIER", help="Réglages, en YAML.")]
Again = Annotated[bool, typer.Option("--again", help="Refait l'étape même si ses fichiers sont là.")]
Resume = Annotated[
    bool, typer.Option("--resume/--from-start", help="Reprend à la dernière sauvegarde, ou recommence l'étape.")
]
Checkpoint = Annotated[Path | None, typer.Option("--checkpoint", metavar="DOSSIER", help="Sinon le modèle embarqué.")]
app.add_typer(translator, name="translator")
PETIT = Path("configs/petit.yaml")
EXTRA = ("torch", "transformers", "datasets", "accelerate", "safetensors", "sklearn", "onnx", "matplotlib")
INSTALL = "pip install -e '.[finetune]'."
EMBEDDED = Path("summarise/seq2seq/checkpoint")


def _place(config: Path) -> "Place[Any]":
    from finetune.hub.settings import load_any  # noqa: PLC0415
    from finetune.runs import Place  # noqa: PLC0415

    return Place(load_any(config))


def _run(name: str, config: Path, again: bool, resume: bool = True) -> None:
    """Runs a step of our own network, or the same step of a hub checkpoint, as the settings say."""
    from finetune.hub import steps as hub  # noqa: PLC0415
    from finetune.hub.settings import HubRun, load_any  # noqa: PLC0415
    from finetune.runs import Place  # noqa: PLC0415
    from finetune.steps import STEPS, forget, run_step  # noqa: PLC0415

    run = load_any(config)
    if again or not resume:
        forget(Place(run), name)
    if isinstance(run, HubRun):
        if name not in hub.STEPS:
            raise BadOption(f"« {name} » ne vaut pas pour un modèle du hub", "laissez cette option.")
        run_step(hub.STEPS[name], Place(run), again)
    else:
        run_step(STEPS[name], Place(run), again)


@app.command()
def prepare(config: Config = PETIT, again: Again = False) -> None:
    """Lit le corpus, en écarte doublons, articles d'évaluation et copies de ceux-ci, y ajoute ceux des fiches.

    Lit : data.corpus (ou data.hub), data.held_out, data.own, data.annotations, data.briefs/*/articles.jsonl.
    Écrit : corpus.jsonl.xz, briefs/.
    """
    _run("prepare", config, again)


@app.command()
def tokenise(config: Config = PETIT, again: Again = False) -> None:
    """Découpe le corpus en morceaux, noms de personnes masqués, avec le découpage du modèle ou un nouveau.

    Lit : corpus.jsonl.xz ; pour un modèle du hub aussi les fiches et les paires. Écrit : tokenizer.model, pieces.npz ;
    pour un modèle du hub tokenizer/, rows/, tables.npz, model.json.
    """
    _run("tokenise", config, again)


@app.command()
def pretrain(config: Config = PETIT, again: Again = False, resume: Resume = True) -> None:
    """Pré-entraîne le réseau : morceaux cachés à deviner, titres et chapeaux à écrire.

    Interrompu, même brutalement, il reprend à sa dernière sauvegarde et finit, si pretraining.steps est donné, là où il
    aurait fini sans cela. Lit : tokenizer.model, pieces.npz (hub : tokenizer/, rows/). Écrit : pretrained.safetensors
    (hub : pretrained/), metrics/pretrain.jsonl, loss.png.
    """
    _run("pretrain", config, again, resume)


@app.command()
def train(
    config: Config = PETIT,
    again: Again = False,
    resume: Resume = True,
    refit_tables: Annotated[
        bool, typer.Option("--refit-tables", help="Refait tables et seuils seulement, garde le réseau.")
    ] = False,
) -> None:
    """Apprend la moitié creuse des têtes et ses seuils, puis le réseau : articles sans fiche d'abord, fiches ensuite.

    Interrompu, même brutalement, il reprend à sa dernière sauvegarde. Lit : pretrained.safetensors, corpus.jsonl.xz,
    les fiches (hub : tokenizer/, rows/). Écrit : network.safetensors, tables.npz, model.json (hub : trained/),
    metrics/, loss.png.
    """
    _run("refit" if refit_tables else "train", config, again, resume)


for report in (reports.evaluate, reports.card, reports.abstracts):
    app.command()(report)


@app.command()
def export(
    config: Config = PETIT,
    out: Annotated[Path, typer.Option("--out", metavar="DOSSIER", help="Où écrire le modèle.")] = EMBEDDED,
) -> None:
    """Écrit le modèle que le produit charge : trois graphes ONNX à huit bits, tables, découpage, seuils ; à neuf.

    Chaque graphe est comparé au réseau, et refusé s'il s'en écarte. Un modèle qui ne fait que traduire est écrit pour
    transformers (english.model). Lit : network.safetensors (hub : trained/), tables.npz, model.json, tokenizer.model
    (hub : tokenizer/). Écrit : le dossier --out, qu'il faut nommer pour un modèle du hub.
    """
    from finetune.hub import steps as hub  # noqa: PLC0415
    from finetune.hub.settings import HubRun  # noqa: PLC0415
    from finetune.progress import tell  # noqa: PLC0415
    from finetune.steps import export_to  # noqa: PLC0415

    place = _place(config)
    if isinstance(place.run, HubRun) and out == EMBEDDED:
        raise BadOption("Un modèle du hub ne remplace pas le modèle embarqué", "donnez un dossier avec --out.")
    gaps = hub.export_to(place, out) if isinstance(place.run, HubRun) else export_to(place, out)
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


def main() -> None:
    """Runs the command; a foreseen error is one sentence."""
    try:
        app()
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in EXTRA:
            missing = ModelError(f"Il manque le paquet « {error.name} »", "installez l'extra « finetune » : " + INSTALL)
            typer.echo(missing.message, err=True)
            raise SystemExit(missing.exit_code) from error
        raise
    except SummariseError as error:
        typer.echo(error.message, err=True)
        raise SystemExit(error.exit_code) from error


if __name__ == "__main__":
    main()
