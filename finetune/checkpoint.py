"""The folder that ships: graphs, tables, tokenizer, and what they are."""

import copy
import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

from finetune.export import export
from finetune.network import Network
from finetune.temper import temper
from summarise.seq2seq.draft import Agreement, Thresholds
from summarise.seq2seq.wide import Table, save_tables


@dataclasses.dataclass(frozen=True)
class Card:
    """What the checkpoint is called and where its probabilities become decisions."""

    name: str
    version: str
    thresholds: Thresholds
    agreement: Agreement = dataclasses.field(default_factory=Agreement)


def write(folder: Path, network: Network, tables: dict[str, Table], tokenizer: Path, card: Card) -> dict[str, float]:
    """Writes the checkpoint, the encoder's scores tempered; returns how far each graph is from the network."""
    folder.mkdir(parents=True, exist_ok=True)
    tempered = copy.deepcopy(network)
    temper(tempered.heads)
    gaps = export(tempered, folder)
    save_tables(folder / "tables.npz", tables)
    shutil.copyfile(tokenizer, folder / "tokenizer.model")
    describe(folder, card)
    return gaps


def card_rows(card: Card) -> dict[str, Any]:
    """The card as model.json holds it."""
    return dataclasses.asdict(card)


def describe(folder: Path, card: Card) -> None:
    """Writes model.json: the name, the version, the thresholds."""
    text = json.dumps(card_rows(card), ensure_ascii=False, indent=2)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")


def described(folder: Path) -> Card:
    """What `describe` wrote."""
    held = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    return Card(held["name"], held["version"], Thresholds(**held["thresholds"]), Agreement(**held["agreement"]))
