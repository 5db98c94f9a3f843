"""The steps of a run. Each reads files, writes files and leaves a record; it is skipped when its files are there."""

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch

from finetune import checkpoint
from finetune.annotations import unpack
from finetune.corpus import Row, read_jsonl, training_rows, with_articles, write_jsonl
from finetune.digest import digest, gold_digest
from finetune.embed import first_table
from finetune.examples import Example, load_examples
from finetune.network import Network
from finetune.pretrain import Budget, Feeder, Pretrainer
from finetune.progress import bar, tell, tracked
from finetune.runs import Place
from finetune.silver import choose, document_features_of, silver_items, unrelated
from finetune.sparse import Sparse, fit
from finetune.tensors import item
from finetune.tokenise import encode_corpus, load_pieces, save_pieces, train_tokenizer, vocabulary
from finetune.train import Trainer
from finetune.weights import load_network, save_network
from summarise.seq2seq.wide import load_tables, save_tables


@dataclass(frozen=True)
class Step:
    """What a step is called, the files it makes (none: it always runs), and what it does."""

    name: str
    writes: tuple[str, ...]
    do: Callable[[Place], None]


def run_step(step: Step, place: Place, again: bool) -> bool:
    """Runs a step unless its files are there; says which. True when it ran."""
    if not again and step.writes and all(place[name].exists() for name in step.writes):
        note = "" if place.same_settings(step.name) else ", avec d'autres réglages que ceux-ci (--again refait l'étape)"
        tell(f"{step.name} : déjà fait dans {place.run.folder}{note}")
        return False
    torch.set_num_threads(place.run.threads or torch.get_num_threads())
    torch.manual_seed(place.run.seed)
    start = time.time()
    place.begin()
    step.do(place)
    tell(f"{step.name} : fait en {time.time() - start:.0f} s, voir {place.run.folder}")
    return True


def _prepare(place: Place) -> None:
    rows = training_rows(place.run.data.corpus, [place.held_out])
    for annotations, folder in place.joined.items():
        tell(f"{unpack(annotations, rows, folder)} fiches de {annotations.name} réunies à leurs articles")
    rows = with_articles(rows, place.briefs)
    write_jsonl(place["corpus.jsonl.xz"], rows)
    read = [place.run.data.corpus, place.held_out, *(folder / "articles.jsonl" for folder in place.briefs)]
    place.record("prepare", digest(read), articles=len(rows))


def _tokenise(place: Place) -> None:
    (corpus,) = place.need(["corpus.jsonl.xz"], "prepare")
    rows, settings = list(read_jsonl(corpus)), place.run.tokenizer
    model = train_tokenizer(rows, settings.pieces, settings.coverage, place.run.folder)
    articles = encode_corpus(tracked(rows, "en morceaux"), vocabulary(model))
    save_pieces(place["pieces.npz"], articles)
    place.record("tokenise", digest([corpus]), pieces=sum(len(a.body) for a in articles))


def _pretrain(place: Place) -> None:
    model, pieces = place.need(["tokenizer.model", "pieces.npz"], "tokenise")
    settings, shape = place.run.pretraining, place.run.shape
    articles, words = load_pieces(pieces), vocabulary(model)
    network = Network(dataclasses.replace(shape, dropout=0.0))  # a corpus seen once or twice cannot be learnt by heart
    with torch.no_grad():
        network.embedding.weight.copy_(first_table(articles, shape.vocabulary, shape.width))
    budget = Budget(settings.minutes, settings.rate, settings.pieces, settings.steps, settings.save_minutes)
    kept = place["pretraining.safetensors"]
    trainer = Pretrainer(network, budget, kept, place.log("pretrain", kept.exists()))
    feeder = Feeder(articles, words, settings.longest, place.run.seed + trainer.step)
    with bar("pré-entraînement") as seen:
        trainer.run(feeder, seen)
    save_network(network, place["pretrained.safetensors"])
    kept.unlink(missing_ok=True)
    place.record("pretrain", digest([model, pieces]), steps=trainer.step, seconds=round(trainer.seconds))


def _gold(place: Place, corpus: list[Row]) -> tuple[list[Example], Sparse]:
    """The gold briefs read, and the sparse half fitted on them and written down."""
    run = place.run
    examples = [e for folder in place.briefs for e in load_examples(folder, partial(tracked, title=folder.name))]
    rows = unrelated(corpus, _ids(examples), run.unrelated_articles, run.seed)
    others = document_features_of(tracked(rows, "articles sans justice"))
    tell(f"{len(examples)} fiches lues ; moitié creuse des têtes, en {run.folds} plis")
    sparse = fit(examples, run, others)
    save_tables(place["tables.npz"], sparse.tables)
    checkpoint.describe(run.folder, checkpoint.Card(run.name, run.version, sparse.thresholds, sparse.agreement))
    return examples, sparse


def _ids(examples: list[Example]) -> set[str]:
    return {str(e.gold["id"]) for e in examples}


def _train(place: Place) -> None:
    (pretrained,) = place.need(["pretrained.safetensors"], "pretrain")
    run, words = place.run, vocabulary(place["tokenizer.model"])
    corpus = list(read_jsonl(place["corpus.jsonl.xz"]))
    examples, sparse = _gold(place, corpus)
    network = Network(run.shape)
    load_network(network, pretrained)
    rows = choose(corpus, _ids(examples), run.silver_score, run.silver_articles)
    silver = list(silver_items(tracked(rows, "articles sans fiche"), sparse.tables, words))
    gold = [item(e, p, words) for e, p in zip(examples, sparse.priors, strict=True)]
    del examples, corpus
    for name, pace, items in (("silver", run.silver, silver), ("gold", run.gold, gold)):
        if items:
            with bar(name) as seen:
                paced = dataclasses.replace(pace, seed=run.seed)
                Trainer(network, paced, place.log(name), seen).fit(items, labelled=name == "gold")
    save_network(network, place["network.safetensors"])
    place.record("train", gold_digest(place.briefs), gold=len(gold), silver=len(silver))


def _refit(place: Place) -> None:
    corpus, _ = place.need(["corpus.jsonl.xz", "network.safetensors"], "train")
    examples, _ = _gold(place, list(read_jsonl(corpus)))
    place.record("refit", gold_digest(place.briefs), gold=len(examples))


def export_to(place: Place, out: Path) -> dict[str, float]:
    """Writes the checkpoint that the product loads; returns how far each graph is from the network."""
    weights, tables = place.need(["network.safetensors", "tables.npz"], "train")
    network = Network(place.run.shape)
    load_network(network, weights)
    card = checkpoint.described(place.run.folder)
    gaps = checkpoint.write(out, network, load_tables(tables), place["tokenizer.model"], card)
    place.record("export", digest([weights, tables]), gaps=gaps, out=str(out))
    return gaps


PREPARE = Step("prepare", ("corpus.jsonl.xz",), _prepare)
TOKENISE = Step("tokenise", ("tokenizer.model", "pieces.npz"), _tokenise)
PRETRAIN = Step("pretrain", ("pretrained.safetensors",), _pretrain)
TRAIN = Step("train", ("network.safetensors", "tables.npz", "model.json"), _train)
REFIT = Step("refit", (), _refit)
