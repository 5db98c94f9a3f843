"""The model card of a run: what it was made of, what it scores, what it gets wrong, from the run's own files."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from finetune import headings
from finetune.evaluate import table
from finetune.runs import Place
from finetune.scoring import FIELDS

Row = Mapping[str, Any]
TEMPLATE = Path(__file__).with_name("card.md")
_UNKNOWN = "not recorded in this run"
# A confusion is worth a line from so many cases on.
_OFTEN = 3


def card(place: Place[Any], pictures: str) -> str:
    """The card as Markdown; `pictures` is the path from it to the run's folder."""
    (evaluation,) = place.need(["evaluation.json"], "evaluate")
    found = json.loads(evaluation.read_text(encoding="utf-8"))
    parts = {
        "name": found["model"]["name"], "version": found["model"]["version"], "digest": found["model"]["digest"],
        "architecture": _table(_architecture(place)), "data": "\n".join(_data(place)),
        "making": _table(_making(place)), "fields": table(found["figures"]), "briefs": found["briefs"],
        "summaries": headings.markdown(found["summaries"]) if found["summaries"] else "Not measured in this run.",
        "ablation": table(found["ablation"]) if found["ablation"] else "Not measured in this run.",
        "learning": _learning(found), "faults": "\n".join(_faults(found)), "pictures": pictures,
    }  # fmt: skip
    text = TEMPLATE.read_text(encoding="utf-8")
    for key, value in parts.items():
        text = text.replace("{" + key + "}", value)
    return text


def _table(rows: Mapping[str, str]) -> str:
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())])


def _architecture(place: Place[Any]) -> dict[str, str]:
    shape = getattr(place.run, "shape", None)
    if shape is None:
        return {"checkpoint": str(getattr(place.run, "checkpoint", _UNKNOWN))}
    return {
        "encoder": f"{shape.convolutions} gated convolutions, {shape.attentions} layers of attention with distance, "
        f"width {shape.width}",
        "decoder": f"{shape.decoder_layers} layers, pieces and pointers in one choice",
        "heads": "one for units, one for the article; a sparse half (logistic regressions over the finders' cues and "
        "the words around) is added to what the encoder says",
        "pieces": f"{shape.vocabulary}, unigram; people's names are hidden from it",
        "runtime": "ONNX Runtime, eight bits, no torch",
    }  # fmt: skip


def _data(place: Place[Any]) -> Iterator[str]:
    """Where the texts come from, and how many there were."""
    data, prepared = place.run.data, place.recorded("prepare")
    trained = place.recorded("train") or place.recorded("refit")
    yield f"- {prepared.get('articles', _UNKNOWN)} news articles of OrangeSum (CC BY-SA 4.0), no copies"
    yield f"- {trained.get('gold', _UNKNOWN)} gold briefs ({', '.join(data.train)} and what the project ships)"
    yield f"- {trained.get('silver', _UNKNOWN)} court articles with the sparse half's opinion"
    yield f"- none of the articles of `{data.dev}`, by number or by the letters of their text (a test proves it)"


def _making(place: Place[Any]) -> dict[str, str]:
    """Seed, digests and versions, from the steps' records."""
    out = {"seed": str(place.run.seed)}
    for step in ("prepare", "tokenise", "pretrain", "train", "refit", "abstracts", "export"):
        record = place.recorded(step)
        if record:
            seconds = f", {record['seconds'] / 60:.0f} min" if "seconds" in record else ""
            out[step] = f"{record['finished'][:10]}{seconds}, read `{record['data']}`"
            out["versions"] = ", ".join(f"{k} {v}" for k, v in record["versions"].items())
    return out if len(out) > 1 else {**out, "steps": _UNKNOWN}


def _learning(found: Row) -> str:
    points = found["learning"]
    if not points:
        return "Not measured in this run."
    head = ["gold briefs", "brief", *FIELDS]
    rows = [[str(p["briefs"]), *(f"{p[k]:.3f}" for k in head[1:])] for p in points]
    return "\n".join("| " + " | ".join(r) + " |" for r in [head, ["---"] * len(head), *rows])


def _faults(found: Row) -> Iterator[str]:
    """The weakest fields, then what is most often taken for something else."""
    product = found["figures"]["product"]
    weakest = sorted(FIELDS, key=lambda name: product[name])[:3]
    yield "- weakest fields: " + ", ".join(f"{name} {product[name]:.2f}" for name in weakest)
    for name, one in found["confusions"].items():
        wrong = [c for c in one["counts"] if c["gold"] != c["given"] and c["count"] >= _OFTEN][:3]
        told = "; ".join(f"{c['gold']} → {c['given']} ({c['count']})" for c in wrong)
        yield f"- {name}: right {one['right']:.0%} of what was found" + (f"; most often {told}" if told else "")
