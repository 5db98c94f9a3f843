"""The public shape of a brief, {"id", "brief"}, and its JSON Schema."""

from typing import Any

from summarise.records import Brief, Document, Record
from summarise.render.look import Look


class Result(Record):
    """The brief of one article, under the id that it came with."""

    id: str
    brief: Brief


def write_json(document: Document, brief: Brief, look: Look) -> str:  # noqa: ARG001 - one shape for all writers
    """The public shape, indented."""
    return Result(id=document.id, brief=brief).model_dump_json(indent=2) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `write_json` writes."""
    body = Result.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}
