"""Networks on disk: safetensors, nothing pickled, written beside and moved into place."""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from summarise.errors import ModelError

_OPTIMISER = "optimiser"


def _write(path: Path, tensors: Mapping[str, Tensor], notes: dict[str, str]) -> None:
    beside = path.with_name(path.name + ".part")
    save_file({k: t.detach().contiguous() for k, t in tensors.items()}, beside, notes)
    beside.replace(path)


def _read(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    with safe_open(path, framework="pt") as held:
        return {k: held.get_tensor(k) for k in held.keys()}, held.metadata() or {}  # noqa: SIM118


def _fill(network: nn.Module, tensors: Mapping[str, Tensor], path: Path) -> None:
    """Copies the weights in; the table that encoder and decoder share is held once."""
    own = dict(network.named_parameters())
    shapes = {k: t.shape for k, t in own.items()}
    if shapes != {k: t.shape for k, t in tensors.items()}:
        raise ModelError(f"{path} n'a pas la forme des réglages", "refaites cette étape avec --again.")
    with torch.no_grad():
        for name, parameter in own.items():
            parameter.copy_(tensors[name])


def save_network(network: nn.Module, path: Path) -> None:
    """Writes every weight once."""
    _write(path, dict(network.named_parameters()), {})


def load_network(network: nn.Module, path: Path) -> None:
    """Fills `network` with what `save_network` wrote; a file of another shape is refused."""
    tensors, _ = _read(path)
    _fill(network, tensors, path)


def save_progress(network: nn.Module, optimiser: torch.optim.Optimizer, path: Path, notes: dict[str, float]) -> None:
    """Writes the weights with the optimiser's memory and some figures, to go on from later."""
    memory = {
        f"{_OPTIMISER}.{k}.{name}": tensor
        for k, state in optimiser.state_dict()["state"].items()
        for name, tensor in state.items()
    }
    _write(path, {**dict(network.named_parameters()), **memory}, {k: repr(float(v)) for k, v in notes.items()})


def load_progress(network: nn.Module, optimiser: torch.optim.Optimizer, path: Path) -> dict[str, float]:
    """Fills both from what `save_progress` wrote; returns the figures."""
    tensors, notes = _read(path)
    held = optimiser.state_dict()
    state: dict[int, dict[str, Tensor]] = {}
    for name in [n for n in tensors if n.startswith(_OPTIMISER + ".")]:
        _, number, key = name.split(".")
        state.setdefault(int(number), {})[key] = tensors.pop(name)
    _fill(network, tensors, path)
    optimiser.load_state_dict({"state": state, "param_groups": held["param_groups"]})
    return {k: float(v) for k, v in notes.items()}
