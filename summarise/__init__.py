"""Condense French court reporting into structured, checked briefs."""

__version__ = "0.1.0"
