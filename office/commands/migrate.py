"""`kruzhok migrate`: bring the database up to this version of the program."""

from __future__ import annotations

from office.console import AsJson, DryRun, answer_change


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
    changed = f"Upgraded from {before or 'an empty database'} to {after}."
    text = changed if before != after else f"Up to date: {after}."
    answer_change(document, text, dry_run=dry_run, as_json=as_json)
