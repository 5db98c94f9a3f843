"""Training the translator within a given time."""

import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from finetune.translation.batches import Hider, Item, batch, batches, renumbered
from finetune.translation.network import Translator


@dataclass(frozen=True)
class Pace:
    """`minutes` of training (or `steps` if sooner) from learning rate `rate` down to `last`; `pieces` in a batch.

    `guided` is the weight of links in the loss; of a share `hide` of the pairs, up to three words are hidden.
    """

    minutes: float = 60
    rate: float = 1.5e-3
    last: float = 1e-4
    warmup: int = 300
    pieces: int = 3000
    guided: float = 0.3
    hide: float = 0.4
    save_minutes: float = 5
    half: bool = True
    steps: int | None = None


def stream(items: Sequence[Item], pace: Pace, hider: Hider, seed: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Batches without end, each epoch in another order and with other placeholders."""
    random_ = random.Random(seed)
    while True:
        seed += 1
        for group in batches(items, pace.pieces, seed):
            yield batch([_varied(item, pace, hider, random_) for item in group])


def _varied(item: Item, pace: Pace, hider: Hider, random_: random.Random) -> Item:
    if random_.random() < pace.hide:
        item = hider(item, random_, random_.randint(1, 3))
    return renumbered(item, random_)


class Trainer:
    """Adam under a rate that follows the clock; what it does is written line by line into `log`."""

    def __init__(self, network: Translator, pace: Pace, folder: Path) -> None:
        self.network, self.pace, self.folder = network, pace, folder
        self.adam = torch.optim.AdamW(network.parameters(), lr=pace.rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.steps = 0

    def resume(self) -> bool:
        """Goes on from the last save in the folder, if there is one."""
        at = self.folder / "translator.safetensors"
        if not at.exists():
            return False
        self.network.load_state_dict(load_file(at), strict=False)
        moments = self.folder / "moments.safetensors"
        if moments.exists():
            _put_moments(self.adam, load_file(moments))
        return True

    def save(self) -> None:
        """Weights and Adam's moments, each under a temporary name first."""
        for name, tensors in (("translator", self.network.state_dict()), ("moments", _moments(self.adam))):
            half = self.folder / f"{name}.part"
            save_file({k: v.detach().contiguous().clone() for k, v in tensors.items()}, half)
            half.replace(self.folder / f"{name}.safetensors")

    def step(self, french: Tensor, english: Tensor, links: Tensor) -> tuple[float, float, int]:
        """One step; (nats a piece, nats a link, pieces)."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.pace.half):
            said, linked, count = self.network(french, english, links)
        ((said + self.pace.guided * linked) / count).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.adam.step()
        self.adam.zero_grad(set_to_none=True)
        self.steps += 1
        n = int(count)
        return float(said.detach()) / n, float(linked.detach()) / max(int((links >= 0).sum()), 1), n

    def _share(self, seconds: float) -> float:
        """How much of the training is done."""
        return max(seconds / (self.pace.minutes * 60), self.steps / self.pace.steps if self.pace.steps else 0.0)

    def run(self, source: Iterator[tuple[Tensor, Tensor, Tensor]]) -> None:
        """Until the time is up."""
        self.network.train()
        start = saved = time.monotonic()
        sums = [0.0, 0.0, 0.0]
        with (self.folder / "train.jsonl").open("a", encoding="utf-8") as log:
            while (share := self._share(gone := time.monotonic() - start)) < 1:
                rate = self.pace.last + (self.pace.rate - self.pace.last) * (1 + math.cos(math.pi * share)) / 2
                for group in self.adam.param_groups:
                    group["lr"] = rate * min(1.0, (self.steps + 1) / self.pace.warmup)
                said, linked, count = self.step(*next(source))
                sums = [sums[0] + said * count, sums[1] + linked * count, sums[2] + count]
                if self.steps % 50 == 0:
                    line = {
                        "step": self.steps, "seconds": round(gone), "rate": rate, "pieces": int(sums[2]),
                        "nats": sums[0] / sums[2], "links": sums[1] / sums[2],
                    }  # fmt: skip
                    print(json.dumps(line), file=log, flush=True)
                    sums = [0.0, 0.0, 0.0]
                if time.monotonic() - saved > self.pace.save_minutes * 60:
                    self.save()
                    saved = time.monotonic()
        self.save()


def _moments(adam: torch.optim.Optimizer) -> dict[str, Tensor]:
    held = adam.state_dict()["state"]
    return {f"{k}.{name}": torch.as_tensor(value) for k, state in held.items() for name, value in state.items()}


def _put_moments(adam: torch.optim.Optimizer, held: dict[str, Tensor]) -> None:
    state = adam.state_dict()
    for key, value in held.items():
        index, name = key.split(".", 1)
        state["state"].setdefault(int(index), {})[name] = value
    adam.load_state_dict(state)
