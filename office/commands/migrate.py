"""`kruzhok migrate`: bring the database up to this version of the program."""

from __future__ import annotations

from office.console import AsJson, DryRun, answer_change
from office.said import say


def migrate(*, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Create or upgrade the configured database; doing it again changes nothing.

    Stop the bot before you upgrade a database that it uses. A new database needs no
    migration: the first command that works with it makes its tables.
    """
    from office.databases import upgraded
    from office.opening import settings_of
    from office.settings import OfficeSettings

    before, after = upgraded(settings_of(OfficeSettings).database_url, dry_run=dry_run)
    document = {"before": before, "after": after, "changed": before != after}
    facts = {"before": before or say("said-empty-database"), "after": str(after)}
    text = say("said-upgraded" if before != after else "said-up-to-date", facts)
    answer_change(document, text, dry_run=dry_run, as_json=as_json)
