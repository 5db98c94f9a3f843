"""The steps of a hub checkpoint's run: prepare, tokenise, pretrain, train, export. The same commands as for our own."""

import os
import random
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from finetune.corpus import Row, justice_score, read_jsonl
from finetune.digest import digest, gold_digest
from finetune.hub import export as graphs
from finetune.hub import network as networks
from finetune.hub import rows as tables
from finetune.hub import tokenizer as tokens
from finetune.hub.network import HubNetwork
from finetune.hub.settings import HubRun, Phase
from finetune.hub.tokenizer import Words
from finetune.progress import bar, tell, tracked
from finetune.runs import Place
from finetune.steps import Step, do_prepare, first, gold_examples
from finetune.tensors import item
from finetune.tokenise import readable
from summarise.errors import ModelError, SettingsError

Rows = Iterator[Row]


def _words(place: Place[HubRun], tokenizer: Any) -> Words:
    """The tokenizer as training uses it; the decoder's first piece is the checkpoint's own."""
    checkpoint = place.run.checkpoint
    if checkpoint.scratch is not None:
        return tokens.words_of(tokenizer, tokenizer.pad_token_id)
    with tokens.explained(str(checkpoint.source)):
        from transformers import AutoConfig  # noqa: PLC0415

        config = AutoConfig.from_pretrained(str(checkpoint.source), revision=checkpoint.revision)
    start = config.decoder_start_token_id
    return tokens.words_of(tokenizer, tokenizer.eos_token_id if start is None else start)


def _tokenizer(place: Place[HubRun]) -> Any:
    """The tokenizer that `tokenise` wrote."""
    (folder,) = place.need(["tokenizer"], "tokenise")
    return tokens.load_tokenizer(str(folder), place.run.checkpoint)


def _tokenise(place: Place[HubRun]) -> None:
    (corpus,) = place.need(["corpus.jsonl.xz"], "prepare")
    run, checkpoint, rows = place.run, place.run.checkpoint, list(read_jsonl(corpus))
    source = str(checkpoint.source)
    if checkpoint.scratch is not None:
        source = str(place["scratch"])
        tokens.train_scratch((readable(row["article"]) for row in rows), checkpoint.scratch.pieces, place["scratch"])
    tokenizer = tokens.load_tokenizer(source, checkpoint)
    if run.objectives - {"translation"}:
        tokens.add_markers(tokenizer)
    words = _words(place, tokenizer)
    chosen = sorted(rows, key=justice_score, reverse=True)[: run.articles]
    makers = {
        "brief": lambda: _briefs(place, rows, words),
        "headline": lambda: tables.headline_rows(tracked(chosen, "titres et chapeaux"), words),
        "infill": lambda: tables.infill_rows(tracked(chosen, "textes à trous"), words),
        "translation": lambda: _pairs(place, tokenizer, words),
    }
    counts = {name: tables.write(makers[name](), place[f"rows/{name}.arrow"]) for name in sorted(run.objectives)}
    tokens.save(tokenizer, place["tokenizer"])
    place.record("tokenise", digest([corpus]), rows=counts, pieces=len(tokenizer))


def _briefs(place: Place[HubRun], rows: list[Row], words: Words) -> Rows:
    """Gold briefs with the sparse half's scores, out of fold."""
    examples, sparse = gold_examples(place, rows)
    for example, priors in zip(tracked(examples, "fiches"), sparse.priors, strict=True):
        yield tables.item_row(item(example, priors, words.vocabulary))


def _pairs(place: Place[HubRun], tokenizer: Any, words: Words) -> Rows:
    from finetune.translation.pairs import read_pairs  # noqa: PLC0415

    if not place.run.pairs:
        raise SettingsError("« translation » est dans le mélange, mais pairs est vide", "donnez un fichier de paires.")
    for corpus in place.run.pairs:
        pairs = list(read_pairs(corpus.path))
        if corpus.most is not None and corpus.most < len(pairs):
            pairs = random.Random(place.run.seed).sample(pairs, corpus.most)
        marked = bool(place.run.objectives - {"translation"})
        yield from tables.translation_rows(tracked(pairs, corpus.path.name), tokenizer, words, marked)


