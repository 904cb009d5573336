"""The `kruzhok` command: everything that is scripted, over the same acts as the bot.

Importing this is cheap: of all commands the one that was typed is loaded, and imports what it
needs when it is called.
"""

from __future__ import annotations

import gc
import sys
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

import typer

from office.console import OneLineGroup

HELP = """Children's clubs and sections, paid by a certificate.

To look around, start with `kruzhok demo`: no token, no network, nothing to set up.
To run the bot, set KRUZHOK_BOT_TOKEN and start `kruzhok bot`.
Settings are environment variables or lines of a file .env; .env.example explains them all.
Exit status: 0 done, 1 something was found, 2 bad input, 3 rows of a file were refused.
"""

# Each with its module in `office.commands`, and what it is for.
COMMANDS = MappingProxyType(
    {
        "demo": ("demo", "Try everything on this machine: no token, no network."),
        "bot": ("bot", "Run the bot."),
        "migrate": ("migrate", "Create or upgrade the database."),
        "invite": ("invite", "Make an invitation that links a parent to a child."),
        "quote": ("quote", "Calculate a contract, month by month."),
        "day": ("day", "Perform the daily runs of a municipality."),
        "audit": ("audit", "Recompute every balance from the ledger."),
        "backup": ("backing_up", "Copy the SQLite database while it is used."),
        "verify": ("backing_up", "Look through a backup: is it whole, is its money right?"),
        "restore": ("backing_up", "Make a backup the database again."),
    }
)
# Groups of commands, with their module and what they are called in it.
GROUPS = MappingProxyType(
    {
        "import": ("importing", "imports"),
        "export": ("exporting", "exports"),
        "municipality": ("municipality", "municipalities"),
        "period": ("period", "periods"),
        "category": ("category", "categories"),
        "certificate": ("correcting", "certificates"),
        "application": ("application", "applications"),
        "provider": ("provider_acts", "providers"),
        "agreement": ("agreement", "agreements"),
        "program": ("drafting", "programs"),
        "module": ("drafting", "modules"),
        "group": ("group_acts", "groups"),
        "enrollment": ("enrollment", "enrollments"),
        "account": ("account", "accounts"),
        "keys": ("keys", "keys"),
        "notices": ("notices", "notices"),
        "person": ("person", "persons"),
        "trail": ("trail", "trails"),
    }
)


# What is imported is never thrown away: to look through it again and again for what could be
# takes a quarter of the time of a start.
ALLOCATIONS_BETWEEN_LOOKS = 100_000


@cache
def command_line(word: str = "") -> typer.Typer:
    """All commands; only that one where `word` is the name of one or of a group."""
    app = typer.Typer(
        name="kruzhok",
        cls=OneLineGroup,
        help=HELP,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    # A group also where it has a single command.
    app.callback(help=HELP)(_kruzhok)
    for name, (module, short_help) in COMMANDS.items():
        if name == word or not _is_known(word):
            app.command(name, short_help=short_help)(_loaded(module, name))
    for name, (module, group) in GROUPS.items():
        if name == word or not _is_known(word):
            app.add_typer(_loaded(module, group), name=name)
    return app


def main() -> None:
    """Run one command and leave with its exit status: 0, 1 where it found something, 2 on bad
    input, 3 where rows of a file were refused."""
    gc.set_threshold(ALLOCATIONS_BETWEEN_LOOKS, *gc.get_threshold()[1:])
    command_line(sys.argv[1] if len(sys.argv) > 1 else "")()


def _is_known(word: str) -> bool:
    return word in COMMANDS or word in GROUPS


def _loaded(module: str, name: str) -> Any:  # noqa: ANN401 - a command or a group of them
    return getattr(import_module(f"office.commands.{module}"), name)


def _kruzhok() -> None:
    """The command itself does nothing."""
