"""OrangeSum from the Hugging Face hub, for who has no copy on the disk.

News of Orange Actu, 2011–2020, gathered by Kamal Eddine, Tixier and Vazirgiannis (arXiv:2010.12321). Whoever trains on
it answers for its licence: the hub's card states none, the authors' own repository CC BY-SA 4.0. Weights and figures
may be kept; the project ships none of its articles.
"""

from collections.abc import Iterable
from typing import Any

from finetune.corpus import HeldOut, Row, fingerprint
from finetune.progress import tell
from summarise.errors import FileProblem

# The hub runs no loading scripts any more; this branch holds what the dataset's script once made.
REVISION = "refs/convert/parquet"
LEARNT = ("train", "validation")


def _part(name: str, config: str) -> Any:
    """All splits of a configuration: `abstract` has text and abstract, `title` text and title."""
    import datasets  # noqa: PLC0415 - an extra, and slow to load

    try:
        return datasets.load_dataset(name, data_dir=config, revision=REVISION)
    except (OSError, ValueError) as error:  # the hub's own errors are among these
        raise FileProblem(
            f"Le corpus « {name} » ne peut être lu", "vérifiez le réseau, ou donnez un fichier dans data.corpus."
        ) from error


def fetch(name: str) -> list[Row]:
    """The articles of the learning splits, with title and abstract, none of them in the official test set."""
    tell(f"{name} : articles d'Orange Actu ; voyez leur licence (docs/training.md) avant de publier ce qui en vient.")
    abstracts, titles = _part(name, "abstract"), _part(name, "title")
    tests = [row for part in (abstracts, titles) for row in _rows(part.get("test", ()))]
    held = HeldOut(tests)
    headed = {fingerprint(row["text"]): row["summary"] for split in LEARNT for row in titles.get(split, ())}
    out = []
    for split in LEARNT:
        for k, row in enumerate(abstracts.get(split, ())):
            made = {"id": f"{split}-{k}", "date": None, "title": headed.get(fingerprint(row["text"]), "")}
            made |= {"heading": row["summary"], "article": row["text"]}
            if not held.holds({**made, "id": None}):
                out.append(made)
    return out


def _rows(split: Iterable[Any]) -> list[Row]:
    return [{"article": row["text"]} for row in split]
