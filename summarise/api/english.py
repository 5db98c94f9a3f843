"""English: the one place where the translator is joined to the service. Both run in a worker's process."""

from summarise.api.shapes import Translation
from summarise.pipeline import Condenser
from summarise.records import Brief, Document
from summarise.sources.gate import check_french
from summarise.sources.reading import from_text


def english_of_brief(condenser: Condenser, brief: Brief, document: Document) -> Brief:
    """`brief` with English beside its French."""
    return brief if brief.summary_en is not None else condenser.english(brief, document)


def english_texts(brief: Brief) -> Translation:
    """Title and summary of a brief in English; what could not be translated is told by the brief's warnings."""
    texts = [text for text in (brief.title_en, brief.summary_en) if text]
    return Translation(text="\n".join(texts), warnings=[w for w in brief.warnings if "anglais" in w.lower()])


def english_of_text(condenser: Condenser, text: str) -> Translation:
    """The English of a French text; what is no French is refused."""
    french = from_text(text).text
    check_french(french, condenser.settings.limits)
    made = condenser.translator.text(french)
    return Translation(text=made.english, warnings=made.warnings)
