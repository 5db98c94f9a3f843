"""The policy: which statuses, rules and identities are guarded, and by what article of law. Read from a YAML file.

A newsroom's own file holds only what it changes: it lies over the shipped one, key by key. `adopt` makes it
the policy of the process.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from summarise.errors import SettingsError

DEFAULT = Path(__file__).with_name("policy.yaml")


class PolicyError(SettingsError):
    """The policy file cannot be used; the message says where and what would be right."""

    code = "policy"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _unquoted_off(value: Any) -> Any:
    """YAML reads a bare `off` as false."""
    return "off" if value is False else value


Level = Annotated[Literal["fault", "off"], BeforeValidator(_unquoted_off)]
Words = Annotated[str, Field(min_length=1)]


class Law(_Part):
    """An article of law and what it is about, in a line."""

    title: str
    resume: str


class StatusRule(_Part):
    """One status: its label, the statuses that it directly follows, and whether it states guilt or clears."""

    label: str
    after: list[str] = Field(default_factory=list)
    guilt: bool = False
    final: bool = False
    clears: bool = False


class Better(_Part):
    """A better wording in each language; `{verb}` and `{words}` stand for what was found."""

    fr: str
    en: str


class Rule(_Part):
    """One rule of the linter."""

    level: Level
    why: str
    law: list[str]
    better: Better


class Identities(_Part):
    """By what identities are replaced."""

    minor: Words
    victim: Words
    school: Words
    street: Words
    parent: Words
    law: list[str]


class Policy(_Part):
    """The whole policy. `load_policy()` gives the one in force."""

    version: Literal[1]
    law: dict[str, Law]
    statuses: dict[str, StatusRule]
    appeal_warning: str
    later_ruling_warning: str
    rules: dict[str, Rule]
    presumption_tolerated: list[str] = Field(default_factory=list)
    identities: Identities

    @model_validator(mode="after")
    def _references_exist(self) -> "Policy":
        for name, status in self.statuses.items():
            _known(status.after, self.statuses, f"statuses.{name}.after")
        for name, rule in self.rules.items():
            _known(rule.law, self.law, f"rules.{name}.law")
            _placeholders(rule.better.fr + rule.better.en, {"verb", "words"}, f"rules.{name}.better")
        _known(self.identities.law, self.law, "identities.law")
        _placeholders(self.later_ruling_warning, {"status", "date"}, "later_ruling_warning")
        for name in self.statuses:
            self._comes_to_an_end(name, ())
        return self

    def _comes_to_an_end(self, name: str, before: tuple[str, ...]) -> None:
        if name in before:
            raise ValueError(f"statuses.{name}.after : le statut finit par se suivre lui-même")
        for earlier in self.statuses[name].after:
            self._comes_to_an_end(earlier, (*before, name))

    def articles(self, rule: str) -> tuple[str, ...]:
        """The titles of the articles of law behind `rule`."""
        return tuple(self.law[key].title for key in self.rules[rule].law)


def _known(keys: list[str], table: Mapping[str, object], where: str) -> None:
    for key in keys:
        if key not in table:
            near = get_close_matches(key, table, n=1)
            hint = f", vouliez-vous dire « {near[0]} » ?" if near else ""
            raise ValueError(f"{where} : « {key} » n'est défini nulle part{hint}")


def _placeholders(text: str, allowed: set[str], where: str) -> None:
    """Refuses a template that could not be filled."""
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ValueError(f"{where} : une accolade n'est pas fermée") from error
    if names - allowed:
        raise ValueError(f"{where} : seuls {', '.join(f'{{{name}}}' for name in sorted(allowed))} sont remplacés")


_FAULTS = {
    "missing": "il manque",
    "literal_error": "doit être {expected}",
    "string_type": "doit être un texte",
    "string_too_short": "ne peut être vide",
    "list_type": "doit être une liste",
    "bool_type": "doit être true ou false",
    "bool_parsing": "doit être true ou false",
    "dict_type": "doit être une suite de clés",
    "model_type": "doit être une suite de clés",
}


def _fault(error: ErrorDetails) -> str:
    """What is wrong with one entry, for people; an unknown key names the nearest known one."""
    if error["type"] == "extra_forbidden":
        names = [n for part in (Policy, Law, StatusRule, Rule, Better, Identities) for n in part.model_fields]
        near = get_close_matches(str(error["loc"][-1]), names, n=1)
        return "clé inconnue" + (f", vouliez-vous dire « {near[0]} » ?" if near else "")
    expected = str(error.get("ctx", {}).get("expected", "")).replace(" or ", " ou ")
    return _FAULTS.get(error["type"], error["msg"].removeprefix("Value error, ")).replace("{expected}", expected)


def _where(error: ValidationError, text: str) -> str:
    """Each fault with its place: its keys, and its line when it stands in the file."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    told = []
    for one in error.errors():
        line = _line(root, one["loc"])
        place = ".".join(map(str, one["loc"])) + (f", ligne {line}" if line else "")
        told.append(f"{place.removeprefix(', ')} ({_fault(one)})" if one["loc"] else _fault(one))
    return " ; ".join(told)


