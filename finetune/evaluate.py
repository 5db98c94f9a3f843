"""What the product, its parts and plain baselines score on gold briefs that nothing was trained on."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from finetune.bootstrap import field_intervals
from finetune.examples import Example, load_examples
from finetune.progress import tracked
from finetune.scoring import FIELDS, load_scorer, score
from summarise.brief.build import fields
from summarise.mentions.base import Kind
from summarise.pipeline import decider
from summarise.seq2seq.draft import Draft, decide
from summarise.seq2seq.model import Model, State
from summarise.seq2seq.odds import odds
from summarise.seq2seq.prior import prior

Row = dict[str, Any]
System = Callable[[Example], Row]
_MATTERS = (
    ("administratif", re.compile(r"tribunal administratif|Conseil d'[EÉ]tat")),
    ("civil", re.compile(r"tribunal de grande instance|tribunal judiciaire|assign")),
)
_STAGES = (
    ("cassation", r"Cour de cassation"),
    ("jugement", r"\bcondamn|\brelax|\bacquitt"),
    ("proces", r"\bprocès|\bjugée?s?\b|comparai"),
    ("mise_en_examen", r"mis(?:e|es)? en examen|écrou"),
    ("garde_a_vue", r"gardes? à vue|interpell"),
)


def lead(example: Example) -> Row:
    """The article's first two sentences, and no field."""
    source = example.reading.source
    body = source.view.from_raw(len(source.document.title), 0)[0]
    first = [source.span(*s).text for s in source.sentences if s[0] >= body]
    return {"relevant": True, "summary_fr": " ".join(first[:2])}


def _guessed_stage(text: str) -> str:
    """The furthest stage that the headline's words name, else an inquiry."""
    return next((stage for stage, words in _STAGES if re.search(words, text)), "enquete")


def by_rules(example: Example) -> Row:
    """The brief that the finders' guesses alone would make."""
    reading = example.reading
    roles: dict[int, str] = {}
    for i, unit in enumerate(reading.units):
        guesses = [g for k in unit.mentions if (g := reading.mentions[k].guess) != "none"]
        known = {"defendant", "victim", "prosecutor"} if unit.kind is Kind.PERSON else set(guesses)
        if guesses and guesses[0] in known:
            roles[i] = guesses[0]
    cues = {i: [c for k in u.mentions for c in reading.mentions[k].cues] for i, u in enumerate(reading.units)}
    status = {i: next((c[7:] for c in cues[i] if c.startswith("status:")), "suspect") for i in roles}
    source = reading.source
    head = source.plain[: source.body_start + 400]
    matter = next((m for m, words in _MATTERS if words.search(head)), "penal")
    pursued = {i: s for i, s in status.items() if roles[i] == "defendant"}
    draft = Draft(True, matter, _guessed_stage(head), roles, pursued, {})
    return fields(source, reading.mentions, reading.units, draft)


def by_sparse_half(model: Model) -> System:
    """The heads without the encoder."""

    def one(example: Example) -> Row:
        reading = example.reading
        draft = decide(reading.units, odds(reading, *prior(reading, model.tables)), model.thresholds, model.agreement)
        return fields(reading.source, reading.mentions, reading.units, draft)

    return one


def by_heads(model: Model) -> System:
    """Heads as they are: no checks, no texts."""

    def one(example: Example) -> Row:
        state = model.read(example.reading.source)
        return fields(state.reading.source, state.reading.mentions, state.reading.units, model.draft(state))

    return one


def by_model(model: Model) -> System:
    """Heads and decoder as they are: no checks, no composition, the decoder's own words."""

    def one(example: Example) -> Row:
        state = model.read(example.reading.source)
        made = fields(state.reading.source, state.reading.mentions, state.reading.units, model.draft(state))
        return {**made, "summary_fr": written(model, state)}

    return one


def written(model: Model, state: State) -> str:
    """The decoder's own summary, greedy."""
    return model.write(state, "<body>")


def by_product(model: Model) -> System:
    """What users get."""
    condense = decider(model)
    return lambda example: dict(json.loads(condense(example.reading.source).model_dump_json()))


def table(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """Markdown, one line a system; an interval under a figure where there is one."""
    extra = ("irrelevant_caught", "grounded", "invented", "rouge1")
    head = ["system", "brief", *FIELDS, *extra]
    rows = [[name, *(_cell(row, k) for k in head[1:])] for name, row in figures.items()]
    return "\n".join("| " + " | ".join(r) + " |" for r in [head, ["---"] * len(head), *rows])


def _cell(row: Mapping[str, Any], key: str) -> str:
    """A figure with its interval, if there is one."""
    between = row.get("intervals", {}).get(key)
    return f"{row.get(key, 0):.3f}" + (f" ({between[0]:.2f}–{between[1]:.2f})" if between else "")


def systems(model: Model) -> dict[str, System]:
    """What is compared, by name."""
    return {
        "lead sentences": lead,
        "rules alone": by_rules,
        "sparse heads alone": by_sparse_half(model),
        "seq2seq alone": by_model(model),
        "product": by_product(model),
    }


def predict(examples: Sequence[Example], chosen: Mapping[str, System]) -> dict[str, dict[str, Row]]:
    """Each system's brief of each article, by id."""
    return {name: {e.gold["id"]: make(e) for e in tracked(examples, name)} for name, make in chosen.items()}


def figures(scorer: ModuleType, examples: Sequence[Example], predicted: Mapping[str, Row]) -> Row:
    """The scorer's figures with their intervals."""
    gold = [e.gold for e in examples]
    return {**score(scorer, examples, predicted), "intervals": field_intervals(scorer, gold, predicted)}


def evaluate(briefs: Path, folder: str, model: Model, names: Sequence[str] = ()) -> dict[str, Row]:
    """Each system's figures on the gold briefs of `briefs/folder`."""
    examples, scorer = load_examples(briefs / folder), load_scorer(briefs)
    chosen = {name: make for name, make in systems(model).items() if not names or name in names}
    return {name: figures(scorer, examples, made) for name, made in predict(examples, chosen).items()}
