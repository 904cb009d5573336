"""`python -m sandbox` is `kruzhok demo`."""

import sys

from office.app import command_line

if __name__ == "__main__":
    command_line("demo")(["demo", *sys.argv[1:]])
