"""The command line with a small stand-in for the model: `python fake_cli.py brief …`."""

import sys
from typing import Any

from fakes import DOCUMENT, FakeDecider, full_brief, load_fake

from summarise import cli
from summarise.pipeline import Condenser
from summarise.settings import Settings


def _load(settings: Settings) -> Any:
    return Condenser(FakeDecider(full_brief()), settings) if "brief" in sys.argv else load_fake()


if __name__ == "__main__":
    assert DOCUMENT.id
    Condenser.load = _load  # type: ignore[method-assign]
    sys.exit(cli.run())
