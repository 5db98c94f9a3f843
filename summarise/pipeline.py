"""The one way through: a document in, a brief out."""

from typing import TYPE_CHECKING, Protocol

from summarise.records import Brief, Document
from summarise.settings import Settings
from summarise.sources.gate import check
from summarise.text.source import Source

if TYPE_CHECKING:
    from summarise.seq2seq.model import Model


class Decider(Protocol):
    """What decides: the model with its checks. It reads a source and returns a brief."""

    def __call__(self, source: Source) -> Brief:
        """The brief of `source`."""
        ...


def decider(model: "Model") -> Decider:
    """`model` behind its checks: what it decides is built, verified and told."""
    from summarise.brief.build import fields  # noqa: PLC0415 - a face that only prints its help loads no model
    from summarise.brief.finish import Run, finish  # noqa: PLC0415 - a face that only prints its help loads no model

    def decide(source: Source) -> Brief:
        state = model.read(source)
        draft = model.draft(state)
        values = fields(source, state.reading.mentions, state.reading.units, draft)
        run = Run(state.coverage, model.info, lambda texts: model.likelihood(state, "<body>", texts), draft.likelihood)
        return finish(source, values, run)

    return decide


def _embedded(settings: Settings) -> Decider:
    """The model of `settings`. Imported here: a face that only prints its help loads no model."""
    from summarise.seq2seq.model import load  # noqa: PLC0415 - a face that only prints its help loads no model

    return decider(load(settings.model, settings.threads))


class Condenser:
    """Condenses articles. Loading is slow, condensing is not: load once, use often."""

    def __init__(self, decider: Decider, settings: Settings | None = None) -> None:
        self._decider = decider
        self.settings = settings or Settings()

    @classmethod
    def load(cls, settings: Settings) -> "Condenser":
        """A condenser with the model that `settings` names, or the embedded one."""
        return cls(_embedded(settings), settings)

    def condense(self, document: Document) -> Brief:
        """The brief of `document`; raises an InputError when it cannot become one."""
        check(document, self.settings.limits)
        return self._decider(Source(document))
