"""`summarise search` and `summarise export`: what the archive holds."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.commands.options import Config, searching

if TYPE_CHECKING:
    from summarise.store.archive import Archive
    from summarise.store.asked import Filters
    from summarise.store.shapes import Stored

Write = Callable[[str], None]


def archive_of(config: Path | None) -> "Archive":
    """The archive that the configuration names."""
    from summarise import settings as options  # noqa: PLC0415 - a command that only prints its help loads nothing
    from summarise.store import open_archive  # noqa: PLC0415

    return open_archive(options.load(config))


def shown(one: "Stored") -> str:
    """A brief in a few lines: what it is about, as of when, where from, and what has come since."""
    from summarise.render.clean import one_line  # noqa: PLC0415
    from summarise.store.dates import held  # noqa: PLC0415

    court = one.brief.court.text if one.brief.court else "juridiction inconnue"
    lines = [f"{one.id}  {one.brief.title_fr or '(sans titre)'}", f"    {held(one.as_of)} · {court}"]
    if one.brief.summary_fr:
        lines.append(f"    {one.brief.summary_fr}")
    lines.extend(f"    ! {warning}" for warning in one.brief.warnings[: len(one.flags)])
    more = f" (et {len(one.sources) - 1} autres)" if len(one.sources) > 1 else ""
    lines.append(f"    {one.sources[0].url if one.sources else ''}{more}")
    return "".join(one_line(line) + "\n" for line in lines)


def register(app: typer.Typer, write: Write) -> None:
    """Add the commands to the command line."""

    @app.command("search")
    @searching
    def search(
        limit: Annotated[int, typer.Option(min=1, max=500, help="Combien de fiches.")] = 20,
        cursor: Annotated[str | None, typer.Option(metavar="CURSEUR", help="La suite d'une page.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Une fiche JSON par ligne.")] = False,
        config: Config = None, *, filters: "Filters",
    ) -> None:  # fmt: skip
        """Cherche dans l'archive : les dernières fiches rangées d'abord."""
        with archive_of(config) as archive:
            page = archive.find(filters, cursor=cursor, limit=limit)
        for one in page.briefs:
            write(one.model_dump_json() + "\n" if as_json else shown(one) + "\n")
        if page.next:
            print(f"La suite : --cursor {page.next}", file=sys.stderr)

    @app.command("export")
    @searching
    def export(
        out: Annotated[Path, typer.Argument(metavar="SORTIE", help="Fichier .jsonl, .csv, .xlsx ou .parquet.")],
        rows: Annotated[str | None, typer.Option(help="briefs, amounts ou sentences : ce qu'est une ligne.")] = None,
        config: Config = None, *, filters: "Filters",
    ) -> None:  # fmt: skip
        """Écrit les fiches de l'archive dans un fichier."""
        from summarise.store.export import export as write_file  # noqa: PLC0415

        with archive_of(config) as archive:
            count = write_file(archive.all(filters), out, rows)
        print(f"{count} fiches → {out}", file=sys.stderr)
