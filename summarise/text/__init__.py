"""Texts: the plain view that finders read, and sentences."""
