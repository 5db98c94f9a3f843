"""The tables. Times are seconds since 1970, days are YYYY-MM-DD: both databases sort them alike."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)
# SQLite numbers only INTEGER keys by itself.
ID = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", ID, primary_key=True, autoincrement=True)


def _of(name: str, table: str, *, index: bool = True, null: bool = False) -> Column[int]:
    return Column(name, ID, ForeignKey(f"{table}.id", ondelete="CASCADE"), index=index, nullable=null)


# What happened, told by one or several sources. `follows` is the earlier story of the same case.
stories = Table(
    "stories",
    metadata,
    _id(),
    Column("created", BigInteger, nullable=False),
    Column("follows", ID, ForeignKey("stories.id", ondelete="SET NULL"), index=True),
)

# One address with a story. `lead` is the one whose text was condensed; `key` is the digest of its canonical address.
sources = Table(
    "sources",
    metadata,
    _id(),
    _of("story", "stories"),
    Column("key", String(64), nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("day", String(10)),
    Column("lead", Boolean, nullable=False),
    Column("text_key", String(64), nullable=False, index=True),
    Column("signature", LargeBinary),
    Column("seen", BigInteger, nullable=False, index=True),
)

# Parts of the signatures of recent texts: two that share one are compared.
bands = Table(
    "bands",
    metadata,
    Column("band", SmallInteger, primary_key=True),
    Column("hash", BigInteger, primary_key=True),
    Column("source", ID, ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True, index=True),
)

# One row a version; `day` is the day the brief holds (its article's), or that of its storing.
briefs = Table(
    "briefs",
    metadata,
    _id(),
    _of("story", "stories"),
    _of("source", "sources"),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("stored", BigInteger, nullable=False),
    Column("as_of", String(10)),
    Column("day", String(10), nullable=False),
    Column("court_type", String(40)),
    Column("court_key", Text, nullable=False),
    Column("city_key", Text),
    Column("stage", String(20)),
    Column("max_amount", Float),
    Column("title", Text, nullable=False),
    Column("text", Text),
    Column("brief", Text, nullable=False),
)
for _name in ("id", "day", "court_type", "city_key", "stage", "max_amount"):
    _columns = [briefs.c[_name]] if _name == "id" else [briefs.c[_name], briefs.c.id]
    Index(f"ix_current_{_name}", *_columns, sqlite_where=text("current"), postgresql_where=text("current"))

offences = Table(
    "offences",
    metadata,
    Column("offence", String(60), primary_key=True),
    Column("brief", ID, ForeignKey("briefs.id", ondelete="CASCADE"), primary_key=True, index=True),
)

# Those pursued who are named; `key` is the name without case and accents.
people = Table(
    "people",
    metadata,
    _id(),
    _of("brief", "briefs"),
    _of("story", "stories"),
    Column("key", Text, nullable=False, index=True),
    Column("status", String(20), nullable=False),
    Column("age", Integer),
)

# A later story (`by`) clears someone whom `story` told of.
flags = Table(
    "flags",
    metadata,
    _id(),
    _of("story", "stories"),
    _of("by", "stories"),
    Column("status", String(20), nullable=False),
    Column("day", String(10), nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    _id(),
    Column("url", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("due", BigInteger, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("polled", BigInteger),
    Column("status", Text),
)

# What became of each address that a feed told of, whether or not it was kept.
entries = Table(
    "entries",
    metadata,
    Column("key", String(64), primary_key=True),
    _of("feed", "feeds"),
    Column("content", String(64), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("seen", BigInteger, nullable=False),
)

hooks = Table(
    "hooks",
    metadata,
    _id(),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("filters", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("added", BigInteger, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    _id(),
    _of("hook", "hooks"),
    _of("brief", "briefs"),
    Column("tries", Integer, nullable=False),
    Column("due", BigInteger, nullable=False, index=True),
    Column("state", String(10), nullable=False, index=True),
    Column("status", Text),
)
