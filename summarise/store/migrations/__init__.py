"""Alembic's migrations, shipped with the package; the archive runs them itself when it is opened."""
