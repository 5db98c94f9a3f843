"""`summarise translate`: a text, or lines of JSON, put into English. A bad line costs only itself."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarise.errors import BadEncoding, BadOption, BadRecord, FileProblem, OutputProblem, SummariseError, WorkerError
from summarise.settings import Settings
from summarise.sources.gate import check_french
from summarise.sources.reading import from_text, read
from summarise.translate.english import Rendered, Translation, Translator
from summarise.translate.loading import load_translator


def text(where: str, settings: Settings) -> tuple[str, list[str]]:
    """The English of a file, an address or standard input as a person reads it, and its warnings."""
    found = read(where, settings)
    check_french(found.text, settings.limits)
    translation = load_translator(settings).text(found.text, date=found.date)
    return _for_reader(translation), translation.warnings


def _for_reader(translation: Translation) -> str:
    """Each sentence; beside one that nothing vouches for stands the French."""
    out = ""
    for k, one in enumerate(translation.sentences):
        out += _beside(one) + ("\n" if k in translation.breaks else " ")
    return out.rstrip() + "\n"


def _beside(one: Rendered) -> str:
    return one.english if one.sure else f"{one.shown} [fr : « {one.french.strip(' «»')} »]"


def lines(source: Path, out: Path, settings: Settings) -> tuple[int, int]:
    """Translate each {"id", "text"} of `source` into {"id", "en", "warnings"} of `out`: how many, how many failed."""
    if source.suffix.lower() not in (".jsonl", ".ndjson"):
        raise BadOption("Avec SORTIE, l'entrée est un fichier .jsonl", 'donnez-lui des lignes {"id", "text"}.')
    if not source.is_file():
        raise FileProblem(f"Le fichier « {source} » n'existe pas", "vérifiez son nom et son dossier.")
    if out.exists() and out.samefile(source):
        raise OutputProblem("La sortie est le fichier d'entrée", "donnez un autre nom de sortie.")
    translator = load_translator(settings)
    done = failed = 0
    try:
        file = out.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputProblem(f"« {out} » ne peut être écrit", "vérifiez le dossier et ses droits.") from error
    with file:
        for record in _outcomes(source, translator, settings):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            done, failed = done + 1, failed + ("error" in record)
    return done, failed


def _outcomes(source: Path, translator: Translator, settings: Settings) -> Iterator[dict[str, Any]]:
    with source.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if raw.strip():
                yield _outcome(raw, number, translator, settings)


def _outcome(raw: bytes, number: int, translator: Translator, settings: Settings) -> dict[str, Any]:
    """The record of one line: its English, or why it has none. The message never holds the text."""
    id: Any = f"ligne-{number}"
    try:
        row = _row(raw, number)
        id = row.get("id", id)
        given = row.get("text")
        if not isinstance(given, str):
            raise BadRecord(f"Le champ « text » manque à la ligne {number}", "ajoutez-le.")
        french = from_text(given).text
        check_french(french, settings.limits)
        translation = translator.text(french)
        return {"id": id, "en": translation.english, "warnings": translation.warnings}
    except SummariseError as error:
        return {"id": id, "error": {"code": error.code, "message": error.message}}
    except Exception as error:  # one outcome for each line, whatever happens
        problem = WorkerError(f"Erreur interne ({type(error).__name__})", "signalez cette ligne.")
        return {"id": id, "error": {"code": problem.code, "message": problem.message}}


def _row(raw: bytes, number: int) -> dict[str, Any]:
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadEncoding(f"La ligne {number} n'est pas en UTF-8", "enregistrez le fichier en UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"La ligne {number} n'est pas du JSON valable", "corrigez cette ligne.") from error
    if not isinstance(row, dict):
        raise BadRecord(f"La ligne {number} n'est pas un objet JSON", "corrigez cette ligne.")
    return row
