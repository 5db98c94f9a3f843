"""Exports the translator for ONNX Runtime: a reader and a writer in eight bits, and a check that they say the same."""

import json
import shutil
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor, nn

from finetune.export import TOLERANCE, gap
from finetune.network import Attention
from finetune.translation.network import Translator


class Reader(nn.Module):
    """French pieces (1, S) to states (1, S, width), then keys and values (1, heads, S, width) of each layer."""

    def __init__(self, network: Translator) -> None:
        super().__init__()
        self.encoder, self.cross = network.encoder, network.decoder.cross

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        """As the class says."""
        states: Tensor = self.encoder(ids)
        return states, *(part for layer in self.cross for part in cast(Attention, layer).memory(states))


class Writer(nn.Module):
    """The last English piece (B, 1) with what was read to what comes next: see the names of the outputs."""

    def __init__(self, network: Translator) -> None:
        super().__init__()
        self.network = network
        # The table of pieces read as a matrix of its own: it is multiplied in eight bits instead of unpacked each step.
        self.own = nn.Linear(network.shape.width, network.shape.english)
        self.own.weight.data = network.decoder.table.weight.data * network.scale
        self.own.bias.data = network.bias.data.clone()

    def forward(
        self, piece: Tensor, at: Tensor, states: Tensor, before: Tensor, state: Tensor, *memory: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """`own` (B, pieces) shares, `where` (B, S) shares, `trust` (B, 1), and `before`, `state` for the next step."""
        layers = list(zip(memory[::2], memory[1::2], strict=True))
        bias = torch.zeros(1, 1, 1, 1)
        h, (before, state) = self.network.decoder(piece, at, (layers, bias), (before, state))
        where, gate = self.network.looks(h, states, bias)
        return self.own(h)[:, -1].softmax(-1), where[:, -1].exp(), gate[:, -1:].sigmoid(), before, state


def _graphs(network: Translator) -> dict[str, Any]:
    shape = network.shape
    torch.manual_seed(0)
    ids = torch.randint(shape.french // 2, shape.french, (1, 23))
    with torch.no_grad():
        states, *memory = Reader(network)(ids)
    before, state = network.empty(3)
    last = torch.randint(shape.english // 2, shape.english, (3, 1))
    step = (last, torch.tensor([2]), states, before + 0.3, state + 0.2, *memory)
    names = [f"memory_{k}" for k in range(len(memory))]
    length = [{2: "length"} for _ in memory]
    return {
        "reader": (Reader(network), (ids,), ["ids"], ["states", *names], [{1: "length"}]),
        "writer": (
            Writer(network), step, ["piece", "at", "states", "before", "state", *names],
            ["own", "where", "trust", "before_next", "state_next"],
            [{0: "batch"}, {}, {1: "length"}, {1: "batch"}, {1: "batch"}, tuple(length)],
        ),
    }  # fmt: skip


_BATCH, _LENGTH = (torch.export.Dim(name, min=1, max=4096) for name in ("batch", "length"))
_NAMED = {"batch": _BATCH, "length": _LENGTH}


def _dims(axes: Any) -> Any:
    """Names of axes as torch's symbols, one symbol for one name."""
    if isinstance(axes, tuple):
        return tuple(_dims(a) for a in axes)
    return {k: _NAMED[v] for k, v in axes.items()}


def export(network: Translator, folder: Path, tokenizers: Path, card: dict[str, Any]) -> dict[str, float]:
    """Writes the folder that `summarise.translate.neural` loads; returns each graph's difference from torch."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - heavy, and only here

    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    gaps: dict[str, float] = {}
    for name, (module, example, inputs, outputs, axes) in _graphs(network).items():
        full, small = folder / f"{name}.full.onnx", folder / f"{name}.onnx"
        shapes = tuple(_dims(a) for a in axes)
        torch.onnx.export(
            module.eval(), example, str(full), input_names=inputs, output_names=outputs, dynamo=True,
            dynamic_shapes=shapes, external_data=False, opset_version=18,
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
    np.savez_compressed(
        folder / "lexicon.npz", ids=network.choices.numpy().astype(np.int16), shares=network.shares.numpy()
    )
    for side in ("french", "english"):
        shutil.copyfile(tokenizers / f"{side[:2]}.model", folder / f"{side}.model")
    sizes = {"layers": network.shape.decoder_layers, "reach": network.shape.reach, "width": network.shape.width}
    (folder / "translator.json").write_text(json.dumps({**card, **sizes}, indent=1) + "\n", encoding="utf-8")
    return gaps
