"""The network: a convolutional–attentive encoder, heads over its mention states, a pointing decoder.

Convolutions see the words around a mention from the first step, which attention must learn: on a small corpus and a CPU
they learn several times faster. The last layers attend over the whole article.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from summarise.seq2seq.labels import DOCUMENT_WIDTH, UNIT_WIDTH


@dataclass(frozen=True)
class Shape:
    """Sizes of the network. `unit_labels` counts the labels of all kinds of units side by side."""

    vocabulary: int = 8192
    width: int = 256
    kernel: int = 5
    convolutions: int = 4
    attentions: int = 2
    decoder_layers: int = 2
    heads: int = 4
    unit_labels: int = UNIT_WIDTH
    document_labels: int = DOCUMENT_WIDTH
    longest_draft: int = 192
    dropout: float = 0.1


class Convolution(nn.Module):
    """A gated convolution over (batch, length, width) with a residual path."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.kernel = shape.kernel
        # A convolution written as one product over neighbours side by side: it quantises to eight bits like the rest.
        self.conv = nn.Linear(shape.kernel * shape.width, 2 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` is 1 for pieces, 0 for padding: (batch, length)."""
        h = self.norm(x) * mask[..., None]
        length = h.shape[1]
        h = F.pad(h, (0, 0, self.kernel // 2, self.kernel // 2))
        h = torch.cat([h[:, k : k + length] for k in range(self.kernel)], dim=-1)
        h = F.glu(self.conv(h), dim=-1)
        out: Tensor = x + self.drop(self.out(h))
        return out


class Attention(nn.Module):
    """Multi-head attention with a penalty on distance for self-attention, and a residual path."""

    def __init__(self, shape: Shape, distance: bool) -> None:
        super().__init__()
        self.heads, self.distance = shape.heads, distance
        self.slopes: Tensor
        self.norm = nn.LayerNorm(shape.width)
        self.query = nn.Linear(shape.width, shape.width)
        self.keys = nn.Linear(shape.width, 2 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.drop = nn.Dropout(shape.dropout)
        slopes = torch.tensor([2.0 ** -(2 * (k + 1)) for k in range(shape.heads)])
        slopes[-1] = 0.0  # one head sees the whole article alike
        self.register_buffer("slopes", slopes)

    def split(self, x: Tensor) -> Tensor:
        """(batch, length, width) to (batch, heads, length, width of a head)."""
        out: Tensor = torch.unflatten(x, -1, (self.heads, -1)).transpose(1, 2)
        return out

    def memory(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Keys and values of what is attended to."""
        key, value = self.keys(x).chunk(2, dim=-1)
        return self.split(key), self.split(value)

    def attend(self, x: Tensor, key: Tensor, value: Tensor, bias: Tensor) -> Tensor:
        """`bias` is added to the scores: (batch or 1, heads or 1, queries, keys)."""
        query = self.split(self.query(self.norm(x)))
        scores = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).flatten(-2)
        out: Tensor = x + self.drop(self.out(mixed))
        return out

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Self-attention."""
        if self.distance:
            at = torch.arange(x.shape[1], device=x.device)
            bias = bias - (at[:, None] - at[None, :]).abs() * self.slopes[None, :, None, None]
        return self.attend(x, *self.memory(self.norm(x)), bias)


class Feed(nn.Module):
    """Two linear layers with a residual path."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.LayerNorm(shape.width), nn.Linear(shape.width, 2 * shape.width), nn.GELU(),
            nn.Linear(2 * shape.width, shape.width), nn.Dropout(shape.dropout),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        """(…, width) to the same."""
        out: Tensor = x + self.layers(x)
        return out


class Encoder(nn.Module):
    """Pieces (batch, length) to states (batch, length, width)."""

    def __init__(self, shape: Shape, embedding: nn.Embedding) -> None:
        super().__init__()
        self.embedding = embedding
        self.drop = nn.Dropout(shape.dropout)
        self.convolutions = nn.ModuleList(Convolution(shape) for _ in range(shape.convolutions))
        self.attentions = nn.ModuleList(Attention(shape, distance=True) for _ in range(shape.attentions))
        self.feeds = nn.ModuleList(Feed(shape) for _ in range(shape.attentions))
        self.norm = nn.LayerNorm(shape.width)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """`mask` is 1.0 for pieces, 0.0 for padding."""
        x = self.drop(self.embedding(ids))
        cut = len(self.convolutions) // 2
        for layer in self.convolutions[:cut]:
            x = layer(x, mask)
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        for k, layer in enumerate(self.convolutions[cut:]):
            if k < len(self.attentions):
                x = self.feeds[k](self.attentions[k](x, bias))
            x = layer(x, mask)
        out: Tensor = self.norm(x) * mask[..., None]
        return out


class DecoderLayer(nn.Module):
    """Causal self-attention, attention over the article, feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.own = Attention(shape, distance=True)
        self.across = Attention(shape, distance=False)
        self.feed = Feed(shape)


class Decoder(nn.Module):
    """Writes the draft: each step is a piece or a pointer to a mention."""

    def __init__(self, shape: Shape, embedding: nn.Embedding) -> None:
        super().__init__()
        self.embedding = embedding
        self.layers = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.norm = nn.LayerNorm(shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.pointer = nn.Linear(shape.width, shape.width)
        self.drop = nn.Dropout(shape.dropout)

    def states(self, inputs: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """`inputs` are embedded steps (batch, steps, width); the whole draft at once, each step blind to later ones."""
        n = inputs.shape[1]
        causal = torch.full((n, n), -1e4, device=inputs.device).triu(1)[None, None]
        across = (1.0 - mask)[:, None, None, :] * -1e4
        x = self.drop(inputs)
        for layer in cast("Iterable[DecoderLayer]", self.layers):
            x = layer.own(x, causal)
            x = layer.across.attend(x, *layer.across.memory(memory), across)
            x = layer.feed(x)
        out: Tensor = self.norm(x)
        return out

    def words(self, states: Tensor) -> Tensor:
        """Scores of all pieces."""
        out: Tensor = states @ self.embedding.weight.T / math.sqrt(states.shape[-1]) + self.bias
        return out

    def pointers(self, states: Tensor, mentions: Tensor) -> Tensor:
        """Scores of the mentions (batch, mentions, width) at each step."""
        out: Tensor = self.pointer(states) @ mentions.transpose(-1, -2) / math.sqrt(states.shape[-1])
        return out


def _scorer(inputs: int, inner: int, labels: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, inner), nn.GELU(), nn.Dropout(0.2), nn.Linear(inner, labels))


class Heads(nn.Module):
    """What each unit is, the defendants' status, and what the document is."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        wide = 2 * shape.width
        self.unit = _scorer(2 * wide, wide, shape.unit_labels)
        self.document = _scorer(wide, shape.width, shape.document_labels)

        # How far the sparse half is trusted, label by label; it is right from the start, the encoder is not.
        self.unit_trust = nn.Parameter(torch.ones(shape.unit_labels))
        self.document_trust = nn.Parameter(torch.ones(shape.document_labels))
        with torch.no_grad():
            for head in (self.unit, self.document):
                cast(nn.Linear, head[-1]).weight.mul_(0.1)

    def forward(self, states: Tensor, mask: Tensor, units: Tensor) -> tuple[Tensor, Tensor]:
        """`units` (batch, units, width·2) are pooled mention states; scores of units and of the document."""
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        peak = (states - (1 - mask[..., None]) * 1e4).amax(1)
        article = torch.cat((mean, peak), -1)
        spread = article[:, None].expand(-1, units.shape[1], -1)
        return self.unit(torch.cat((units, spread), -1)), self.document(article)


def pool(states: Tensor, member: Tensor) -> Tensor:
    """Mean and maximum of mention states (batch, mentions, width) for each unit; `member` (batch, units, mentions) is 1
    where a mention belongs to a unit."""
    count = member.sum(-1, keepdim=True).clamp(min=1)
    mean = member @ states / count
    peak = (states[:, None] - (1 - member[..., None]) * 1e4).amax(2)
    return torch.cat((mean, peak.clamp(min=-10)), -1)


class Network(nn.Module):
    """Encoder, heads and decoder with one table of pieces."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width, padding_idx=0)
        self.encoder = Encoder(shape, self.embedding)
        self.decoder = Decoder(shape, self.embedding)
        self.heads = Heads(shape)
        self.masked = nn.Sequential(nn.Linear(shape.width, shape.width), nn.GELU(), nn.LayerNorm(shape.width))
