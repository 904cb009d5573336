"""How long a request or an offer waits for its answer (ENR-8)."""

from __future__ import annotations

from datetime import date, timedelta

from core.domain.calendar import ONE_DAY
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.funding import FundingPeriod


def expires_on(waiting: Enrollment, period: FundingPeriod) -> date | None:
    """The day whose run makes it EXPIRED and gives its money back; None for what does not wait.

    A prolongation is decided on the old contract's last day instead (ENR-10).
    """
    waits = waiting.state in {State.REQUESTED, State.OFFERED}
    if not waits or waiting.origin is Origin.PROLONGATION or waiting.waits_since is None:
        return None
    too_old = waiting.waits_since + timedelta(days=period.parameters.request_expiry_days)
    return min(too_old, period.days.last + ONE_DAY)
