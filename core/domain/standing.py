"""What decides about any request of one child, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.certificate import Certificate
from core.domain.eligibility import Application, Commitment
from core.domain.funding import FundingPeriod
from core.domain.ids import PeriodId, ProviderId
from core.domain.ledger import Balance
from core.domain.limits import Ceiling, Limit, Limited
from core.domain.person import Child
from core.domain.program import Offering, Registry


@dataclass(frozen=True, slots=True)
class Standing:
    """All that decides about any request of one child, read at one moment.

    `agreements` are by provider and period, each with its ceiling if it has one; all limits
    are per period.
    """

    child: Child
    certificate: Certificate
    zone: ZoneInfo
    periods: tuple[FundingPeriod, ...]
    balances: Mapping[PeriodId, Balance]
    commitments: tuple[Commitment, ...]
    agreements: Mapping[tuple[ProviderId, PeriodId], Ceiling | None]
    registry_limits: Mapping[tuple[PeriodId, Registry], int]
    limits: Mapping[tuple[PeriodId, Limited], Limit] = field(default_factory=dict)

    def application(self, offering: Offering, *, start: date, today: date) -> Application:
        """This child's request for one group from `start` on."""
        period = next((p for p in self.periods if start in p.days), None)
        known = Application(
            offering=offering,
            certificate=self.certificate,
            born_on=self.child.born_on,
            period=period,
            balance=Balance(),
            has_agreement=False,
            commitments=self.commitments,
            registry_limit=None,
            start=start,
            today=today,
        )
        return known if period is None else self._in_period(known, period.id)

    def _in_period(self, known: Application, period: PeriodId) -> Application:
        program, provider = known.offering.program, known.offering.provider.id
        return replace(
            known,
            balance=self.balances.get(period, Balance()),
            has_agreement=(provider, period) in self.agreements,
            registry_limit=self.registry_limits.get((period, program.registry)),
            ceiling=self.agreements.get((provider, period)),
            provider_limit=self.limits.get((period, provider)),
            direction_limit=self.limits.get((period, program.direction)),
        )
