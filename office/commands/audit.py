"""`kruzhok audit`: is the money that is kept the money that was moved, then as now?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from core.domain.auditing import Discrepancy
from core.domain.digest import BrokenDay
from core.domain.ids import MunicipalityId
from office.console import AsJson, answer

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
        return (
            "Every balance and every schedule agrees with the ledger,"
            " and the ledger with every closed day."
        )
    lines = [
        f"{each.what}: certificate {each.certificate or '-'}, period {each.period or '-'},"
        f" enrollment {each.enrollment or '-'}: expected {each.expected}, found {each.found}"
        for each in differences
    ]
    lines += [
        f"day: {codes[each.municipality]} {each.on}: expected {each.expected}, found {each.found}"
        for each in broken
    ]
    return "\n".join(
        [f"{len(lines)} {'difference' if len(lines) == 1 else 'differences'}:", *lines]
    )
