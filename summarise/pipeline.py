"""The one way through: a document in, a brief out."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from summarise.records import Brief, Document
from summarise.settings import Settings
from summarise.sources.gate import check
from summarise.text.source import Source

if TYPE_CHECKING:
    from summarise.innocence.identities import Redacted
    from summarise.seq2seq.model import Model
    from summarise.translate.english import Translator


_UNPROTECTED = "Les noms de mineurs et de victimes ne sont pas remplacés : le réglage est coupé."


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


@dataclass(frozen=True)
class Condensed:
    """A brief with the document that may be shown beside it.

    Offsets of `brief` count in the document that was given, those of `shown` in `document`, where names of minors and
    of victims of sexual offences are replaced. Neither brief holds such a name.
    """

    brief: Brief
    redacted: "Redacted"

    @property
    def document(self) -> Document:
        """The document as it may be shown."""
        return self.redacted.document

    @property
    def replaced(self) -> int:
        """How many stretches of it were replaced."""
        return self.redacted.replaced

    @cached_property
    def shown(self) -> Brief:
        """The brief with offsets that count in `document`."""
        from summarise.brief.shield import moved  # noqa: PLC0415 - a face that only prints its help loads no model

        return moved(self.brief, self.redacted)


class Condenser:
    """Condenses articles. Loading is slow, condensing is not: load once, use often."""

    def __init__(self, decider: Decider, settings: Settings | None = None) -> None:
        from summarise.innocence.policy import adopt  # noqa: PLC0415 - a face that only prints its help reads no YAML

        self._decider = decider
        self.settings = settings or Settings()
        adopt(self.settings.policy)

    @classmethod
    def load(cls, settings: Settings) -> "Condenser":
        """A condenser with the model that `settings` names, or the embedded one."""
        return cls(_embedded(settings), settings)

    def condense(self, document: Document, *, redact: bool = True) -> Brief:
        """The brief of `document`; raises an InputError when it cannot become one."""
        return self.read(document, redact=redact).brief

    def read(self, document: Document, *, redact: bool = True) -> Condensed:
        """The brief of `document`, without the names that may not be published unless `redact` is switched off."""
        from summarise.brief.shield import protected  # noqa: PLC0415 - a face that only prints its help loads no model
        from summarise.innocence.identities import redact as redacted_in  # noqa: PLC0415
        from summarise.mentions.people import find as find_people  # noqa: PLC0415

        check(document, self.settings.limits)
        source = Source(document)
        brief = self._decider(source)
        if brief.as_of is None and document.date is not None:
            brief = brief.model_copy(update={"as_of": document.date.isoformat()})
        on = redact and self.settings.redact
        people = find_people(source) if on else []
        redacted = redacted_in(source, people, brief=brief, enabled=on)
        if on:
            brief = protected(brief, redacted, source, people)
        else:
            brief = brief.model_copy(update={"warnings": [*brief.warnings, _UNPROTECTED]})
        return Condensed(self.english(brief, document) if self.settings.english.beside else brief, redacted)

    @cached_property
    def translator(self) -> "Translator":
        """The translator that the settings name, loaded when English is first asked."""
        from summarise.translate.loading import load_translator  # noqa: PLC0415 - only who asks for English pays for it

        return load_translator(self.settings)

    def english(self, brief: Brief, document: Document) -> Brief:
        """`brief` with English beside its French."""
        from summarise.translate.briefs import with_english  # noqa: PLC0415 - only who asks for English pays for it

        return with_english(brief, self.translator, document.date)
