"""What an audit found: for programs, and for people in the language of the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.domain.auditing import Discrepancy
from core.domain.digest import BrokenDay
from core.domain.ids import MunicipalityId
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from core.services.closed_days import audit_days
from office.said import say


@dataclass(frozen=True, slots=True)
class Audited:
    """Differences of money and broken days, with the codes of the municipalities of these."""

    differences: tuple[Discrepancy, ...]
    broken: tuple[BrokenDay, ...]
    codes: Mapping[MunicipalityId, str] = field(repr=False)

    @property
    def clean(self) -> bool:
        return not (self.differences or self.broken)


def audited(uow: UnitOfWork) -> Audited:
    """Everything that is kept beside the ledger, and every closed day, recomputed."""
    codes = {each.id: each.code for each in uow.municipalities.all()}
    return Audited(audit_money(uow), audit_days(uow), codes)


def differences_said(found: Audited) -> list[str]:
    """One line each, after how many there are."""
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
        for each in found.differences
    ]
    lines += [
        say(
            "said-audit-day",
            {
                "code": found.codes[each.municipality],
                "on": str(each.on),
                "expected": str(each.expected),
                "found": str(each.found),
            },
        )
        for each in found.broken
    ]
    return [say("said-audit-count", {"count": len(lines)}), *lines]
