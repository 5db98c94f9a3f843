"""Learning what a summary keeps: on a made-up corpus, from nothing to tables that choose sentences."""

import json
from pathlib import Path

import pytest
import yaml

pytest.importorskip("torch")
import torch

from finetune.abstract_steps import learn
from finetune.corpus import fingerprint
from finetune.runs import Place
from finetune.settings import load
from finetune.validation import kept_apart, split
from summarise.brief.extract.choose import ranked
from summarise.brief.extract.passages import passages
from summarise.brief.extract.tables import load as load_tables
from summarise.records import Document
from summarise.text.source import Source

TOWNS = ("Brévans", "Lormoy", "Vertaizon", "Sauvigny", "Mercurol", "Clamart-sur-Loue")


def article(number: int) -> dict[str, str]:
    """The second sentence is what the abstract says."""
    town, visitors = TOWNS[number % len(TOWNS)], 1000 + 7 * number
    heading = (
        f"Le musée de {town} rouvrira samedi après trois ans de travaux et attend {visitors} visiteurs cette année."
    )
    text = (
        f"La pluie tombait mardi sur la place de la mairie, où passaient des enfants et leurs parents. {heading} "
        f"Un boulanger du quartier vend depuis longtemps des brioches aux promeneurs de {town} et des environs. "
        "Les autobus de la ligne neuf s'arrêtent devant la gare toutes les vingt minutes jusqu'au soir."
    )
    return {"id": str(number), "date": "2024-03-05", "title": f"À {town}", "heading": heading, "article": text}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:  # type: ignore[type-arg]
    folder = tmp_path_factory.mktemp("abstracts")
    rows = [article(k) for k in range(60)]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    gold = folder / "briefs" / "train"
    gold.mkdir(parents=True)
    (gold / "articles.jsonl").write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    config = folder / "jouet.yaml"
    data = {"corpus": str(folder / "corpus.jsonl"), "briefs": str(folder / "briefs")}
    config.write_text(yaml.safe_dump({"name": "jouet", "folder": str(folder / "run"), "threads": 1, "data": data}))
    made = Place(load(config))
    threads = torch.get_num_threads()
    learn(made, folder / "tables.npz", 50)
    torch.set_num_threads(threads)
    return made


def _out(place: Place) -> Path:  # type: ignore[type-arg]
    return Path(place.run.folder).parent / "tables.npz"


def test_articles_that_measure_teach_nothing(tmp_path: Path) -> None:
    rows = [article(k) for k in range(200)]
    learnt, apart = (list(split([*rows, rows[3]], tmp_path, apart=side)) for side in (False, True))
    assert len(learnt) + len(apart) == 200
    assert apart
    assert all(kept_apart(fingerprint(row["article"])) for row in apart)
    assert not any(kept_apart(fingerprint(row["article"])) for row in learnt)


def test_the_tables_choose_what_abstracts_say(place: Place) -> None:  # type: ignore[type-arg]
    tables = load_tables(_out(place))
    row = article(77)
    best = ranked(passages(Source(Document(article=row["article"]))), tables)[0]
    assert row["heading"] in [p.text for p in best]
    assert place.recorded("abstracts")["articles"] <= 50


def test_what_is_done_is_not_done_again(place: Place) -> None:  # type: ignore[type-arg]
    parts = [place[f"abstracts/{name}.npz"] for name in ("words", "pairs", "weights")]
    before = [p.stat().st_mtime_ns for p in parts]
    parts[2].unlink()
    learn(place, _out(place), 50)
    assert [p.stat().st_mtime_ns for p in parts][:2] == before[:2]
    assert parts[2].exists()
