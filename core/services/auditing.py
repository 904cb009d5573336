"""The audit: whether the money that is kept is the money that was moved (LED-1)."""

from __future__ import annotations

from core.domain.auditing import Discrepancy
from core.ports.unit_of_work import UnitOfWork

MOST = 100


def audit_money(uow: UnitOfWork) -> tuple[Discrepancy, ...]:
    """Recompute every balance from the ledger and hold every schedule against its entries,
    every counter against what it counts.

    Changes nothing; the first hundred differences are named, an empty answer means none.
    """
    found = uow.audit.balances(most=MOST)
    for question in (uow.audit.schedules, uow.audit.counters):
        found += question(most=MOST - len(found))
    return found
