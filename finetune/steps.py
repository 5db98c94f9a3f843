"""The steps of a run. Each reads files, writes files and leaves a record; it is skipped when its files are there."""

import dataclasses
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, cast

import torch

from finetune import checkpoint
from finetune.annotations import unpack, unpack_own
from finetune.corpus import HeldOut, Row, own_rows, read_jsonl, training_rows, with_articles, write_jsonl
from finetune.curves import draw
from finetune.digest import digest, gold_digest
from finetune.embed import first_table
from finetune.examples import Example, load_examples
from finetune.network import Network
from finetune.pretrain import Budget, Feeder, Pretrainer
from finetune.progress import bar, tell, tracked
from finetune.runs import Place, R
from finetune.settings import Run
from finetune.silver import choose, document_features_of, silver_items, unrelated
from finetune.sparse import Sparse, fit
from finetune.tensors import Item, item
from finetune.tokenise import encode_corpus, load_pieces, save_pieces, train_tokenizer, vocabulary
from finetune.train import Keep, Pace, Trainer
from finetune.weights import load_network, save_network
from summarise.seq2seq.wide import load_tables, save_tables


@dataclass(frozen=True)
class Step(Generic[R]):
    """What a step is called, the files it makes (none: it always runs), and what it does."""

    name: str
    writes: tuple[str, ...]
    do: Callable[[Place[R]], None]


def run_step(step: Step[R], place: Place[R], again: bool) -> bool:
    """Runs a step unless its files are there; says which. True when it ran."""
    if not again and step.writes and all(place[name].exists() for name in step.writes):
        note = "" if place.same_settings(step.name) else ", avec d'autres réglages que ceux-ci (--again refait l'étape)"
        tell(f"{step.name} : déjà fait dans {place.run.folder}{note}")
        return False
    torch.set_num_threads(place.run.threads or torch.get_num_threads())
    torch.manual_seed(place.run.seed)
    start = time.time()
    if first():
        place.begin()
    step.do(place)
    if first():
        draw(place["metrics"], place["loss.png"])
        tell(f"{step.name} : fait en {time.time() - start:.0f} s, voir {place.run.folder}")
    return True


def first() -> bool:
    """Whether this process is the first of those that `accelerate launch` started, or the only one."""
    return os.environ.get("RANK", "0") == "0"


def _corpus(place: Place[R]) -> Path:
    """The corpus's file; fetched from the hub into the run's folder where it is not on the disk."""
    data = place.run.data
    if data.corpus.exists() or not data.hub:
        return data.corpus
    fetched = place["fetched.jsonl.xz"]
    if not fetched.exists():
        from finetune.orangesum import fetch  # noqa: PLC0415 - only who has no corpus on the disk pays for it

        write_jsonl(fetched, fetch(data.hub))
    return fetched


def do_prepare(place: Place[R]) -> None:
    """Reads the corpus and all gold briefs, drops copies and what is held out, and writes corpus.jsonl.xz."""
    data, held, corpus = place.run.data, HeldOut.of(place.held_out), _corpus(place)
    own = {path: [row for row in own_rows(path) if not held.holds(row)] for path in data.own}
    rows = training_rows(corpus, place.held_out, [row for part in own.values() for row in part])
    for annotations, folder in place.joined.items():
        tell(f"{unpack(annotations, rows, folder)} fiches de {annotations.name} réunies à leurs articles")
    for path, folder in place.own.items():
        tell(f"{path.name} : {len(own[path])} articles, {unpack_own(own[path], folder)} fiches")
    rows = with_articles(rows, place.briefs, held)
    write_jsonl(place["corpus.jsonl.xz"], [{k: v for k, v in row.items() if k != "brief"} for row in rows])
    read = [corpus, *place.held_out, *data.own, *(folder / "articles.jsonl" for folder in place.briefs)]
    place.record("prepare", digest(read), articles=len(rows))


def gold_examples(place: Place[R], corpus: list[Row]) -> tuple[list[Example], Sparse]:
    """The gold briefs read, and the sparse half fitted on them and written down."""
    run, held = place.run, HeldOut.of(place.held_out)
    read = [e for folder in place.briefs for e in load_examples(folder, partial(tracked, title=folder.name))]
    examples = [e for e in read if not held.holds({"id": e.gold["id"], "article": e.reading.source.document.article})]
    if len(read) > len(examples):
        tell(f"{len(read) - len(examples)} fiches écartées : leurs articles servent à évaluer")
    rows = unrelated(corpus, {str(e.gold["id"]) for e in examples}, run.unrelated_articles, run.seed)
    others = document_features_of(tracked(rows, "articles sans justice"))
    tell(f"{len(examples)} fiches lues ; moitié creuse des têtes, en {run.folds} plis")
    sparse = fit(examples, cast(Run, run), others)  # of the settings it reads what every run has
    save_tables(place["tables.npz"], sparse.tables)
    checkpoint.describe(run.folder, checkpoint.Card(run.name, run.version, sparse.thresholds, sparse.agreement))
    return examples, sparse


