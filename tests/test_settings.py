from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from summarise.errors import SettingsError
from summarise.settings import Settings, load, parse


def test_defaults() -> None:
    settings = Settings()
    assert settings.model is None
    assert settings.limits.web_max_chars == 20_000
    assert settings.limits.max_bytes == 5_000_000
    assert not settings.fetch.allow_private


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"thread": 2}, "« threads »"),
        ({"limits": {"max_char": 2}}, "« max_chars »"),
        ({"fetch": {"allow_privat": True}}, "« allow_private »"),
        ({"zzz": 1}, "les clés possibles sont model, threads"),
        ({"threads": 0}, "« threads »"),
        ({"threads": "beaucoup"}, "« threads »"),
        ({"limits": 3}, "« limits »"),
        (["threads"], "une ligne « clé: valeur »"),
        ("texte", "une ligne « clé: valeur »"),
        ({"thread": 0, "threads": 0}, "« threads »"),
    ],
)
def test_a_wrong_setting_is_refused_with_the_nearest_right_one(data: Any, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(data)
    assert said in caught.value.message


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text("threads: 3\nlimits:\n  max_chars: 900\n", encoding="utf-8")
    settings = load(path)
    assert (settings.threads, settings.limits.max_chars, settings.limits.min_words) == (3, 900, 20)


@pytest.mark.parametrize("text", ["threads: [1", "a: b: c", "\tx"])
def test_broken_yaml_names_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="ligne"):
        load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"rien\.yaml"):
        load(tmp_path / "rien.yaml")


def test_an_empty_file_and_no_file_give_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.touch()
    assert load(path) == load(None) == Settings()


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError):
        setattr(Settings(), "threads", 9)  # noqa: B010 - mypy would refuse it too
