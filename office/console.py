"""How the command line speaks: one answer on stdout, one line on stderr when something is wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from office.mistyped import NoSuchCommand, mistyped
from office.said import say
from office.spool import pieces
from office.tongue import language

BAD_INPUT = 2
ROWS_REFUSED = 3

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
]
Page = Annotated[int, typer.Option("--page", min=1, max=1_000_000, help="Counted from 1.")]
Size = Annotated[int, typer.Option("--size", min=1, max=1000, help="Lines on a page.")]
PAGE_SIZE = 50
HELP = frozenset({"-h", "--help"})
_BELOW_ZERO = re.compile(r"-[\d.,]+", re.ASCII)


class Refused(typer.TyperException):
    """Something the command will not do, in one sentence; it ends with exit status 2."""

    exit_code = BAD_INPUT


class OneLineGroup(TyperGroup):
    """Commands whose errors are one line each, also those of the command line itself."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> NoReturn:  # noqa: ANN401
        """Run one command and leave with its exit status; without any, explain what there is."""
        given = sys.argv[1:] if args is None else list(args)
        if not all(_is_text(word) for word in given):
            complain(say("refused-not-text"))
        given = given or ["--help"]
        named = {"prog_name": "kruzhok", **named, "standalone_mode": False}
        try:
            shown = _explained(self, given)
            status = super(OneLineGroup, shown).main(given, *rest, **named)
        except typer.TyperException as error:
            complain(mistyped(error), status=error.exit_code)
        except typer.Abort:
            complain(say("refused-stopped"), status=1)
        sys.exit(status if isinstance(status, int) else 0)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - Typer's own
        """Find the command, which takes `-5` for a number below zero and says what is wrong with
        it; the parser alone takes it for an option that is not there.
        """
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise NoSuchCommand(args[0], [*self.commands])
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            command.ignore_unknown_options = any(map(_BELOW_ZERO.fullmatch, rest))
            command = _explained(command, rest)
        return name, command, rest


def _explained(command: Any, words: Sequence[str]) -> Any:  # noqa: ANN401 - Typer's own
    """The command in the language of the terminal, where help is asked for."""
    if HELP.isdisjoint(words) or language() != "ru":
        return command
    from office.helping import explained

    return explained(command)


def _is_text(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def complain(sentence: str, *, status: int = BAD_INPUT) -> NoReturn:
    """Say what is wrong in one line and leave."""
    line = " ".join(sentence.split())
    typer.echo(f"kruzhok: {line}", err=True)
    sys.exit(status)


def answer(document: Mapping[str, object], text: str, *, as_json: bool) -> None:
    """Print the one answer of a command, for programs or for people."""
    if not as_json:
        typer.echo(text)
        return
    for piece in pieces(document):
        typer.echo(piece, nl=False)
    typer.echo()


def leave_if_refused(rows: int) -> None:
    """End with a status of its own where a file came in without some of its rows."""
    if rows:
        raise typer.Exit(ROWS_REFUSED)


def answer_change(
    document: Mapping[str, object], text: str, *, dry_run: bool, as_json: bool
) -> None:
    """Print what a command changed, or would change."""
    said = f"{say('change-tried')}\n{text}" if dry_run else text
    answer({"dry_run": dry_run, **document}, said, as_json=as_json)
