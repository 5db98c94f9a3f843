"""A small French–English network: convolutions and one attention read, causal convolutions and a running state write.

What it says mixes two sources, as in Arthur et al. (2016): its own softmax, and a table of translations of the French
piece that one of its attentions looks at. That attention is taught by word alignments. So frequent words need not be
learnt by gradient, which a corpus of this size and a CPU would not pay for.
"""

import math
from dataclasses import dataclass
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from finetune.network import Attention, Convolution, Feed
from finetune.network import Shape as Sizes


@dataclass(frozen=True)
class Shape:
    """Sizes of the translator."""

    french: int = 8000
    english: int = 8000
    width: int = 256
    convolutions: int = 3
    attentions: int = 1
    decoder_layers: int = 3
    reach: int = 4
    heads: int = 4
    longest: int = 160
    dropout: float = 0.1

    def sizes(self) -> Sizes:
        """The part that the shared layers read."""
        return Sizes(width=self.width, heads=self.heads, dropout=self.dropout)


def positions(length: int, width: int) -> Tensor:
    """Sines and cosines of each place: (length, width)."""
    at = torch.arange(length)[:, None] * torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
    return torch.stack((at.sin(), at.cos()), -1).flatten(1) * 0.5


class Encoder(nn.Module):
    """French pieces (batch, length) to states (batch, length, width)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        sizes = shape.sizes()
        self.table = nn.Embedding(shape.french, shape.width, padding_idx=0)
        self.near = nn.ModuleList(Convolution(sizes) for _ in range(shape.convolutions))
        self.far = nn.ModuleList(
            layer for _ in range(shape.attentions) for layer in (Attention(sizes, distance=True), Feed(sizes))
        )
        self.norm = nn.LayerNorm(shape.width)
        self.drop = nn.Dropout(shape.dropout)
        self.places: Tensor
        self.register_buffer("places", positions(shape.longest, shape.width), persistent=False)

    def forward(self, pieces: Tensor) -> Tensor:
        """Padding is 0."""
        mask = (pieces != 0).float()
        x = self.drop(self.table(pieces) + self.places[: pieces.shape[1]])
        for layer in self.near:
            x = layer(x, mask)
        bias = (1 - mask[:, None, None, :]) * -1e4
        for layer in self.far:
            x = layer(x, bias) if isinstance(layer, Attention) else layer(x)
        out: Tensor = self.norm(x)
        return out


class Past(nn.Module):
    """A gated convolution over what was written so far, with a running mean of it: no look ahead, small state."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.reach = shape.reach
        self.norm = nn.LayerNorm(shape.width)
        self.conv = nn.Linear((shape.reach + 1) * shape.width, 2 * shape.width)
        self.keep = nn.Linear(shape.width, 2 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, before: Tensor, state: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """`before`: the last reach - 1 normed inputs (batch, reach - 1, width); `state` (batch, width).

        Returns the output and what the next call needs as `before` and `state`.
        """
        h = self.norm(x)
        keep, new = self.keep(h).chunk(2, -1)
        keep = keep.float().sigmoid()
        new = (1 - keep) * new.float()
        means = []
        for t in range(x.shape[1]):
            state = keep[:, t] * state + new[:, t]
            means.append(state)
        seen = torch.cat((before, h), 1)
        length = x.shape[1]
        near = [seen[:, k : k + length] for k in range(self.reach)]
        mixed = F.glu(self.conv(torch.cat((*near, torch.stack(means, 1).to(h.dtype)), -1)), -1)
        return x + self.drop(self.out(mixed)), seen[:, length:], state


# Keys and values of each layer with the mask added to scores; what stands before the next piece: the last reach - 1
# inputs (layers, batch, reach - 1, width) and the running means (layers, batch, width).
Memory = tuple[list[tuple[Tensor, Tensor]], Tensor]
Carried = tuple[Tensor, Tensor]


class Decoder(nn.Module):
    """English pieces so far and French states to states that say the next piece."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        sizes = shape.sizes()
        self.table = nn.Embedding(shape.english, shape.width, padding_idx=0)
        self.past = nn.ModuleList(Past(shape) for _ in range(shape.decoder_layers))
        self.cross = nn.ModuleList(Attention(sizes, distance=False) for _ in range(shape.decoder_layers))
        self.feed = nn.ModuleList(Feed(sizes) for _ in range(shape.decoder_layers))
        self.norm = nn.LayerNorm(shape.width)
        self.drop = nn.Dropout(shape.dropout)
        self.places: Tensor
        self.register_buffer("places", positions(shape.longest, shape.width), persistent=False)

    def forward(self, pieces: Tensor, at: Tensor, read: Memory, carried: Carried) -> tuple[Tensor, Carried]:
        """`at` (length,) are the places of `pieces` (batch, length)."""
        memory, bias = read
        before, state = carried
        places = self.places[at][None]
        x = self.drop(self.table(pieces) + places)
        befores, states = [], []
        for k, (past, cross, feed) in enumerate(zip(self.past, self.cross, self.feed, strict=True)):
            x, b, s = past(x, before[k], state[k])
            x = feed(cast(Attention, cross).attend(x, *memory[k], bias))
            befores.append(b)
            states.append(s)
        return self.norm(x), (torch.stack(befores), torch.stack(states))


class Translator(nn.Module):
    """The whole network. `choices` and `shares` are the table of translations: (french, k)."""

    choices: Tensor
    shares: Tensor

    def __init__(self, shape: Shape, choices: Tensor, shares: Tensor) -> None:
        super().__init__()
        self.shape = shape
        self.encoder, self.decoder = Encoder(shape), Decoder(shape)
        self.bias = nn.Parameter(torch.zeros(shape.english))
        self.look = nn.Linear(shape.width, shape.width)
        self.seen = nn.Linear(shape.width, shape.width)
        self.gate = nn.Linear(2 * shape.width, 1)
        self.register_buffer("choices", choices.long())
        self.register_buffer("shares", shares)

    def empty(self, batch: int) -> Carried:
        """What stands before the first piece."""
        layers, width = self.shape.decoder_layers, self.shape.width
        return torch.zeros(layers, batch, self.shape.reach - 1, width), torch.zeros(layers, batch, width)

    @property
    def scale(self) -> float:
        """What products of states and pieces are multiplied by: scores of a few nats at the start."""
        return 4 / math.sqrt(self.shape.width)

    def scores(self, h: Tensor) -> Tensor:
        """Of the English pieces, before the softmax."""
        return h @ self.decoder.table.weight.T * self.scale + self.bias

    def looks(self, h: Tensor, states: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        """Where it looks (log, over French places) and how much it trusts the table (logit)."""
        look = self.look(h) @ self.seen(states).transpose(1, 2) * self.scale
        where = (look.float() + bias[:, 0]).log_softmax(-1)
        context = where.exp().to(states.dtype) @ states
        return where, self.gate(torch.cat((h, context), -1))[..., 0].float()

    def forward(self, french: Tensor, english: Tensor, links: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Losses in nats summed: of the pieces, of the links; and the count of pieces.

        `french` (batch, S), `english` (batch, T + 1) begins and ends with 1; `links` (batch, T) are places or -1.
        """
        states = self.encoder(french)
        bias = (french == 0).float()[:, None, None, :] * -1e4
        memory = [cast(Attention, layer).memory(states) for layer in self.decoder.cross]
        at = torch.arange(english.shape[1] - 1)
        h, _ = self.decoder(english[:, :-1], at, (memory, bias), self.empty(len(french)))
        said = (self.scores(h).float(), *self.looks(h, states, bias))
        return self.losses(french, english[:, 1:], links, said)

    def losses(
        self, french: Tensor, gold: Tensor, links: Tensor, said: tuple[Tensor, Tensor, Tensor]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """See forward."""
        scores, where, gate = said
        real = (gold != 0).float()
        own = scores.gather(-1, gold[..., None])[..., 0] - scores.logsumexp(-1)
        hit = (self.choices[french][:, None] == gold[:, :, None, None]).float() * self.shares[french][:, None]
        table = (where.exp() * hit.sum(-1)).sum(-1)
        said_so = torch.logaddexp(F.logsigmoid(-gate) + own, F.logsigmoid(gate) + (table + 1e-9).log())
        linked = (links >= 0).float() * real
        to = where.gather(-1, links.clamp(min=0)[..., None])[..., 0]
        return -(said_so * real).sum(), -(to * linked).sum(), real.sum()