def _collator(place: Place[HubRun], words: Words, network: HubNetwork) -> tables.Collator:
    checkpoint = place.run.checkpoint
    return tables.Collator(words, network.size, checkpoint.longest, checkpoint.longest_draft, place.run.seed)


def _learn(place: Place[HubRun], name: str, phase: Phase, network: HubNetwork, words: Words) -> int:
    """One phase; each process that `accelerate launch` started comes here, the first of them alone writes."""
    from finetune.hub import trainer  # noqa: PLC0415 - the slowest part of transformers

    trainer.quieten()
    saves = place[f"saves/{name}"]
    args = trainer.arguments(phase, saves, place.run.seed)
    mixed = tables.mixture(place["rows"], phase, place.run.seed)
    with bar(name, first()) as seen:
        watch = trainer.Watch(seen, partial(place.log, name))
        steps = trainer.fit(network, mixed, _collator(place, words, network), args, watch)
    if args.should_save:
        networks.save(network, place[name])
        shutil.rmtree(saves, ignore_errors=True)
    return steps


def _pretrain(place: Place[HubRun]) -> None:
    phase = place.run.pretraining
    if phase is None:
        tell("pretrain : les réglages n'en demandent pas, le modèle est déjà pré-entraîné")
        return
    tokenizer = _tokenizer(place)
    network = networks.start(place.run.checkpoint, tokenizer)
    steps = _learn(place, "pretrained", phase, network, _words(place, tokenizer))
    _record(place, "pretrain", steps)


def _train(place: Place[HubRun]) -> None:
    tokenizer = _tokenizer(place)
    if place.run.pretraining is not None:
        (folder,) = place.need(["pretrained"], "pretrain")
        network = networks.load(folder)
    else:
        network = networks.start(place.run.checkpoint, tokenizer)
    steps = _learn(place, "trained", place.run.training, network, _words(place, tokenizer))
    _record(place, "train", steps)


def _record(place: Place[HubRun], step: str, steps: int) -> None:
    if first():
        files = sorted(place["rows"].glob("*.arrow"))
        processes = int(os.environ.get("WORLD_SIZE", "1"))
        place.record(step, digest(files), steps=steps, gold=gold_digest(place.briefs), processes=processes)


def export_to(place: Place[HubRun], out: Path) -> dict[str, float]:
    """Writes the checkpoint that the product loads; returns how far each graph is from the network."""
    (folder,) = place.need(["trained"], "train")
    network, tokenizer = networks.load(folder), _tokenizer(place)
    if "brief" not in place.run.objectives:
        network.body.save_pretrained(out)
        tokens.save(tokenizer, out)
        place.record("export", digest([folder / "model.safetensors"]), out=str(out))
        return {}
    if not (place["tokenizer"] / "tokenizer.json").exists():
        raise ModelError(
            f"Le découpage de {place.run.checkpoint.source} n'a pas de tokenizer.json", "prenez un modèle qui en a un."
        )
    gaps = graphs.export(place, out, network, _words(place, tokenizer))
    place.record("export", digest([folder / "model.safetensors", place["tables.npz"]]), gaps=gaps, out=str(out))
    return gaps


PREPARE: Step[HubRun] = Step("prepare", ("corpus.jsonl.xz",), do_prepare)
TOKENISE: Step[HubRun] = Step("tokenise", ("tokenizer", "rows"), _tokenise)
PRETRAIN: Step[HubRun] = Step("pretrain", ("pretrained",), _pretrain)
TRAIN: Step[HubRun] = Step("train", ("trained",), _train)
STEPS = {step.name: step for step in (PREPARE, TOKENISE, PRETRAIN, TRAIN)}
