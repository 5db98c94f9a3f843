"""Finders of mentions: courts, people, offences, sums, quantities, penalties, dates."""
