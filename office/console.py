"""How the command line speaks: one answer on stdout, one line on stderr when something is wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

BAD_INPUT = 2

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


class Refused(typer.TyperException):
    """Something the command will not do, in one sentence; it ends with exit status 2."""

    exit_code = BAD_INPUT


class OneLineGroup(TyperGroup):
    """Commands whose errors are one line each, also those of the command line itself."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> NoReturn:  # noqa: ANN401
        """Run one command and leave with its exit status; without any, explain what there is."""
        given = sys.argv[1:] if args is None else list(args)
        named = {"prog_name": "kruzhok", **named, "standalone_mode": False}
        try:
            status = super().main(given or ["--help"], *rest, **named)
        except typer.TyperException as error:
            complain(error.format_message(), status=error.exit_code)
        except typer.Abort:
            complain("stopped", status=1)
        sys.exit(status if isinstance(status, int) else 0)


def complain(sentence: str, *, status: int = BAD_INPUT) -> NoReturn:
    """Say what is wrong in one line and leave."""
    line = " ".join(sentence.split())
    typer.echo(f"kruzhok: {line}", err=True)
    sys.exit(status)


def answer(document: Mapping[str, object], text: str, *, as_json: bool) -> None:
    """Print the one answer of a command, for programs or for people."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2) if as_json else text)
