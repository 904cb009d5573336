"""The audit: whether the money that is kept is the money that was moved (LED-1)."""

from __future__ import annotations

from core.domain.views import Discrepancy
from core.ports.unit_of_work import UnitOfWork

MOST = 100


def audit_money(uow: UnitOfWork) -> tuple[Discrepancy, ...]:
    """Recompute every balance from the ledger and hold every schedule against its entries.

    Changes nothing; the first hundred differences are named, an empty answer means none.
    """
    balances = uow.audit.balances(most=MOST)
    schedules = uow.audit.schedules(most=MOST - len(balances)) if len(balances) < MOST else ()
    return balances + schedules
