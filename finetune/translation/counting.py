"""The step that makes the table of phrases: pairs in words, aligned both ways, counted, written."""

import itertools
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from finetune.progress import tell
from finetune.translation.pairs import Pair, made_ready, read_pairs
from finetune.translation.phrases import OWN, Aligned, Links, moved, moving, placed, save, symmetric
from finetune.translation.settings import Corpus, Run
from finetune.translation.steps import masked_own, plain_own
from summarise.translate import tokens

_LONGEST = 32  # words of a general pair: longer ones teach few new phrases and take most of the time
_MOST = 280_000  # general pairs
_OWN_LONGEST = 50


def count(run: Run, out: Path) -> None:
    """Reads the pairs of a run, aligns their words, writes `out`."""
    own = [*masked_own(run), *plain_own(run)]
    drawn = list(itertools.chain.from_iterable(_drawn(c, run.seed) for c in run.pairs))
    general = list(made_ready(random.Random(run.seed).sample(drawn, min(_MOST, len(drawn))), run.seed))
    rows = [*_in_words(own, _OWN_LONGEST, OWN), *_in_words(general, _LONGEST, 1)]
    tell(f"{len(rows)} paires, dont {len(own)} de notre domaine")
    pairs = list(_aligned(rows))
    movers = moving(pairs)
    save([moved(pair, movers) for pair in pairs], movers, out)
    tell(f"{out} : {out.stat().st_size / 1e6:.1f} Mo")


def _drawn(corpus: Corpus, seed: int) -> Sequence[Pair]:
    pairs = list(read_pairs(corpus.path))
    many = len(pairs) if corpus.most is None else min(corpus.most, len(pairs))
    return random.Random(seed).sample(pairs, many)


def _in_words(pairs: Sequence[Pair], longest: int, weight: int) -> Iterator[Aligned]:
    for french, english in pairs:
        sides = tokens.french(french), tokens.english(english)
        if all(0 < len(side) <= longest for side in sides):
            yield Aligned(*sides, set(), weight)


def _aligned(rows: Sequence[Aligned]) -> Iterator[Aligned]:
    """Each pair with its links (eflomal, one sampler: three take three times as long for one word in a hundred)."""
    import eflomal  # noqa: PLC0415 - only this step needs it, and it compiles C

    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        for name, sides in (("fr", (row.french for row in rows)), ("en", (row.english for row in rows))):
            lines = (" ".join(w.lower() for w in words) for words in sides)
            (at / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        with (at / "fr").open(encoding="utf-8") as french, (at / "en").open(encoding="utf-8") as english:
            eflomal.Aligner(n_samplers=1).align(
                french, english, links_filename_fwd=str(at / "forward"), links_filename_rev=str(at / "backward")
            )
        for row, one, other in zip(rows, _links(at / "forward"), _links(at / "backward"), strict=True):
            yield row._replace(links=placed(row.french, row.english, symmetric(one, other)))


def _links(path: Path) -> Iterator[Links]:
    with path.open(encoding="ascii") as lines:
        for line in lines:
            sides = (link.split("-") for link in line.split())
            yield {(int(a), int(b)) for a, b in sides}
