"""`summarise feed` and `summarise hook`: what is polled, and who is told."""

import functools
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarise.commands.archive import Write, archive_of
from summarise.commands.options import Config, searching
from summarise.errors import BadOption, FileProblem

if TYPE_CHECKING:
    from summarise.feeds.poll import Poller, Tally
    from summarise.store.archive import Archive
    from summarise.store.asked import Filters

_FEEDS = {"read": "lus", "unchanged": "inchangés", "failed": "en échec"}
_ARTICLES = {
    "new": "fiches", "updated": "mises à jour", "copy": "reprises", "unchanged": "inchangés",
    "irrelevant": "hors sujet", "refused": "refusés", "robots": "interdits par robots.txt", "failed": "en échec",
}  # fmt: skip
# While watching, nothing is awaited longer: a feed added meanwhile is found.
_LONGEST_SLEEP = 30.0


@contextmanager
def _needed() -> Iterator[None]:
    """The packages of feeds, or the line that installs them."""
    try:
        yield
    except ImportError as error:
        from summarise.store import missing  # noqa: PLC0415

        raise missing(error, "Lire des flux", "feeds") from error


def _poller(archive: "Archive") -> "Poller":
    with _needed():
        from summarise.feeds.poll import Poller  # noqa: PLC0415
        from summarise.pipeline import Condenser  # noqa: PLC0415
    return Poller(archive, functools.partial(Condenser.load, archive.settings))


def _told(tally: "Tally") -> str:
    """A round in one line."""
    feeds = ", ".join(f"{tally.feeds[key]} {word}" for key, word in _FEEDS.items() if tally.feeds[key])
    articles = ", ".join(f"{tally.articles[key]} {word}" for key, word in _ARTICLES.items() if tally.articles[key])
    return f"{sum(tally.feeds.values())} flux ({feeds or 'rien à lire'}) ; {sum(tally.articles.values())} articles" + (
        f" ({articles})" if articles else ""
    )


def _say(message: str) -> None:
    print("".join(c for c in message if c.isprintable()), file=sys.stderr)


def _place(address: str) -> str:
    """A feed's address, or its file as the archive knows it from wherever it is asked."""
    from summarise.sources.reading import is_address  # noqa: PLC0415

    if is_address(address):
        return address
    path = Path(address).absolute()
    if not path.is_file():
        raise FileProblem(f"Le flux « {address} » n'existe pas", "donnez une adresse http(s):// ou un fichier.")
    return str(path)


def _checked(archive: "Archive", url: str) -> str:
    """The title of the feed at `url`, read once: what is no feed is not added."""
    with _needed():
        from summarise.feeds.fetching import Fetcher  # noqa: PLC0415
        from summarise.feeds.robots import Robots  # noqa: PLC0415
    from summarise.render.clean import one_line  # noqa: PLC0415
    from summarise.store.polls import Known  # noqa: PLC0415

    known = Known(0, url, "", True, None, None, 0, 0, None, None)
    read = Fetcher(archive.settings, Robots(archive.settings)).feed(known)
    return one_line(read.feed.title)[:300] if read.feed else ""


def _round(archive: "Archive", poller: "Poller", *, waiting: bool) -> bool:
    """Poll, then tell the webhooks; whether there was anything to say."""
    from summarise.feeds.webhooks import deliver  # noqa: PLC0415

    tally = poller.run(waiting=waiting)
    done, failed = deliver(archive)
    if not waiting or tally.feeds:
        _say(_told(tally))
    if done or failed:
        _say(f"webhooks : {done} envois, {failed} échecs")
    return bool(tally.feeds)


def _watch(archive: "Archive", poller: "Poller") -> None:
    """Round after round until SIGINT or SIGTERM."""
    from summarise.store import polls  # noqa: PLC0415

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while True:
            _round(archive, poller, waiting=True)
            due = polls.next_due(archive.engine)
            wait = _LONGEST_SLEEP if due is None else due - time.time()
            time.sleep(min(max(wait, 1.0), _LONGEST_SLEEP))
    except KeyboardInterrupt:
        _say("Arrêt : rien n'est perdu, ce qui n'était pas fini sera relu.")


def _archive(app: typer.Typer) -> None:
    @app.command("archive")
    def archive(
        source: Annotated[
            Path, typer.Argument(metavar="ENTRÉE", help="Fichier .jsonl ou .csv, ou dossier d'articles.")
        ],
        config: Config = None,
    ) -> None:
        """Range dans l'archive les fiches des articles d'un fichier ou d'un dossier ; ce qui y est déjà est reconnu."""
        from collections import Counter  # noqa: PLC0415

        from summarise.batch.readers import items  # noqa: PLC0415

        with archive_of(config) as found:
            intake = _poller(found).intake
            from summarise.feeds.intake import Article  # noqa: PLC0415

            tally: Counter[str] = Counter()
            for item in items(source, found.settings):
                document = item.document
                outcome = "refused" if document is None else intake.take(Article(document, document.url or item.id))
                tally[outcome] += 1
        told = ", ".join(f"{tally[key]} {word}" for key, word in _ARTICLES.items() if tally[key])
        _say(f"{sum(tally.values())} articles ({told})")


