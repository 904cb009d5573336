"""`python -m sandbox` is `kruzhok demo`."""

import sys

from office.app import app

if __name__ == "__main__":
    app(["demo", *sys.argv[1:]])
