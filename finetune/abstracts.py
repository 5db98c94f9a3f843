"""Learns from articles and their abstracts what a summary keeps: the tables of `summarise.brief.extract`."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn

from finetune.corpus import Row
from finetune.rouge import rouge
from summarise.brief.extract.choose import choices, features, field
from summarise.brief.extract.hopes import Ints, lexis, pairs, word_hopes, word_rows
from summarise.brief.extract.passages import Passage, Words, folded_words, passages
from summarise.brief.extract.tables import Floats, Layer, Tables
from summarise.records import Document
from summarise.text.source import Source

SEEN = 25  # words in fewer of 12 000 articles share one row: 12 000 words remain, and the file stays under 300 kB
HIDDEN = {"words": 24, "pairs": 16}
EPOCHS, RATE, BATCH = 3, 3e-3, 8192
DECAY = 1e-7  # of what each word brings by itself
CHOICES = 24  # of an article, drawn at random
RIDGE = 10.0
UNKNOWN = 1.0  # the rarity of a word that is not in the tables


@dataclass(frozen=True)
class Told:
    """An article's passages and its abstract."""

    wholes: list[Passage]
    abstract: Words


Watch = Callable[[Sequence[Told]], Iterable[Told]]


def told(rows: Iterable[Row]) -> Iterator[Told]:
    """The articles of `rows`, read alone: without their title and heading."""
    for row in rows:
        wholes = passages(Source(Document(article=row["article"])))
        if wholes:
            yield Told(wholes, folded_words(row["heading"]))


def vocabulary(articles: Sequence[Told]) -> Tables:
    """Tables that know how rare each frequent word is, and nothing else."""
    seen = Counter(word for a in articles for word in {w for p in a.wholes for w in p.words})
    words = [w for w, n in seen.most_common() if n >= max(2, SEEN * len(articles) / 12_000)]
    rarity = [UNKNOWN, *(np.log(len(articles) / seen[w]) / 10 for w in words)]
    none = np.zeros(len(words) + 1, np.float32)
    layer = Layer(*(np.zeros(0, np.float32),) * 3)
    index = {w: k for k, w in enumerate(words, 1)}
    return Tables(index, np.array(rarity, np.float32), none, none, none, none, layer, layer, np.zeros(0, np.float32))


class _Odds(nn.Module):
    """A hidden layer over what is seen, and what each of two words brings; number `words` brings nothing."""

    def __init__(self, size: int, hidden: int, words: int) -> None:
        super().__init__()
        self.inner, self.outer = nn.Linear(size, hidden), nn.Linear(hidden, 1)
        self.first, self.second = (nn.Embedding(words + 1, 1, padding_idx=words) for _ in range(2))
        for table in (self.first, self.second):
            nn.init.zeros_(table.weight)

    def forward(self, rows: Tensor, numbers: Tensor) -> Tensor:
        own = self.first(numbers[:, 0]) + self.second(numbers[:, 1])
        out: Tensor = (self.outer(torch.tanh(self.inner(rows))) + own)[:, 0]
        return out

    def layer(self) -> Layer:
        """As it ships: without its constant."""
        inner, outer = self.inner, self.outer
        values = (inner.weight.T, inner.bias, outer.weight[0])
        return Layer(*(np.ascontiguousarray(v.detach().numpy()) for v in values))

    def columns(self) -> tuple[Floats, Floats, float]:
        """What each word brings in either place, and the constant."""
        first, second = (t.weight.detach().numpy()[:-1, 0] for t in (self.first, self.second))
        return first, second, float(self.outer.bias.detach())