def _line(node: Any, place: tuple[int | str, ...]) -> int | None:
    """The line on which the entry at `place` begins; None when it is not in the file but in the shipped one."""
    for key in place:
        if isinstance(node, yaml.MappingNode):
            inner = {name.value: (name, value) for name, value in node.value}
            if key not in inner:
                return None
            name, node = inner[key]
            line = name.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
        else:
            return None
    return line if place else None


def _over(base: Any, own: Any) -> Any:
    """`own` laid over `base`: keys one by one, anything else as a whole."""
    if not (isinstance(base, dict) and isinstance(own, dict)):
        return own
    return {**base, **{key: _over(base.get(key), value) for key, value in own.items()}}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(
            f"La politique {path} est illisible", "vérifiez son chemin et son encodage (UTF-8)."
        ) from error


def _base_for(own: dict[str, Any], path: Path) -> dict[str, Any]:
    """The shipped file's content; `own` may change its rules and statuses, which code knows by name, and add none."""
    base: dict[str, Any] = yaml.safe_load(_text(DEFAULT))
    for part in ("rules", "statuses"):
        given = own.get(part)
        for key in given if isinstance(given, dict) else ():
            if key not in base[part]:
                near = get_close_matches(str(key), base[part], n=1)
                hint = (
                    f"vouliez-vous dire « {near[0]} » ?"
                    if near
                    else f"les noms possibles sont {', '.join(base[part])}."
                )
                raise PolicyError(f"{path.name} est refusé, {part}.{key} n'existe pas", hint)
    return base


def read_policy(path: Path) -> Policy:
    """The shipped policy with what the file at `path` changes. What it may not say is refused with its place."""
    text = _text(path)
    try:
        own = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (ligne {mark.line + 1})" if mark else ""
        raise PolicyError(f"{path.name} est illisible : ce n'est pas du YAML{line}", "corrigez cette ligne.") from error
    if not isinstance(own, dict):
        raise PolicyError(f"{path.name} ne contient aucune clé", f"écrivez ce qui change, d'après {DEFAULT.name}.")
    try:
        return Policy.model_validate(own if path == DEFAULT else _over(_base_for(own, path), own))
    except ValidationError as error:
        raise PolicyError(f"{path.name} est refusé", f"corrigez {_where(error, text)}.") from error


@cache
def _shipped() -> Policy:
    return read_policy(DEFAULT)


class _InForce:
    """A newsroom's own policy, once adopted."""

    own: Policy | None = None


def adopt(path: Path | None) -> None:
    """Make the file at `path` the policy of this process; None goes back to the shipped one."""
    _InForce.own = None if path is None else read_policy(path)


def load_policy() -> Policy:
    """The policy in force: the newsroom's own when one was adopted, otherwise the shipped one."""
    return _InForce.own or _shipped()
