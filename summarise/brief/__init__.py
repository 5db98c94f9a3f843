"""Briefs: checks that report, sentences and titles that hold only what the article says."""
