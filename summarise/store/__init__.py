"""The archive: briefs kept in SQLite or PostgreSQL, with versions, full-text search and links between stories.

Names of minors and victims are replaced before anything comes here. The packages it needs are the extra `store`.
"""

from typing import TYPE_CHECKING

from summarise.errors import SummariseError
from summarise.innocence.policy import adopt
from summarise.settings import Settings

if TYPE_CHECKING:
    from summarise.store.archive import Archive

__all__ = ["MissingPackage", "missing", "open_archive"]


class MissingPackage(SummariseError):
    """A package of an extra that is not installed."""

    code = "missing_package"


def missing(error: ImportError, what: str, extra: str) -> MissingPackage:
    """The word for a package that is not there, with the line that installs it."""
    name = (error.name or "?").partition(".")[0]
    return MissingPackage(f"{what} a besoin du paquet {name}", f"installez-le : pip install 'summarise[{extra}]'")


def open_archive(settings: Settings) -> "Archive":
    """The archive that `settings` names, brought to this version's shape."""
    try:
        from summarise.store.archive import Archive  # noqa: PLC0415 - only for those who installed the extra
        from summarise.store.engine import connect  # noqa: PLC0415
    except ImportError as error:
        raise missing(error, "L'archive", "store") from error
    adopt(settings.policy)
    return Archive(connect(settings), settings)