def _tokenise(place: Place[Run]) -> None:
    (corpus,) = place.need(["corpus.jsonl.xz"], "prepare")
    rows, settings = list(read_jsonl(corpus)), place.run.tokenizer
    model = train_tokenizer(rows, settings.pieces, settings.coverage, place.run.folder)
    articles = encode_corpus(tracked(rows, "en morceaux"), vocabulary(model))
    save_pieces(place["pieces.npz"], articles)
    place.record("tokenise", digest([corpus]), pieces=sum(len(a.body) for a in articles))


def _pretrain(place: Place[Run]) -> None:
    model, pieces = place.need(["tokenizer.model", "pieces.npz"], "tokenise")
    settings, shape = place.run.pretraining, place.run.shape
    articles, words = load_pieces(pieces), vocabulary(model)
    network = Network(dataclasses.replace(shape, dropout=0.0))  # a corpus seen once or twice cannot be learnt by heart
    with torch.no_grad():
        network.embedding.weight.copy_(first_table(articles, shape.vocabulary, shape.width))
    weights = settings.objectives
    budget = Budget(
        settings.minutes, settings.rate, settings.pieces, settings.steps, settings.save_minutes, weights.hidden,
        weights.headline,
    )  # fmt: skip
    kept = place["pretraining.safetensors"]
    trainer = Pretrainer(network, budget, kept, partial(place.log, "pretrain"))
    feeder = Feeder(articles, words, settings.longest, place.run.seed)
    with bar("pré-entraînement") as seen:
        trainer.run(feeder, seen)
    save_network(network, place["pretrained.safetensors"])
    kept.unlink(missing_ok=True)
    place.record("pretrain", digest([model, pieces]), steps=trainer.step, seconds=round(trainer.seconds))


def _train(place: Place[Run]) -> None:
    (pretrained,) = place.need(["pretrained.safetensors"], "pretrain")
    run, words = place.run, vocabulary(place["tokenizer.model"])
    corpus = list(read_jsonl(place["corpus.jsonl.xz"]))
    examples, sparse = gold_examples(place, corpus)
    network = Network(run.shape)
    load_network(network, pretrained)
    rows = choose(corpus, {str(e.gold["id"]) for e in examples}, run.silver_score, run.silver_articles)
    silver = list(silver_items(tracked(rows, "articles sans fiche"), sparse.tables, words))
    gold = [item(e, p, words) for e, p in zip(examples, sparse.priors, strict=True)]
    del examples, corpus
    for name, pace, items in (("silver", run.silver, silver), ("gold", run.gold, gold)):
        _sitting(place, network, name, pace, items)
    save_network(network, place["network.safetensors"])
    for name in ("silver", "gold"):
        place[f"{name}.safetensors"].unlink(missing_ok=True)
    place.record("train", gold_digest(place.briefs), gold=len(gold), silver=len(silver))


def _sitting(place: Place[Run], network: Network, name: str, pace: Pace, items: list[Item]) -> None:
    """One part of `train`; `<name>.safetensors` holds its end, `<name>-partial.safetensors` its last save."""
    done, kept = place[f"{name}.safetensors"], place[f"{name}-partial.safetensors"]
    if done.exists():
        load_network(network, done)
    elif items:
        keep = Keep(partial(place.log, name), kept, place.run.save_minutes)
        with bar(name) as seen:
            Trainer(network, dataclasses.replace(pace, seed=place.run.seed), keep, seen).fit(items, name == "gold")
        save_network(network, done)
        kept.unlink(missing_ok=True)


def _refit(place: Place[Run]) -> None:
    corpus, _ = place.need(["corpus.jsonl.xz", "network.safetensors"], "train")
    examples, _ = gold_examples(place, list(read_jsonl(corpus)))
    place.record("refit", gold_digest(place.briefs), gold=len(examples))


def export_to(place: Place[Run], out: Path) -> dict[str, float]:
    """Writes the checkpoint that the product loads; returns how far each graph is from the network."""
    weights, tables = place.need(["network.safetensors", "tables.npz"], "train")
    network = Network(place.run.shape)
    load_network(network, weights)
    card = checkpoint.described(place.run.folder)
    gaps = checkpoint.write(out, network, load_tables(tables), place["tokenizer.model"], card)
    place.record("export", digest([weights, tables]), gaps=gaps, out=str(out))
    return gaps


PREPARE: Step[Run] = Step("prepare", ("corpus.jsonl.xz",), do_prepare)
TOKENISE = Step("tokenise", ("tokenizer.model", "pieces.npz"), _tokenise)
PRETRAIN = Step("pretrain", ("pretrained.safetensors",), _pretrain)
TRAIN = Step("train", ("network.safetensors", "tables.npz", "model.json"), _train)
REFIT = Step("refit", (), _refit)
STEPS = {step.name: step for step in (PREPARE, TOKENISE, PRETRAIN, TRAIN, REFIT)}
# What a step that was stopped has left, to go on from.
_SAVES = {
    "pretrain": ("pretraining.safetensors", "saves/pretrained"),
    "train": (
        "silver.safetensors", "silver-partial.safetensors", "gold.safetensors", "gold-partial.safetensors",
        "saves/trained",
    ),
}  # fmt: skip


def forget(place: Place[R], step: str) -> None:
    """Drops what a step that was stopped has saved, so that it begins anew."""
    for path in (place[name] for name in _SAVES.get(step, ())):
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
