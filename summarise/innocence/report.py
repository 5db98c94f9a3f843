"""Findings as lines for a reader: where, the words, why, by which law, and what to write instead."""

from collections.abc import Sequence

from summarise.innocence.finding import Finding


def as_text(text: str, findings: Sequence[Finding]) -> str:
    """One paragraph for each finding, in the order of the text; a line that says so when there is none."""
    if not findings:
        return "Aucune alerte. Ce n'est pas un conseil juridique.\n"
    return "\n".join(_paragraph(text, finding) for finding in findings)


def _paragraph(text: str, finding: Finding) -> str:
    line = text.count("\n", 0, finding.start) + 1
    column = finding.start - text.rfind("\n", 0, finding.start)
    law = f" ({' ; '.join(finding.law)})" if finding.law else ""
    words = " ".join(finding.words.split())
    return f"{line}:{column} « {words} » [{finding.rule}]\n  {finding.why}{law}\n  Mieux : {finding.better}\n"
