"""The command line. Errors are one sentence on standard error; a command imports the heavy modules that it needs."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise import __version__
from summarise.commands import archive, feeds
from summarise.errors import BadOption, SummariseError

if TYPE_CHECKING:
    from summarise.api.keys import Keys
    from summarise.settings import Settings

FORMATS = ("text", "markdown", "json", "html")
SOME_FAILED = 3

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Résume des articles de presse judiciaire en fiches vérifiées.",
)  # fmt: skip

keys = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Les clés du service.")
app.add_typer(keys, name="keys")

English = Annotated[bool, typer.Option("--english", help="Met l'anglais à côté du français.")]
Config = Annotated[Path | None, typer.Option("--config", metavar="FICHIER", help="Configuration, en YAML.")]
Policy = Annotated[
    Path | None, typer.Option("--policy", metavar="FICHIER", help="La politique de la rédaction, en YAML.")
]
NoRedact = Annotated[
    bool, typer.Option("--no-redact", help="Laisser les noms de mineurs et de victimes d'infractions sexuelles.")
]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"summarise {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="La version.")] = False,
) -> None:
    pass


def _write(text: str) -> None:
    """To standard output in UTF-8, whatever the locale says, unless a person reads it."""
    if not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    else:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stdout.write(text)
    sys.stdout.flush()


def _source(given: str | None) -> str:
    if given is None and sys.stdin.isatty():
        raise BadOption("Il manque l'article", "donnez un fichier, une adresse, ou « - » pour l'entrée standard.")
    return given or "-"


@app.command()
def brief(  # noqa: PLR0913, PLR0917 - a command's parameters are its options
    source: Annotated[str | None, typer.Argument(metavar="[FICHIER|URL|-]", help="L'article ; - lit l'entrée.")] = None,
    title: Annotated[str | None, typer.Option(help="Le titre de l'article.")] = None,
    date: Annotated[str | None, typer.Option(metavar="AAAA-MM-JJ", help="Le jour de parution.")] = None,
    format: Annotated[str, typer.Option("--format", "-f", help=", ".join(FORMATS) + ".")] = "text",
    no_redact: NoRedact = False,
    english: English = False,
    policy: Policy = None,
    config: Config = None,
) -> None:
    """Résume un article."""
    if format not in FORMATS:
        raise BadOption(f"Le format « {format} » n'existe pas", f"choisissez {', '.join(FORMATS)}.")
    where = _source(source)
    from summarise import settings as options  # noqa: PLC0415 - see the module's docstring
    from summarise.pipeline import Condenser  # noqa: PLC0415
    from summarise.render.look import Look  # noqa: PLC0415
    from summarise.render.writers import get_writer  # noqa: PLC0415
    from summarise.sources.gate import check  # noqa: PLC0415
    from summarise.sources.reading import read  # noqa: PLC0415

    settings = _with_policy(_with_english(options.load(config), english), policy)
    document = read(where, settings, title=title, date=date)
    check(document, settings.limits)  # a bad article is refused before the model is loaded
    made = Condenser.load(settings).read(document, redact=not no_redact)
    # Offsets count in the article as it came, save on a page that shows the article: there its names are replaced.
    shown = (document, made.brief) if format == "json" else (made.document, made.shown)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    _write(get_writer(format)(*shown, Look(_columns(), colour)))


def _with_policy(settings: "Settings", given: Path | None) -> "Settings":
    """The settings with the policy in force: one that cannot be used is refused before a model is loaded."""
    from summarise.innocence.policy import adopt  # noqa: PLC0415

    adopt(given or settings.policy)
    return settings if given is None else settings.model_copy(update={"policy": given})


def _with_english(settings: "Settings", asked: bool) -> "Settings":
    wanted = settings.english.model_copy(update={"beside": settings.english.beside or asked})
    return settings.model_copy(update={"english": wanted})


def _columns() -> int:
    import shutil  # noqa: PLC0415

    return shutil.get_terminal_size((80, 24)).columns


@app.command()
def batch(  # noqa: PLR0913, PLR0917 - one for each option
    source: Annotated[Path, typer.Argument(metavar="ENTRÉE", help="Fichier .jsonl ou .csv, ou dossier d'articles.")],
    out: Annotated[Path, typer.Argument(metavar="SORTIE", help="Fichier JSON Lines à écrire.")],
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="Nombre de processus [défaut : les cœurs].")] = None,
    engine: Annotated[str, typer.Option(metavar="pool|ray", help="Cette machine, ou une grappe Ray.")] = "pool",
    restart: Annotated[bool, typer.Option("--restart", help="Tout refaire, sans reprendre ce qui est fait.")] = False,
    no_redact: NoRedact = False,
    english: English = False,
    policy: Policy = None,
    config: Config = None,
) -> None:
    """Résume tous les articles d'un fichier ou d'un dossier, dans l'ordre ; relancé, reprend où il s'était arrêté."""
    from summarise import settings as options  # noqa: PLC0415 - see the module's docstring
    from summarise.commands import batch as command  # noqa: PLC0415

    settings = _with_policy(_with_english(options.load(config), english), policy)
    if jobs:
        settings = settings.model_copy(update={"jobs": jobs})
    settings = settings.model_copy(update={"redact": settings.redact and not no_redact})
    if command.run(source, out, settings, engine, restart).failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def check(
    source: Annotated[str | None, typer.Argument(metavar="[FICHIER|URL|-]", help="Le texte ; - lit l'entrée.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", metavar="fr|en", help="[défaut : devinée].")
    ] = None,
    policy: Policy = None,
    config: Config = None,
) -> None:
    """Signale les mots qui disent coupable avant le tribunal ; 3 s'il y en a."""
    if language not in (None, "fr", "en"):
        raise BadOption(f"La langue « {language} » n'existe pas", "choisissez fr ou en.")
    where = _source(source)
    from summarise import settings as options  # noqa: PLC0415 - see the module's docstring
    from summarise.innocence import check_text  # noqa: PLC0415
    from summarise.innocence.report import as_text  # noqa: PLC0415
    from summarise.sources.reading import read  # noqa: PLC0415

    text = read(where, _with_policy(options.load(config), policy)).text
    findings = check_text(text, language)
    _write(as_text(text, findings))
    if findings:
        raise typer.Exit(SOME_FAILED)


