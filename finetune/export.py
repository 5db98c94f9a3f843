"""Exports the network for ONNX Runtime: three graphs, eight bits a weight, and a check that they say the same."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from finetune.network import Heads, Network
from summarise.errors import ModelError
from summarise.seq2seq.labels import DOCUMENT_WIDTH, UNIT_WIDTH

# int8 moves a log-probability by a few hundredths; more than this on random input means a broken export.
TOLERANCE = 0.35
LARGE = 400_000_000  # parameters: a graph's own file holds two gigabytes at most


class EncoderGraph(nn.Module):
    """ids (1, L) to states (1, L, width)."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, ids: Tensor) -> Tensor:
        """As the class says."""
        out: Tensor = self.encoder(ids, torch.ones_like(ids, dtype=torch.float32))
        return out


class HeadsGraph(nn.Module):
    """units (U, 2·width), article (2·width,), priors to scores of both halves together."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(
        self, units: Tensor, article: Tensor, prior_units: Tensor, prior_document: Tensor
    ) -> tuple[Tensor, Tensor]:
        """As the class says."""
        spread = article[None].expand(units.shape[0], -1)
        unit = self.heads.unit(torch.cat((units, spread), -1)) + self.heads.unit_trust * prior_units
        return unit, self.heads.document(article) + self.heads.document_trust * prior_document


class DecoderGraph(nn.Module):
    """steps (B, S), memory (1, L, width), unit states (1, U, width) to log-probabilities.

    `next` (B, V + U) follows the last step; `likelihood` (B, S) is that of `target` at each step.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.decoder, self.embedding = network.decoder, network.embedding

    def forward(
        self, piece: Tensor, unit: Tensor, target: Tensor, memory: Tensor, units: Tensor
    ) -> tuple[Tensor, Tensor]:
        """As the class says."""
        rows = units[0][unit.clamp(min=0)]
        inputs = torch.where((unit >= 0)[..., None], rows, self.embedding(piece))
        states = self.decoder.states(inputs, memory, torch.ones_like(memory[..., 0]))
        scores = torch.cat((self.decoder.words(states), self.decoder.pointers(states, units)), -1)
        logs = F.log_softmax(scores, -1)
        return logs[:, -1], logs.gather(-1, target[..., None])[..., 0]


Axes = dict[int, str | tuple[str, int]]
Graph = tuple[nn.Module, tuple[Tensor, ...], list[str], list[str], list[Axes]]


def heads_graph(heads: Heads, width: int) -> Graph:
    """The heads with example inputs: units, article, and what the sparse half says of both."""
    example = (
        torch.randn(7, 2 * width), torch.randn(2 * width), torch.randn(7, UNIT_WIDTH), torch.randn(DOCUMENT_WIDTH),
    )  # fmt: skip
    names = ["units", "article", "prior_units", "prior_document"]
    return HeadsGraph(heads), example, names, ["unit_scores", "document_scores"], [{0: "count"}, {}, {0: "count"}, {}]


def _inputs(network: Network) -> dict[str, Graph]:
    """Each graph with example inputs, names of inputs and outputs, and which axes vary."""
    d, n = network.shape.width, network.shape
    torch.manual_seed(0)
    ids = torch.randint(n.vocabulary // 2, n.vocabulary, (1, 90))
    steps = torch.randint(n.vocabulary // 2, n.vocabulary, (3, 17))
    return {
        "encoder": (EncoderGraph(network), (ids,), ["ids"], ["states"], [{1: "length"}]),
        "heads": heads_graph(network.heads, d),
        "decoder": (
            DecoderGraph(network),
            (steps, torch.randint(-1, 7, (3, 17)), steps, torch.randn(1, 90, d), torch.randn(1, 7, d)),
            ["piece", "unit", "target", "memory", "units"], ["next", "likelihood"],
            [{0: "batch", 1: "steps"}, {0: "batch", 1: "steps"}, {0: "batch", 1: "steps"}, {1: "length"}, {1: "count"}],
        ),
    }  # fmt: skip


def export(network: Network, folder: Path) -> dict[str, float]:
    """Writes encoder.onnx, heads.onnx and decoder.onnx; returns each graph's largest difference from torch."""
    network.eval()
    return write_graphs(_inputs(network), folder)


def write_graphs(graphs: dict[str, Graph], folder: Path, eight_bits: bool = True) -> dict[str, float]:
    """Writes each graph, checks it against its module and returns how far it is; one that says other things is refused.

    Weights over two gigabytes lie in a file beside their graph while they are made smaller.
    """
    folder.mkdir(parents=True, exist_ok=True)
    gaps: dict[str, float] = {}
    for name, (module, example, inputs, outputs, axes) in graphs.items():
        full, small = folder / f"{name}.full.onnx", folder / f"{name}.onnx"
        large = sum(p.numel() for p in module.parameters()) > LARGE
        torch.onnx.export(
            module.eval(), example, str(full if eight_bits else small), input_names=inputs, output_names=outputs,
            dynamo=True, dynamic_shapes=_shared(axes), external_data=large, opset_version=18, verbose=False,
        )  # fmt: skip
        if eight_bits:
            quantize_dynamic(
                str(full), str(small), weight_type=QuantType.QInt8, per_channel=True, use_external_data_format=large,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            )  # fmt: skip
            full.unlink()
            full.with_name(full.name + ".data").unlink(missing_ok=True)
        gaps[name] = gap(module, example, small)
    bad = {k: round(g, 3) for k, g in gaps.items() if g > TOLERANCE}
    if bad:
        raise ModelError(
            f"Les graphes exportés ne disent pas ce que dit le réseau (écarts {bad}, {TOLERANCE} au plus)",
            "exportez en pleine précision (checkpoint.eight_bits: false) ou apprenez plus longtemps.",
        )
    return gaps


def _shared(axes: list[Axes]) -> tuple[dict[int, Any], ...]:
    """Which axes vary, one symbol for one name across inputs; a name alone stands for 2 to 4096."""
    known: dict[str, Any] = {}

    def symbol(axis: str | tuple[str, int]) -> Any:
        name, most = (axis, 4096) if isinstance(axis, str) else axis
        return known.setdefault(name, torch.export.Dim(name, min=2, max=most))

    return tuple({k: symbol(axis) for k, axis in a.items()} for a in axes)


def gap(module: nn.Module, example: tuple[Tensor, ...], path: Path) -> float:
    """The mean difference between both on the example, in units of the output's spread."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    got = session.run(None, {i.name: x.numpy() for i, x in zip(session.get_inputs(), example, strict=True)})
    with torch.no_grad():
        wanted = module(*example)
    rows = wanted if isinstance(wanted, tuple) else (wanted,)
    return max(float(np.abs(g - w.numpy()).mean() / (w.numpy().std() + 1e-6)) for g, w in zip(got, rows, strict=True))
