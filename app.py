"""Starts the service, the page and the API: `python app.py [--host … --port … --require-key]`."""

import sys

from summarise.cli import run

if __name__ == "__main__":
    sys.exit(run(["serve", *sys.argv[1:]]))
