"""Articles without a gold brief: of courts, to imitate the sparse half on; of other things, to know them by."""

import random
from collections.abc import Iterable, Iterator, Mapping

from finetune.align import NONE, Labels
from finetune.corpus import Row, justice_score
from finetune.examples import Example, document_of
from finetune.tensors import Item, item
from summarise.mentions.find import find
from summarise.seq2seq.encode import Vocabulary
from summarise.seq2seq.prior import prior
from summarise.seq2seq.reading import read
from summarise.seq2seq.wide import Table
from summarise.text.source import Source

# Nothing is known of these articles: `relevant` false keeps every label out of the loss.
_UNKNOWN: Row = {"relevant": False, "stage": None, "matter": None, "title_fr": "", "summary_fr": ""}


def choose(rows: Iterable[Row], known: set[str], least: int, count: int) -> list[Row]:
    """The `count` articles with most words of justice, at least `least`, without the ids `known`."""
    scored = [(justice_score(row), row) for row in rows if str(row["id"]) not in known]
    return [row for score, row in sorted(scored, key=lambda pair: -pair[0]) if score >= least][:count]


def unrelated(rows: Iterable[Row], known: set[str], count: int, seed: int) -> list[Row]:
    """`count` articles with one word of justice at most, without the ids `known`."""
    rest = [row for row in rows if str(row["id"]) not in known and justice_score(row) <= 1]
    return random.Random(seed).sample(rest, min(count, len(rest)))


def document_features_of(rows: Iterable[Row]) -> list[list[str]]:
    """What the heads know of each article as a whole."""
    sources = (Source(document_of(row)) for row in rows)
    return [list(read(source, find(source)).document) for source in sources]


def silver_items(rows: Iterable[Row], tables: Mapping[str, Table], words: Vocabulary) -> Iterator[Item]:
    """Each article with the sparse half's scores."""
    for row in rows:
        source = Source(document_of(row))
        reading = read(source, find(source))
        gold = {**_UNKNOWN, "id": row["id"]}
        example = Example("silver", gold, reading, Labels(unit=[NONE] * len(reading.units)))
        yield item(example, prior(reading, tables), words)
