"""The one way through: a document in, a brief out."""

from typing import Protocol

from summarise.errors import ModelError
from summarise.records import Brief, Document
from summarise.settings import Settings
from summarise.sources.gate import check
from summarise.text.source import Source


class Decider(Protocol):
    """What decides: the model with its checks. It reads a source and returns a brief."""

    def __call__(self, source: Source) -> Brief:
        """The brief of `source`."""
        ...


def _decider(settings: Settings) -> Decider:  # noqa: ARG001 - until it is wired
    """The model of `settings`, behind its checks.

    WIRING: the one place where the model is joined to the faces. `summarise.seq2seq.model.load(settings)` decides,
    `summarise.brief.build.build(source, decision)` checks and builds. Import them inside this function only.
    """
    raise ModelError("Le modèle n'est pas installé", "réinstallez le paquet summarise.")


class Condenser:
    """Condenses articles. Loading is slow, condensing is not: load once, use often."""

    def __init__(self, decider: Decider, settings: Settings | None = None) -> None:
        self._decider = decider
        self.settings = settings or Settings()

    @classmethod
    def load(cls, settings: Settings) -> "Condenser":
        """A condenser with the model that `settings` names, or the embedded one."""
        return cls(_decider(settings), settings)

    def condense(self, document: Document) -> Brief:
        """The brief of `document`; raises an InputError when it cannot become one."""
        check(document, self.settings.limits)
        return self._decider(Source(document))
