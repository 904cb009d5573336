"""`kruzhok audit`: is the money that is kept the money that was moved, then as now?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from core.domain.auditing import Discrepancy
from core.domain.digest import BrokenDay
from core.domain.ids import MunicipalityId
from office.console import AsJson, answer
from office.said import say

if TYPE_CHECKING:
    from core.ports.unit_of_work import UnitOfWork

DIFFERENT = 1
Found = tuple[tuple[Discrepancy, ...], tuple[BrokenDay, ...], Mapping[MunicipalityId, str]]


def audit(*, as_json: AsJson = False) -> None:
    """Recompute every balance and the digest of every closed day from the ledger.

    Exit status 1 on any difference.
    """
    from office.opening import in_database

    found = in_database(lambda opened: opened.read(_find), create=False)
    answer(_document(found), _report(found), as_json=as_json)
    differences, broken, _ = found
    if differences or broken:
        raise typer.Exit(DIFFERENT)


def _find(uow: UnitOfWork) -> Found:
    from core.services.auditing import audit_money
    from core.services.closed_days import audit_days

    codes = {each.id: each.code for each in uow.municipalities.all()}
    return audit_money(uow), audit_days(uow), codes


def _document(found: Found) -> dict[str, object]:
    differences, broken, codes = found
    return {
        "clean": not differences and not broken,
        "differences": [
            {
                "what": each.what,
                "certificate": each.certificate,
                "period": each.period,
                "enrollment": each.enrollment,
                "expected": each.expected,
                "found": each.found,
            }
            for each in differences
        ],
        "days": [
            {
                "municipality": codes[each.municipality],
                "date": each.on.isoformat(),
                "expected": each.expected,
                "found": each.found,
            }
            for each in broken
        ],
    }


def _report(found: Found) -> str:
    differences, broken, codes = found
    if not differences and not broken:
        return say("said-audit-clean")
    lines = [
        say(
            "said-audit-difference",
            {
                "what": each.what,
                "certificate": str(each.certificate or "-"),
                "period": str(each.period or "-"),
                "enrollment": str(each.enrollment or "-"),
                "expected": each.expected,
                "found": each.found,
            },
        )
        for each in differences
    ]
    lines += [
        say(
            "said-audit-day",
            {
                "code": codes[each.municipality],
                "on": str(each.on),
                "expected": str(each.expected),
                "found": str(each.found),
            },
        )
        for each in broken
    ]
    return "\n".join([say("said-audit-count", {"count": len(lines)}), *lines])