@app.command()
def translate(
    source: Annotated[str | None, typer.Argument(metavar="[FICHIER|-]", help="Le texte, ou des lignes .jsonl.")] = None,
    out: Annotated[Path | None, typer.Argument(metavar="SORTIE", help="Pour des lignes : où les écrire.")] = None,
    config: Config = None,
) -> None:
    """Met un texte français en anglais ; avec SORTIE, chaque ligne {"id", "text"} d'un fichier JSON Lines."""
    where = _source(source)
    from summarise import settings as options  # noqa: PLC0415 - see the module's docstring
    from summarise.commands import translate as command  # noqa: PLC0415

    settings = options.load(config)
    if out is None:
        text, warnings = command.text(where, settings)
        _write(text)
        for warning in warnings:
            _say(warning)
        return
    done, failed = command.lines(Path(where), out, settings)
    print(f"{done} textes, {failed} échecs → {out}", file=sys.stderr)
    if failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def schema() -> None:
    """Écrit le schéma JSON des fiches."""
    import json  # noqa: PLC0415

    from summarise.render.json import schema as json_schema  # noqa: PLC0415

    _write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="L'adresse d'écoute.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Le port.")] = 8000,
    require_key: Annotated[bool, typer.Option("--require-key", help="N'accepter que qui a une clé.")] = False,
    policy: Policy = None,
    config: Config = None,
) -> None:
    """Ouvre le service : la page et l'API."""
    from summarise import settings as options  # noqa: PLC0415 - see the module's docstring
    from summarise.api.serve import serve as run_service  # noqa: PLC0415

    run_service(_with_policy(options.load(config), policy), host, port, require_key)


archive.register(app, _write)
feeds.register(app, _write)


def _keys(config: Path | None) -> "Keys":
    from summarise import settings as options  # noqa: PLC0415
    from summarise.api.database import Database  # noqa: PLC0415
    from summarise.api.keys import Keys  # noqa: PLC0415

    return Keys(Database(options.load(config)))


@keys.command("add")
def keys_add(
    name: Annotated[str, typer.Argument(metavar="NOM", help="Pour qui.")], config: Config = None
) -> None:  # fmt: skip
    """Crée une clé et l'affiche : c'est la seule fois."""
    _write(_keys(config).add(name) + "\n")


@keys.command("list")
def keys_list(config: Config = None) -> None:
    """Montre les clés : identifiant, jour, état, nom."""
    for key in _keys(config).all():
        _write(f"{key.id}  {key.created:%Y-%m-%d}  {'révoquée' if key.revoked else 'valable '}  {key.name}\n")


@keys.command("revoke")
def keys_revoke(
    id: Annotated[str, typer.Argument(metavar="ID", help="Son identifiant, d'après « keys list ».")],
    config: Config = None,
) -> None:
    """Révoque une clé : elle n'ouvre plus rien, tout de suite."""
    _keys(config).revoke(id)
    _say(f"La clé {id} est révoquée.")


def _say(message: str) -> None:
    """One sentence on standard error, in characters that it can show."""
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
    print("".join(c for c in message if c.isprintable()), file=sys.stderr)


def _unexpected(error: Exception) -> int:
    """Errors of the command line's own library carry a message; anything else is our fault."""
    explain = getattr(error, "format_message", None)
    if callable(explain):
        _say(f"Commande mal formée ({str(explain()).rstrip('.')}) : voyez « summarise --help ».")
        return 2
    if os.environ.get("SUMMARISE_DEBUG"):
        raise error
    _say(f"Erreur interne ({type(error).__name__}) : relancez avec SUMMARISE_DEBUG=1 et signalez ce qui s'affiche.")
    return 1


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        code = app(arguments, standalone_mode=False, prog_name="summarise")
        return code if isinstance(code, int) else 0
    except SummariseError as error:
        _say(error.message)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader has gone: nothing more to say
        return 0
    except OSError as error:
        _say(f"Lecture ou écriture impossible ({error.strerror}) : vérifiez la place et les droits sur le disque.")
        return 2
    except Exception as error:  # the user gets a sentence, never a traceback
        return _unexpected(error)


def main() -> None:
    """The console command."""
    sys.exit(run())
