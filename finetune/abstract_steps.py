"""The parts of learning from abstracts, each kept in the run's folder so that a stopped run goes on after the last."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from finetune.abstracts import Told, fit_pairs, fit_weights, fit_words, told, vocabulary
from finetune.corpus import read_jsonl
from finetune.digest import digest
from finetune.progress import tell, tracked
from finetune.runs import Place
from finetune.validation import split
from summarise.brief.extract.tables import Tables, load, save

# Words need many articles, figures of a choice few: twice as many brought nothing (ROUGE-1 on 400 articles 29.3, 29.3).
PAIRED, WEIGHED = 5000, 4000


def _watch(title: str) -> Callable[[Sequence[Told]], Iterator[Told]]:
    return lambda articles: tracked(articles, title)


def learn(place: Place[Any], out: Path, most: int, again: bool = False) -> None:
    """Words, pairs, figures, in this order; then the tables go to `out`."""
    data, start = place.run.data, time.time()
    place.begin()
    place["abstracts"].mkdir(exist_ok=True)
    torch.manual_seed(place.run.seed)
    torch.set_num_threads(place.run.threads or torch.get_num_threads())
    rows = list(split(read_jsonl(data.corpus), data.briefs, apart=False))
    rows = rows[:: max(1, len(rows) // most)][:most]
    articles = list(told(tracked(rows, "articles lus")))
    parts: dict[str, Callable[[Tables], Tables]] = {
        "words": lambda t: fit_words(articles, t, _watch("mots"), tell),
        "pairs": lambda t: fit_pairs(articles[:PAIRED], t, _watch("paires"), tell),
        "weights": lambda t: fit_weights(articles[-WEIGHED:], t, _watch("choix"), place.run.seed),
    }
    tables = vocabulary(articles)
    for name, fit in parts.items():
        path = place[f"abstracts/{name}.npz"]
        if again or not path.exists():
            beside = path.with_name(f"part-{path.name}")
            save(fit(tables), beside)
            beside.replace(path)
            again = True  # what comes after rests on it
        tables = load(path)
    shutil.copy(path, out)
    seconds = round(time.time() - start)
    place.record("abstracts", digest([data.corpus]), articles=len(articles), seconds=seconds)
    tell(f"abstracts : {len(articles)} articles, {out}, en {seconds} s")
