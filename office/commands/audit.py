"""`kruzhok audit`: is the money that is kept the money that was moved?"""

from __future__ import annotations

import typer

from core.domain.views import Discrepancy
from office.console import AsJson, answer

DIFFERENT = 1


def audit(*, as_json: AsJson = False) -> None:
    """Recompute every balance from the ledger; exit status 1 on any difference."""
    from core.services.auditing import audit_money
    from office.opening import in_database

    found = in_database(lambda opened: opened.read(audit_money), create=False)
    answer(_document(found), _report(found), as_json=as_json)
    if found:
        raise typer.Exit(DIFFERENT)


def _document(found: tuple[Discrepancy, ...]) -> dict[str, object]:
    return {
        "clean": not found,
        "differences": [
            {
                "what": each.what,
                "certificate": each.certificate,
                "period": each.period,
                "enrollment": each.enrollment,
                "expected": each.expected,
                "found": each.found,
            }
            for each in found
        ],
    }


def _report(found: tuple[Discrepancy, ...]) -> str:
    if not found:
        return "Every balance and every schedule agrees with the ledger."
    lines = [
        f"{each.what}: certificate {each.certificate}, period {each.period},"
        f" enrollment {each.enrollment or '-'}: expected {each.expected}, found {each.found}"
        for each in found
    ]
    return "\n".join([f"{len(found)} differences:", *lines])
