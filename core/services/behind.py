"""What stands behind the ids of many notices, read at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.domain.funding import FundingPeriod
from core.domain.ids import CertificateId, PeriodId
from core.domain.ledger import Balance
from core.domain.notice import Notice, NoticeKind
from core.ports.outbox import KeptBehind
from core.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Behind:
    """What was read, and what is asked of it often."""

    kept: KeptBehind
    periods: Mapping[PeriodId, FundingPeriod]
    # Of certificates whose money of a period lapsed: what is there of the periods after it.
    following: Mapping[CertificateId, Balance]


def behind(uow: UnitOfWork, notices: Sequence[Notice]) -> Behind:
    """One statement; one more where money has lapsed, and where a contract is named that is not
    there, so that no line names the child.
    """
    kept = uow.outbox.behind(notices)
    periods = {period.id: period for each in kept.periods.values() for period in each}
    return Behind(kept, periods, _following(uow, _lapses(notices), periods))


def _lapses(notices: Sequence[Notice]) -> Mapping[CertificateId, PeriodId]:
    """Which certificate is told that money of which period has lapsed."""
    return {
        each.facts.certificate: each.facts.period
        for each in notices
        if each.kind is NoticeKind.MONEY_LAPSED and each.facts.certificate and each.facts.period
    }


def _following(
    uow: UnitOfWork,
    lapsed: Mapping[CertificateId, PeriodId],
    periods: Mapping[PeriodId, FundingPeriod],
) -> Mapping[CertificateId, Balance]:
    if not lapsed:
        return {}
    balances = uow.ledger.balances(lapsed)
    found = {}
    for id_, over in lapsed.items():
        for period, balance in balances.get(id_, {}).items():
            later = periods[period].days.first > periods[over].days.first
            if later and balance.nominal:
                found[id_] = balance
    return found
