"""The one way through: a document in, a brief out."""

from typing import Protocol

from summarise.records import Brief, Document
from summarise.settings import Settings
from summarise.sources.gate import check
from summarise.text.source import Source


class Decider(Protocol):
    """What decides: the model with its checks. It reads a source and returns a brief."""

    def __call__(self, source: Source) -> Brief:
        """The brief of `source`."""
        ...


def _decider(settings: Settings) -> Decider:
    """The model of `settings`, behind its checks. Imported here: a face that only prints its help loads no model."""
    from summarise.brief.build import fields
    from summarise.brief.finish import Run, finish
    from summarise.seq2seq.model import load

    model = load(settings.model, settings.threads)

    def decider(source: Source) -> Brief:
        state = model.read(source)
        draft = model.draft(state)
        reading = state.reading
        values = fields(source, reading.mentions, reading.units, draft)
        return finish(source, values, Run(state.coverage, model.info, lambda texts: model.likelihood(state, "<body>", texts)))

    return decider


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