def _feeds(app: typer.Typer, write: Write) -> None:
    @app.command("add")
    def add(
        addresses: Annotated[list[str], typer.Argument(metavar="ADRESSE…", help="Adresses ou fichiers de flux.")],
        config: Config = None,
    ) -> None:
        """Ajoute des flux RSS, Atom ou JSON Feed ; chacun est lu une fois pour le vérifier."""
        with archive_of(config) as archive:
            from summarise.store import polls  # noqa: PLC0415

            for address in addresses:
                url = _place(address)
                title = _checked(archive, url)
                write(f"{polls.add(archive.engine, url, title)}  {title or url}\n")

    @app.command("list")
    def show(config: Config = None) -> None:
        """Montre les flux : numéro, état, dernière lecture, adresse."""
        with archive_of(config) as archive:
            from summarise.store import polls  # noqa: PLC0415

            for feed in polls.every(archive.engine):
                polled = time.strftime("%Y-%m-%d %H:%M", time.localtime(feed.polled)) if feed.polled else "jamais lu"
                state = (feed.status or "-") if feed.active else f"arrêté : {feed.status}"
                write(f"{feed.id}  {polled}  {state}  {feed.title or '-'}  {feed.url}\n")

    @app.command("remove")
    def remove(which: Annotated[str, typer.Argument(metavar="NUMÉRO|ADRESSE")], config: Config = None) -> None:
        """Ne lit plus un flux ; les fiches restent."""
        with archive_of(config) as archive:
            from summarise.store import polls  # noqa: PLC0415

            polls.remove(archive.engine, which)

    @app.command("run")
    def run(config: Config = None) -> None:
        """Lit tous les flux une fois, sauf ceux en échec récent, et range les fiches de leurs nouveaux articles."""
        with archive_of(config) as archive:
            _round(archive, _poller(archive), waiting=False)

    @app.command("watch")
    def watch(config: Config = None) -> None:
        """Lit les flux à mesure qu'ils sont dus, jusqu'à Ctrl-C."""
        with archive_of(config) as archive:
            _watch(archive, _poller(archive))


def _hooks(app: typer.Typer, write: Write) -> None:
    @app.command("add")
    @searching
    def add(
        url: Annotated[str, typer.Argument(metavar="ADRESSE", help="Qui est averti, par POST.")],
        config: Config = None, *, filters: "Filters",
    ) -> None:  # fmt: skip
        """Avertit une adresse des fiches que laissent passer les filtres ; affiche son secret, cette seule fois."""
        if not url.startswith(("https://", "http://")):
            raise BadOption("Cette adresse n'est pas complète", "donnez-la avec http:// ou https://.")
        with archive_of(config) as archive:
            from summarise.store import hooks  # noqa: PLC0415

            id, secret = hooks.add(archive.engine, url, filters)
            write(f"{id}  {secret}\n")

    @app.command("list")
    def show(config: Config = None) -> None:
        """Montre les webhooks et l'état de leurs envois."""
        with archive_of(config) as archive:
            from summarise.store import hooks  # noqa: PLC0415

            for hook in hooks.every(archive.engine):
                filters = " ".join(f"{key}={value}" for key, value in hook.filters.given().items())
                write(f"{hook.id}  {'actif' if hook.active else 'arrêté'}  {hook.url}  {filters}\n")
            waiting, done, failed = hooks.states(archive.engine).values()
            _say(f"{waiting} envois en attente, {done} faits, {failed} abandonnés")

    @app.command("remove")
    def remove(id: Annotated[int, typer.Argument(metavar="NUMÉRO")], config: Config = None) -> None:
        """N'avertit plus."""
        with archive_of(config) as archive:
            from summarise.store import hooks  # noqa: PLC0415

            hooks.remove(archive.engine, id)

    @app.command("run")
    def run(config: Config = None) -> None:
        """Fait les envois dus ; « feed run » et « feed watch » les font aussi."""
        with archive_of(config) as archive:
            from summarise.feeds.webhooks import deliver  # noqa: PLC0415

            done, failed = deliver(archive)
        _say(f"webhooks : {done} envois, {failed} échecs")


def register(app: typer.Typer, write: Write) -> None:
    """Add the commands to the command line."""
    _archive(app)
    groups: dict[str, tuple[str, Callable[[typer.Typer, Write], None]]] = {
        "feed": ("Les flux : ajouter, lire, surveiller.", _feeds),
        "hook": ("Les webhooks : qui est averti des nouvelles fiches.", _hooks),
    }
    for name, (said, fill) in groups.items():
        group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=said)
        fill(group, write)
        app.add_typer(group, name=name)
