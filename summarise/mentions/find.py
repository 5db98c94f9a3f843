"""All finders, one list."""

from summarise.mentions import courts, dates, offences, penalties, people, quantities, sums
from summarise.mentions.base import Mention
from summarise.text.source import Source

_FINDERS = (courts.find, dates.find, people.find, offences.find, sums.find, quantities.find, penalties.find)


def find(source: Source) -> list[Mention]:
    """Every mention in the document, by place; the wider first where two begin together."""
    found = [mention for finder in _FINDERS for mention in finder(source)]
    return sorted(found, key=lambda m: (m.start, -m.end, m.kind.value))
