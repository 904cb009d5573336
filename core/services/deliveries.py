"""Forgetting what is kept for a while only: what the messenger handed over and will not hand over
again, numbers that were typed, and failures to link a child.
"""

from __future__ import annotations

from datetime import timedelta

from core.domain.linking import COUNTED_FOR, WISH_LASTS
from core.ports.unit_of_work import UnitOfWork

# The messenger keeps what it could not deliver for a day.
KEPT = timedelta(days=3)
FORGOTTEN_AT_ONCE = 1000


def forget_deliveries(uow: UnitOfWork) -> bool:
    """Forget a thousand handled deliveries that are too old to come again; True when there may be
    more of them. A second call forgets the next thousand (S3).

    What was typed an hour ago and what failed a day ago goes, too, as /privacy says.
    """
    uow.linking.forget_old(
        wishes_before=uow.now - WISH_LASTS, failures_before=uow.now - COUNTED_FOR
    )
    forgotten = uow.deliveries.forget(before=uow.now - KEPT, most=FORGOTTEN_AT_ONCE)
    return forgotten == FORGOTTEN_AT_ONCE
