"""The first shape of the archive. A later change adds a file beside this one; this one stays as it is."""

import sqlalchemy as sa
from alembic import op

from summarise.store.words import words_of

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the index of words."""
    op.create_table(
        "feeds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("polled", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("url", name=op.f("uq_feeds_url")),
    )
    op.create_table(
        "hooks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hooks")),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("follows", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["follows"], ["stories.id"], name=op.f("fk_stories_follows"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_index(op.f("ix_stories_follows"), "stories", ["follows"], unique=False)
    op.create_table(
        "entries",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("feed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feeds.id"], name=op.f("fk_entries_feed"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_entries")),
    )
    op.create_index(op.f("ix_entries_feed"), "entries", ["feed"], unique=False)
    op.create_table(
        "flags",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("story", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["stories.id"], name=op.f("fk_flags_by"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_flags_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flags")),
    )
    op.create_index(op.f("ix_flags_by"), "flags", ["by"], unique=False)
    op.create_index(op.f("ix_flags_story"), "flags", ["story"], unique=False)
    op.create_table(
        "sources",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("story", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("text_key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_sources_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("key", name=op.f("uq_sources_key")),
    )
    op.create_index(op.f("ix_sources_seen"), "sources", ["seen"], unique=False)
    op.create_index(op.f("ix_sources_story"), "sources", ["story"], unique=False)
    op.create_index(op.f("ix_sources_text_key"), "sources", ["text_key"], unique=False)
    op.create_table(
        "bands",
        sa.Column("band", sa.SmallInteger(), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_bands_source"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("band", "hash", "source", name=op.f("pk_bands")),
    )
    op.create_index(op.f("ix_bands_source"), "bands", ["source"], unique=False)
    op.create_table(
        "briefs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("story", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("stored", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("court_type", sa.String(length=40), nullable=True),
        sa.Column("court_key", sa.Text(), nullable=False),
        sa.Column("city_key", sa.Text(), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=True),
        sa.Column("max_amount", sa.Float(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("brief", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_briefs_source"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_briefs_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefs")),
    )
    op.create_index(op.f("ix_briefs_source"), "briefs", ["source"], unique=False)
    op.create_index(op.f("ix_briefs_story"), "briefs", ["story"], unique=False)
    op.create_index(
        "ix_current_city_key",
        "briefs",
        ["city_key", "id"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "ix_current_court_type",
        "briefs",
        ["court_type", "id"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "ix_current_day",
        "briefs",
        ["day", "id"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "ix_current_id",
        "briefs",
        ["id"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "ix_current_max_amount",
        "briefs",
        ["max_amount", "id"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(
        "ix_current_stage",
        "briefs",
        ["stage", "id"],
        unique=False,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("hook", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("brief", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["brief"], ["briefs.id"], name=op.f("fk_deliveries_brief"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["hook"], ["hooks.id"], name=op.f("fk_deliveries_hook"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index(op.f("ix_deliveries_brief"), "deliveries", ["brief"], unique=False)
    op.create_index(op.f("ix_deliveries_due"), "deliveries", ["due"], unique=False)
    op.create_index(op.f("ix_deliveries_hook"), "deliveries", ["hook"], unique=False)
    op.create_index(op.f("ix_deliveries_state"), "deliveries", ["state"], unique=False)
    op.create_table(
        "offences",
        sa.Column("offence", sa.String(length=60), nullable=False),
        sa.Column("brief", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["brief"], ["briefs.id"], name=op.f("fk_offences_brief"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("offence", "brief", name=op.f("pk_offences")),
    )
    op.create_index(op.f("ix_offences_brief"), "offences", ["brief"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("brief", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("story", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["brief"], ["briefs.id"], name=op.f("fk_people_brief"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_people_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_brief"), "people", ["brief"], unique=False)
    op.create_index(op.f("ix_people_key"), "people", ["key"], unique=False)
    op.create_index(op.f("ix_people_story"), "people", ["story"], unique=False)
    words_of(op.get_bind().dialect.name).create(op.get_bind())


def downgrade() -> None:
    """There is nothing before the first."""
    raise NotImplementedError
