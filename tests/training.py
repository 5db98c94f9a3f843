"""The training commands, run within the process of a test."""

import sys

from finetune.__main__ import main


def command(*words: str) -> int:
    """The exit code of `python -m finetune`."""
    before, sys.argv = sys.argv, ["finetune", *words]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.argv = before
    return 0
