"""The `kruzhok` command: everything that is scripted, over the same acts as the bot.

Importing this is cheap; each command imports what it needs when it is called.
"""

from __future__ import annotations

import typer

from office.commands.account import accounts
from office.commands.agreement import agreements
from office.commands.application import applications
from office.commands.audit import audit
from office.commands.backing_up import backup, restore, verify
from office.commands.bot import bot
from office.commands.category import categories
from office.commands.certificate import certificates
from office.commands.day import day
from office.commands.demo import demo
from office.commands.drafting import modules, programs
from office.commands.enrollment import enrollments
from office.commands.exporting import exports
from office.commands.group_acts import groups
from office.commands.importing import imports
from office.commands.invite import invite
from office.commands.keys import keys
from office.commands.migrate import migrate
from office.commands.municipality import municipalities
from office.commands.notices import notices
from office.commands.period import periods
from office.commands.person import persons
from office.commands.provider_acts import providers
from office.commands.quote import quote
from office.console import OneLineGroup

HELP = """Children's clubs and sections, paid by a certificate.

To look around, start with `kruzhok demo`: no token, no network, nothing to set up.
To run the bot, set KRUZHOK_BOT_TOKEN and start `kruzhok bot`.
Settings are environment variables or lines of a file .env; .env.example explains them all.
Exit status: 0 done, 1 something was found, 2 bad input, 3 rows of a file were refused.
"""

app = typer.Typer(
    name="kruzhok",
    cls=OneLineGroup,
    help=HELP,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(short_help="Try everything on this machine: no token, no network.")(demo)
app.command(short_help="Run the bot.")(bot)
app.command(short_help="Create or upgrade the database.")(migrate)
app.command(short_help="Make an invitation that links a parent to a child.")(invite)
app.command(short_help="Calculate a contract, month by month.")(quote)
app.command(short_help="Perform the daily runs of a municipality.")(day)
app.command(short_help="Recompute every balance from the ledger.")(audit)
app.command(short_help="Copy the SQLite database while it is used.")(backup)
app.command(short_help="Look through a backup: is it whole, is its money right?")(verify)
app.command(short_help="Make a backup the database again.")(restore)
app.add_typer(imports, name="import")
app.add_typer(exports, name="export")
app.add_typer(municipalities, name="municipality")
app.add_typer(periods, name="period")
app.add_typer(categories, name="category")
app.add_typer(certificates, name="certificate")
app.add_typer(applications, name="application")
app.add_typer(providers, name="provider")
app.add_typer(agreements, name="agreement")
app.add_typer(programs, name="program")
app.add_typer(modules, name="module")
app.add_typer(groups, name="group")
app.add_typer(enrollments, name="enrollment")
app.add_typer(accounts, name="account")
app.add_typer(keys, name="keys")
app.add_typer(notices, name="notices")
app.add_typer(persons, name="person")


def main() -> None:
    """Run one command and leave with its exit status: 0, 1 where it found something, 2 on bad
    input, 3 where rows of a file were refused."""
    app()
