"""Exports a hub checkpoint for ONNX Runtime: the same three graphs as our own network, and its own tokenizer."""

import json
import shutil
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from finetune.checkpoint import card_rows, described
from finetune.export import Graph, heads_graph, write_graphs
from finetune.hub.network import HubNetwork
from finetune.hub.settings import Checkpoint, HubRun
from finetune.hub.tokenizer import Words
from finetune.runs import Place
from summarise.seq2seq.hub import TOKENIZER


class EncoderGraph(nn.Module):
    """ids (1, L) to states (1, L, width)."""

    def __init__(self, network: HubNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> Tensor:
        """As the class says."""
        return self.network.encode(ids, torch.ones_like(ids))


class DecoderGraph(nn.Module):
    """steps (B, S), memory (1, L, width), unit states (1, U, width) to log-probabilities, as for our own network."""

    def __init__(self, network: HubNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, piece: Tensor, unit: Tensor, target: Tensor, memory: Tensor, units: Tensor
    ) -> tuple[Tensor, Tensor]:
        """As the class says."""
        count = piece.shape[0]
        states, mentions = memory.expand(count, -1, -1), units.expand(count, -1, -1)
        inputs = self.network.steps(piece, unit, mentions)
        logs = F.log_softmax(self.network.scores(inputs, states, torch.ones_like(states[..., 0]), mentions), -1)
        return logs[:, -1], logs.gather(-1, target[..., None])[..., 0]


def _graphs(network: HubNetwork, checkpoint: Checkpoint) -> dict[str, Graph]:
    """Each graph with example inputs; an axis may not grow over what the checkpoint has places for."""
    width, size = int(network.body.config.d_model), network.size
    places = int(getattr(network.body.config, "max_position_embeddings", 0) or 4096)
    longest, drafts = min(checkpoint.longest, places), min(checkpoint.longest_draft, places)
    torch.manual_seed(0)
    ids = torch.randint(size // 2, size, (1, min(90, longest - 1)))
    steps, units = torch.randint(size // 2, size, (3, 17)), torch.randint(-1, 7, (3, 17))
    with torch.no_grad():
        memory = network.encode(ids, torch.ones_like(ids))
    mentions = memory[:, :7].clone()
    batch: dict[int, str | tuple[str, int]] = {0: ("batch", 512), 1: ("steps", drafts)}
    return {
        "encoder": (EncoderGraph(network), (ids,), ["ids"], ["states"], [{1: ("length", longest)}]),
        "heads": heads_graph(network.heads, width),
        "decoder": (
            DecoderGraph(network), (steps, units, steps, memory, mentions),
            ["piece", "unit", "target", "memory", "units"], ["next", "likelihood"],
            [batch, batch, batch, {1: ("memory", 65536)}, {1: ("count", 4096)}],
        ),
    }  # fmt: skip


def export(place: Place[HubRun], folder: Path, network: HubNetwork, words: Words) -> dict[str, float]:
    """Writes the folder that the product loads; returns how far each graph is from the network."""
    run, checkpoint, card = place.run.folder, place.run.checkpoint, described(place.run.folder)
    with torch.no_grad():
        gaps = write_graphs(_graphs(network.eval(), checkpoint), folder, checkpoint.eight_bits)
    shutil.copyfile(run / "tables.npz", folder / "tables.npz")
    shutil.copyfile(run / "tokenizer" / TOKENIZER, folder / TOKENIZER)
    about = {
        "prefix": words.prefix, "suffix": words.suffix, "start": words.start, "stop": words.stop,
        "longest": checkpoint.longest, "longest_draft": checkpoint.longest_draft, "special": words.vocabulary.special,
    }  # fmt: skip
    text = json.dumps({**card_rows(card), "hub": about}, ensure_ascii=False, indent=2)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")
    return gaps
