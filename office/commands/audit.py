"""`kruzhok audit`: is the money that is kept the money that was moved, then as now?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from office.console import AsJson, answer
from office.said import say

if TYPE_CHECKING:
    from office.audit_texts import Audited

DIFFERENT = 1


def audit(*, as_json: AsJson = False) -> None:
    """Recompute every balance and the digest of every closed day from the ledger.

    Exit status 1 on any difference.
    """
    from office.audit_texts import audited, differences_said
    from office.opening import in_database

    found = in_database(lambda opened: opened.read(audited), create=False)
    said = say("said-audit-clean") if found.clean else "\n".join(differences_said(found))
    answer(_document(found), said, as_json=as_json)
    if not found.clean:
        raise typer.Exit(DIFFERENT)


def _document(found: Audited) -> dict[str, object]:
    return {
        "clean": found.clean,
        "differences": [
            {
                "what": each.what,
                "certificate": each.certificate,
                "period": each.period,
                "enrollment": each.enrollment,
                "expected": each.expected,
                "found": each.found,
            }
            for each in found.differences
        ],
        "days": [
            {
                "municipality": found.codes[each.municipality],
                "date": each.on.isoformat(),
                "expected": each.expected,
                "found": each.found,
            }
            for each in found.broken
        ],
    }
