"""The presumption of innocence, held by the texts of a brief."""

from summarise.brief.check import SUMMARY_WORDS, word_count
from summarise.innocence import Finding, People, check
from summarise.records import Brief
from summarise.text.sentences import sentences


def blamed(text: str, brief: Brief) -> list[Finding]:
    """Where `text` says more of the brief's people than a court has."""
    # An entry without a name counts for its status alone: no word of a text can be taken for its name.
    statuses = {d.name or f"#{k}": d.status for k, d in enumerate(brief.defendants)}
    return check(text, "fr", People(statuses) if statuses else None)


def without_blame(text: str, brief: Brief) -> str:
    """`text` without the sentences that say too much; empty when what is left is no summary."""
    parts = [text[a:b].strip() for a, b in sentences(text)]
    kept = " ".join(part for part in parts if not blamed(part, brief))
    return kept if word_count(kept) >= SUMMARY_WORDS[0] else ""
