"""The steps of a translator's run: pairs, pieces, alignment, training, export. Each reads files and writes files."""

import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from torch import nn

from finetune.annotations import translated
from finetune.corpus import read_jsonl, training_rows
from finetune.progress import tell, tracked
from finetune.translation.alignment import Coded, align, lexicon
from finetune.translation.batches import Hider, Item
from finetune.translation.domain import masked, sentence_pairs
from finetune.translation.export import export as export_graphs
from finetune.translation.network import Translator
from finetune.translation.pairs import Pair, made_ready, read_pairs
from finetune.translation.settings import Corpus, Run
from finetune.translation.train import Trainer, stream
from summarise.errors import FileProblem
from summarise.translate.pieces import SYMBOLS, Pieces, ready
from summarise.translate.terms import load_terms

SIDES = ("fr", "en")
GENERAL, OWN = "general", "own"
_LONGEST = 80  # pieces that are aligned
_TOKENIZER_LINES = 260_000


def prepare(run: Run) -> None:
    """Reads the pairs, trains both tokenizers, aligns, writes general.npz, own.npz and lexicon.npz."""
    run.folder.mkdir(parents=True, exist_ok=True)
    general = list(made_ready(itertools.chain.from_iterable(_drawn(c, run.seed) for c in run.pairs), run.seed))
    own = masked_own(run)
    tell(f"{len(general)} paires générales, {len(own)} de notre domaine")
    for side, name in enumerate(SIDES):
        _tokenizer([pair[side] for pair in [*general, *own]], name, run)
    french, english = pieces(run)
    coded = [(french.ids(f), english.ids(e)) for f, e in tracked([*general, *own], "en morceaux")]
    kept = [k for k, (f, e) in enumerate(coded) if 0 < len(f) <= _LONGEST and 0 < len(e) <= _LONGEST]
    links = align([coded[k] for k in kept])
    ids, shares = lexicon([coded[k] for k in kept], links, french, english)
    np.savez_compressed(run.folder / "lexicon.npz", ids=ids, shares=shares)
    rows = [(k < len(general), (coded[k], to)) for k, to in zip(kept, links, strict=True)]
    for name, is_general in ((GENERAL, True), (OWN, False)):
        _save(run.folder / f"{name}.npz", [row for which, row in rows if which is is_general])


def _drawn(corpus: Corpus, seed: int) -> Sequence[Pair]:
    pairs = list(read_pairs(corpus.path))
    if corpus.most is None or corpus.most >= len(pairs):
        return pairs
    return random.Random(seed).sample(pairs, corpus.most)


def masked_own(run: Run) -> list[Pair]:
    """The pairs of our field with terms, names and figures behind placeholders."""
    terms = load_terms(None)
    return [masked(pair, terms)[:2] for pair in _bilingual(run)]


def plain_own(run: Run) -> list[Pair]:
    """The same pairs in words."""
    return [(ready(french), ready(english)) for french, english in _bilingual(run)]


def _bilingual(run: Run) -> list[Pair]:
    held = run.own.briefs / "dev" / "articles.jsonl"
    rows = (row for name in run.own.folders for row in read_jsonl(run.own.briefs / name / "gold.jsonl"))
    return [*sentence_pairs(rows), *translated(run.own.translations, training_rows(run.own.corpus, [held]))]


def _tokenizer(lines: list[str], name: str, run: Run) -> None:
    random.Random(run.seed).shuffle(lines)
    path = run.folder / f"{name}.txt"
    path.write_text("\n".join(lines[:_TOKENIZER_LINES]), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(path), model_prefix=str(run.folder / name), vocab_size=run.pieces, model_type="unigram",
        character_coverage=0.9997, pad_id=0, eos_id=1, unk_id=2, bos_id=-1, split_digits=True,
        user_defined_symbols=["▁" + s for s in SYMBOLS], normalization_rule_name="identity", minloglevel=2,
        hard_vocab_limit=False,
    )  # fmt: skip
    path.unlink()


def pieces(run: Run) -> tuple[Pieces, Pieces]:
    """Both tokenizers."""
    return Pieces(run.folder / "fr.model"), Pieces(run.folder / "en.model")


def _save(path: Path, rows: list[tuple[Coded, np.ndarray[tuple[int], np.dtype[np.int16]]]]) -> None:
    columns = {
        "french": [np.asarray(c[0], np.int16) for c, _ in rows],
        "english": [np.asarray(c[1], np.int16) for c, _ in rows],
        "links": [to for _, to in rows],
    }
    held = {name: np.concatenate([*column, np.zeros(0, np.int16)]) for name, column in columns.items()}
    lengths = {f"{name}_lengths": np.array([len(x) for x in column], np.int32) for name, column in columns.items()}
    np.savez_compressed(path, **held, **lengths)  # type: ignore[arg-type]  # its stub takes no unpacked arrays


def _load(path: Path, longest: int) -> Iterator[Item]:
    with np.load(path) as held:
        columns = [
            np.split(held[name], np.cumsum(held[f"{name}_lengths"])[:-1]) for name in ("french", "english", "links")
        ]
    for french, english, links in zip(*columns, strict=True):
        if max(len(french), len(english)) <= longest:
            yield Item(french, english, links)


def network(run: Run) -> Translator:
    """An untrained network with the run's table of translations."""
    if not (run.folder / "lexicon.npz").exists():
        raise FileProblem(
            f"{run.folder} n'est pas préparé", "lancez d'abord « python -m finetune translator prepare »."
        )
    torch.manual_seed(run.seed)
    with np.load(run.folder / "lexicon.npz") as held:
        net = Translator(run.shape, torch.tensor(held["ids"]), torch.tensor(held["shares"]))
    for table in (net.encoder.table, net.decoder.table):
        nn.init.normal_(table.weight, std=0.5)
    nn.init.constant_(
        net.gate.bias, 1.0
    )  # the table of translations is right more often than a network that knows nothing
    return net


def train(run: Run) -> None:
    """Trains for the time that the settings give, from the last save if there is one."""
    torch.set_num_threads(run.threads or torch.get_num_threads())
    trainer = Trainer(network(run), run.pace, run.folder)
    trainer.resume()
    items, own = (list(_load(run.folder / f"{name}.npz", run.longest)) for name in (GENERAL, OWN))
    sizes = [sum(len(i.english) for i in group) for group in (items, own)]
    times = round(run.own.share / (1 - run.own.share) * sizes[0] / max(sizes[1], 1))
    trainer.run(stream([*items, *own * max(times, 1)], run.pace, Hider(*pieces(run)), run.seed + trainer.steps))


def export(run: Run, out: Path) -> dict[str, float]:
    """Writes the folder that the product loads; returns how far each graph is from the network."""
    net = network(run)
    trainer = Trainer(net, run.pace, run.folder)
    if not trainer.resume():
        raise FileProblem(f"{run.folder} : rien d'appris", "lancez d'abord « python -m finetune translator train ».")
    return export_graphs(net, out, run.folder, {"name": run.name, "version": run.version})
