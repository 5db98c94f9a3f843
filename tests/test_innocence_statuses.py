"""When a status says more against somebody than the gold brief does."""

import pytest

from finetune.statuses import is_later, pairs


@pytest.mark.parametrize(
    ("told", "gold", "later"),
    [
        ("mis_en_examen", "suspect", True),
        ("suspect", "mis_en_examen", False),
        ("condamne", "prevenu", True),
        ("condamne", "accuse", True),
        ("prevenu", "accuse", False),
        ("condamne", "relaxe", True),
        ("prevenu", "relaxe", False),
        ("prevenu", "non_lieu", True),
        ("relaxe", "condamne", False),
        ("garde_a_vue", "autre", True),
        ("suspect", "autre", False),
        ("defendeur", "autre", False),
        ("condamne", "condamne", False),
    ],
)
def test_later(told: str, gold: str, later: bool) -> None:
    assert is_later(told, gold) is later


class _ByName:
    """Pairs people by their words alone."""

    @staticmethod
    def same_person(gold: dict[str, str], told: dict[str, str]) -> bool:
        return gold["text"] == told["text"]


def test_people_are_paired_once() -> None:
    gold = {"defendants": [{"text": "a", "status": "suspect"}, {"text": "b", "status": "prevenu"}]}
    told = [{"text": "b", "status": "condamne"}, {"text": "b", "status": "suspect"}]
    assert list(pairs(_ByName, gold, told)) == [("condamne", "prevenu")]  # type: ignore[arg-type]