@dataclass
class _Rows:
    """What is learnt from: rows, the numbers of their words, whether the abstract has them."""

    rows: list[Floats]
    numbers: list[Ints]
    held: list[list[bool]]

    def fit(self, hidden: int, words: int, tell: Callable[[str], None]) -> _Odds:
        """Logistic regression with a hidden layer."""
        x = torch.from_numpy(np.concatenate(self.rows))
        numbers = torch.from_numpy(np.concatenate(self.numbers))
        y = torch.tensor([h for held in self.held for h in held], dtype=torch.float32)
        network = _Odds(x.shape[1], hidden, words)
        optimiser = torch.optim.Adam(network.parameters(), lr=RATE)
        for epoch in range(EPOCHS):
            for group in optimiser.param_groups:
                group["lr"] = RATE * (1 - epoch / EPOCHS)
            total = 0.0
            for at in torch.split(torch.randperm(len(y)), BATCH):
                loss = nn.functional.binary_cross_entropy_with_logits(network(x[at], numbers[at]), y[at])
                drawn = (network.first.weight**2).sum() + (network.second.weight**2).sum()
                optimiser.zero_grad()
                (loss + DECAY * drawn).backward()  # type: ignore[no-untyped-call]
                optimiser.step()
                total += loss.item() * len(at)
            tell(f"{len(y)} lignes, passage {epoch + 1} : {total / len(y):.4f}")
        return network


def fit_words(articles: Sequence[Told], tables: Tables, watch: Watch, tell: Callable[[str], None]) -> Tables:
    """`tables` with how likely a word of an article is to stand in its abstract."""
    out, nobody = _Rows([], [], []), len(tables.index) + 1
    for article in watch(articles):
        seen = lexis(article.wholes, tables)
        rows, which, nth = word_rows(seen)
        wanted = Counter(article.abstract)
        words = list(seen.here)
        out.rows.append(rows)
        known = seen.known[which]
        out.numbers.append(np.stack([np.where(nth > 0, nobody, known), np.where(nth > 0, known, nobody)], 1))
        out.held.append([wanted[words[k]] > n for k, n in zip(which.tolist(), nth.tolist(), strict=True)])
    network = out.fit(HIDDEN["words"], nobody, tell)
    once, again, constant = network.columns()
    return replace(tables, words=network.layer(), once=once + constant, again=again + constant)


def fit_pairs(articles: Sequence[Told], tables: Tables, watch: Watch, tell: Callable[[str], None]) -> Tables:
    """`tables` with how likely two neighbours of an article are to stand in its abstract."""
    out = _Rows([], [], [])
    for article in watch(articles):
        seen = lexis(article.wholes, tables)
        found = pairs(article.wholes, seen, word_hopes(seen, tables)[:, 0], tables)
        words = list(seen.here)
        wanted = set(zip(article.abstract, article.abstract[1:], strict=False))
        out.rows.append(found.rows)
        out.numbers.append(seen.known[np.array(list(found.here), np.intp).reshape(-1, 2)])
        out.held.append([(words[a], words[b]) in wanted for a, b in found.here])
    network = out.fit(HIDDEN["pairs"], len(tables.index) + 1, tell)
    left, right, constant = network.columns()
    return replace(tables, pairs=network.layer(), left=left + constant, right=right)


def fit_weights(articles: Sequence[Told], tables: Tables, watch: Watch, seed: int) -> Tables:
    """`tables` with what each figure of a choice is worth: ridge regression of ROUGE-1 + 2 + L within articles."""
    rng = random.Random(seed)
    gram, moment = 0.0, 0.0
    for article in watch(articles):
        found = field(article.wholes, tables)
        every = choices(found)
        drawn = rng.sample(every, min(CHOICES, len(every)))
        rows = features(found, drawn).astype(float)
        texts = [[w for k in chosen for w in found.passages[k].words] for chosen in drawn]
        worth = np.array([sum(rouge(article.abstract, text)) for text in texts])
        rows, worth = rows - rows.mean(0), worth - worth.mean()
        gram, moment = gram + rows.T @ rows, moment + rows.T @ worth
    weights = np.linalg.solve(gram + RIDGE * np.eye(len(np.atleast_1d(moment))), moment)
    return replace(tables, weights=weights.astype(np.float32))
