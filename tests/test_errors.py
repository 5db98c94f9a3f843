import pickle
from collections.abc import Iterator

import pytest

from summarise import errors


def _tree(root: type[errors.SummariseError]) -> Iterator[type[errors.SummariseError]]:
    yield root
    for child in root.__subclasses__():
        yield from _tree(child)


ALL = list(_tree(errors.SummariseError))


def test_each_code_stands_for_one_error() -> None:
    codes = [kind.code for kind in ALL]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", ALL)
def test_an_error_survives_the_way_between_processes(kind: type[errors.SummariseError]) -> None:
    error = pickle.loads(pickle.dumps(kind("Cela ne va pas", "faites autrement.")))
    assert type(error) is kind
    assert error.message == "Cela ne va pas : faites autrement."


def test_a_message_is_one_line() -> None:
    assert "\n" not in errors.InputError("Une\nligne", "et\r\nune autre.").message


@pytest.mark.parametrize("kind", [errors.InputError, errors.SourceError, errors.SettingsError, errors.ModelError])
def test_every_error_ends_the_command_with_2(kind: type[errors.SummariseError]) -> None:
    assert kind("a", "b").exit_code == 2
