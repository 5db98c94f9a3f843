"""The translator that the settings name."""

from importlib.resources import files
from pathlib import Path

from summarise.innocence.policy import adopt
from summarise.records import ModelInfo
from summarise.settings import Settings
from summarise.translate.english import Engine, Translator
from summarise.translate.neural import FILES, load_network
from summarise.translate.phrasal import FILE as PHRASES
from summarise.translate.phrasal import Phrases
from summarise.translate.terms import load_terms

CHECKPOINT = Path(str(files("summarise.translate"))) / "checkpoint"


def load_translator(settings: Settings) -> Translator:
    """Terms and engine by the settings; without an embedded network, what needs none still works, with warnings."""
    english = settings.english
    adopt(settings.policy)
    table = CHECKPOINT / PHRASES
    own = table.is_file() and not english.model  # a hub's translator needs no help of a table
    engine = _engine(english.model, settings.threads)
    return Translator(load_terms(english.terms), engine, english.tries, Phrases(table) if own and engine else None)


def translator_info(settings: Settings) -> ModelInfo | None:
    """Which translator the settings name, without loading it; None when there is none."""
    if settings.english.model:
        return ModelInfo(name=settings.english.model, version="hub", digest="")
    return load_network(CHECKPOINT).info if _is_there() else None


def _is_there() -> bool:
    return all((CHECKPOINT / name).is_file() for name in FILES)


def _engine(model: str | None, threads: int) -> Engine | None:
    if model:
        from summarise.translate.hub import load_hub  # noqa: PLC0415 - torch, for who asks for a hub's translator

        hub: Engine = load_hub(model)
        return hub
    if not _is_there():
        return None
    network: Engine = load_network(CHECKPOINT, threads)
    return network
