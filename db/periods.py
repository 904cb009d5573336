"""Funding periods between rows and the domain."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from core.domain.calendar import Days
from core.domain.funding import Conclusion, FundingPeriod, Parameters, Prolongation, ReleaseAt
from core.domain.ids import MunicipalityId, PeriodId
from db.statements import Columns
from db.tables.periods import funding_periods
from db.tables.registries import municipalities

PERIODS = select(funding_periods, municipalities.c.zone).join(
    municipalities, municipalities.c.id == funding_periods.c.municipality_id
)


def as_period(row: Columns) -> FundingPeriod:
    return FundingPeriod(
        id=PeriodId(row.id),
        municipality=MunicipalityId(row.municipality_id),
        days=Days(row.first_day, row.last_day),
        zone=ZoneInfo(row.zone),
        parameters=as_parameters(row),
        closed_from=row.closed_from,
        lapsed=row.lapsed,
        offered=row.offered,
    )


def as_parameters(row: Columns) -> Parameters:
    return Parameters(
        conclusion=Conclusion(row.conclusion),
        release_at=ReleaseAt(row.release_at),
        prolongation=Prolongation(row.prolongation),
        request_reminder_days=row.request_reminder_days,
        offer_reminder_days=row.offer_reminder_days,
        request_expiry_days=row.request_expiry_days,
        opens_days_before=row.opens_days_before,
        low_percent=row.low_percent,
        lapsing_days=tuple(int(days) for days in row.lapsing_days.split(",") if days),
        prolongation_working_days=row.prolongation_working_days,
        days_to_first_request=row.days_to_first_request,
        days_after_refusal=row.days_after_refusal,
        notices_from=row.notices_from,
        notices_until=row.notices_until,
        issue_working_days=row.issue_working_days,
        run_from=row.run_from,
        min_age=row.min_age,
    )


def parameter_columns(parameters: Parameters) -> dict[str, Any]:
    """The columns of the same names; days of reminders as `60,14`."""
    days = ",".join(str(days) for days in parameters.lapsing_days)
    return {**asdict(parameters), "lapsing_days": days}
