"""Exports the network for ONNX Runtime: three graphs, eight bits a weight, and a check that they say the same."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from finetune.network import Network

# int8 moves a log-probability by a few hundredths; more than this on random input means a broken export.
TOLERANCE = 0.35


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

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.heads = network.heads

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


Graph = tuple[nn.Module, tuple[Tensor, ...], list[str], list[str], list[dict[int, str]]]


def _inputs(network: Network) -> dict[str, Graph]:
    """Each graph with example inputs, names of inputs and outputs, and which axes vary."""
    d, n = network.shape.width, network.shape
    torch.manual_seed(0)
    ids = torch.randint(n.vocabulary // 2, n.vocabulary, (1, 90))
    steps = torch.randint(n.vocabulary // 2, n.vocabulary, (3, 17))
    return {
        "encoder": (EncoderGraph(network), (ids,), ["ids"], ["states"], [{1: "length"}]),
        "heads": (
            HeadsGraph(network),
            (torch.randn(7, 2 * d), torch.randn(2 * d), torch.randn(7, n.unit_labels), torch.randn(n.document_labels)),
            ["units", "article", "prior_units", "prior_document"], ["unit_scores", "document_scores"],
            [{0: "count"}, {}, {0: "count"}, {}],
        ),
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
    folder.mkdir(parents=True, exist_ok=True)
    gaps: dict[str, float] = {}
    for name, (module, example, inputs, outputs, axes) in _inputs(network).items():
        full, small = folder / f"{name}.full.onnx", folder / f"{name}.onnx"
        shapes = tuple({k: torch.export.Dim(v, min=2, max=4096) for k, v in a.items()} for a in axes)
        torch.onnx.export(
            module.eval(), example, str(full), input_names=inputs, output_names=outputs, dynamo=True,
            dynamic_shapes=_shared(shapes), external_data=False, opset_version=18,
        )  # fmt: skip
        quantize_dynamic(
            str(full), str(small), weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
        full.unlink()
        gaps[name] = gap(module, example, small)
    bad = {k: g for k, g in gaps.items() if g > TOLERANCE}
    if bad:
        raise ValueError(f"The exported graphs differ from the network: {bad}. Export in full precision or retrain.")
    return gaps


def _shared(shapes: tuple[dict[int, Any], ...]) -> tuple[dict[int, Any], ...]:
    """One symbol for one name, across inputs."""
    known: dict[str, Any] = {}
    return tuple({k: known.setdefault(getattr(v, "__name__", ""), v) for k, v in a.items()} for a in shapes)


def gap(module: nn.Module, example: tuple[Tensor, ...], path: Path) -> float:
    """The mean difference between both on the example, in units of the output's spread."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    got = session.run(None, {i.name: x.numpy() for i, x in zip(session.get_inputs(), example, strict=True)})
    with torch.no_grad():
        wanted = module(*example)
    rows = wanted if isinstance(wanted, tuple) else (wanted,)
    return max(float(np.abs(g - w.numpy()).mean() / (w.numpy().std() + 1e-6)) for g, w in zip(got, rows, strict=True))
