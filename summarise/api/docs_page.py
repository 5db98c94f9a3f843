"""The documentation as one page. The usual viewers load their script from elsewhere, and newsrooms are offline too."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 2.5rem } code, pre { font: 0.875rem/1.5 ui-monospace, monospace }
pre { overflow: auto; padding: 1rem; border: 1px solid #8886; border-radius: 6px }
.method { font-weight: 700; margin-right: .5em } table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8884 }
"""


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def _name(schema: dict[str, Any]) -> str:
    """What a schema is called, with a link where it has a section."""
    if "$ref" in schema:
        name = escape(str(schema["$ref"]).rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " | ".join(_name(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_name(schema.get('items', {}))}]"
    if "enum" in schema or "const" in schema:
        return escape(" | ".join(json.dumps(v, ensure_ascii=False) for v in schema.get("enum", [schema.get("const")])))
    return escape(str(schema.get("format") or schema.get("type") or "…"))


def _fields(schema: dict[str, Any]) -> str:
    required = set(schema.get("required", ()))
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code>{' *' if name in required else ''}</td><td>{_name(field)}</td>"
        f"<td>{escape(str(field.get('description', '')))}</td></tr>"
        for name, field in schema.get("properties", {}).items()
    )
    return f"<table><tr><th>Champ</th><th>Type</th><th></th></tr>{rows}</table>" if rows else ""


def _curl(method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]) -> str:
    line = f"curl -X {method} http://127.0.0.1:8000{path}"
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    found = schemas.get(str(body.get("$ref", "")).rpartition("/")[2], {}).get("examples")
    if found:
        text = json.dumps(found[0], ensure_ascii=False, indent=2).replace("'", "’")
        line += f" -H 'Content-Type: application/json' -d '{text}'"
    return f"<pre>{escape(line)}</pre>"


def _operations(document: dict[str, Any]) -> Iterator[str]:
    schemas = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            title = f'<span class="method">{method.upper()}</span><code>{escape(path)}</code>'
            answers = "".join(
                f"<tr><td>{status}</td><td>{escape(answer.get('description', ''))}</td>"
                f"<td>{', '.join(_name(c.get('schema', {})) for c in answer.get('content', {}).values())}</td></tr>"
                for status, answer in operation["responses"].items()
            )
            yield (
                f"<section><h2>{title}</h2>{_paragraphs(operation.get('description', ''))}"
                f"{_curl(method.upper(), path, operation, schemas)}<table>{answers}</table></section>"
            )


def page(document: dict[str, Any]) -> str:
    """The page of an OpenAPI document."""
    info = document["info"]
    shapes = "".join(
        f'<section><h2 id="{escape(name)}">{escape(name)}</h2>{_paragraphs(schema.get("description", ""))}'
        f"{_fields(schema)}</section>"
        for name, schema in document["components"]["schemas"].items()
    )
    title = escape(f"{info['title']} {info['version']}")
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        f"<h1>{title}</h1>{_paragraphs(info.get('description', ''))}"
        '<p><a href="/openapi.json">openapi.json</a></p>'
        f"{''.join(_operations(document))}<h1>Formes</h1>{shapes}</body></html>"
    )
