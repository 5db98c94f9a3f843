"""The policy: which statuses, rules and identities are guarded, and by what article of law. Read from a YAML file."""

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from summarise.errors import SettingsError

DEFAULT = Path(__file__).with_name("policy.yaml")


class PolicyError(SettingsError):
    """The policy file cannot be used; the message says where and what would be right."""

    code = "policy"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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

    level: Literal["fault", "off"]
    why: str
    law: list[str]
    better: Better


class Identities(_Part):
    """By what identities are replaced."""

    minor: str
    victim: str
    school: str
    street: str
    parent: str
    law: list[str]


class Policy(_Part):
    """The whole policy. `load_policy()` reads and checks it."""

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
        _known(self.identities.law, self.law, "identities.law")
        return self

    def articles(self, rule: str) -> tuple[str, ...]:
        """The titles of the articles of law behind `rule`."""
        return tuple(self.law[key].title for key in self.rules[rule].law)


def _known(keys: list[str], table: dict[str, Law] | dict[str, StatusRule], where: str) -> None:
    for key in keys:
        if key not in table:
            near = get_close_matches(key, table, n=1)
            raise ValueError(f"{where}: {key!r} is unknown" + (f", did you mean {near[0]!r}?" if near else ""))


def _where(error: ValidationError) -> str:
    return " ; ".join(f"{'.'.join(map(str, e['loc'])) or 'le fichier'} ({_fault(e)})" for e in error.errors())


def _fault(error: ErrorDetails) -> str:
    """What is wrong with one entry; an unknown key names the nearest known one."""
    if error["type"] != "extra_forbidden":
        return error["msg"]
    names = [n for part in (Policy, Law, StatusRule, Rule, Better, Identities) for n in part.model_fields]
    near = get_close_matches(str(error["loc"][-1]), names, n=1)
    return "clé inconnue" + (f", vouliez-vous dire « {near[0]} » ?" if near else "")


def read_policy(path: Path) -> Policy:
    """The policy in `path`. Unknown keys, statuses and articles are refused with their place."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Policy.model_validate(data)
    except (yaml.YAMLError, OSError) as error:
        raise PolicyError(f"{path.name} est illisible ({error})", f"repartez du modèle {DEFAULT.name}.") from error
    except ValidationError as error:
        raise PolicyError(f"{path.name} est refusé", f"corrigez {_where(error)}.") from error


@cache
def load_policy(path: Path = DEFAULT) -> Policy:
    """The policy in `path` (the one shipped, unless told), read once."""
    return read_policy(path)
