"""A Hugging Face encoder–decoder with the brief's heads over its mention states and pointers beside its words."""

import math
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from finetune.hub.settings import Checkpoint, Scratch
from finetune.hub.tokenizer import explained
from finetune.network import Heads, Shape, pool
from finetune.tensors import IGNORED, Batch
from finetune.train import head_loss
from finetune.weights import load_network, save_network
from summarise.seq2seq.labels import DOCUMENT_LABELS

OWN = "heads.safetensors"


class Own(nn.Module):
    """What a checkpoint lacks: heads, pointers, and the way of a mention's state into the decoder."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.heads = Heads(Shape(width=width))
        self.pointer, self.enter = nn.Linear(width, width), nn.Linear(width, width)
        with torch.no_grad():
            self.enter.weight.copy_(torch.eye(width))
            self.enter.bias.zero_()


@dataclass
class Read:
    """Encoder states, mention states, and the scores of the encoder alone."""

    states: Tensor
    units: Tensor
    unit_scores: Tensor
    document_scores: Tensor


class HubNetwork(nn.Module):
    """`body` is any AutoModelForSeq2SeqLM; `alone` weighs the encoder's own scores, `draft` what is written."""

    def __init__(self, body: Any, alone: float = 0.3, draft: float = 1.0) -> None:
        super().__init__()
        self.body, self.alone, self.draft = body, alone, draft
        self.own = Own(int(body.config.d_model))

    @property
    def heads(self) -> Heads:
        """The brief's heads."""
        return self.own.heads

    @property
    def size(self) -> int:
        """How many pieces the decoder chooses from; pointers are counted after them."""
        return int(self.body.config.vocab_size)

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        """(batch, length) to states (batch, length, width); `mask` is 1 for pieces."""
        out: Tensor = self.body.get_encoder()(input_ids=ids, attention_mask=mask.long())[0]
        return out

    def read(self, b: Batch, inner: Tensor) -> Read:
        """Encoder and heads; `inner` is 1 for the pieces of the article, 0 for the tokenizer's frame and padding."""
        states = self.encode(b.ids, b.mask)
        marked = states.gather(1, b.marks[..., None].expand(-1, -1, states.shape[-1]))
        pooled = pool(marked, b.member)
        unit_scores, document = self.heads(states.float(), inner, pooled.float())
        return Read(states, pooled[..., : states.shape[-1]], unit_scores.float(), document.float())

    def steps(self, piece: Tensor, unit: Tensor, units: Tensor) -> Tensor:
        """What the decoder reads: the table's rows for pieces, a mention's state for pointers."""
        table = self.body.get_decoder().get_input_embeddings()
        at = unit.clamp(min=0)[..., None].expand(-1, -1, units.shape[-1])
        rows = self.own.enter(units).gather(1, at)
        return torch.where((unit >= 0)[..., None], rows, table(piece).to(rows.dtype))

    def scores(self, inputs: Tensor, states: Tensor, mask: Tensor, units: Tensor) -> Tensor:
        """Of pieces, then of pointers, at each step."""
        told = self.body(
            encoder_outputs=(states,), attention_mask=mask.long(), decoder_inputs_embeds=inputs,
            output_hidden_states=True, use_cache=False, return_dict=True,
        )  # fmt: skip
        last = told.decoder_hidden_states[-1]
        points = self.own.pointer(last) @ units.transpose(-1, -2) / math.sqrt(last.shape[-1])
        return torch.cat((told.logits, points), -1)

    def forward(self, **given: Tensor) -> dict[str, Tensor]:
        """The losses of a batch as the collator makes it; `loss` is their sum."""
        b, inner = unflattened(given)
        out = self.read(b, inner)
        heads = self.own.heads
        units = out.unit_scores + b.allowed + heads.unit_trust * b.prior_units
        document = out.document_scores + heads.document_trust * b.prior_document
        parts = {
            "heads": head_loss(units, document, b),
            "alone": self.alone * head_loss(out.unit_scores + b.allowed, out.document_scores, b),
            "draft": self.draft * self._drafted(b, inner, out),
        }
        return {"loss": torch.stack(list(parts.values())).sum(), **{k: p.detach() for k, p in parts.items()}}

    def _drafted(self, b: Batch, inner: Tensor, out: Read) -> Tensor:
        real = (b.kind == IGNORED).float()[:, None] * -1e4
        scores = self.scores(self.steps(b.step_piece, b.step_unit, out.units), out.states, inner, out.units).float()
        # The pointers of padding are no choice.
        scores = torch.cat((scores[..., : self.size], scores[..., self.size :] + real), -1)
        return F.cross_entropy(scores.flatten(0, 1), b.step_target.flatten(), ignore_index=IGNORED)


_TASKS = tuple(DOCUMENT_LABELS)


def flattened(b: Batch, inner: Tensor) -> dict[str, Tensor]:
    """A batch as tensors by name, as the Trainer passes it."""
    rows = {f.name: getattr(b, f.name) for f in fields(b) if f.name != "document_label"}
    return {**rows, "document_label": torch.stack([b.document_label[t] for t in _TASKS], -1), "inner": inner}


def unflattened(given: dict[str, Tensor]) -> tuple[Batch, Tensor]:
    """What `flattened` took apart."""
    rows = {f.name: given[f.name] for f in fields(Batch) if f.name != "document_label"}
    labels = {task: given["document_label"][:, k] for k, task in enumerate(_TASKS)}
    return Batch(**rows, document_label=labels), given["inner"]


def _begun(shape: Scratch, pieces: int, stop: int) -> Any:
    from transformers import T5Config, T5ForConditionalGeneration  # noqa: PLC0415

    config = T5Config(
        vocab_size=pieces, d_model=shape.width, d_kv=shape.width // shape.heads, d_ff=shape.inner,
        num_layers=shape.layers, num_decoder_layers=shape.decoder_layers, num_heads=shape.heads,
        dropout_rate=shape.dropout, feed_forward_proj="gated-gelu", pad_token_id=0, eos_token_id=stop,
    )  # fmt: skip
    config.decoder_start_token_id = 0
    return T5ForConditionalGeneration(config)


def start(checkpoint: Checkpoint, tokenizer: Any) -> HubNetwork:
    """The network before any training, with rows for the added pieces."""
    pieces = len(tokenizer)
    if checkpoint.scratch is not None:
        return HubNetwork(_begun(checkpoint.scratch, pieces, tokenizer.eos_token_id))
    body = _body(str(checkpoint.source), checkpoint.revision)
    if pieces > body.config.vocab_size:
        body.resize_token_embeddings(pieces, mean_resizing=False)
    return HubNetwork(body)


def _body(source: str, revision: str | None = None) -> Any:
    with explained(source):
        from transformers import AutoModelForSeq2SeqLM  # noqa: PLC0415 - an extra that few install

        # Weights that must be unpickled are refused; the exporter needs attention written out.
        return AutoModelForSeq2SeqLM.from_pretrained(
            source, revision=revision, use_safetensors=True, attn_implementation="eager"
        ).float()


def save(network: HubNetwork, folder: Path) -> None:
    """Writes the checkpoint as transformers reads it, and what we add beside it."""
    network.body.save_pretrained(folder, safe_serialization=True)
    save_network(network.own, folder / OWN)


def load(folder: Path) -> HubNetwork:
    """What `save` wrote."""
    network = HubNetwork(_body(str(folder)))
    load_network(network.own, folder / OWN)
    return network.eval()
